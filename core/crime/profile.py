"""Crime profile of an area: counts with their uncertainty, compared with an earlier period.

Incidents are counted area by area, one chunk of a stream at a time. Areas may overlap.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Times
from ..base.i18n import translate
from ..geo.point_location import NEAR_M, PointLocator
from .aoristic import known_intervals, week_weights
from .caveats import Caveats, coverage_text, uncovered
from .counting import KeyedSums
from .harm import harm_by_type
from .incidents import METHOD, MISSING, SCENE, TYPE, IncidentChunk, Vocabulary
from .lattice import SquareLattice
from .rates import percent_change, poisson_interval, rate_ratio, too_few
from .settings import WEEKDAYS, Period, ProfileSettings

_HOURS = 168
HOUR = 60
_SIZES = (50.0, 100.0, 250.0, 500.0, 1000.0, 2000.0, 5000.0)
_CELLS = 150


@dataclass(frozen=True)
class CountChange:
    """A count against an earlier one, as rates per day: percent with its 95 percent interval, and what it amounts to."""

    count: int
    before: int
    low: float
    percent: float
    high: float

    @property
    def verdict(self) -> str:
        """Return `few`, `fewer`, `more` or `unclear`."""
        if too_few(self.count, self.before):
            return "few"
        if self.high < 0:
            return "fewer"
        return "more" if self.low > 0 else "unclear"


@dataclass(frozen=True)
class Profile:
    """What is shown of one area.

    Attributes:
        name: of the area.
        counts: what was counted.
        change: of all incidents; None where nothing is compared.
        kinds: by TYPE, SCENE and METHOD: text, count and count before, most frequent first.
        week: (7, 24) aoristic weights.
        months, months_before: names of the period's months and counts; the counts a year earlier, NaN where the file
            has none.
        lattice, cells, cell_counts: the cells with incidents.
        cell_types: the most frequent type of each of these cells.
        harm: text, harm and harm before by type; None without weights.

    """

    name: str
    counts: AreaCounts
    change: CountChange | None
    kinds: dict[str, pd.DataFrame]
    week: NDArray[np.float64]
    months: pd.Series
    months_before: pd.Series
    lattice: SquareLattice
    cells: NDArray[np.int64]
    cell_counts: NDArray[np.float64]
    cell_types: list[str]
    harm: pd.DataFrame | None = None


def change(count: int, before: int, period: Period, compared: Period) -> CountChange:
    """Return the change of rates between two periods, which may differ in length."""
    low, ratio, high = rate_ratio(before, count, compared.days, period.days)
    return CountChange(count, before, percent_change(low), percent_change(ratio), percent_change(high))


def build_profile(
    name: str,
    counts: AreaCounts,
    lattice: SquareLattice,
    vocabularies: dict[str, Vocabulary],
    period: Period | None,
    compared: Period | None,
    first_month: int,
    weights: Mapping[str, float] | None = None,
) -> Profile:
    """Return the profile of an area; `first_month` (since 1970) is the first on file, `weights` the harm by type."""
    whole = change(counts.incidents, counts.before, period, compared) if period and compared else None
    kinds = {
        kind: _kinds(counts.categories.get(kind), counts.categories_before.get(kind), vocabularies[kind])
        for kind in (TYPE, SCENE, METHOD)
        if kind in vocabularies
    }
    hours, shares = counts.week.items()
    week = np.zeros(_HOURS)
    week[hours] = shares
    months, months_before = _months(counts.months, period, first_month)
    cells, cell_counts = counts.cells.items()
    types = _cell_types(counts.cell_types, cells, len(lattice), vocabularies.get(TYPE))
    harm = harm_by_type(kinds[TYPE], weights) if weights and TYPE in kinds else None
    week = week.reshape(7, 24)
    return Profile(name, counts, whole, kinds, week, months, months_before, lattice, cells, cell_counts, types, harm)


def build_profiles(
    names: Sequence[str],
    counts: ProfileCounts,
    counter: AreaCounter,
    vocabularies: dict[str, Vocabulary],
    first_month: int,
    weights: Mapping[str, float] | None = None,
) -> list[Profile]:
    """Return the profile of every area that `counter` counted; see `build_profile`."""
    return [
        build_profile(name, area, lattice, vocabularies, counter.period, counter.compared, first_month, weights)
        for name, area, lattice in zip(names, counts.areas, counter.lattices, strict=True)
    ]


def _kinds(now: KeyedSums | None, before: KeyedSums | None, vocabulary: Vocabulary) -> pd.DataFrame:
    table = pd.DataFrame({"text": vocabulary.texts, "count": 0, "before": 0})
    for column, keyed in (("count", now), ("before", before)):
        if keyed is not None:
            codes, sums = keyed.items()
            table.loc[codes, column] = sums.astype(np.int64)
    table = table[(table["count"] > 0) | (table["before"] > 0)]
    return table.sort_values(["count", "before", "text"], ascending=[False, False, True], ignore_index=True)


def _months(keyed: KeyedSums, period: Period | None, first_month: int) -> tuple[pd.Series, pd.Series]:
    if period is None:
        return pd.Series(dtype=float), pd.Series(dtype=float)
    codes, sums = keyed.items()
    known = dict(zip(codes.tolist(), sums.tolist(), strict=True))
    first, last = (day.year * 12 + day.month - 1 - 1970 * 12 for day in (period.start, period.end))
    numbers = range(first, last + 1)
    names = [f"{1970 + number // 12}-{number % 12 + 1:02d}" for number in numbers]
    before = [known.get(number - 12, 0.0) if number - 12 >= first_month else math.nan for number in numbers]
    return pd.Series([known.get(number, 0.0) for number in numbers], index=names), pd.Series(before, index=names)


def _cell_types(keyed: KeyedSums, cells: NDArray[np.int64], total: int, vocabulary: Vocabulary | None) -> list[str]:
    if vocabulary is None:
        return [""] * len(cells)
    keys, sums = keyed.items()
    table = pd.DataFrame(
        {"cell": keys % total, "text": np.array(vocabulary.texts, dtype=object)[keys // total], "sum": sums}
    )
    best = table.sort_values(["cell", "sum", "text"], ascending=[True, False, True]).drop_duplicates("cell")
    return [str(text) for text in best.set_index("cell")["text"].reindex(cells, fill_value="")]


def profile_table(profiles: list[Profile]) -> pd.DataFrame:
    """Return the profiles' numbers as rows: area, dimension, item, count and its 95 percent interval, and the change."""
    rows = [row for profile in profiles for row in _rows(profile)]
    columns = [
        *("area", "dimension", "item", "count", "count_low", "count_high"),
        *("count_before", "change_percent", "change_low", "change_high", "verdict"),
    ]
    return pd.DataFrame(rows, columns=columns)


