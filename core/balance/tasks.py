"""One search as a task that any executor can run: it needs nothing but its arguments."""

from __future__ import annotations

import time
from dataclasses import dataclass

from .exact import is_small, optimum
from .graph import Ints
from .levels import Effort, search
from .problem import Problem
from .watch import Look, Watch, always


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
    """The labels found, whether the time limit ended the search early, and whether nothing better exists."""

    labels: Ints
    stopped: bool
    proven: bool = False


def run_search(task: Search, watch: Watch = always) -> Found:
    """Run the search; `watch` is told its progress and may stop it."""
    began = time.monotonic()
    stopped = False

    def go_on(done: float, look: Look | None = None) -> bool:
        nonlocal stopped
        late = task.seconds > 0 and time.monotonic() - began > task.seconds
        stopped = stopped or late or not watch(done, look)
        return not stopped

    labels, proven = search(task.problem, task.effort, task.seed, task.labels, go_on), False
    if is_small(task.problem) and not stopped:
        labels, proven = optimum(task.problem, labels, go_on)
    return Found(labels, stopped, proven)
