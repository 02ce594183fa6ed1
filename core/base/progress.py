"""Progress and cancelling, independent of what displays them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol, TypeVar

from .errors import CancelledError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_Item = TypeVar("_Item")


class Watcher(Protocol):
    """What displays progress and may ask to stop: QGIS's feedback, a terminal, a test."""

    def show(self, fraction: float) -> None:
        """Show that `fraction` (0 to 1) of the work is done."""

    def log(self, text: str) -> None:
        """Show a line of text."""

    def warn(self, text: str) -> None:
        """Show a warning about the data."""

    def report_best(self, text: str) -> None:
        """Show the quality of the best result so far, replacing the last such text."""

    def publish_draft(self, make: Callable[[], NDArray[np.int64]]) -> None:
        """Show a first result, an (n,) number for every row of the input; `make` is called only if it can be displayed."""

    def is_stopped(self) -> bool:
        """Return True if the analyst asked for the best result so far."""

    def is_cancelled(self) -> bool:
        """Return True if the analyst cancelled."""


class Silent:
    """A watcher that shows nothing and never cancels."""

    def show(self, fraction: float) -> None:
        """Show nothing."""

    def log(self, text: str) -> None:
        """Show nothing."""

    def warn(self, text: str) -> None:
        """Show nothing."""

    def report_best(self, text: str) -> None:
        """Show nothing."""

    def publish_draft(self, make: Callable[[], NDArray[np.int64]]) -> None:
        """Show nothing of the (n,) numbers that `make` returns."""

    def is_stopped(self) -> bool:
        """Never stop."""
        return False

    def is_cancelled(self) -> bool:
        """Never cancel."""
        return False


class Progress:
    """A part of the work: reports its own 0 to 1 as a slice of the whole."""

    def __init__(self, watcher: Watcher | None = None, start: float = 0.0, end: float = 1.0) -> None:
        """Report to `watcher` (none by default) between `start` and `end`."""
        self._watcher: Watcher = watcher or Silent()
        self._start, self._end = start, end

    def part(self, start: float, end: float) -> Progress:
        """Return the progress of a sub-task that covers `start` to `end` of this one."""
        span = self._end - self._start
        return Progress(self._watcher, self._start + start * span, self._start + end * span)

    def show(self, fraction: float) -> None:
        """Show that `fraction` (0 to 1) of this part is done; raise CancelledError if the analyst cancelled."""
        self.check()
        self._watcher.show(self._start + fraction * (self._end - self._start))

    def log(self, text: str) -> None:
        """Show a line of text."""
        self._watcher.log(text)

    def warn(self, text: str) -> None:
        """Show a warning about the data."""
        self._watcher.warn(text)

    def report_best(self, text: str) -> None:
        """Show the quality of the best result so far, replacing the last such text."""
        self._watcher.report_best(text)

    def publish_draft(self, make: Callable[[], NDArray[np.int64]]) -> None:
        """Show a first result, an (n,) number for every row of the input; `make` is called only if it can be displayed."""
        self._watcher.publish_draft(make)

    def is_stopped(self) -> bool:
        """Return True if the analyst asked for the best result so far."""
        return self._watcher.is_stopped()

    def is_cancelled(self) -> bool:
        """Return True if the analyst cancelled."""
        return self._watcher.is_cancelled()

    def check(self) -> None:
        """Raise CancelledError if the analyst cancelled."""
        if self._watcher.is_cancelled():
            raise CancelledError

    def each(self, items: Iterable[_Item], total: int) -> Iterator[_Item]:
        """Yield `items`, showing progress out of `total` at most a hundred times."""
        stride = max(1, total // 100)
        for index, item in enumerate(items):
            if index % stride == 0:
                self.show(index / max(total, 1))
            yield item
