"""record.json: everything a publication was made from, so that it can be made again, byte by byte.

Belongs to the package core/publish of the new layout, as record_file.py.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from .map_shapes import steps

if TYPE_CHECKING:
    from .publication import Publication

# What a sector's contact consists of; an edition that is only kept holds none of it.
CONTACT_FIELDS = (
    "role", "officer", "phone", "email", "hours", "station", "message_line", "review_date", "photo",
)  # fmt: skip


def document(publication: Publication) -> dict[str, Any]:
    """Return the publication as plain values: the public record, and under `map` what the page draws and searches.

    A photo is only named, by its SHA-256: the picture itself stays in the page.
    """
    found = asdict(publication.record)
    for sector in found["sectors"]:
        sector["photo"] = photo_mark(sector["photo"])
    found["map"] = {
        "sectors": [
            {
                "sector_id": shape.sector_id,
                "colour": shape.colour,
                "label": list(shape.label),
                "drawn": steps(shape.polygon),
                "borders": borders,
            }
            for shape, borders in zip(publication.shapes, publication.borders, strict=True)
        ],
        "streets": publication.streets,
        "moved": [{"before": moved.before, "drawn": steps(moved.polygon)} for moved in publication.moved],
        "water": publication.water,
        "roads": publication.roads,
        "tile_zooms": list(publication.tile_zooms) if publication.tile_zooms else None,
        "tiles_hash": publication.tiles_hash,
    }
    return found


def record_json(publication: Publication) -> str:
    """Return the document as JSON, as described in docs/en/public-record.md; the map stands on the last line."""
    return document_json(document(publication))


def document_json(found: dict[str, Any]) -> str:
    """Return a document as the text of record.json."""
    head = {key: value for key, value in found.items() if key != "map"}
    text = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{text},\n "map": {json.dumps(found["map"], ensure_ascii=False, separators=(",", ":"))}\n}}\n'


def content_hash(publication: Publication) -> str:
    """Return eight hexadecimal digits that change with anything that is published."""
    found = document(publication)
    del found["content"]
    return _digest(found)[:8]


def borders_hash(publication: Publication) -> str:
    """Return eight hexadecimal digits that change with the true borders of any sector."""
    return _digest([shape.sector_id for shape in publication.shapes], publication.borders)[:8]


def photo_mark(photo: str) -> str:
    """Return the SHA-256 of a photo's data: address; nothing where there is no photo."""
    return hashlib.sha256(photo.encode()).hexdigest() if photo else ""


def _digest(*values: Any) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
