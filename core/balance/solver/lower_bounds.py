"""Lower bounds on the deviation of any plan, from the loads of the nodes alone.

They tell whether a tolerance can be reached at all, so that the search spends nothing on what is impossible and the
report can say so. Three arguments are cheap enough to be used everywhere: the pigeonhole principle, nodes heavier than a
sector should be, and loads that are all multiples of one measure. Shape and connection are left out, so a plan at the
bound need not exist; but no plan can be below it.

Workers load this module, so it imports little.
"""

from __future__ import annotations

import numpy as np

from ...base.arrays import Floats
from ..model.problem import Problem
from .settings import DEFAULTS, LowerBoundSettings


def deviation_floor(problem: Problem, settings: LowerBoundSettings = DEFAULTS.lower_bounds) -> float:
    """Return a deviation (a share) that no plan can be below."""
    error = settings.relative_error
    return max(
        _pigeonhole_overload(problem, error),
        _underload_beside_heavy_nodes(problem),
        _remainder(problem, settings),
    )


def _pigeonhole_overload(problem: Problem, error: float) -> float:
    """Return the overload that is certain: of any j k + 1 nodes, j + 1 share one of the k sectors."""
    load = np.sort(problem.load)[::-1]
    total = np.concatenate([[0.0], np.cumsum(load)])
    shared = np.arange((len(load) - 1) // problem.count + 1)
    last = shared * problem.count + 1
    least = total[last] - total[last - shared - 1]
    return max(0.0, float(least.max()) / float(problem.target.max()) - 1.0 - error)


def _underload_beside_heavy_nodes(problem: Problem) -> float:
    """Return the underload of the other sectors if h nodes each weigh more than any sector should."""
    heavy = problem.load[problem.load > problem.target.max()]
    others = problem.count - len(heavy)
    if not len(heavy) or others <= 0:
        return 0.0
    left = float(problem.load.sum() - heavy.sum())
    return max(0.0, 1.0 - left / float(np.sort(problem.target)[:others].sum()))


def _remainder(problem: Problem, settings: LowerBoundSettings) -> float:
    """Return the deviation that remains if all loads, and so all sectors' loads, are multiples of one measure."""
    measure, error = _common_measure(problem.load, settings), settings.relative_error
    if not measure:
        return 0.0
    below = np.floor(problem.target / measure + error)
    under, over = 1.0 - below * measure / problem.target, (below + 1) * measure / problem.target - 1.0
    nearest = float(np.minimum(under, over).max())
    if np.ptp(problem.target) > 0 or under[0] <= error:
        return max(0.0, nearest - error)
    # Equal targets that are not a multiple of the measure: some sectors lie below, some above.
    return max(0.0, float(max(under[0], over[0])) - error)


def _common_measure(load: Floats, settings: LowerBoundSettings) -> float:
    """Return the largest divisor of the smallest load that all loads are multiples of; 0 if none is found."""
    least = float(load[load > 0].min(initial=np.inf))
    if not np.isfinite(least) or load.max() > least / settings.relative_error / 100:
        return 0.0
    for parts in range(1, settings.divisors + 1):
        counts = load / least * parts
        if np.abs(counts - np.rint(counts)).max() <= settings.relative_error * max(1.0, float(counts.max())):
            return least / parts
    return 0.0
