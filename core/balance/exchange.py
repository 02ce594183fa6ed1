"""Annealing by exchanges: two flips at once, which balance each other where single units weigh much."""

from __future__ import annotations

import numpy as np

from .flips import State, beyond, stay_together
from .graph import Ints, sums
from .problem import Problem
from .watch import Sight, Watch, always, sight

BLOCK = 256


class _Measure:
    """What sectors must carry alike: the load, or a further criterion.

    Attributes:
        load: (n,) what each node weighs.
        sums: (k,) what each sector carries now.
        share: (k,) one over what each sector should carry.
        inner: greatest deviation aimed at.
        penalty: of all sectors that deviate by more.

    """

    def __init__(self, load: list[float], sums: list[float], share: list[float], inner: float) -> None:
        self.load, self.sums, self.share, self.inner = load, sums, share, inner
        self._penalties = [beyond(total * one, inner) for total, one in zip(sums, share, strict=True)]
        self.penalty = sum(self._penalties)

    def move(self, node: int, old: int, new: int) -> None:
        """Take note that the node moved."""
        self.sums[old] -= self.load[node]
        self.sums[new] += self.load[node]
        for label in (old, new):
            now = beyond(self.sums[label] * self.share[label], self.inner)
            self.penalty += now - self._penalties[label]
            self._penalties[label] = now

    def excess(self) -> float:
        """Return by how much the greatest deviation lies outside what is aimed at."""
        return max(
            0.0, max(abs(total * share - 1.0) for total, share in zip(self.sums, self.share, strict=True)) - self.inner
        )


def _measures(problem: Problem, state: State) -> list[_Measure]:
    """Return the load, whose sums are the state's own, and the further criteria."""
    measures = [_Measure(state.load, state.loads, state.share, problem.tolerance * 0.999)]
    for row, tolerance in zip(problem.criteria, problem.criteria_tolerance.tolist(), strict=True):
        totals = sums(row, state.plan, problem.count).tolist()
        measures.append(_Measure(row.tolist(), totals, state.share, tolerance * 0.999))
    return measures


def exchange(
    problem: Problem,
    labels: Ints,
    proposals: int,
    rng: np.random.Generator,
    hot: float = 1.0,
    cold: float = 0.05,
    pressure: float = 400.0,
    watch: Watch = always,
) -> Ints:
    """Return the best plan met by flips of one node into a neighbour and of another out of it again.

    The second node may go back to the first sector (a swap) or on to a third one (a chain).
    """
    if problem.count < 2 or not len(problem.cost):
        return labels
    state = State(problem, labels)
    measures = _measures(problem, state)
    usual = float(problem.cost.mean())
    best, best_rank = labels, problem.rank(labels)
    blocks = max(1, -(-proposals // BLOCK))

    def look() -> Sight:
        return sight(problem, best)

    for block in range(blocks):
        done = block / blocks
        if not watch(done, look):
            break
        heat = usual * hot * (cold / hot) ** done
        caught = _run_block(problem, state, measures, heat, usual * pressure, rng, best_rank)
        if caught is not None:
            best, best_rank = caught, problem.rank(caught)
    return best


def _run_block(
    problem: Problem,
    state: State,
    measures: list[_Measure],
    heat: float,
    pressure: float,
    rng: np.random.Generator,
    rank: tuple[float, float],
) -> Ints | None:
    """Propose exchanges; return the best plan met if it ranks before `rank`."""
    best = None
    border = _Border(state, problem.count)
    picks = rng.integers(0, 2**29, (4, BLOCK)).tolist()
    limits = (heat * rng.standard_exponential(BLOCK)).tolist()
    before = state.cost + pressure * _penalty(measures)
    for first, turn, second, onward, limit in zip(*picks, limits, strict=True):
        moves = _moves(state, measures, border, first, turn, second, onward)
        if not moves:
            continue
        after = state.cost + pressure * _penalty(measures)
        if after - before > limit:
            for node, old, new in reversed(moves):
                _move(state, measures, node, new, old)
            continue
        before = after
        if sum(one.excess() for one in measures) <= rank[0] + 1e-6:
            found = state.plan.copy()
            if problem.rank(found) < rank:
                best, rank = found, problem.rank(found)
    return best


class _Border:
    """The nodes that lay beside another sector when the block began, all and by sector."""

    def __init__(self, state: State, count: int) -> None:
        nodes = np.unique(state.tails[state.open_ways()])
        self.nodes: list[int] = nodes.tolist()
        self.of: list[list[int]] = [nodes[state.plan[nodes] == label].tolist() for label in range(count)]


def _moves(
    state: State, measures: list[_Measure], border: _Border, first: int, turn: int, second: int, onward: int
) -> list[tuple[int, int, int]]:
    """Make a flip and, where there is one, a second out of the same sector; return both."""
    if not border.nodes:
        return []
    node = border.nodes[first % len(border.nodes)]
    moves = _try(state, measures, node, turn)
    if not moves:
        return []
    reached = moves[0][2]
    others = border.of[reached]
    if others and onward & 3:
        other = others[second % len(others)]
        if other != node and state.labels[other] == reached:
            moves += _try(state, measures, other, onward >> 2)
    return moves


def _try(state: State, measures: list[_Measure], node: int, turn: int) -> list[tuple[int, int, int]]:
    """Flip the node to the label of one of its neighbours, if its sector stays connected."""
    labels, neighbours = state.labels, state.neighbours
    old = labels[node]
    choices = [label for other in neighbours[node] if (label := labels[other]) != old]
    same = [other for other in neighbours[node] if labels[other] == old]
    if not choices or not stay_together(node, same, labels, neighbours):
        return []
    new = choices[turn % len(choices)]
    _move(state, measures, node, old, new)
    return [(node, old, new)]


def _move(state: State, measures: list[_Measure], node: int, old: int, new: int) -> None:
    for other, cost in state.pairs[node]:
        label = state.labels[other]
        state.cost += cost * ((label == old) - (label == new))
    for measure in measures:
        measure.move(node, old, new)
    state.labels[node] = state.plan[node] = new


def _penalty(measures: list[_Measure]) -> float:
    return sum(one.penalty for one in measures)
