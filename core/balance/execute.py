"""Run searches side by side, wherever the executor has room, and show how far they are."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import Executor, Future, wait
from typing import Any

from ..language import translate
from ..progress import Progress
from .pool import Pool, make_executor
from .tasks import Found, Search, run_search
from .watch import Look, Watch

POLL = 0.1  # seconds between two looks at the workers
WORTH_A_PROCESS = 400_000  # flips: less is done before a process has started


def run_searches(tasks: Sequence[Search], scheduler: str, progress: Progress) -> list[Found]:
    """Return what each search found, in their order.

    Raises CancelledError where the analyst cancelled; no worker is left then.
    """
    if not scheduler and sum(_flips(task) for task in tasks) < WORTH_A_PROCESS:
        return _here(tasks, progress)
    executor = make_executor(scheduler, min(len(tasks), os.cpu_count() or 1))
    if not scheduler and not isinstance(executor, Pool):
        executor.shutdown()
        progress.say(translate("Core", "No Python interpreter was found: the search runs inside QGIS."))
        return _here(tasks, progress)
    return _elsewhere(tasks, executor, progress)


def _flips(task: Search) -> float:
    effort = task.effort
    return min(effort.proposals, effort.small * task.problem.size) + effort.per_node * task.problem.size


def _here(tasks: Sequence[Search], progress: Progress) -> list[Found]:
    found = []
    for number, task in enumerate(tasks):
        part = progress.part(number / len(tasks), (number + 1) / len(tasks))
        found.append(run_search(task, _shown(part)))
    return found


def _shown(progress: Progress) -> Watch:
    """Return a watch that shows progress (which raises where the analyst cancelled) and never stops."""

    def watch(done: float, _look: Look | None = None) -> bool:
        progress.show(done)
        return True

    return watch


def _elsewhere(tasks: Sequence[Search], executor: Executor, progress: Progress) -> list[Found]:
    done = [0.0] * len(tasks)
    futures: list[Future[Any]] = []
    try:
        futures += [_submit(executor, task, done, number) for number, task in enumerate(tasks)]
        while wait(futures, timeout=POLL).not_done:
            shares = [1.0 if future.done() else share for future, share in zip(futures, done, strict=True)]
            progress.show(sum(shares) / len(tasks))
            time.sleep(0)
        return [future.result() for future in futures]
    finally:
        for future in futures:
            future.cancel()
        executor.shutdown()


def _submit(executor: Executor, task: Search, done: list[float], number: int) -> Future[Any]:
    if isinstance(executor, Pool):
        return executor.submit(run_search, task, told=lambda share, _sight: done.__setitem__(number, share))
    return executor.submit(run_search, task)
