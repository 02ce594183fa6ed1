"""Put a draft out, and put the edition before it back: whole folders change place, never single files.

The edition before, kept so that it can be put back: its map and texts, and no contact data.

It lies beside the published folder, where a web server may show it. So it holds no officer, telephone or e-mail: whoever
was withdrawn is out of reach as soon as the next edition is out. Put back, it takes the contacts that are public then.
Belongs to the package core/publish of the new layout, beside editions.py.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..base.errors import InputError
from ..base.i18n import translate
from .editions import KEPT, officer_mark, read_edition
from .model import CONTACT_FIELDS, PUBLISHER_FIELDS, TILES, Publication, from_document, read_document, read_photos
from .page_words import known_texts
from .public_record import FALLBACK_PHONE
from .publication import check_replaceable, previous_folder, write_publication

_NOBODY = dict.fromkeys(CONTACT_FIELDS, "") | {"role": "station", "phone": FALLBACK_PHONE}


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


def keep_edition(published: Path, folder: Path) -> None:
    """Write what may be kept of a published folder to the empty `folder`; nothing where it cannot be made again."""
    try:
        found = read_document(published)
        found["officers"] = {one["sector_id"]: officer_mark(one["officer"]) for one in found["sectors"]}
        found["sectors"] = [one | _NOBODY for one in found["sectors"]]
        found |= {
            "contacts_hash": "",
            "review_date": "",
            "changed_since": "",
            "changed_since_day": "",
            "new_officers": [],
        }
        found |= _publisher({})
        found["map"]["moved"] = []
    except (OSError, ValueError, KeyError, TypeError):
        return
    (folder / KEPT).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8", newline="\n")
    if (published / TILES).is_dir():
        shutil.copytree(published / TILES, folder / TILES)


def holds_contacts(folder: Path) -> bool:
    """Tell whether a kept folder is more than what may be kept, as earlier versions left it."""
    return folder.is_dir() and any(path.name not in {KEPT, TILES} for path in folder.iterdir())


def can_be_put_back(published: Path) -> bool:
    """Tell whether an earlier edition is kept beside a published folder."""
    return (previous_folder(published) / KEPT).is_file()


def write_kept(published: Path, folder: Path) -> None:
    """Make the kept edition again in the empty `folder`, with the contacts that are in `published` now.

    Raises:
        OSError, ValueError, KeyError, TypeError: no edition is kept, or it cannot be read.

    """
    previous = previous_folder(published)
    found = json.loads((previous / KEPT).read_text(encoding="utf-8"))
    out, photos = _public_now(published)
    now = {one["sector_id"]: one for one in out.get("sectors", [])}
    found["sectors"] = [one | _contact(now.get(one["sector_id"])) for one in found["sectors"]]
    found["review_date"] = min((one["review_date"] for one in found["sectors"] if one["review_date"]), default="")
    found |= _publisher(out)
    del found["officers"]
    publication: Publication = from_document(found, photos)
    record = replace(publication.record, texts=known_texts(publication.record))
    write_publication(folder, replace(publication, record=record).stamped())
    if (previous / TILES).is_dir():
        shutil.copytree(previous / TILES, folder / TILES)


def _public_now(published: Path) -> tuple[dict[str, Any], dict[str, str]]:
    try:
        return read_document(published), read_photos(published)
    except (OSError, ValueError):
        return {}, {}


def _publisher(found: dict[str, Any]) -> dict[str, Any]:
    return {name: found.get(name, {} if name == "texts" else "") for name in PUBLISHER_FIELDS}


def _contact(sector: dict[str, Any] | None) -> dict[str, Any]:
    return _NOBODY if sector is None else {name: sector[name] for name in CONTACT_FIELDS}
