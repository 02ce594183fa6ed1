"""Run searches side by side, wherever the executor has room, and show how far they are."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import Future, wait
from dataclasses import replace
from typing import Any

import numpy as np

from ..executors import open_pool
from ..progress import Progress
from ..task_pool import POLL, TaskPool
from .board import SearchMonitor
from .deadline import Deadline
from .tasks import Found, Search, run_search
from .watch import SearchCallback, TakeSnapshot

SIDE_BY_SIDE = 2  # processes per processor, so that all districts of a plan come on together
LATE = 0.4  # seconds a search may be late when the time limit ends it
LATE_WHEN_STOPPED = 10.0  # and when the analyst does
STARTING = 0.3  # seconds that a process takes to start
WORTH_A_PROCESS = 400_000  # flips: less is done before a process has started


class WorkerPool:
    """The workers of a whole run: started when first needed, kept from one round of searches to the next."""

    def __init__(self, scheduler: str = "") -> None:
        """Start none yet; `scheduler` is the address of a Dask scheduler, empty for this machine."""
        self.scheduler = scheduler
        self._pool: TaskPool | None = None

    def start(self, workers: int, progress: Progress) -> TaskPool:
        """Return the pool, with `workers` workers where it is started now."""
        self._pool = self._pool or open_pool(workers, self.scheduler, progress)
        return self._pool

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._pool is not None:
            self._pool.shutdown()


def run_searches(
    tasks: Sequence[Search],
    workers: WorkerPool,
    progress: Progress,
    deadline: Deadline | None = None,
    monitor: SearchMonitor | None = None,
) -> list[Found]:
    """Return what each search found, in their order: at the deadline, or when the analyst stops, the best so far.

    Raises CancelledError where the analyst cancelled.
    """
    deadline, monitor = deadline or Deadline(), monitor or SearchMonitor(tasks)
    if deadline.left() < STARTING:
        return [Found(monitor.plan(number), stopped=True) for number in range(len(tasks))]
    if not workers.scheduler and sum(_flips(task) for task in tasks) < WORTH_A_PROCESS:
        return _here(tasks, progress, deadline, monitor)
    turns = -(-len(tasks) // (SIDE_BY_SIDE * (os.cpu_count() or 1)))
    pool = workers.start(-(-len(tasks) // turns), progress)  # as many in every turn
    timed = [replace(task, seconds=deadline.each(len(tasks), pool.workers)) for task in tasks]
    return _elsewhere(timed, pool, progress, deadline, monitor)


def _flips(task: Search) -> float:
    effort = task.effort
    return effort.flips(task.problem.size) + effort.refining_per_node * task.problem.size


def _here(tasks: Sequence[Search], progress: Progress, deadline: Deadline, monitor: SearchMonitor) -> list[Found]:
    found = []
    for number, task in enumerate(tasks):
        timed = replace(task, seconds=deadline.each(len(tasks) - number, 1))
        found.append(monitor.at_least(number, run_search(timed, _shown(number, progress, monitor))))
        monitor.update(number, 1.0)
    return found


def _shown(number: int, progress: Progress, monitor: SearchMonitor) -> SearchCallback:
    """Return a watch that shows progress (which raises where the analyst cancelled) and stops when asked to."""
    last = -POLL

    def watch(done: float, look: TakeSnapshot | None = None, /) -> bool:
        nonlocal last
        if time.monotonic() - last > POLL:
            monitor.update(number, done, look() if look else None)
            monitor.show(progress)
            last = time.monotonic()
        return not progress.is_stopped()

    return watch


def _elsewhere(
    tasks: Sequence[Search], pool: TaskPool, progress: Progress, deadline: Deadline, monitor: SearchMonitor
) -> list[Found]:
    futures: list[Future[Any]] = []
    gives_up = np.inf
    try:
        futures += [_submit(pool, task, monitor, number) for number, task in enumerate(tasks)]
        while wait(futures, timeout=POLL).not_done:
            _note_the_finished(futures, monitor)
            monitor.show(progress)
            if np.isinf(gives_up) and (deadline.is_over() or progress.is_stopped()):
                gives_up = time.monotonic() + _stop(pool, futures, deadline)
            if time.monotonic() > gives_up:
                break
        return [_answer(future, number, monitor) for number, future in enumerate(futures)]
    finally:
        for future in futures:
            future.cancel()
        pool.reset()


def _stop(pool: TaskPool, futures: list[Future[Any]], deadline: Deadline) -> float:
    """Ask the searches for what they have; return how many seconds they may take to answer."""
    pool.stop()
    if not deadline.is_over():
        return LATE_WHEN_STOPPED
    for future in futures:
        future.cancel()  # those that have not begun: there is no time to
    return LATE + deadline.return_time()


def _note_the_finished(futures: list[Future[Any]], monitor: SearchMonitor) -> None:
    for number, future in enumerate(futures):
        if future.done():
            monitor.update(number, 1.0)


def _answer(future: Future[Any], number: int, monitor: SearchMonitor) -> Found:
    """Return what a search found; the best it has shown where it did not answer in time."""
    is_here = future.done() and not future.cancelled()
    return monitor.at_least(number, future.result() if is_here else Found(monitor.plan(number), stopped=True))


def _submit(pool: TaskPool, task: Search, monitor: SearchMonitor, number: int) -> Future[Any]:
    return pool.submit(run_search, task, told=lambda done, sight: monitor.update(number, done, sight))
