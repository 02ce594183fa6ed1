"""Better borders between two sectors at a time: the least cut in a corridor along the border they share.

The border between two sectors is drawn anew as a minimum cut in a network whose source and sink are what lies of each
sector outside the corridor (Sanders and Schulz, Engineering Multilevel Graph Partitioning Algorithms, 2011). A multiplier
on the load, found by bisection, draws the cut to where both sectors stay within the tolerance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from .anneal import Watch, always
from .graph import Floats, Ints, Mask, components, symmetric
from .problem import Problem

CUTS = 8  # tried for one border, at most
INSIDE = 0.99  # of the tolerance, which a new border may use up
CAPACITY = 1e9  # of all edges of a network, in the whole numbers that scipy's maximum_flow takes


def redraw_borders(problem: Problem, labels: Ints, depth: int, rounds: int, watch: Watch = always) -> Ints:
    """Return labels of no worse rank whose borders were redrawn, each pair of neighbouring sectors in turn.

    Args:
        problem: what to divide.
        labels: (n,) a plan that keeps all promises, as the plan returned does.
        depth: how many nodes the corridor reaches into each of the two sectors.
        rounds: how often every pair comes; a pair of which neither sector changed is left out.
        watch: told how much is done; answers whether to go on.

    """
    costs = symmetric(problem.size, problem.graph.edges, problem.cost)
    best = problem.rank(labels)
    active = np.ones(problem.count, dtype=bool)
    for round_ in range(rounds):
        changed = np.zeros(problem.count, dtype=bool)
        pairs = touching(problem, labels)
        for number, (one, other) in enumerate(pairs):
            if not watch((round_ + number / len(pairs)) / rounds):
                return labels
            if active[one] or active[other]:
                redrawn = _redrawn(problem, costs, labels, one, other, depth)
                rank = best if redrawn is None else problem.rank(redrawn)
                if redrawn is not None and rank < best:
                    labels, best = redrawn, rank
                    changed[[one, other]] = True
        if not changed.any():
            break
        active = changed
    return labels


def touching(problem: Problem, labels: Ints) -> list[tuple[int, int]]:
    """Return the pairs of neighbouring sectors."""
    ends = np.sort(labels[problem.graph.edges[problem.graph.cut(labels)]], axis=1)
    return [(one, other) for one, other in np.unique(ends, axis=0).tolist()]


@dataclass(frozen=True)
class _Pair:
    """Two sectors and the corridor between them.

    Attributes:
        costs: (u, u) costs of cutting between their nodes.
        first: (u,) nodes of the first sector.
        corridor: (u,) nodes that may change sides.
        load: (u,) loads.
        keep: (u,) what it costs to give a node to the second sector, less what it costs to give it to the first.

    """

    costs: csr_matrix
    first: Mask
    corridor: Mask
    load: Floats
    keep: Floats

    def cost(self, first: Mask) -> float:
        """Return what a division costs."""
        across = np.repeat(first, np.diff(self.costs.indptr)) & ~first[self.costs.indices]
        return float(self.costs.data[across].sum() - self.keep[first].sum())


def _redrawn(
    problem: Problem, costs: csr_matrix, labels: Ints, one: int, other: int, depth: int
) -> Ints | None:
    """Return labels with the best border found between two sectors; None where none is better."""
    nodes = np.flatnonzero((labels == one) | (labels == other))
    pair = _pair(problem, costs, labels, nodes, one, other, depth)
    if not pair.corridor.any():
        return None
    least, most = _window(problem, pair, one, other)
    lowest, best = pair.cost(pair.first) - 1e-9, None
    for first in _cuts(pair, least, most):
        load = float(pair.load[first].sum())
        if least <= load <= most and pair.cost(first) < lowest and _whole(pair, first):
            lowest, best = pair.cost(first), first
    if best is None:
        return None
    labels = labels.copy()
    labels[nodes] = np.where(best, one, other)
    return labels


def _pair(
    problem: Problem, costs: csr_matrix, labels: Ints, nodes: Ints, one: int, other: int, depth: int
) -> _Pair:
    between = costs[nodes][:, nodes]
    first = labels[nodes] == one
    keep = problem.keep_cost[nodes]
    wish = np.where(problem.keep[nodes] == one, keep, 0.0) - np.where(problem.keep[nodes] == other, keep, 0.0)
    corridor = _corridor(between, first, depth) & (problem.fixed[nodes] < 0)
    return _Pair(between, first, corridor, problem.load[nodes], wish)


def _corridor(between: csr_matrix, first: Mask, depth: int) -> Mask:
    """Return the nodes less than `depth` steps from the other sector; fewer steps where that were all of a sector."""
    pattern = csr_matrix((np.ones(len(between.data)), between.indices, between.indptr), shape=between.shape)
    reached = np.zeros(len(first), dtype=bool)
    near = np.where(first, pattern @ ~first > 0, pattern @ first > 0)
    for _ in range(depth):
        wider = reached | near
        if not (first & ~wider).any() or not (~first & ~wider).any():
            break
        reached = wider
        near = pattern @ reached > 0
    return reached


def _window(problem: Problem, pair: _Pair, one: int, other: int) -> tuple[float, float]:
    """Return the least and the most load the first sector may have so that neither is beyond the tolerance.

    A sector beyond it already may stay as far out as it is.
    """
    total, now = float(pair.load.sum()), float(pair.load[pair.first].sum())
    inside = problem.tolerance * INSIDE
    first, second = problem.target[one], problem.target[other]
    least = max(first * (1 - inside), total - second * (1 + inside))
    most = min(first * (1 + inside), total - second * (1 - inside))
    return min(least, now), max(most, now)


def _cuts(pair: _Pair, least: float, most: float) -> Iterator[Mask]:
    """Yield least cuts whose load comes ever nearer to the window, until one lies within it."""
    network = _Network(pair)
    multiplier, low, high = 0.0, None, None
    step = 4.0 * max(network.usual, 1e-9) / max(float(pair.load.sum()), 1e-9)
    for _ in range(CUTS):
        first = network.cut(multiplier)
        yield first
        load = float(pair.load[first].sum())
        if least <= load <= most:
            return
        if load > most:
            high = multiplier
        else:
            low = multiplier
        if low is not None and high is not None:
            multiplier = (low + high) / 2
        else:
            multiplier += step if high is None else -step
            step *= 3.0


class _Network:
    """The corridor's nodes, numbered from 2, between a source 0 (the first sector) and a sink 1 (the second)."""

    def __init__(self, pair: _Pair) -> None:
        self._pair = pair
        self._place = np.where(pair.first, 0, 1)
        self._nodes = np.flatnonzero(pair.corridor)
        self._place[self._nodes] = np.arange(len(self._nodes)) + 2
        self._size = len(self._nodes) + 2
        rows = self._place[np.repeat(np.arange(len(pair.first)), np.diff(pair.costs.indptr))]
        columns = self._place[pair.costs.indices]
        inside = (rows != columns) & ((rows > 1) | (columns > 1))
        self._ends = rows[inside], columns[inside]
        self._scale = CAPACITY / max(float(pair.costs.data[inside].sum()), 1e-9)
        self._capacity = pair.costs.data[inside]
        self.usual = pair.cost(pair.first) + float(pair.keep[pair.first].sum())

    def cut(self, multiplier: float) -> Mask:
        """Return the nodes on the first sector's side of the least cut at this price of load."""
        pull = self._pair.keep[self._nodes] + multiplier * self._pair.load[self._nodes]
        places = self._place[self._nodes]
        rows = np.concatenate([self._ends[0], np.where(pull > 0, 0, places)])
        columns = np.concatenate([self._ends[1], np.where(pull > 0, places, 1)])
        capacity = np.concatenate([self._capacity, np.abs(pull)]) * self._scale
        whole = np.minimum(np.rint(capacity), CAPACITY).astype(np.int32)
        network = csr_matrix((whole, (rows, columns)), shape=(self._size, self._size))
        residual = network - maximum_flow(network, 0, 1).flow
        residual.data = (residual.data > 0).astype(np.int8)
        residual.eliminate_zeros()
        reached = np.zeros(self._size, dtype=bool)
        reached[breadth_first_order(residual, 0, return_predecessors=False)] = True
        return np.asarray(reached[self._place])


def _whole(pair: _Pair, first: Mask) -> bool:
    """Tell whether both sides are connected."""
    rows = np.repeat(np.arange(len(first)), np.diff(pair.costs.indptr))
    same = (first[rows] == first[pair.costs.indices]) & (rows < pair.costs.indices)
    return components(len(first), np.column_stack([rows[same], pair.costs.indices[same]]))[0] == 2
