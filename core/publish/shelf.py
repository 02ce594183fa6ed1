"""Put a draft out, and put the edition before it back: whole folders change place, never single files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ..errors import InputError
from ..language import translate
from .editions import KEPT, read_edition
from .kept_edition import holds_contacts, keep_edition, write_kept
from .publication import check_replaceable, previous_folder


def put_out(draft: Path, published: Path) -> None:
    """Let a copy of `draft` take the place of `published`; of the edition that was out, all but its contacts is kept.

    Everything is copied beside first and then renamed, so that a visitor sees the old set or the new one.

    Raises:
        InputError: the draft is no publication, is the published folder itself, or that holds other files; or the
            edition that was out could not be removed.
        OSError: a folder cannot be written; what was out stays out.

    """
    coming = read_edition(draft)
    if coming is None:
        raise InputError(translate("Core", "Folder {path} holds no publication.").format(path=draft))
    if draft.resolve() == published.resolve():
        raise InputError(translate("Core", "Draft and published folder are the same. Choose two folders."))
    check_replaceable(published)
    fresh, kept = _beside(published), _beside(published)
    try:
        shutil.copytree(draft, fresh)
        out = read_edition(published)
        if out is not None and out.edition != coming.edition:
            kept.mkdir()
            keep_edition(published, kept)
        _exchange(fresh, published, kept)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(kept, ignore_errors=True)


def put_back(published: Path) -> None:
    """Let the kept edition be out again, with the contacts that are public now; the one that was out is kept instead.

    Raises:
        InputError: no edition is kept, or the folder holds other files.
        OSError: a folder cannot be written; what was out stays out.

    """
    check_replaceable(published)
    fresh, kept = _beside(published), _beside(published)
    try:
        fresh.mkdir()
        kept.mkdir()
        write_kept(published, fresh)
        keep_edition(published, kept)
        _exchange(fresh, published, kept)
    except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
        message = translate("Core", "No earlier edition is kept beside {path}.")
        raise InputError(message.format(path=published)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(kept, ignore_errors=True)


def _exchange(fresh: Path, published: Path, kept: Path) -> None:
    """Let `fresh` take the place of `published`, and `kept`, where it holds an edition, that of the one kept before."""
    aside, previous = _beside(published), previous_folder(published)
    published.parent.mkdir(parents=True, exist_ok=True)
    if published.exists():
        published.replace(aside)
    try:
        fresh.replace(published)
    except OSError:
        if aside.exists():
            aside.replace(published)
        raise
    if (kept / KEPT).is_file():
        _remove(previous)
        kept.replace(previous)
    elif holds_contacts(previous):
        _remove(previous)
    _remove(aside)


def _remove(folder: Path) -> None:
    """Remove a folder that holds withdrawn contact data; raise InputError, naming it, where that fails."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        message = translate(
            "Core", "Folder {path} holds contact data of an earlier edition and could not be removed. Remove it."
        )
        raise InputError(message.format(path=folder))


def _beside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-{os.getpid()}-{os.urandom(4).hex()}")
