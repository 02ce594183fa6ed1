"""One search as a task that any executor can run: it needs nothing but its arguments.

A search that is interrupted, by the time limit or the analyst, returns a plan in the middle of its work: at a high
temperature its loads can lie far outside the tolerance. So a tenth of the time limit is kept for a short cold run that
brings the loads closer.

Strings, trees and rings of units are not searched but solved. A problem small enough is handed to the exact solver
afterwards, with the search's plan as its upper bound.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ...base.arrays import Ints
from ..exact import labelling, set_partition
from ..exact.trees import best_tree_plan
from ..model.problem import Problem
from ..solver.annealing import Schedule, anneal
from ..solver.context import SearchCallback, SearchContext, TakeSnapshot, never_stop, part_of
from ..solver.initial import preview
from ..solver.lower_bounds import deviation_floor
from ..solver.multilevel import Effort, search
from ..solver.settings import DEFAULTS, SolverSettings


@dataclass(frozen=True)
class Search:
    """What a search needs.

    Attributes:
        problem: one district.
        effort: how hard to search.
        seed: the same seed gives the same labels, whichever executor runs it.
        labels: (n,) plan to start from; None for none.
        seconds: time limit after which the best plan so far is taken; 0 sets no limit.
        settings: tuning numbers.
        lesser: lesser efforts, the least first. The best of all is kept, so that more effort never gives a worse plan.

    """

    problem: Problem
    effort: Effort
    seed: int
    labels: Ints | None = None
    seconds: float = 0.0
    settings: SolverSettings = DEFAULTS
    lesser: tuple[Effort, ...] = ()


@dataclass(frozen=True)
class SearchResult:
    """The result of a search.

    Attributes:
        labels: (n,) label of each node.
        stopped: whether the search was ended early.
        proven: whether no better plan exists.

    """

    labels: Ints
    stopped: bool
    proven: bool = False


def run_search(task: Search, callback: SearchCallback = never_stop) -> SearchResult:
    """Run a search.

    Args:
        task: what to search.
        callback: receives the progress and may end the search. Executors pass it by this name.

    """
    began = time.monotonic()
    stopped = False
    # What no plan can reach is not sought: the order of plans stays the same, and the search ends as soon as any other.
    floor = deviation_floor(task.problem, task.settings.lower_bounds) + task.settings.lower_bounds.relative_error
    task = replace(task, problem=replace(task.problem, tolerance=max(task.problem.tolerance, floor)))

    def is_late(share: float) -> bool:
        return task.seconds > 0 and time.monotonic() - began > share * task.seconds

    def goes_on(done: float, take_snapshot: TakeSnapshot | None = None, /) -> bool:
        nonlocal stopped
        stopped = stopped or is_late(1.0 - task.settings.settling.time_share) or not callback(done, take_snapshot)
        return not stopped

    exact = best_tree_plan(task.problem, goes_on, task.settings.exact)
    if exact is not None:
        return SearchResult(exact, stopped, proven=True)
    best = SearchResult(np.zeros(0, dtype=np.int64), stopped=False)
    for number, (effort, (low, high)) in enumerate(_shares(task)):
        part = part_of(goes_on, low, high)
        labels = search(task.problem, effort, task.seed, task.labels, part, task.settings)
        labels = min([labels, best.labels][: number + 1], key=task.problem.rank)
        if stopped:
            return SearchResult(
                _interrupted(task, labels, lambda _done, _take_snapshot=None, /: not is_late(1.0)), stopped=True
            )
        best = _settled(task, labels, part)
        if best.proven or stopped:
            break
    return best


def _shares(task: Search) -> list[tuple[Effort, tuple[float, float]]]:
    """Return the efforts to make, one after another, and the share of the work at which each begins and ends."""
    lesser = task.lesser if task.problem.size <= task.settings.lesser_up_to else ()
    efforts = [*lesser, task.effort]
    ends = np.cumsum([0, *(effort.flips(task.problem.size) for effort in efforts)])
    return list(zip(efforts, pairwise((ends / ends[-1]).tolist()), strict=True))


def _settled(task: Search, labels: Ints, callback: SearchCallback) -> SearchResult:
    """Return the best plan where that can be found out in a moment, else the one that the search has found."""
    problem, settings = task.problem, task.settings.exact
    proven = False
    if set_partition.has_few_nodes(problem, settings):
        labels, proven = set_partition.best_plan(problem, labels, callback, settings)
    if not proven and labelling.is_small(problem, settings):
        labels, proven = labelling.optimum(problem, labels, callback, settings)
    return SearchResult(labels, stopped=not callback(1.0), proven=proven)


def _interrupted(task: Search, labels: Ints, callback: SearchCallback) -> Ints:
    """Return the plan of a search that was ended early; the current plan, repaired, if nothing better was found yet."""
    problem = task.problem
    settled = settle(task, labels, callback)
    if (problem.keep < 0).all():
        return settled
    return min(settled, preview(problem, task.seed, problem.keep, task.settings.initial), key=problem.rank)


def settle(task: Search, labels: Ints, callback: SearchCallback = never_stop) -> Ints:
    """Bring an unfinished plan closer to its tolerances by a short cold run.

    Args:
        task: the search the plan comes from.
        labels: (n,) label of each node.
        callback: may end the run.

    Returns:
        (n,) label of each node.

    """
    problem, settings = task.problem, task.settings.settling
    if problem.excess(labels) <= 0:
        return labels
    flips = min(settings.flips * problem.size, settings.most_flips)
    schedule = Schedule(flips, settings.temperature, initial_tolerance=problem.tolerance)
    return anneal(problem, labels, schedule, SearchContext(np.random.default_rng(task.seed), callback, task.settings))
