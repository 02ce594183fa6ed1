"""Simulated annealing by flips of single nodes that never break a sector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .graph import Floats, Ints, symmetric
from .problem import Problem
from .watch import Sight, Watch, always, sight

BLOCK = 16_384
REACH = 60  # nodes looked at before a flip counts as breaking a sector
CURVATURE = 50.0  # of the penalty outside the tolerance
MARGIN = 0.93  # the search aims inside the tolerance, so that the last flips stay within it
TIGHT_AT = 0.75  # part of the budget after which the tolerance is at its final value
CATCH_SIZE = 2_000  # nodes up to which every plan within the tolerance is looked at, not only some
QUENCH_AT = 0.8  # part of the budget after which the penalty grows steeply


class Term(Protocol):
    """A further part of the cost: continuity, travel, further criteria."""

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the change of cost if `node` moved from label `old` to `new`."""

    def apply(self, node: int, old: int, new: int) -> None:
        """Take note that `node` moved."""

    def renew(self, labels: list[int], done: float) -> None:
        """Prepare for the next block, when `done` (0 to 1) of the budget is spent."""


@dataclass(frozen=True)
class Schedule:
    """How a run cools.

    Attributes:
        proposals: flips proposed in all.
        hot, cold: first and last temperature, in mean edge costs.
        slack: tolerance at the beginning; it tightens to the problem's own.
        pressure: weight of the penalty for loads outside the tolerance, in mean edge costs.
        afresh: the plan given is only where the run begins, and not to be chosen: a start can lie nearer to
            the tolerance than a better plan that exchanges will bring within it.

    """

    proposals: int
    hot: float = 2.0
    cold: float = 0.02
    slack: float = 0.03
    pressure: float = 10.0
    afresh: bool = False


class State:
    """A plan as plain lists, with everything that a flip must update.

    Lists, because Python reads an item of a list several times faster than one of an array.
    """

    def __init__(self, problem: Problem, labels: Ints) -> None:
        """Lay out the problem's graph and the plan's labels."""
        matrix_rows = problem.graph.adjacency
        edge_cost = _symmetric_costs(problem)
        starts, heads = matrix_rows.indptr.tolist(), matrix_rows.indices.tolist()
        pairs = list(zip(heads, edge_cost.tolist(), strict=True))
        rows = range(problem.size)
        self.pairs = [pairs[starts[u] : starts[u + 1]] for u in rows]
        self.neighbours = [heads[starts[u] : starts[u + 1]] for u in rows]
        self.labels: list[int] = labels.tolist()
        self.load: list[float] = problem.load.tolist()
        self.loads: list[float] = problem.loads(labels).tolist()
        self.share: list[float] = (1.0 / problem.target).tolist()
        self.cost = float(problem.cost[problem.graph.cut(labels)].sum())
        cut = problem.graph.edges[problem.graph.cut(labels)]
        outside = np.bincount(cut.ravel(), minlength=problem.size)
        self.outside: list[int] = outside.tolist()
        free = problem.fixed < 0
        self.border: list[int] = np.flatnonzero((outside > 0) & free).tolist()
        place = np.where(free, -1, -2)
        place[self.border] = np.arange(len(self.border))
        self.place: list[int] = place.tolist()
        self.penalty = [0.0] * problem.count
        self.least = -np.inf  # cost below which a plan within the tolerance is caught at once
        self.caught: list[int] | None = None


class _Held:
    """The best plan met so far.

    What is looked at counts only for whoever stops the search: else the clock would choose the plan.
    """

    def __init__(self, problem: Problem, state: State, labels: Ints, *, afresh: bool) -> None:
        self._problem, self._state = problem, state
        self._taken = self._seen = labels
        self._rank = (np.inf, np.inf) if afresh else problem.rank(labels)

    def take(self) -> None:
        """Take the present plan where it is better."""
        labels = np.array(self._state.labels)
        rank = self._problem.rank(labels)
        if rank < self._rank:
            self._taken, self._rank = labels, rank

    def best(self) -> Ints:
        """Return the best plan taken or caught."""
        caught = self._state.caught
        if caught is not None and self._problem.rank(np.array(caught)) < self._rank:
            return np.array(caught)
        return self._taken

    def now(self) -> Ints:
        """Return the best plan met, taken or not."""
        return min((self.best(), self._seen, np.array(self._state.labels)), key=self._problem.rank)

    def look(self) -> Sight:
        """Return how good the best plan met is."""
        self._seen = self.now()
        return sight(self._problem, self._seen)


def _symmetric_costs(problem: Problem) -> Floats:
    return np.asarray(symmetric(problem.size, problem.graph.edges, problem.cost).data)


def stays_connected(node: int, label: int, labels: list[int], neighbours: list[list[int]]) -> bool:
    """Tell whether the sector `label` stays connected, and not empty, without `node`.

    First among the node's neighbours themselves, then by a search of at most REACH nodes;
    where that does not tell, the answer is no.
    """
    same = [other for other in neighbours[node] if labels[other] == label]
    if len(same) < 2:
        return len(same) == 1
    missing = set(same)
    stack = [missing.pop()]
    while stack:
        met = missing.intersection(neighbours[stack.pop()])
        if met:
            missing -= met
            if not missing:
                return True
            stack.extend(met)
    return _meets(node, label, labels, neighbours, same)


