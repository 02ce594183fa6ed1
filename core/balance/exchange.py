"""Annealing by exchanges: two flips at once, which balance each other where single units weigh much.

Nearly all that is proposed is refused. So exchanges are drawn and weighed as arrays, as flips are, and only what the
plan as it stood when they were drawn might accept is tried, exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from .flips import State, Strain, beyond, cut_change, stay_together
from .graph import Floats, Ints, Mask, sums
from .problem import Problem
from .watch import Sight, Watch, always, sight

LEAST_DRAWN, MOST_DRAWN = 32, 2  # at a time: exchanges at least, and for each node at most
SWAYED = 0.25  # exchanges that a batch may make, for each sector: more, and the loads they were weighed by are gone
ALONE = 0.25  # share of single flips

Flip = tuple[int, int, int]  # node, its label, its new label


class _Drawn(NamedTuple):
    """Exchanges (p,): the first node goes from `old` to `new`, the second from there `onward`, or stays (`alone`)."""

    first: Ints
    old: Ints
    new: Ints
    second: Ints
    onward: Ints
    alone: Mask

    def some(self, kept: Ints) -> _Drawn:
        """Return those at the places given."""
        first, old, new, second, onward, alone = self
        return _Drawn(first[kept], old[kept], new[kept], second[kept], onward[kept], alone[kept])

    def flips(self) -> Iterator[list[Flip]]:
        """Yield the flips of each."""
        for first, old, new, second, onward, alone in zip(*(part.tolist() for part in self), strict=True):
            yield [(first, old, new)] if alone else [(first, old, new), (second, new, onward)]


class _Measure:
    """What sectors must carry alike: the load, or a further criterion.

    Attributes:
        mass: (n,) what each node weighs.
        sums: (k,) what each sector carries now.
        shares: (k,) one over what each sector should carry.
        inner: greatest deviation aimed at.
        penalty: of all sectors that deviate by more.

    """

    def __init__(self, mass: Floats, sums: list[float], shares: Floats, inner: float) -> None:
        self.mass, self.sums, self.shares, self.inner = mass, sums, shares, inner
        self._load: list[float] = mass.tolist()
        self._share: list[float] = shares.tolist()
        self._penalties = [beyond(total * one, inner) for total, one in zip(sums, self._share, strict=True)]
        self.penalty = sum(self._penalties)

    def move(self, node: int, old: int, new: int) -> None:
        """Take note that the node moved."""
        self.sums[old] -= self._load[node]
        self.sums[new] += self._load[node]
        for label in (old, new):
            now = beyond(self.sums[label] * self._share[label], self.inner)
            self.penalty += now - self._penalties[label]
            self._penalties[label] = now

    def change(self, drawn: _Drawn) -> Floats:
        """Return by how much each exchange would change the penalty."""
        total, penalty = np.array(self.sums), np.array(self._penalties)
        strain = Strain(self.inner, 1.0, 1.0)
        there, back = self.mass[drawn.first], np.where(drawn.alone, 0.0, self.mass[drawn.second])
        home = drawn.onward == drawn.old

        def grown(label: Ints, by: Floats) -> Floats:
            return strain.of((total[label] + by) * self.shares[label]) - penalty[label]

        change = grown(drawn.old, np.where(home, back, 0.0) - there) + grown(drawn.new, there - back)
        return change + np.where(home | drawn.alone, 0.0, grown(drawn.onward, back))

    def excess(self) -> float:
        """Return by how much the greatest deviation lies outside what is aimed at."""
        ratios = (total * share for total, share in zip(self.sums, self._share, strict=True))
        return max(0.0, max(abs(ratio - 1.0) for ratio in ratios) - self.inner)


def _measures(problem: Problem, state: State) -> list[_Measure]:
    """Return the load, whose sums are the state's own, and the further criteria."""
    measures = [_Measure(problem.load, state.loads, state.shares, problem.tolerance * 0.999)]
    for row, tolerance in zip(problem.criteria, problem.criteria_tolerance.tolist(), strict=True):
        totals = sums(row, state.plan, problem.count).tolist()
        measures.append(_Measure(row, totals, state.shares, tolerance * 0.999))
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
    spent, made = 0, 0.05
    most = max(LEAST_DRAWN, MOST_DRAWN * problem.size)

    def look() -> Sight:
        return sight(problem, best)

    while spent < proposals and watch(spent / proposals, look):
        heat = usual * hot * (cold / hot) ** (spent / proposals)
        size = int(np.clip(SWAYED * problem.count / made, LEAST_DRAWN, most))
        caught, count = _run_batch(problem, state, measures, size, heat, usual * pressure, rng, best_rank)
        if caught is not None:
            best, best_rank = caught, problem.rank(caught)
        spent += size
        made = max(count / size, 1e-6)
    return best


