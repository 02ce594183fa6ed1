"""The child side of a process pool: a Python of its own that runs one task after another and reports its progress.

Started as `python pool_worker.py ROOT PACKAGE`, it registers the package that lies in ROOT. From standard input it reads a
byte WORK, a length and a packed task, where a byte STOP may follow, again and again. For each it writes pickled messages
to standard output: ("progress", (share, what the task shows)) any number of times, then ("result", value) or ("error",
exception). It ends with its parent. Other pools pack their tasks, and report, in the same way.
"""

from __future__ import annotations

import importlib.util
import os
import pickle  # nosec B403 - both sides are the same program
import struct
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

_PACKAGE = "sector_planner"
_REPORT_INTERVAL = 0.2  # seconds between two reports
SNAPSHOT_SPACING = (
    30  # reports are at least this many times as far apart as a snapshot takes, so that it slows no search
)
STOP, WORK = b".", b"w"
LENGTH = struct.Struct("<Q")

pack = pickle.dumps
unpack, unpack_from = pickle.loads, pickle.load  # what the other side of the pool has packed
UnpackingError = pickle.UnpicklingError
Outcome = tuple[str, Any]


class TaskCallback:
    """The `callback` that a task is given: passes its progress on now and then, and answers whether to go on."""

    def __init__(
        self, report: Callable[[float, Any], None], goes_on: Callable[[], bool], interval: float = _REPORT_INTERVAL
    ) -> None:
        """Call `report` with the share done and a snapshot, or None, at most once in `interval` seconds."""
        self._report, self._goes_on, self._interval = report, goes_on, interval
        self._last, self._wait = 0.0, interval

    def __call__(self, done: float, take_snapshot: Callable[[], Any] | None = None, /) -> bool:
        """Take note that `done` (0 to 1) is done and that `take_snapshot` makes a snapshot; answer whether to go on."""
        now = time.monotonic()
        if now - self._last > self._wait and self._goes_on():
            self._report(done, take_snapshot() if take_snapshot else None)
            self._last = time.monotonic()
            self._wait = max(self._interval, SNAPSHOT_SPACING * (self._last - now)) if take_snapshot else self._interval
        return self._goes_on()


def pack_task(task: Callable[..., Any], arguments: tuple[Any, ...], takes_callback: bool) -> bytes:
    """Pack a module-level function and its arguments; one that `takes_callback` is given `callback` as well."""
    return pack((task, arguments, takes_callback))


def run_packed(work: bytes, callback: TaskCallback) -> Outcome:
    """Run a packed task; return ("result", value) or ("error", exception)."""
    try:
        task, arguments, takes_callback = unpack(work)
        return "result", task(*arguments, **({"callback": callback} if takes_callback else {}))
    except Exception as error:
        return "error", error


def pack_outcome(kind: str, value: Any) -> bytes:
    """Pack the outcome of a task; an exception that cannot be packed is replaced by its text."""
    try:
        return pack((kind, value))
    except Exception as error:
        return pack(("error", RuntimeError(f"{type(error).__name__}: {error} ({value!r:.200})")))


def register(root: str, name: str = _PACKAGE) -> None:
    """Make the package in folder `root` importable under `name`, whatever the folder is called."""
    spec = importlib.util.spec_from_file_location(name, Path(root) / "__init__.py", submodule_search_locations=[root])
    if spec is None or spec.loader is None:
        raise ImportError(root)
    package = importlib.util.module_from_spec(spec)
    sys.modules[name] = package
    spec.loader.exec_module(package)


class WorkerChannel:
    """The worker's end of the pipes to its parent."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Write to `stream`."""
        self._stream = stream
        self.is_stopped = False

    def send(self, kind: str, value: Any) -> None:
        """Write a message."""
        self._stream.write(pack_outcome(kind, value))
        self._stream.flush()

    def run(self, work: bytes) -> None:
        """Run a packed task and send its outcome; the parent raises an exception again."""
        callback = TaskCallback(lambda done, seen: self.send("progress", (done, seen)), lambda: not self.is_stopped)
        self.send(*run_packed(work, callback))

    def listen(self, stream: IO[bytes], works: SimpleQueue[bytes]) -> None:
        """Receive work, and the order to stop it; end with the parent."""
        while heard := stream.read(1):
            if heard == WORK:
                work = stream.read(*LENGTH.unpack(stream.read(LENGTH.size)))
                self.is_stopped = False
                works.put(work)
            else:
                self.is_stopped = True
        os._exit(1)


def main() -> None:
    """Run tasks until the parent ends."""
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to standard error, not between the messages
    beside = Path(
        __file__
    ).parent  # Python puts the script's folder first, where our modules would hide others' of their name
    sys.path[:] = [entry for entry in sys.path if Path(entry) != beside]
    register(*sys.argv[1:3])
    channel, works = WorkerChannel(stream), SimpleQueue[bytes]()
    threading.Thread(target=channel.listen, args=(sys.stdin.buffer, works), daemon=True).start()
    while True:
        channel.run(works.get())


if __name__ == "__main__":
    main()
