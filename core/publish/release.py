"""Put a draft out, and put the edition before it back: whole folders change place, never single files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ..base.errors import InputError
from ..base.i18n import translate
from .editions import read_edition
from .publication import check_replaceable, previous_folder


def put_out(draft: Path, published: Path) -> None:
    """Let a copy of `draft` take the place of `published`; the edition that was out is kept beside it.

    Everything is copied beside first and then renamed, so that a visitor sees the old set or the new one.

    Raises:
        InputError: the draft is no publication, is the published folder itself, or that holds other files.
        OSError: a folder cannot be written; what was out stays out.

    """
    coming = read_edition(draft)
    if coming is None:
        raise InputError(translate("Core", "Folder {path} holds no publication.").format(path=draft))
    if draft.resolve() == published.resolve():
        raise InputError(translate("Core", "Draft and published folder are the same. Choose two folders."))
    check_replaceable(published)
    fresh = _beside(published)
    try:
        shutil.copytree(draft, fresh)
        out = read_edition(published)
        keeps = out is not None and out.edition != coming.edition
        _exchange(fresh, published, previous_folder(published) if keeps else None)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def put_back(published: Path) -> None:
    """Let the kept edition and the published one change places; raise InputError where none is kept."""
    previous = previous_folder(published)
    if read_edition(previous) is None:
        raise InputError(translate("Core", "No earlier edition is kept beside {path}.").format(path=published))
    check_replaceable(published)
    aside = _beside(published)
    if published.exists():
        published.replace(aside)
    try:
        previous.replace(published)
    except OSError:
        if aside.exists():
            aside.replace(published)
        raise
    if aside.exists():
        aside.replace(previous)


def _exchange(fresh: Path, published: Path, keep: Path | None) -> None:
    aside = _beside(published)
    published.parent.mkdir(parents=True, exist_ok=True)
    if published.exists():
        published.replace(aside)
    try:
        fresh.replace(published)
    except OSError:
        if aside.exists():
            aside.replace(published)
        raise
    if aside.exists() and keep is not None:
        shutil.rmtree(keep, ignore_errors=True)
        aside.replace(keep)
    shutil.rmtree(aside, ignore_errors=True)


def _beside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-{os.getpid()}-{os.urandom(4).hex()}")
