"""The multilevel search on one district: solved on coarse clusters first, then refined down to the units.

The scheme is that of graph partitioners (Karypis and Kumar, A Fast and High Quality Multilevel Scheme for Partitioning
Irregular Graphs, SIAM Journal on Scientific Computing 20, 1998): coarsening, initial partition, refinement on every
level. On clusters a flip moves a piece of a boundary, so the shape of the sectors is found there with few flips; the
finer levels only follow it.

Clusters are centroidal Voronoi cells (Lloyd's iteration) of a sample that is denser where load is, cut into connected
pieces. So they are compact and carry similar loads. No cluster crosses a boundary of the current plan, so that this
plan exists on every level; locked nodes stay alone, so that a lock never binds more than its unit.

The steps on the coarsest level, in this order:

1. A few independent annealing runs. A run needs flips per sector to settle, so there are as many as the budget has long
   runs for, not more.
2. The run with the best `Problem.prospective_cost` goes on. Runs were compared by rank before, and one that ended a
   hair outside the tolerance lost to a much worse one inside it.
3. Boundaries redrawn as minimum cuts, then large neighbourhood search.

Where sectors have few nodes there is nothing to coarsen, and one run is a gamble: then several restarts are annealed by
flips and swaps. The best of them are brought within the tolerance *before* the neighbourhood search, which would
otherwise spend its flips on plans that are changed again afterwards (Copenhagen: 68.7 km on average of eight seeds
instead of 71.4). The starts themselves take part in the comparison at the end.

Invariants: every plan keeps locked nodes, connected sectors and no empty one. The order of random draws depends on the
seed, the effort and the problem only, never on the clock, so that a seed gives the same plan on every machine unless a
callback ends the search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy.spatial import cKDTree

from ...base.arrays import Ints
from ...geo.contiguity import components
from ..model.problem import Problem
from .annealing import Schedule, anneal
from .context import SearchCallback, SearchContext, never_stop
from .contiguity_repair import fill_unassigned, repair
from .flow_refinement import redraw_boundaries
from .initial import initial_partition
from .neighbourhood_search import improve_neighbourhoods
from .recombination import reduce_excess
from .settings import DEFAULTS, MultilevelSettings, SolverSettings
from .swaps import anneal_by_swaps


@dataclass(frozen=True)
class Effort:
    """How hard to search.

    Attributes:
        proposals: Flips proposed on the coarsest level, for any size but the smallest.
        proposals_per_node: Of these, at most `base_share` of all and this many per node.
        refining_per_node: Flips proposed per node of each finer level.
        restarts: Independent runs where sectors have few nodes; the best counts.
        swaps_per_node: Swaps proposed per node in each of these, where flips end outside the tolerance.
        coarse_levels: Nodes per sector of the coarse levels.
        flow_rounds: Rounds of redrawing boundaries: on the coarsest level, and on a finer one before and after it is
            annealed.
        neighbourhood_share: Share of the flips on the coarsest level that goes to large neighbourhood search.
        coarse_runs: Independent runs where sectors have many nodes, as long as each run is a long one.
        base_share: Share of `proposals` that the smallest problem is worth.

    """

    proposals: int
    proposals_per_node: int
    refining_per_node: float
    restarts: int
    swaps_per_node: int
    coarse_levels: tuple[int, ...] = (200,)
    flow_rounds: tuple[int, int, int] = (2, 2, 2)
    neighbourhood_share: float = 0.25
    coarse_runs: int = 1
    base_share: float = 0.125

    def flips(self, size: int) -> int:
        """Return the number of flips that the coarsest level of so many nodes is worth."""
        return min(self.proposals, int(self.base_share * self.proposals) + self.proposals_per_node * size)


EFFORTS = {
    "quick": Effort(1_650_000, 2_000, 2.0, 2, 500, flow_rounds=(0, 0, 1)),
    "standard": Effort(7_500_000, 8_000, 12.0, 6, 1_000, neighbourhood_share=0.5, coarse_runs=2),
    "best": Effort(44_000_000, 24_000, 60.0, 16, 2_500, neighbourhood_share=0.5, coarse_runs=3),
}


def search(
    problem: Problem,
    effort: Effort,
    seed: int,
    labels: Ints | None = None,
    callback: SearchCallback = never_stop,
    settings: SolverSettings = DEFAULTS,
) -> Ints:
    """Search for the plan with the best `Problem.rank`.

    Args:
        problem: what to divide; its graph must be connected.
        effort: how hard to search.
        seed: the same seed gives the same plan.
        labels: (n,) label of each node of a plan to start from, -1 where it has none; None for no such plan.
        callback: receives the progress and may end the search, which then returns the best plan so far.
        settings: tuning numbers.

    Returns:
        (n,) label of each node, from 0 to k - 1. Every sector is connected and not empty, locked nodes have theirs;
        tolerances hold if a plan within them was found.

    """
    context = SearchContext(np.random.default_rng(seed), callback, settings)
    if problem.size <= settings.few_nodes_per_sector * problem.count:
        return _Restarts(problem, effort, seed, labels, context).best()
    return _Multilevel(problem, effort, labels, context).refined()


class _Multilevel:
    """The search where sectors have many nodes."""

    def __init__(self, problem: Problem, effort: Effort, labels: Ints | None, context: SearchContext) -> None:
        self._problem, self._effort, self._labels, self._context = problem, effort, labels, context
        self._settings = context.settings.multilevel
        self._levels, self._steps = _coarsened(problem, effort, context)

    def refined(self) -> Ints:
        """Return the plan of the finest level."""
        levels, steps, per_node = self._levels, self._steps, self._effort.refining_per_node
        budgets = [self._effort.flips(self._problem.size), *(int(per_node * level.size) for level in levels[1:])]
        ends = np.cumsum([0, *budgets]) / sum(budgets)
        contexts = [
            self._context.part(low, high).on_units(steps[index:]) for index, (low, high) in enumerate(pairwise(ends))
        ]
        plan = self._coarsest_plan(budgets[0], contexts[0])
        for index, cluster in enumerate(steps, start=1):
            is_last = index == len(steps)
            plan = self._refine(levels[index], plan[cluster], budgets[index], contexts[index], is_last=is_last)
        return reduce_excess(self._problem, plan, self._context.part(1.0, 1.0))

    def _aim(self, level: Problem, *, is_last: bool) -> Problem:
        """Return the level with the tolerance that its nodes allow."""
        return level if is_last else replace(level, tolerance=max(level.tolerance, self._settings.coarse_tolerance))

    def _coarsest_plan(self, proposals: int, context: SearchContext) -> Ints:
        """Return the plan on the coarsest level: the best of several runs, improved group by group."""
        level, effort = self._aim(self._levels[0], is_last=not self._steps), self._effort
        annealed = 1.0 - effort.neighbourhood_share
        flips = int(proposals * annealed)
        runs = int(np.clip(flips // (self._settings.flips_per_sector * level.count), 1, effort.coarse_runs))
        plans = []
        for run in range(runs):
            low, high = annealed * run / runs, annealed * (run + 1) / runs
            first = starting_plan(self._problem, level, self._labels, self._steps, self._context)
            plans.append(anneal(level, first, self._schedule(level, first, flips // runs), context.part(low, high)))
            if not context.goes_on(high):
                break
        plan = min(plans, key=level.prospective_cost)
        plan = redraw_boundaries(level, plan, effort.flow_rounds[0], context.unobserved())
        settings, rest = context.settings.wide_neighbourhoods, context.part(annealed, 1.0)
        return improve_neighbourhoods(level, plan, int(proposals * effort.neighbourhood_share), settings, rest)

    def _schedule(self, level: Problem, first: Ints, proposals: int) -> Schedule:
        settings = self._settings
        if self._labels is not None:
            return Schedule(proposals, initial_temperature=settings.warm_temperature)
        is_far = level.deviation(first) > settings.far_from
        temperature = settings.far_temperature if is_far else settings.initial_temperature
        return Schedule(proposals, temperature, settings.final_temperature, ignores_start=True)

    def _refine(self, level: Problem, labels: Ints, proposals: int, context: SearchContext, *, is_last: bool) -> Ints:
        """Return the plan on a finer level: boundaries redrawn, annealed until the tolerance holds, redrawn again."""
        settings, (_, before, after) = self._settings, self._effort.flow_rounds
        coarse_aim, aim = self._aim(level, is_last=False), self._aim(level, is_last=is_last)
        labels = redraw_boundaries(coarse_aim, labels, before, context.part(0.0, settings.redrawn_until))
        tolerance = context.settings.annealing.warm_tolerance if is_last else settings.refining_tolerance
        schedule = Schedule(proposals, settings.warm_temperature, initial_tolerance=tolerance)
        labels = anneal(aim, labels, schedule, context.part(settings.redrawn_until, settings.annealed_until))
        return redraw_boundaries(aim, labels, after, context.part(settings.annealed_until, 1.0))


class _Restarts:
    """The search where sectors have few nodes: several runs of flips and swaps; the best is improved group by group."""

    def __init__(
        self, problem: Problem, effort: Effort, seed: int, labels: Ints | None, context: SearchContext
    ) -> None:
        self._problem, self._effort, self._seed, self._labels, self._context = problem, effort, seed, labels, context
        self._settings = context.settings.multilevel
        self._proposals = effort.flips(problem.size)

    def best(self) -> Ints:
        """Return the best plan."""
        problem, effort = self._problem, self._effort
        annealed = 1.0 - effort.neighbourhood_share
        starts, plans = self._runs(
            int(self._proposals * annealed) // effort.restarts, self._context.part(0.0, annealed)
        )
        context = replace(self._context, rng=np.random.default_rng(self._seed))
        rest = context.part(annealed, 1.0)
        before, after = rest.part(0.0, 0.0), rest.part(1.0, 1.0)
        plan = self._within_tolerance(sorted(plans, key=problem.rank)[: self._settings.balanced_plans], before)
        flips, settings = int(self._proposals * effort.neighbourhood_share), context.settings.small_neighbourhoods
        plan = improve_neighbourhoods(problem, plan, flips, settings, rest)
        plan = reduce_excess(problem, self._swapped(plan, after), after)
        return min((self._swapped(plan, after), *starts), key=problem.rank)

    def _runs(self, flips: int, context: SearchContext) -> tuple[list[Ints], list[Ints]]:
        """Return the starts and results of all restarts, each of so many flips; fewer if the search is ended."""
        restarts, until = self._effort.restarts, self._settings.flips_until
        starts, plans = list[Ints](), list[Ints]()
        for run, seed in enumerate(np.random.SeedSequence(self._seed).spawn(restarts)):
            own = replace(context.part(run / restarts, (run + 1) / restarts), rng=np.random.default_rng(seed))
            starts.append(starting_plan(self._problem, self._problem, self._labels, [], own))
            plan = anneal(self._problem, starts[-1], self._schedule(flips), own.part(0.0, until))
            plans.append(self._swapped(plan, own.part(until, 1.0)))
            if not own.goes_on(1.0):
                break
        return starts, plans

    def _schedule(self, flips: int) -> Schedule:
        settings, tolerance = self._settings, self._context.settings.annealing.warm_tolerance
        if self._labels is not None:
            return Schedule(flips, settings.warm_temperature, initial_tolerance=tolerance)
        return Schedule(flips, settings.initial_temperature, settings.final_temperature, ignores_start=True)

    def _within_tolerance(self, plans: list[Ints], context: SearchContext) -> Ints:
        """Return the first of the plans that can be brought within the tolerance, else the one that comes closest."""
        balanced = list[Ints]()
        for plan in plans:
            balanced.append(reduce_excess(self._problem, self._swapped(plan, context), context))
            if self._problem.excess(balanced[-1]) <= 0:
                break
        return min(balanced, key=self._problem.rank)

    def _swapped(self, labels: Ints, context: SearchContext) -> Ints:
        """Return the plan after swaps if it lies outside the tolerance."""
        if self._problem.excess(labels) <= 0:
            return labels
        return anneal_by_swaps(self._problem, labels, self._effort.swaps_per_node * self._problem.size, context)


def _coarsened(problem: Problem, effort: Effort, context: SearchContext) -> tuple[list[Problem], list[Ints]]:
    """Return the problems from coarse to fine, and for each but the last the cluster of every node of the next."""
    settings: MultilevelSettings = context.settings.multilevel
    levels, steps = [problem], list[Ints]()
    for nodes in sorted(effort.coarse_levels, reverse=True):
        count = nodes * problem.count
        if levels[0].size > settings.worth_coarsening * count:
            cluster = clusters(levels[0], count, context.rng, settings.clustering_sweeps)
            levels.insert(0, levels[0].coarsen(cluster))
            steps.insert(0, cluster)
    return levels, steps


def starting_plan(
    problem: Problem, coarsest: Problem, labels: Ints | None, steps: list[Ints], context: SearchContext
) -> Ints:
    """Return the plan a search starts from, on the coarsest level.

    Args:
        problem: the problem over the units.
        coarsest: the problem on the coarsest level.
        labels: (n,) plan over the units, -1 where it has no label; None for a new initial partition.
        steps: (n,) cluster of every node of the next finer level, one array per level, from coarse to fine.
        context: random numbers and settings of the search.

    Returns:
        (c,) label of each node of the coarsest level.

    """
    if labels is None:
        return initial_partition(coarsest, context)
    return repair(coarsest, _on_coarsest(fill_unassigned(problem, labels), steps))


def _on_coarsest(labels: Ints, steps: list[Ints]) -> Ints:
    """Return the plan on the coarsest level; clusters lie within the plan's sectors."""
    for cluster in reversed(steps):
        coarse = np.zeros(int(cluster.max()) + 1, dtype=np.int64)
        coarse[cluster] = labels
        labels = coarse
    return labels


def clusters(problem: Problem, count: int, rng: np.random.Generator, sweeps: int = 2) -> Ints:
    """Return the cluster of each node, an array (n,) of numbers from 0.

    Args:
        problem: what to coarsen.
        count: clusters wanted, approximately.
        rng: draws the sample.
        sweeps: Lloyd iterations.

    """
    chance = problem.load / max(problem.load.sum(), 1e-12) + 1.0 / problem.size
    centres = problem.xy[rng.choice(problem.size, count, replace=False, p=chance / chance.sum())]
    for _ in range(sweeps):
        cell = np.asarray(cKDTree(centres).query(problem.xy)[1])
        members = np.bincount(cell, minlength=len(centres))
        sums = [np.bincount(cell, weights=column, minlength=len(centres)) for column in problem.xy.T]
        centres = (np.column_stack(sums) / np.maximum(members, 1)[:, None])[members > 0]
    cell = np.asarray(cKDTree(centres).query(problem.xy)[1])
    i, j = problem.graph.edges.T
    joined = (cell[i] == cell[j]) & (problem.keep[i] == problem.keep[j])
    joined &= (problem.fixed[i] < 0) & (problem.fixed[j] < 0)
    return components(problem.size, problem.graph.edges[joined])[1]
