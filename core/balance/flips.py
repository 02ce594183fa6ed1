"""Flips of single nodes: drawn and screened many at a time as arrays, then tried one by one as plain numbers.

Most flips proposed are refused. So a batch is drawn from the plan as it stands, weighed all at once, and only what
would be accepted as the plan stands is tried, exactly, on the plan as it has become by then.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

import numpy as np

from ..contiguity import symmetric
from .graph import Floats, Ints
from .problem import Problem

REACH = 300  # nodes looked at before a flip counts as breaking a sector: all of a usual one on the coarsest level
CURVATURE = 50.0  # of the penalty outside the tolerance
LEAST_DRAWN, MOST_DRAWN = 32, 4  # at a time: flips at least, and times the open ways at most
RENEWED, SWAYED = 0.06, 0.25  # flips that a batch may make, for each open way and for each sector
WORTH_WEIGHING = 128  # drawn at a time; fewer are tried as they come

Flips = Iterable[tuple[int, int, float]]  # node, new label, greatest change of cost accepted


class Term(Protocol):
    """A further part of the cost: continuity, travel, further criteria."""

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the change of cost if `node` moved from label `old` to `new`."""

    def least(self, nodes: Ints, old: Ints, new: Ints) -> Floats | float:
        """Return what the change of cost of each such move is at least."""

    def apply(self, node: int, old: int, new: int) -> None:
        """Take note that `node` moved."""

    def renew(self, labels: list[int], done: float) -> None:
        """Prepare for the next block, when `done` (0 to 1) of the budget is spent."""


class Strain(NamedTuple):
    """What loads outside the tolerance cost: the tolerance aimed at, the slope at it, and the weight."""

    inner: float
    linear: float
    pressure: float

    def of(self, ratio: Floats) -> Floats:
        """Return what loads cost, each given as a ratio to its target."""
        over = np.maximum(np.abs(ratio - 1.0) - self.inner, 0.0)
        return np.asarray(self.pressure * over * (self.linear + CURVATURE * over))


def beyond(ratio: float, inner: float) -> float:
    """Return what one load, given as a ratio to its target, costs at a slope and a weight of 1."""
    over = abs(ratio - 1.0) - inner
    return over * (1.0 + CURVATURE * over) if over > 0.0 else 0.0


class State:
    """A plan as plain lists, with everything that a flip must update, and as arrays, from which flips are drawn.

    Lists, because Python reads an item of a list several times faster than one of an array.
    """

    def __init__(self, problem: Problem, labels: Ints) -> None:
        """Lay out the problem's graph and the plan's labels."""
        matrix = symmetric(problem.size, problem.graph.edges, problem.cost)
        self.first, self.degree = matrix.indptr[:-1].astype(np.int64), np.diff(matrix.indptr).astype(np.int64)
        self.heads, self.costs = matrix.indices.astype(np.int64), matrix.data
        tails = np.repeat(np.arange(problem.size), self.degree)
        movable = problem.fixed[tails] < 0
        self.tails, self.tips = tails[movable], self.heads[movable]
        self.mass = problem.load
        self.plan = labels.copy()
        self.around = np.bincount(tails, self.costs, problem.size)  # what all edges of each node cost
        heads, bounds = self.heads.tolist(), matrix.indptr.tolist()
        pairs = list(zip(heads, self.costs.tolist(), strict=True))
        rows = range(problem.size)
        self.pairs = [pairs[bounds[u] : bounds[u + 1]] for u in rows]
        self.neighbours = [heads[bounds[u] : bounds[u + 1]] for u in rows]
        self.labels: list[int] = labels.tolist()
        self.load: list[float] = problem.load.tolist()
        self.loads: list[float] = problem.loads(labels).tolist()
        self.shares = 1.0 / problem.target
        self.share: list[float] = self.shares.tolist()
        self.cost = float(problem.cost[problem.graph.cut(labels)].sum())
        self.penalty = [0.0] * problem.count
        self.least = -np.inf  # cost below which a plan within the tolerance is caught at once
        self.caught: list[int] | None = None
        self.made = 0.3  # share of the flips drawn last

    def open_ways(self) -> Ints:
        """Return the places, in `tails` and `tips`, of nodes that may move beside nodes of another label."""
        return np.flatnonzero(self.plan[self.tails] != self.plan[self.tips])


def run_flips(
    state: State, proposals: int, strain: Strain, heat: float, rng: np.random.Generator, terms: tuple[Term, ...]
) -> None:
    """Propose flips one batch after another, at one temperature."""
    state.penalty = strain.of(np.array(state.loads) * state.shares).tolist()
    while proposals > 0:
        ways = state.open_ways()
        if not len(ways):
            return
        size = min(proposals, _batch_size(state, len(ways)))
        state.made = _try(state, _drawn(state, ways, size, strain, heat, rng, terms), strain, terms) / size
        proposals -= size


