"""Counts of incidents by cell and type, scene, method, period and time of the week, one chunk of a stream at a time.

Chunks are counted here, in other processes or on other machines, with identical results: the counts are sums by key,
which can be added in any order, in memory bounded by the keys that occur.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..base.arrays import Ints, Times
from ..base.progress import Progress
from ..parallel.task_pool import TaskPool, map_tasks
from .aoristic import known_intervals, week_weights
from .caveats import Caveats
from .incidents import MISSING, IncidentChunk
from .lattice import Lattice
from .sector_cells import SectorArea
from .settings import GridSettings

DAYPART_MINUTES = 360
DENSE_KEYS = 1 << 24


class KeyedSums:
    """Sums by key: one array of all sums while keys are small, else only the keys that occur.

    Weights must be multiples of a power of two (counts, aoristic weights): their sums are then exact,
    and the order in which pieces arrive changes nothing.
    """

    def __init__(self) -> None:
        """Start with nothing counted."""
        self._sums = np.zeros(0)
        self._keys: NDArray[np.int64] | None = None

    def add(self, keys: NDArray[np.int64], weights: NDArray[np.float64] | None = None) -> None:
        """Add 1, or the weights, to the sums of `keys` (n,), which are zero or more."""
        if not len(keys):
            return
        if self._keys is None and int(keys.max()) < DENSE_KEYS:
            self._add_dense(np.bincount(keys, weights).astype(np.float64, copy=False))
        else:
            found, place = np.unique(keys, return_inverse=True)
            self._add_sparse(found, np.bincount(place, weights).astype(np.float64))

    def merge(self, other: KeyedSums) -> None:
        """Add the sums of another part."""
        if self._keys is None and other._keys is None:
            self._add_dense(other._sums)
        else:
            self._add_sparse(*other.items())

    def _add_dense(self, sums: NDArray[np.float64]) -> None:
        if len(sums) > len(self._sums):
            self._sums = np.concatenate([self._sums, np.zeros(len(sums) - len(self._sums))])
        self._sums[: len(sums)] += sums

    def _add_sparse(self, keys: NDArray[np.int64], sums: NDArray[np.float64]) -> None:
        if self._keys is None:
            self._keys, self._sums = self.items()
        found, place = np.unique(np.concatenate([self._keys, keys]), return_inverse=True)
        self._sums = np.bincount(place, np.concatenate([self._sums, sums]), minlength=len(found)).astype(np.float64)
        self._keys = found

    def items(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the (k,) keys with a sum above zero, ascending, and their (k,) sums."""
        occurring = np.flatnonzero(self._sums > 0)
        return (occurring if self._keys is None else self._keys[occurring]), self._sums[occurring]


@dataclass
class Counts:
    """What was counted so far; cells and codes are the lattice's and the vocabularies'.

    Attributes:
        outcomes: how many incidents were read, counted, and left out for which reason.
        cells: by cell. sectors: by sector.
        categories: by code * len(lattice) + cell, for each of type, scene and method.
        periods: by number of the period since 1970 * len(lattice) + cell.
        week: aoristic weight by daypart of the week * len(lattice) + cell.
        caveats: what must be known of those counted.
        first, last: earliest and latest start met, inside the period or not; NaT before any.

    """

    outcomes: Counter[str] = field(default_factory=Counter)
    cells: KeyedSums = field(default_factory=KeyedSums)
    sectors: KeyedSums = field(default_factory=KeyedSums)
    categories: dict[str, KeyedSums] = field(default_factory=dict)
    periods: KeyedSums = field(default_factory=KeyedSums)
    week: KeyedSums = field(default_factory=KeyedSums)
    caveats: Caveats = field(default_factory=Caveats)
    first: np.datetime64 = field(default_factory=lambda: np.datetime64("NaT", "s"))
    last: np.datetime64 = field(default_factory=lambda: np.datetime64("NaT", "s"))

    def merge(self, other: Counts) -> None:
        """Add what another part of the incidents gave."""
        self.outcomes.update(other.outcomes)
        self.cells.merge(other.cells)
        self.sectors.merge(other.sectors)
        for name, keyed in other.categories.items():
            self.categories.setdefault(name, KeyedSums()).merge(keyed)
        self.periods.merge(other.periods)
        self.week.merge(other.week)
        self.caveats.merge(other.caveats)
        self.first = np.fmin(self.first, other.first)
        self.last = np.fmax(self.last, other.last)


