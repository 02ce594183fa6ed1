"""Residents' requests from a file: where they are, whose they are, and which say the same."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..language import translate
from .cells import Heading, choice, day, decimal, email, identifier, line, phone, text
from .database import Database, select
from .duty import SectorAreas, on_duty, responsible, sector_areas
from .editions import edition_on
from .homes import Shape, Sql, shape_from_hex
from .import_rows import ImportedRow, Reading, Rejection, Sheet, read_rows

HEADINGS = (
    Heading("request_id", ("Henvendelsesnummer", "Sagsnr.", "Sagsnummer", "Nr.", "Reference"), identifier),
    Heading("kind", ("Art", "Type", "Emne"), choice("request_kind"), True),
    Heading("received_on", ("Modtaget", "Modtaget den", "Dato", "Received"), day, True),
    Heading("place", ("Sted", "Adresse", "Address"), line(200), True),
    Heading("wish", ("Ønske", "Bemærkning", "Besked", "Message"), text(8000)),
    Heading("requester", ("Navn", "Henvendelse fra", "Name"), line(200)),
    Heading("phone", ("Telefon", "Tlf.", "Telephone"), phone),
    Heading("email", ("E-mail", "Mail", "E-post"), email),
    Heading("x", ("Øst", "Easting", "Længdegrad", "lon", "longitude", "lng"), decimal),
    Heading("y", ("Nord", "Northing", "Breddegrad", "lat", "latitude"), decimal),
    Heading("status", ("Tilstand",), choice("request_status")),
    Heading("planned_on", ("Planlagt", "Planlagt til", "Planned"), day),
    Heading("result", ("Resultat",), text(8000)),
    Heading("answered_on", ("Besvaret", "Besvaret den", "Answered"), day),
)
STORED = tuple(heading.name for heading in HEADINGS if heading.name not in ("x", "y"))
SAME_PLACE_M = 75.0
SAME_DAYS = 30

Point = tuple[float, float]


@dataclass(frozen=True)
class Gazetteer:
    """How places are found: addresses by their plain spelling, and degrees to metres in EPSG:25832."""

    addresses: Mapping[str, Point]
    from_degrees: Callable[[float, float], Point]

    def find(self, row: ImportedRow) -> Point | None:
        """Return where a request is: its coordinates, else its address; None where neither is known."""
        x, y = row.get("x"), row.get("y")
        if x is None or y is None:
            return self.addresses.get(plain_address(row.get("place")))
        return self.from_degrees(x, y) if abs(x) <= 180 and abs(y) <= 90 else (x, y)


def plain_address(address: str) -> str:
    """Return an address as it is compared: no postal town, punctuation or capitals."""
    street = re.split(r",|\b\d{4}\s+[A-ZÆØÅ]", address, maxsplit=1)[0]
    return " ".join(re.findall(r"\w+", street.casefold()))


@dataclass
class RequestPlan:
    """The statements that take the file in, and what it held."""

    statements: list[Sql] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicates: int = 0
    without_sector: int = 0


@dataclass(frozen=True)
class _Known:
    request_id: str
    kind: str
    received_on: dt.date
    place: str
    point: Point | None
    duplicate: bool


def plan_requests(database: Database, sheet: Sheet, gazetteer: Gazetteer) -> RequestPlan:
    """Compare a file with the database; nothing is written.

    A request without a number gets one made of its kind, day, place and name, so that importing a file again
    adds nothing. A new request of the same kind as one at most 30 days older, at the same address or within
    75 m, is kept and marked as a duplicate of it.
    """
    reading = read_rows(sheet, HEADINGS)
    rows = _usable(reading)
    plan = RequestPlan()
    there = _stored_requests(database)
    known = _known(database)
    finder = _SectorFinder(database)
    for row in rows:
        number = row.get("request_id") or made_number(row)
        values = {name: row.values[name] for name in STORED if name in row.values} | {"request_id": number}
        if values.get("status", "") is None:
            del values["status"]
        if number in there:
            _change(database, plan, values, there[number])
            continue
        point = gazetteer.find(row)
        one = _Known(number, row.get("kind"), row.get("received_on"), plain_address(row.get("place")), point, False)
        earlier = next((other for other in known if _same(one, other)), None)
        _add(database, plan, values, point, finder, earlier)
        known.append(replace(one, duplicate=earlier is not None))
    plan.rejected = sorted(reading.rejected, key=lambda rejection: rejection.row)
    return plan


def made_number(row: ImportedRow) -> str:
    """Return the number of a request that came without one."""
    parts = [str(row.get(name) or "") for name in ("kind", "received_on", "place", "requester", "wish")]
    return "R" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def _usable(reading: Reading) -> list[ImportedRow]:
    kept: list[ImportedRow] = []
    seen: set[str] = set()
    for row in reading.rows:
        number = row.get("request_id") or made_number(row)
        problem = _problem(row)
        if number in seen:
            problem = "request_id", translate("Core", "The same request stands further up. Remove one.")
        if problem:
            reading.reject(row, *problem)
            continue
        seen.add(number)
        kept.append(row)
    return kept


def _problem(row: ImportedRow) -> tuple[str, str] | None:
    if (row.get("x") is None) != (row.get("y") is None):
        name = "x" if row.get("x") is None else "y"
        return name, translate("Core", "Only one of two coordinates is given. Write both, or neither.")
    for name in ("answered_on", "planned_on"):
        if row.get(name) and row.get(name) < row.get("received_on"):
            return name, translate("Core", "This is before the request was received. Correct one of the days.")
    if row.get("status") in ("done", "answered") and "result" in row.values and not row.get("result"):
        return "result", translate("Core", "The request is done, but there is no result. Write what came of it.")
    return None


def _same(one: _Known, other: _Known) -> bool:
    if other.duplicate or one.kind != other.kind or abs((one.received_on - other.received_on).days) > SAME_DAYS:
        return False
    if one.point and other.point:
        return (one.point[0] - other.point[0]) ** 2 + (one.point[1] - other.point[1]) ** 2 <= SAME_PLACE_M**2
    return one.place == other.place


def _stored_requests(database: Database) -> dict[str, dict[str, Any]]:
    rows = select(database, "SELECT * FROM {request!t}", " ".join(STORED))
    return {row[0]: dict(zip(STORED, row, strict=True)) for row in rows}


def _known(database: Database) -> list[_Known]:
    import shapely

    rows = select(
        database,
        "SELECT request_id, kind, received_on, place, {shape} AS shape, duplicate_of FROM {request!t} ORDER BY id",
        "request_id kind received_on place shape duplicate_of",
        shape=database.home.hex_shape("geom"),
    )
    known = []
    for number, kind, received, place, hexadecimal, duplicate in rows:
        shape = shape_from_hex(hexadecimal)
        point = shapely.from_wkb(shape.wkb) if shape else None
        where = (point.x, point.y) if point else None
        day_received = dt.date.fromisoformat(received)
        known.append(_Known(number, kind, day_received, plain_address(place), where, duplicate is not None))
    return known


class _SectorFinder:
    """The sector of a place on a day, and who is responsible for it; each day is read once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._areas: dict[dt.date, SectorAreas] = {}
        self._officers: dict[tuple[dt.date, int], str | None] = {}

    def find(self, point: Point | None, on: dt.date) -> tuple[int | None, str | None]:
        """Return the sector's id and the officer's service number; None where there is none."""
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


