"""The embedded street index: which sector a street, or a house number on it, lies in. No request is ever made."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.crs import METRES_PER_DEGREE
from ..base.errors import InputError
from ..base.i18n import translate
from ..base.table import FeatureTable
from ..base.text import clean_text
from ..geo.point_location import OUTSIDE, owner_of_places
from .contacts import sector_key
from .map_geometry import LocalMetres

STREET_FIELDS = ("street", "vejnavn", "street_name", "name", "navn", "vej")
NUMBER_FIELDS = ("number", "husnr", "house_number", "housenumber", "nr")
POSTCODE_FIELDS = ("postnr", "postnummer", "postal_code", "postcode", "post_code", "zip")
TOWN_FIELDS = ("postnrnavn", "postdistrikt", "postby", "bynavn", "by", "postal_town", "town", "city")
LEAST_LENGTH_M = 15.0
NEAR_M = 15.0

Entry = list[Any]


@dataclass(frozen=True)
class StreetFields:
    """The fields of an address layer; an empty one is found by its usual names, where there is one.

    Attributes:
        street: the street's name.
        number: the house number, with its letter.
        place: postal code or town, which tell streets of one name apart.

    """

    street: str = ""
    number: str = ""
    place: str = ""


@dataclass(frozen=True)
class _Located:
    """An address in a sector: its house (12.01 is 12A), None where unknown, and the sectors that it lies close to."""

    house: float | None
    sector: int
    near: tuple[int, ...]


def street_index(table: FeatureTable, polygons: NDArray[np.object_], fields: StreetFields | None = None) -> list[Entry]:
    """Return an entry `[street, sectors, place, near]` for every street, in the order of names; empty ends are left out.

    `sectors` is a list of positions in `polygons`, or, where house numbers tell several sectors apart, a list of
    `[sector, first house, last house, parity]` (parity 1 odd, 0 even; house 12A is 12.01). `place` is postal code and
    town. `near` lists houses within 15 metres of other sectors: `[house, sector, …]`.

    Args:
        table: address points or road lines in degrees.
        polygons: (k,) sectors in degrees, as they are and not as they are drawn.
        fields: the table's fields.

    """
    fields = fields or StreetFields()
    names = [clean_text(value) for value in table.column(fields.street or _usual(table, STREET_FIELDS))]
    number_field = fields.number or _usual(table, NUMBER_FIELDS, needed=False)
    houses = [_house(value) for value in table.column(number_field)] if number_field else [None] * len(table)
    places = _places(table, fields.place)
    near = _near(table.geometry, polygons)
    streets: dict[tuple[str, str], list[_Located]] = defaultdict(list)
    for row, sector in _located(table.geometry, polygons):
        if names[row]:
            streets[names[row], places[row]].append(_Located(houses[row], sector, near.get(row, ())))
    return [
        _entry(name, place, found)
        for (name, place), found in sorted(streets.items(), key=lambda item: [part.casefold() for part in item[0]])
    ]


def street_lines(table: FeatureTable, field: str = "") -> tuple[list[str], NDArray[np.object_]]:
    """Return names of streets and (n,) their lines, one a name, as a map labels them; points have none."""
    names = [clean_text(value) for value in table.column(field or _usual(table, STREET_FIELDS))]
    parts: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for name, shape in zip(names, table.geometry, strict=True):
        if name and shape is not None and shapely.get_dimensions(shape) == 1:
            parts[name].append(shape)
    lines = np.empty(len(parts), dtype=object)
    lines[:] = [shapely.line_merge(shapely.union_all(shapes)) for shapes in parts.values()]
    return list(parts), lines


def _entry(name: str, place: str, found: list[_Located]) -> Entry:
    entry = [name, _sectors([(one.house, one.sector) for one in found]), place, _near_houses(found)]
    while not entry[-1]:
        entry.pop()
    return entry


def _near_houses(found: list[_Located]) -> list[list[float]]:
    """Return `[house, sector, …]` for the houses close to sectors other than their own."""
    beside: dict[float, set[int]] = defaultdict(set)
    for one in found:
        if one.house is not None:
            beside[one.house].update(other for other in one.near if other != one.sector)
    return [[_short(house), *sorted(others)] for house, others in sorted(beside.items()) if others]


def _near(geometry: NDArray[np.object_], polygons: NDArray[np.object_]) -> dict[int, tuple[int, ...]]:
    """Return the sectors within 15 metres of each point that is close to more than one."""
    points = np.flatnonzero(shapely.get_dimensions(geometry) == 0)
    local = LocalMetres.around(polygons)
    tree = shapely.STRtree(local.to_metres(polygons))
    rows, sectors = tree.query(local.to_metres(geometry[points]), predicate="dwithin", distance=NEAR_M)
    found: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for row, sector in zip(points[rows].tolist(), sectors.tolist(), strict=True):
        found[row] += (sector,)
    return {row: sectors for row, sectors in found.items() if len(sectors) > 1}


def _places(table: FeatureTable, field: str) -> list[str]:
    """Return postal code and town of every row, as far as there are such fields."""
    if field:
        columns = [field]
    else:
        columns = [name for usual in (POSTCODE_FIELDS, TOWN_FIELDS) if (name := _usual(table, usual, needed=False))]
    texts = [[sector_key(value) for value in table.column(name)] for name in columns]
    return [" ".join(filter(None, parts)) for parts in zip(*texts, strict=True)] if texts else [""] * len(table)


def _usual(table: FeatureTable, candidates: tuple[str, ...], needed: bool = True) -> str:
    by_name = {str(name).casefold(): str(name) for name in table.attributes.columns}
    found = next((by_name[name] for name in candidates if name in by_name), "")
    if needed and not found:
        message = translate(
            "Core", "Layer “{layer}” has no field with street names. Choose it. The layer has: {fields}."
        )
        raise InputError(message.format(layer=table.name, fields=", ".join(map(str, table.attributes.columns))))
    return found


def _house(value: Any) -> float | None:
    """Return a house number as one that sorts: 12 is 12, 12A 12.01, 12B 12.02; None where there is none."""
    match = re.match(r"\s*([0-9]{1,4})\s*([a-zA-Z](?![a-zA-Z]))?", str(value))
    if not match:
        return None
    return int(match[1]) + (ord(match[2].lower()) - ord("a") + 1 if match[2] else 0) / 100


def _short(house: float) -> float:
    return int(house) if house == int(house) else round(house, 2)


def _located(geometry: NDArray[np.object_], polygons: NDArray[np.object_]) -> list[tuple[int, int]]:
    """Return (row, sector) pairs: a point's sector, and every sector that a line runs in for 15 metres or more."""
    is_line = shapely.get_dimensions(geometry) == 1
    lines = np.flatnonzero(is_line)
    rows, sectors = shapely.STRtree(polygons).query(geometry[lines], predicate="intersects")
    inside = METRES_PER_DEGREE * shapely.length(shapely.intersection(geometry[lines[rows]], polygons[sectors]))
    kept = inside >= LEAST_LENGTH_M
    owner = np.where(is_line, OUTSIDE, owner_of_places(geometry, polygons))
    located = np.flatnonzero(owner != OUTSIDE)
    rows, sectors = np.concatenate([lines[rows[kept]], located]), np.concatenate([sectors[kept], owner[located]])
    order = np.lexsort((sectors, rows))
    return list(zip(rows[order].tolist(), sectors[order].tolist(), strict=True))


def _sectors(found: list[tuple[float | None, int]]) -> list[Any]:
    sectors = sorted({sector for _, sector in found})
    if len(sectors) == 1 or any(house is None for house, _ in found):
        return sectors
    runs: list[list[float]] = []
    for parity in (1, 0):
        for house, sector in sorted({(house, sector) for house, sector in found if house and int(house) % 2 == parity}):
            if runs and runs[-1][0] == sector and runs[-1][3] == parity:
                runs[-1][2] = _short(house)
            else:
                runs.append([sector, _short(house), _short(house), parity])
    return runs
