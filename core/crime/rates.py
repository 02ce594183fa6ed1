"""Counts and rates with exact Poisson uncertainty; below a handful nothing is said."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import optimize, special, stats

FEW = 5  # incidents below which nothing is said
_SPREAD = 10.0  # standard deviations that are summed over on either side; what is left out is below 1e-9
_FARTHEST = 700.0  # log of the largest ratio that is looked for


def too_few(*counts: float) -> bool:
    """Return True if all counts are below FEW: the figure that rests on them is suppressed."""
    return max(counts) < FEW


def poisson_interval(count: int, confidence: float = 0.95) -> tuple[float, float]:
    """Return the exact interval of a Poisson mean at a `confidence` (0 to 1) (Garwood 1936)."""
    tail = (1.0 - confidence) / 2.0
    low = stats.chi2.ppf(tail, 2 * count) / 2.0 if count else 0.0
    return float(low), float(stats.chi2.ppf(1.0 - tail, 2 * count + 2) / 2.0)


def rate_ratio(
    before: float, after: float, before_time: float, after_time: float, confidence: float = 0.95
) -> tuple[float, float, float]:
    """Return (low, estimate, high) of the rate after over the rate before, exact given their sum.

    The later count is binomial given the sum of both (Przyborowski and Wilenski 1940); its share has a Clopper-Pearson
    interval. The estimate is NaN and the upper end infinite where nothing happened before.

    Args:
        before: incidents before; divided by their excess variance where they vary more than chance (quasi-Poisson).
        after: incidents after, likewise.
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


def rate_test(before: float, after: float, before_time: float, after_time: float) -> float:
    """Return the two-sided p of equal rates, exact given the sum of both counts: the test that `rate_ratio` inverts.

    Twice the smaller tail of the later count's binomial distribution (Przyborowski and Wilenski 1940): p is below 1 less
    the confidence exactly where the interval excludes 1. 1 where nothing happened at all.

    Args:
        before: incidents before, as `rate_ratio` takes them.
        after: incidents after.
        before_time: length of the period before, in any unit of time.
        after_time: length of the period after, in the same unit.

    """
    fewer, more = rate_tails(before, after, before_time / after_time)
    return min(1.0, 2.0 * min(float(fewer), float(more)))


def rate_tails(
    before: ArrayLike, after: ArrayLike, time_ratio: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the chances of as few, and of as many, incidents after as (n,) `after` with equal rates, given the sums.

    Args:
        before: (n,) incidents before.
        after: (n,) incidents after.
        time_ratio: length of the period before over that after.

    """
    earlier, later = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    share = 1.0 / (1.0 + time_ratio)
    fewer = np.where(earlier > 0, special.betainc(np.maximum(earlier, 1e-300), later + 1.0, 1.0 - share), 1.0)
    more = np.where(later > 0, special.betainc(np.maximum(later, 1e-300), earlier + 1.0, share), 1.0)
    return fewer, more


def relative_ratio(
    before: float, after: float, other_before: float, other_after: float, confidence: float = 0.95
) -> tuple[float, float]:
    """Return (low, high) of the ratio after / before against that of another area, exact given the sums.

    Given each area's sum and each period's, the later count has Fisher's noncentral hypergeometric distribution (Cornfield
    1956); the lengths of the periods cancel. Infinite, or 0, where the counts set no bound. Counts may be divided by
    their excess variance: the distribution then lives on the lattice through the counts observed.

    Args:
        before: incidents before.
        after: incidents after.
        other_before: incidents before in the other area.
        other_after: incidents after in the other area.
        confidence: of the interval, 0 to 1.

    """
    lattice, tail = _lattice(before, after, other_before, other_after), (1.0 - confidence) / 2.0
    nearest = math.log((after + 0.5) * (other_before + 0.5) / ((before + 0.5) * (other_after + 0.5)))

    def end(side: int, away: float) -> float:
        """Return the ratio at which a tail (0 as few, 1 as many) is as small as the confidence has it."""

        def gap(log_ratio: float) -> float:
            return float(_tails(*lattice, log_ratio)[side][0]) - tail

        inner, outer, reach = nearest, nearest + away, 1.0
        while gap(inner) <= 0:
            inner -= away * reach
            reach *= 2.0
        while gap(outer) >= 0:
            if abs(outer) > _FARTHEST:
                return math.inf if away > 0 else 0.0
            inner, outer = outer, nearest + 2.0 * (outer - nearest)
        return math.exp(optimize.brentq(gap, inner, outer, xtol=1e-13, rtol=1e-13))

    return end(1, -1.0), end(0, 1.0)


def relative_test(before: float, after: float, other_before: float, other_after: float) -> float:
    """Return the two-sided p of equal ratios after / before in two areas: the test that `relative_ratio` inverts.

    Twice the smaller tail of Fisher's exact test, at most 1. The counts are those of `relative_ratio`.
    """
    fewer, more = relative_tails(before, after, other_before, other_after)
    return min(1.0, 2.0 * min(float(fewer[0]), float(more[0])))


def relative_tails(
    before: ArrayLike, after: ArrayLike, other_before: ArrayLike, other_after: ArrayLike, log_ratio: float = 0.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the chances of as few, and of as many, incidents after as (n,) `after`, given all sums and the true ratio.

    Args:
        before: (n,) incidents before.
        after: (n,) incidents after.
        other_before: (n,) incidents before in the other area.
        other_after: (n,) incidents after in the other area.
        log_ratio: logarithm of the true ratio after / before against that of the other area.

    """
    return _tails(*_lattice(before, after, other_before, other_after), log_ratio)


def _lattice(*counts: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the (k,) steps from the later count observed in the middle, and the (n, k) log weights of equal ratios.

    Given the sums, one count sets the other three; each is at least 0 where counts are whole, else above −1.
    """
    earlier, later, other_earlier, other_later = (np.asarray(count, dtype=float).reshape(-1, 1) for count in counts)
    room = sum(1.0 / (count + 1.0) for count in (earlier, later, other_earlier, other_later))
    reach = math.ceil(_SPREAD / math.sqrt(float(np.min(room)))) + 30
    step = np.arange(-reach, reach + 1.0)
    weight = np.zeros((max(map(len, (earlier, later, other_earlier, other_later))), len(step)))
    for start, sign in ((later, 1.0), (earlier, -1.0), (other_later, -1.0), (other_earlier, 1.0)):
        weight -= special.gammaln(np.maximum(start + sign * step, -1.0) + 1.0)
    return step, weight


def _tails(
    step: NDArray[np.float64], weight: NDArray[np.float64], log_ratio: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    weight = weight + step * log_ratio
    chance = np.exp(weight - weight.max(axis=1, keepdims=True))
    middle, total = len(step) // 2, chance.sum(axis=1)
    return chance[:, : middle + 1].sum(axis=1) / total, chance[:, middle:].sum(axis=1) / total
