"""A pool of the workers of a Dask cluster: watched through a queue of the scheduler, and stopped through an event."""

from __future__ import annotations

import contextlib
import importlib
import itertools
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import CancelledError as DroppedError
from concurrent.futures import Future, InvalidStateError
from concurrent.futures import wait as wait_for
from functools import cached_property, partial
from typing import Any

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.progress import Progress
from .dask_checks import (
    CLOSE_SECONDS,
    CONNECT_SECONDS,
    GONE,
    Scheduler,
    close,
    lost_plugin,
    no_workers,
    packed_call,
    require_cluster,
    run_within,
)
from .pool_worker import Outcome, TaskCallback, pack, pack_outcome, pack_task, run_packed, unpack
from .process_pool import WorkerDiedError
from .task_pool import OnProgress, TaskPool

_TRIES = 2
_REPORT_INTERVAL = 0.5  # seconds between two reports of a task
MOST_REPORTS = 200  # that wait: a task whose program is gone ends
PATIENCE = 30  # seconds until it does
ANSWER_SECONDS = 30  # until all of a cluster must have answered
WITHOUT_WORKERS = 30  # seconds that a cluster may be without workers


class DaskPool(TaskPool):
    """Runs each task on a worker of the cluster; one whose worker dies is tried again."""

    def __init__(self, client: Any, address: str) -> None:
        """Use a connected `distributed.Client`, which is closed at the end."""
        self.workers = max(1, sum(client.nthreads().values()))
        self._client, self._address = client, address
        self._executor = client.get_executor(pure=False, retries=_TRIES)
        self._numbers = itertools.count()
        self._on_progress: dict[int, OnProgress] = {}
        self._tasks: dict[Future[Any], Any] = {}
        self._seen = _distributed().Queue(_name(), client=client, maxsize=MOST_REPORTS)
        self._stopped = _distributed().Event(_name(), client=client)
        self._closed = threading.Event()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Start a task.

        Raises:
            InputError: the connection to the scheduler was lost.

        """
        number, on_progress = next(self._numbers), kwargs.get("on_progress")
        if on_progress is not None:
            self._on_progress[number] = on_progress
        work = pack_task(fn, args, on_progress is not None)
        call = packed_call(run_on_worker, work, number, self._seen.name, self._stopped.name)
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        if not self._is_connected():
            raise self._lost()
        self._tasks[future] = self._executor.submit(unpack, call)
        self._tasks[future].add_done_callback(partial(self._settle, future))
        return future

    def stop(self) -> None:
        """Ask all watched tasks, also those that have not begun, to return what they have."""
        with contextlib.suppress(*GONE):
            if self._is_connected():
                self._stopped.set()

    def reset(self) -> None:
        """End the tasks that still run, for good, and be ready for others."""
        self.stop()
        self._on_progress.clear()
        for task in self._fail(DroppedError()):
            with contextlib.suppress(*GONE):
                task.cancel() if self._is_connected() else None
        if self._is_connected():
            self._stopped = _distributed().Event(_name(), client=self._client)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """End all tasks and leave the cluster."""
        if wait and not cancel_futures:
            wait_for(list(self._tasks))
        self._closed.set()
        self.reset()
        self._listener.join(CLOSE_SECONDS)
        with contextlib.suppress(*GONE):
            if self._is_connected():
                self._seen.close()
        close(self._client)

    def _is_connected(self) -> bool:
        return bool(self._client.status == "running")

    def _lost(self) -> InputError:
        message = translate(
            "Core",
            "The connection to the Dask scheduler at “{address}” was lost. See whether it still runs, start it and its workers "
            "again, and repeat the run; or leave the address empty.",
        )
        return InputError(message.format(address=self._address))

    def _fail(self, error: Exception) -> list[Any]:
        """Mark all running tasks as failed; return the cluster's own futures of them."""
        tasks = []
        while self._tasks:
            future, task = self._tasks.popitem()
            _set(future, "error", error)
            tasks.append(task)
        return tasks

    def _settle(self, future: Future[Any], task: Future[Any]) -> None:
        self._tasks.pop(future, None)
        try:
            _set(future, *self._outcome(task))
        except Exception as error:
            _set(future, "error", error)

    def _outcome(self, task: Future[Any]) -> Outcome:
        if task.cancelled():
            return "error", self._lost()
        error = task.exception()
        if error is None:
            outcome: Outcome = unpack(task.result())
            return outcome
        if isinstance(error, ImportError):
            return "error", lost_plugin(self._address, error)
        if type(error).__name__ == "KilledWorker":
            message = translate("Core", "Workers of the Dask cluster ended at this task, more than once: {reason}")
            return "error", WorkerDiedError(message.format(reason=error))
        return "error", error

    def _listen(self) -> None:
        last = time.monotonic()
        with contextlib.suppress(*GONE):
            while not self._closed.wait(_REPORT_INTERVAL / 2):
                for number, done, seen in self._seen.get(batch=True):
                    if on_progress := self._on_progress.get(number):
                        on_progress(done, unpack(seen))
                if self._client.nthreads():
                    last = time.monotonic()
                elif time.monotonic() - last > WITHOUT_WORKERS:
                    self._fail(no_workers(self._address))


