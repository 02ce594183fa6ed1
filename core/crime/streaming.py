"""Counting a stream of incidents here, in other processes or on other machines, with one and the same result."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from ..progress import Progress
from ..task_pool import TaskPool, map_tasks
from .incidents import IncidentChunk


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
    executor: TaskPool | None = None,
) -> Counted:
    """Add the counts of all chunks to `total` and return it; workers of `executor` give the same as counting here."""
    for counts in map_tasks(counter.count, chunks, progress, executor):
        total.merge(counts)
    return total
