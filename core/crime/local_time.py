"""Local times of incidents: parsed from text without guessing, on the clock of one time zone.

Durations are measured across the changes of summer time.
"""

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
from ..base.errors import InputError
from ..base.i18n import translate
from ..base.written import is_month, month_first_remedy, read_clock, read_moment, read_serial_day
from .settings import TIME_ZONE

NAMED = 5
_FIRST, _LAST = dt.date(1980, 1, 1), dt.date(2060, 1, 1)


@dataclass
class TimeReading:
    """How the times of one field could be read: counts, and the first texts that could not.

    Attributes:
        read, unreadable: values with a time, and texts that are none.
        examples: row and text of the first that could not be read.
        month_first: row and text of the first that proves the month to stand first; "" if none does.
        day_first: texts that prove the day to stand first. halves: texts with AM or PM in which either could.
        with_offset, without_offset: times with and without an offset from UTC.

    """

    read: int = 0
    unreadable: int = 0
    examples: list[tuple[int, str]] = field(default_factory=list)
    month_first: tuple[int, str] = (0, "")
    day_first: int = 0
    halves: list[tuple[int, str]] = field(default_factory=list)
    with_offset: int = 0
    without_offset: int = 0

    def note(self, row: int, text: str) -> None:
        """Remember one unreadable text by its row (1 is the first)."""
        self.unreadable += 1
        if len(self.examples) < NAMED:
            self.examples.append((row, text))


def parse_times(
    values: NDArray[np.object_], reading: TimeReading, first_row: int = 1, time_zone: str = TIME_ZONE
) -> Times:
    """Return (n,) datetime64[s] of the clock of `time_zone` from texts, NaT where empty or unreadable.

    Understood is what `written.read_moment` reads: ISO 8601 and the Danish forms, day first. A time with an offset from
    UTC (Z, +02:00) becomes the zone's own; one without is taken as written there. Values that are times already stay,
    those with a time zone of their own are turned as well. `reading` collects what could not be read.
    """
    codes, distinct = pd.factorize(np.asarray(values, dtype=object))
    counts = np.bincount(codes[codes >= 0], minlength=len(distinct))
    first = np.full(len(distinct), len(codes))
    np.minimum.at(first, codes[codes >= 0], np.flatnonzero(codes >= 0))
    zone = ZoneInfo(time_zone)
    parsed = np.array(["NaT"] * (len(distinct) + 1), dtype="datetime64[s]")
    blank = np.ones(len(distinct) + 1, dtype=bool)
    for place, value in enumerate(distinct):
        text = _text(value)
        blank[place] = not text.strip()
        parsed[place] = _time_of(value, text, int(counts[place]), first_row + int(first[place]), zone, reading)
    times = np.asarray(parsed[codes], dtype="datetime64[s]")
    wrong = np.flatnonzero(np.isnat(times) & ~blank[codes])
    reading.read += int((~np.isnat(times)).sum())
    for row in wrong.tolist():
        reading.note(first_row + row, _text(values[row]))
    return times


def _time_of(
    value: object, text: str, count: int, row: int, zone: ZoneInfo, reading: TimeReading
) -> np.datetime64 | dt.datetime | None:
    """Return the time of one distinct value, and note what it shows of its field."""
    if isinstance(value, dt.datetime):
        reading.with_offset += count if value.tzinfo else 0
        reading.without_offset += 0 if value.tzinfo else count
        return on_clock(value, zone)
    moment = read_moment(text)
    if moment is None:
        return None
    if moment.is_month_first and (not reading.month_first[0] or row < reading.month_first[0]):
        reading.month_first = (row, text)
    reading.day_first += count if moment.order == "day" and moment.day else 0
    if moment.half and moment.order == "either" and len(reading.halves) < NAMED:
        reading.halves.append((row, text))
    wall = moment.wall()
    if wall is None or not 1 <= wall.year <= 9998:
        return None
    if moment.clock is None or moment.offset is None:
        reading.without_offset += count if moment.clock is not None else 0
        return wall
    reading.with_offset += count
    return on_clock(wall.replace(tzinfo=dt.timezone(dt.timedelta(minutes=moment.offset))), zone)


