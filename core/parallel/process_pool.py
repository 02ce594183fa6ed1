"""A pool of processes of this machine, each a Python of its own that ends with this program."""

from __future__ import annotations

import contextlib
import contextvars
import os
import subprocess  # nosec B404 - starts our own worker
import sys
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

from ..base.i18n import translate
from . import pool_worker
from .task_pool import PACKAGE, ROOT, OnProgress, TaskPool

_TRIES = 2
Worker = subprocess.Popen[bytes]


class WorkerDiedError(BrokenExecutor):
    """A worker ended without a result, more than once: mostly because the machine's memory is full."""


def find_python() -> Path | None:
    """Find a Python interpreter to start; None if no file of that kind exists.

    Inside QGIS on Windows and macOS `sys.executable` is QGIS itself, so it counts only where it is called python. The
    environment variable SECTOR_PLANNER_PYTHON, where set, comes first.
    """
    here, base = Path(sys.exec_prefix), Path(sys.base_exec_prefix)
    folders = [here, here / "bin", here / "python", base, base / "bin"]
    names = ("python.exe", "python3.exe", "python3", "python")
    given = [Path(path) for path in (os.environ.get("SECTOR_PLANNER_PYTHON"), sys.executable) if path]
    candidates = [*given, *(folder / name for folder in folders for name in names)]
    return next((path for path in candidates if path.name.lower().startswith("python") and path.is_file()), None)


class ProcessPool(TaskPool):
    """Runs tasks in at most `workers` processes, kept from one task to the next; a task whose process dies is tried again."""

    def __init__(self, python: Path, workers: int = 1) -> None:
        """Use the interpreter `python`; a process is started when first needed."""
        self.workers = workers
        self._python = python
        self._threads = ThreadPoolExecutor(workers)
        self._running: set[Worker] = set()
        self._idle: list[Worker] = []
        self._round = 0
        self._guard = threading.Lock()
        self._closed = self._stopped = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Start a task."""
        within = contextvars.copy_context()  # what goes wrong is told in the caller's locale
        return self._threads.submit(within.run, self._attempt, fn, args, kwargs.get("on_progress"), self._round)

    def stop(self) -> None:
        """Ask all watched tasks, also those that have not begun, to return what they have."""
        with self._guard:
            self._stopped = True
            for process in self._running:
                _ask_to_stop(process)

    def reset(self) -> None:
        """End the tasks that still run, for good, and be ready for others."""
        with self._guard:
            self._round += 1
            self._stopped = False
            for process in self._running:
                process.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """Drop what has not begun, and end all workers."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=cancel_futures)
        self.reset()
        self._threads.shutdown(wait)
        with self._guard:
            while self._idle:
                _end(self._idle.pop())

    def processes(self) -> list[int]:
        """Return the ids of the worker processes."""
        with self._guard:
            return [process.pid for process in (*self._running, *self._idle)]

    def _attempt(
        self, task: Callable[..., Any], arguments: tuple[Any, ...], on_progress: OnProgress | None, round_: int
    ) -> Any:
        for _ in range(_TRIES):
            if self._is_over(round_):
                break
            kind, value = self._run(
                pool_worker.pack_task(task, arguments, on_progress is not None), on_progress, round_
            )
            if kind == "result":
                return value
            if kind == "error":
                raise value
        raise WorkerDiedError(translate("Core", "A worker process ended without a result. Try a smaller task."))

    def _is_over(self, round_: int) -> bool:
        return self._closed or round_ != self._round

    def _run(self, work: bytes, on_progress: OnProgress | None, round_: int) -> pool_worker.Outcome:
        """Run the task in a process that waits, or in a fresh one; return its last message, or "died"."""
        process, message = self._idle_worker() or self._start(), ("died", None)
        try:
            stream = _open(process.stdin)
            stream.write(pool_worker.WORK + pool_worker.LENGTH.pack(len(work)))
            stream.write(work)
            stream.flush()
            with self._guard:
                self._running.add(process)
                if self._stopped:
                    _ask_to_stop(process)
                if self._is_over(round_):
                    process.kill()
            message = _listen(process, on_progress)
        except OSError:
            pass
        finally:
            with self._guard:
                self._running.discard(process)
                keeps = message[0] != "died" and not self._closed
                if keeps:
                    self._idle.append(process)
            if not keeps:
                _end(process)
        return message

    def _idle_worker(self) -> Worker | None:
        with self._guard:
            while self._idle:
                process = self._idle.pop()
                if process.poll() is None:
                    return process
                _end(process)
        return None

    def _start(self) -> Worker:
        command = [str(self._python), pool_worker.__file__, str(ROOT), PACKAGE]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, map(str, sys.path)))}
        environment.pop("PYTHONHOME", None) if os.name != "nt" else None
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        pipe = subprocess.PIPE
        return subprocess.Popen(  # noqa: S603 # nosec B603 - our own interpreter and file
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment, creationflags=hidden
        )


def _end(process: Worker) -> None:
    with contextlib.suppress(OSError), process:
        process.kill()


def _ask_to_stop(process: Worker) -> None:
    with contextlib.suppress(OSError, ValueError):
        os.write(_open(process.stdin).fileno(), pool_worker.STOP)


def _listen(process: Worker, on_progress: OnProgress | None) -> pool_worker.Outcome:
    stdout = _open(process.stdout)
    try:
        while True:
            kind, value = pool_worker.unpack_from(stdout)
            if kind != "progress":
                return str(kind), value
            if on_progress is not None:
                on_progress(*value)
    except (EOFError, OSError, pool_worker.UnpackingError):
        return "died", None


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise OSError
    return stream
