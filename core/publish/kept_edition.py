"""The edition before, kept so that it can be put back: its map and texts, and no contact data.

It lies beside the published folder, where a web server may show it. So it holds no officer, telephone or e-mail: whoever
was withdrawn is out of reach as soon as the next edition is out. Put back, it takes the contacts that are public then.
Belongs to the package core/publish of the new layout, beside editions.py.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from .editions import KEPT, officer_mark
from .public_record import FALLBACK_PHONE
from .publication import TILES, Publication, previous_folder, write_publication
from .rebuild import from_document, read_document, read_photos
from .record_file import CONTACT_FIELDS

_NOBODY = dict.fromkeys(CONTACT_FIELDS, "") | {"role": "station", "phone": FALLBACK_PHONE}


def keep_edition(published: Path, folder: Path) -> None:
    """Write what may be kept of a published folder to the empty `folder`; nothing where it cannot be made again."""
    try:
        found = read_document(published)
        found["officers"] = {one["sector_id"]: officer_mark(one["officer"]) for one in found["sectors"]}
        found["sectors"] = [one | _NOBODY for one in found["sectors"]]
        found |= {"contacts_hash": "", "review_date": "", "changed_since": "", "new_officers": []}
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
    now, photos = _public_now(published)
    found["sectors"] = [one | _contact(now.get(one["sector_id"])) for one in found["sectors"]]
    found["review_date"] = min((one["review_date"] for one in found["sectors"] if one["review_date"]), default="")
    del found["officers"]
    publication: Publication = from_document(found, photos)
    write_publication(folder, publication.stamped())
    if (previous / TILES).is_dir():
        shutil.copytree(previous / TILES, folder / TILES)


def _public_now(published: Path) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    try:
        sectors = {one["sector_id"]: one for one in read_document(published)["sectors"]}
        return sectors, read_photos(published)
    except (OSError, ValueError, KeyError, TypeError):
        return {}, {}


def _contact(sector: dict[str, Any] | None) -> dict[str, Any]:
    return _NOBODY if sector is None else {name: sector[name] for name in CONTACT_FIELDS}