def _meets(node: int, label: int, labels: list[int], neighbours: list[list[int]], same: list[int]) -> bool:
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


def anneal(
    problem: Problem,
    labels: Ints,
    schedule: Schedule,
    rng: np.random.Generator,
    terms: tuple[Term, ...] = (),
    watch: Watch = always,
) -> Ints:
    """Return the best plan met; `labels` must keep all promises, and so does every plan on the way.

    `watch` is told how much of the budget is spent, may look at the plan and answers whether to go on.
    """
    if problem.count < 2 or not len(problem.cost):
        return labels
    state = State(problem, labels)
    usual = float(problem.cost.mean()) or 1.0
    blocks = max(1, -(-schedule.proposals // BLOCK))
    held = _Held(problem, state, labels, afresh=schedule.afresh)
    for block in range(blocks):
        done = block / blocks
        if not watch(done, held.look):
            return held.now()
        tight = min(1.0, done / TIGHT_AT)
        first = max(schedule.slack, problem.tolerance)
        inner = first * (problem.tolerance * MARGIN / first) ** tight
        linear = 1.0 + (max(1.0, 0.05 / problem.tolerance) - 1.0) * tight
        steep = 1.0 if done < QUENCH_AT else 1.0 + 100.0 * (done - QUENCH_AT)
        for term in terms:
            term.renew(state.labels, done)
        heat = usual * schedule.hot * (schedule.cold / schedule.hot) ** done
        pressure = usual * schedule.pressure * (1.0 + 4.0 * tight) * steep
        size = min(BLOCK, schedule.proposals - block * BLOCK)
        if tight >= 1.0 and problem.size <= CATCH_SIZE and state.caught is None:
            state.least = np.inf
        _run_block(state, size, inner, linear, pressure, heat, rng, terms)
        if done > 0.7 or block == blocks - 1:
            held.take()
    return held.best()


def _run_block(  # noqa: C901
    state: State,
    size: int,
    inner: float,
    linear: float,
    pressure: float,
    heat: float,
    rng: np.random.Generator,
    terms: tuple[Term, ...],
) -> None:
    """Propose `size` flips. One loop without calls: a call per proposal would halve the speed."""
    labels, border, neighbours, pairs = state.labels, state.border, state.neighbours, state.pairs
    load, loads, share, penalty = state.load, state.loads, state.share, state.penalty
    for label, total in enumerate(loads):
        over = abs(total * share[label] - 1.0) - inner
        penalty[label] = pressure * over * (linear + CURVATURE * over) if over > 0.0 else 0.0
    picks = rng.integers(0, 2**29, (2, size)).tolist()
    limits = (heat * rng.standard_exponential(size)).tolist()
    curvature, total_cost, least = CURVATURE, state.cost, state.least
    for pick, turn, limit in zip(*picks, limits, strict=True):
        if not border:
            return
        node = border[pick % len(border)]
        near, old = neighbours[node], labels[node]
        turn %= len(near)
        new = labels[near[turn]]
        if new == old:
            new = labels[near[turn - 1]]
            if new == old:
                new = labels[near[turn - 2]]
                if new == old:
                    continue
        change = 0.0
        for other, cost in pairs[node]:
            label = labels[other]
            if label == old:
                change += cost
            elif label == new:
                change -= cost
        less, more = loads[old] - load[node], loads[new] + load[node]
        over = abs(less * share[old] - 1.0) - inner
        left = pressure * over * (linear + curvature * over) if over > 0.0 else 0.0
        over = abs(more * share[new] - 1.0) - inner
        right = pressure * over * (linear + curvature * over) if over > 0.0 else 0.0
        cut = change
        change += left + right - penalty[old] - penalty[new]
        for term in terms:
            change += term.delta(node, old, new)
        if change > limit or not stays_connected(node, old, labels, neighbours):
            continue
        loads[old], loads[new], penalty[old], penalty[new] = less, more, left, right
        flip(state, node, old, new)
        total_cost += cut
        for term in terms:
            term.apply(node, old, new)
        if total_cost < least and not any(penalty):
            least, state.caught = total_cost, labels[:]
    state.cost, state.least = total_cost, least


def flip(state: State, node: int, old: int, new: int) -> None:
    """Give `node` its new label and keep the list of border nodes true."""
    labels, outside, border, place = state.labels, state.outside, state.border, state.place
    labels[node] = new
    own = 0
    for other in state.neighbours[node]:
        label = labels[other]
        if label == new:
            outside[other] -= 1
            if not outside[other] and place[other] >= 0:
                _leave(border, place, other)
        else:
            own += 1
            if label == old:
                outside[other] += 1
                if place[other] == -1:
                    place[other] = len(border)
                    border.append(other)
    outside[node] = own  # never 0: the sector it left still touches it


def _leave(border: list[int], place: list[int], node: int) -> None:
    """Take a node out of the border list, the last one taking its place."""
    position = place[node]
    last = border.pop()
    if last != node:
        border[position] = last
        place[last] = position
    place[node] = -1
