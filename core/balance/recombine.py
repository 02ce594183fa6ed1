"""Balance that flips of single units cannot reach: neighbouring sectors merged and divided anew."""

from __future__ import annotations

import numpy as np

from .anneal import Schedule, anneal
from .divide import redivided
from .floor import EXACT, deviation_floor
from .graph import Floats, Ints
from .problem import Problem
from .terms import terms_of
from .watch import Watch, always

MOST = 4  # sectors merged at a time
ROUNDS = 30
GIVE_UP = 6  # rounds without a gain
AGAIN, LEAST_EACH, MOST_EACH = 400_000, 20, 200  # flips in each run before and after: in all, and for each node
# Temperature and pressure, in mean edge costs, of the runs before: neighbours that are all too heavy need pressure.
RUNS = (0.2, 10.0), (0.2, 100.0), (0.2, 300.0), (0.2, 300.0), (0.7, 10.0)
WARM, USUAL = 0.5, 10.0  # those of the run after it


def mended(problem: Problem, labels: Ints, rng: np.random.Generator, watch: Watch = always) -> Ints:
    """Return the plan brought within a tolerance that may be reached: annealed again, else recombined and annealed."""
    within = problem.tolerance + EXACT
    if problem.deviation(labels) <= within or deviation_floor(problem) > within:
        return labels
    for hot, pressure in RUNS:
        labels = min(labels, _annealed(problem, labels, hot, pressure, rng, watch), key=problem.rank)
        if problem.deviation(labels) <= within:
            return labels
    made = recombined(problem, labels, rng, ROUNDS, watch)
    if (made == labels).all():
        return labels
    return min(labels, _annealed(problem, made, WARM, USUAL, rng, watch), key=problem.rank)


def _annealed(
    problem: Problem, labels: Ints, hot: float, pressure: float, rng: np.random.Generator, watch: Watch
) -> Ints:
    flips = int(np.clip(AGAIN, LEAST_EACH * problem.size, MOST_EACH * problem.size))
    schedule = Schedule(flips, hot=hot, slack=max(problem.tolerance, 0.012), pressure=pressure)
    return anneal(problem, labels, schedule, rng, terms_of(problem), watch)


def recombined(problem: Problem, labels: Ints, rng: np.random.Generator, rounds: int, watch: Watch = always) -> Ints:
    """Return the plan with sectors outside the tolerance merged with neighbours and divided anew.

    Recombination (DeFord, Duchin and Solomon, Harvard Data Science Review 3.1, 2021) with two to MOST sectors
    at a time: one that deviates and neighbours that deviate otherwise. A round is kept unless it makes the
    loads outside the tolerance worse. Whole chains of islands change hands, which no series of flips may manage.
    """
    least, idle = _outside(problem, labels), 0
    for number in range(rounds):
        if least.sum() <= 0 or idle >= GIVE_UP or not watch(1.0):
            break
        chosen = _neighbourhood(problem, labels, least, int(rng.integers(2, MOST + 1)), rng)
        if len(chosen) < 2:
            break
        made = redivided(problem, labels, chosen, rng, tries=2 * (number % 2))
        outside = _outside(problem, made)
        idle += 1
        if outside.sum() <= least.sum():
            idle = idle if outside.sum() == least.sum() else 0
            labels, least = made, outside
    return labels


def _outside(problem: Problem, labels: Ints) -> Floats:
    """Return (k,) how far each sector lies outside the tolerance, squared."""
    over = np.abs(problem.loads(labels) / problem.target - 1.0) - problem.tolerance - EXACT
    return np.asarray(np.maximum(over, 0.0) ** 2, dtype=np.float64)


def _neighbourhood(problem: Problem, labels: Ints, outside: Floats, count: int, rng: np.random.Generator) -> Ints:
    """Return a sector outside the tolerance and `count` - 1 around it, those more likely that differ from it in load."""
    touching = problem.graph.contract(labels).borders
    deviation = problem.loads(labels) / problem.target - 1.0
    first = int(rng.choice(len(outside), p=outside / outside.sum()))
    chosen = [first]
    while len(chosen) < count:
        around = np.setdiff1d(
            np.concatenate([touching.indices[touching.indptr[c] : touching.indptr[c + 1]] for c in chosen]), chosen
        )
        if not len(around):
            break
        apart = np.abs(deviation[around] - deviation[first]) + problem.tolerance
        chosen.append(int(rng.choice(around, p=apart / apart.sum())))
    return np.sort(np.array(chosen))
