"""Did crime fall more than elsewhere, and did it move next door? The measures used in evaluations of place.

* Change against what was to be expected: the ratio after / before against that of the comparison, conditional on the sums
  (Cornfield 1956); without a comparison against the lengths of the periods (Przyborowski and Wilenski 1940). p and interval
  are one test. Where counts vary more than chance they are divided by their excess variance (J. M. Ver Hoef and P. L. Boveng,
  *Quasi-Poisson vs. negative binomial regression*, Ecology 88, 2007).
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

from ...crime.rates import rate_ratio, rate_test, relative_ratio, relative_test

_ALIKE = 2.0  # times that the levels of two areas may differ for their changes in number to be compared


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

    @property
    def squares(self) -> tuple[float, float]:
        """Return the sums of squared weights before and after: the variances of the counts, these being Poisson."""
        before = self.before if self.before_squares is None else self.before_squares
        return before, self.after if self.after_squares is None else self.after_squares

    @property
    def empty(self) -> bool:
        """Return True if nothing happened in either period."""
        return self.before + self.after == 0

    def change(self, before_time: float, after_time: float) -> float:
        """Return after less before, each per unit of time and weight."""
        return (self.after / after_time - self.before / before_time) / self.weight

    def variance(self, before_time: float, after_time: float) -> float:
        """Return the variance of the change, the counts being Poisson."""
        before, after = self.squares
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

    @property
    def p(self) -> float:
        """Return the two-sided p of no difference, by the normal limit that the interval rests on."""
        return math.erfc(abs(self.z) / math.sqrt(2))


def weighted_displacement_difference(areas: Areas, confidence: float = 0.95, excess: float = 1.0) -> DifferenceEstimate:
    """Estimate the incidents above (fewer: negative) those expected from the comparison areas, with its interval.

    The weighted displacement difference of Wheeler and Ratcliffe (2018), at a `confidence` from 0 to 1. In incidents per
    unit of `after_time` and of the weights: with before_time = days before / days after and after_time = 1 it counts
    incidents in a period as long as the one after. It compares changes in number, so areas must be alike in level
    (`alike_in_level`). The variance is `excess` times what chance gives.
    """
    estimate, variance = _estimate(areas)
    return _difference(estimate, excess * variance, confidence)


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


def alike_in_level(areas: Areas) -> bool:
    """Return True if no area has over twice as many incidents before (by weight) as the one that it is compared with.

    Changes in number compare areas of one level only: where all crime falls by a fifth, it falls by more in the larger.
    """
    pairs = (areas.target, areas.comparison), (areas.displacement, areas.displacement_comparison)
    for one, other in pairs:
        levels = sorted((one.before / one.weight, other.before / other.weight))
        if levels[1] > _ALIKE * levels[0]:
            return False
    return True


def net_effect(areas: Areas) -> float | None:
    """Return the incidents prevented in target and surroundings together (total net effect), None without comparison.

    The surroundings are held against their own comparison where they have one, else against that of the target.
    """
    a, b = areas.target, areas.displacement
    own = areas.comparison if areas.displacement_comparison == NOTHING else areas.displacement_comparison
    if areas.comparison.before <= 0 or own.before <= 0:
        return None
    target = a.before * areas.comparison.after / areas.comparison.before - a.after
    return target + b.before * own.after / own.before - b.after


@dataclass(frozen=True)
class RelativeEffect:
    """Incidents after against those that were to be expected.

    Attributes:
        after: incidents counted.
        expected: incidents that the comparison's ratio, or without one an equal rate, would have brought.
        low, high: ends of the interval of the ratio of both, infinite or 0 where the counts set none.
        p: of a ratio of 1, by the test that the interval inverts.

    """

    after: float
    expected: float
    low: float
    high: float
    p: float

    @property
    def difference(self) -> tuple[float, float, float]:
        """Return (low, estimate, high) in incidents, scaled to the area's own size; below 0 where fewer than expected."""
        if self.expected > 0:
            ends = self.expected * (self.low - 1.0), self.expected * (self.high - 1.0)
        else:
            ends = (self.after - self.after / self.low if self.low else -math.inf), self.after
        return ends[0], self.after - self.expected, ends[1]


def target_effect(areas: Areas, confidence: float = 0.95, excess: float = 1.0) -> RelativeEffect | None:
    """Return the target's incidents after against those expected from the comparison, or from an equal rate without one.

    None where nothing happened in the target.

    Args:
        areas: counts, each incident counting one.
        confidence: of the interval, 0 to 1.
        excess: variance of a count over its mean; 1 is what chance gives.

    """
    return _effect(areas.target, areas, confidence, excess)


