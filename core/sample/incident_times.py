"""When incidents happen: day of the year and week, hour, and what of it people can tell."""

from __future__ import annotations

import numpy as np

from ..arrays import Floats, Times
from .incident_types import Rhythm

START = np.datetime64("2024-01-01T00:00", "m")
DAYS = 731
_UNKNOWN, _ONLY_FROM, _ONLY_TO = 0.03, 0.015, 0.025


def start_times(rhythm: Rhythm, count: int, rng: np.random.Generator) -> Times:
    """Return (count,) moments in the two years from START, to the minute, by season, weekday and hour."""
    days = START + np.arange(DAYS).astype("timedelta64[D]")
    day = rng.choice(DAYS, size=count, p=_day_weights(days, rhythm))
    hour, spread, weight = np.array(rhythm.peaks).T
    peak = rng.choice(len(weight), size=count, p=weight / weight.sum())
    minutes = np.rint(60.0 * rng.normal(hour[peak], spread[peak])).astype(int) % 1440
    return START + (day * 1440 + minutes).astype("timedelta64[m]")


def _day_weights(days: Times, rhythm: Rhythm) -> Floats:
    """Return (n,) probabilities of the days; every year is a little quieter than the one before."""
    year_day = (days - days.astype("datetime64[Y]")).astype("timedelta64[D]").astype(int)
    season = 1.0 + rhythm.season * np.cos(2 * np.pi * (year_day - 30.4 * (rhythm.peak_month - 0.5)) / 365.25)
    weekday = (days.astype("datetime64[D]").astype(int) + 3) % 7
    weights = season * np.array(rhythm.weekdays)[weekday] * np.linspace(1.05, 0.95, len(days))
    return np.asarray(weights / weights.sum())


def incident_times(began: Times, rhythm: Rhythm, rng: np.random.Generator) -> tuple[Times, Times]:
    """Return the (n,) earliest and latest moments as reported; NaT where one or both are unknown.

    A known moment has from = to. Otherwise the span holds the true moment at a random place, and both ends
    are rounded to five minutes as in reports. A few incidents have no times, or only one of the two.
    """
    if rhythm.known_to == 0.0:
        earliest = began.copy()
        latest = began.copy()
    else:
        span = 60.0 * rhythm.known_to * rng.lognormal(0.0, 0.7, len(began))
        before = span * rng.random(len(began))
        earliest = _five_minutes(began - np.rint(before).astype("timedelta64[m]"))
        latest = _five_minutes(began + np.rint(span - before).astype("timedelta64[m]"))
    fate = rng.random(len(began))
    nothing = np.datetime64("NaT")
    earliest[(fate < _UNKNOWN) | (fate > 1.0 - _ONLY_TO)] = nothing
    latest[fate < _UNKNOWN + _ONLY_FROM] = nothing
    return earliest.astype("datetime64[s]"), latest.astype("datetime64[s]")


def _five_minutes(times: Times) -> Times:
    minutes = times.astype("datetime64[m]").astype(np.int64)
    return (minutes // 5 * 5).astype("datetime64[m]")
