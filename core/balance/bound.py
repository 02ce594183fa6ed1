"""What no plan can undercut."""

from __future__ import annotations

import numpy as np

from .problem import Problem


def deviation_floor(problem: Problem) -> float:
    """Return a deviation (a share) below which no plan can come, from the sizes of the nodes alone.

    A node heavier than every target overloads its sector; and where h nodes are that heavy, the other
    k - h sectors share what is left, so the least of them is underloaded.
    """
    largest = float(problem.target.max())
    heavy = problem.load[problem.load > largest]
    if not len(heavy):
        return 0.0
    over = float(heavy.max()) / largest - 1.0
    others = problem.count - len(heavy)
    if others <= 0:
        return over
    spare = np.sort(problem.target)[:others].sum()
    left = float(problem.load.sum() - heavy.sum())
    return max(over, 1.0 - left / float(spare))