@dataclass(frozen=True)
class CellCounter:
    """All that is needed to count a chunk, here or on another machine."""

    lattice: Lattice
    area: SectorArea | None
    settings: GridSettings

    def count(self, chunk: IncidentChunk) -> Counts:
        """Return the counts of one chunk."""
        counts = Counts(outcomes=Counter(read=len(chunk)))
        placed = np.isfinite(chunk.x) & np.isfinite(chunk.y)
        counts.outcomes["no_place"] += int((~placed).sum())
        chunk = chunk if placed.all() else chunk.take(placed)
        start, end, _ = known_intervals(chunk.start, chunk.end)
        counts.first, counts.last = _range(start)
        kept = self._in_period(start, counts)
        codes, sectors = self._locate(chunk)
        counts.outcomes["outside"] += int((kept & (codes < 0)).sum())
        kept &= codes >= 0
        counts.outcomes["counted"] += int(kept.sum())
        counts.caveats.merge(Caveats.of(chunk.take(kept)))
        self._count_places(counts, chunk, codes, sectors, kept)
        dated, timed = kept & ~np.isnat(start), kept & ~np.isnat(end)
        self._count_periods(counts, codes[dated], start[dated])
        self._count_week(counts, codes[timed], start[timed], end[timed])
        return counts

    def _in_period(self, start: Times, counts: Counts) -> NDArray[np.bool_]:
        unknown = np.isnat(start)
        if not self.settings.has_period:
            return np.ones(len(start), dtype=bool)
        inside = ~unknown
        if self.settings.start:
            inside &= start >= np.datetime64(self.settings.start, "s")
        if self.settings.end:
            inside &= start < np.datetime64(self.settings.end + dt.timedelta(days=1), "s")
        counts.outcomes["no_time"] += int(unknown.sum())
        counts.outcomes["other_period"] += int((~unknown & ~inside).sum())
        return inside

    def _locate(self, chunk: IncidentChunk) -> tuple[Ints, NDArray[np.int32] | None]:
        return self.area.locate(chunk) if self.area else (self.lattice.codes(chunk.x, chunk.y), None)

    def _count_places(
        self,
        counts: Counts,
        chunk: IncidentChunk,
        codes: Ints,
        sectors: NDArray[np.int32] | None,
        kept: NDArray[np.bool_],
    ) -> None:
        counts.cells.add(codes[kept])
        if sectors is not None:
            counts.sectors.add(sectors[kept].astype(np.int64))
        for name, values in chunk.categories.items():
            known = kept & (values != MISSING)
            keyed = counts.categories.setdefault(name, KeyedSums())
            keyed.add(values[known].astype(np.int64) * len(self.lattice) + codes[known])

    def _count_periods(self, counts: Counts, cells: Ints, start: Times) -> None:
        if self.settings.period_months:
            month = start.astype("datetime64[M]").astype(np.int64)
            counts.periods.add(month // self.settings.period_months * len(self.lattice) + cells)

    def _count_week(self, counts: Counts, cells: Ints, start: Times, end: Times) -> None:
        for row, place, weight in week_weights(start, end, DAYPART_MINUTES, self.settings.time_zone):
            counts.week.add(place * len(self.lattice) + cells[row], weight)


def _range(times: Times) -> tuple[np.datetime64, np.datetime64]:
    known = times[~np.isnat(times)]
    if not len(known):
        return np.datetime64("NaT", "s"), np.datetime64("NaT", "s")
    return known.min(), known.max()


class MergeableCounts(Protocol):
    """Sums that parts of the incidents add up to, in any order."""

    def merge(self: _Counted, other: _Counted) -> None:
        """Add what another part of the incidents gave."""


_Counted = TypeVar("_Counted", bound=MergeableCounts)
_Result = TypeVar("_Result", bound=MergeableCounts, covariant=True)


class ChunkCounter(Protocol[_Result]):
    """All that is needed to count a chunk, here or on another machine."""

    def count(self, chunk: IncidentChunk) -> _Result:
        """Return the counts of one chunk."""


def count_all(
    chunks: Iterable[IncidentChunk],
    counter: ChunkCounter[_Counted],
    total: _Counted,
    progress: Progress,
    executor: TaskPool | None = None,
) -> _Counted:
    """Add the counts of all chunks to `total` and return it; workers of `executor` give the same as counting here."""
    for counts in map_tasks(counter.count, chunks, progress, executor):
        total.merge(counts)
    return total