def _run_batch(
    problem: Problem,
    state: State,
    measures: list[_Measure],
    size: int,
    heat: float,
    pressure: float,
    rng: np.random.Generator,
    rank: tuple[float, float],
) -> tuple[Ints | None, int]:
    """Propose exchanges; return the best plan met if it ranks before `rank`, and how many were made."""
    best, made = None, 0
    before = state.cost + pressure * _penalty(measures)
    for flips, limit in _promising(state, measures, size, heat, pressure, rng):
        if not _make(state, measures, flips):
            continue
        after = state.cost + pressure * _penalty(measures)
        if after - before > limit:
            _unmake(state, measures, flips)
            continue
        before, made = after, made + 1
        if sum(one.excess() for one in measures) <= rank[0] + 1e-6:
            found = state.plan.copy()
            if problem.rank(found) < rank:
                best, rank = found, problem.rank(found)
    return best, made


def _promising(
    state: State, measures: list[_Measure], size: int, heat: float, pressure: float, rng: np.random.Generator
) -> Iterator[tuple[list[Flip], float]]:
    """Yield the exchanges drawn that the plan as it stands might accept, each with the change of cost accepted.

    Loads first, which refuse most. Two neighbours that change places are weighed without the edge between them,
    and so never too dear.
    """
    drawn = _draw(state, size, rng)
    limits = heat * rng.standard_exponential(len(drawn.first))
    change = pressure * np.sum([one.change(drawn) for one in measures], axis=0)
    bearable = np.flatnonzero(change <= limits + state.around[drawn.first] + state.around[drawn.second])
    drawn, limits, change = drawn.some(bearable), limits[bearable], change[bearable]
    change += cut_change(state, drawn.first, drawn.old, drawn.new)
    change += np.where(drawn.alone, 0.0, cut_change(state, drawn.second, drawn.new, drawn.onward))
    kept = np.flatnonzero(change <= limits)
    yield from zip(drawn.some(kept).flips(), limits[kept].tolist(), strict=True)


def _draw(state: State, size: int, rng: np.random.Generator) -> _Drawn:
    """Draw flips of nodes beside another sector, each with one out of the sector entered, where there is one."""
    ways = state.open_ways()
    ways = ways[np.argsort(state.plan[state.tails[ways]], kind="stable")]
    begin = np.searchsorted(state.plan[state.tails[ways]], np.arange(len(state.loads) + 1))
    picked = ways[rng.integers(0, len(ways), size if len(ways) else 0)]
    first, new = state.tails[picked], state.plan[state.tips[picked]]
    room = begin[new + 1] - begin[new]
    alone = (rng.random(len(picked)) < ALONE) | (room == 0)
    place = begin[new] + (rng.random(len(picked)) * room).astype(np.int64)
    back = np.where(alone, picked, ways[np.where(room > 0, place, 0)])
    return _Drawn(first, state.plan[first], new, state.tails[back], state.plan[state.tips[back]], alone)


def _make(state: State, measures: list[_Measure], flips: list[Flip]) -> bool:
    """Make the flips, if all still can be and no sector breaks; else none."""
    labels, neighbours = state.labels, state.neighbours
    for count, (node, old, new) in enumerate(flips):
        around = [labels[other] for other in neighbours[node]]
        same = [other for other, label in zip(neighbours[node], around, strict=True) if label == old]
        if labels[node] != old or new not in around or not stay_together(node, same, labels, neighbours):
            _unmake(state, measures, flips[:count])
            return False
        _move(state, measures, node, old, new)
    return True


def _unmake(state: State, measures: list[_Measure], flips: list[Flip]) -> None:
    for node, old, new in reversed(flips):
        _move(state, measures, node, new, old)


def _move(state: State, measures: list[_Measure], node: int, old: int, new: int) -> None:
    for other, cost in state.pairs[node]:
        label = state.labels[other]
        state.cost += cost * ((label == old) - (label == new))
    for measure in measures:
        measure.move(node, old, new)
    state.labels[node] = state.plan[node] = new


def _penalty(measures: list[_Measure]) -> float:
    return sum(one.penalty for one in measures)
