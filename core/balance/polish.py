"""The last refinement where sectors have few units: exact division of neighbouring sectors, the worst first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np

from .exact import resplit
from .graph import Ints
from .problem import Problem

NODES = 60


def polish(problem: Problem, labels: Ints, solves: int, watch: Callable[[float], bool]) -> Ints:
    """Return labels improved by at most `solves` exact divisions of two or three sectors."""
    tried: set[tuple[bytes, ...]] = set()
    for solve in range(solves):
        if not watch(solve / solves):
            break
        sectors = _next(problem, labels, tried)
        if sectors is None:
            break
        better = resplit(problem, labels, list(sectors), NODES)
        if better is not None:
            labels = better
    return labels


def _next(problem: Problem, labels: Ints, tried: set[tuple[bytes, ...]]) -> tuple[int, ...] | None:
    """Return the untried neighbours farthest outside the tolerance, pairs before triples; None when all are tried."""
    over = np.maximum(np.abs(problem.loads(labels) / problem.target - 1) - problem.tolerance, 0)
    members = [np.flatnonzero(labels == label).tobytes() for label in range(problem.count)]
    candidates = _neighbours(problem, labels)
    order = sorted(
        candidates, key=lambda one: (-_rounded(over[list(one)].max()), len(one), -_rounded(over[list(one)].sum()), one)
    )
    for sectors in order:
        key = tuple(members[label] for label in sectors)
        if key not in tried:
            tried.add(key)
            return sectors
    return None


def _rounded(value: float) -> float:
    return round(float(value), 9)


def _neighbours(problem: Problem, labels: Ints) -> list[tuple[int, ...]]:
    """Return all pairs of neighbouring sectors, and all triples in which one neighbours both others."""
    cut = problem.graph.edges[problem.graph.cut(labels)]
    pairs = sorted({(int(min(a, b)), int(max(a, b))) for a, b in labels[cut]})
    triples = {tuple(sorted({*one, *other})) for one, other in combinations(pairs, 2) if len({*one, *other}) == 3}
    return [*pairs, *sorted(triples)]
