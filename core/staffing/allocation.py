"""Whole officers to sectors in proportion to their load: apportionment with a floor.

The three rules are those of M. L. Balinski and H. P. Young, *Fair Representation* (2nd ed., 2001). Each gives
officers one at a time to the sector with the strongest claim, starting from the floor; among all whole-number
allocations that respect the floor this makes the smallest

* Σ (officers − quota)² for largest remainder (Hamilton),
* Σ load · (officers/load − total officers/total load)² for Sainte-Laguë (Webster),
* Σ officers · (load/officers − total load/total officers)² for Huntington–Hill,

where quota = total officers · load / total load. Claims are compared as exact fractions, so ties are true ties.

Over the day, whole officers go to overlapping shifts on weekdays 07–23, as incidents fall.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InfeasibleError, InputError, Reason
from ..base.i18n import translate
from .settings import METHODS, Method

Claim = Callable[[Fraction, int, Fraction], tuple[bool, Fraction]]
Rank = tuple[bool, Fraction, Fraction, int]


def allocate(
    load: NDArray[np.float64], officers: int, minimum: int = 2, method: Method = "sainte_lague"
) -> NDArray[np.int64]:
    """Return (k,) whole officers per sector, at least `minimum` each, `officers` in all.

    Ties go to the larger load, then to the sector that comes first.

    Args:
        load: (k,) workload of each sector in any one unit, zero or more.
        officers: number to share out.
        minimum: floor for every sector.
        method: rule of apportionment, one of METHODS.

    Raises:
        InputError: a load is missing or negative, or all are zero.
        InfeasibleError: officers < minimum × sectors.

    """
    claims = Claims(load, officers, minimum, method)
    given = [minimum] * len(load)
    queue = [(claims.rank(sector, minimum), sector) for sector in range(len(load))]
    heapq.heapify(queue)
    for _ in range(officers - minimum * len(load)):
        sector = queue[0][1]
        given[sector] += 1
        heapq.heapreplace(queue, (claims.rank(sector, given[sector]), sector))
    return np.array(given, dtype=np.int64)


class Claims:
    """How strongly each sector claims an officer under a rule of apportionment."""

    def __init__(self, load: NDArray[np.float64], officers: int, minimum: int, method: Method) -> None:
        """Check what `allocate` is given; it says what is raised."""
        self._loads = _exact(load)
        _check_feasible(len(self._loads), officers, minimum)
        self._fair = Fraction(sum(self._loads), officers)
        self._claim = _CLAIMS[method]

    def rank(self, sector: int, given: int) -> Rank:
        """Return a key for the sector's claim to one more than `given` officers; the smallest key comes first."""
        first, claim = self._claim(self._loads[sector], given, self._fair)
        return not first, -claim, -self._loads[sector], sector


