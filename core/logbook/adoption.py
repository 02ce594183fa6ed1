"""Adopting a sector set after another: who is responsible from its first day, what follows, and how to take it back.

Nothing is moved: what is written keeps its sector and edition, and belongs to the sector that its place lies in on the
day asked for (`lineage`). Assignments alone are written anew, for they have days of their own. All is one
transaction, which a set adopted or an assignment changed in the meantime refuses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..base.errors import InputError
from ..base.i18n import listed, translate
from ..base.names import as_text
from ..base.sql import Sql, Value
from ..base.table import FeatureTable
from ..base.text import named_so
from ..database.access import Database, as_date, select
from ..plan.comparison import CHANGES, GAINS, LOSES, STAYS
from ..plan.plan import UNASSIGNED, matched
from .duty import sector_column
from .lineage import Lineage, Sectors, Succession, lineage_of, placed_rows
from .sector_sets import adopt_sectors, new_sectors

_TABLES = ("log_entry", "interested_party", "initiative", "walk_finding", "request", "public_event")


@dataclass(frozen=True)
class Post:
    """An assignment: an officer's role in a sector (its row in the set), with first and last day."""

    id: int
    officer: int
    officer_id: str
    name: str
    sector: int
    role: str
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True)
class Candidate:
    """Somebody free who knows a sector: residents known, days with them, and whether of the same district."""

    officer: int
    officer_id: str
    name: str
    residents: float
    days: float
    is_local: bool


@dataclass(frozen=True)
class Adoption:
    """What adopting a set brings, before it is done.

    Attributes:
        edition, day: of the new set.
        lineage: its sectors after those in force the day before.
        before: the assignments of the old set that hold on or after `day`, by the row of the old sector.
        after: the assignments of the new set, by the row of the new sector.
        candidates: for each new sector without a responsible officer, who might be, the best first.
        proposed: row of the new sector and the officer proposed for it.
        free: names of officers who are responsible today and have no sector from `day` on.
        follows: rows of each table that will belong to another number, by their place and by their sector.

    """

    edition: str
    day: dt.date
    lineage: Lineage
    before: list[Post]
    after: list[Post]
    candidates: dict[int, list[Candidate]]
    proposed: dict[int, Candidate]
    free: list[str]
    follows: pd.DataFrame

    @property
    def vacant(self) -> list[int]:
        """Return the rows of the new sectors without a responsible officer."""
        led = {one.sector for one in self.after if one.role == "responsible"}
        return [row for row in range(len(self.lineage.new)) if row not in led]

    def with_responsible(self, chosen: Mapping[int, Candidate]) -> Adoption:
        """Return the adoption with these officers responsible for new sectors (rows)."""
        added = [
            Post(0, one.officer, one.officer_id, one.name, row, "responsible", self.day, None)
            for row, one in chosen.items()
        ]
        taken = {one.officer for one in chosen.values()}
        kept = [one for one in self.after if one.officer not in taken or one.role == "responsible"]
        names = {one.name for one in chosen.values()}
        free = [name for name in self.free if name not in names]
        return Adoption(
            self.edition, self.day, self.lineage, self.before, [*kept, *added], self.candidates, {}, free, self.follows
        )


def review_adoption(
    database: Database, sectors: FeatureTable, edition: str, day: dt.date, units: FeatureTable | None = None
) -> Adoption:
    """Review the adoption of `sectors` from `day` on; nothing is written.

    Args:
        database: the sector database.
        sectors: as for `adopt_sectors`.
        edition: the new set's.
        day: its first day.
        units: planning units in EPSG:25832 with population and workload, by which what sectors have in common is
            counted; without them residents are spread evenly over the old sectors.

    Raises:
        InputError: the sectors cannot be adopted, as `adopt_sectors` says.

    """
    list(adopt_sectors(database, sectors, edition, day))
    succession = Succession.read(database)
    place = succession.place_on(day - dt.timedelta(days=1))
    new = new_sectors(database, sectors)
    old = succession.sectors(place) if place >= 0 else _nothing()
    lineage = lineage_of(old, new, units)
    before = _posts(database, old, day)
    after = _carried(lineage, before, day)
    service = _service(database, succession, place, day)
    candidates = _candidates(lineage, before, after, service, _districts(database))
    follows = _follows(database, succession, place, lineage)
    led = {one.officer for one in after if one.role == "responsible"}
    free = sorted({one.name for one in before if one.role == "responsible" and one.officer not in led})
    return Adoption(edition, day, lineage, before, after, candidates, _proposed(candidates), free, follows)