def _batch_size(state: State, ways: int) -> int:
    """Return how many flips to draw at once: so many that those made of them leave most of the others as they were."""
    wanted = min(RENEWED * ways, SWAYED * len(state.loads)) / max(state.made, 1e-6)
    return max(LEAST_DRAWN, int(np.clip(wanted, ways // 2, MOST_DRAWN * ways)))


def _drawn(
    state: State,
    ways: Ints,
    size: int,
    strain: Strain,
    heat: float,
    rng: np.random.Generator,
    terms: tuple[Term, ...],
) -> Flips:
    """Return flips drawn from the open ways that the plan as it stands would accept."""
    picked = ways[rng.integers(0, len(ways), size)]
    limits = heat * rng.standard_exponential(size)
    nodes, new = state.tails[picked], state.plan[state.tips[picked]]
    if size < WORTH_WEIGHING:
        return zip(nodes.tolist(), new.tolist(), limits.tolist(), strict=True)
    old = state.plan[nodes]
    change = cut_change(state, nodes, old, new) + sum(term.least(nodes, old, new) for term in terms)
    loads, share, penalty = np.array(state.loads), state.shares, np.array(state.penalty)
    change += strain.of((loads[old] - state.mass[nodes]) * share[old]) - penalty[old]
    change += strain.of((loads[new] + state.mass[nodes]) * share[new]) - penalty[new]
    kept = np.flatnonzero(change <= limits)
    return zip(nodes[kept].tolist(), new[kept].tolist(), limits[kept].tolist(), strict=True)


def cut_change(state: State, nodes: Ints, old: Ints, new: Ints) -> Floats:
    """Return by how much each flip would change the cost of the edges cut."""
    degree = state.degree[nodes]
    flip = np.repeat(np.arange(len(nodes)), degree)
    arcs = np.arange(len(flip)) + np.repeat(state.first[nodes] - np.cumsum(degree) + degree, degree)
    around = state.plan[state.heads[arcs]]
    sign = (around == old[flip]).astype(np.float64) - (around == new[flip])
    return np.asarray(np.bincount(flip, state.costs[arcs] * sign, len(nodes)), dtype=np.float64)


def _try(state: State, flips: Flips, strain: Strain, terms: tuple[Term, ...]) -> int:
    """Make those of the flips that are still acceptable, and count them.

    One loop with hardly a call: calls would halve the speed.
    """
    made = 0
    labels, plan, pairs, neighbours = state.labels, state.plan, state.pairs, state.neighbours
    load, loads, share, penalty = state.load, state.loads, state.share, state.penalty
    inner, linear, pressure = strain
    curvature, total_cost, least = CURVATURE, state.cost, state.least
    for node, new, limit in flips:
        old = labels[node]
        same, change, beside = [], 0.0, False
        for other, cost in pairs[node]:
            label = labels[other]
            if label == old:
                change += cost
                same.append(other)
            elif label == new:
                change -= cost
                beside = True
        if not beside or old == new:
            continue
        less, more = loads[old] - load[node], loads[new] + load[node]
        over = abs(less * share[old] - 1.0) - inner
        left = pressure * over * (linear + curvature * over) if over > 0.0 else 0.0
        over = abs(more * share[new] - 1.0) - inner
        right = pressure * over * (linear + curvature * over) if over > 0.0 else 0.0
        cut = change
        change += left + right - penalty[old] - penalty[new]
        for term in terms:
            change += term.delta(node, old, new)
        if change > limit or not stay_together(node, same, labels, neighbours):
            continue
        loads[old], loads[new], penalty[old], penalty[new] = less, more, left, right
        labels[node] = plan[node] = new
        made += 1
        total_cost += cut
        for term in terms:
            term.apply(node, old, new)
        if total_cost < least and not any(penalty):
            least, state.caught = total_cost, labels[:]
    state.cost, state.least = total_cost, least
    return made


def stay_together(node: int, same: list[int], labels: list[int], neighbours: list[list[int]]) -> bool:
    """Tell whether a node's sector stays connected, and not empty, without it; `same` are its neighbours in it.

    First among these neighbours themselves, then by a search of at most REACH nodes;
    where that does not tell, the answer is no.
    """
    if len(same) < 2:
        return len(same) == 1
    apart = same[1:]
    stack = [same[0]]
    while stack:
        near = neighbours[stack.pop()]
        met = [other for other in apart if other in near]
        if met:
            apart = [other for other in apart if other not in met]
            if not apart:
                return True
            stack += met
    return _meet(node, labels[same[0]], labels, neighbours, same)


def _meet(node: int, label: int, labels: list[int], neighbours: list[list[int]], same: list[int]) -> bool:
    missing = set(same[1:])
    seen = {node, same[0]}
    stack = [same[0]]
    looked = 0
    while stack and looked < REACH:
        looked += 1
        for other in neighbours[stack.pop()]:
            if labels[other] == label and other not in seen:
                seen.add(other)
                stack.append(other)
                missing.discard(other)
        if not missing:
            return True
    return False
