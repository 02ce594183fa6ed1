"""Near repeats: whether incidents close in place are also close in time, more often than by chance.

Knox, E. G. (1964): The detection of space-time interactions. Applied Statistics 13(1). Dates are permuted among
the places (Johnson et al. 2007, Journal of Quantitative Criminology 23(3)); one-sided p counts the permutations with at
least as many pairs, itself included.

A table of twenty bands finds one at p = 0.05 by chance more often than not. Whether a band is significant is therefore
judged for the table as a whole, by the largest statistic of all bands in each of the same permutations, stepping down
(Westfall, P. H. and Young, S. S. 1993: Resampling-based multiple testing, algorithm 2.8): where chance alone is at work,
at most 5 % of tables have any significant band.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.special import betainc, gammainc

from ..base.arrays import Floats, Ints, Shapes, Times
from ..base.errors import InputError
from ..base.i18n import translate
from ..base.progress import Progress
from ..geo.contiguity import components
from ..geo.geometry import points_at
from ..parallel.task_pool import TaskPool, map_tasks
from .aoristic import known_intervals
from .caveats import Caveats
from .incidents import IncidentChunk
from .rates import FEW
from .settings import NearRepeatSettings

MOST_PAIRS = 30_000_000
LEAST_RATIO, SIGNIFICANT_P = 1.2, 0.05
_BLOCK_PAIRS = 10_000_000  # pairs counted between two looks at the Cancel button


@dataclass(frozen=True)
class NearRepeatIncidents:
    """Incidents with place and time.

    Attributes:
        places: (n, 2) metres.
        start: (n,) datetime64[s], the earliest possible time.
        unusable: how many others have no usable place or time.
        caveats: what must be known of them, with their times as they are on file.

    """

    places: Floats
    start: Times
    unusable: int
    caveats: Caveats = field(default_factory=Caveats)

    @property
    def days(self) -> Ints:
        """Return (n,) days since 1970."""
        return self.start.astype("datetime64[D]").astype(np.int64)


def collect_incidents(
    chunks: Iterable[IncidentChunk], first: dt.date | None = None, last: dt.date | None = None
) -> NearRepeatIncidents:
    """Return the incidents from `first` to `last`, both included, that have place and time."""
    places, starts, unusable = [np.empty((0, 2))], [np.empty(0, dtype="datetime64[s]")], 0
    caveats = Caveats()
    for chunk in chunks:
        start, _, _ = known_intervals(chunk.start, chunk.end)
        usable = np.isfinite(chunk.x) & np.isfinite(chunk.y) & ~np.isnat(start)
        unusable += int((~usable).sum())
        day = start.astype("datetime64[D]")
        usable &= (day >= np.datetime64(first)) if first else True
        usable &= (day <= np.datetime64(last)) if last else True
        places.append(np.column_stack([chunk.x, chunk.y])[usable])
        starts.append(start[usable])
        caveats.merge(Caveats.of(chunk.take(usable)))
    return NearRepeatIncidents(np.concatenate(places), np.concatenate(starts), unusable, caveats)


@dataclass(frozen=True)
class Pairs:
    """Pairs of incidents within the largest distance: their rows (first < second) and distance band."""

    first: Ints
    second: Ints
    band: NDArray[np.int32]


@dataclass(frozen=True)
class Knox:
    """The Knox table by distance and day band, all (distances, days).

    Attributes:
        observed: pairs observed.
        expected: pairs expected by chance.
        p: of each band by itself, one-sided.
        p_adjusted: of each band among all bands of the table (Westfall and Young 1993).
        permutations: on which both p rest.

    """

    observed: Ints
    expected: Floats
    p: Floats
    p_adjusted: Floats
    permutations: int

    @property
    def ratio(self) -> Floats:
        """Return observed over expected, (distances, days), NaN where nothing is expected."""
        return np.divide(
            self.observed, self.expected, out=np.full(self.observed.shape, np.nan), where=self.expected > 0
        )

    @property
    def significant(self) -> NDArray[np.bool_]:
        """Return the (distances, days) mask of bands with a fifth more pairs than expected at an adjusted p of 0.05 or less.

        The standard error of the p is added first, so that another seed would hardly give another answer. Fewer than
        five pairs are too few to say.
        """
        error = np.sqrt(self.p_adjusted * (1 - self.p_adjusted) / self.permutations)
        enough = (self.observed >= FEW) & (np.nan_to_num(self.ratio) >= LEAST_RATIO)
        return (self.p_adjusted + error <= SIGNIFICANT_P) & enough


def find_pairs(places: NDArray[np.float64], settings: NearRepeatSettings) -> Pairs:
    """Return all pairs of (n, 2) places in metres within the largest distance.

    Raises:
        InputError: there are fewer than two incidents, or more than MOST_PAIRS pairs.

    """
    if len(places) < 2:
        message = translate("Core", "Near repeats need at least two incidents with place and time; found {count}.")
        raise InputError(message.format(count=len(places)))
    tree, reach = cKDTree(places), settings.distances[-1]
    count = (int(tree.count_neighbors(tree, reach)) - len(places)) // 2
    if count > MOST_PAIRS:
        message = translate(
            "Core",
            "{count:,} pairs of incidents lie within {reach:g} m; at most {most:,} are compared. Choose smaller distances "
            "or a shorter period.",
        )
        raise InputError(message.format(count=count, reach=reach, most=MOST_PAIRS))
    pairs = np.sort(tree.query_pairs(reach, output_type="ndarray"), axis=1)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].astype(np.int64)
    distance = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
    band = np.searchsorted(np.array(settings.distances), distance)
    near = band < len(settings.distances)
    return Pairs(pairs[near, 0], pairs[near, 1], band[near].astype(np.int32))


def knox(
    pairs: Pairs, days: Ints, settings: NearRepeatSettings, progress: Progress, executor: TaskPool | None = None
) -> Knox:
    """Compute the Knox table, with expected counts from permuted dates (Knox 1964; Johnson et al. 2007).

    Args:
        pairs: within the largest distance.
        days: (n,) day of each incident.
        settings: bands, permutations and seed.
        progress: shows the permutations.
        executor: tries permutations elsewhere; the result is the same.

    """
    observed = count_bands(pairs, days, settings)
    size = max(1, min(50, _BLOCK_PAIRS // max(len(pairs.band), 1)))
    blocks = [range(start, min(start + size, settings.permutations)) for start in range(0, settings.permutations, size)]
    tables = np.empty((settings.permutations + 1, observed.size), dtype=np.int32)
    tables[0] = observed.ravel()
    work = map_tasks(_Shuffle(pairs, days, settings), blocks, progress, executor)
    for block, counts in zip(blocks, progress.each(work, len(blocks)), strict=True):
        tables[block.start + 1 : block.stop + 1] = counts
    expected = tables[1:].mean(axis=0).reshape(observed.shape)
    p = (tables >= tables[0]).mean(axis=0).reshape(observed.shape)
    return Knox(observed, expected, p, adjusted_p(tables).reshape(observed.shape), settings.permutations)


@dataclass(frozen=True)
class _Shuffle:
    """Counts the bands of some permutations, (permutations, bands)."""

    pairs: Pairs
    days: Ints
    settings: NearRepeatSettings

    def __call__(self, numbers: range) -> NDArray[np.int32]:
        tables = []
        for number in numbers:
            dealt = np.random.default_rng([self.settings.seed, number]).permutation(self.days)
            tables.append(count_bands(self.pairs, dealt, self.settings).ravel())
        return np.array(tables, dtype=np.int32)


def adjusted_p(tables: NDArray[np.int32]) -> Floats:
    """Return the (bands,) p of the first table's bands among all of them, by step-down maxima (Westfall and Young 1993).

    The statistic of a band is how rare its count is under a negative binomial distribution with the mean and variance
    of all tables: bands with few and with many pairs then weigh alike, which their raw counts would not.

    Args:
        tables: (permutations + 1, bands) counts, the observed table first.

    """
    rarity = np.column_stack([_rarity(counts) for counts in tables.T])
    order = np.argsort(rarity[0])
    highest, adjusted = np.full(len(tables), -np.inf, dtype=np.float32), np.empty(tables.shape[1])
    for band in order:
        np.maximum(highest, rarity[:, band], out=highest)
        adjusted[band] = (highest >= rarity[0, band]).mean()
    adjusted[order[::-1]] = np.maximum.accumulate(adjusted[order[::-1]])
    return adjusted


def _rarity(counts: NDArray[np.int32]) -> NDArray[np.float32]:
    """Return minus the logarithm of the chance of at least each of (n,) `counts`, by their own mean and variance."""
    mean, variance = counts.mean(), counts.var()
    values, place = np.unique(counts, return_inverse=True)
    if variance > mean:
        chance = betainc(np.maximum(values, 1), mean**2 / (variance - mean), 1 - mean / variance)
    else:
        chance = gammainc(np.maximum(values, 1), mean)
    rarity = -np.log(np.maximum(np.where(values > 0, chance, 1.0), np.finfo(float).tiny))
    return rarity.astype(np.float32)[place]


def count_bands(pairs: Pairs, days: Ints, settings: NearRepeatSettings) -> Ints:
    """Count the pairs by distance band and day band, (distances, days), from the (n,) `days` of the incidents."""
    longest = settings.days[-1] + 1
    apart = _days_apart(pairs, days, longest)
    apart += pairs.band * np.int32(longest + 1)
    counts = np.bincount(apart, minlength=len(settings.distances) * (longest + 1))
    ends = np.cumsum(counts.reshape(len(settings.distances), longest + 1), axis=1)[:, list(settings.days)]
    return np.diff(ends, axis=1, prepend=0)


def day_bands(pairs: Pairs, days: Ints, settings: NearRepeatSettings) -> Ints:
    """Return the (p,) day band of each pair, from the (n,) `days` of the incidents.

    A pair further apart in time than the last band has the number of bands.
    """
    longest = settings.days[-1] + 1
    lookup = np.searchsorted(np.array(settings.days), np.arange(longest + 1))
    return np.asarray(lookup[_days_apart(pairs, days, longest)], dtype=np.int64)


def _days_apart(pairs: Pairs, days: Ints, longest: int) -> NDArray[np.int32]:
    """Return the days between the incidents of each pair, `longest` where they are more."""
    short = (days - days.min()).astype(np.int32)  # few bytes: permuted days are gathered from the processor's cache
    apart = short[pairs.first]
    apart -= short[pairs.second]
    return np.minimum(np.abs(apart, out=apart), longest, out=apart)


def chains(pairs: Pairs, linked: NDArray[np.bool_], count: int) -> tuple[Ints, Ints]:
    """Return the (count,) number of links and the (count,) chain of each incident.

    Chains are numbered from 1, the longest first; 0 without links. `linked` is the (p,) mask of pairs that are links.
    """
    first, second = pairs.first[linked], pairs.second[linked]
    links = np.bincount(first, minlength=count) + np.bincount(second, minlength=count)
    _, label = components(count, np.column_stack([first, second]))
    sizes = np.bincount(label)
    rank = np.zeros(len(sizes), dtype=np.int64)
    several = np.flatnonzero(sizes > 1)
    rank[several[np.argsort(-sizes[several], kind="stable")]] = np.arange(1, len(several) + 1)
    return links, rank[label]


def band_names(settings: NearRepeatSettings) -> tuple[list[str], list[str]]:
    """Return the titles of the distance bands (metres) and of the day bands."""
    distances, low = [], 0.0
    for high in settings.distances:
        distances.append(translate("Core", "same place") if high == 0 else f"{low:g}–{high:g} m")
        low = high
    days, start = [], 0
    for end in settings.days:
        days.append(translate("Core", "{start}–{end} days").format(start=start, end=end))
        start = end + 1
    return distances, days


def knox_table(knox: Knox, settings: NearRepeatSettings) -> pd.DataFrame:
    """Return one row a distance and day band, with its pairs observed and expected, their ratio and both p."""
    distances, days = band_names(settings)
    row, column = (index.ravel() for index in np.indices(knox.observed.shape))
    return pd.DataFrame(
        {
            "distance_band": np.array(distances, dtype=object)[row],
            "distance_to_m": np.array(settings.distances)[row],
            "day_band": np.array(days, dtype=object)[column],
            "days_to": np.array(settings.days)[column],
            "observed": knox.observed.ravel(),
            "expected": knox.expected.ravel(),
            "ratio": knox.ratio.ravel(),
            "p": knox.p.ravel(),
            "p_adjusted": knox.p_adjusted.ravel(),
            "notable": knox.significant.ravel(),
        }
    )


def linked_incidents(
    incidents: NearRepeatIncidents, pairs: Pairs, knox: Knox, settings: NearRepeatSettings
) -> tuple[Shapes, dict[str, NDArray[Any]]]:
    """Return the (m,) points of the incidents that a pair in a notable band links, and (m,) chain, links and time.

    They are ordered by chain, the longest first, then by time.
    """
    band = day_bands(pairs, incidents.days, settings)
    inside = np.flatnonzero(band < len(settings.days))
    linked = np.zeros(len(band), dtype=bool)
    linked[inside] = knox.significant[pairs.band[inside], band[inside]]
    links, chain = chains(pairs, linked, len(incidents.days))
    kept = np.flatnonzero(links)
    kept = kept[np.lexsort((incidents.start[kept], chain[kept]))]
    columns = {"chain": chain[kept], "links": links[kept], "time": incidents.start[kept]}
    return points_at(incidents.places[kept]), columns
