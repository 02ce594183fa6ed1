"""Counts and rates with exact Poisson uncertainty; below a handful nothing is said."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy import stats

FEW = 5  # incidents below which nothing is said
_SPREAD = 12.0  # standard deviations of a count that are summed over; what is left out is below 1e-15
_LARGEST_EXACT = 20_000


def too_few(*counts: float) -> bool:
    """Return True if all counts are below FEW: the figure that rests on them is suppressed."""
    return max(counts) < FEW


def poisson_interval(count: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the exact interval of a Poisson mean at a `confidence` (0 to 1) (Garwood 1936)."""
    tail = (1.0 - confidence) / 2.0
    low = stats.chi2.ppf(tail, 2 * count) / 2.0 if count else 0.0
    return float(low), float(stats.chi2.ppf(1.0 - tail, 2 * count + 2) / 2.0)


def rate_ratio(
    before: int, after: int, before_time: float, after_time: float, confidence: float = 0.95
) -> tuple[float, float, float]:
    """Return (low, estimate, high) of the rate after over the rate before, exact given their sum.

    The later count is binomial given the sum of both (Przyborowski and Wilenski 1940); its share has a Clopper-Pearson
    interval. The estimate is NaN and the upper end infinite where nothing happened before.

    Args:
        before: incidents before.
        after: incidents after.
        before_time: length of the period before, in any unit of time.
        after_time: length of the period after, in the same unit.
        confidence: of the interval, 0 to 1.

    """
    total, tail = before + after, (1.0 - confidence) / 2.0
    scale = before_time / after_time
    low = float(stats.beta.ppf(tail, after, before + 1)) if after else 0.0
    high = float(stats.beta.ppf(1.0 - tail, after + 1, before)) if before else 1.0
    if total == 0:
        return 0.0, math.nan, math.inf
    estimate = scale * after / before if before else math.nan
    return scale * low / (1.0 - low), estimate, scale * high / (1.0 - high) if high < 1.0 else math.inf


def percent_change(ratio: float) -> float:
    """Return a ratio of rates as a change in percent; infinite stays infinite, NaN stays NaN."""
    return 100.0 * (ratio - 1.0)


def rate_test(before: int, after: int, before_time: float, after_time: float) -> float:
    """Return the two-sided p of equal rates: the E-test of Krishnamoorthy and Thomson (2004) on the score statistic.

    The times are the lengths of both periods in one unit. 1 where nothing happened at all. Above _LARGEST_EXACT
    incidents the normal limit of the same statistic is used, which differs by less than 0.001 there.
    """
    total = before + after
    if total == 0:
        return 1.0
    observed = abs(_score(np.array([before]), np.array([after]), before_time, after_time)[0])
    if total > _LARGEST_EXACT:
        return float(2.0 * stats.norm.sf(observed))
    pooled = total / (before_time + after_time)
    first, second = (_likely(pooled * time) for time in (before_time, after_time))
    weights = stats.poisson.pmf(second, pooled * after_time)
    p = 0.0
    for count, weight in zip(first, stats.poisson.pmf(first, pooled * before_time), strict=True):
        extreme = np.abs(_score(np.full_like(second, count), second, before_time, after_time)) >= observed * (1 - 1e-12)
        p += weight * float(weights[extreme].sum())
    return min(1.0, p)


def _likely(mean: float) -> NDArray[np.int64]:
    reach = _SPREAD * math.sqrt(mean) + 30.0
    return np.arange(max(0, math.floor(mean - reach)), math.ceil(mean + reach) + 1)


def _score(
    before: NDArray[np.int64], after: NDArray[np.int64], before_time: float, after_time: float
) -> NDArray[np.float64]:
    """Return the difference of the rates in standard errors under equal rates; 0 where nothing happened."""
    pooled = (before + after) / (before_time + after_time)
    spread = np.sqrt(pooled * (1.0 / before_time + 1.0 / after_time))
    return np.where(spread > 0, (after / after_time - before / before_time) / np.where(spread > 0, spread, 1.0), 0.0)
