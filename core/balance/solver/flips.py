"""Flips: single nodes that move to the sector of a neighbour.

Most flips proposed are refused. So a batch is drawn from the current plan and screened as arrays; only flips that the
current plan would accept are then tried, one by one and exactly, on the plan as the batch has changed it by then. The
screening uses lower bounds of the changes of cost, so it never loses a flip that the plan drawn from would accept. A
batch is kept so small that the flips it makes leave most of the others as they were; how small depends on the share of
flips accepted in the batch before.

Trying uses plain lists and one loop with hardly a call: Python reads an item of a list several times faster than one of
an array, and calls halved the speed.

Invariant: `State.labels` and `State.plan` hold the same plan, every sector of it is connected and not empty, and
`State.cost`, `State.loads` and `State.penalty` are those of this plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

import numpy as np

from ...base.arrays import Floats, Ints
from ...geo.contiguity import symmetric
from ..model.problem import Problem
from .settings import DEFAULTS, SolverSettings

Flips = Iterable[tuple[int, int, float]]  # node, new label, largest change of cost accepted


class PenaltyTerm(Protocol):
    """A further part of the cost: continuity, travel, further criteria."""

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the change of cost if `node` moved from label `old` to `new`."""

    def lower_bound(self, nodes: Ints, old: Ints, new: Ints) -> Floats | float:
        """Return a lower bound, (p,) or one for all, of the change of cost of each of p moves."""

    def apply(self, node: int, old: int, new: int) -> None:
        """Record that `node` moved from label `old` to `new`."""

    def refresh(self, labels: list[int], done: float) -> None:
        """Prepare for the next block, when the share `done` (0 to 1) of the budget is spent."""


class LoadPenalty(NamedTuple):
    """Penalty for loads outside the tolerance.

    Attributes:
        inner: Deviation (a share) up to which the penalty is 0.
        linear: Slope there.
        weight: Factor on the whole, in units of cost.
        curvature: Quadratic part, per unit of deviation.

    """

    inner: float
    linear: float
    weight: float
    curvature: float

    def of(self, ratio: Floats) -> Floats:
        """Return the (m,) penalties of (m,) loads, each given as a ratio to its target."""
        over = np.maximum(np.abs(ratio - 1.0) - self.inner, 0.0)
        return np.asarray(self.weight * over * (self.linear + self.curvature * over))


def unit_penalty(ratio: float, inner: float, curvature: float) -> float:
    """Return the penalty of one load, given as a ratio to its target, at a slope and a weight of 1."""
    over = abs(ratio - 1.0) - inner
    return over * (1.0 + curvature * over) if over > 0.0 else 0.0


class State:
    """A plan with everything a flip must update, as lists for trying flips and as arrays for drawing them.

    Attributes:
        first, degree: (n,) position of each node's first arc and number of its arcs.
        heads, costs: (2m,) node and cost of each arc, in the order of the nodes they leave.
        tails, tips: Both ends of the arcs that leave nodes free to move.
        around: (n,) cost of all edges of each node.
        plan, labels: (n,) label of each node, as an array and as a list.
        loads: (k,) load of each sector.
        shares: (k,) 1 / target of each sector.
        cost: Cost of all edges cut.
        penalty: (k,) load penalty of each sector.
        record_below: Cost below which a plan within the tolerance is recorded at once.
        recorded: The last plan recorded that way.
        acceptance: Share of the flips drawn last that were made.

    """

    def __init__(self, problem: Problem, labels: Ints, settings: SolverSettings = DEFAULTS) -> None:
        """Set up the state for a plan of (n,) labels."""
        matrix = symmetric(problem.size, problem.graph.edges, problem.cost)
        self.settings = settings
        self.first, self.degree = matrix.indptr[:-1].astype(np.int64), np.diff(matrix.indptr).astype(np.int64)
        self.heads, self.costs = matrix.indices.astype(np.int64), matrix.data
        tails = np.repeat(np.arange(problem.size), self.degree)
        movable = problem.fixed[tails] < 0
        self.tails, self.tips = tails[movable], self.heads[movable]
        self.mass = problem.load
        self.plan = labels.copy()
        self.around = np.bincount(tails, self.costs, problem.size)
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
        self.record_below = -np.inf
        self.recorded: list[int] | None = None
        self.acceptance = settings.batches.initial_flip_acceptance

    def boundary_arcs(self) -> Ints:
        """Return the (b,) positions, in `tails` and `tips`, of arcs from a node free to move into another sector."""
        return np.flatnonzero(self.plan[self.tails] != self.plan[self.tips])