def load_per_officer(load: NDArray[np.float64], officers: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return (k,) load per officer, NaN where a sector has no officer."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(officers > 0, load / np.where(officers > 0, officers, 1), np.nan)


def _exact(load: NDArray[np.float64]) -> list[Fraction]:
    values = np.asarray(load, dtype=float)
    wrong = np.flatnonzero(~np.isfinite(values) | (values < 0))
    if len(wrong):
        message = translate("Core", "Sector number {row} has the workload {value}; it must be zero or more.")
        raise InputError(message.format(row=int(wrong[0]) + 1, value=values[wrong[0]]))
    if not values.any():
        raise InputError(translate("Core", "No sector has any workload, so there is nothing to share officers out by."))
    return [Fraction(value) for value in values.tolist()]


def _check_feasible(sectors: int, officers: int, minimum: int) -> None:
    if officers < minimum * sectors:
        message = translate(
            "Core",
            "{officers} officers are too few: {sectors} sectors with at least {minimum} each need {needed}. "
            "Give {missing} more officers, or make fewer sectors.",
        )
        needed = minimum * sectors
        text = message.format(
            officers=officers, sectors=sectors, minimum=minimum, needed=needed, missing=needed - officers
        )
        raise InfeasibleError([Reason(text)])


def _sainte_lague(load: Fraction, given: int, _fair: Fraction) -> tuple[bool, Fraction]:
    return False, load / (2 * given + 1)


def _huntington_hill(load: Fraction, given: int, _fair: Fraction) -> tuple[bool, Fraction]:
    """Return the claim squared, which orders alike; a sector without officers and with a load comes first."""
    return (load > 0, load) if given == 0 else (False, load * load / (given * (given + 1)))


def _largest_remainder(load: Fraction, given: int, fair: Fraction) -> tuple[bool, Fraction]:
    return False, load / fair - given


_CLAIMS: dict[Method, Claim] = dict(zip(METHODS, (_sainte_lague, _huntington_hill, _largest_remainder), strict=True))


FIRST_HOUR, LAST_HOUR, SHIFT_HOURS = 7, 23, 8
STARTS = (7, 11, 15)
_WEEKDAYS = 5
_DAY_HOURS = 24


@dataclass(frozen=True)
class ShiftPattern:
    """A weekday's shifts.

    Attributes:
        counts: officers starting at each of STARTS, working SHIFT_HOURS.
        incidents: (16,) incidents an average weekday from 07 to 23, by hour.
        present: (16,) officers present, by hour.
        outside_percent: of the weekdays' incidents, those from 23 to 07.
        weekend_percent: of all incidents, those on Saturdays and Sundays.

    """

    counts: tuple[int, ...]
    incidents: NDArray[np.float64]
    present: NDArray[np.int64]
    outside_percent: float
    weekend_percent: float


def shift_pattern(week: NDArray[np.float64], weeks: float, officers: int) -> ShiftPattern:
    """Return the pattern whose officers are spread over the day most like the incidents.

    Every count for the three shifts is tried; the one with the least sum of squared differences between an hour's share
    of officer hours and its share of incidents is taken, provided somebody is always there. Of equals the one with
    more early officers.

    Args:
        week: (168,) incidents by hour of the week, Monday 00–01 first; times that are uncertain spread over their span.
        weeks: how many weeks they come from.
        officers: on duty on a weekday.

    Raises:
        InputError: there are fewer than two officers, or no incident falls on a weekday from 07 to 23.

    """
    days = week.reshape(7, _DAY_HOURS)
    by_hour = days[:_WEEKDAYS].sum(axis=0)
    open_hours = by_hour[FIRST_HOUR:LAST_HOUR]
    if officers < 2:
        raise InputError(translate("Core", "Two officers on duty are the least that can cover 07 to 23."))
    if not open_hours.sum() > 0:
        raise InputError(
            translate("Core", "No incident falls on a weekday from 07 to 23; there is nothing to plan by.")
        )
    wanted = open_hours / open_hours.sum()
    choices = np.array([(a, b, officers - a - b) for a in range(officers, -1, -1) for b in range(officers - a + 1)])
    present = choices @ _presence()
    covered = present.min(axis=1) > 0
    shares = present[covered] / present[covered].sum(axis=1, keepdims=True)
    best = int(np.argmin(((shares - wanted) ** 2).sum(axis=1).round(12)))
    return ShiftPattern(
        tuple(int(count) for count in choices[covered][best]),
        open_hours / (_WEEKDAYS * weeks),
        present[covered][best],
        100.0 * (1.0 - float(open_hours.sum() / by_hour.sum())),
        100.0 * float(days[_WEEKDAYS:].sum() / week.sum()),
    )


def _presence() -> NDArray[np.int64]:
    """Return (shifts, hours): 1 where a shift covers the hour."""
    hours = np.arange(FIRST_HOUR, LAST_HOUR)
    return np.array([(hours >= start) & (hours < start + SHIFT_HOURS) for start in STARTS], dtype=np.int64)
