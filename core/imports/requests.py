"""Residents' requests from a file: where they are, whose they are, and which say the same."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any

from ..base.addresses import plain_address
from ..base.i18n import translate
from ..base.sheets import Sheet
from ..base.sql import shape_from_hex
from ..database.access import Database, select
from .cells import Heading, choice, clock, day, email, identifier, phone, single_line, text
from .places import COORDINATES, Gazetteer, Point, SectorFinder, placed_row, within_distance
from .rows import ImportedRow, ImportPlan, Reading, made_number, read_rows

_HEADINGS = (
    Heading("request_id", ("Henvendelsesnummer", "Sagsnr.", "Sagsnummer", "Nr.", "Reference"), identifier),
    Heading("kind", ("Art", "Type", "Emne"), choice("request_kind"), True),
    Heading("received_on", ("Modtaget", "Modtaget den", "Dato", "Received"), day, True),
    Heading("place", ("Sted", "Adresse", "Address"), single_line(200), True),
    Heading("wish", ("Ønske", "Bemærkning", "Besked", "Message"), text(8000)),
    Heading("requester", ("Navn", "Henvendelse fra", "Name"), single_line(200)),
    Heading("phone", ("Telefon", "Tlf.", "Telephone"), phone),
    Heading("email", ("E-mail", "Mail", "E-post"), email),
    *COORDINATES,
    Heading("status", ("Tilstand",), choice("request_status")),
    Heading("planned_on", ("Planlagt", "Planlagt til", "Planned"), day),
    Heading("start_time", ("Fra kl.", "Begynder", "Begynder kl.", "Starttid", "Starts at"), clock),
    Heading("end_time", ("Til kl.", "Slutter", "Slutter kl.", "Sluttid", "Ends at"), clock),
    Heading("result", ("Resultat",), text(8000)),
    Heading("answered_on", ("Besvaret", "Besvaret den", "Answered"), day),
)
_STORED = tuple(heading.name for heading in _HEADINGS if heading.name not in ("x", "y"))
SAME_PLACE_M = 75.0
SAME_DAYS = 30
DAY_MINUTES, LONGEST_NIGHT_MINUTES = 24 * 60, 12 * 60


@dataclass(frozen=True)
class Person:
    """Who asked: name in plain letters, telephone and e-mail; empty where not given."""

    name: str
    phone: str
    email: str

    @property
    def is_named(self) -> bool:
        """Return True if anything is known of the person."""
        return bool(self.name or self.phone or self.email)

    @classmethod
    def of(cls, name: str | None, phone: str | None, email: str | None) -> Person:
        """Return the person of a request's columns."""
        words = sorted(re.findall(r"\w+", (name or "").casefold()))  # “Hansen, Jens” is Jens Hansen
        return cls(" ".join(words), phone or "", (email or "").casefold())

    def is_same(self, other: Person) -> bool:
        """Return True if both are one person: of one name, and of one telephone or e-mail where both gave one.

        People of different names are different, though they share a telephone. Who gave no name is known by telephone
        or e-mail only, and who gave neither by nothing.
        """
        if self.name and other.name and self.name != other.name:
            return False
        contacts = [(self.phone, other.phone), (self.email, other.email)]
        shared = [one == another for one, another in contacts if one and another]
        return any(shared) if shared else bool(self.name and other.name)


@dataclass(frozen=True)
class _Known:
    request_id: str
    kind: str
    received_on: dt.date
    place: str
    point: Point | None
    person: Person
    planned: tuple[str, str]
    duplicate: bool


def plan_requests(database: Database, sheet: Sheet, gazetteer: Gazetteer, kind: str = "") -> ImportPlan:
    """Compare a file with the database; nothing is written.

    `kind` is that of rows that name none, as in a file with bookings of the mobile police station only.
    A request without a number gets one made of its kind, day, place and name, so that importing a file again
    adds nothing. A new request of the same person and kind as one at most 30 days older, at the same address or within
    75 m, is kept and marked as a duplicate of it; those of different people never are.
    """
    reading = read_rows(sheet, _headings(kind))
    if kind:
        reading.rows = [replace(row, values=row.values | {"kind": row.get("kind") or kind}) for row in reading.rows]
    rows = _usable(reading, gazetteer)
    plan = ImportPlan()
    there = _stored_requests(database)
    known = _known(database)
    finder = SectorFinder(database)
    for row in rows:
        number = _number(row)
        values = {name: row.values[name] for name in _STORED if name in row.values} | {"request_id": number}
        if values.get("status", "") is None:
            del values["status"]
        if number in there:
            plan.change(database, "request", "request_id", values, there[number])
            continue
        point = gazetteer.find(row, row.get("place"))
        person = Person.of(row.get("requester"), row.get("phone"), row.get("email"))
        where = plain_address(row.get("place"))
        planned = str(row.get("planned_on") or ""), row.get("start_time") or ""
        one = _Known(number, row.get("kind"), row.get("received_on"), where, point, person, planned, False)
        earlier = next((other for other in known if _same(one, other)), None)
        _add(database, plan, values, point, finder, earlier)
        if point is None:
            plan.not_found.append((row.row, row.get("place")))
        known.append(replace(one, duplicate=earlier is not None))
    plan.rejected = sorted(reading.rejected, key=lambda rejection: rejection.row)
    return plan


