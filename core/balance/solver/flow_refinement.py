"""Boundaries redrawn as minimum cuts, one pair of neighbouring sectors at a time.

The boundary between two sectors is replaced by a minimum cut through a corridor along it, in a network whose source and
sink are the parts of either sector outside the corridor (Sanders and Schulz, Engineering Multilevel Graph Partitioning
Algorithms, 2011). A minimum cut is optimal within the corridor, which flips reach only by many steps uphill.

A plain minimum cut ignores balance. A Lagrange multiplier on the load moves the cut to where both sectors stay within
the tolerance: load against cost, every cut found that way is a corner of the lower hull of all divisions. Where no
corner lies within the tolerance, the divisions between the two nearest corners are swept through: between two minimum
cuts of equal cost, as they are common on regular grids, lie many divisions that no multiplier finds.

Invariant: a redrawn plan is accepted only if both sectors are connected and `Problem.rank` improves.

Tried and dropped: redrawing the coarsest level at quick effort. The same time spent on flips gave shorter boundaries.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from ...base.arrays import Floats, Ints, Mask
from ...geo.contiguity import components, symmetric
from ..model.problem import Problem
from .context import SearchContext, snapshot
from .settings import FlowSettings


def redraw_boundaries(problem: Problem, labels: Ints, rounds: int, context: SearchContext) -> Ints:
    """Redraw the boundary of each pair of neighbouring sectors in turn; the plan's rank never gets worse.

    Args:
        problem: what to divide.
        labels: (n,) label of each node of a plan that keeps all promises, as the result does.
        rounds: times each pair is visited; pairs of which neither sector has changed are skipped.
        context: callback and settings of the search.

    Returns:
        (n,) label of each node.

    """
    costs = symmetric(problem.size, problem.graph.edges, problem.cost)
    best = problem.rank(labels)
    active = np.ones(problem.count, dtype=bool)
    for round_ in range(rounds):
        changed = np.zeros(problem.count, dtype=bool)
        pairs = neighbouring_sectors(problem, labels)
        for number, (a, b) in enumerate(pairs):
            if not context.goes_on((round_ + number / len(pairs)) / rounds, partial(snapshot, problem, labels)):
                return labels
            if active[a] or active[b]:
                redrawn = _PairOfSectors(problem, labels, a, b, context.settings.flow).redrawn(costs)
                rank = best if redrawn is None else problem.rank(redrawn)
                if redrawn is not None and rank < best:
                    labels, best = redrawn, rank
                    changed[[a, b]] = True
        if not changed.any():
            break
        active = changed
    return labels


def neighbouring_sectors(problem: Problem, labels: Ints) -> list[tuple[int, int]]:
    """Return the pairs of sectors that share a boundary, for (n,) labels."""
    ends = np.sort(labels[problem.graph.edges[problem.graph.cut(labels)]], axis=1)
    return [(a, b) for a, b in np.unique(ends, axis=0).tolist()]


class _PairOfSectors:
    """Two neighbouring sectors of a plan."""

    def __init__(self, problem: Problem, labels: Ints, a: int, b: int, settings: FlowSettings) -> None:
        self._problem, self._labels, self._a, self._b, self._settings = problem, labels, a, b, settings
        self._nodes = np.flatnonzero((labels == a) | (labels == b))

    def redrawn(self, costs: csr_matrix) -> Ints | None:
        """Return (n,) labels with the best boundary between the two; None if no better one is found.

        Args:
            costs: (n, n) costs of cutting between the problem's nodes.

        """
        between = costs[self._nodes][:, self._nodes]
        corridor = self._corridor_problem(between)
        if not corridor.movable.any():
            return None
        best = _Search(corridor, self._settings, *self._load_range(corridor)).best()
        if best is None:
            return None
        labels = self._labels.copy()
        labels[self._nodes] = np.where(best, self._a, self._b)
        return labels

    def _corridor_problem(self, between: csr_matrix) -> _Corridor:
        problem, nodes = self._problem, self._nodes
        first = self._labels[nodes] == self._a
        keep_cost, keep = problem.keep_cost[nodes], problem.keep[nodes]
        preference = np.where(keep == self._a, keep_cost, 0.0) - np.where(keep == self._b, keep_cost, 0.0)
        movable = _near_boundary(between, first, self._settings.corridor_depth) & (problem.fixed[nodes] < 0)
        return _Corridor(between, first, movable, problem.load[nodes], preference)

    def _load_range(self, corridor: _Corridor) -> tuple[float, float]:
        """Return the smallest and largest load of the first sector that keep both within the tolerance.

        A sector outside it already may stay as far out as it is.
        """
        total, now = float(corridor.load.sum()), float(corridor.load[corridor.first].sum())
        inside = self._problem.tolerance * self._settings.tolerance_margin
        first, second = self._problem.target[self._a], self._problem.target[self._b]
        least = max(first * (1 - inside), total - second * (1 + inside))
        most = min(first * (1 + inside), total - second * (1 - inside))
        return min(least, now), max(most, now)


class _Point(NamedTuple):
    """A division of two sectors: the load of the first, and what it costs."""

    load: float
    cost: float


@dataclass(frozen=True)
class _Corridor:
    """Two sectors and the corridor between them.

    Attributes:
        costs: (u, u) costs of cutting between their nodes.
        first: (u,) whether a node lies in the first sector.
        movable: (u,) whether a node may change sides.
        load: (u,) loads.
        keep: (u,) cost of giving a node to the second sector, less the cost of giving it to the first.

    """

    costs: csr_matrix
    first: Mask
    movable: Mask
    load: Floats
    keep: Floats

    def point(self, first: Mask) -> _Point:
        """Return load and cost of a division, given as the (u,) mask of its first part."""
        across = np.repeat(first, np.diff(self.costs.indptr)) & ~first[self.costs.indices]
        return _Point(float(self.load[first].sum()), float(self.costs.data[across].sum() - self.keep[first].sum()))

    def is_connected(self, first: Mask) -> bool:
        """Return whether both parts of a division are connected."""
        rows = np.repeat(np.arange(len(first)), np.diff(self.costs.indptr))
        same = (first[rows] == first[self.costs.indices]) & (rows < self.costs.indices)
        return components(len(first), np.column_stack([rows[same], self.costs.indices[same]]))[0] == 2


def _near_boundary(between: csr_matrix, first: Mask, depth: int) -> Mask:
    """Return the (u,) mask of nodes less than `depth` steps from the other sector.

    The corridor is narrower where it would otherwise take up a whole sector.
    """
    pattern = _pattern(between)
    reached = np.zeros(len(first), dtype=bool)
    near = np.where(first, pattern @ ~first > 0, pattern @ first > 0)
    for _ in range(depth):
        wider = reached | near
        if not (first & ~wider).any() or not (~first & ~wider).any():
            break
        reached = wider
        near = pattern @ reached > 0
    return reached


def _pattern(costs: csr_matrix) -> csr_matrix:
    return csr_matrix((np.ones(len(costs.data)), costs.indices, costs.indptr), shape=costs.shape)


class _Search:
    """Search for a cheaper division whose first part carries a load from `least` to `most`."""

    def __init__(self, corridor: _Corridor, settings: FlowSettings, least: float, most: float) -> None:
        self._corridor, self._settings, self._least, self._most = corridor, settings, least, most
        self._now = corridor.point(corridor.first)

    def best(self) -> Mask | None:
        """Return the (u,) mask of the first part of a cheaper division; None if none is found.

        The next multiplier is the slope of the line from the nearest cut with too little load to the nearest with too
        much (or to the present division). Either the cut lies below that line, or no division does, and the divisions
        between the two cuts are swept through.
        """
        corridor, gain = self._corridor, self._settings.least_gain * self._now.cost
        network = _Network(corridor, self._settings.capacity)
        low = high = self._now
        lower, higher = None, None
        for _ in range(self._settings.cuts):
            slope = 0.0 if low is high else (high.cost - low.cost) / (high.load - low.load)
            first = network.cut(slope)
            point = corridor.point(first)
            if self._least <= point.load <= self._most:
                return self._accepted(first)
            if point.cost - slope * point.load > low.cost - slope * low.load - gain:
                break
            if point.load < self._least:
                low, lower = point, first
            else:
                high, higher = point, first
        if lower is None or higher is None:
            return None
        return self._accepted(self._swept(lower, higher))

    def _accepted(self, first: Mask | None) -> Mask | None:
        """Return a division if it is cheaper than the present one and both parts are connected; else None."""
        limit = (1.0 - self._settings.least_gain) * self._now.cost
        if first is None or self._corridor.point(first).cost > limit or not self._corridor.is_connected(first):
            return None
        return first

    def _swept(self, lower: Mask, higher: Mask) -> Mask | None:
        """Return the cheapest division that holds `lower` and its surroundings up to some node of `higher`.

        Nodes join in the order of their steps from `lower`. Between two minimum cuts of equal cost lie many more.
        """
        corridor = self._corridor
        turn, order = _joining_order(corridor, lower, higher)
        load = corridor.load[lower].sum() + np.cumsum(np.r_[0.0, corridor.load[order]])
        rows = np.repeat(turn, np.diff(corridor.costs.indptr))
        columns = turn[corridor.costs.indices]
        ahead = rows < columns
        opened = np.bincount(rows[ahead], corridor.costs.data[ahead], len(order) + 2)
        closed = np.bincount(columns[ahead], corridor.costs.data[ahead], len(order) + 2)
        cost = np.cumsum(opened - closed)[:-1] - np.cumsum(np.r_[0.0, corridor.keep[order]])
        inside = np.flatnonzero((load >= self._least) & (load <= self._most))
        return turn <= inside[cost[inside].argmin()] if len(inside) else None


def _joining_order(corridor: _Corridor, lower: Mask, higher: Mask) -> tuple[Ints, Ints]:
    """Return (u,) the turn in which each node joins `lower`, and the nodes of `higher` in that order."""
    pattern = _pattern(corridor.costs)
    turn = np.where(lower, 0, np.where(higher, len(lower), len(lower) + 1))
    steps, reached = 0, lower
    while (near := higher & ~reached & (pattern @ reached > 0)).any():
        steps += 1
        turn[near] = steps
        reached = reached | near
    inner = np.flatnonzero(higher & ~lower)
    order = inner[np.argsort(turn[inner], kind="stable")]
    turn[order] = np.arange(len(order)) + 1
    turn[~higher & ~lower] = len(order) + 1
    return turn, order


class _Network:
    """The corridor's nodes, numbered from 2, between a source 0 (the first sector) and a sink 1 (the second)."""

    def __init__(self, corridor: _Corridor, capacity: float) -> None:
        nodes = np.flatnonzero(corridor.movable)
        self._capacity, self._count, size = capacity, len(nodes), len(nodes) + 2
        self._number = np.where(corridor.first, 0, 1)
        self._number[nodes] = np.arange(self._count) + 2
        self._load, self._keep = corridor.load[nodes], corridor.keep[nodes]
        between = coo_matrix(corridor.costs)
        rows, columns = self._number[between.row], self._number[between.col]
        inside = (rows != columns) & ((rows > 1) | (columns > 1))
        costs = np.concatenate([between.data[inside], np.zeros(4 * self._count)])
        ends = np.arange(2, size)
        source, sink = np.zeros(self._count, dtype=np.int64), np.ones(self._count, dtype=np.int64)
        rows = np.concatenate([rows[inside], source, ends, ends, sink])
        columns = np.concatenate([columns[inside], ends, source, sink, ends])
        network = csr_matrix((costs, (rows, columns)), shape=(size, size))
        network.sort_indices()
        self._scale = capacity / max(float(network.data.sum()), 1e-9)
        self._network = network
        self._from_source = slice(0, self._count)
        self._to_sink = network.indptr[2:-1] + (network.indices[network.indptr[2:-1]] == 0)

    def cut(self, multiplier: float) -> Mask:
        """Return the (u,) mask of the first sector's side of the minimum cut at this multiplier on the load."""
        pull = self._keep + multiplier * self._load
        costs = self._network.data.copy()
        costs[self._from_source] += np.maximum(pull, 0.0)
        costs[self._to_sink] += np.maximum(-pull, 0.0)
        whole = np.minimum(np.rint(costs * self._scale), self._capacity).astype(np.int32)
        network = csr_matrix((whole, self._network.indices, self._network.indptr), shape=self._network.shape)
        flow = maximum_flow(network, 0, 1).flow
        residual = csr_matrix(((whole > flow.data).astype(np.int8), flow.indices, flow.indptr), shape=flow.shape)
        residual.eliminate_zeros()
        reached = np.zeros(self._network.shape[0], dtype=bool)
        reached[breadth_first_order(residual, 0, return_predecessors=False)] = True
        return np.asarray(reached[self._number])