def on_clock(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return the reading of the zone's clock at a moment; one without an offset is such a reading already."""
    moment = moment.replace(microsecond=0)
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def check_readings(layer: str, readings: dict[str, TimeReading]) -> list[str]:
    """Describe the caveats on the times of a layer's fields.

    Raises InputError where a field has the month before the day, or more values that are not times than times.
    """
    notes = []
    for name, reading in readings.items():
        _refuse_month_first(layer, name, reading)
        if reading.unreadable > reading.read:
            raise _no_times(layer, name, reading)
        if reading.unreadable:
            message = translate("Core", "Field “{field}”: {count} values are not dates and count as unknown ({rows}).")
            notes.append(message.format(field=name, count=reading.unreadable, rows=_rows(reading.examples)))
    return notes


def _refuse_month_first(layer: str, name: str, reading: TimeReading) -> None:
    row, text = reading.month_first
    if not row and reading.halves and not reading.day_first:
        row, text = reading.halves[0]
    if row:
        message = translate("Core", "Layer “{layer}”, field “{field}”, row {row}: “{text}”. {remedy}")
        remedy = month_first_remedy()
        raise InputError(message.format(layer=layer, field=name, row=row, text=text, remedy=remedy))


def _no_times(layer: str, name: str, reading: TimeReading) -> InputError:
    texts = [text for _, text in reading.examples]
    if all(is_month(text) for text in texts):
        message = translate(
            "Core",
            "Layer “{layer}”, field “{field}”: {count} values are months without a day ({rows}). Leave the field empty to "
            "count without times, or make a day of them with the field calculator, such as the month's first.",
        )
    elif all(re.fullmatch(r"1?\d{9}(\d{3})?", text) for text in texts):
        message = translate(
            "Core",
            "Layer “{layer}”, field “{field}”: {count} values are seconds or milliseconds since 1970 ({rows}). Make times of "
            'them with the field calculator: datetime_from_epoch("field"), which takes milliseconds.',
        )
    elif all(read_serial_day(text) for text in texts):
        message = translate(
            "Core",
            "Layer “{layer}”, field “{field}”: {count} values are a spreadsheet's numbers for days ({rows}). Format the column "
            "as dates there and save the file again.",
        )
    elif all(read_clock(text) is not None or re.fullmatch(r"\d{1,4}", text) for text in texts):
        message = translate(
            "Core",
            "Layer “{layer}”, field “{field}”: {count} values are times of the day without a date ({rows}). Join date and "
            "time in one field with the field calculator, as 2026-01-31 14:30, and choose that.",
        )
    else:
        message = translate(
            "Core",
            "Layer “{layer}”, field “{field}”: {count} values are not dates ({rows}). Dates are read as 2024-03-31 14:30 or "
            "31-03-2024 14:30. Choose the field with the dates, or leave it empty.",
        )
    return InputError(message.format(layer=layer, field=name, count=reading.unreadable, rows=_rows(reading.examples)))


def _rows(examples: list[tuple[int, str]]) -> str:
    template = translate("Core", "row {row}: “{text}”")
    return "; ".join(template.format(row=row, text=text) for row, text in examples)


def whole_days(values: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return the (n,) mask of values that are days without a clock time: dates, and texts that give none."""
    column: NDArray[Any] = np.asarray(values)
    if column.dtype.kind == "M":
        is_date = np.datetime_data(column.dtype)[0] == "D"
        return ~np.isnat(column) if is_date else np.zeros(len(column), dtype=bool)
    codes, distinct = pd.factorize(column.astype(object))
    return np.array([*(_has_no_clock(value) for value in distinct), False])[codes]


def _has_no_clock(value: object) -> bool:
    if isinstance(value, dt.date):
        return not isinstance(value, dt.datetime)
    moment = read_moment(_text(value))
    return moment is not None and moment.clock is None


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def spread_days(
    start: Times, end: Times, start_is_day: NDArray[np.bool_], end_is_day: NDArray[np.bool_]
) -> tuple[Times, Times]:
    """Return (n,) starts and ends of which a day without a clock is the whole day, not its first second.

    An end on an earlier day is the start in truth: there the start is spread, and the end stays.
    """
    day = np.timedelta64(86_400, "s")
    exchanged = end.astype("datetime64[D]") < start.astype("datetime64[D]")
    opens = np.where(np.isnat(start) & end_is_day, end, np.where(exchanged & start_is_day, start + day, start))
    spread = np.where(end_is_day, end + day, np.where(np.isnat(end) & start_is_day, start + day, end))
    return opens, np.where(exchanged, end, spread)


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
