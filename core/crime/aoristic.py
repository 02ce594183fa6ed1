"""Aoristic weights: an incident known only to lie between two times is spread evenly over the hours between them.

Ratcliffe, J. H. (2002): Aoristic signatures and the spatio-temporal analysis of high volume crime patterns.
Journal of Quantitative Criminology 18(1), 23-43.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..base.arrays import Times
from ..base.errors import InputError
from ..base.i18n import translate
from ..geo.geometry import polygonal
from ..geo.point_location import OUTSIDE, owner_of_points
from .caveats import reversed_on_a_day
from .local_time import split_at_clock_changes
from .settings import TIME_ZONE

WEEK_MINUTES = 7 * 24 * 60
QUANTUM = 2.0**-24  # weights are multiples of this, so their sums are exact in any order
_TRIPLES = 1 << 21  # entries worked on at once
_MONDAY = np.datetime64("1970-01-05T00:00:00", "s")
HOURS = 168


def week_minute(times: Times) -> NDArray[np.int64]:
    """Return (n,) minutes since Monday 00:00."""
    return ((times - _MONDAY).astype("timedelta64[s]").astype(np.int64) // 60) % WEEK_MINUTES


def known_intervals(start: Times, end: Times) -> tuple[Times, Times, NDArray[np.bool_]]:
    """Return (n,) starts and ends in order, and which had to be swapped.

    Where only one end is known it stands for both; where neither is, both stay NaT. An end before its start on the same
    day, as of a night whose end was given the day of its start, tells the day but no time of it: the start stays and
    the end is NaT, so only incidents with an end have a known time of day.
    """
    low = np.where(np.isnat(start), end, start)
    high = np.where(np.isnat(end), start, end)
    unknown = reversed_on_a_day(low, high)
    swapped = (high < low) & ~unknown
    low, high = np.where(swapped, high, low), np.where(swapped, low, high)
    high[unknown] = np.datetime64("NaT")
    return low, high, swapped


def week_weights(
    start: Times, end: Times, bin_minutes: int, time_zone: str
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.float64]]]:
    """Yield (incident, bin, weight) triples; the weights of each incident sum to one exactly.

    Args:
        start: (n,) local times, none missing.
        end: (n,) local times, not before the start. Equal times have all their weight in one bin.
        bin_minutes: width of a bin of the week: 60 for hours (168 bins), 360 for dayparts (28 bins).
        time_zone: IANA name; the hour that a summer-time change skips gets nothing, the doubled one twice as much.

    """
    bins = WEEK_MINUTES // bin_minutes
    whole = (end - start).astype("timedelta64[m]").astype(np.int64)
    cost = np.minimum(whole // bin_minutes, bins) + 2
    group = np.cumsum(cost) // _TRIPLES
    for number in np.unique(group):
        rows = np.flatnonzero(group == number)
        owner, opens, closes = split_at_clock_changes(start[rows], end[rows], time_zone)
        position, place, minutes = _minutes(owner, opens, closes, bin_minutes)
        yield rows[position], place, _quantised(position, minutes, len(rows))


def _minutes(
    owner: NDArray[np.intp], opens: Times, closes: Times, width: int
) -> tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.int64]]:
    """Return the minutes that each piece spends in each bin of the week; equal bins of a piece may repeat."""
    bins = WEEK_MINUTES // width
    begin = week_minute(opens)
    length = (closes - opens).astype("timedelta64[s]").astype(np.int64) // 60
    weeks, rest = np.divmod(length, WEEK_MINUTES)
    long = np.flatnonzero(weeks)
    touched = (begin % width + rest + width - 1) // width
    touched = np.maximum(touched, 1)
    piece = np.repeat(np.arange(len(owner)), touched)
    step = np.arange(len(piece)) - np.repeat(np.cumsum(touched) - touched, touched)
    low = np.maximum((begin[piece] // width + step) * width, begin[piece])
    high = np.minimum((begin[piece] // width + step + 1) * width, begin[piece] + rest[piece])
    everywhere = np.tile(np.arange(bins), len(long))
    return (
        np.concatenate([owner[piece], np.repeat(owner[long], bins)]),
        np.concatenate([(begin[piece] // width + step) % bins, everywhere]),
        np.concatenate([high - low, np.repeat(weeks[long] * width, bins)]),
    )


def _quantised(position: NDArray[np.intp], minutes: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """Return the minutes as shares of each incident's total, rounded down to QUANTUM; the first entry takes the rest."""
    total = np.bincount(position, minutes, minlength=count)
    instant = total[position] == 0
    shares = np.where(instant, 0.0, minutes / np.where(instant, 1.0, total[position]))
    weights = np.floor(shares / QUANTUM) * QUANTUM
    first = np.zeros(count, dtype=np.int64)
    first[position[::-1]] = np.arange(len(position))[::-1]
    weights[first] += 1.0 - np.bincount(position, weights, minlength=count)
    return np.asarray(weights, dtype=np.float64)


def incidents_by_hour(
    points: NDArray[np.object_],
    start: Times,
    end: Times,
    area: NDArray[np.object_],
    time_zone: str = TIME_ZONE,
) -> tuple[NDArray[np.float64], float]:
    """Return (168,) aoristic weights by hour of the week, Monday 00–01 first, and the weeks the incidents span.

    Args:
        points: (n,) places in metres.
        start: (n,) earliest possible local times, NaT where unknown.
        end: (n,) latest possible local times, NaT where unknown.
        area: polygons; incidents outside do not count.
        time_zone: IANA name.

    Raises:
        InputError: no incident inside has a known time.

    """
    low, high, _ = known_intervals(start, end)
    inside = owner_of_points(points, polygonal(area)) != OUTSIDE
    known = inside & ~np.isnat(high)
    if not known.any():
        raise InputError(
            translate("Core", "No incident in the sectors has a readable time. Choose the field with the times.")
        )
    week = np.zeros(HOURS)
    for _, hour, weight in week_weights(low[known], high[known], 60, time_zone):
        week += np.bincount(hour, weight, HOURS)
    days = low[known].astype("datetime64[D]")
    return week, (float((days.max() - days.min()).astype(int)) + 1.0) / 7.0
