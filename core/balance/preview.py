"""A plan to look at before the search begins, in a tenth of a second at 40,000 units.

The power diagram of `start` is settled on a few thousand coarse cells instead of the units, then a few Newton steps on
the units equalise the loads. Cells are strips from west to east, cut from south to north, with the same number of units
in each: two sorts make them, whatever the density.
"""

from __future__ import annotations

import numpy as np

from ..arrays import Ints
from .problem import Problem
from .repair import fill_unassigned, repair
from .solver_settings import DEFAULTS, InitialSettings
from .start import bisect_plane, equalise_loads, settle_centres


def preview(
    problem: Problem, seed: int = 1, labels: Ints | None = None, settings: InitialSettings = DEFAULTS.initial
) -> Ints:
    """Make a quick plan: every sector connected and not empty, locked nodes in place.

    Args:
        problem: what to divide.
        seed: of the centres.
        labels: (n,) current plan, -1 where it has no label; if given, the result is this plan, repaired.
        settings: number of cells and steps.

    Returns:
        (n,) label of each node.

    """
    if problem.count == 1:
        return np.zeros(problem.size, dtype=np.int64)
    if labels is not None and (labels >= 0).any():
        return repair(problem, fill_unassigned(problem, labels))
    cell = _coarse_cells(problem, settings.coarse_cells)
    coarse = problem if cell is None else problem.coarsen(cell)
    centres, weights = settle_centres(coarse, np.random.default_rng(seed), settings.preview_sweeps, settings)
    plan = repair(problem, equalise_loads(problem, centres, weights, settings.preview_newton_steps, settings)[1])
    if problem.deviation(plan) <= settings.uneven_from:
        return plan
    halves = bisect_plane(coarse, settings)
    bisected = repair(problem, halves if cell is None else halves[cell])
    return min((plan, bisected), key=problem.deviation)


def _coarse_cells(problem: Problem, count: int) -> Ints | None:
    """Return each unit's cell, about `count` of equally many units; None if there are too few units to join.

    Locked units have a cell of their own.
    """
    members = problem.size // count
    if members < 2:
        return None
    strips = int(np.sqrt(problem.size / members))
    x, y = problem.xy.T
    rank = np.empty(problem.size, dtype=np.int64)
    rank[np.argsort(x, kind="stable")] = np.arange(problem.size)
    strip = rank * strips // problem.size
    rank[np.lexsort((y, strip))] = np.arange(problem.size)
    cell = rank // members
    locked = problem.fixed >= 0
    cell[locked] = cell.max() + 1 + np.arange(int(locked.sum()))
    return np.unique(cell, return_inverse=True)[1].astype(np.int64)
