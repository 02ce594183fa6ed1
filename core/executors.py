"""Where work runs: here, in other processes of this machine, or on a Dask cluster. The work does not know which."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator
from concurrent import futures
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import connection
from pathlib import Path
from typing import Any

from .errors import InputError, MissingLibraryError
from .language import translate
from .progress import Progress

_NAMES = ("python3", "python", "bin/python3", "python.exe", "python3.exe", "python/python.exe")
_SECONDS = 15


@contextlib.contextmanager
def open_executor(workers: int, scheduler: str, progress: Progress) -> Iterator[Executor | None]:
    """Yield an executor, or None where one worker of this process does it all.

    Args:
        workers: how many to use on this machine; one means here.
        scheduler: address of a Dask scheduler, as tcp://10.0.0.5:8786; empty for this machine.
        progress: is told where processes cannot be had, and threads do the work.

    Raises:
        InputError: no scheduler answers there.
        MissingLibraryError: a scheduler was named, and the Python library distributed is not installed.

    """
    if scheduler:
        with _cluster(scheduler) as cluster:
            yield cluster
    elif workers > 1:
        with _processes(workers, progress) as local:
            yield local
    else:
        yield None


@contextlib.contextmanager
def _cluster(scheduler: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        message = translate(
            "Core", "A Dask cluster needs the Python library distributed. Install it, or leave it empty."
        )
        raise MissingLibraryError(message) from error
    connect: Any = Client
    try:
        client = connect(scheduler, timeout=_SECONDS)
    except (OSError, TimeoutError, ValueError) as error:
        message = translate("Core", "No Dask scheduler answers at “{address}”. Check the address, or leave it empty.")
        raise InputError(message.format(address=scheduler)) from error
    with client:  # closing it drops what is still under way; its executor would wait for that
        executor = client.get_executor()
        try:
            executor.submit(_answer).result(timeout=_SECONDS)
        except (ImportError, TimeoutError, futures.TimeoutError) as error:
            message = translate(
                "Core", "The Dask workers at “{address}” do not run Sector Planner. Put it on their Python path."
            )
            raise InputError(message.format(address=scheduler)) from error
        yield executor


def _answer() -> bool:
    return True


@contextlib.contextmanager
def _processes(workers: int, progress: Progress) -> Iterator[Executor]:
    python = interpreter()
    if python is None:
        progress.say(translate("Core", "No Python program was found beside QGIS; threads do the work instead."))
        with _ended(ThreadPoolExecutor(workers)) as threads:
            yield threads
        return
    context = multiprocessing.get_context("spawn")
    context.set_executable(str(python))
    with _ended(ProcessPoolExecutor(workers, context, end_with_parent)) as processes:
        with _nameless_main():
            processes.submit(os.getpid).result()
        yield processes


@contextlib.contextmanager
def _ended(executor: Executor) -> Iterator[Executor]:
    """End the executor when its work is done; where the run is cancelled or fails, drop what is not yet begun.

    It is told to once only: being told to end again, an executor takes its dropped work up again.
    """
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    executor.shutdown()


def end_with_parent() -> None:
    """Let this worker end with the program that started it, also where that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_outlive, args=(parent.sentinel,), daemon=True).start()


def _outlive(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


@contextlib.contextmanager
def _nameless_main() -> Iterator[None]:
    """Keep new processes from running the program's main script once more."""
    main = sys.modules["__main__"]
    spec, file = main.__spec__, getattr(main, "__file__", None)
    main.__spec__, main.__file__ = None, None
    try:
        yield
    finally:
        main.__spec__, main.__file__ = spec, file


def interpreter() -> Path | None:
    """Return the Python program of this process; inside QGIS on Windows and macOS sys.executable is QGIS itself."""
    here = Path(sys.exec_prefix)
    named = os.environ.get("SECTOR_PLANNER_PYTHON", "")
    candidates = [Path(named), Path(sys.executable or ""), *(here / name for name in _NAMES)]
    return next((path for path in candidates if path.name.lower().startswith("python") and path.is_file()), None)
