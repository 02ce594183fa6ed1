"""Local time with summer-time changes: how long it really was between two readings of the clock on the wall."""

from __future__ import annotations

import datetime as dt
import functools
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from ..arrays import Times

_FIRST, _LAST = dt.date(1980, 1, 1), dt.date(2060, 1, 1)


@functools.cache
def changes(time_zone: str) -> tuple[Times, Times]:
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


def pieces(start: Times, end: Times, time_zone: str) -> tuple[NDArray[np.intp], Times, Times]:
    """Return intervals of the wall clock cut at the changes of the clocks, so that each piece has its real length.

    Args:
        start: (n,) local times, none missing; a time that occurs twice in autumn is the first.
        end: (n,) local times, not before the start.
        time_zone: IANA name.

    Returns:
        The interval each piece belongs to, ascending, and the piece's start and end.

    """
    before, after = changes(time_zone)
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
