"""Who is on duty when: whole officers to overlapping shifts on weekdays 07–23, as incidents fall over the day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.i18n import translate

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
