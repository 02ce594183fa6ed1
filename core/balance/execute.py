"""Run searches side by side, as many as there is room for, and show their progress.

A short search runs in this process: it would be done before a worker process has started. Two processes per processor let
all districts of a plan advance together, so that the best plan shown is one of real searches and not of previews. When
time is up, searches are asked for what they have; one that does not answer in time is replaced by the best plan it has
shown, so that a time limit holds even if a worker hangs.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..executors import open_pool
from ..progress import Progress
from ..task_pool import POLL, TaskPool
from .board import SearchMonitor
from .deadline import Deadline
from .tasks import Found, Search, run_search
from .watch import SearchCallback, TakeSnapshot


@dataclass(frozen=True)
class SchedulingSettings:
    """How searches are distributed.

    Attributes:
        per_processor: Processes per processor.
        late_seconds: Seconds a search may be late when the time limit ends it.
        late_seconds_when_stopped: The same when the analyst stops it.
        start_seconds: Seconds that a process takes to start.
        process_flips: Flips from which the searches are worth processes of their own.

    """

    per_processor: int = 2
    late_seconds: float = 0.4
    late_seconds_when_stopped: float = 10.0
    start_seconds: float = 0.3
    process_flips: int = 400_000


DEFAULTS = SchedulingSettings()


class WorkerPool:
    """The workers of a whole run: started when first needed, kept from one round of searches to the next."""

    def __init__(self, scheduler: str = "") -> None:
        """Start none yet; `scheduler` is the address of a Dask scheduler, empty for this machine."""
        self.scheduler = scheduler
        self._pool: TaskPool | None = None

    def start(self, workers: int, progress: Progress) -> TaskPool:
        """Return the pool, with `workers` workers if it is started now."""
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
    """Run searches and return their results, in their order.

    Args:
        tasks: the searches.
        workers: where they run, unless they are too short for processes of their own.
        progress: shows the progress; may stop or cancel the searches.
        deadline: ends the searches, which then return the best so far; None for no limit.
        monitor: collects their progress; None for a new one.

    Raises:
        CancelledError: the analyst cancelled.

    """
    settings, deadline, monitor = DEFAULTS, deadline or Deadline(), monitor or SearchMonitor(tasks)
    run = _Round(tasks, progress, deadline, monitor)
    if deadline.left() < settings.start_seconds:
        return [Found(monitor.plan(number), stopped=True) for number in range(len(tasks))]
    if not workers.scheduler and sum(_flips(task) for task in tasks) < settings.process_flips:
        return run.here()
    rounds = -(-len(tasks) // (settings.per_processor * (os.cpu_count() or 1)))
    return run.elsewhere(workers.start(-(-len(tasks) // rounds), progress), settings)


def _flips(task: Search) -> float:
    effort = task.effort
    return effort.flips(task.problem.size) + effort.refining_per_node * task.problem.size


class _Round:
    """One round of searches."""

    def __init__(self, tasks: Sequence[Search], progress: Progress, deadline: Deadline, monitor: SearchMonitor) -> None:
        self._tasks, self._progress, self._deadline, self._monitor = tasks, progress, deadline, monitor

    def here(self) -> list[Found]:
        """Run the searches in this process, one after another."""
        results = []
        for number, task in enumerate(self._tasks):
            timed = replace(task, seconds=self._deadline.each(len(self._tasks) - number, 1))
            results.append(self._monitor.at_least(number, run_search(timed, self._callback(number))))
            self._monitor.update(number, 1.0)
        return results

    def _callback(self, number: int) -> SearchCallback:
        """Return a callback that shows progress, which raises if the analyst cancelled, and ends a stopped search."""
        last = -POLL

        def callback(done: float, take_snapshot: TakeSnapshot | None = None, /) -> bool:
            nonlocal last
            if time.monotonic() - last > POLL:
                self._monitor.update(number, done, take_snapshot() if take_snapshot else None)
                self._monitor.show(self._progress)
                last = time.monotonic()
            return not self._progress.is_stopped()

        return callback

    def elsewhere(self, pool: TaskPool, settings: SchedulingSettings) -> list[Found]:
        """Run the searches in a pool."""
        deadline, monitor = self._deadline, self._monitor
        seconds = deadline.each(len(self._tasks), pool.workers)
        futures: list[Future[Any]] = []
        gives_up = np.inf
        try:
            for number, task in enumerate(self._tasks):
                futures.append(self._submit(pool, replace(task, seconds=seconds), number))
            while wait(futures, timeout=POLL).not_done:
                _record_finished(futures, monitor)
                monitor.show(self._progress)
                if np.isinf(gives_up) and (deadline.is_over() or self._progress.is_stopped()):
                    gives_up = time.monotonic() + self._stop(pool, futures, settings)
                if time.monotonic() > gives_up:
                    break
            return [_result(future, number, monitor) for number, future in enumerate(futures)]
        finally:
            for future in futures:
                future.cancel()
            pool.reset()

    def _submit(self, pool: TaskPool, task: Search, number: int) -> Future[Any]:
        return pool.submit(run_search, task, told=lambda done, seen: self._monitor.update(number, done, seen))

    def _stop(self, pool: TaskPool, futures: list[Future[Any]], settings: SchedulingSettings) -> float:
        """Ask the searches for what they have; return the seconds they may take to answer."""
        pool.stop()
        if not self._deadline.is_over():
            return settings.late_seconds_when_stopped
        for future in futures:
            future.cancel()  # those that have not begun: no time is left for them
        return settings.late_seconds + self._deadline.return_time()


def _record_finished(futures: list[Future[Any]], monitor: SearchMonitor) -> None:
    for number, future in enumerate(futures):
        if future.done():
            monitor.update(number, 1.0)


def _result(future: Future[Any], number: int, monitor: SearchMonitor) -> Found:
    """Return the result of a search; the best plan it has shown if it did not answer in time."""
    is_here = future.done() and not future.cancelled()
    return monitor.at_least(number, future.result() if is_here else Found(monitor.plan(number), stopped=True))
