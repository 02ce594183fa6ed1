"""What was true before: whether target and comparison moved alike, and whether the start was unusually high."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from ...crime.rates import FEW, rate_ratio, rate_test

LEAST_MONTHS = 6
_ROUNDS = 50
_SUSPICIOUS = 0.10
_SURE = 0.05


@dataclass(frozen=True)
class TrendCheck:
    """Whether two areas moved alike before.

    Attributes:
        state: alike (no sign of different trends, which does not prove that there are none), apart, or too_few.
        monthly_percent: how much faster the target grew than the comparison, percent a month; NaN where too few.
        p: of equal trends.

    """

    state: Literal["alike", "apart", "too_few"]
    monthly_percent: float
    p: float


def parallel_trends(target: NDArray[np.int64], comparison: NDArray[np.int64]) -> TrendCheck:
    """Compare the monthly counts of two areas before the start.

    Given both together, a month's incidents fall in the target with a probability whose logit is linear in time
    where the (log-linear Poisson) trends differ by a constant factor a month; the slope is tested by its likelihood ratio.

    Args:
        target: (m,) counts of whole months in a row.
        comparison: (m,) counts of the same months.

    """
    both = target + comparison
    if (both > 0).sum() < LEAST_MONTHS or min(target.sum(), comparison.sum()) < FEW:
        return TrendCheck("too_few", math.nan, math.nan)
    month = np.arange(len(target)) - (len(target) - 1) / 2
    flat, _ = _fit(np.ones((len(target), 1)), target, both)
    sloped, coefficients = _fit(np.column_stack([np.ones(len(target)), month]), target, both)
    p = float(stats.chi2.sf(max(0.0, 2 * (sloped - flat)), 1))
    percent = 100.0 * math.expm1(coefficients[1])
    return TrendCheck("apart" if p < _SUSPICIOUS else "alike", percent, p)


def _fit(
    design: NDArray[np.float64], successes: NDArray[np.int64], trials: NDArray[np.int64]
) -> tuple[float, NDArray[np.float64]]:
    """Return the log-likelihood and coefficients of a binomial logit model (Newton's method)."""
    coefficients = np.zeros(design.shape[1])
    for _ in range(_ROUNDS):
        chance = special.expit(design @ coefficients)
        weight = trials * chance * (1 - chance)
        step = np.linalg.lstsq(design.T @ (design * weight[:, None]), design.T @ (successes - trials * chance), None)[0]
        coefficients = coefficients + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-10:
            break
    logit = design @ coefficients
    return float((successes * logit - trials * np.logaddexp(0, logit)).sum()), coefficients


@dataclass(frozen=True)
class PeakCheck:
    """Whether the last part of the time before was unusually high.

    Attributes:
        peaked: the later half was higher than the earlier, with p below a tenth.
        expected_percent: the fall that a mere return to the earlier half's level would bring, percent (negative).
        p: of equal rates in both halves.

    """

    peaked: bool
    expected_percent: float
    p: float


def regression_to_the_mean(target: NDArray[np.int64]) -> PeakCheck | None:
    """Compare the later half of the (m,) monthly counts before with the earlier; None where there are too few."""
    half = len(target) // 2
    if half < LEAST_MONTHS // 2 or target.sum() < FEW:
        return None
    earlier, later = int(target[:-half].sum()), int(target[-half:].sum())
    months = len(target) - half
    p = rate_test(earlier, later, months, half)
    higher = later / half > earlier / months
    _, ratio, _ = rate_ratio(later, earlier, half, months)
    return PeakCheck(higher and p < _SUSPICIOUS, 100.0 * (ratio - 1.0) if higher else 0.0, p)


@dataclass(frozen=True)
class SpreadCheck:
    """Whether monthly counts vary more than chance would have it.

    Attributes:
        excess: variance over what chance gives; 1 is chance.
        p: of so much spread by chance.

    """

    excess: float
    p: float

    @property
    def beyond_chance(self) -> bool:
        """Return True if the spread is significant: counts are then divided by the excess wherever they are judged."""
        return self.p < _SURE

    @property
    def counted_excess(self) -> float:
        """Return the excess that is counted in: 1 where chance explains the spread."""
        return max(1.0, self.excess) if self.beyond_chance else 1.0


def spread(target: NDArray[np.int64], comparison: NDArray[np.int64] | None = None) -> SpreadCheck | None:
    """Return the index of dispersion of the months before (Fisher 1925), None where there are too few.

    Against a comparison what counts is how the target's share of both varies: a month with more crime everywhere cancels.

    Args:
        target: (m,) counts of whole months in a row.
        comparison: (m,) counts of the same months; None without a comparison.

    """
    if comparison is not None:
        both = target + comparison
        share = target.sum() / max(1, both.sum())
        kept = both > 0
        if kept.sum() >= LEAST_MONTHS and min(target.sum(), comparison.sum()) >= kept.sum():
            expected = both[kept] * share
            return _dispersion(((target[kept] - expected) ** 2 / (expected * (1 - share))).sum(), int(kept.sum()) - 1)
    if len(target) < LEAST_MONTHS or target.mean() < 1:
        return None
    return _dispersion(((target - target.mean()) ** 2).sum() / target.mean(), len(target) - 1)


def _dispersion(statistic: float, freedom: int) -> SpreadCheck:
    return SpreadCheck(float(statistic) / freedom, float(stats.chi2.sf(statistic, freedom)))


def seasons_match(before_months: set[int], after_months: set[int]) -> bool:
    """Return True if both periods cover the same months of the year (1 to 12)."""
    return before_months == after_months
