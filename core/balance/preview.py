"""A plan in an instant: the power diagram of a few thousand blobs of units, drawn on the units and repaired."""

from __future__ import annotations

import numpy as np

from .graph import Ints
from .problem import Problem
from .repair import filled, repair
from .start import UNEVEN, bisection, equalised, settled_centres

BLOBS = 1_500
SWEEPS = 5  # over the blobs, to place the centres
STEPS = 4  # over the units, to equalise the loads


def preview(problem: Problem, seed: int = 1, labels: Ints | None = None) -> Ints:
    """Return (n,) labels to look at before the search begins: every sector connected, locks honoured, none empty.

    With `labels`, a plan of today (-1 where there is none), it is that plan, repaired.
    """
    if problem.count == 1:
        return np.zeros(problem.size, dtype=np.int64)
    if labels is not None and (labels >= 0).any():
        return repair(problem, filled(problem, labels))
    blob = _blobs(problem)
    coarse = problem if blob is None else problem.coarsen(blob)
    centres, weights = settled_centres(coarse, np.random.default_rng(seed), SWEEPS)
    plan = repair(problem, equalised(problem, centres, weights, STEPS)[1])
    if problem.deviation(plan) <= UNEVEN:
        return plan
    halved = bisection(coarse)
    other = repair(problem, halved if blob is None else halved[blob])
    return min((plan, other), key=problem.deviation)


def _blobs(problem: Problem) -> Ints | None:
    """Return each unit's blob, about BLOBS of as many units each; None where the units are few.

    They are strips from west to east cut from south to north: two sorts, whatever the density.
    """
    members = problem.size // BLOBS
    if members < 2:
        return None
    strips = int(np.sqrt(problem.size / members))
    x, y = problem.xy.T
    rank = np.empty(problem.size, dtype=np.int64)
    rank[np.argsort(x, kind="stable")] = np.arange(problem.size)
    strip = rank * strips // problem.size
    rank[np.lexsort((y, strip))] = np.arange(problem.size)
    blob = rank // members
    held = problem.fixed >= 0
    blob[held] = blob.max() + 1 + np.arange(int(held.sum()))
    return np.unique(blob, return_inverse=True)[1].astype(np.int64)
