"""What a station should look into: vacancies, overlooked groups, overdue actions, requests that wait.

Also texts that do not belong in the log. Handled sources and civil registration numbers are found by whole words,
Danish and English. This is a hint, not a lock: what they are found in never leaves by export.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import as_objects
from ..base.findings import ERROR, WARNING, Finding
from ..base.i18n import either, translate
from ..base.text import natural
from ..database.access import Database, select
from ..database.ddl import sector_label
from ..geo.contiguity import ContiguityGraph
from ..geo.geometry import places, polygonal
from ..plan.neighbours import cover_partners
from ..reporting.page import Column, Note, Part, Report, Section, Table
from .duty import Duty, SectorAreas, on_duty, responsible, sector_areas, sector_column, sector_title
from .lineage import numbers_on, turnover

PATTERN = (
    r"\b(meddelere?n?s?|kildefører\w*|kildehåndtering\w*|kildeoplysning\w*|anonym kilde|fortrolig kilde|civil agent|"
    r"informants?|source.handled|confidential source|handled source)\b|\b[0-3]\d[01]\d{3}-?\d{4}\b"
)
_FOUND = re.compile(PATTERN, re.IGNORECASE)


@dataclass(frozen=True)
class Overlooked:
    """A sector, and the target groups (in the reader's language) without an entry in the period."""

    sector_id: int | str
    name: str
    groups: tuple[str, ...]


def quarter_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and last day of the quarter that holds `day`."""
    first = dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    after = dt.date(day.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    return first, after - dt.timedelta(days=1)


def overlooked(database: Database, start: dt.date, end: dt.date, sector: int | None = None) -> list[Overlooked]:
    """Return, for each sector of the set adopted on `end`, the active groups with no entry from `start` to `end`.

    `sector`, a row's id, narrows the search to one sector. Sectors that overlooked no group are left out.
    """
    dialect = database.dialect
    days = {"start": dialect.day(start), "end": dialect.day(end)}
    rows = select(
        database,
        "SELECT {label} AS sector_id, s.name FROM {sector!t} AS s JOIN {sector_set!t} AS plan ON plan.id = s.sector_set "
        "WHERE plan.status = 'adopted' AND plan.valid_from <= {end} AND coalesce(plan.valid_to, {end}) >= {end} "
        "AND ({sector} IS NULL OR s.id = {sector}) ORDER BY s.sector_id",
        "sector_id name",
        label=sector_label(dialect, "s"),
        sector=sector,
        **days,
    )
    active = "SELECT id, name_en, name_da FROM {target_group!t} WHERE active = {yes} ORDER BY id"
    groups = select(database, active, "id name_en name_da", yes=True)
    entries = select(
        database,
        "SELECT id, target_group FROM {log_entry!t} WHERE entry_date BETWEEN {start} AND {end}",
        "id target_group",
        **days,
    )
    number_of = numbers_on(database, "log_entry", end)
    heard = {(number_of.get(one), group) for one, group in entries}
    found = []
    for number, name in rows:
        missing = [either(english, danish) for group, english, danish in groups if (number, group) not in heard]
        if missing:
            found.append(Overlooked(number, name, tuple(missing)))
    return found


def sensitive(texts: Iterable[str | None]) -> bool:
    """Return True if any text mentions a handled source or holds a civil registration number."""
    return any(_FOUND.search(text) for text in texts if text)


PATIENCE_DAYS = 30
FEWEST_OFFICERS = 2
TURNOVER_YEARS = 5


def review(database: Database, day: dt.date) -> list[Finding]:
    """Return the findings of a day, by sector, the gravest first."""
    findings = [
        *_unmanned(database, day),
        *_overlooked(database, day),
        *_counted(database, day),
        *_sensitive(database, day),
    ]
    return sorted(findings, key=lambda one: (one.gravity, natural(one.sector_id), one.rule))


def findings_on_sectors(
    database: Database, findings: Sequence[Finding], day: dt.date
) -> tuple[NDArray[np.object_], pd.DataFrame]:
    """Return (n,) polygons of the findings' sectors (None without one), and rule, severity, sector_id and message."""
    areas = sector_areas(database, day)
    by_number: dict[object, Any] = dict(zip(areas.numbers, areas.areas, strict=True))
    geometry = np.empty(len(findings), dtype=object)
    geometry[:] = [by_number.get(one.sector_id) for one in findings]
    rows = [(one.rule, one.severity, one.sector_id, one.message) for one in findings]
    table = pd.DataFrame(rows, columns=["rule", "severity", "sector_id", "message"])
    numbers = [one.sector_id for one in findings if one.sector_id is not None]
    return geometry, table.assign(sector_id=sector_column(table["sector_id"], [*numbers, *areas.numbers]))


def _unmanned(database: Database, day: dt.date) -> list[Finding]:
    """Return the sectors where nobody is responsible, nobody is there, or fewer than two officers are."""
    duties, areas = on_duty(database, day), sector_areas(database, day)
    partner = _cover(areas)
    few = translate("Core", "Sector {number} has {count} officers; there should be two at least.")
    found = []
    for row, number in enumerate(areas.numbers):
        here = [duty for duty in duties if duty.sector_id == number]
        called = responsible(duties, number)
        if not any(duty.role == "responsible" for duty in here):
            message = translate("Core", "Nobody is responsible for sector {number}.")
            found.append(Finding("vacancy", ERROR, message.format(number=number), sector_id=number))
        elif called is not None and called.absent:
            message = translate("Core", "Sector {number}: {name} is away and no substitute is there.")
            text = f"{message.format(number=number, name=called.name)} {_covering(areas, duties, partner[row])}".strip()
            found.append(Finding("no_cover", ERROR, text, sector_id=number))
        count = len({duty.officer_id for duty in here})
        if count < FEWEST_OFFICERS:
            text = few.format(number=number, count=count)
            found.append(Finding("few_officers", WARNING, text, sector_id=number))
    return found


def _cover(areas: SectorAreas) -> list[int]:
    """Return the (k,) row of the sector that covers for each, as in `sectorneighbours`; -1 for a lone sector."""
    shapes = polygonal(as_objects(areas.areas))
    graph = ContiguityGraph.from_polygons(shapes)
    middle = np.nan_to_num(places(shapely.centroid(shapes)))
    distance = np.hypot(*(middle[:, None, :] - middle[None, :, :]).T)
    return [int(one) for one in cover_partners(len(shapes), graph.edges, graph.border_m, distance).partner]


def _covering(areas: SectorAreas, duties: list[Duty], row: int) -> str:
    """Return who covers, and whether they are there; an empty text for a lone sector."""
    if row < 0:
        return ""
    number = areas.numbers[row]
    called = responsible(duties, number)
    if called is None:
        return translate("Core", "Sector {number} covers, but nobody is responsible there.").format(number=number)
    there = translate("Core", "{name} of sector {number} covers, and is there.")
    away = translate("Core", "{name} of sector {number} covers, but is away as well.")
    return (away if called.absent else there).format(name=called.name, number=number)


def _overlooked(database: Database, day: dt.date) -> list[Finding]:
    active = select(database, "SELECT count(*) AS n FROM {target_group!t} WHERE active = {yes}", "n", yes=True)[0][0]
    some = translate("Core", "Sector {number}: nothing is logged this quarter of: {groups}.")
    none = translate("Core", "Sector {number}: nothing at all is logged this quarter.")
    return [
        Finding(
            "overlooked",
            WARNING,
            (none if len(one.groups) == active else some).format(number=one.sector_id, groups=", ".join(one.groups)),
            sector_id=one.sector_id,
        )
        for one in overlooked(database, *quarter_of(day))
    ]


def _counted(database: Database, day: dt.date) -> list[Finding]:
    """Count what is overdue, waiting or due for review by sector."""
    rules = (
        (
            "overdue",
            "log_entry",
            translate("Core", "Sector {number}: {count} open actions are past their day."),
            "SELECT t.id FROM {log_entry!t} AS t WHERE t.status <> 'done' AND t.due_on < {day}",
        ),
        (
            "waiting",
            "request",
            translate("Core", "Sector {number}: {count} requests have waited for more than 30 days."),
            "SELECT t.id FROM {request!t} AS t WHERE t.status NOT IN ('answered', 'declined') "
            "AND t.duplicate_of IS NULL AND t.received_on < {since}",
        ),
    )
    dialect = database.dialect
    parts = {"day": dialect.day(day), "since": dialect.day(day - dt.timedelta(days=PATIENCE_DAYS))}
    found = []
    for rule, table, message, query in rules:
        number_of = numbers_on(database, table, day)
        counts = Counter(number_of[one] for (one,) in select(database, query, "id", **parts) if one in number_of)
        found += [
            Finding(rule, WARNING, message.format(number=number, count=count), sector_id=number)
            for number, count in sorted(counts.items(), key=lambda one: natural(one[0]))
        ]
    return found + _review_due(database, day)


def _review_due(database: Database, day: dt.date) -> list[Finding]:
    message = translate("Core", "Sector {number}: the public details of {count} officers are past their day of review.")
    rows = select(
        database,
        "SELECT {label} AS sector_id, count(DISTINCT o.id) AS n FROM {officer!t} AS o "
        "JOIN {assignment!t} AS a ON a.officer = o.id JOIN {sector!t} AS s ON s.id = a.sector "
        "JOIN {sector_set!t} AS p ON p.id = s.sector_set AND p.status = 'adopted' AND p.valid_from <= {day} "
        "AND coalesce(p.valid_to, {day}) >= {day} WHERE o.publish = {yes} AND o.review_date < {day} "
        "AND a.valid_from <= {day} AND coalesce(a.valid_to, {day}) >= {day} GROUP BY 1",
        "sector_id n",
        label=sector_label(database.dialect, "s"),
        day=database.dialect.day(day),
        yes=True,
    )
    return [
        Finding("review_due", WARNING, message.format(number=number, count=count), sector_id=number)
        for number, count in rows
    ]


def _sensitive(database: Database, day: dt.date) -> list[Finding]:
    start, _ = quarter_of(day)
    rows = select(
        database,
        "SELECT t.id, t.place, t.challenge, t.action, t.progress, t.next_step FROM {log_entry!t} AS t "
        "WHERE t.entry_date BETWEEN {start} AND {day}",
        "id place challenge action progress next_step",
        start=database.dialect.day(start),
        day=database.dialect.day(day),
    )
    number_of = numbers_on(database, "log_entry", day)
    counts = Counter(number_of[one] for one, *texts in rows if one in number_of and sensitive(texts))
    message = translate(
        "Core", "Sector {number}: {count} entries of the quarter seem to hold what does not belong in the log."
    )
    return [
        Finding("sensitive", WARNING, message.format(number=number, count=count), sector_id=number)
        for number, count in counts.items()
    ]


def review_report(database: Database, findings: list[Finding], day: dt.date) -> Report:
    """Return the findings and the turnover of the last five years as a page."""
    start = dt.date(day.year - TURNOVER_YEARS, day.month, min(day.day, 28))
    table = turnover(database, start, day)
    rows = [
        (sector_title(one.sector_id, one.name), one.officers, one.changes, one.vacant_days, one.mean_days)
        for one in table.itertuples()
    ]
    severities = {
        "error": translate("Core", "Act now"),
        "warning": translate("Core", "Look at it"),
        "note": translate("Core", "Note"),
    }
    found: Part = Note(translate("Core", "Nothing was found."), "good")
    if findings:
        columns = [Column(translate("Core", "Severity")), Column(translate("Core", "Finding"))]
        found = Table(columns, [(severities[one.severity], one.message) for one in findings])
    turnover_columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "Responsible officers"), 0),
        Column(translate("Core", "Changes"), 0),
        Column(translate("Core", "Days without"), 0),
        Column(translate("Core", "Mean days with one officer"), 0),
    ]
    period = translate("Core", "How long residents keep their officer: {start} to {end}")
    return Report(
        title=translate("Core", "Review of the sector log"),
        facts=[(translate("Core", "Day"), day.isoformat()), (translate("Core", "Sector database"), database.title)],
        sections=[
            Section(translate("Core", "Findings"), [found]),
            Section(period.format(start=start, end=day), [Table(turnover_columns, rows)]),
        ],
        limits=[
            translate("Core", "An overlooked group has no entry; that may be right. Ask before you act."),
            translate("Core", "Years are counted across sector sets, as far as a sector went on from set to set."),
        ],
        marking=translate("Core", "Internal"),
    )