def _headings(kind: str) -> list[Heading]:
    return [replace(one, required=False) if kind and one.name == "kind" else one for one in _HEADINGS]


def _number(row: ImportedRow) -> str:
    made_of = ("kind", "received_on", "place", "requester", "wish")
    return row.get("request_id") or made_number(row, made_of, "R")


def _usable(reading: Reading, gazetteer: Gazetteer) -> list[ImportedRow]:
    kept: list[ImportedRow] = []
    seen: set[str] = set()
    for row in reading.rows:
        number = _number(row)
        problem = gazetteer.problem(row) or _problem(row)
        if number in seen:
            problem = "request_id", translate("Core", "The same request stands further up. Remove one.")
        if problem:
            reading.reject(row, *problem)
            continue
        seen.add(number)
        kept.append(row)
    return kept


def _problem(row: ImportedRow) -> tuple[str, str] | None:
    for name in ("answered_on", "planned_on"):
        if row.get(name) and row.get(name) < row.get("received_on"):
            return name, translate("Core", "This is before the request was received. Correct one of the days.")
    if row.get("start_time") and row.get("end_time") and row.get("end_time") < row.get("start_time"):
        start, end = (int(row.get(name)[:2]) * 60 + int(row.get(name)[3:]) for name in ("start_time", "end_time"))
        if end + DAY_MINUTES - start > LONGEST_NIGHT_MINUTES:
            return "end_time", translate(
                "Core",
                "The end is before the beginning. Correct one of the times; an event that goes on past midnight lasts "
                "twelve hours at most.",
            )
    if row.get("status") in ("done", "answered") and "result" in row.values and not row.get("result"):
        return "result", translate("Core", "The request is done, but there is no result. Write what came of it.")
    return None


def _same(one: _Known, other: _Known) -> bool:
    if other.duplicate or one.kind != other.kind or abs((one.received_on - other.received_on).days) > SAME_DAYS:
        return False
    named = one.person.is_named or other.person.is_named
    if not one.person.is_same(other.person) if named else not all(one.planned) or one.planned != other.planned:
        return False  # without any names, only one appointment that was booked twice is known to be the same
    if one.point and other.point:
        return within_distance(one.point, other.point, SAME_PLACE_M)
    return one.place == other.place


def _stored_requests(database: Database) -> dict[str, dict[str, Any]]:
    rows = select(database, "SELECT * FROM {request!t}", " ".join(_STORED))
    return {row[0]: dict(zip(_STORED, row, strict=True)) for row in rows}


def _known(database: Database) -> list[_Known]:
    import shapely

    rows = select(
        database,
        "SELECT request_id, kind, received_on, place, {shape} AS shape, requester, phone, email, planned_on, "
        "start_time, duplicate_of FROM {request!t} ORDER BY id",
        "request_id kind received_on place shape requester phone email planned_on start_time duplicate_of",
        shape=database.dialect.hex_shape("geom"),
    )
    known = []
    for number, kind, received, place, hexadecimal, name, phone_number, mail, *planned, duplicate in rows:
        shape = shape_from_hex(hexadecimal)
        point = shapely.from_wkb(shape.wkb) if shape else None
        where = (point.x, point.y) if isinstance(point, shapely.Point) else None
        day_received = dt.date.fromisoformat(received)
        person = Person.of(name, phone_number, mail)
        slot = str(planned[0] or ""), planned[1] or ""
        known.append(
            _Known(number, kind, day_received, plain_address(place), where, person, slot, duplicate is not None)
        )
    return known


def _add(
    database: Database,
    plan: ImportPlan,
    values: dict[str, Any],
    point: Point | None,
    finder: SectorFinder,
    earlier: _Known | None,
) -> None:
    dialect = database.dialect
    sector, officer = finder.find(point, values["received_on"])
    columns = placed_row(dialect, "request", values, "received_on", point, sector)
    columns["officer"] = dialect.compose("(SELECT id FROM {officer!t} WHERE officer_id = {officer})", officer=officer)
    if earlier:
        same = "(SELECT id FROM {request!t} WHERE request_id = {number})"
        columns["duplicate_of"] = dialect.compose(same, number=earlier.request_id)
    plan.added += 1
    plan.duplicates += earlier is not None
    plan.without_sector += point is not None and sector is None
    plan.statements.append(dialect.insert("request", columns, columns.values()))
