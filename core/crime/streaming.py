"""Counting a stream of incidents here, in other processes or on other machines, with one and the same result."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Protocol, TypeVar

from ..progress import Progress
from .incidents import IncidentChunk

IN_FLIGHT = 4  # chunks handed out at once: memory does not grow with the incidents


class Counts(Protocol):
    """Sums that parts of the incidents add up to, in any order."""

    def merge(self: Counted, other: Counted) -> None:
        """Add what another part of the incidents gave."""


Counted = TypeVar("Counted", bound=Counts)
Result = TypeVar("Result", bound=Counts, covariant=True)


class ChunkCounter(Protocol[Result]):
    """All that is needed to count a chunk, here or on another machine."""

    def count(self, chunk: IncidentChunk) -> Result:
        """Return the counts of one chunk."""


def count_all(
    chunks: Iterable[IncidentChunk],
    counter: ChunkCounter[Counted],
    total: Counted,
    progress: Progress,
    executor: Executor | None = None,
) -> Counted:
    """Add the counts of all chunks to `total` and return it; workers of `executor` give the same as counting here."""
    if executor is None:
        for chunk in chunks:
            progress.check()
            total.merge(counter.count(chunk))
        return total
    pending: set[Future[Counted]] = set()
    for chunk in chunks:
        progress.check()
        pending.add(executor.submit(counter.count, chunk))
        if len(pending) >= IN_FLIGHT:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                total.merge(future.result())
    for future in pending:
        total.merge(future.result())
    return total