def _nothing() -> Sectors:
    return Sectors([], [], [], [], [], [], np.zeros(0), np.zeros(0))


def _posts(database: Database, sectors: Sectors, day: dt.date) -> list[Post]:
    """Return the assignments in sectors of a set that hold on or after a day."""
    row_of = {one: row for row, one in enumerate(sectors.ids)}
    rows = select(
        database,
        "SELECT a.id, a.officer, o.officer_id, o.name, a.sector, a.role, a.valid_from, a.valid_to "
        "FROM {assignment!t} AS a JOIN {officer!t} AS o ON o.id = a.officer "
        "WHERE coalesce(a.valid_to, {day}) >= {day} ORDER BY a.id",
        "id officer officer_id name sector role valid_from valid_to",
        day=database.dialect.day(day),
    )
    return [
        Post(one, officer, number, name, row_of[sector], role, dt.date.fromisoformat(start), as_date(end))
        for one, officer, number, name, sector, role, start, end in rows
        if sector in row_of
    ]


def _carried(lineage: Lineage, before: list[Post], day: dt.date) -> list[Post]:
    """Return the assignments in the new set: all of a sector that goes on; of another, those who assist go to its heir."""
    after = []
    for one in before:
        heir = lineage.heir(one.sector)
        goes_on = heir >= 0 and lineage.continues[heir] == one.sector
        if heir < 0 or (not goes_on and one.role == "responsible"):
            continue
        role = one.role if goes_on else "colleague"
        after.append(Post(0, one.officer, one.officer_id, one.name, heir, role, max(one.start, day), one.end))
    return after


def _districts(database: Database) -> dict[int, str]:
    """Return the district that each officer's own details name."""
    rows = select(database, "SELECT id, police_district FROM {officer!t}", "id police_district")
    return {one: name or "" for one, name in rows}


def _service(database: Database, succession: Succession, place: int, day: dt.date) -> dict[tuple[int, int], float]:
    """Return the days that each officer (id) has been assigned to each sector (row) of an edition or its ancestors."""
    if place < 0:
        return {}
    rows = select(
        database, "SELECT officer, sector, valid_from, valid_to FROM {assignment!t}", "officer sector valid_from valid_to"
    )  # fmt: skip
    row_of = {one: row for row, one in enumerate(succession.sectors(place).ids)}
    found: dict[tuple[int, int], float] = {}
    for officer, sector, start, end in rows:
        now = succession.same(sector, place)
        days = (min(as_date(end) or day, day) - dt.date.fromisoformat(start)).days
        if now is not None and days > 0:
            found[officer, row_of[now]] = found.get((officer, row_of[now]), 0.0) + days
    return found


def _candidates(
    lineage: Lineage,
    before: list[Post],
    after: list[Post],
    service: dict[tuple[int, int], float],
    districts: dict[int, str],
) -> dict[int, list[Candidate]]:
    """Return who might be responsible for each new sector that nobody is: officers known there and free to take it."""
    led = {one.officer for one in after if one.role == "responsible"}
    ready = {one.sector for one in after if one.role == "responsible"}
    free = {one.officer: one for one in before if one.officer not in led}
    found = {}
    for row in range(len(lineage.new)):
        if row in ready:
            continue
        some = []
        for officer, one in free.items():
            days = np.array([service.get((officer, old), 0.0) for old in range(len(lineage.old))])
            residents = float(lineage.residents[row, days > 0].sum())
            local = lineage.new.districts[row] in {lineage.old.districts[one.sector], districts.get(officer, "")}
            known = float((lineage.weight[row] * days).sum() / max(lineage.weight[row].sum(), 1e-12))
            if residents > 0 or local:
                some.append(Candidate(officer, one.officer_id, one.name, residents, known, local))
        some.sort(key=lambda one: (-one.days, not one.is_local, -one.residents, one.officer_id))
        found[row] = some
    return found


def _proposed(candidates: dict[int, list[Candidate]]) -> dict[int, Candidate]:
    """Return one candidate for each new sector, none twice, so that they know their residents longest together."""
    rows = [row for row, some in candidates.items() if some]
    officers = sorted({one.officer for some in candidates.values() for one in some})
    if not rows:
        return {}
    days, local = np.zeros((len(rows), len(officers))), np.zeros((len(rows), len(officers)))
    of = {(row, one.officer): one for row in rows for one in candidates[row]}
    for (row, officer), one in of.items():
        at = rows.index(row), officers.index(officer)
        days[at], local[at] = one.days, float(one.is_local)
    match = matched(days, local)
    return {row: of[row, officers[one]] for row, one in zip(rows, match.tolist(), strict=True) if one != UNASSIGNED}


