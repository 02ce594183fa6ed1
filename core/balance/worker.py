"""The other side of `pool`: a Python of its own that runs one task and tells how far it is.

Started as `python worker.py ROOT`, it registers the package that lies in ROOT, reads one pickled
(function, arguments) from standard input, where later a byte STOP may follow, and writes pickled messages to standard output:
("progress", (share, what the search shows of its plan)) any number of times, then ("result", value) or ("error", exception).
"""

from __future__ import annotations

import importlib.util
import os
import pickle  # nosec B403 - parent and worker are the same program
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

PACKAGE = "sector_planner"
EVERY = 0.2  # seconds between two words on progress
LOOKING = 30  # times as long as a look took, so that looking slows no search
STOP = b"."


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

    def obey(self, stream: IO[bytes]) -> None:
        """Wait for the word to stop; end with the parent, should it end first."""
        if stream.read(1) == STOP:
            self.stopped = True
            stream.read(1)
        os._exit(1)


def main() -> None:
    """Run one task."""
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to standard error, not between the messages
    register(*sys.argv[1:3])
    teller = Teller(stream)
    try:
        task, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 # nosec B301 - written by our own parent
        threading.Thread(target=teller.obey, args=(sys.stdin.buffer,), daemon=True).start()
        teller.send("result", task(*arguments, watch=teller))
    except Exception as error:  # every failure is told to the parent, which raises it
        teller.send("error", error)


if __name__ == "__main__":
    main()
