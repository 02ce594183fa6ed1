"""Better borders between two sectors at a time: the least cut in a corridor along the border they share.

The border between two sectors is drawn anew as a minimum cut in a network whose source and sink are what lies of each
sector outside the corridor (Sanders and Schulz, Engineering Multilevel Graph Partitioning Algorithms, 2011). A multiplier
on the load draws the cut to where both sectors stay within the tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from ..contiguity import components, symmetric
from .graph import Floats, Ints, Mask
from .problem import Problem
from .watch import Watch, always, sight

CUTS = 8  # tried for one border, at most
LEAST_GAIN = 1e-6  # of the present cost, below which a cut counts as no better
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
            if not watch((round_ + number / len(pairs)) / rounds, partial(sight, problem, labels)):
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


class _Point(NamedTuple):
    """A division of two sectors: the load of the first, and what it costs."""

    load: float
    cost: float


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

    def point(self, first: Mask) -> _Point:
        """Return load and cost of a division."""
        across = np.repeat(first, np.diff(self.costs.indptr)) & ~first[self.costs.indices]
        return _Point(float(self.load[first].sum()), float(self.costs.data[across].sum() - self.keep[first].sum()))


def _redrawn(problem: Problem, costs: csr_matrix, labels: Ints, one: int, other: int, depth: int) -> Ints | None:
    """Return labels with the best border found between two sectors; None where none is better."""
    nodes = np.flatnonzero((labels == one) | (labels == other))
    pair = _pair(problem, costs, labels, nodes, one, other, depth)
    if not pair.corridor.any():
        return None
    best = _better(pair, *_window(problem, pair, one, other))
    if best is None:
        return None
    labels = labels.copy()
    labels[nodes] = np.where(best, one, other)
    return labels


def _pair(problem: Problem, costs: csr_matrix, labels: Ints, nodes: Ints, one: int, other: int, depth: int) -> _Pair:
    between = costs[nodes][:, nodes]
    first = labels[nodes] == one
    keep = problem.keep_cost[nodes]
    wish = np.where(problem.keep[nodes] == one, keep, 0.0) - np.where(problem.keep[nodes] == other, keep, 0.0)
    corridor = _corridor(between, first, depth) & (problem.fixed[nodes] < 0)
    return _Pair(between, first, corridor, problem.load[nodes], wish)


def _corridor(between: csr_matrix, first: Mask, depth: int) -> Mask:
    """Return the nodes less than `depth` steps from the other sector; fewer steps where that were all of a sector."""
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


def _better(pair: _Pair, least: float, most: float) -> Mask | None:
    """Return a cheaper division whose load lies from `least` to `most`; None where none is found.

    Load against cost, every least cut is a corner of the lower hull of all divisions. The next multiplier is the slope
    of the line from the nearest cut with too little load to the nearest with too much (or to the present division):
    the cut either lies below that line, or nothing does, and what lies between the two is swept through.
    """
    network = _Network(pair)
    now = pair.point(pair.first)
    low = high = now
    lower, higher = None, None
    for _ in range(CUTS):
        slope = 0.0 if low is high else (high.cost - low.cost) / (high.load - low.load)
        first = network.cut(slope)
        found = pair.point(first)
        if least <= found.load <= most:
            return _accepted(pair, first, now)
        if found.cost - slope * found.load > low.cost - slope * low.load - LEAST_GAIN * now.cost:
            break
        if found.load < least:
            low, lower = found, first
        else:
            high, higher = found, first
    if lower is None or higher is None:
        return None
    return _accepted(pair, _swept(pair, lower, higher, least, most), now)


def _accepted(pair: _Pair, first: Mask | None, now: _Point) -> Mask | None:
    """Return a division if it is cheaper than now and leaves both sectors whole."""
    if first is None or pair.point(first).cost > (1.0 - LEAST_GAIN) * now.cost or not _whole(pair, first):
        return None
    return first


def _swept(pair: _Pair, lower: Mask, higher: Mask, least: float, most: float) -> Mask | None:
    """Return the cheapest division that holds `lower` and its surroundings up to some node of `higher`.

    Nodes join in the order of their steps from `lower`: between two least cuts of equal cost lie many more.
    """
    pattern = _pattern(pair.costs)
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
    load = pair.load[lower].sum() + np.cumsum(np.r_[0.0, pair.load[order]])
    rows = np.repeat(turn, np.diff(pair.costs.indptr))
    columns = turn[pair.costs.indices]
    ahead = rows < columns
    opened = np.bincount(rows[ahead], pair.costs.data[ahead], len(order) + 2)
    closed = np.bincount(columns[ahead], pair.costs.data[ahead], len(order) + 2)
    cost = np.cumsum(opened - closed)[:-1] - np.cumsum(np.r_[0.0, pair.keep[order]])
    inside = np.flatnonzero((load >= least) & (load <= most))
    return turn <= inside[cost[inside].argmin()] if len(inside) else None


class _Network:
    """The corridor's nodes, numbered from 2, between a source 0 (the first sector) and a sink 1 (the second)."""

    def __init__(self, pair: _Pair) -> None:
        self._pair = pair
        nodes = np.flatnonzero(pair.corridor)
        self._count, size = len(nodes), len(nodes) + 2
        self._place = np.where(pair.first, 0, 1)
        self._place[nodes] = np.arange(self._count) + 2
        self._load, self._keep = pair.load[nodes], pair.keep[nodes]
        between = coo_matrix(pair.costs)
        rows, columns = self._place[between.row], self._place[between.col]
        inside = (rows != columns) & ((rows > 1) | (columns > 1))
        price = np.concatenate([between.data[inside], np.zeros(4 * self._count)])
        ends = np.arange(2, size)
        source, sink = np.zeros(self._count, dtype=np.int64), np.ones(self._count, dtype=np.int64)
        rows = np.concatenate([rows[inside], source, ends, ends, sink])
        columns = np.concatenate([columns[inside], ends, source, sink, ends])
        network = csr_matrix((price, (rows, columns)), shape=(size, size))
        network.sort_indices()
        self._scale = CAPACITY / max(float(network.data.sum()), 1e-9)
        self._network = network
        self._from_source = slice(0, self._count)
        self._to_sink = network.indptr[2:-1] + (network.indices[network.indptr[2:-1]] == 0)

    def cut(self, multiplier: float) -> Mask:
        """Return the nodes on the first sector's side of the least cut at this price of load."""
        pull = self._keep + multiplier * self._load
        price = self._network.data.copy()
        price[self._from_source] += np.maximum(pull, 0.0)
        price[self._to_sink] += np.maximum(-pull, 0.0)
        whole = np.minimum(np.rint(price * self._scale), CAPACITY).astype(np.int32)
        network = csr_matrix((whole, self._network.indices, self._network.indptr), shape=self._network.shape)
        flow = maximum_flow(network, 0, 1).flow
        residual = csr_matrix(((whole > flow.data).astype(np.int8), flow.indices, flow.indptr), shape=flow.shape)
        residual.eliminate_zeros()
        reached = np.zeros(self._network.shape[0], dtype=bool)
        reached[breadth_first_order(residual, 0, return_predecessors=False)] = True
        return np.asarray(reached[self._place])


def _whole(pair: _Pair, first: Mask) -> bool:
    """Tell whether both sides are connected."""
    rows = np.repeat(np.arange(len(first)), np.diff(pair.costs.indptr))
    same = (first[rows] == first[pair.costs.indices]) & (rows < pair.costs.indices)
    return components(len(first), np.column_stack([rows[same], pair.costs.indices[same]]))[0] == 2