def _rows(profile: Profile) -> list[tuple[object, ...]]:
    counts = profile.counts
    rows = [_row(profile.name, "total", "", counts.incidents, profile.change)]
    rows.append(_row(profile.name, "no_time", "", counts.no_time, None))
    for kind, table in profile.kinds.items():
        rows += [
            (*_row(profile.name, kind, text, count, None)[:6], float(before) if profile.change else None, *[None] * 4)
            for text, count, before in table.itertuples(index=False)
        ]
    for text, harm, before in profile.harm.itertuples(index=False) if profile.harm is not None else ():
        known = before if profile.change else None
        rows.append((profile.name, "harm", text, float(harm), None, None, known, *[None] * 4))
    for month, count in zip(profile.months.index.tolist(), profile.months.tolist(), strict=True):
        before = profile.months_before[month]
        known = None if math.isnan(before) else before
        rows.append((*_row(profile.name, "month", str(month), int(count), None)[:6], known, *[None] * 4))
    for (weekday, hour), weight in np.ndenumerate(profile.week):
        rows.append((profile.name, "hour", f"{WEEKDAYS[weekday]} {hour:02d}", float(weight), *[None] * 7))
    names = profile.lattice.names(profile.cells)
    for name, count in zip(names, profile.cell_counts.tolist(), strict=True):
        rows.append(_row(profile.name, "cell", str(name), int(count), None))
    return rows


def _row(area: str, dimension: str, item: str, count: int, found: CountChange | None) -> tuple[object, ...]:
    low, high = poisson_interval(count)
    head = (area, dimension, item, float(count), low, high)
    if found is None:
        return (*head, *[None] * 5)
    return (*head, float(found.before), found.percent, found.low, found.high, found.verdict)


