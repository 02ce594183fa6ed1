"""Searches run side by side, as many as there is room for, and the progress of all of them.

A short search runs in this process: it would be done before a worker process has started. Two processes per processor
let all districts of a plan advance together, so that the best plan shown is one of real searches and not of previews.
When time is up, searches are asked for what they have; one that does not answer in time is replaced by the best plan
it has shown, so that a time limit holds even if a worker hangs.

The searches of one plan, one per district, advance at different speeds. The plan is compared as soon as one of them has
shown something; for a district whose search waits for its turn, a preview stands in. Updates come from any thread: each
search has its own places in the lists, so no lock is needed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...base.arrays import Ints
from ...base.i18n import translate
from ...base.progress import Progress
from ...parallel.executors import open_pool
from ...parallel.task_pool import POLL, TaskPool
from ..solver.context import SearchCallback, Snapshot, TakeSnapshot, snapshot
from ..solver.initial import preview
from .deadline import Deadline
from .task import Search, SearchResult, run_search

REPORT_INTERVAL = 1.0  # seconds between two messages about the best plan
Assemble = Callable[[int, list[Ints]], Ints]


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


SCHEDULING = SchedulingSettings()


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
) -> list[SearchResult]:
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
    settings, deadline, monitor = SCHEDULING, deadline or Deadline(), monitor or SearchMonitor(tasks)
    run = _Round(tasks, progress, deadline, monitor)
    if deadline.left() < settings.start_seconds:
        return [SearchResult(monitor.plan(number), stopped=True) for number in range(len(tasks))]
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

    def here(self) -> list[SearchResult]:
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

    def elsewhere(self, pool: TaskPool, settings: SchedulingSettings) -> list[SearchResult]:
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
        return pool.submit(run_search, task, on_progress=lambda done, seen: self._monitor.update(number, done, seen))

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


def _result(future: Future[Any], number: int, monitor: SearchMonitor) -> SearchResult:
    """Return the result of a search; the best plan it has shown if it did not answer in time."""
    is_here = future.done() and not future.cancelled()
    return monitor.at_least(number, future.result() if is_here else SearchResult(monitor.plan(number), stopped=True))


def _no_draft(_plan: int, _labels: list[Ints]) -> Ints:
    return np.zeros(0, dtype=np.int64)


class SearchMonitor:
    """Collects what searches report and shows it."""

    def __init__(
        self, tasks: Sequence[Search], districts: int = 1, fixed_border_m: float = 0.0, assemble: Assemble = _no_draft
    ) -> None:
        """Wait for the reports of `tasks`.

        Args:
            tasks: all searches; those of one plan, one per district, follow each other.
            districts: number of searches that make one plan.
            fixed_border_m: boundary between the districts in metres, which every plan has.
            assemble: makes a draft from a plan's number and the labels of its searches.

        """
        self._tasks, self._districts, self._fixed_border_m, self._assemble = tasks, districts, fixed_border_m, assemble
        self._done = [0.0] * len(tasks)
        self._best: list[Snapshot | None] = [None] * len(tasks)
        self._text, self._last = "", -REPORT_INTERVAL

    def update(self, number: int, done: float, seen: Snapshot | None = None) -> None:
        """Record the share `done` (0 to 1) of search `number` and the plan it shows, if any."""
        self._done[number] = done
        best = self._best[number]
        if seen is not None and (best is None or self._rank(number, seen) < self._rank(number, best)):
            self._best[number] = seen

    def _rank(self, number: int, seen: Snapshot) -> tuple[float, float]:
        return max(0.0, seen.deviation - self._tasks[number].problem.tolerance), seen.border_m

    def plan(self, number: int) -> Ints:
        """Return the (n,) labels of the best plan that search `number` has shown."""
        return self._snapshot(number).labels

    def at_least(self, number: int, found: SearchResult) -> SearchResult:
        """Return the result of search `number`; if it was ended early, the best plan it showed may replace it."""
        if not found.stopped:
            return found
        plans = found.labels, self.plan(number)
        return replace(found, labels=min(plans, key=self._tasks[number].problem.rank))

    def draft(self, plan: int = 0) -> Ints:
        """Return a draft of a plan, (n,) labels, from the best its searches have shown."""
        first = plan * self._districts
        return self._assemble(plan, [self.plan(number) for number in range(first, first + self._districts)])

    def best(self) -> tuple[int, float, float] | None:
        """Return the number, deviation (a share) and boundary (metres) of the best plan; None before any was shown."""
        candidates = []
        for plan, first in enumerate(range(0, len(self._tasks), self._districts)):
            numbers = range(first, first + self._districts)
            if any(self._best[number] is not None for number in numbers):
                shown = [self._snapshot(number) for number in numbers]
                over = sum(self._rank(number, seen)[0] for number, seen in zip(numbers, shown, strict=True))
                border = sum(seen.border_m for seen in shown) + self._fixed_border_m
                candidates.append((over, border, plan, max(seen.deviation for seen in shown)))
        if not candidates:
            return None
        _, border, plan, deviation = min(candidates)
        return plan, deviation, border

    def _snapshot(self, number: int) -> Snapshot:
        """Return the best plan search `number` has shown; a preview if it has not shown any."""
        best, task = self._best[number], self._tasks[number]
        if best is None:
            best = snapshot(task.problem, preview(task.problem, task.seed, task.labels))
            self.update(number, self._done[number], best)
        return best

    def show(self, progress: Progress) -> None:
        """Show the share done and, from time to time, the best plan.

        Raises:
            CancelledError: the analyst cancelled.

        """
        progress.show(sum(self._done) / len(self._done))
        best, now = self.best(), time.monotonic()
        if best is None or now - self._last < REPORT_INTERVAL:
            return
        plan, deviation, border_m = best
        message = translate("Core", "Best plan so far: deviation {deviation:.1f}%, border {border:.1f} km")
        text = message.format(deviation=100 * deviation, border=border_m / 1000)
        if text != self._text:
            self._text, self._last = text, now
            progress.report_best(text)
            progress.publish_draft(lambda: self.draft(plan))
