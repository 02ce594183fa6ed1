"""Local statistics: where incidents gather more, or less, than chance would have it.

Gi*: Ord, J. K. and Getis, A. (1995): Local spatial autocorrelation statistics. Geographical Analysis 27(4), with
binary weights that include the cell itself. Local Moran: Anselin, L. (1995): Local indicators of spatial
association. Geographical Analysis 27(2), with row-standardised weights and the moments of conditional
randomisation (Sokal, Oden and Thomson 1998). False-discovery rate: Benjamini and Hochberg (1995).

The standard scores describe; they do not decide. On few incidents a normal distribution calls cells hot on nearly every
map of pure chance, so p comes from what chance does to counts (`ChanceModel`), and is adjusted for the number of cells.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import betainc

from ..base.arrays import Floats, Ints, Mask
from ..base.errors import InputError
from ..base.i18n import translate
from ..geo.contiguity import ContiguityGraph
from .rates import FEW
from .settings import LEVELS, TRENDS

_QUADRANTS = ("high-high", "low-high", "low-low", "high-low")
_NONE = "none"
HOT_P = 0.05


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


@dataclass(frozen=True)
class CountTest:
    """What chance makes of the incidents in each neighbourhood.

    Attributes:
        p: (n,) two-sided.
        adjusted: (n,) p adjusted for the false-discovery rate.
        more: (n,) whether there are more incidents than expected.
        enough: (n,) whether there are enough incidents, or expected incidents where there are fewer, to say anything.

    """

    p: Floats
    adjusted: Floats
    more: Mask
    enough: Mask


@dataclass(frozen=True)
class ChanceModel:
    """Incidents thrown at random on the map, as many as there are, each on its own or several to a cell.

    Given their total, the incidents in a neighbourhood are binomial with its share of the map (Besag and Newell 1991,
    Journal of the Royal Statistical Society A 154(1)): an exact p, however few there are. The share is that of the
    ground and that of the cells, whichever makes the finding less remarkable: a cell cut by the outline has less ground,
    and a large unit may have much. Where counts scatter more than that from one cell to the next, as where a house is
    visited again and again, they are negative binomial (Osgood 2000, Journal of Quantitative Criminology 16(1)).

    How much more they scatter is told from differences between neighbouring cells (Geary 1954, The Incorporated
    Statistician 5(3)), relative to the product of the two. The variance of all counts would not do: a cluster raises it,
    and would so hide itself and every other. A cluster's cells differ from each other no more than chance has it.

    Attributes:
        values: (n,) counts in equal units.
        incidents: (n,) incidents behind the values.
        graph: the neighbouring cells.
        exposure: (n,) each cell's share of the ground on which incidents could be.
        overdispersion: 1/k of the negative binomial distribution; 0 where counts scatter as chance has it.

    """

    values: Floats
    incidents: Floats
    graph: ContiguityGraph
    exposure: Floats
    overdispersion: float

    @classmethod
    def fit(
        cls, values: Floats, exposure_m2: Floats, graph: ContiguityGraph, incidents: Floats | None = None
    ) -> ChanceModel:
        """Fit the model.

        Args:
            values: (n,) counts, or weights such as harm.
            exposure_m2: (n,) ground of each cell on which incidents could be.
            graph: the neighbouring cells.
            incidents: (n,) where the values are weights, the incidents behind them, if known.

        """
        relative: Floats = exposure_m2 / exposure_m2.mean() if exposure_m2.any() else np.ones(len(values))
        scaled = np.asarray(values / _unit(values, incidents), dtype=np.float64)
        counts = scaled if incidents is None else incidents
        return cls(scaled, counts, graph, relative / len(values), overdispersion(scaled, relative, graph))

    def neighbourhoods(self) -> CountTest:
        """Test the incidents in every cell and its neighbours together: Gi*."""
        around = self.graph.weights
        reach, exposure = np.diff(around.indptr) + 1.0, around @ self.exposure + self.exposure
        return self._test(around @ self.values + self.values, reach / len(self.values), exposure, self.values.sum())

    def surroundings(self) -> CountTest:
        """Test the incidents around every cell, given those in it: local Moran."""
        around, others = self.graph.weights, max(len(self.values) - 1, 1)
        exposure = around @ self.exposure / np.maximum(1 - self.exposure, 1e-12)
        return self._test(
            around @ self.values, np.diff(around.indptr) / others, exposure, self.values.sum() - self.values
        )

    def _test(self, found: Floats, of_cells: Floats, of_exposure: Floats, total: Floats | float) -> CountTest:
        total = np.broadcast_to(np.asarray(total, dtype=np.float64), found.shape)
        # Rounding takes off what adding areas leaves behind, so that most neighbourhoods are alike.
        most, least = (
            np.round(np.clip(pick(of_cells, of_exposure), 0.0, 1.0), 13) for pick in (np.maximum, np.minimum)
        )
        one, kind = _kinds(found, total, most, least)
        upper = self._at_least(found[one], most[one], total[one])[kind]
        lower = self._at_most(found[one], least[one], total[one])[kind]
        p = np.minimum(2.0 * np.minimum(upper, lower), 1.0)
        more = upper < lower
        counted = self.graph.weights @ self.incidents + self.incidents
        expected = least * self.incidents.sum()
        return CountTest(p, false_discovery(p), more, np.where(more, counted, expected) >= FEW)

    def _at_least(self, found: Floats, share: Floats, total: Floats) -> Floats:
        """Return the (n,) chance of at least as many as were `found` in a `share` of the map."""
        some = np.maximum(found, 1e-9)
        if self.overdispersion > 0:
            chance = betainc(some, *self._shape(share))
        else:
            chance = betainc(some, np.maximum(total - found, 0.0) + 1.0, share)
        return np.where(found > 0, chance, 1.0)

    def _at_most(self, found: Floats, share: Floats, total: Floats) -> Floats:
        """Return the (n,) chance of at most as many as were `found` in a `share` of the map."""
        if self.overdispersion > 0:
            size, above = self._shape(share)
            return np.asarray(betainc(size, found + 1.0, 1.0 - above))
        chance = betainc(np.maximum(total - found, 1e-9), found + 1.0, 1.0 - share)
        return np.where(found < total, chance, 1.0)

    def _shape(self, share: Floats) -> tuple[Floats, float]:
        """Return the (n,) sizes of the negative binomial distributions of a `share`, and their odds of one more."""
        mean = float(self.values.mean())
        size = np.maximum(share * len(self.values) / self.overdispersion, 1e-9)
        return size, mean * self.overdispersion / (1.0 + mean * self.overdispersion)


def _kinds(*columns: Floats) -> tuple[Ints, Ints]:
    """Return one row of every kind of rows that are equal in all (n,) `columns`, and the (n,) kind of each row."""
    code = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        _, place = np.unique(column, return_inverse=True)
        _, code = np.unique(code * (place.max(initial=0) + 1) + place, return_inverse=True)
    _, one = np.unique(code, return_index=True)
    return one, code


def _unit(values: Floats, incidents: Floats | None) -> float:
    """Return the value of one incident: 1 for counts, the mean weight, or the smallest where incidents are unknown."""
    if incidents is not None and incidents.sum() > 0:
        return float(values.sum() / incidents.sum()) or 1.0
    return float(values[values > 0].min(initial=np.inf)) if (values % 1).any() else 1.0


def overdispersion(values: Floats, exposure: Floats, graph: ContiguityGraph) -> float:
    """Estimate 1/k of the negative binomial distribution by which neighbouring cells differ; 0 where Poisson's will do.

    Args:
        values: (n,) counts.
        exposure: (n,) ground of each cell, relative to the average cell's.
        graph: the neighbouring cells.

    """
    first, second = graph.edges.T
    here, there = values[first] * exposure[second], values[second] * exposure[first]
    scatter = (here - there) ** 2 - here * exposure[second] - there * exposure[first]
    even = ((exposure[first] * exposure[second]) ** 2).sum() * values.mean() ** 2
    level = max(float((here * there).sum()), float(even))
    return max(0.0, float(scatter.sum()) / (2.0 * level)) if level > 0 else 0.0


def false_discovery(p: Floats) -> Floats:
    """Return the (n,) `p` adjusted for the false-discovery rate (Benjamini and Hochberg 1995).

    Of all cells called hot or cold at an adjusted p, the expected share wrongly called is at most that p.
    """
    order = np.argsort(p)
    scaled = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted


def classes(test: CountTest) -> NDArray[np.object_]:
    """Return the (n,) classes hot 99, hot 95, hot 90, none, cold 90 … by the adjusted p; too few to say are none."""
    found = np.full(len(test.p), _NONE, dtype=object)
    for level, name in reversed(LEVELS):
        found[(test.adjusted <= level) & test.enough & test.more] = f"hot {name}"
        found[(test.adjusted <= level) & test.enough & ~test.more] = f"cold {name}"
    return found


def is_hot(test: CountTest) -> Mask:
    """Return the (n,) mask of the cells of hot spots: hot at 95 percent or more."""
    return np.asarray((test.adjusted <= HOT_P) & test.enough & test.more)


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
