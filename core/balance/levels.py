"""The search on one district: from coarse clusters down to the units, each level annealed in turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import numpy as np

from .anneal import Schedule, anneal
from .coarsen import clusters
from .exchange import exchange
from .flow import redraw_borders
from .graph import Ints
from .problem import Problem
from .recombine import mended
from .regions import FINE, WIDE, improve_regions
from .repair import filled, repair
from .start import start
from .terms import terms_of
from .watch import Watch, always, on_units, part

WORTH_COARSENING = 1.8
COARSE = 0.01  # tolerance on coarse levels, where one node weighs more than the tolerance asked for
HOT, FAR_HOT = 1.0, 2.0  # first temperature, in mean edge costs; from a start far from balance, which must melt
COLD = 0.06  # last temperature, in mean edge costs
FAR = 0.25  # deviation of such a start
LONG = 50_000  # flips for each sector that a run has at least, where there are several
BASE = 0.125  # part of the flips that the smallest map is worth
DEPTH = 4  # nodes on either side of a border that may change sides when it is redrawn
MENDED = 3  # of the chains' plans, at most
FEW = 60  # nodes per sector up to which single nodes weigh so much that one run is a gamble


@dataclass(frozen=True)
class Effort:
    """How hard to search.

    Attributes:
        proposals: flips proposed, for any size but the smallest.
        small: of these, at most BASE of all and this many for each node.
        per_node: flips proposed on top for each node.
        chains: independent runs where sectors have few nodes; the best counts.
        exchanges: proposed for each node in each of these, where flips end outside the tolerance.
        levels: nodes per sector of the coarse levels.
        rounds: in which borders are redrawn: of the coarsest level, and of a finer one before and after it is annealed.
        regions: part of the flips on the coarsest level that goes to single regions.
        runs: independent runs where sectors have many nodes, as long as each run is a long one.

    """

    proposals: int
    small: int
    per_node: float
    chains: int
    exchanges: int
    levels: tuple[int, ...] = (200,)
    rounds: tuple[int, int, int] = (2, 2, 2)
    regions: float = 0.25
    runs: int = 1

    def flips(self, size: int) -> int:
        """Return how many flips the coarsest level of so many nodes is worth."""
        return min(self.proposals, int(BASE * self.proposals) + self.small * size)


EFFORTS = {
    "quick": Effort(1_650_000, 2_000, 2.0, 2, 500, rounds=(0, 0, 1)),
    "standard": Effort(7_500_000, 8_000, 12.0, 6, 1_000, regions=0.5, runs=2),
    "best": Effort(44_000_000, 24_000, 60.0, 16, 2_500, regions=0.5, runs=3),
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
    shape = effort.flips(problem.size)
    budgets = [shape, *(int(effort.per_node * level.size) for level in ladder[1:])]
    ends = np.cumsum([0, *budgets]) / sum(budgets)
    eyes = [on_units(part(watch, low, high), steps[index:]) for index, (low, high) in enumerate(pairwise(ends))]
    aim = _aim(ladder[0], last=not steps)
    plan = _shaped(aim, effort, shape, partial(begin, problem, aim, labels, steps), labels is not None, rng, eyes[0])
    for index, cluster in enumerate(steps, start=1):
        last = index == len(steps)
        plan = _refined(ladder[index], plan[cluster], effort, budgets[index], last, rng, eyes[index])
    return mended(problem, plan, rng, part(watch, 1.0, 1.0))


def _aim(level: Problem, *, last: bool) -> Problem:
    """Return the level with the tolerance that its nodes allow."""
    return level if last else replace(level, tolerance=max(level.tolerance, COARSE))


def _shaped(
    level: Problem,
    effort: Effort,
    proposals: int,
    begun: Callable[[np.random.Generator], Ints],
    warm: bool,
    rng: np.random.Generator,
    watch: Watch,
) -> Ints:
    """Return the plan on the coarsest level: the best of several runs, then better region by region."""
    flips = int(proposals * (1.0 - effort.regions))
    runs = int(np.clip(flips // (LONG * level.count), 1, effort.runs))
    each = flips // runs
    plans = []
    for run in range(runs):
        low, high = (1.0 - effort.regions) * run / runs, (1.0 - effort.regions) * (run + 1) / runs
        first = begun(rng)
        hot = HOT if level.deviation(first) <= FAR else FAR_HOT
        schedule = Schedule(each, hot=0.5) if warm else Schedule(each, hot=hot, cold=COLD, afresh=True)
        plans.append(anneal(level, first, schedule, rng, terms_of(level), part(watch, low, high)))
        if not watch(high):
            break
    plan = redraw_borders(level, min(plans, key=level.promise), DEPTH, effort.rounds[0])
    return improve_regions(
        level, plan, int(proposals * effort.regions), WIDE, rng, part(watch, 1.0 - effort.regions, 1.0)
    )


def _refined(
    level: Problem, labels: Ints, effort: Effort, proposals: int, last: bool, rng: np.random.Generator, watch: Watch
) -> Ints:
    """Return the plan on a finer level: borders redrawn, annealed until the tolerance holds, and redrawn again."""
    _, before, after = effort.rounds
    labels = redraw_borders(_aim(level, last=False), labels, DEPTH, before, part(watch, 0.0, 0.4))
    aim = _aim(level, last=last)
    schedule = Schedule(proposals, hot=0.5, slack=0.012 if last else 0.03)
    labels = anneal(aim, labels, schedule, rng, terms_of(aim), part(watch, 0.4, 0.7))
    return redraw_borders(aim, labels, DEPTH, after, part(watch, 0.7, 1.0))


def _chains(problem: Problem, effort: Effort, seed: int, labels: Ints | None, watch: Watch) -> Ints:
    """Return the best of several runs, each annealed by flips, then by exchanges; the best is bettered by regions."""
    proposals = effort.flips(problem.size)
    flips = int(proposals * (1.0 - effort.regions)) // effort.chains
    warm = labels is not None
    schedule = Schedule(flips, hot=0.5, slack=0.012) if warm else Schedule(flips, hot=HOT, cold=COLD, afresh=True)
    starts, plans = list[Ints](), list[Ints]()
    runs, rest = part(watch, 0.0, 1.0 - effort.regions), part(watch, 1.0 - effort.regions, 1.0)
    for chain, own in enumerate(map(np.random.default_rng, np.random.SeedSequence(seed).spawn(effort.chains))):
        eye = part(runs, chain / effort.chains, (chain + 1) / effort.chains)
        starts.append(begin(problem, problem, labels, [], own))
        plan = anneal(problem, starts[-1], schedule, own, terms_of(problem), part(eye, 0.0, 0.6))
        plans.append(_exchanged(problem, plan, effort, own, part(eye, 0.6, 1.0)))
        if not eye(1.0):
            break
    rng, eve, end = np.random.default_rng(seed), part(rest, 0.0, 0.0), part(rest, 1.0, 1.0)
    plan = _within(problem, sorted(plans, key=problem.rank)[:MENDED], effort, rng, eve)
    plan = improve_regions(problem, plan, int(proposals * effort.regions), FINE, rng, rest)
    plan = mended(problem, _exchanged(problem, plan, effort, rng, end), rng, end)
    return min((_exchanged(problem, plan, effort, rng, end), *starts), key=problem.rank)


def _within(problem: Problem, plans: list[Ints], effort: Effort, rng: np.random.Generator, watch: Watch) -> Ints:
    """Return the first of the plans that can be brought within the tolerance, or else what comes nearest to it."""
    found = list[Ints]()
    for plan in plans:
        found.append(mended(problem, _exchanged(problem, plan, effort, rng, watch), rng, watch))
        if problem.excess(found[-1]) <= 0:
            break
    return min(found, key=problem.rank)


def _exchanged(problem: Problem, labels: Ints, effort: Effort, rng: np.random.Generator, watch: Watch) -> Ints:
    """Return the plan after exchanges where it lies outside the tolerance."""
    if problem.excess(labels) <= 0:
        return labels
    return exchange(problem, labels, effort.exchanges * problem.size, rng, watch=watch)


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
