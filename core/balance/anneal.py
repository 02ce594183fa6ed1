"""Simulated annealing by flips of single nodes that never break a sector."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .flips import State, Strain, Term, run_flips
from .graph import Ints
from .problem import Problem
from .watch import Sight, Watch, always, sight

LARGEST_BLOCK = 16_384  # flips at one temperature, at most
STEPS = 128  # of temperature, at least
MARGIN = 0.93  # the search aims inside the tolerance, so that the last flips stay within it
TIGHT_AT = 0.75  # part of the budget after which the tolerance is at its final value
CATCH_SIZE = 2_000  # nodes up to which every plan within the tolerance is looked at, not only some
QUENCH_AT = 0.8  # part of the budget after which the penalty grows steeply


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
        if self._floor() > self._rank:
            return
        labels = self._state.plan.copy()
        rank = self._problem.rank(labels)
        if rank < self._rank:
            self._taken, self._rank = labels, rank

    def _floor(self) -> tuple[float, float]:
        """Return what the present plan ranks at least: by its loads and cut alone, which are known without a count."""
        deviation = np.abs(np.array(self._state.loads) * self._state.shares - 1.0).max()
        over = max(0.0, float(deviation) - self._problem.tolerance)
        return round(over - 1e-9, 6), self._state.cost * (1.0 - 1e-9)

    def best(self) -> Ints:
        """Return the best plan taken or caught."""
        caught = self._state.caught
        if caught is not None and self._problem.rank(np.array(caught)) < self._rank:
            return np.array(caught)
        return self._taken

    def now(self) -> Ints:
        """Return the best plan met, taken or not."""
        return min((self.best(), self._seen, self._state.plan.copy()), key=self._problem.rank)

    def look(self) -> Sight:
        """Return how good the best plan met is."""
        self._seen = self.now()
        return sight(self._problem, self._seen)


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
    block_size = max(1, min(LARGEST_BLOCK, schedule.proposals // STEPS))
    blocks = max(1, -(-schedule.proposals // block_size))
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
        size = min(block_size, schedule.proposals - block * block_size)
        if tight >= 1.0 and problem.size <= CATCH_SIZE and state.caught is None:
            state.least = np.inf
        run_flips(state, size, Strain(inner, linear, pressure), heat, rng, terms)
        if done > 0.7 or block == blocks - 1:
            held.take()
    return held.best()
