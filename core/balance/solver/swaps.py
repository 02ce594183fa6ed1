"""Annealing by swaps: two flips at once, which balance each other where single units weigh much.

Where a sector has few units, any single flip moves its load farther than the tolerance, and annealing by flips ends
outside it. A node that enters a sector together with another that leaves it changes loads by their difference only. The
second node returns to the sector of the first (a swap) or moves on to a third sector (a chain); a quarter of the
proposals are single flips, so that the method also works at boundaries where no partner is suitable.

Nearly all proposals are refused. So swaps are drawn and screened as arrays, as flips are, and only those the plan they
were drawn from might accept are tried exactly. Drawing them one by one took twenty times as long. Further criteria are
part of the penalty here too: searched without them, both tolerances were missed by about a unit.

Invariant: after every proposal the plan keeps all sectors connected and not empty, and the measures hold its sums.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ...base.arrays import Floats, Ints, Mask, sums
from ..model.problem import Problem
from .context import SearchContext, Snapshot, snapshot
from .flips import LoadPenalty, State, cut_change, stays_connected, unit_penalty

Flip = tuple[int, int, int]  # node, its label, its new label


class _Swaps(NamedTuple):
    """Proposed swaps, each part (p,): node `first` goes from `old` to `new`, node `second` from there to `onward`.

    Where `alone` is set, only the first node moves.
    """

    first: Ints
    old: Ints
    new: Ints
    second: Ints
    onward: Ints
    alone: Mask

    def at(self, rows: Ints) -> _Swaps:
        """Return the swaps at the given positions."""
        first, old, new, second, onward, alone = self
        return _Swaps(first[rows], old[rows], new[rows], second[rows], onward[rows], alone[rows])

    def flips(self) -> Iterator[list[Flip]]:
        """Yield the flips of each swap."""
        for first, old, new, second, onward, alone in zip(*(part.tolist() for part in self), strict=True):
            yield [(first, old, new)] if alone else [(first, old, new), (second, new, onward)]


class _Measure:
    """A load that sectors must carry equally: the workload, or a further criterion.

    Attributes:
        mass: (n,) load of each node.
        sums: (k,) load of each sector now.
        shares: (k,) 1 / target of each sector.
        inner: largest deviation (a share) aimed at.
        penalty: penalty of all sectors that deviate by more.

    """

    def __init__(self, mass: Floats, sums: list[float], shares: Floats, inner: float, curvature: float) -> None:
        self.mass, self.sums, self.shares, self.inner, self._curvature = mass, sums, shares, inner, curvature
        self._load: list[float] = mass.tolist()
        self._share: list[float] = shares.tolist()
        self._penalties = [
            unit_penalty(total * share, inner, curvature) for total, share in zip(sums, self._share, strict=True)
        ]
        self.penalty = sum(self._penalties)

    def move(self, node: int, old: int, new: int) -> None:
        """Record that the node moved."""
        self.sums[old] -= self._load[node]
        self.sums[new] += self._load[node]
        for label in (old, new):
            now = unit_penalty(self.sums[label] * self._share[label], self.inner, self._curvature)
            self.penalty += now - self._penalties[label]
            self._penalties[label] = now

    def change(self, swaps: _Swaps) -> Floats:
        """Return the (p,) change of the penalty by each swap."""
        total, present = np.array(self.sums), np.array(self._penalties)
        penalty = LoadPenalty(self.inner, 1.0, 1.0, self._curvature)
        there, back = self.mass[swaps.first], np.where(swaps.alone, 0.0, self.mass[swaps.second])
        returns = swaps.onward == swaps.old

        def grown(label: Ints, by: Floats) -> Floats:
            return penalty.of((total[label] + by) * self.shares[label]) - present[label]

        change = grown(swaps.old, np.where(returns, back, 0.0) - there) + grown(swaps.new, there - back)
        return change + np.where(returns | swaps.alone, 0.0, grown(swaps.onward, back))

    def excess(self) -> float:
        """Return by how much the largest deviation exceeds the one aimed at."""
        ratios = (total * share for total, share in zip(self.sums, self._share, strict=True))
        return max(0.0, max(abs(ratio - 1.0) for ratio in ratios) - self.inner)


def _measures(problem: Problem, state: State) -> list[_Measure]:
    """Return the workload, whose sums are the state's own, and the further criteria."""
    margin, curvature = state.settings.swaps.tolerance_margin, state.settings.penalties.curvature
    measures = [_Measure(problem.load, state.loads, state.shares, problem.tolerance * margin, curvature)]
    for row, tolerance in zip(problem.criteria, problem.criteria_tolerance.tolist(), strict=True):
        totals = sums(row, state.plan, problem.count).tolist()
        measures.append(_Measure(row, totals, state.shares, tolerance * margin, curvature))
    return measures


