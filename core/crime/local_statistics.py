"""Local statistics: where incidents gather more, or less, than chance would have it.

Gi*: Ord, J. K. and Getis, A. (1995): Local spatial autocorrelation statistics. Geographical Analysis 27(4), with
binary weights that include the cell itself. Local Moran: Anselin, L. (1995): Local indicators of spatial
association. Geographical Analysis 27(2), with row-standardised weights and the moments of conditional
randomisation (Sokal, Oden and Thomson 1998). False-discovery rate: Benjamini and Hochberg (1995).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import ndtr

from ..base.arrays import Floats
from ..base.errors import InputError
from ..base.i18n import translate
from ..geo.contiguity import ContiguityGraph
from .settings import LEVELS, TRENDS

_QUADRANTS = ("high-high", "low-high", "low-low", "high-low")
_NONE = "none"


@dataclass(frozen=True)
class LocalMoran:
    """Local Moran's I of each cell with its standard score and the quadrant of its Moran plot."""

    value: Floats
    z: Floats
    quadrant: NDArray[np.object_]


def getis_ord(values: Floats, weights: csr_matrix) -> Floats:
    """Return the (n,) standard scores Gi*; zero where all cells are neighbours of each other.

    Args:
        values: (n,) counts.
        weights: (n, n) binary, without the cells themselves; each cell is added to its own neighbourhood.

    Raises:
        InputError: all values are equal.

    """
    count, mean = len(values), values.mean()
    spread = np.sqrt(max((values**2).mean() - mean**2, 0.0))
    _check_spread(spread, values)
    reach = np.diff(weights.indptr) + 1.0
    total = weights @ values + values
    scale = spread * np.sqrt(np.maximum(count * reach - reach**2, 0.0) / (count - 1))
    return np.divide(total - reach * mean, scale, out=np.zeros(count), where=scale > 0)


def local_moran(values: Floats, weights: csr_matrix) -> LocalMoran:
    """Return local Moran's I with row-standardised weights; a cell without neighbours has I and z of zero.

    Args:
        values: (n,) counts.
        weights: (n, n) binary, without the cells themselves.

    Raises:
        InputError: all values are equal.

    """
    count = len(values)
    centred = values - values.mean()
    _check_spread(float(centred.std()), values)
    scaled = centred / centred.std()
    reach = np.maximum(np.diff(weights.indptr), 1).astype(float)
    alone = np.diff(weights.indptr) == 0
    lag = weights @ scaled / reach
    value = (count - 1) / count * scaled * lag
    expected = -(scaled**2) / count
    others = (count - scaled**2) / (count - 1) - (scaled / (count - 1)) ** 2
    variance = (scaled * (count - 1) / count) ** 2 * (1 / reach - 1 / (count - 1)) * others * (count - 1) / (count - 2)
    z = np.divide(value - expected, np.sqrt(np.maximum(variance, 0)), out=np.zeros(count), where=variance > 0)
    high, around = scaled > 0, lag > 0
    quadrant = np.array(_QUADRANTS, dtype=object)[np.where(high, np.where(around, 0, 3), np.where(around, 1, 2))]
    return LocalMoran(np.where(alone, 0.0, value), np.where(alone, 0.0, z), quadrant)


def _check_spread(spread: float, values: Floats) -> None:
    if not spread > 0:
        message = translate("Core", "All {count:,} cells have the same count ({value:g}): nothing stands out.")
        raise InputError(message.format(count=len(values), value=float(values[0]) if len(values) else 0.0))


def two_sided(z: Floats) -> Floats:
    """Return the (n,) two-sided p (0 to 1) of standard scores `z`."""
    return np.asarray(2.0 * ndtr(-np.abs(z)), dtype=np.float64)


def false_discovery(p: Floats) -> Floats:
    """Return the (n,) `p` adjusted for the false-discovery rate (Benjamini and Hochberg 1995).

    Of all cells called hot or cold at an adjusted p, the expected share wrongly called is at most that p.
    """
    order = np.argsort(p)
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted


def classes(z: Floats, adjusted: Floats) -> NDArray[np.object_]:
    """Return the (n,) classes hot 99, hot 95, hot 90, none, cold 90 … by the adjusted p."""
    found = np.full(len(z), _NONE, dtype=object)
    for level, name in reversed(LEVELS):
        found[(adjusted <= level) & (z > 0)] = f"hot {name}"
        found[(adjusted <= level) & (z < 0)] = f"cold {name}"
    return found


def is_hot(z: Floats, adjusted: Floats) -> NDArray[np.bool_]:
    """Return the (n,) mask of the cells of hot spots: hot at 95 percent or more."""
    return (z > 0) & (adjusted <= 0.05)


def number_hot_spots(hot: NDArray[np.bool_], graph: ContiguityGraph, values: Floats) -> NDArray[np.int64]:
    """Return (n,) numbers of hot spots, 0 outside: neighbouring hot cells are one, the one with most incidents is 1."""
    cells = np.flatnonzero(hot)
    count, label = graph.subgraph(cells)[0].components()
    sums = np.bincount(label, values[cells], minlength=count)
    first = np.full(count, len(hot))
    np.minimum.at(first, label, cells)
    rank = np.empty(count, dtype=np.int64)
    rank[np.lexsort((first, -sums))] = np.arange(1, count + 1)
    numbers = np.zeros(len(hot), dtype=np.int64)
    numbers[cells] = rank[label]
    return numbers


def trend(hot: NDArray[np.bool_]) -> NDArray[np.object_]:
    """Return each cell's trend over (periods, n) marks of being hot, oldest first; None where it never was.

    new: hot in the last period only. persistent: in the last and in at least half of those before. fading: not in
    the last, but in at least half of those before. sporadic: any other.
    """
    earlier, last = hot[:-1], hot[-1]
    often = earlier.sum(axis=0) * 2 >= len(earlier)
    found = np.full(hot.shape[1], None, dtype=object)
    new, persistent, fading, sporadic = TRENDS
    found[hot.any(axis=0)] = sporadic
    found[last & ~earlier.any(axis=0)] = new
    found[last & often & earlier.any(axis=0)] = persistent
    found[~last & often & earlier.any(axis=0)] = fading
    return found


@dataclass(frozen=True)
class Concentration:
    """How many cells hold which share of all incidents.

    Attributes:
        shares: (percent of cells, percent of incidents in that many fullest cells).
        half: percent of cells that hold half of all incidents.
        least: the smallest percent of cells that could hold all incidents one by one; below 100 where there are
            fewer incidents than cells, and some concentration is unavoidable.

    """

    shares: tuple[tuple[float, float], ...]
    half: float
    least: float


def concentration(values: Floats, percents: tuple[float, ...] = (1, 5, 10, 20)) -> Concentration:
    """Return the concentration of incidents in the fullest cells.

    Args:
        values: (n,) counts.
        percents: of cells, rounded up to whole cells.

    """
    ordered = np.sort(values)[::-1]
    running = np.cumsum(ordered)
    count, total = len(values), running[-1]
    shares = tuple(
        (percent, 100.0 * float(running[max(int(np.ceil(count * percent / 100)), 1) - 1]) / total)
        for percent in percents
    )
    half = 100.0 * (int(np.searchsorted(running, total / 2)) + 1) / count
    return Concentration(shares, half, min(100.0, 100.0 * total / count))
