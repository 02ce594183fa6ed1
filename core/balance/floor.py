"""The least deviation that any plan can have, from the sizes of the nodes alone. Searches read it, so it loads little."""

from __future__ import annotations

import numpy as np

from .graph import Floats
from .problem import Problem

EXACT = 1e-9  # relative error up to which a load counts as a multiple of another
FINEST = 12  # parts of the least load that a common measure is looked for in


def deviation_floor(problem: Problem) -> float:
    """Return a deviation (a share) below which no plan can come, from the sizes of the nodes alone."""
    return max(_crowded(problem), _heavy(problem), _measured(problem))


def _crowded(problem: Problem) -> float:
    """Return the overload that is certain: of any j k + 1 nodes, j + 1 share one of the k sectors."""
    load = np.sort(problem.load)[::-1]
    total = np.concatenate([[0.0], np.cumsum(load)])
    shared = np.arange((len(load) - 1) // problem.count + 1)
    last = shared * problem.count + 1
    least = total[last] - total[last - shared - 1]
    return max(0.0, float(least.max()) / float(problem.target.max()) - 1.0 - EXACT)


def _heavy(problem: Problem) -> float:
    """Return the underload of the others where h nodes weigh more than any sector should."""
    heavy = problem.load[problem.load > problem.target.max()]
    others = problem.count - len(heavy)
    if not len(heavy) or others <= 0:
        return 0.0
    left = float(problem.load.sum() - heavy.sum())
    return max(0.0, 1.0 - left / float(np.sort(problem.target)[:others].sum()))


def _measured(problem: Problem) -> float:
    """Return the deviation that remains where all loads are multiples of one measure: so are all sectors' loads."""
    measure = _common_measure(problem.load)
    if not measure:
        return 0.0
    few = np.floor(problem.target / measure + EXACT)
    under, over = 1.0 - few * measure / problem.target, (few + 1) * measure / problem.target - 1.0
    nearest = float(np.minimum(under, over).max())
    if np.ptp(problem.target) > 0 or under[0] <= EXACT:
        return max(0.0, nearest - EXACT)
    return max(0.0, float(max(under[0], over[0])) - EXACT)  # equal shares, none of them whole: some lie on either side


def _common_measure(load: Floats) -> float:
    """Return the greatest part of the least load of which all loads are multiples; 0 where there is none."""
    least = float(load[load > 0].min(initial=np.inf))
    if not np.isfinite(least) or load.max() > least / EXACT / 100:
        return 0.0
    for parts in range(1, FINEST + 1):
        counts = load / least * parts
        if np.abs(counts - np.rint(counts)).max() <= EXACT * max(1.0, float(counts.max())):
            return least / parts
    return 0.0