def _follows(database: Database, succession: Succession, place: int, lineage: Lineage) -> pd.DataFrame:
    """Return the rows of each table that belong to a sector of the old set, and to which new one they will."""
    rows = []
    row_of = {one: row for row, one in enumerate(lineage.old.ids)}
    for table in _TABLES if place >= 0 else ():
        count: dict[tuple[int, int, bool], int] = {}
        for _, sector, shape in placed_rows(database, table):
            now = succession.sector_of(sector, shape, place)
            if now is None:
                continue
            by_place = lineage.new.at(shape)
            heir = by_place if by_place >= 0 else lineage.heir(row_of[now])
            key = row_of[now], heir, by_place >= 0
            count[key] = count.get(key, 0) + 1
        for (old, new, placed), number in sorted(count.items()):
            was, will = lineage.old.numbers[old], lineage.new.numbers[new] if new >= 0 else None
            rows.append((table, was, will, placed, number))
    found = pd.DataFrame(rows, columns=["table", "old_sector", "new_sector", "by_place", "rows"])
    numbers = [*lineage.old.numbers, *lineage.new.numbers]
    columns = {name: sector_column(found[name], numbers) for name in ("old_sector", "new_sector")}
    return found.assign(**columns)


def contacts(adoption: Adoption) -> pd.DataFrame:
    """List the contacts of residents before and from the first day, one row for each pair of sectors they move between.

    Columns: old_sector, new_sector, residents, officer_before, officer_after (None where there is none), change (stays,
    changes, gains, loses).
    """
    lineage = adoption.lineage
    was = {one.sector: one for one in adoption.before if one.role == "responsible" and one.start < adoption.day}
    now = {one.sector: one for one in adoption.after if one.role == "responsible" and one.start <= adoption.day}
    rows = []
    for new, old in lineage.pairs():
        before, after = was.get(old), now.get(new)
        same = before is not None and after is not None and before.officer == after.officer
        change = STAYS if same or (before is None and after is None) else GAINS if before is None else LOSES if after is None else CHANGES  # fmt: skip
        names = before.name if before else None, after.name if after else None
        numbers = lineage.old.numbers[old], lineage.new.numbers[new]
        rows.append((*numbers, float(lineage.residents[new, old]), *names, change))
    columns = ["old_sector", "new_sector", "residents", "officer_before", "officer_after", "change"]
    return pd.DataFrame(rows, columns=columns)


def chosen_officers(database: Database, adoption: Adoption, told: Mapping[str, str]) -> dict[int, Candidate]:
    """Return the officers named for sectors, by the row of the new sector.

    Args:
        database: the sector database.
        adoption: what is adopted.
        told: service number of an officer by number or name of a sector.

    Raises:
        InputError: a sector or an officer is not known, or the sector has a responsible officer.

    """
    new = adoption.lineage.new
    known = {
        row[0]: row[1:]
        for row in select(database, "SELECT officer_id, id, name FROM {officer!t}", "officer_id id name")
    }
    found = {}
    for sector, officer in told.items():
        numbers = [as_text(one) for one in new.numbers]
        name = named_so(sector, new.names)
        row = numbers.index(sector) if sector in numbers else new.names.index(name) if name else UNASSIGNED
        if row < 0 or officer not in known:
            message = translate(
                "Core", "There is no sector “{sector}” in the new set, or no officer “{officer}”. Correct the pair."
            )
            raise InputError(message.format(sector=sector, officer=officer))
        if row not in adoption.vacant:
            message = translate(
                "Core",
                "Sector {sector} has a responsible officer from {day}, who follows it. Change that after the adoption.",
            )
            raise InputError(message.format(sector=sector, day=adoption.day))
        found[row] = Candidate(known[officer][0], officer, known[officer][1], 0.0, 0.0, False)
    return found


