"""What a station should look into: vacancies, overlooked groups, overdue actions, requests that wait.

Also texts that do not belong in the log. Handled sources and civil registration numbers are found by whole words,
Danish and English. This is a hint, not a lock: what they are found in never leaves by export.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..base.findings import ERROR, WARNING, Finding
from ..base.i18n import either, translate
from ..base.text import natural
from ..database.access import Database, select
from ..database.ddl import sector_label
from ..reporting.page import Column, Note, Part, Report, Section, Table
from .duty import on_duty, responsible, sector_areas, sector_column, sector_title, turnover

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

    `sector`, a row's id, narrows the search to one sector. Sectors that overlooked nobody are left out.
    """
    dialect = database.dialect
    rows = select(
        database,
        "SELECT {label} AS sector_id, s.name, g.name_en, g.name_da FROM {sector!t} AS s "
        "JOIN {sector_set!t} AS plan ON plan.id = s.sector_set CROSS JOIN {target_group!t} AS g "
        "WHERE plan.status = 'adopted' AND plan.valid_from <= {end} AND coalesce(plan.valid_to, {end}) >= {end} "
        "AND g.active = {yes} AND ({sector} IS NULL OR s.id = {sector}) "
        "AND NOT EXISTS (SELECT 1 FROM {log_entry!t} AS l WHERE l.sector = s.id AND l.target_group = g.id "
        "AND l.entry_date BETWEEN {start} AND {end}) ORDER BY s.sector_id, g.id",
        "sector_id name name_en name_da",
        label=sector_label(dialect, "s"),
        start=dialect.day(start),
        end=dialect.day(end),
        yes=True,
        sector=sector,
    )
    found: dict[tuple[int | str, str], list[str]] = {}
    for sector_id, name, english, danish in rows:
        found.setdefault((sector_id, name), []).append(either(english, danish))
    return [Overlooked(sector_id, name, tuple(groups)) for (sector_id, name), groups in found.items()]


def sensitive(texts: Iterable[str | None]) -> bool:
    """Return True if any text mentions a handled source or holds a civil registration number."""
    return any(_FOUND.search(text) for text in texts if text)


PATIENCE_DAYS = 30
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
    duties = on_duty(database, day)
    found = []
    for number in sector_areas(database, day).numbers:
        here = [duty for duty in duties if duty.sector_id == number]
        if not any(duty.role == "responsible" for duty in here):
            message = translate("Core", "Nobody is responsible for sector {number}.")
            found.append(Finding("vacancy", ERROR, message.format(number=number), sector_id=number))
            continue
        called = responsible(duties, number)
        if called is not None and called.absent:
            message = translate("Core", "Sector {number}: {name} is away and no substitute is there.")
            found.append(Finding("no_cover", ERROR, message.format(number=number, name=called.name), sector_id=number))
    return found


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
    """Return what is overdue, waits, or is due for review, counted by sector."""
    rules = (
        (
            "overdue",
            translate("Core", "Sector {number}: {count} open actions are past their day."),
            "SELECT {label} AS sector_id, count(*) AS n FROM {log_entry!t} AS t JOIN {sector!t} AS s "
            "ON s.id = t.sector WHERE t.status <> 'done' AND t.due_on < {day} GROUP BY 1",
        ),
        (
            "waiting",
            translate("Core", "Sector {number}: {count} requests have waited for more than 30 days."),
            "SELECT {label} AS sector_id, count(*) AS n FROM {request!t} AS t JOIN {sector!t} AS s "
            "ON s.id = t.sector WHERE t.status NOT IN ('answered', 'declined') AND t.duplicate_of IS NULL "
            "AND t.received_on < {since} GROUP BY 1",
        ),
        (
            "review_due",
            translate("Core", "Sector {number}: the public details of {count} officers are past their day of review."),
            "SELECT {label} AS sector_id, count(DISTINCT o.id) AS n FROM {officer!t} AS o "
            "JOIN {assignment!t} AS a ON a.officer = o.id JOIN {sector!t} AS s ON s.id = a.sector "
            "WHERE o.publish = {yes} AND o.review_date < {day} AND a.valid_from <= {day} "
            "AND coalesce(a.valid_to, {day}) >= {day} GROUP BY 1",
        ),
    )
    dialect = database.dialect
    parts = {
        "day": dialect.day(day),
        "since": dialect.day(day - dt.timedelta(days=PATIENCE_DAYS)),
        "yes": dialect.literal(True),
        "label": sector_label(dialect, "s"),
    }
    return [
        Finding(rule, WARNING, message.format(number=number, count=count), sector_id=number)
        for rule, message, query in rules
        for number, count in select(database, query, "sector_id n", **parts)
    ]


def _sensitive(database: Database, day: dt.date) -> list[Finding]:
    start, _ = quarter_of(day)
    rows = select(
        database,
        "SELECT {label} AS sector_id, t.place, t.challenge, t.action, t.progress, t.next_step FROM {log_entry!t} AS t "
        "JOIN {sector!t} AS s ON s.id = t.sector WHERE t.entry_date BETWEEN {start} AND {day}",
        "sector_id place challenge action progress next_step",
        label=sector_label(database.dialect, "s"),
        start=database.dialect.day(start),
        day=database.dialect.day(day),
    )
    counts: dict[int | str, int] = {}
    for number, *texts in rows:
        if sensitive(texts):
            counts[number] = counts.get(number, 0) + 1
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
            translate("Core", "Days before a sector existed count as days without an officer."),
        ],
        marking=translate("Core", "Internal"),
    )
