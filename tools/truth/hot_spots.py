"""Hot spots on maps of pure chance, on maps with planted clusters, and beside the rule of the normal distribution."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from frame import Row, rate
from scipy.special import ndtr
from sector_planner.core.crime.hotspots import GridCells, find_hot_spots, neighbours
from sector_planner.core.crime.lattice import SquareLattice
from sector_planner.core.crime.local_statistics import ChanceModel, false_discovery, getis_ord
from sector_planner.core.crime.settings import HotspotSettings

TITLE = "Hot spots"
TEXT = """
A cell is hot at 95 % where the exact p of the incidents in its neighbourhood, adjusted for the number of cells (Benjamini and Hochberg 1995; Caldas de Castro and Singer 2006), is 0.05 or less, and five incidents or more are there. Chance: incidents thrown at random on the ground, as many as there are (a binomial share, Besag and Newell 1991); where counts scatter more from one cell to the next, negative binomial ones (Osgood 2000), each cell drawn on its own. Beside it stands what was done before: Gi* with the p of a normal distribution, adjusted alike. Maps of 40 × 40 cells unless said otherwise; the rates are of maps with any cell that is hot (or cold) at 95 %.
"""
MAPS = 400
SIDE = 40
MEANS = (0.02, 0.05, 0.1, 0.3, 1, 3, 10, 20)


@dataclass
class Map:
    """Cells, their ground in m² and the polygons they are drawn as."""

    polygons: np.ndarray
    names: np.ndarray
    exposure_m2: np.ndarray | None
    share: np.ndarray

    @cached_property
    def weights(self) -> object:
        """Return the neighbours, for the rule that was used before."""
        return neighbours(self.polygons, self.names, HotspotSettings()).weights

    def classes(self, counts: np.ndarray) -> np.ndarray:
        """Return the classes that the algorithm gives these counts."""
        if (counts == counts[0]).all():
            return np.full(len(counts), "none", dtype=object)
        grid = GridCells(self.polygons, counts, self.names, exposure_m2=self.exposure_m2)
        return find_hot_spots(grid, HotspotSettings()).cells["gi_class"].to_numpy()

    def scores(self, counts: np.ndarray) -> np.ndarray:
        """Return Gi* of the cells, 0 where all have the same count."""
        return np.zeros(len(counts)) if (counts == counts[0]).all() else getis_ord(counts, self.weights)

    def normal(self, counts: np.ndarray) -> np.ndarray:
        """Return the cells that the normal distribution calls hot."""
        z = self.scores(counts)
        return (z > 0) & (false_discovery(2 * ndtr(-abs(z))) <= 0.05)


def square(side: int = SIDE) -> Map:
    """Return side × side whole cells."""
    lattice = SquareLattice(100.0, 3, 5, side, side)
    cells = np.arange(len(lattice))
    return Map(lattice.polygons(cells), lattice.names(cells), None, np.ones(len(cells)))


def uneven(clipped: bool) -> Map:
    """Return the cells of an area with five bays, cut along its outline or drawn whole."""
    angle = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    radius = 2000 * (1 + 0.25 * np.sin(5 * angle) + 0.1 * np.sin(11 * angle + 1))
    area = shapely.Polygon(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]))
    lattice = SquareLattice.covering(area.bounds, 100.0)
    whole = lattice.polygons(np.arange(len(lattice)))
    cells = np.flatnonzero(shapely.area(shapely.intersection(whole, area)) > 0)
    cut = shapely.intersection(whole[cells], area)
    exposure = shapely.area(cut)
    return Map(cut if clipped else whole[cells], lattice.names(cells), None if clipped else exposure, exposure / 1e4)


def is_hot(classes: np.ndarray) -> np.ndarray:
    """Return which cells are hot at 95 % or more."""
    return np.isin(classes, ("hot 95", "hot 99"))


def scattered(rng: np.random.Generator, mean: float, size: float, grid: Map) -> np.ndarray:
    """Return negative binomial counts of a `size`: the smaller, the more they scatter."""
    return rng.poisson(rng.gamma(size, mean / size, len(grid.share)) * grid.share).astype(float)


def null_rows(name: str, grid: Map, draw: Callable[[], np.ndarray]) -> Iterator[Row]:
    """Yield how often chance has hot spots, cold spots, and hot spots by the normal distribution."""
    hot = cold = normal = few = 0
    around = grid.weights
    for _ in range(MAPS):
        counts = draw()
        classes = grid.classes(counts)
        marked = is_hot(classes)
        hot += bool(marked.any())
        cold += bool(np.isin(classes, ("cold 95", "cold 99")).any())
        normal += bool(grid.normal(counts).any())
        few += int(((around @ counts + counts)[marked] < 5).sum())
    yield rate(f"Chance has no hot spot: {name}", hot, MAPS, most=0.06)
    yield rate("… no cold spot", cold, MAPS, most=0.06)
    yield rate("… hot spots by the normal distribution", normal, MAPS)
    if few:
        yield Row("No hot cell has fewer than five incidents around it", f"{MAPS} maps", f"{few} cells", False)


def power_rows(mean: float, times: float, grid: Map) -> Iterator[Row]:
    """Yield how often a cluster of 3 × 3 cells is found, beside the normal distribution, and who is wrongly hot."""
    rng = np.random.default_rng([7, int(100 * mean), int(times)])
    rows, columns = np.divmod(np.arange(len(grid.share)), SIDE)
    distance = np.maximum(abs(rows - 20), abs(columns - 12))
    rates = np.where(distance <= 1, mean * times, mean)
    chance = [grid.scores(rng.poisson(mean, len(rates)).astype(float)).max() for _ in range(MAPS)]
    bar = float(np.quantile(chance, 0.95))
    found = normal = held = 0
    false: list[float] = []
    for _ in range(MAPS // 2):
        counts = rng.poisson(rates).astype(float)
        hot = is_hot(grid.classes(counts))
        found += bool(hot[distance <= 1].any())
        normal += bool(grid.normal(counts)[distance <= 1].any())
        held += bool((grid.scores(counts)[distance <= 1] > bar).any())
        false.append(float(hot[distance > 2].sum() / max(hot.sum(), 1)))
    name = f"{mean * times:g} a cell among {mean:g}"
    yield rate(f"A cluster of 3 × 3 cells is found: {name}", found, MAPS // 2)
    yield rate("… by the normal distribution", normal, MAPS // 2)
    yield rate("… by Gi* above what 95 % of chance's maps reach", held, MAPS // 2)
    share = float(np.mean(false))
    yield Row("… hot cells that touch no cluster", f"{MAPS // 2:,} maps", f"{share:.1%}, promised ≤ 5%", share <= 0.05)


def oracle_row(grid: Map) -> Row:
    """Compare the exact p with the share of maps on which as many incidents are thrown at random."""
    rng = np.random.default_rng(5)
    counts = rng.poisson(0.4 * grid.share).astype(float)
    graph = neighbours(grid.polygons, grid.names, HotspotSettings())
    areas = shapely.area(grid.polygons)
    model = ChanceModel.fit(counts, areas, graph)
    model = ChanceModel(model.values, model.incidents, graph, model.grid, 0.0)
    around = graph.weights @ counts + counts
    thrown = rng.multinomial(int(counts.sum()), areas / areas.sum(), 20_000).astype(float)
    near = (graph.weights @ thrown.T).T + thrown
    resampled = 2 * np.minimum((near >= around).mean(axis=0), (near <= around).mean(axis=0)).clip(max=0.5)
    inside = np.diff(graph.weights.indptr) == 8  # where shares of grid and of cells are nearly one
    exact = ChanceModel(counts, counts, graph, np.full(len(counts), 1 / len(counts)), 0.0).neighbourhoods().p
    largest = float(abs(exact - resampled)[inside].max())
    return Row(
        "The exact p is that of throwing the incidents anew",
        f"{int(inside.sum()):,} cells, 20,000 resamples",
        f"largest difference {largest:.3f}, promised ≤ 0.03",
        largest <= 0.03,
    )


def speed_rows() -> Iterator[Row]:
    """Time 90,000 cells beside the permutations of PySAL."""
    grid = square(300)
    graph = neighbours(grid.polygons, grid.names, HotspotSettings())
    counts, areas = np.random.default_rng(3).poisson(1.0, 90_000).astype(float), shapely.area(grid.polygons)
    graph.weights  # noqa: B018  the neighbours are known to both before the clock starts
    seconds = []
    for _ in range(5):
        began = time.perf_counter()
        ChanceModel.fit(counts, areas, graph).neighbourhoods()
        seconds.append(time.perf_counter() - began)
    yield Row("90,000 cells are tested", "best of 5", f"{min(seconds):.2f} s, promised ≤ 1 s", min(seconds) <= 1.0)
    try:
        import esda
        import libpysal
    except ImportError:
        return
    theirs = libpysal.weights.WSP(graph.weights).to_W(silence_warnings=True)
    began = time.perf_counter()
    esda.G_Local(counts, theirs, transform="B", star=True, permutations=999, seed=1)
    yield Row("… by PySAL esda, 999 permutations", "once", f"{time.perf_counter() - began:.1f} s")


def rows() -> Iterator[Row]:
    """Yield chance on whole and cut cells, scattered counts, planted clusters, the oracle and the clock."""
    whole, cut, drawn = square(), uneven(True), uneven(False)
    for mean in MEANS:
        rng = np.random.default_rng([1, int(100 * mean)])
        yield from null_rows(
            f"{mean:g} a cell", whole, lambda rng=rng, mean=mean: rng.poisson(mean, len(whole.share)).astype(float)
        )
    for name, grid in (("cells cut along an uneven outline", cut), ("whole cells across an uneven outline", drawn)):
        for mean in (0.1, 1, 10, 20):
            rng = np.random.default_rng([2, int(100 * mean)])
            yield from null_rows(
                f"{name}, {mean:g} a whole cell",
                grid,
                lambda rng=rng, mean=mean, grid=grid: rng.poisson(mean * grid.share).astype(float),
            )
    for mean, size in ((0.1, 0.3), (0.1, 1), (1, 0.3), (1, 1), (1, 3), (10, 0.3), (10, 1), (10, 3)):
        rng = np.random.default_rng([3, int(100 * mean), int(10 * size)])
        yield from null_rows(
            f"{mean:g} a cell, scattered (k = {size:g})",
            whole,
            lambda rng=rng, mean=mean, size=size: scattered(rng, mean, size, whole),
        )
    for mean, times in ((0.02, 30), (0.1, 5), (0.1, 10), (1, 2), (1, 3), (10, 1.3), (10, 1.5)):
        yield from power_rows(mean, times, whole)
    yield oracle_row(whole)
    yield from speed_rows()
