"""Counting what a profile shows, area by area, a chunk at a time; areas may overlap."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from ..arrays import Times
from ..point_location import NEAR_M, PointLocator
from .aoristic import known_intervals, week_weights
from .caveats import Caveats
from .incidents import MISSING, TYPE, IncidentChunk
from .lattice import SquareLattice
from .profile_settings import Period
from .tally import Tally

HOUR = 60
_SIZES = (50.0, 100.0, 250.0, 500.0, 1000.0, 2000.0, 5000.0)
_CELLS = 150


@dataclass
class AreaCounts:
    """What was counted in one area.

    Attributes:
        incidents, before: in the period and in the one compared with; without periods, all are `incidents`.
        no_time: without a usable time, and so in neither.
        timed: of `incidents`, those with a time.
        categories, categories_before: by code, for each of type, scene and method.
        week: aoristic weight by hour of the week. months: by month since 1970, in all of the file.
        cells: by cell. cell_types: by code of the type * cells + cell.

    """

    incidents: int = 0
    before: int = 0
    no_time: int = 0
    timed: int = 0
    categories: dict[str, Tally] = field(default_factory=dict)
    categories_before: dict[str, Tally] = field(default_factory=dict)
    week: Tally = field(default_factory=Tally)
    months: Tally = field(default_factory=Tally)
    cells: Tally = field(default_factory=Tally)
    cell_types: Tally = field(default_factory=Tally)

    def merge(self, other: AreaCounts) -> None:
        """Add what another part of the incidents gave."""
        self.incidents += other.incidents
        self.before += other.before
        self.no_time += other.no_time
        self.timed += other.timed
        for mine, theirs in ((self.categories, other.categories), (self.categories_before, other.categories_before)):
            for name, tally in theirs.items():
                mine.setdefault(name, Tally()).merge(tally)
        for name in ("week", "months", "cells", "cell_types"):
            getattr(self, name).merge(getattr(other, name))


@dataclass
class ProfileCounts:
    """The counts of all areas, how many incidents were read, had no place, or lay in no area; and the caveats of the rest."""

    areas: list[AreaCounts]
    read: int = 0
    no_place: int = 0
    elsewhere: int = 0
    caveats: Caveats = field(default_factory=Caveats)

    def merge(self, other: ProfileCounts) -> None:
        """Add what another part of the incidents gave."""
        for mine, theirs in zip(self.areas, other.areas, strict=True):
            mine.merge(theirs)
        self.read += other.read
        self.no_place += other.no_place
        self.elsewhere += other.elsewhere
        self.caveats.merge(other.caveats)


@dataclass(frozen=True)
class AreaCounter:
    """All that is needed to count a chunk: the areas, a lattice over each, and the periods (None: no times known)."""

    polygons: NDArray[np.object_]
    lattices: tuple[SquareLattice, ...]
    period: Period | None
    compared: Period | None
    time_zone: str

    def count(self, chunk: IncidentChunk) -> ProfileCounts:
        """Return the counts of one chunk."""
        placed = np.isfinite(chunk.x) & np.isfinite(chunk.y)
        counts = ProfileCounts([AreaCounts() for _ in self.polygons], len(chunk), int((~placed).sum()))
        chunk = chunk.take(placed)
        told = chunk
        start, end, _ = known_intervals(chunk.start, chunk.end)
        chunk = IncidentChunk(chunk.x, chunk.y, start, end, chunk.categories)
        somewhere = np.zeros(len(chunk), dtype=bool)
        points, areas = self._locator.holders(chunk.x, chunk.y)
        somewhere[points] = True
        order = np.argsort(areas, kind="stable")
        starts = np.searchsorted(areas[order], np.arange(len(self.polygons) + 1))
        for index, area in enumerate(counts.areas):
            rows = points[order[starts[index] : starts[index + 1]]]
            self._count_area(area, chunk.take(rows), self.lattices[index])
        counts.elsewhere = int((~somewhere).sum())
        counts.caveats = Caveats.of(told.take(somewhere & self._counts(start)))
        return counts

    def _counts(self, start: Times) -> NDArray[np.bool_]:
        """Return (n,) what is in the period, in the one compared with, or may be; all where there is no period."""
        if self.period is None:
            return np.ones(len(start), dtype=bool)
        return np.isnat(start) | _during(start, self.period) | _during(start, self.compared)

    @cached_property
    def _locator(self) -> PointLocator:
        return PointLocator(self.polygons)

    def _count_area(self, counts: AreaCounts, chunk: IncidentChunk, lattice: SquareLattice) -> None:
        known = ~np.isnat(chunk.start)
        counts.months.add(chunk.start[known].astype("datetime64[M]").astype(np.int64))
        if self.period:
            counts.no_time = int((~known).sum())
            before = chunk.take(_during(chunk.start, self.compared))
            counts.before = len(before)
            _tally(counts.categories_before, before)
            chunk = chunk.take(_during(chunk.start, self.period))
        counts.incidents = len(chunk)
        _tally(counts.categories, chunk)
        codes = lattice.codes(chunk.x, chunk.y)
        counts.cells.add(codes)
        if TYPE in chunk.categories:
            typed = chunk.categories[TYPE] != MISSING
            counts.cell_types.add(chunk.categories[TYPE][typed].astype(np.int64) * len(lattice) + codes[typed])
        timed = ~np.isnat(chunk.end)
        counts.timed = int(timed.sum())
        for _, hour, weight in week_weights(chunk.start[timed], chunk.end[timed], HOUR, self.time_zone):
            counts.week.add(hour, weight)


def _during(start: Times, period: Period | None) -> NDArray[np.bool_]:
    if period is None:
        return np.zeros(len(start), dtype=bool)
    first, after = np.datetime64(period.start, "s"), np.datetime64(period.end + dt.timedelta(days=1), "s")
    return (start >= first) & (start < after)


def _tally(categories: dict[str, Tally], chunk: IncidentChunk) -> None:
    for name, codes in chunk.categories.items():
        categories.setdefault(name, Tally()).add(codes[codes != MISSING].astype(np.int64))


def area_lattice(polygon: shapely.Geometry) -> SquareLattice:
    """Return a lattice of round cell size over the polygon, with about _CELLS cells in it."""
    wanted = math.sqrt(max(polygon.area, 1.0) / _CELLS)
    size = next((size for size in _SIZES if size >= wanted), _SIZES[-1])
    west, south, east, north = (0.0,) * 4 if polygon.is_empty else polygon.bounds
    return SquareLattice.covering((west - NEAR_M, south - NEAR_M, east + NEAR_M, north + NEAR_M), size)


@dataclass
class TimeSpan:
    """The earliest and latest start in a stream."""

    first: np.datetime64 = field(default_factory=lambda: np.datetime64("NaT", "s"))
    last: np.datetime64 = field(default_factory=lambda: np.datetime64("NaT", "s"))

    def merge(self, other: TimeSpan) -> None:
        """Add what another part of the incidents gave."""
        self.first, self.last = np.fmin(self.first, other.first), np.fmax(self.last, other.last)


@dataclass(frozen=True)
class SpanCounter:
    """Finds the time span of a chunk."""

    def count(self, chunk: IncidentChunk) -> TimeSpan:
        """Return the earliest and latest start of one chunk."""
        start, _, _ = known_intervals(chunk.start, chunk.end)
        known = start[~np.isnat(start)]
        return TimeSpan(known.min(), known.max()) if len(known) else TimeSpan()
