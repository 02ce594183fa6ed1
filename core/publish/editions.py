"""Two editions of a publication: whose officer is new, and which places changed sector."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from .map_geometry import DECIMALS, LocalMetres, SectorShape, polygon_of

LEAST_WIDTH_M = 12.0
KEPT = "edition.json"  # of an edition that is kept to be put back; it holds no contact data
_MARK = "sha256:"


@dataclass(frozen=True)
class Edition:
    """What is needed of an earlier publication: its stamp, the officer of each sector, the sectors' polygons, its day.

    An officer is a name, or the mark of one. The day is an ISO date, or empty.
    """

    edition: str
    officers: dict[str, str]
    polygons: dict[str, shapely.Geometry]
    updated: str = ""


@dataclass(frozen=True)
class Moved:
    """A place (polygon in degrees) that was in sector `before`."""

    before: str
    polygon: shapely.Geometry


@dataclass(frozen=True)
class Changes:
    """What changed since an edition: ids of sectors with a new officer, and places that changed sector."""

    edition: str
    new_officer: tuple[str, ...]
    moved: tuple[Moved, ...]


def read_edition(folder: Path) -> Edition | None:
    """Return the publication, or the kept edition, in a folder; None where there is none that can be read."""
    return _read_published(folder) or _read_kept(folder)


def officer_mark(name: str) -> str:
    """Return what tells whether an officer is still the same, without the name; nothing where there is none."""
    if not name or name.startswith(_MARK):
        return name
    return _MARK + hashlib.sha256(name.encode()).hexdigest()[:16]


def _read_kept(folder: Path) -> Edition | None:
    try:
        kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
        return Edition(
            edition=str(kept["edition"]),
            officers={str(key): str(mark) for key, mark in kept["officers"].items()},
            polygons={str(one["sector_id"]): polygon_of(one["drawn"]) for one in kept["map"]["sectors"]},
            updated=_day(kept),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, shapely.GEOSException):
        return None


def _read_published(folder: Path) -> Edition | None:
    try:
        record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
        shapes = json.loads((folder / "sectors.geojson").read_text(encoding="utf-8"))
        return Edition(
            edition=str(record["edition"]),
            officers={str(sector["sector_id"]): str(sector["officer"]) for sector in record["sectors"]},
            polygons={
                str(feature["id"]): shapely.geometry.shape(feature["geometry"]) for feature in shapes["features"]
            },
            updated=_day(record),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, shapely.GEOSException):
        return None


def _day(record: dict[str, Any]) -> str:
    """Return the day on which an edition was made; nothing where earlier versions did not say it."""
    day = str(record.get("updated", ""))
    return day and dt.date.fromisoformat(day).isoformat()


def changes(before: Edition, officers: dict[str, str], shapes: tuple[SectorShape, ...]) -> Changes:
    """Return what changed for residents between `before` and the sectors with their `officers` by id."""
    new = tuple(
        key
        for key, officer in officers.items()
        if key in before.officers and officer_mark(before.officers[key]) != officer_mark(officer)
    )
    return Changes(before.edition, new, _moved(before, shapes))


def _moved(before: Edition, shapes: tuple[SectorShape, ...]) -> tuple[Moved, ...]:
    """Return the places that are in another sector now, without slivers narrower than twelve metres."""
    if not before.polygons or not shapes:
        return ()
    now = {shape.sector_id: shape.polygon for shape in shapes}
    everything = np.array([*now.values(), *before.polygons.values()], dtype=object)
    local = LocalMetres.around(everything)
    covered = local.to_metres(np.array([shapely.union_all(list(now.values()))]))[0]
    moved = []
    for key, polygon in before.polygons.items():
        old = shapely.make_valid(local.to_metres(np.array([polygon]))[0]) & covered
        if key in now:
            old = old - local.to_metres(np.array([now[key]]))[0]
        opened = old.buffer(-LEAST_WIDTH_M / 2, join_style="mitre").buffer(LEAST_WIDTH_M / 2, join_style="mitre")
        if not opened.is_empty:
            degrees = local.to_degrees(np.array([opened.simplify(3.0)]))[0]
            moved.append(Moved(key, shapely.transform(degrees, lambda points: np.round(points, DECIMALS))))
    return tuple(moved)
