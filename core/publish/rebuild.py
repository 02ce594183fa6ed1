"""A publication made again from the record.json that went out with it.

Belongs to the package core/publish of the new layout, as rebuild.py.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from .editions import Moved
from .events import PublicEvent, PublicPriority
from .map_shapes import SectorShape, polygon_of
from .public_record import PublicRecord, PublicSector
from .publication import PAGE, RECORD, Publication
from .record_file import photo_mark

_PHOTO = re.compile(r"data:image/jpeg;base64,[A-Za-z0-9+/=]+")


def read_document(folder: Path) -> dict[str, Any]:
    """Return the record.json of a folder as plain values; raise OSError or ValueError where there is none."""
    found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise ValueError
    return found


def read_photos(folder: Path) -> dict[str, str]:
    """Return the photos in a folder's page by their SHA-256."""
    page = (folder / PAGE).read_text(encoding="utf-8")
    return {photo_mark(photo): photo for photo in _PHOTO.findall(page)}


def from_document(found: dict[str, Any], photos: dict[str, str]) -> Publication:
    """Return the publication that a document describes.

    Args:
        found: what `document` returned, after JSON.
        photos: data: addresses by their SHA-256.

    Raises:
        KeyError, IndexError, TypeError, ValueError: the document is of another form.

    """
    values = {key: value for key, value in found.items() if key != "map"}
    sectors = [{**sector, "photo": photos.get(sector["photo"], "")} for sector in values["sectors"]]
    drawn = found["map"]
    record = PublicRecord(
        **{
            **values,
            "sectors": tuple(PublicSector(**sector) for sector in sectors),
            "events": tuple(PublicEvent(**event) for event in values["events"]),
            "priorities": tuple(PublicPriority(**priority) for priority in values["priorities"]),
            "new_officers": tuple(values["new_officers"]),
        }
    )
    return Publication(
        record=record,
        shapes=tuple(
            SectorShape(one["sector_id"], polygon_of(one["drawn"]), one["colour"], (one["label"][0], one["label"][1]))
            for one in drawn["sectors"]
        ),
        borders=tuple(one["borders"] for one in drawn["sectors"]),
        streets=drawn["streets"],
        moved=tuple(Moved(one["before"], polygon_of(one["drawn"])) for one in drawn["moved"]),
        water=drawn["water"],
        roads=drawn["roads"],
        tile_zooms=(drawn["tile_zooms"][0], drawn["tile_zooms"][1]) if drawn["tile_zooms"] else None,
        tiles_hash=drawn["tiles_hash"],
    )