class FlipSearch:
    """Proposes flips, one batch after another."""

    def __init__(self, state: State, rng: np.random.Generator, terms: tuple[PenaltyTerm, ...] = ()) -> None:
        """Search from a state; `terms` are further parts of the cost."""
        self._state, self._rng, self._terms = state, rng, terms

    def run(self, proposals: int, penalty: LoadPenalty, temperature: float) -> None:
        """Propose so many flips at one temperature, given in units of cost."""
        state = self._state
        state.penalty = penalty.of(np.array(state.loads) * state.shares).tolist()
        while proposals > 0:
            arcs = state.boundary_arcs()
            if not len(arcs):
                return
            size = min(proposals, self._batch_size(len(arcs)))
            state.acceptance = _try(state, self._draw(arcs, size, penalty, temperature), penalty, self._terms) / size
            proposals -= size

    def _batch_size(self, arcs: int) -> int:
        """Return the number of flips to draw at once, given the number of arcs between sectors."""
        state, batches = self._state, self._state.settings.batches
        accepted = min(batches.accepted_per_arc * arcs, batches.accepted_per_sector * len(state.loads))
        wanted = accepted / max(state.acceptance, 1e-6)
        return max(batches.smallest, int(np.clip(wanted, arcs // 2, batches.largest_per_arc * arcs)))

    def _draw(self, arcs: Ints, size: int, penalty: LoadPenalty, temperature: float) -> Flips:
        """Return the flips, of `size` drawn from the arcs between sectors, that the current plan would accept."""
        state, rng = self._state, self._rng
        picked = arcs[rng.integers(0, len(arcs), size)]
        limits = temperature * rng.standard_exponential(size)
        nodes, new = state.tails[picked], state.plan[state.tips[picked]]
        if size < state.settings.batches.screened_from:
            return zip(nodes.tolist(), new.tolist(), limits.tolist(), strict=True)
        old = state.plan[nodes]
        change = cut_change(state, nodes, old, new) + sum(term.lower_bound(nodes, old, new) for term in self._terms)
        loads, share, present = np.array(state.loads), state.shares, np.array(state.penalty)
        change += penalty.of((loads[old] - state.mass[nodes]) * share[old]) - present[old]
        change += penalty.of((loads[new] + state.mass[nodes]) * share[new]) - present[new]
        promising = np.flatnonzero(change <= limits)
        return zip(nodes[promising].tolist(), new[promising].tolist(), limits[promising].tolist(), strict=True)


def cut_change(state: State, nodes: Ints, old: Ints, new: Ints) -> Floats:
    """Return the change of cut cost of each of p flips.

    Args:
        state: the current plan.
        nodes: (p,) nodes that move.
        old: (p,) their labels.
        new: (p,) labels they would get.

    """
    degree = state.degree[nodes]
    flip = np.repeat(np.arange(len(nodes)), degree)
    arcs = np.arange(len(flip)) + np.repeat(state.first[nodes] - np.cumsum(degree) + degree, degree)
    around = state.plan[state.heads[arcs]]
    sign = (around == old[flip]).astype(np.float64) - (around == new[flip])
    return np.asarray(np.bincount(flip, state.costs[arcs] * sign, len(nodes)), dtype=np.float64)


def _try(state: State, flips: Flips, penalty: LoadPenalty, terms: tuple[PenaltyTerm, ...]) -> int:
    """Make the flips that are still acceptable; return how many were made."""
    count = 0
    labels, plan, pairs, neighbours = state.labels, state.plan, state.pairs, state.neighbours
    load, loads, share, penalties = state.load, state.loads, state.share, state.penalty
    inner, linear, weight, curvature = penalty
    total_cost, record_below, reach = state.cost, state.record_below, state.settings.annealing.connectivity_limit
    for node, new, limit in flips:
        old = labels[node]
        same, change, beside = [], 0.0, False
        for neighbour, cost in pairs[node]:
            label = labels[neighbour]
            if label == old:
                change += cost
                same.append(neighbour)
            elif label == new:
                change -= cost
                beside = True
        if not beside or old == new:
            continue
        less, more = loads[old] - load[node], loads[new] + load[node]
        over = abs(less * share[old] - 1.0) - inner
        left = weight * over * (linear + curvature * over) if over > 0.0 else 0.0
        over = abs(more * share[new] - 1.0) - inner
        right = weight * over * (linear + curvature * over) if over > 0.0 else 0.0
        cut = change
        change += left + right - penalties[old] - penalties[new]
        for term in terms:
            change += term.delta(node, old, new)
        if change > limit or not stays_connected(node, same, labels, neighbours, reach):
            continue
        loads[old], loads[new], penalties[old], penalties[new] = less, more, left, right
        labels[node] = plan[node] = new
        count += 1
        total_cost += cut
        for term in terms:
            term.apply(node, old, new)
        if total_cost < record_below and not any(penalties):
            record_below, state.recorded = total_cost, labels[:]
    state.cost, state.record_below = total_cost, record_below
    return count


def stays_connected(node: int, same: list[int], labels: list[int], neighbours: list[list[int]], reach: int) -> bool:
    """Return whether a node's sector stays connected, and not empty, without it.

    The neighbours are compared among themselves first, which settles most cases. Then a search through the sector
    visits at most `reach` nodes; if it finds no answer, the flip counts as disconnecting.

    Args:
        node: node that would leave.
        same: its neighbours in its own sector.
        labels: (n,) label of each node.
        neighbours: (n,) neighbours of each node.
        reach: nodes visited at most.

    """
    if len(same) < 2:
        return len(same) == 1
    unreached = same[1:]
    stack = [same[0]]
    while stack:
        near = neighbours[stack.pop()]
        reached = [other for other in unreached if other in near]
        if reached:
            unreached = [other for other in unreached if other not in reached]
            if not unreached:
                return True
            stack += reached
    return _connected_through(node, labels[same[0]], labels, neighbours, same, reach)


def _connected_through(
    node: int, label: int, labels: list[int], neighbours: list[list[int]], same: list[int], reach: int
) -> bool:
    """Return whether a search through the sector, without `node`, connects all of `same`."""
    missing = set(same[1:])
    seen = {node, same[0]}
    stack = [same[0]]
    visited = 0
    while stack and visited < reach:
        visited += 1
        for other in neighbours[stack.pop()]:
            if labels[other] == label and other not in seen:
                seen.add(other)
                stack.append(other)
                missing.discard(other)
        if not missing:
            return True
    return False
