"""Balance that flips cannot reach: annealing at other penalties, then sectors merged with neighbours and divided again.

Recombination (DeFord, Duchin and Solomon, Recombination: A Family of Markov Chains for Redistricting, Harvard Data
Science Review 3.1, 2021) merges neighbouring sectors and divides their territory again by `divide`. Whole chains of
islands change hands that way, which no series of flips may manage. Here it is directed, not random: a sector outside
the tolerance comes together with neighbours that deviate the other way.

It disturbs boundaries more than annealing does, so annealing comes first. Neighbouring sectors that are all too heavy
need a steep penalty, or their excess is passed around among them: with the usual weight, 200,000 units at a tolerance of
0.2 % were left at 0.26 %; with a number of flips that did not grow with the nodes, at 0.37 %.

Nothing is tried where `deviation_floor` proves that the tolerance cannot be reached.

Invariant: the plan returned never ranks behind the given one.
"""

from __future__ import annotations

import numpy as np

from ..arrays import Floats, Ints
from .anneal import Schedule, anneal
from .context import SearchContext
from .divide import repartition
from .floor import deviation_floor
from .problem import Problem


def reduce_excess(problem: Problem, labels: Ints, context: SearchContext) -> Ints:
    """Bring the loads of a plan within the tolerance if they can be: by annealing, else by recombination as well.

    Args:
        problem: what to divide.
        labels: (n,) label of each node of a plan that keeps all promises, as the result does.
        context: random numbers, callback and settings of the search.

    Returns:
        (n,) label of each node.

    """
    settings, bounds = context.settings.recombination, context.settings.lower_bounds
    limit = problem.tolerance + bounds.relative_error
    if problem.deviation(labels) <= limit or deviation_floor(problem, bounds) > limit:
        return labels
    for temperature, weight in settings.runs:
        labels = min(labels, _annealed(problem, labels, temperature, weight, context), key=problem.rank)
        if problem.deviation(labels) <= limit:
            return labels
    recombined = recombine(problem, labels, settings.rounds, context)
    if (recombined == labels).all():
        return labels
    return min(labels, _annealed(problem, recombined, *settings.last_run, context), key=problem.rank)


def _annealed(problem: Problem, labels: Ints, temperature: float, weight: float, context: SearchContext) -> Ints:
    settings = context.settings.recombination
    fewest, most = settings.fewest_flips * problem.size, settings.most_flips * problem.size
    schedule = Schedule(
        int(np.clip(settings.flips, fewest, most)),
        initial_temperature=temperature,
        initial_tolerance=max(problem.tolerance, context.settings.annealing.warm_tolerance),
        penalty_weight=weight,
    )
    return anneal(problem, labels, schedule, context)


def recombine(problem: Problem, labels: Ints, rounds: int, context: SearchContext) -> Ints:
    """Merge sectors outside the tolerance with neighbours and divide them again.

    Args:
        problem: what to divide.
        labels: (n,) label of each node of a plan that keeps all promises, as the result does.
        rounds: rounds, at most. A round counts unless it makes the loads outside the tolerance worse.
        context: random numbers, callback and settings of the search.

    Returns:
        (n,) label of each node.

    """
    settings, error = context.settings.recombination, context.settings.lower_bounds.relative_error
    least, idle = _outside(problem, labels, error), 0
    for number in range(rounds):
        if least.sum() <= 0 or idle >= settings.idle_rounds or not context.goes_on(1.0):
            break
        count = int(context.rng.integers(2, settings.merged + 1))
        chosen = _draw_group(problem, labels, least, count, context.rng)
        if len(chosen) < 2:
            break
        divided = repartition(problem, labels, chosen, settings.potentials * (number % 2), context)
        outside = _outside(problem, divided, error)
        idle += 1
        if outside.sum() <= least.sum():
            idle = idle if outside.sum() == least.sum() else 0
            labels, least = divided, outside
    return labels


def _outside(problem: Problem, labels: Ints, error: float) -> Floats:
    """Return (k,) how far each sector lies outside the tolerance, squared."""
    over = np.abs(problem.loads(labels) / problem.target - 1.0) - problem.tolerance - error
    return np.asarray(np.maximum(over, 0.0) ** 2, dtype=np.float64)


def _draw_group(problem: Problem, labels: Ints, outside: Floats, count: int, rng: np.random.Generator) -> Ints:
    """Draw a sector outside the tolerance and `count` - 1 around it; the more they differ in load, the likelier."""
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
        difference = np.abs(deviation[around] - deviation[first]) + problem.tolerance
        chosen.append(int(rng.choice(around, p=difference / difference.sum())))
    return np.sort(np.array(chosen))