def _add(
    database: Database,
    plan: RequestPlan,
    values: dict[str, Any],
    point: Point | None,
    finder: _SectorFinder,
    earlier: _Known | None,
) -> None:
    import shapely

    home = database.home
    sector, officer = finder.find(point, values["received_on"])
    columns = {name: home.literal(value) for name, value in values.items()}
    columns["sector"] = home.literal(sector)
    columns["edition"] = edition_on(home, home.day(values["received_on"]))
    columns["officer"] = home.compose("(SELECT id FROM {officer!t} WHERE officer_id = {officer})", officer=officer)
    if earlier:
        same = "(SELECT id FROM {request!t} WHERE request_id = {number})"
        columns["duplicate_of"] = home.compose(same, number=earlier.request_id)
    if point:
        columns["geom"] = home.literal(Shape(shapely.to_wkb(shapely.Point(point))))
    plan.added += 1
    plan.duplicates += earlier is not None
    plan.without_sector += sector is None
    plan.statements.append(home.insert("request", columns, columns.values()))


def _change(database: Database, plan: RequestPlan, values: dict[str, Any], stored: dict[str, Any]) -> None:
    changed = {name: value for name, value in values.items() if _plain(value) != stored[name]}
    if not changed:
        plan.unchanged += 1
        return
    plan.changed += 1
    literals = [database.home.literal(value) for value in changed.values()]
    plan.statements.append(database.home.update("request", changed, literals, "request_id", values["request_id"]))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