def anneal_by_swaps(problem: Problem, labels: Ints, proposals: int, context: SearchContext) -> Ints:
    """Improve a plan by swaps; return the best plan met, which may be the given one.

    Args:
        problem: what to divide.
        labels: (n,) label of each node of a plan that keeps all promises, as every plan on the way does.
        proposals: swaps proposed in all.
        context: random numbers, callback and settings of the search.

    Returns:
        (n,) label of each node.

    """
    if problem.count < 2 or not len(problem.cost):
        return labels
    state = State(problem, labels, context.settings)
    search = _SwapSearch(problem, state, context.rng)
    batches = context.settings.batches
    best, best_rank = labels, problem.rank(labels)
    spent, acceptance = 0, batches.initial_swap_acceptance
    most = max(batches.smallest, batches.largest_per_node * problem.size)

    def best_so_far() -> Snapshot:
        return snapshot(problem, best)

    while spent < proposals and context.goes_on(spent / proposals, best_so_far):
        size = int(np.clip(batches.accepted_per_sector * problem.count / acceptance, batches.smallest, most))
        better, count = search.run(size, spent / proposals, best_rank)
        if better is not None:
            best, best_rank = better, problem.rank(better)
        spent += size
        acceptance = max(count / size, 1e-6)
    return best


class _SwapSearch:
    """Proposes swaps, one batch after another."""

    def __init__(self, problem: Problem, state: State, rng: np.random.Generator) -> None:
        self._problem, self._state, self._rng = problem, state, rng
        self._settings = state.settings.swaps
        self._usual = float(problem.cost.mean())
        self._weight = self._usual * self._settings.penalty_weight
        self.measures = _measures(problem, state)

    def run(self, size: int, done: float, rank: tuple[float, float]) -> tuple[Ints | None, int]:
        """Propose swaps; return the best plan met if it ranks before `rank`, and how many were made."""
        settings = self._settings
        cooled = (settings.final_temperature / settings.initial_temperature) ** done
        temperature = self._usual * settings.initial_temperature * cooled
        state, measures, best, count = self._state, self.measures, None, 0
        before = state.cost + self._weight * _penalty(measures)
        for flips, limit in self.promising(size, temperature):
            if not _make(state, measures, flips):
                continue
            after = state.cost + self._weight * _penalty(measures)
            if after - before > limit:
                _unmake(state, measures, flips)
                continue
            before, count = after, count + 1
            if sum(measure.excess() for measure in measures) <= rank[0] + 1e-6:
                labels = state.plan.copy()
                if self._problem.rank(labels) < rank:
                    best, rank = labels, self._problem.rank(labels)
        return best, count

    def promising(self, size: int, temperature: float) -> Iterator[tuple[list[Flip], float]]:
        """Yield the swaps drawn that the current plan might accept, each with the largest change of cost accepted.

        Loads come first, because they refuse most. For two neighbours that change places the edge between them is
        left out, which can only understate the cost.
        """
        state = self._state
        swaps = self.draw(size)
        limits = temperature * self._rng.standard_exponential(len(swaps.first))
        change = self._weight * np.sum([measure.change(swaps) for measure in self.measures], axis=0)
        bearable = np.flatnonzero(change <= limits + state.around[swaps.first] + state.around[swaps.second])
        swaps, limits, change = swaps.at(bearable), limits[bearable], change[bearable]
        change += cut_change(state, swaps.first, swaps.old, swaps.new)
        change += np.where(swaps.alone, 0.0, cut_change(state, swaps.second, swaps.new, swaps.onward))
        rows = np.flatnonzero(change <= limits)
        yield from zip(swaps.at(rows).flips(), limits[rows].tolist(), strict=True)

    def draw(self, size: int) -> _Swaps:
        """Draw flips of nodes beside another sector, each with a flip out of the sector entered if there is one."""
        state, rng = self._state, self._rng
        arcs = state.boundary_arcs()
        arcs = arcs[np.argsort(state.plan[state.tails[arcs]], kind="stable")]
        begin = np.searchsorted(state.plan[state.tails[arcs]], np.arange(len(state.loads) + 1))
        picked = arcs[rng.integers(0, len(arcs), size if len(arcs) else 0)]
        first, new = state.tails[picked], state.plan[state.tips[picked]]
        choice = begin[new + 1] - begin[new]
        alone = (rng.random(len(picked)) < self._settings.single_share) | (choice == 0)
        row = begin[new] + (rng.random(len(picked)) * choice).astype(np.int64)
        back = np.where(alone, picked, arcs[np.where(choice > 0, row, 0)])
        return _Swaps(first, state.plan[first], new, state.tails[back], state.plan[state.tips[back]], alone)


def _make(state: State, measures: list[_Measure], flips: list[Flip]) -> bool:
    """Make all flips if each is still possible and disconnects no sector; else make none and return False."""
    labels, neighbours, reach = state.labels, state.neighbours, state.settings.annealing.connectivity_limit
    for count, (node, old, new) in enumerate(flips):
        around = [labels[neighbour] for neighbour in neighbours[node]]
        same = [neighbour for neighbour, label in zip(neighbours[node], around, strict=True) if label == old]
        if labels[node] != old or new not in around or not stays_connected(node, same, labels, neighbours, reach):
            _unmake(state, measures, flips[:count])
            return False
        _move(state, measures, node, old, new)
    return True


def _unmake(state: State, measures: list[_Measure], flips: list[Flip]) -> None:
    for node, old, new in reversed(flips):
        _move(state, measures, node, new, old)


def _move(state: State, measures: list[_Measure], node: int, old: int, new: int) -> None:
    for neighbour, cost in state.pairs[node]:
        label = state.labels[neighbour]
        state.cost += cost * ((label == old) - (label == new))
    for measure in measures:
        measure.move(node, old, new)
    state.labels[node] = state.plan[node] = new


def _penalty(measures: list[_Measure]) -> float:
    return sum(measure.penalty for measure in measures)
