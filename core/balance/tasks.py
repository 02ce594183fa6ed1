"""One search as a task that any executor can run: it needs nothing but its arguments."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from .anneal import Schedule, anneal
from .exact import is_small, optimum
from .graph import Ints
from .levels import Effort, search
from .preview import preview
from .problem import Problem
from .terms import terms_of
from .watch import Look, Watch, always

SETTLING = 16  # flips proposed for each node once a search is ended early, to bring the loads within the tolerance
SETTLED_IN = 0.1  # of the time limit at most


@dataclass(frozen=True)
class Search:
    """What a search needs.

    Attributes:
        problem: one district.
        effort: how hard to search.
        seed: the same seed gives the same labels, whichever executor runs it.
        labels: a plan to begin with; None for none.
        seconds: after which the best plan so far is taken; 0 sets no limit.

    """

    problem: Problem
    effort: Effort
    seed: int
    labels: Ints | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Found:
    """The labels found, whether the search was ended early, and whether nothing better exists."""

    labels: Ints
    stopped: bool
    proven: bool = False


def run_search(task: Search, watch: Watch = always) -> Found:
    """Run the search; `watch` is told its progress and may stop it."""
    began = time.monotonic()
    stopped = False

    def late(part: float) -> bool:
        return task.seconds > 0 and time.monotonic() - began > part * task.seconds

    def go_on(done: float, look: Look | None = None, /) -> bool:
        nonlocal stopped
        stopped = stopped or late(1.0 - SETTLED_IN) or not watch(done, look)
        return not stopped

    labels = search(task.problem, task.effort, task.seed, task.labels, go_on)
    if stopped:
        return Found(_ended(task, labels, lambda _done, _look=None, /: not late(1.0)), stopped=True)
    if not is_small(task.problem):
        return Found(labels, stopped)
    labels, proven = optimum(task.problem, labels, go_on)
    return Found(labels, stopped, proven)


def _ended(task: Search, labels: Ints, watch: Watch) -> Ints:
    """Return the plan of a search that was ended early: today's, repaired, where it came to nothing better yet."""
    problem = task.problem
    settled = settle(task, labels, watch)
    if (problem.keep < 0).all():
        return settled
    return min(settled, preview(problem, task.seed, problem.keep), key=problem.rank)


def settle(task: Search, labels: Ints, watch: Watch = always) -> Ints:
    """Return a plan that was still being moved about, brought nearer to its tolerances by a short cold run."""
    problem = task.problem
    if problem.excess(labels) <= 0:
        return labels
    schedule = Schedule(min(SETTLING * problem.size, 200_000), hot=0.1, slack=problem.tolerance)
    return anneal(problem, labels, schedule, np.random.default_rng(task.seed), terms_of(problem), watch)
