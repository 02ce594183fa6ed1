"""What every pool of workers can do, and the one whose workers are threads of this program."""

from __future__ import annotations

import sys
import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from ..base.progress import Progress
from .pool_worker import TaskCallback

PACKAGE = __name__.split(".core.", maxsplit=1)[0]
ROOT = Path(sys.modules[PACKAGE].__path__[0])
POLL = 0.1  # seconds between two looks at the Cancel button
OnProgress = Callable[[float, Any], None]
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class TaskPool(Executor, ABC):
    """Runs tasks elsewhere: module-level functions of this package, and what can be packed for another process.

    Leaving its `with` block ends the workers, whatever they are at.

    Attributes:
        workers: how many tasks run at a time.

    """

    workers: int

    @abstractmethod
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Start `fn(*args)`.

        With a keyword `on_progress`, `fn` is given a keyword `callback`, which it calls with the share done (0 to 1) and a
        function that makes a snapshot, and which answers whether to go on. `on_progress` is called with share and
        snapshot now and then, from another thread.
        """

    @abstractmethod
    def stop(self) -> None:
        """Ask all watched tasks, also those that have not begun, to return what they have."""

    @abstractmethod
    def reset(self) -> None:
        """End the tasks that still run, for good, and be ready for others."""


class ThreadPool(TaskPool):
    """Runs tasks in threads of this program: for a QGIS beside which no Python can be started."""

    def __init__(self, workers: int) -> None:
        """Run at most `workers` tasks at a time."""
        self.workers = workers
        self._threads = ThreadPoolExecutor(workers)
        self._stopped = threading.Event()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Start a task."""
        stopped, on_progress = self._stopped, kwargs.get("on_progress")
        if on_progress is None:
            return self._threads.submit(fn, *args)
        return self._threads.submit(fn, *args, callback=TaskCallback(on_progress, lambda: not stopped.is_set()))

    def stop(self) -> None:
        """Ask all watched tasks to return what they have."""
        self._stopped.set()

    def reset(self) -> None:
        """Ask the tasks that still run to come back, and be ready for others: a thread cannot be ended."""
        self._stopped.set()
        self._stopped = threading.Event()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """Drop what has not begun, and end the threads."""
        self._stopped.set()
        self._threads.shutdown(wait, cancel_futures=cancel_futures)


def map_tasks(
    task: Callable[[_Item], _Result], items: Iterable[_Item], progress: Progress, pool: TaskPool | None = None
) -> Iterator[_Result]:
    """Yield the result for each of `items`, in their order: made here, or by the workers of `pool`.

    No more are under way at once than the workers need, so that memory does not grow with the items.

    Raises:
        CancelledError: the analyst cancelled.

    """
    if pool is None:
        for item in items:
            progress.check()
            yield task(item)
        return
    rest = iter(items)
    pending: deque[Future[_Result]] = deque(pool.submit(task, item) for item in islice(rest, pool.workers + 2))
    while pending:
        first = pending.popleft()
        progress.check()
        while not wait([first], POLL).done:
            progress.check()
        pending.extend(pool.submit(task, item) for item in islice(rest, 1))
        yield first.result()
