"""Searches on a Dask cluster: watched through a queue of the scheduler, and stopped through an event."""

from __future__ import annotations

import contextlib
import importlib
import itertools
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

import numpy as np

from ..errors import InputError, MissingLibraryError
from ..language import translate
from .watch import Snapshot, TakeSnapshot
from .worker import LOOKING

TRIES = 2
EVERY = 0.5  # seconds between two words on progress
MOST = 200  # words that wait: a search whose analyst is gone ends
PATIENCE = 30  # seconds until it does
Told = Callable[[float, Any], None]


class Cluster(Executor):
    """Runs each task on a worker of the cluster; one whose worker dies is tried again.

    Tasks are module-level functions of this package that take `watch` as their last argument.
    """

    def __init__(self, client: Any) -> None:
        """Use a connected `dask.distributed.Client`, which is closed at the end."""
        self._client, self._executor = client, client.get_executor(pure=False, retries=TRIES)
        self._numbers = itertools.count()
        self._told: dict[int, Told] = {}
        self._seen = _distributed().Queue(_name(), client=client, maxsize=MOST)
        self._stopped = _distributed().Event(_name(), client=client)
        self._closed = threading.Event()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Start a task; `told`, where given, is called with its progress from another thread."""
        number = next(self._numbers)
        if kwargs.get("told") is not None:
            self._told[number] = kwargs["told"]
        future: Future[Any] = self._executor.submit(run_watched, fn, args, number, self._seen.name, self._stopped.name)
        return future

    def stop(self) -> None:
        """Ask all tasks, also those that have not begun, to come back with what they have."""
        self._stopped.set()

    def begin_anew(self) -> None:
        """End the tasks that still run, for good, and be ready for others."""
        self._stopped.set()
        self._told.clear()
        self._stopped = _distributed().Event(_name(), client=self._client)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """End all tasks and leave the cluster."""
        self._stopped.set()
        self._closed.set()
        self._listener.join()
        self._seen.close()
        self._executor.shutdown(wait and not cancel_futures)
        self._client.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError, TimeoutError):
            while not self._closed.wait(EVERY / 2):
                for number, done, *seen in self._seen.get(batch=True):
                    if told := self._told.get(number):
                        told(done, _unpacked(*seen) if seen else None)


def run_watched(task: Callable[..., Any], arguments: tuple[Any, ...], number: int, seen: str, stopped: str) -> Any:
    """Run a task on a worker: tell its progress as `number` in the queue `seen`, heed the event `stopped`."""
    queue, event = _distributed().Queue(seen, maxsize=MOST), _distributed().Event(stopped)
    last, wait, goes_on = 0.0, EVERY, True

    def watch(done: float, look: TakeSnapshot | None = None, /) -> bool:
        nonlocal last, wait, goes_on
        now = time.monotonic()
        if goes_on and now - last > wait:
            goes_on = not event.is_set()
            if goes_on:
                queue.put([number, done, *(_packed(look()) if look else ())], timeout=PATIENCE)
            last = time.monotonic()
            wait = max(EVERY, LOOKING * (last - now)) if look else EVERY
        return goes_on

    try:
        return task(*arguments, watch=watch)
    finally:
        queue.close()


def connect(address: str) -> Cluster:
    """Return the cluster at an address, as tcp://10.0.0.5:8786.

    Raises:
        MissingLibraryError: Dask is not installed.
        InputError: no scheduler answers at the address.

    """
    try:
        distributed = _distributed()
    except ImportError as error:
        message = translate(
            "Core", "SCHEDULER needs the Python library dask.distributed. Install it, or leave it empty."
        )
        raise MissingLibraryError(message) from error
    try:
        client = distributed.Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        message = translate("Core", "No Dask scheduler answers at {address}: {reason}.")
        raise InputError(message.format(address=address, reason=error)) from error
    return Cluster(client)


def _packed(seen: Snapshot) -> tuple[float, float, bytes]:
    """Return what a search shows as values that need no unpickling."""
    return float(seen.deviation), float(seen.border_m), seen.labels.astype("<i4").tobytes()


def _unpacked(deviation: float, border_m: float, labels: bytes) -> Snapshot:
    return Snapshot(deviation, border_m, np.frombuffer(labels, dtype="<i4").astype(np.int64))


def _distributed() -> Any:
    return importlib.import_module("dask.distributed")


def _name() -> str:
    return f"sector-planner-{uuid.uuid4().hex}"
