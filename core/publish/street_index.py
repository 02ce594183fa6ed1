"""The embedded street index: which sector a street, or a house number on it, lies in. No request is ever made."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..crs import METRES_PER_DEGREE
from ..errors import InputError
from ..language import translate
from ..table import FeatureTable
from .clean_text import clean_text

STREET_FIELDS = ("street", "vejnavn", "street_name", "name", "navn", "vej")
NUMBER_FIELDS = ("number", "husnr", "house_number", "housenumber", "nr")
LEAST_LENGTH_M = 15.0

Entry = list[Any]


def street_index(
    table: FeatureTable, polygons: NDArray[np.object_], street_field: str = "", number_field: str = ""
) -> list[Entry]:
    """Return an entry `[street, sectors]` for every street, in the order of names.

    `sectors` is a list of positions in `polygons`, or, where house numbers tell several sectors
    apart, a list of `[sector, first number, last number, parity]` (parity 1 odd, 0 even).

    Args:
        table: address points or road lines in degrees.
        polygons: (k,) sectors in degrees.
        street_field: the field with the street's name; by default the first of the usual names.
        number_field: the field with house numbers; by default the first of the usual names, if any.

    """
    names = [clean_text(value) for value in table.column(street_field or _usual(table, STREET_FIELDS))]
    number_field = number_field or _usual(table, NUMBER_FIELDS, needed=False)
    numbers = [_number(value) for value in table.column(number_field)] if number_field else [None] * len(table)
    places: dict[str, list[tuple[int | None, int]]] = defaultdict(list)
    for row, sector in _located(table.geometry, polygons):
        if names[row]:
            places[names[row]].append((numbers[row], sector))
    return [[name, _sectors(found)] for name, found in sorted(places.items(), key=lambda item: item[0].casefold())]


def _usual(table: FeatureTable, candidates: tuple[str, ...], needed: bool = True) -> str:
    by_name = {str(name).casefold(): str(name) for name in table.attributes.columns}
    found = next((by_name[name] for name in candidates if name in by_name), "")
    if needed and not found:
        message = translate(
            "Core", "Layer “{layer}” has no field with street names. Choose it. The layer has: {fields}."
        )
        raise InputError(message.format(layer=table.name, fields=", ".join(map(str, table.attributes.columns))))
    return found


def _number(value: Any) -> int | None:
    match = re.match(r"\s*([0-9]{1,4})", str(value))
    return int(match[1]) if match else None


def _located(geometry: NDArray[np.object_], polygons: NDArray[np.object_]) -> list[tuple[int, int]]:
    """Return (row, sector) pairs: a point's sector, and every sector that a line runs in for 15 metres or more."""
    tree = shapely.STRtree(polygons)
    rows, sectors = tree.query(geometry, predicate="intersects")
    is_line = shapely.get_dimensions(geometry[rows]) == 1
    inside = np.zeros(len(rows))
    inside[is_line] = METRES_PER_DEGREE * shapely.length(
        shapely.intersection(geometry[rows[is_line]], polygons[sectors[is_line]])
    )
    kept = ~is_line | (inside >= LEAST_LENGTH_M)
    return [(int(row), int(sector)) for row, sector in zip(rows[kept], sectors[kept], strict=True)]


def _sectors(found: list[tuple[int | None, int]]) -> list[Any]:
    sectors = sorted({sector for _, sector in found})
    if len(sectors) == 1 or any(number is None for number, _ in found):
        return sectors
    runs: list[list[int]] = []
    for parity in (1, 0):
        for number, sector in sorted({(number, sector) for number, sector in found if number and number % 2 == parity}):
            if runs and runs[-1][0] == sector and runs[-1][3] == parity:
                runs[-1][2] = number
            else:
                runs.append([sector, number, number, parity])
    return runs
