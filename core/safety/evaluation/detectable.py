"""How large a drop must be to be seen, and how many incidents it takes to see one."""

from __future__ import annotations

import math

from scipy import optimize, stats

POWER = 0.80


def smallest_detectable_drop(
    before: float, length: float, comparison: float | None = None, confidence: float = 0.95, power: float = POWER
) -> float | None:
    """Return the smallest drop, in percent, that would be found with the given power; None where even 100 % would not.

    From the standard error of the log rate ratio (or of the log odds ratio against a comparison area), which is an
    approximation for small counts.

    Args:
        before: incidents in the target before, or expected in a period as long.
        length: of the period after, in lengths of the period before.
        comparison: incidents in the comparison area before; None without one.
        confidence: of the two-sided interval that must exclude no change.
        power: wanted probability of finding the drop.

    """
    if before <= 0 or (comparison is not None and comparison <= 0):
        return None
    wanted = float(stats.norm.ppf(0.5 + confidence / 2) + stats.norm.ppf(power))
    fixed = 1.0 / before + (0.0 if comparison is None else 1.0 / comparison + 1.0 / (comparison * length))

    def gap(log_ratio: float) -> float:
        return -log_ratio - wanted * math.sqrt(fixed + 1.0 / (before * length * math.exp(log_ratio)))

    best = optimize.minimize_scalar(lambda x: -gap(x), bounds=(-12.0, -1e-9), method="bounded").x
    if gap(best) <= 0:
        return None
    return -100.0 * math.expm1(optimize.brentq(gap, best, -1e-12))


def incidents_needed(drop_percent: float, length: float = 1.0, confidence: float = 0.95, power: float = POWER) -> int:
    """Return the incidents before that it takes to see a drop of that size (0 to 100, exclusive) without a comparison."""
    wanted = float(stats.norm.ppf(0.5 + confidence / 2) + stats.norm.ppf(power))
    ratio = 1.0 - drop_percent / 100.0
    return math.ceil((wanted / math.log(ratio)) ** 2 * (1.0 + 1.0 / (length * ratio)))
