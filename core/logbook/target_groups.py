"""Target groups without log entries, and texts that do not belong in the log.

Handled sources and civil registration numbers are found by whole words, Danish and English. This is a hint, not a
lock: what they are found in never leaves by export.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..base.i18n import either
from ..database.access import Database, select
from .lineage import numbers_on

PATTERN = (
    r"\b(meddelere?n?s?|kildefører\w*|kildehåndtering\w*|kildeoplysning\w*|anonym kilde|fortrolig kilde|civil agent|"
    r"informants?|source.handled|confidential source|handled source)\b|\b[0-3]\d[01]\d{3}-?\d{4}\b"
)
_FOUND = re.compile(PATTERN, re.IGNORECASE)


@dataclass(frozen=True)
class Overlooked:
    """A sector, and the target groups (in the reader's language) without an entry in the period."""

    sector_id: int
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
    days = {"start": dialect.day(start), "end": dialect.day(end)}
    sectors = select(
        database,
        "SELECT s.sector_id, s.name FROM {sector!t} AS s JOIN {sector_set!t} AS plan ON plan.id = s.sector_set "
        "WHERE plan.status = 'adopted' AND plan.valid_from <= {end} AND coalesce(plan.valid_to, {end}) >= {end} "
        "AND ({sector} IS NULL OR s.id = {sector}) ORDER BY s.sector_id",
        "sector_id name",
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
    for number, name in sectors:
        missing = [either(english, danish) for group, english, danish in groups if (number, group) not in heard]
        if missing:
            found.append(Overlooked(number, name, tuple(missing)))
    return found


def sensitive(texts: Iterable[str | None]) -> bool:
    """Return True if any text mentions a handled source or holds a civil registration number."""
    return any(_FOUND.search(text) for text in texts if text)
