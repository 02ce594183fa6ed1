"""What a publication holds, and its record file: `record.json`, from which every other file can be made again."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path
from typing import Any

from .editions import Moved
from .events import PublicEvent, PublicPriority
from .map_geometry import MapLabel, SectorShape, polygon_of, steps
from .public_record import PublicRecord, PublicSector, print_stamp

PAGE, MAP, TABLE, RECORD, TILES = "index.html", "sectors.geojson", "contacts.csv", "record.json", "tiles"
FILES = {PAGE, MAP, TABLE, RECORD}
# What a sector's contact consists of; an edition that is only kept holds none of it.
CONTACT_FIELDS = (
    "role", "officer", "phone", "email", "hours", "station", "message_line", "review_date", "photo",
)  # fmt: skip
# Whom a resident writes to who asks about the page; an edition that is only kept holds none of it either.
PUBLISHER_FIELDS = ("contact", "logo", "controller", "data_protection", "texts")
_PHOTO = re.compile(r"data:image/(?:jpeg|png);base64,[A-Za-z0-9+/=]+")
TILE_NAME = re.compile(r"tiles/[0-9]{1,2}/[0-9]{1,7}/[0-9]{1,7}\.png")


@dataclass(frozen=True)
class Publication:
    """The public record, and what the page draws and searches: shapes in the record's order, bare lines, names, streets.

    `borders` are the sectors' true borders, packed, in the same order: the shapes are only drawn.
    """

    record: PublicRecord
    shapes: tuple[SectorShape, ...]
    borders: tuple[list[list[str]], ...]
    streets: list[list[Any]]
    moved: tuple[Moved, ...]
    water: list[list[list[int]]]
    roads: list[list[int]]
    labels: tuple[MapLabel, ...] = ()
    tile_zooms: tuple[int, int] | None = None
    tiles_hash: str = ""

    def stamped(self) -> Publication:
        """Return the publication with the stamps of what it holds."""
        printed = print_stamp(self.record.contacts_hash, borders_hash(self))
        stamped = replace(self, record=replace(self.record, print_hash=printed))
        return replace(stamped, record=replace(stamped.record, content=content_hash(stamped)))


def document(publication: Publication) -> dict[str, Any]:
    """Return the publication as plain values: the public record, and under `map` what the page draws and searches.

    Photos and the logo are only named, by their SHA-256: the pictures themselves stay in the page.
    """
    found = asdict(publication.record)
    found["logo"] = photo_mark(found["logo"])
    for sector in found["sectors"]:
        sector["photo"] = photo_mark(sector["photo"])
    found["map"] = {
        "sectors": [
            {
                "sector_id": shape.sector_id,
                "colour": shape.colour,
                "marks": [list(mark) for mark in shape.marks],
                "drawn": steps(shape.polygon),
                "borders": borders,
            }
            for shape, borders in zip(publication.shapes, publication.borders, strict=True)
        ],
        "streets": publication.streets,
        "moved": [{"before": moved.before, "drawn": steps(moved.polygon)} for moved in publication.moved],
        "water": publication.water,
        "roads": publication.roads,
        "labels": [list(astuple(label)) for label in publication.labels],
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


def read_document(folder: Path) -> dict[str, Any]:
    """Return the record.json of a folder as plain values; raise OSError or ValueError where there is none."""
    found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise ValueError
    return found


def read_photos(folder: Path) -> dict[str, str]:
    """Return the pictures in a folder's page, photos and logo, by their SHA-256."""
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
            "logo": photos.get(values.get("logo", ""), ""),
        }
    )
    return Publication(
        record=record,
        shapes=tuple(
            SectorShape(
                one["sector_id"],
                polygon_of(one["drawn"]),
                one["colour"],
                tuple((x, y, room) for x, y, room in one["marks"]),
            )
            for one in drawn["sectors"]
        ),
        borders=tuple(one["borders"] for one in drawn["sectors"]),
        streets=drawn["streets"],
        moved=tuple(Moved(one["before"], polygon_of(one["drawn"])) for one in drawn["moved"]),
        water=drawn["water"],
        roads=drawn["roads"],
        labels=tuple(
            MapLabel(kind, text, (spot[0], spot[1]), room, angle) for kind, text, spot, room, angle in drawn["labels"]
        ),
        tile_zooms=(drawn["tile_zooms"][0], drawn["tile_zooms"][1]) if drawn["tile_zooms"] else None,
        tiles_hash=drawn["tiles_hash"],
    )


def tiles_hash(folder: Path) -> str:
    """Return the SHA-256 of the names and bytes of all files in the folder's tiles; nothing where there are none."""
    paths = sorted(
        (path.relative_to(folder).as_posix(), path) for path in (folder / "tiles").rglob("*") if path.is_file()
    )
    if not paths:
        return ""
    found = hashlib.sha256()
    for name, path in paths:
        found.update(name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