def adopt(database: Database, sectors: FeatureTable, adoption: Adoption, today: dt.date, who: str = "") -> list[Sql]:
    """Return the statements that do what was reviewed: the set, its lineage, the assignments, and what was done.

    Args:
        database: the sector database, as it was when the adoption was reviewed.
        sectors: the sectors that were reviewed.
        adoption: what was reviewed.
        today: the day on which it is done.
        who: who decided it.

    """
    dialect, day = database.dialect, adoption.day
    this_set = dialect.compose("(SELECT id FROM {sector_set!t} WHERE name = {name})", name=adoption.edition)
    statements = list(adopt_sectors(database, sectors, adoption.edition, day))
    statements[1:1] = [_guard(database, adoption)]
    if dialect.is_postgresql:
        statements.insert(0, dialect.compose("LOCK TABLE {assignment!t}, {sector_set!t} IN SHARE ROW EXCLUSIVE MODE"))
    statements += _lineage_rows(database, adoption, this_set)
    for one in adoption.before:
        statements += _ended(database, one, adoption, this_set)
    keys = adoption.lineage.new.keys
    for one in sorted(adoption.after, key=lambda one: (one.sector, one.role, one.start)):
        sector = _new_sector(database, this_set, keys[one.sector])
        columns = ("officer", "sector", "role", "valid_from", "valid_to", "reason", "edition")
        literals = [
            dialect.literal(value) for value in (one.role, one.start, one.end, adoption.edition, adoption.edition)
        ]
        statements.append(dialect.insert("assignment", columns, [dialect.literal(one.officer), sector, *literals]))
    text = _told(adoption)
    values = [dialect.literal(value) for value in (today, text, who, adoption.edition)]
    names = ("sector_set", "changed_on", "change", "decided_by", "edition")
    return [*statements, dialect.insert("plan_change", names, [this_set, *values])]


def _guard(database: Database, adoption: Adoption) -> Sql:
    """Return a statement that the database refuses unless sets and assignments are as they were reviewed."""
    counts = "SELECT count(*) AS n, coalesce(sum(id), 0) AS ids, count(valid_to) AS ended FROM {assignment!t}"
    number, ids, ended = select(database, counts, "n ids ended")[0]
    sets = select(database, "SELECT count(*) AS n FROM {sector_set!t} WHERE status = 'adopted'", "n")[0][0]
    return database.dialect.compose(
        "INSERT INTO {carried_assignment!t} (sector_set, assignment_id, officer, sector, role, valid_from) "
        "SELECT 0, 0, 0, 0, 'out_of_date', {day} "
        "WHERE NOT ((SELECT count(*) FROM {assignment!t}) = {number} AND (SELECT coalesce(sum(id), 0) FROM {assignment!t}) = {ids} "
        "AND (SELECT count(valid_to) FROM {assignment!t}) = {ended} "
        "AND (SELECT count(*) FROM {sector_set!t} WHERE status = 'adopted') = {sets})",
        day=database.dialect.day(adoption.day),
        number=number,
        ids=ids,
        ended=ended,
        sets=sets,
    )


def _new_sector(database: Database, this_set: Sql, number: int) -> Sql:
    return database.dialect.compose(
        "(SELECT id FROM {sector!t} WHERE sector_set = {this_set} AND sector_id = {number})",
        this_set=this_set,
        number=number,
    )


def _lineage_rows(database: Database, adoption: Adoption, this_set: Sql) -> Iterator[Sql]:
    lineage, dialect = adoption.lineage, database.dialect
    for new, old in lineage.pairs():
        sector = _new_sector(database, this_set, lineage.new.keys[new])
        values: list[Value] = [
            lineage.old.ids[old],
            bool(lineage.continues[new] == old),
            *(float(table[new, old]) for table in (lineage.residents, lineage.area, lineage.workload)),
            adoption.edition,
        ]
        names = ("sector", "ancestor", "goes_on", "population", "area_m2", "workload", "edition")
        yield dialect.insert("sector_lineage", names, [sector, *(dialect.literal(value) for value in values)])


def _ended(database: Database, one: Post, adoption: Adoption, this_set: Sql) -> Iterator[Sql]:
    """Yield what keeps an assignment as it was, and ends it the day before; one that had not begun goes with its set."""
    dialect = database.dialect
    yield dialect.compose(
        "INSERT INTO {carried_assignment!t} (sector_set, assignment_id, officer, sector, role, valid_from, valid_to, "
        "reason, edition) SELECT {this_set}, id, officer, sector, role, valid_from, valid_to, reason, edition "
        "FROM {assignment!t} WHERE id = {id}",
        this_set=this_set,
        id=one.id,
    )
    if one.start >= adoption.day:
        yield dialect.compose("DELETE FROM {assignment!t} WHERE id = {id}", id=one.id)
    else:
        last = dialect.literal(adoption.day - dt.timedelta(days=1))
        yield dialect.update("assignment", ["valid_to"], [last], "id", one.id)


