"""Officers and their assignments from a spreadsheet: what to add, what to change, and which rows cannot be used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ..base.i18n import translate
from ..base.sheets import Sheet
from ..base.sql import Sql, Value
from ..database.access import Database, as_date, select
from ..database.ddl import edition_on
from ..database.migrations import schema
from ..logbook.duty import Plans
from ..logbook.lineage import Succession
from .cells import Heading, choice, day, email, identifier, phone, sector_id, single_line, yes_no
from .rows import ImportedRow, ImportPlan, Reading, read_rows

_HEADINGS = (
    Heading(
        "officer_id", ("Tjenestenummer", "Tjenestenr.", "Medarbejdernummer", "Service number", "ID"), identifier, True
    ),
    Heading("name", ("Navn", "Betjent", "Officer"), single_line(200), True),
    Heading("phone", ("Telefon", "Tlf.", "Direkte telefon", "Mobil", "Telephone"), phone),
    Heading("email", ("E-mail", "Mail", "E-post"), email),
    Heading("hours", ("Træffetid", "Telefontid", "Office hours"), single_line(200)),
    Heading("station", ("Station", "Politistation"), single_line(200)),
    Heading("message_line", ("Beskedlinje", "Telefonsvarer", "Message telephone"), phone),
    Heading("police_district", ("Lokalpolitidistrikt", "Lokalpoliti", "Politidistrikt", "District"), single_line(200)),
    Heading("publish", ("Offentliggør", "Offentlig", "Published"), yes_no),
    Heading("photo_consent_date", ("Fotosamtykke", "Samtykke til foto", "Photo consent"), day),
    Heading("review_date", ("Gennemgås", "Revisionsdato", "Review"), day),
    Heading("sector_id", ("Sektor", "Sektornr.", "Sektornummer", "Sector"), sector_id),
    Heading("role", ("Rolle",), choice("role")),
    Heading("valid_from", ("Fra", "Fra dato", "Startdato", "From"), day),
    Heading("valid_to", ("Til", "Til og med", "Slutdato", "To"), day),
)
OFFICER = tuple(heading.name for heading in _HEADINGS[:11])
DATES = ("photo_consent_date", "review_date")


@dataclass
class Assignment:
    """Who has which sector in which role, first and last day included."""

    officer_id: str
    sector: int
    role: str
    start: dt.date
    end: dt.date | None

    def meets(self, other: Assignment) -> bool:
        """Return True if both assignments hold on at least one day."""
        return self.start <= (other.end or dt.date.max) and other.start <= (self.end or dt.date.max)


@dataclass
class OfficerPlan(ImportPlan):
    """What brings the database to what the file says; `assignments` are those that begin or end."""

    assignments: int = 0

    def counts(self) -> dict[str, int]:
        """Return the numbers of rows, and of assignments."""
        return super().counts() | {"ASSIGNMENTS": self.assignments}


def plan_officers(database: Database, sheet: Sheet, today: dt.date) -> OfficerPlan:
    """Compare a sheet with the database; nothing is written.

    A row that cannot be used is left out as a whole and named. Columns that the file lacks stay as they are;
    without a column of first days an assignment that runs goes on, and a new one begins `today`.
    """
    reading = read_rows(sheet, _HEADINGS)
    plan = OfficerPlan()
    usable = _assignable(database, reading, _consistent(reading), today)
    _officers(database, usable, plan, today)
    plan.rejected = sorted(reading.rejected, key=lambda rejection: rejection.row)
    _assignments(database, usable, plan)
    return plan


def _consistent(reading: Reading) -> list[ImportedRow]:
    """Return the rows that do not contradict themselves or an earlier row on the same officer."""
    kept: list[ImportedRow] = []
    first: dict[str, ImportedRow] = {}
    seen: set[tuple[Any, ...]] = set()
    for row in reading.rows:
        problem = _contradiction(row, first.get(row.get("officer_id")), seen)
        if problem:
            reading.reject(row, *problem)
            continue
        first.setdefault(row.get("officer_id"), row)
        seen.add(tuple(row.values.values()))
        kept.append(row)
    return kept


def _contradiction(row: ImportedRow, earlier: ImportedRow | None, seen: set[tuple[Any, ...]]) -> tuple[str, str] | None:
    if tuple(row.values.values()) in seen:
        return "officer_id", translate("Core", "The same row stands further up. Remove one.")
    for name in OFFICER if earlier else ():
        if earlier and row.get(name) != earlier.get(name):
            message = translate("Core", "Row {row} says “{value}” for the same officer. Make them agree.")
            return name, message.format(row=earlier.row, value=earlier.get(name) or "")
    if row.get("publish") and not (row.get("phone") or row.get("email")):
        return "publish", translate("Core", "There is no telephone or e-mail to publish. Fill in one, or write no.")
    return _days_problem(row)


def _days_problem(row: ImportedRow) -> tuple[str, str] | None:
    start, end = row.get("valid_from"), row.get("valid_to")
    has_sector = row.get("sector_id") is not None
    if has_sector and start is None and "valid_from" in row.values:
        return "valid_from", translate("Core", "Give the first day in the sector, such as 31-01-2026.")
    if not has_sector and (start or end):
        return "sector_id", translate("Core", "A day is given but no sector. Write the sector's number or name.")
    if start and end and end < start:
        return "valid_to", translate("Core", "The last day is before the first. Correct one of them.")
    return None


def _assignable(
    database: Database, reading: Reading, rows: list[ImportedRow], today: dt.date
) -> list[tuple[ImportedRow, Assignment | None]]:
    """Return the rows with their assignments; refuse unknown sectors and second responsible officers."""
    plans, succession = Plans.read(database), Succession.read(database)
    held = {_key(one): one for one in _held(database)}
    wanted: list[tuple[ImportedRow, Assignment | None]] = []
    for row in rows:
        if row.get("sector_id") is None:
            wanted.append((row, None))
            continue
        start = row.get("valid_from") or today
        sector = plans.sector(row.get("sector_id"), start)
        if sector is None:
            reading.reject(row, "sector_id", plans.why_not(row.get("sector_id"), start))
            continue
        one = Assignment(row.get("officer_id"), sector, row.get("role") or "responsible", start, row.get("valid_to"))
        if not row.get("valid_from"):
            one = _running(row, one, held.values()) or one
        if one.end and one.end < one.start:
            reading.reject(row, "valid_to", _over(one.start))
            continue
        wanted += [(row, part) for part in _by_set(one, succession)]
    # Rows that end an assignment that is there already make room for those that begin one.
    for _, new in wanted:
        if new is not None and _key(new) in held:
            held[_key(new)].end = new.end
    return _without_clashes(reading, wanted, list(held.values()))


def _by_set(one: Assignment, succession: Succession) -> list[Assignment]:
    """Return an assignment that outlasts its sector set as one for each set through which its sector goes on."""
    place, _ = succession.where[one.sector]
    parts = [one]
    for later in range(place + 1, len(succession.editions)):
        start = succession.editions[later].start
        if one.end is not None and one.end < start:
            break
        parts[-1] = replace(parts[-1], end=start - dt.timedelta(days=1))
        sector = succession.same(one.sector, later)
        if sector is None:
            break
        parts.append(replace(one, sector=sector, start=start))
    return parts


def _running(row: ImportedRow, one: Assignment, held: Iterable[Assignment]) -> Assignment | None:
    """Return the same assignment as it runs in the database already, with the last day that the row has a cell for."""
    same = (one.officer_id, one.sector, one.role)
    found = (other for other in held if (other.officer_id, other.sector, other.role) == same and other.meets(one))
    given = "valid_to" in row.values
    return next((replace(other, end=one.end if given else other.end) for other in found), None)


def _over(today: dt.date) -> str:
    message = translate(
        "Core",
        "The last day is before {today}, on which the assignment would begin, for the file gives no first day. "
        "Add a column with the first day, or correct the last.",
    )
    return message.format(today=today)


def _without_clashes(
    reading: Reading, wanted: list[tuple[ImportedRow, Assignment | None]], held: list[Assignment]
) -> list[tuple[ImportedRow, Assignment | None]]:
    kept = []
    known = {_key(one) for one in held}
    by_sector: dict[int, list[Assignment]] = {}
    for one in held:
        if one.role == "responsible":
            by_sector.setdefault(one.sector, []).append(one)
    refused: set[int] = set()
    for row, new in wanted:
        if new is not None and new.role == "responsible" and row.row not in refused:
            others = by_sector.setdefault(new.sector, [])
            clash = next((one for one in others if _key(one) != _key(new) and one.meets(new)), None)
            if clash is not None:
                reading.reject(row, "sector_id", _clash(clash))
                refused.add(row.row)
                continue
            if _key(new) not in known:
                others.append(new)
        kept.append((row, new))
    return [(row, new) for row, new in kept if row.row not in refused]


def _clash(other: Assignment) -> str:
    message = translate(
        "Core",
        "Officer {officer} is responsible for this sector from {start} to {end}. "
        "Give that assignment an earlier last day, or choose another role.",
    )
    return message.format(officer=other.officer_id, start=other.start, end=other.end or "…")


def _key(one: Assignment) -> tuple[str, int, str, dt.date]:
    return one.officer_id, one.sector, one.role, one.start


def _held(database: Database) -> list[Assignment]:
    found = select(
        database,
        "SELECT o.officer_id, a.sector, a.role, a.valid_from, a.valid_to FROM {assignment!t} AS a "
        "JOIN {officer!t} AS o ON o.id = a.officer ORDER BY a.id",
        "officer_id sector role valid_from valid_to",
    )
    return [
        Assignment(officer, sector, role, dt.date.fromisoformat(start), as_date(end))
        for officer, sector, role, start, end in found
    ]


def _officers(
    database: Database, rows: list[tuple[ImportedRow, Assignment | None]], plan: OfficerPlan, today: dt.date
) -> None:
    found = select(database, "SELECT * FROM {officer!t}", " ".join(OFFICER))
    there = {row[0]: dict(zip(OFFICER, row, strict=True)) for row in found}
    dialect = database.dialect
    missing = dict.fromkeys(schema()["officer"].blank_columns(), "") | {"publish": False}
    seen: set[str] = set()
    for row, _ in rows:
        officer = row.get("officer_id")
        if officer in seen:
            continue
        seen.add(officer)
        values = {name: _or(missing, name, row.values[name]) for name in OFFICER if name in row.values}
        names = list(values)
        literals = [dialect.literal(value) for value in values.values()]
        if officer not in there:
            plan.added += 1
            edition = edition_on(dialect, dialect.day(today))
            plan.statements.append(dialect.insert("officer", [*names, "edition"], [*literals, edition]))
        elif any(_or(missing, name, _stored(name, there[officer][name])) != value for name, value in values.items()):
            plan.changed += 1
            plan.statements.append(dialect.update("officer", names, literals, "officer_id", officer))
        else:
            plan.unchanged += 1


def _or(missing: dict[str, Any], name: str, value: Any) -> Any:
    return missing.get(name) if value is None else value


def _stored(name: str, value: Any) -> Any:
    if name == "publish":
        return bool(value)
    return as_date(value) if name in DATES else value


def _assignments(database: Database, rows: list[tuple[ImportedRow, Assignment | None]], plan: OfficerPlan) -> None:
    dialect = database.dialect
    there = {_key(one): one for one in _held(database)}
    added: list[Sql] = []
    for _, one in rows:
        if one is None:
            continue
        earlier = there.get(_key(one))
        officer = dialect.compose("(SELECT id FROM {officer!t} WHERE officer_id = {officer})", officer=one.officer_id)
        parts: dict[str, Value] = {
            "officer": officer,
            "sector": one.sector,
            "role": one.role,
            "start": one.start,
            "end": one.end,
        }
        if earlier is None:
            added.append(
                dialect.compose(
                    "INSERT INTO {assignment!t} (officer, sector, role, valid_from, valid_to, edition) "
                    "VALUES ({officer}, {sector}, {role}, {start}, {end}, {edition})",
                    edition=edition_on(dialect, dialect.day(one.start)),
                    **parts,
                )
            )
        elif earlier.end != one.end:
            plan.assignments += 1
            plan.statements.append(
                dialect.compose(
                    "UPDATE {assignment!t} SET valid_to = {end} WHERE officer = {officer} AND sector = {sector} "
                    "AND role = {role} AND valid_from = {start}",
                    **parts,
                )
            )
    plan.assignments += len(added)
    plan.statements += added
