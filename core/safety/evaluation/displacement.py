"""Did crime fall more than elsewhere, and did it move next door? The measures used in evaluations of place.

* Weighted displacement difference: A. P. Wheeler and J. H. Ratcliffe, *A simple weighted displacement difference test to
  evaluate place based crime interventions*, Crime Science 7:11 (2018); weights for time, area and harm by Wheeler.
* Weighted displacement quotient: K. J. Bowers and S. D. Johnson, *Measuring the geographical displacement and diffusion
  of benefit effects of crime prevention activity*, J. Quant. Criminol. 19 (2003).
* Relative effect size (odds ratio): D. P. Farrington, M. Gill, S. J. Waples and J. Argomaniz, J. Exp. Criminol. 3 (2007).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import stats


@dataclass(frozen=True)
class Counted:
    """Incidents of one area before and after.

    `before_squares` and `after_squares` are the sums of squared weights where incidents are weighted (by harm); without
    them each incident counts one, and the sums equal the counts. `weight` divides both, for areas of unlike size.
    """

    before: float
    after: float
    weight: float = 1.0
    before_squares: float | None = None
    after_squares: float | None = None

    def change(self, before_time: float, after_time: float) -> float:
        """Return after less before, each per unit of time and weight."""
        return (self.after / after_time - self.before / before_time) / self.weight

    def variance(self, before_time: float, after_time: float) -> float:
        """Return the variance of the change, the counts being Poisson."""
        before = self.before if self.before_squares is None else self.before_squares
        after = self.after if self.after_squares is None else self.after_squares
        return (after / after_time**2 + before / before_time**2) / self.weight**2


NOTHING = Counted(0.0, 0.0)


@dataclass(frozen=True)
class Areas:
    """The counts of an evaluation; an area that there is none of counts nothing."""

    target: Counted
    comparison: Counted = NOTHING
    displacement: Counted = NOTHING
    displacement_comparison: Counted = NOTHING
    before_time: float = 1.0
    after_time: float = 1.0


@dataclass(frozen=True)
class DifferenceEstimate:
    """An estimate in incidents, its standard error, z, and the ends of its interval."""

    estimate: float
    error: float
    z: float
    low: float
    high: float


def weighted_displacement_difference(areas: Areas, confidence: float = 0.95) -> DifferenceEstimate:
    """Estimate the incidents above (fewer: negative) those expected from the comparison areas, with its interval.

    The weighted displacement difference of Wheeler and Ratcliffe (2018), at a `confidence` from 0 to 1. In incidents per
    unit of `after_time` and of the weights: with before_time = days before / days after and after_time = 1 it counts
    incidents in a period as long as the one after.
    """
    return _difference(*_estimate(areas), confidence)


def displacement_quotient(areas: Areas) -> float | None:
    """Return the weighted displacement quotient (Bowers and Johnson 2003), None where it has no meaning.

    Above 0: the surroundings gained too (diffusion of benefit). From 0 to −1: some of the gain was lost to displacement;
    below −1 more was lost than gained. It has no meaning where the target did not improve on the comparison, or
    where the comparison had no crime.
    """
    a, b, c = areas.target, areas.displacement, areas.comparison
    if min(c.before, c.after) <= 0 or b == NOTHING:
        return None
    success = a.after / c.after - a.before / c.before
    return (b.after / c.after - b.before / c.before) / success if success < 0 else None


def net_effect(areas: Areas) -> float | None:
    """Return the incidents prevented in target and surroundings together (total net effect), None without comparison."""
    a, b, c = areas.target, areas.displacement, areas.comparison
    if c.before <= 0:
        return None
    trend = c.after / c.before
    return (a.before * trend - a.after) + (b.before * trend - b.after)


@dataclass(frozen=True)
class OddsRatio:
    """Relative effect size: above 1 the target did better than the comparison."""

    low: float
    estimate: float
    high: float
    shifted: bool


def odds_ratio(areas: Areas, confidence: float = 0.95) -> OddsRatio | None:
    """Return ad / bc (target before a, after b; comparison before c, after d) with its interval on the log scale.

    The relative effect size of Farrington et al. (2007), at a `confidence` from 0 to 1. Where one of the four is zero, ½
    is added to each (Haldane 1956, Anscombe 1956) and `shifted` is true. None where the comparison, or the target,
    had no crime in either period.
    """
    cells = [areas.target.before, areas.target.after, areas.comparison.before, areas.comparison.after]
    if cells[0] + cells[1] == 0 or cells[2] + cells[3] == 0:
        return None
    shifted = min(cells) == 0
    a, b, c, d = (cell + 0.5 if shifted else cell for cell in cells)
    middle = math.log(a * d / (b * c))
    reach = float(stats.norm.ppf(0.5 + confidence / 2)) * math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return OddsRatio(math.exp(middle - reach), math.exp(middle), math.exp(middle + reach), shifted)


def _estimate(areas: Areas) -> tuple[float, float]:
    """Return the difference of differences and its variance."""
    times = areas.before_time, areas.after_time
    parts = (areas.target, areas.comparison, areas.displacement, areas.displacement_comparison)
    changes = [part.change(*times) for part in parts]
    estimate = changes[0] - changes[1] + changes[2] - changes[3]
    return estimate, sum(part.variance(*times) for part in parts)


def _difference(estimate: float, variance: float, confidence: float) -> DifferenceEstimate:
    error = math.sqrt(variance)
    reach = float(stats.norm.ppf(0.5 + confidence / 2)) * error
    return DifferenceEstimate(estimate, error, estimate / error if error else 0.0, estimate - reach, estimate + reach)