def verdict_text(found: CountChange) -> str:
    """Return a change in words."""
    texts = {
        "few": translate("Core", "too few to say"),
        "fewer": translate("Core", "fewer"),
        "more": translate("Core", "more"),
        "unclear": translate("Core", "no clear change"),
    }
    return texts[found.verdict]


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
    categories: dict[str, KeyedSums] = field(default_factory=dict)
    categories_before: dict[str, KeyedSums] = field(default_factory=dict)
    week: KeyedSums = field(default_factory=KeyedSums)
    months: KeyedSums = field(default_factory=KeyedSums)
    cells: KeyedSums = field(default_factory=KeyedSums)
    cell_types: KeyedSums = field(default_factory=KeyedSums)

    def merge(self, other: AreaCounts) -> None:
        """Add what another part of the incidents gave."""
        self.incidents += other.incidents
        self.before += other.before
        self.no_time += other.no_time
        self.timed += other.timed
        for mine, theirs in ((self.categories, other.categories), (self.categories_before, other.categories_before)):
            for name, keyed in theirs.items():
                mine.setdefault(name, KeyedSums()).merge(keyed)
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
        """Return (n,) what is in the period, in the one compared with, or may be; all if there is no period."""
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
            _count_categories(counts.categories_before, before)
            chunk = chunk.take(_during(chunk.start, self.period))
        counts.incidents = len(chunk)
        _count_categories(counts.categories, chunk)
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


def _count_categories(categories: dict[str, KeyedSums], chunk: IncidentChunk) -> None:
    for name, codes in chunk.categories.items():
        categories.setdefault(name, KeyedSums()).add(codes[codes != MISSING].astype(np.int64))


def area_lattice(polygon: shapely.Geometry) -> SquareLattice:
    """Return a lattice of round cell size over the polygon, with about _CELLS cells in it."""
    wanted = math.sqrt(max(polygon.area, 1.0) / _CELLS)
    size = next((size for size in _SIZES if size >= wanted), _SIZES[-1])
    west, south, east, north = (0.0,) * 4 if polygon.is_empty else polygon.bounds
    return SquareLattice.covering((west - NEAR_M, south - NEAR_M, east + NEAR_M, north + NEAR_M), size)


@dataclass
class TimeSpan:
    """The earliest and latest start in a stream, and how many incidents have one."""

    first: np.datetime64 = field(default_factory=lambda: np.datetime64("NaT", "s"))
    last: np.datetime64 = field(default_factory=lambda: np.datetime64("NaT", "s"))
    known: int = 0

    @property
    def first_month(self) -> int:
        """Return the month of the earliest start, since 1970; 0 where no time is known."""
        return 0 if np.isnat(self.first) else int(self.first.astype("datetime64[M]").astype(int))

    def periods(self, settings: ProfileSettings) -> tuple[Period | None, Period | None]:
        """Return the period and the one compared with, None where no time is known, or the file does not cover both."""
        if np.isnat(self.first):
            return None, None
        period, compared = settings.periods(*self._days)
        return period, None if uncovered(*self._days, self.known, (period, compared)) else compared

    def coverage(self, settings: ProfileSettings) -> list[str]:
        """Describe that the file does not cover a period, so that nothing is compared; empty where it does."""
        lacking = None if np.isnat(self.first) else uncovered(*self._days, self.known, settings.periods(*self._days))
        if lacking is None:
            return []
        return [coverage_text(*self._days, lacking) + " " + translate("Core", "No change is given.")]

    @property
    def _days(self) -> tuple[dt.date, dt.date]:
        return self.first.astype("datetime64[D]").item(), self.last.astype("datetime64[D]").item()

    def merge(self, other: TimeSpan) -> None:
        """Add what another part of the incidents gave."""
        self.first, self.last = np.fmin(self.first, other.first), np.fmax(self.last, other.last)
        self.known += other.known


@dataclass(frozen=True)
class SpanCounter:
    """Finds the time span of a chunk."""

    def count(self, chunk: IncidentChunk) -> TimeSpan:
        """Return the earliest and latest start of one chunk."""
        start, _, _ = known_intervals(chunk.start, chunk.end)
        known = start[~np.isnat(start)]
        return TimeSpan(known.min(), known.max(), len(known)) if len(known) else TimeSpan()
