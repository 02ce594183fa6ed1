"""Counting incidents by cell and type, scene, method and time of the week, a chunk at a time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..arrays import Ints, Times
from .aoristic import known_intervals, week_weights
from .area import SectorArea
from .caveats import Caveats
from .grid_settings import GridSettings
from .incidents import MISSING, IncidentChunk
from .lattice import Lattice
from .tally import Tally

DAYPART_MINUTES = 360


@dataclass
class Counts:
    """What was counted so far; cells and codes are the lattice's and the vocabularies'.

    Attributes:
        fates: how many incidents were read, counted, and left out for which reason.
        cells: by cell. sectors: by sector.
        categories: by code * len(lattice) + cell, for each of type, scene and method.
        periods: by number of the period since 1970 * len(lattice) + cell.
        week: aoristic weight by daypart of the week * len(lattice) + cell.
        caveats: what must be known of those counted.
        first, last: earliest and latest start met, inside the period or not; NaT before any.

    """

    fates: Counter[str] = field(default_factory=Counter)
    cells: Tally = field(default_factory=Tally)
    sectors: Tally = field(default_factory=Tally)
    categories: dict[str, Tally] = field(default_factory=dict)
    periods: Tally = field(default_factory=Tally)
    week: Tally = field(default_factory=Tally)
    caveats: Caveats = field(default_factory=Caveats)
    first: np.datetime64 = field(default_factory=lambda: np.datetime64("NaT", "s"))
    last: np.datetime64 = field(default_factory=lambda: np.datetime64("NaT", "s"))

    def merge(self, other: Counts) -> None:
        """Add what another part of the incidents gave."""
        self.fates.update(other.fates)
        self.cells.merge(other.cells)
        self.sectors.merge(other.sectors)
        for name, tally in other.categories.items():
            self.categories.setdefault(name, Tally()).merge(tally)
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
        counts = Counts(fates=Counter(read=len(chunk)))
        placed = np.isfinite(chunk.x) & np.isfinite(chunk.y)
        counts.fates["no_place"] += int((~placed).sum())
        chunk = chunk if placed.all() else chunk.take(placed)
        start, end, _ = known_intervals(chunk.start, chunk.end)
        counts.first, counts.last = _range(start)
        kept = self._in_period(start, counts)
        codes, sectors = self._locate(chunk)
        counts.fates["outside"] += int((kept & (codes < 0)).sum())
        kept &= codes >= 0
        counts.fates["counted"] += int(kept.sum())
        counts.caveats.merge(Caveats.of(chunk.take(kept)))
        self._tally(counts, chunk, codes, sectors, kept)
        dated, timed = kept & ~np.isnat(start), kept & ~np.isnat(end)
        self._tally_periods(counts, codes[dated], start[dated])
        self._tally_week(counts, codes[timed], start[timed], end[timed])
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
        counts.fates["no_time"] += int(unknown.sum())
        counts.fates["other_period"] += int((~unknown & ~inside).sum())
        return inside

    def _locate(self, chunk: IncidentChunk) -> tuple[Ints, NDArray[np.int32] | None]:
        return self.area.locate(chunk) if self.area else (self.lattice.codes(chunk.x, chunk.y), None)

    def _tally(
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
            tally = counts.categories.setdefault(name, Tally())
            tally.add(values[known].astype(np.int64) * len(self.lattice) + codes[known])

    def _tally_periods(self, counts: Counts, cells: Ints, start: Times) -> None:
        if self.settings.period_months:
            month = start.astype("datetime64[M]").astype(np.int64)
            counts.periods.add(month // self.settings.period_months * len(self.lattice) + cells)

    def _tally_week(self, counts: Counts, cells: Ints, start: Times, end: Times) -> None:
        for row, place, weight in week_weights(start, end, DAYPART_MINUTES, self.settings.time_zone):
            counts.week.add(place * len(self.lattice) + cells[row], weight)


def _range(times: Times) -> tuple[np.datetime64, np.datetime64]:
    known = times[~np.isnat(times)]
    if not len(known):
        return np.datetime64("NaT", "s"), np.datetime64("NaT", "s")
    return known.min(), known.max()
