"""Simulated annealing by flips of single nodes that never disconnect a sector.

The method is Kirkpatrick, Gelatt and Vecchi, Optimization by Simulated Annealing, Science 220 (1983), with a fixed
budget of proposals instead of a stopping rule, so that the same seed gives the same plan on a fast and a slow machine.
The acceptance test is written as `change <= temperature * e`, where e is exponentially distributed: the Metropolis rule
with the random number drawn before the change is known, which lets a whole batch be screened at once.

Balance is a penalty, not a constraint. A tolerance that starts wide and tightens lets loads exchange freely while the
shape of the sectors forms; from `quench_at` on the penalty grows so steeply that the last flips can only mend loads. The
search aims at a margin inside the tolerance, because the last accepted flips scatter around the aim.

The plan returned is the best one recorded in the last part of the run, not the last one. Snapshots for a callback are
kept apart from these records: otherwise the moment a callback looked would decide which plan is returned.

Tried and dropped: starting a comparison from the given plan even where it only serves as a start. A start made by cuts
along the graph often lies closer to the tolerance than any better plan does before the swaps, so it was never replaced
(Copenhagen: 81 km of boundary instead of 73).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...base.arrays import Ints
from ..model.problem import Problem
from .context import SearchContext, Snapshot, snapshot
from .flips import FlipSearch, LoadPenalty, State
from .penalties import penalty_terms
from .settings import SolverSettings


@dataclass(frozen=True)
class Schedule:
    """How a run cools.

    Attributes:
        proposals: Flips proposed in all.
        initial_temperature: In mean edge costs.
        final_temperature: In mean edge costs.
        initial_tolerance: Deviation (a share) allowed at first; it tightens to the problem's own tolerance.
        penalty_weight: Weight of the penalty for loads outside the tolerance, in mean edge costs.
        ignores_start: Whether the given plan is only a start and never a result.

    """

    proposals: int
    initial_temperature: float = 2.0
    final_temperature: float = 0.02
    initial_tolerance: float = 0.03
    penalty_weight: float = 10.0
    ignores_start: bool = False


class _Incumbent:
    """The best plan recorded so far, and apart from it the best one shown in a snapshot."""

    def __init__(self, problem: Problem, state: State, labels: Ints, *, ignores_start: bool) -> None:
        self._problem, self._state = problem, state
        self._best = self._shown = labels
        self._rank = (np.inf, np.inf) if ignores_start else problem.rank(labels)

    def record(self) -> None:
        """Record the current plan if it is better."""
        if self._lower_bound() > self._rank:
            return
        labels = self._state.plan.copy()
        rank = self._problem.rank(labels)
        if rank < self._rank:
            self._best, self._rank = labels, rank

    def _lower_bound(self) -> tuple[float, float]:
        """Return a lower bound of the current plan's rank, from loads and cut only, which are known already."""
        deviation = np.abs(np.array(self._state.loads) * self._state.shares - 1.0).max()
        over = max(0.0, float(deviation) - self._problem.tolerance)
        return round(over - 1e-9, 6), self._state.cost * (1.0 - 1e-9)

    def best(self) -> Ints:
        """Return the best plan recorded."""
        recorded = self._state.recorded
        if recorded is not None and self._problem.rank(np.array(recorded)) < self._rank:
            return np.array(recorded)
        return self._best

    def best_seen(self) -> Ints:
        """Return the best plan of the records, the snapshots and the current one."""
        return min((self.best(), self._shown, self._state.plan.copy()), key=self._problem.rank)

    def snapshot(self) -> Snapshot:
        """Evaluate the best plan seen."""
        self._shown = self.best_seen()
        return snapshot(self._problem, self._shown)


def anneal(problem: Problem, labels: Ints, schedule: Schedule, context: SearchContext) -> Ints:
    """Improve a plan by annealing; return the best plan met, which may be the given one.

    Every plan on the way is complete, has connected sectors and keeps locked nodes in place, as the given one must.

    Args:
        problem: what to divide.
        labels: (n,) label of each node of the plan to start from.
        schedule: proposals and temperatures.
        context: random numbers, callback and settings of the search.

    Returns:
        (n,) label of each node. If the callback ends the run, the best plan seen by then.

    """
    if problem.count < 2 or not len(problem.cost):
        return labels
    settings = context.settings.annealing
    terms = penalty_terms(problem, context.settings)
    state = State(problem, labels, context.settings)
    search = FlipSearch(state, context.rng, terms)
    usual = float(problem.cost.mean()) or 1.0
    block_size = max(1, min(settings.largest_block, schedule.proposals // settings.fewest_blocks))
    blocks = max(1, -(-schedule.proposals // block_size))
    incumbent = _Incumbent(problem, state, labels, ignores_start=schedule.ignores_start)
    for block in range(blocks):
        done = block / blocks
        if not context.goes_on(done, incumbent.snapshot):
            return incumbent.best_seen()
        for term in terms:
            term.refresh(state.labels, done)
        tightness = min(1.0, done / settings.tightened_at)
        if tightness >= 1.0 and problem.size <= settings.record_all_up_to and state.recorded is None:
            state.record_below = np.inf
        penalty = _load_penalty(problem, schedule, context.settings, done)
        size = min(block_size, schedule.proposals - block * block_size)
        cooled = (schedule.final_temperature / schedule.initial_temperature) ** done
        search.run(size, penalty, usual * schedule.initial_temperature * cooled)
        if done > settings.record_from or block == blocks - 1:
            incumbent.record()
    return incumbent.best()


def _load_penalty(problem: Problem, schedule: Schedule, settings: SolverSettings, done: float) -> LoadPenalty:
    """Return the load penalty after the share `done` of the run: its tolerance tightens and its weight grows."""
    annealing = settings.annealing
    tightness = min(1.0, done / annealing.tightened_at)
    first = max(schedule.initial_tolerance, problem.tolerance)
    inner = first * (problem.tolerance * annealing.tolerance_margin / first) ** tightness
    linear = 1.0 + (max(1.0, annealing.linear_from / problem.tolerance) - 1.0) * tightness
    quench = 1.0 if done < annealing.quench_at else 1.0 + annealing.quench_slope * (done - annealing.quench_at)
    usual = float(problem.cost.mean()) or 1.0
    weight = usual * schedule.penalty_weight * (1.0 + annealing.pressure_growth * tightness) * quench
    return LoadPenalty(inner, linear, weight, settings.penalties.curvature)
