"""Local times of incidents: parsed from text without guessing, and measured across the changes of summer time."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..base.arrays import Times

_DATE = r"(?P<d>\d{1,2})[-./ ](?P<m>\d{1,2})[-./ ](?P<y>\d{4}|\d{2})"
_ISO = r"(?P<y>\d{4})[-/.]?(?P<m>\d{2})[-/.]?(?P<d>\d{2})"
_CLOCK = r"(?:(?:[T ,]|\s)*(?:kl\.?\s*)?(?P<H>\d{1,2})[:.](?P<M>\d{2})(?:[:.](?P<S>\d{2})(?:[.,]\d+)?)?)?"
_ZONE = r"\s*(?:Z|[+-]\d{2}(?::?\d{2})?)?"
_FORMS = [re.compile(rf"\s*{day}{_CLOCK}{_ZONE}\s*$", re.IGNORECASE) for day in (_ISO, _DATE)]
NAMED = 5
_FIRST, _LAST = dt.date(1980, 1, 1), dt.date(2060, 1, 1)


@dataclass
class TimeReading:
    """How the times of one field could be read: counts, and the first texts that could not."""

    read: int = 0
    unreadable: int = 0
    examples: list[tuple[int, str]] = field(default_factory=list)

    def note(self, row: int, text: str) -> None:
        """Remember one unreadable text by its row (1 is the first)."""
        self.unreadable += 1
        if len(self.examples) < NAMED:
            self.examples.append((row, text))


def parse_times(values: NDArray[np.object_], reading: TimeReading, first_row: int = 1) -> NDArray[np.datetime64]:
    """Return (n,) datetime64[s] from texts, NaT where empty or unreadable.

    Understood are ISO 8601 (2024-03-31T14:30, an offset is dropped: the clock on the wall is meant) and the
    Danish forms, day first: 31-03-2024 14:30, 31/3/24 14.30, 31.03.2024 kl. 14.30. Two-digit years are 19xx
    from 70 on. `reading` collects what could not be read.
    """
    codes, distinct = pd.factorize(np.asarray(values, dtype=object))
    parsed = np.array([*(_parse(value) for value in distinct), "NaT"], dtype="datetime64[s]")
    times = np.asarray(parsed[codes], dtype="datetime64[s]")
    blank = np.array([*(not str(value).strip() for value in distinct), True])[codes]
    wrong = np.flatnonzero(np.isnat(times) & ~blank)
    reading.read += int((~np.isnat(times)).sum())
    for row in wrong.tolist():
        reading.note(first_row + row, str(values[row]))
    return times


def whole_days(values: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return the (n,) mask of values that are days without a clock time: dates, and texts that give none."""
    column: NDArray[Any] = np.asarray(values)
    if column.dtype.kind == "M":
        is_date = np.datetime_data(column.dtype)[0] == "D"
        return ~np.isnat(column) if is_date else np.zeros(len(column), dtype=bool)
    codes, distinct = pd.factorize(column.astype(object))
    return np.array([*(_has_no_clock(value) for value in distinct), False])[codes]


def _has_no_clock(value: object) -> bool:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    match = next((match for match in (form.match(text) for form in _FORMS) if match), None)
    return match is not None and match["H"] is None


def spread_days(
    start: Times, end: Times, start_is_day: NDArray[np.bool_], end_is_day: NDArray[np.bool_]
) -> tuple[Times, Times]:
    """Return (n,) starts and ends of which a day without a clock is the whole day, not its first second."""
    day = np.timedelta64(86_400, "s")
    opens = np.where(np.isnat(start) & end_is_day, end, start)
    closes = np.where(end_is_day, end + day, np.where(np.isnat(end) & start_is_day, start + day, end))
    return opens, closes


def _parse(value: object) -> np.datetime64:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    for form in _FORMS:
        match = form.match(text)
        if match:
            return _moment(match.groupdict())
    return np.datetime64("NaT", "s")


def _moment(part: dict[str, str | None]) -> np.datetime64:
    year = int(part["y"] or 0)
    if year < 100:
        year += 1900 if year >= 70 else 2000
    month, day, hour, minute, second = (int(part[name] or 0) for name in "mdHMS")
    try:
        stamp = pd.Timestamp(year, month, day, hour, minute, second)
    except ValueError:
        return np.datetime64("NaT", "s")
    return np.datetime64(stamp.to_datetime64(), "s")


@functools.cache
def clock_changes(time_zone: str) -> tuple[Times, Times]:
    """Return the wall clock just before and just after each change of the zone's clocks, (m,) each, in order.

    In spring the second is an hour later than the first, in autumn an hour earlier.
    """
    zone = ZoneInfo(time_zone)
    before, after = [], []
    day = _FIRST
    while day < _LAST:
        found = _change_on(day, zone)
        if found:
            before.append(found[0])
            after.append(found[1])
        day += dt.timedelta(days=1)
    return np.array(before, dtype="datetime64[s]"), np.array(after, dtype="datetime64[s]")


def _change_on(day: dt.date, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime] | None:
    low = dt.datetime.combine(day, dt.time(), dt.UTC)
    high = low + dt.timedelta(days=1)
    if low.astimezone(zone).utcoffset() == high.astimezone(zone).utcoffset():
        return None
    while high - low > dt.timedelta(minutes=1):
        middle = low + (high - low) // 2
        same = middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset()
        low, high = (middle, high) if same else (low, middle)
    instant = high.replace(second=0, microsecond=0)
    old = (instant - dt.timedelta(minutes=1)).astimezone(zone).utcoffset() or dt.timedelta()
    return (instant + old).replace(tzinfo=None), instant.astimezone(zone).replace(tzinfo=None)


def split_at_clock_changes(start: Times, end: Times, time_zone: str) -> tuple[NDArray[np.intp], Times, Times]:
    """Cut intervals of local time at the changes of summer time, so that each piece has its real length.

    Args:
        start: (n,) local times, none missing; a time that occurs twice in autumn is the first.
        end: (n,) local times, not before the start.
        time_zone: IANA name.

    Returns:
        (p,) the interval each piece belongs to, ascending, and the (p,) starts and ends of the pieces.

    """
    before, after = clock_changes(time_zone)
    first = np.searchsorted(before, start, side="right")
    last = np.searchsorted(before, end, side="left")
    crossed = np.maximum(last - first, 0)
    owner = np.repeat(np.arange(len(start)), crossed + 1)
    position = np.arange(len(owner)) - np.repeat(np.cumsum(crossed + 1) - crossed - 1, crossed + 1)
    change = first[owner] + position
    opens, closes = start[owner].copy(), end[owner].copy()
    later, earlier = position > 0, position < crossed[owner]
    opens[later] = after[change[later] - 1]
    closes[earlier] = before[change[earlier]]
    return owner, opens, np.maximum(closes, opens)
