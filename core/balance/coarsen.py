"""Coarser levels: nodes joined into compact connected clusters, so that a flip moves a piece of a boundary at a time.

Clusters are centroidal Voronoi cells (Lloyd's iteration) of a sample that is denser where load is, cut into connected
pieces. So clusters are compact and carry similar loads. No cluster crosses a boundary of the current plan, so that this plan exists on every level; locked
nodes stay alone, so that a lock never binds more than its unit.
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from ..arrays import Ints
from ..contiguity import components
from .problem import Problem


def clusters(problem: Problem, count: int, rng: np.random.Generator, sweeps: int = 2) -> Ints:
    """Return the cluster of each node, an array (n,) of numbers from 0.

    Args:
        problem: what to coarsen.
        count: clusters wanted, approximately.
        rng: draws the sample.
        sweeps: Lloyd iterations.

    """
    chance = problem.load / max(problem.load.sum(), 1e-12) + 1.0 / problem.size
    centres = problem.xy[rng.choice(problem.size, count, replace=False, p=chance / chance.sum())]
    for _ in range(sweeps):
        cell = np.asarray(cKDTree(centres).query(problem.xy)[1])
        members = np.bincount(cell, minlength=len(centres))
        sums = [np.bincount(cell, weights=column, minlength=len(centres)) for column in problem.xy.T]
        centres = (np.column_stack(sums) / np.maximum(members, 1)[:, None])[members > 0]
    cell = np.asarray(cKDTree(centres).query(problem.xy)[1])
    i, j = problem.graph.edges.T
    joined = (cell[i] == cell[j]) & (problem.keep[i] == problem.keep[j])
    joined &= (problem.fixed[i] < 0) & (problem.fixed[j] < 0)
    return components(problem.size, problem.graph.edges[joined])[1]