class _Reporter:
    """A worker's line to the program that gave it task `number`: the names of a queue and of an event of the scheduler."""

    def __init__(self, number: int, seen: str, stopped: str) -> None:
        self._number, self._seen, self._stopped = number, seen, stopped
        self.is_stopped = False

    @cached_property
    def _queue(self) -> Any:
        return _distributed().Queue(self._seen, maxsize=MOST_REPORTS)

    @cached_property
    def _event(self) -> Any:
        return _distributed().Event(self._stopped)

    def report(self, done: float, seen: Any) -> None:
        self.is_stopped = self._event.is_set()
        if not self.is_stopped:
            self._queue.put([self._number, done, pack(seen)], timeout=PATIENCE)

    def close(self) -> None:
        if "_queue" in self.__dict__:
            self._queue.close()


def run_on_worker(work: bytes, number: int, seen: str, stopped: str) -> bytes:
    """Run a packed task on a worker and return its packed outcome; report progress in queue `seen`, heed event `stopped`."""
    reporter = _Reporter(number, seen, stopped)
    callback = TaskCallback(reporter.report, lambda: not reporter.is_stopped, _REPORT_INTERVAL)
    try:
        return pack_outcome(*run_packed(work, callback))
    finally:
        reporter.close()


def connect(address: str, progress: Progress) -> DaskPool:
    """Return the pool of the cluster whose scheduler is at an address, as tcp://10.0.0.5:8786.

    Raises:
        InputError: the cluster cannot be used; the text says what is missing where.
        MissingLibraryError: the Python library distributed is not installed.
        CancelledError: the analyst cancelled.

    """
    scheduler = Scheduler(address, CONNECT_SECONDS, progress)
    client = scheduler.connect()
    try:
        make = partial(_pool_of, client, scheduler.address)
        return run_within(ANSWER_SECONDS, make, progress, DaskPool.shutdown)
    except TimeoutError as error:
        _close_aside(client)
        message = translate("Core", "The Dask cluster at “{address}” does not answer. See whether its workers run.")
        raise InputError(message.format(address=address)) from error
    except BaseException:
        _close_aside(client)
        raise


def _close_aside(client: Any) -> None:
    """Close a client without waiting for it: a cluster that hangs would hold up a Cancel."""
    threading.Thread(target=close, args=(client,), daemon=True).start()


def _pool_of(client: Any, address: str) -> DaskPool:
    require_cluster(client, address)
    return DaskPool(client, address)


def _set(future: Future[Any], kind: str, value: Any) -> None:
    """Give a future its result or error, unless it has one."""
    with contextlib.suppress(InvalidStateError):
        future.set_result(value) if kind == "result" else future.set_exception(value)


def _distributed() -> Any:
    return importlib.import_module("distributed")


def _name() -> str:
    return f"sector-planner-{uuid.uuid4().hex}"
