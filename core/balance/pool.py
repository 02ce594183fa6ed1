"""Executors for searches: other processes of this machine, a thread where there is no interpreter, or Dask."""

from __future__ import annotations

import contextlib
import contextvars
import os
import pickle  # nosec B403 - parent and worker are the same program
import subprocess  # nosec B404 - starts our own worker
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

from ..language import translate
from . import worker
from .cluster import connect

TRIES = 2
ROOT = Path(__file__).resolve().parents[2]
PACKAGE = __name__.split(".core.", maxsplit=1)[0]
Told = Callable[[float, Any], None]
Worker = subprocess.Popen[bytes]


class WorkerDiedError(RuntimeError):
    """A worker process ended without a result, more than once."""


def interpreter() -> str | None:
    """Return a Python interpreter to start; None where there is none.

    Inside QGIS on Windows and macOS `sys.executable` is QGIS itself, so it counts only where it is called python.
    """
    folders = [Path(sys.exec_prefix), Path(sys.exec_prefix) / "bin", Path(sys.base_exec_prefix) / "bin"]
    named = [folder / name for folder in folders for name in ("python.exe", "python3", "python")]
    given = os.environ.get("SECTOR_PLANNER_PYTHON") or sys.executable or ""
    candidates = [Path(given)] if Path(given).name.lower().startswith("python") else []
    return next((str(path) for path in [*candidates, *named] if path.is_file()), None)


class Pool(Executor):
    """Runs tasks in at most `workers` processes, kept from one task to the next; a task whose process dies is tried again.

    Tasks are module-level functions of this package that take `watch` as their last argument.
    """

    def __init__(self, python: str, workers: int = 1) -> None:
        """Use the interpreter `python`."""
        self._python = python
        self._threads = ThreadPoolExecutor(workers)
        self._running: set[Worker] = set()
        self._idle: list[Worker] = []
        self._round = 0
        self._guard = threading.Lock()
        self._closed = self._stopped = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Start a task; `told`, where given, is called with its progress from another thread."""
        within = contextvars.copy_context()  # what goes wrong is told in the locale of whoever asks
        return self._threads.submit(within.run, self._attempt, fn, args, kwargs.get("told"), self._round)

    def stop(self) -> None:
        """Ask all tasks, also those that have not begun, to come back with what they have."""
        with self._guard:
            self._stopped = True
            for process in self._running:
                _ask_to_stop(process)

    def begin_anew(self) -> None:
        """End the tasks that still run, for good, and be ready for others."""
        with self._guard:
            self._round += 1
            self._stopped = False
            for process in self._running:
                process.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """End all workers."""
        self._closed = True
        self.begin_anew()
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        with self._guard:
            while self._idle:
                _end(self._idle.pop())

    def processes(self) -> list[int]:
        """Return the ids of the worker processes."""
        with self._guard:
            return [process.pid for process in (*self._running, *self._idle)]

    def _attempt(self, task: Callable[..., Any], arguments: tuple[Any, ...], told: Told | None, round_: int) -> Any:
        for _ in range(TRIES):
            kind, value = self._run(pickle.dumps((task, arguments)), told, round_)
            if kind == "result":
                return value
            if kind == "error":
                raise value
            if self._is_over(round_):
                break
        raise WorkerDiedError(translate("Core", "A worker process ended without a result. Try a smaller task."))

    def _is_over(self, round_: int) -> bool:
        return self._closed or round_ != self._round

    def _run(self, work: bytes, told: Told | None, round_: int) -> tuple[str, Any]:
        """Run the task in a process that waits, or in a fresh one; return its last message, or "died"."""
        process, message = self._idle_worker() or self._start(), ("died", None)
        try:
            stream = _open(process.stdin)
            stream.write(worker.WORK + worker.LENGTH.pack(len(work)))
            stream.write(work)
            stream.flush()
            with self._guard:
                self._running.add(process)
                if self._stopped:
                    _ask_to_stop(process)
                if self._is_over(round_):
                    process.kill()
            message = _listen(process, told)
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
        command = [self._python, worker.__file__, str(ROOT), PACKAGE]
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
        os.write(_open(process.stdin).fileno(), worker.STOP)


def _listen(process: subprocess.Popen[bytes], told: Told | None) -> tuple[str, Any]:
    stdout = _open(process.stdout)
    try:
        while True:
            kind, value = pickle.load(stdout)  # noqa: S301 # nosec B301 - written by our own worker
            if kind != "progress":
                return str(kind), value
            if told is not None:
                told(*value)
    except (EOFError, OSError, pickle.UnpicklingError):
        return "died", None


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise OSError
    return stream


def make_executor(scheduler: str, workers: int) -> Executor:
    """Return the executor for searches: Dask's where `scheduler` holds an address, else processes, else a thread.

    Raises:
        MissingLibraryError: Dask is asked for and not installed.
        InputError: no scheduler answers at the address.

    """
    if scheduler:
        return connect(scheduler)
    python = interpreter()
    return Pool(python, workers) if python else ThreadPoolExecutor(1)
