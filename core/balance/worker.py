"""The other side of `pool`: a Python of its own that runs one task after another and tells how far it is.

Started as `python worker.py ROOT`, it registers the package that lies in ROOT. From standard input it reads a byte WORK, a
length and a pickled (function, arguments), where a byte STOP may follow, again and again. For each it writes pickled
messages to standard output: ("progress", (share, what the search shows of its plan)) any number of times, then
("result", value) or ("error", exception). It ends with its parent.
"""

from __future__ import annotations

import importlib.util
import os
import pickle  # nosec B403 - parent and worker are the same program
import struct
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

PACKAGE = "sector_planner"
EVERY = 0.2  # seconds between two words on progress
LOOKING = 30  # times as long as a look took, so that looking slows no search
STOP, WORK = b".", b"w"
LENGTH = struct.Struct("<Q")


def register(root: str, name: str = PACKAGE) -> None:
    """Make the package in folder `root` importable under `name`, whatever the folder is called."""
    spec = importlib.util.spec_from_file_location(name, Path(root) / "__init__.py", submodule_search_locations=[root])
    if spec is None or spec.loader is None:
        raise ImportError(root)
    package = importlib.util.module_from_spec(spec)
    sys.modules[name] = package
    spec.loader.exec_module(package)


class Teller:
    """Writes messages; as a watch of the search it tells the progress now and then, and stops it when asked to."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Write to `stream`."""
        self._stream = stream
        self.begin()

    def begin(self) -> None:
        """Forget the task before."""
        self._last, self._wait = 0.0, EVERY
        self.stopped = False

    def send(self, kind: str, value: Any) -> None:
        """Write a message."""
        pickle.dump((kind, value), self._stream)
        self._stream.flush()

    def __call__(self, done: float, look: Callable[[], Any] | None = None) -> bool:
        """Tell how much is done and how good the plan is; go on unless asked to stop."""
        now = time.monotonic()
        if now - self._last > self._wait:
            self.send("progress", (done, look() if look else None))
            self._last = time.monotonic()
            self._wait = max(EVERY, LOOKING * (self._last - now))
        return not self.stopped

    def obey(self, stream: IO[bytes], works: SimpleQueue[bytes]) -> None:
        """Take in work, and the word to stop it; end with the parent."""
        while heard := stream.read(1):
            if heard == WORK:
                work = stream.read(*LENGTH.unpack(stream.read(LENGTH.size)))
                self.begin()
                works.put(work)
            else:
                self.stopped = True
        os._exit(1)


def run(work: bytes, teller: Teller) -> None:
    """Run one task and tell its result; every failure is told to the parent, which raises it."""
    try:
        task, arguments = pickle.loads(work)  # noqa: S301 # nosec B301 - written by our own parent
        teller.send("result", task(*arguments, watch=teller))
    except Exception as error:
        teller.send("error", error)


def main() -> None:
    """Run tasks until the parent ends."""
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to standard error, not between the messages
    register(*sys.argv[1:3])
    teller, works = Teller(stream), SimpleQueue[bytes]()
    threading.Thread(target=teller.obey, args=(sys.stdin.buffer, works), daemon=True).start()
    while True:
        run(works.get(), teller)


if __name__ == "__main__":
    main()
