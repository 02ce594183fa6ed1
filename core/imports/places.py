"""Where an imported row is: its coordinates or address, and whose sector that is on its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..base.addresses import asked_keys, stored_keys
from ..base.i18n import translate
from ..base.sql import Dialect, Shape, Sql
from ..database.access import Database
from ..database.ddl import edition_on
from ..logbook.duty import SectorAreas, on_duty, responsible, sector_areas
from .cells import Heading, decimal
from .rows import ImportedRow, with_blanks

COORDINATES = (
    Heading("x", ("Øst", "Easting", "Længdegrad", "lon", "longitude", "lng"), decimal),
    Heading("y", ("Nord", "Northing", "Breddegrad", "lat", "latitude"), decimal),
)
# Denmark with its waters, in EPSG:25832.
SAME_ADDRESS_M = 100.0
WEST, SOUTH, EAST, NORTH = 400_000, 6_000_000, 1_000_000, 6_450_000

Point = tuple[float, float]


@dataclass(frozen=True)
class Gazetteer:
    """How places are found: addresses by their keys (`address_points`), and degrees to metres in EPSG:25832."""

    addresses: Mapping[str, Point]
    from_degrees: Callable[[float, float], Point]

    def find(self, row: ImportedRow, address: str) -> Point | None:
        """Return the place of a row in metres, from its coordinates or else its address; None if neither is known."""
        x, y = row.get("x"), row.get("y")
        if x is None or y is None:
            return next((self.addresses[key] for key in asked_keys(address) if key in self.addresses), None)
        return self.from_degrees(x, y) if abs(x) <= 180 and abs(y) <= 90 else (x, y)

    def problem(self, row: ImportedRow) -> tuple[str, str] | None:
        """Return the column and the remedy where a row's coordinates cannot be used."""
        if (row.get("x") is None) != (row.get("y") is None):
            name = "x" if row.get("x") is None else "y"
            return name, translate("Core", "Only one of two coordinates is given. Write both, or neither.")
        if row.get("x") is None:
            return None
        x, y = self.find(row, "") or (0.0, 0.0)
        if WEST <= x <= EAST and SOUTH <= y <= NORTH:
            return None
        return "x", translate(
            "Core",
            "The place lies outside Denmark. Write east and north in metres (EPSG:25832), or longitude and latitude "
            "in degrees, and check that they are not swapped.",
        )


def address_points(found: Iterable[tuple[str, Point]]) -> dict[str, Point]:
    """Return addresses by the keys they are looked up by; spellings that mean places apart are left out."""
    points: dict[str, Point] = {}
    unclear = set()
    for text, point in found:
        for key in stored_keys(text):
            if not within_distance(points.setdefault(key, point), point, SAME_ADDRESS_M):
                unclear.add(key)
    return {key: point for key, point in points.items() if key not in unclear}


def within_distance(one: Point, other: Point, metres: float) -> bool:
    """Return True if two places are at most `metres` apart."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 <= metres**2


def shape_of(dialect: Dialect, point: Point) -> Sql:
    """Return a place as a geometry literal."""
    import shapely

    return dialect.literal(Shape(shapely.to_wkb(shapely.Point(point))))


def placed_row(
    dialect: Dialect, table: str, values: Mapping[str, Any], day: str, point: Point | None, sector: int | None
) -> dict[str, Sql]:
    """Return a new row's columns: its values, its sector, the edition of its `day` (a column of it) and its place."""
    columns = {name: dialect.literal(value) for name, value in with_blanks(table, values).items()}
    columns["sector"] = dialect.literal(sector)
    columns["edition"] = edition_on(dialect, dialect.day(values[day]))
    if point:
        columns["geom"] = shape_of(dialect, point)
    return columns


class SectorFinder:
    """The sector of a place on a day, and who is responsible for it; each day is read once."""

    def __init__(self, database: Database) -> None:
        """Ask this database."""
        self._database = database
        self._areas: dict[dt.date, SectorAreas] = {}
        self._officers: dict[tuple[dt.date, int | str], str | None] = {}

    def find(self, point: Point | None, on: dt.date) -> tuple[int | None, str | None]:
        """Return the sector's id and the officer's service number; None outside all sectors and for a vacant sector."""
        if point is None:
            return None, None
        if on not in self._areas:
            self._areas[on] = sector_areas(self._database, on)
            duties = on_duty(self._database, on)
            for number in self._areas[on].numbers:
                duty = responsible(duties, number)
                self._officers[on, number] = duty.officer_id if duty else None
        areas = self._areas[on]
        row = areas.at(*point)
        return (None, None) if row is None else (areas.ids[row], self._officers[on, areas.numbers[row]])