def _told(adoption: Adoption) -> str:
    """Return what was done in a paragraph, for the record of changes."""
    lineage, table = adoption.lineage, contacts(adoption)
    outcomes = [lineage.fate(old) for old in range(len(lineage.old))]
    changes = float(table["residents"][table["change"] != STAYS].sum())
    new = [lineage.new.numbers[row] for row in range(len(lineage.new)) if lineage.continues[row] < 0]
    gone = [number for number, fate in zip(lineage.old.numbers, outcomes, strict=True) if fate != "goes_on"]
    text = translate(
        "Core",
        "Adopted from {day}. {goes_on} sectors go on. New: {new}. Merged or ended: {gone}. Residents whose contact changes: "
        "{residents}. Without a responsible officer: {vacant}.",
    )
    vacant = [lineage.new.numbers[row] for row in adoption.vacant]
    return text.format(
        day=adoption.day.isoformat(),
        goes_on=outcomes.count("goes_on"),
        new=listed(new) or "–",
        gone=listed(gone) or "–",
        residents=round(changes),
        vacant=listed(vacant) or "–",
    )


def withdraw(database: Database, edition: str, today: dt.date, who: str = "") -> list[Sql]:
    """Return the statements that take back an adoption before its first day; the set stays, as a draft.

    Raises:
        InputError: there is no such adopted set, its first day has come, or a later set follows it.

    """
    found = select(
        database,
        "SELECT id, valid_from, predecessor, predecessor_end FROM {sector_set!t} AS p WHERE status = 'adopted' AND name = {name}",
        "id valid_from predecessor predecessor_end",
        name=edition,
    )
    if not found:
        message = translate("Core", "There is no adopted sector set “{name}”. Check the edition.")
        raise InputError(message.format(name=edition))
    one, start, predecessor, end = found[0]
    if dt.date.fromisoformat(start) <= today:
        message = translate(
            "Core",
            "Sector set “{name}” is in force since {start}: it can no longer be taken back. Adopt a new set instead.",
        )
        raise InputError(message.format(name=edition, start=dt.date.fromisoformat(start)))
    if select(
        database, "SELECT id FROM {sector_set!t} WHERE predecessor = {one} AND status = 'adopted'", "id", one=one
    ):
        message = translate("Core", "Another set follows “{name}”. Take that one back first.")
        raise InputError(message.format(name=edition))
    return list(_withdrawn(database, one, edition, predecessor, as_date(end), today, who))


def _withdrawn(
    database: Database, one: int, edition: str, predecessor: int | None, end: dt.date | None, today: dt.date, who: str
) -> Iterator[Sql]:
    dialect = database.dialect
    count = select(database, "SELECT count(*) AS n FROM {sector_set!t}", "n")[0][0]
    name = translate("Core", "{name}, taken back {day} ({count})").format(
        name=edition, day=today.isoformat(), count=count
    )
    yield dialect.update("sector_set", ["status", "name"], [dialect.literal("draft"), dialect.literal(name)], "id", one)
    if predecessor is not None:
        yield dialect.update("sector_set", ["valid_to"], [dialect.literal(end)], "id", predecessor)
    yield dialect.compose(
        "DELETE FROM {assignment!t} WHERE sector IN (SELECT id FROM {sector!t} WHERE sector_set = {one})", one=one
    )
    names = "officer, sector, role, valid_from, valid_to, reason, edition"
    yield dialect.compose(
        "DELETE FROM {assignment!t} WHERE id IN (SELECT assignment_id FROM {carried_assignment!t} WHERE sector_set = {one})",
        one=one,
    )
    yield dialect.compose(
        "INSERT INTO {assignment!t} (id, {names}) SELECT assignment_id, {names} FROM {carried_assignment!t} WHERE sector_set = {one}",
        names=Sql(names),
        one=one,
    )
    yield dialect.compose("DELETE FROM {carried_assignment!t} WHERE sector_set = {one}", one=one)
    values = [
        dialect.literal(value)
        for value in (one, today, translate("Core", "Taken back before its first day."), who, edition)
    ]
    yield dialect.insert("plan_change", ("sector_set", "changed_on", "change", "decided_by", "edition"), values)
