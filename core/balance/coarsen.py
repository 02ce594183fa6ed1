"""Fewer, larger nodes: compact connected clusters on which the search moves farther at a time."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from ..contiguity import components
from .graph import Ints
from .problem import Problem


def clusters(problem: Problem, count: int, rng: np.random.Generator, sweeps: int = 2) -> Ints:
    """Return (n,) cluster numbers: about `count` connected, compact clusters.

    Centroidal Voronoi cells of a sample that is denser where load is, cut into connected pieces.
    Locked nodes stay alone, and no cluster crosses a border of today's plan.
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
