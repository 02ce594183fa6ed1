"""The search on one district: from coarse clusters down to the units, each level annealed in turn."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .anneal import Schedule, anneal
from .coarsen import clusters
from .exchange import exchange
from .graph import Ints
from .problem import Problem
from .repair import filled, repair
from .start import start
from .terms import terms_of
from .watch import Watch, always, on_units, part

WORTH_COARSENING = 1.8
FEW = 60  # nodes per sector up to which single nodes weigh so much that one run is a gamble


@dataclass(frozen=True)
class Effort:
    """How hard to search.

    Attributes:
        proposals: flips proposed, for any size.
        small: at most this many of them for each node.
        per_node: flips proposed on top for each node.
        chains: independent runs where sectors have few nodes; the best counts.
        exchanges: exchanges proposed in each of these.
        levels: nodes per sector of the coarse levels.

    """

    proposals: int
    small: int
    per_node: float
    chains: int
    exchanges: int
    levels: tuple[int, ...] = (200,)


EFFORTS = {
    "quick": Effort(1_600_000, 4_000, 12.0, 2, 10_000),
    "standard": Effort(7_000_000, 12_000, 40.0, 6, 40_000),
    "best": Effort(36_000_000, 60_000, 160.0, 16, 80_000),
}


def search(
    problem: Problem,
    effort: Effort,
    seed: int,
    labels: Ints | None = None,
    watch: Watch = always,
) -> Ints:
    """Return the (n,) labels of a plan; `labels`, where given, is a plan to begin with.

    `watch` is told how much of the work is done and answers whether to go on.
    """
    rng = np.random.default_rng(seed)
    if problem.size <= FEW * problem.count:
        return _chains(problem, effort, seed, labels, watch)
    ladder, steps = _ladder(problem, effort, rng)
    warm = labels is not None
    plan = begin(problem, ladder[0], labels, steps, rng)
    shares = _shares(len(ladder))
    done = 0.0
    budget = min(effort.proposals, effort.small * problem.size) + int(effort.per_node * problem.size)
    for index, level in enumerate(ladder):
        if index:
            plan = plan[steps[index - 1]]
        last = index == len(ladder) - 1
        schedule = _schedule(int(budget * shares[index]), first=index == 0 and not warm, last=last)
        aim = level if last else replace(level, tolerance=max(level.tolerance, 0.01))
        eye = on_units(part(watch, done, done + shares[index]), steps[index:])
        plan = anneal(aim, plan, schedule, rng, terms_of(aim), eye)
        done += shares[index]
    return plan


def _chains(problem: Problem, effort: Effort, seed: int, labels: Ints | None, watch: Watch) -> Ints:
    """Return the best of several runs, each annealed by flips, then by exchanges."""
    proposals = min(effort.proposals, effort.small * problem.size) // effort.chains
    exchanges = min(effort.exchanges, 200 * problem.size)
    plans = []
    for chain, own in enumerate(map(np.random.default_rng, np.random.SeedSequence(seed).spawn(effort.chains))):
        low, high = chain / effort.chains, (chain + 0.6) / effort.chains
        plan = begin(problem, problem, labels, [], own)
        schedule = _schedule(proposals, first=labels is None, last=True)
        plan = anneal(problem, plan, schedule, own, terms_of(problem), part(watch, low, high))
        if problem.excess(plan) > 0:
            plan = exchange(problem, plan, exchanges, own, watch=part(watch, high, (chain + 1) / effort.chains))
        plans.append(plan)
        if not watch((chain + 1) / effort.chains):
            break
    return min(plans, key=problem.rank)


def _ladder(problem: Problem, effort: Effort, rng: np.random.Generator) -> tuple[list[Problem], list[Ints]]:
    """Return the problems from coarse to fine, and for each but the last the cluster of every node of the next."""
    ladder, steps = [problem], list[Ints]()
    for nodes in sorted(effort.levels, reverse=True):
        count = nodes * problem.count
        if ladder[0].size > WORTH_COARSENING * count:
            cluster = clusters(ladder[0], count, rng)
            ladder.insert(0, ladder[0].coarsen(cluster))
            steps.insert(0, cluster)
    return ladder, steps


def begin(
    problem: Problem, coarsest: Problem, labels: Ints | None, steps: list[Ints], rng: np.random.Generator
) -> Ints:
    """Return the first plan on the coarsest level: the one given, made to keep all promises, or a new one."""
    if labels is None:
        return start(coarsest, rng)
    return repair(coarsest, _carry(filled(problem, labels), steps))


def _carry(labels: Ints, steps: list[Ints]) -> Ints:
    """Return the plan on the coarsest level (clusters lie within today's sectors)."""
    for cluster in reversed(steps):
        coarse = np.zeros(int(cluster.max()) + 1, dtype=np.int64)
        coarse[cluster] = labels
        labels = coarse
    return labels


def _shares(levels: int) -> list[float]:
    """Return the part of the budget each level gets, coarse to fine."""
    return {1: [1.0], 2: [0.5, 0.5], 3: [0.35, 0.25, 0.4]}[levels]


def _schedule(proposals: int, *, first: bool, last: bool) -> Schedule:
    """Return a hot schedule for the level that finds the shape, a cool one for those that refine it."""
    if first:
        return Schedule(proposals, hot=2.0)
    return Schedule(proposals, hot=0.5, slack=0.012 if last else 0.03)
