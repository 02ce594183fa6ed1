"""Incidents over the hours of the week in some area."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..arrays import Times
from ..errors import InputError
from ..geometry import polygonal
from ..language import translate
from ..point_location import OUTSIDE, owner_of_points
from .aoristic import known_intervals, week_weights

HOURS = 168


def incidents_by_hour(
    points: NDArray[np.object_],
    start: Times,
    end: Times,
    area: NDArray[np.object_],
    time_zone: str = "Europe/Copenhagen",
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