def total_effect(areas: Areas, confidence: float = 0.95, excess: float = 1.0) -> RelativeEffect | None:
    """Return the incidents after in target and surroundings together against those expected there.

    Surroundings with a comparison of their own are held against that: the interval is then the delta method's on the log
    scale, with ½ added to each count where one is zero. None where there was nothing in both, or nothing to expect.

    Args:
        areas: counts, each incident counting one.
        confidence: of the interval, 0 to 1.
        excess: variance of a count over its mean; 1 is what chance gives.

    """
    near, own = areas.displacement, areas.displacement_comparison
    both = Counted(areas.target.before + near.before, areas.target.after + near.after)
    prevented = net_effect(areas)
    if own.empty or areas.comparison.empty:
        return _effect(both, areas, confidence, excess)
    if prevented is None or both.before == 0:
        return None
    parts = (areas.target, areas.comparison), (near, own)
    shift = 0.5 * (min(count for part in parts for area in part for count in (area.before, area.after)) == 0)
    after, expected, variance = both.after + 2 * shift, 0.0, 0.0
    for one, other in parts:
        cells = one.before + shift, other.after + shift, other.before + shift
        share = cells[0] * cells[1] / cells[2]
        expected += share
        variance += share**2 * sum(1.0 / cell for cell in cells)
    error = math.sqrt(excess * (1.0 / after + variance / expected**2))
    middle, reach = math.log(after / expected), float(stats.norm.ppf(0.5 + confidence / 2)) * error
    p = math.erfc(abs(middle) / error / math.sqrt(2))
    return RelativeEffect(both.after, both.after + prevented, math.exp(middle - reach), math.exp(middle + reach), p)


def _effect(area: Counted, areas: Areas, confidence: float, excess: float) -> RelativeEffect | None:
    """Return the area's effect against the target's comparison, or against an equal rate where that is empty."""
    own, comparison = (area.before / excess, area.after / excess), areas.comparison
    if area.empty:
        return None
    if comparison.empty:
        times = areas.before_time, areas.after_time
        low, _, high = rate_ratio(*own, *times, confidence)
        return RelativeEffect(area.after, area.before * times[1] / times[0], low, high, rate_test(*own, *times))
    if not comparison.before:
        return None
    other = comparison.before / excess, comparison.after / excess
    expected = area.before * comparison.after / comparison.before
    return RelativeEffect(area.after, expected, *relative_ratio(*own, *other, confidence), relative_test(*own, *other))


@dataclass(frozen=True)
class OddsRatio:
    """Relative effect size: above 1 the target did better than the comparison."""

    low: float
    estimate: float
    high: float
    shifted: bool
    p: float


def odds_ratio(areas: Areas, confidence: float = 0.95, excess: float = 1.0) -> OddsRatio | None:
    """Return ad / bc (target before a, after b; comparison before c, after d) with its exact interval and p.

    The relative effect size of Farrington et al. (2007); its interval and p are the exact ones given all
    sums (`rates.relative_ratio`), seen the other way. Where one of the four is zero, ½ is added to each for the estimate (Haldane 1956, Anscombe 1956) and `shifted` is
    true. None where the comparison, or the target, had no crime in either period.

    Args:
        areas: counts, each incident counting one.
        confidence: of the interval, 0 to 1.
        excess: variance of a count over its mean; 1 is what chance gives.

    """
    if areas.target.empty or areas.comparison.empty:
        return None
    cells = [areas.target.before, areas.target.after, areas.comparison.before, areas.comparison.after]
    shifted = min(cells) == 0
    a, b, c, d = (cell + 0.5 if shifted else cell for cell in cells)
    scaled = [cell / excess for cell in cells]
    low, high = relative_ratio(scaled[0], scaled[1], scaled[2], scaled[3], confidence)
    return OddsRatio(1.0 / high, a * d / (b * c), 1.0 / low if low else math.inf, shifted, relative_test(*scaled))


def harm_difference(areas: Areas, confidence: float = 0.95, excess: float = 1.0) -> DifferenceEstimate | None:
    """Return the target's harm after less that expected from the comparison, scaled to the target, with its interval.

    By the delta method, counts weighted by harm having the sums of squared weights as variance. None where the comparison
    had no harm before.

    Args:
        areas: sums of harm, with the sums of squared weights.
        confidence: of the interval, 0 to 1.
        excess: variance of a count over its mean; 1 is what chance gives.

    """
    a, c = areas.target, areas.comparison
    if c.before <= 0:
        return None
    trend, scale = c.after / c.before, a.before / c.before
    (a_before, a_after), (c_before, c_after) = a.squares, c.squares
    variance = a_after + trend**2 * a_before + scale**2 * (c_after + trend**2 * c_before)
    return _difference(a.after - a.before * trend, excess * variance, confidence)


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
