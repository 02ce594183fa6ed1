"""Hot spots of a crime grid as tables: one row a cell, one row a hot spot with the sectors that own it.

Cells are neighbours by contiguity or by distance. A hot spot that straddles a border names every sector and officer
concerned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..base.arrays import Floats, Ints, Mask
from ..base.errors import InputError
from ..base.i18n import translate
from ..base.names import as_text
from ..base.table import FeatureTable
from ..base.text import natural
from ..geo.contiguity import ContiguityGraph
from ..geo.geometry import places, polygonal
from . import local_statistics as local
from .settings import HotspotSettings

_NAME = re.compile(r"((?:hex)?[\d.]+k?m)_(-?\d+)_(-?\d+)$")
_QUEEN = [(north, east) for north in (-1, 0, 1) for east in (-1, 0, 1) if (north, east) != (0, 0)]
_HEXAGON = {
    0: [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1)],
    1: [(1, 0), (-1, 0), (0, 1), (0, -1), (-1, 1), (-1, -1)],
}
LEAST_SHARE = 0.10


@dataclass(frozen=True)
class GridCells:
    """The cells of a grid.

    Attributes:
        geometry: (n,) polygons in metres.
        counts: (n,) incidents, or harm.
        names: (n,) cell ids, None where the grid has none.
        sector_ids: (n,) the sector of each cell, None where the grid has none.
        periods: counts by name of the period, oldest first.
        exposure_m2: (n,) ground of each cell on which incidents were counted; None: all of it.
        incidents: (n,) incidents behind the counts where these are harm, None where they are incidents.

    """

    geometry: NDArray[np.object_]
    counts: Floats
    names: Sequence[object] | None = None
    sector_ids: Sequence[object] | None = None
    periods: Mapping[str, Floats] | None = None
    exposure_m2: Floats | None = None
    incidents: Floats | None = None

    @property
    def exposure(self) -> Floats:
        """Return (n,) the ground of each cell in m²."""
        return shapely.area(self.geometry) if self.exposure_m2 is None else self.exposure_m2


def read_cells(table: FeatureTable, count_field: str, period_fields: Sequence[str]) -> GridCells:
    """Return the cells of a grid, with the counts of a field and those of successive periods.

    Raises InputError where a cell has no polygon, no count or a negative one, or there are fewer than three.
    """
    polygons = polygonal(table.geometry)
    missing = np.flatnonzero(shapely.is_empty(polygons))
    if len(missing) or len(table) < 3:
        message = translate(
            "CrimeHotspots", "Grid “{layer}”: {count} of {all} cells have no polygon; at least 3 are needed."
        )
        raise InputError(message.format(layer=table.name, count=len(missing), all=len(table)))
    counts = {name: _checked_counts(table, name) for name in (count_field, *period_fields)}
    columns = table.attributes
    weighted = count_field == "harm" and "count" in columns
    return GridCells(
        polygons,
        counts[count_field],
        columns["cell_id"].tolist() if "cell_id" in columns else None,
        columns["sector_id"].tolist() if "sector_id" in columns else None,
        {name: counts[name] for name in period_fields},
        _checked_counts(table, "area_m2") if "area_m2" in columns and "cell_id" in columns else None,
        _checked_counts(table, "count") if weighted else None,
    )


def _checked_counts(table: FeatureTable, name: str) -> Floats:
    """Return the (n,) counts of a field; raise InputError, naming the feature, where one is missing or negative."""
    values = table.numbers(name)
    wrong = np.flatnonzero(~(values >= 0))
    if len(wrong):
        message = translate(
            "CrimeHotspots",
            "Grid “{layer}”, feature {fid}, field “{field}”: a count is missing or negative. Choose a field with "
            "a number of zero or more in every cell.",
        )
        raise InputError(message.format(layer=table.name, fid=table.feature_ids[wrong[0]], field=name))
    return values


@dataclass(frozen=True)
class HotSpots:
    """The result.

    Attributes:
        cells: a row a cell.
        spots: a row a hot spot.
        shapes: the polygons of the hot spots.
        owners: the sectors of each hot spot.
        neighbours: how many a cell has on average.
        alone: cells without neighbours.
        overdispersion: 1/k of the negative binomial distribution that chance was taken for; 0: Poisson's.

    """

    cells: pd.DataFrame
    spots: pd.DataFrame
    shapes: NDArray[np.object_]
    owners: list[Ownership]
    neighbours: float
    alone: int
    overdispersion: float


def find_hot_spots(
    grid: GridCells,
    settings: HotspotSettings,
    sectors: tuple[NDArray[np.object_], Sequence[object]] | None = None,
    officers: Mapping[str, str] | None = None,
) -> HotSpots:
    """Compute Gi*, local Moran, classes, trends and hot spots with their owners.

    Args:
        grid: the cells.
        settings: which cells are neighbours.
        sectors: (k,) polygons in metres and ids of the sectors; without them a cell's own sector counts.
        officers: name of the responsible officer by sector id.

    Raises:
        InputError: all cells have the same count.

    """
    graph = neighbours(grid.geometry, grid.names, settings)
    chance = local.ChanceModel.fit(grid.counts, grid.exposure, graph, grid.incidents)
    cells, hot = _statistics(grid, graph, chance)
    numbers = local.number_hot_spots(hot, graph, grid.counts)
    cells["hot_spot"] = pd.array(np.where(numbers > 0, numbers, 0), dtype="Int64")
    cells.loc[numbers == 0, "hot_spot"] = pd.NA
    if grid.periods:
        cells["trend"] = local.trend(np.array([_hot(grid, values, graph) for values in grid.periods.values()]))
    shapes = _shapes(grid.geometry, numbers)
    owners = _owners(grid, numbers, shapes, sectors, officers or {})
    cells["hot_spot_sectors"] = np.array([*(", ".join(owner.sectors) for owner in owners), None], dtype=object)[
        numbers - 1
    ]
    reach = np.diff(graph.weights.indptr)
    spots = _spots(grid, numbers, cells, owners)
    alone = int((reach == 0).sum())
    return HotSpots(cells, spots, shapes, owners, float(reach.mean()), alone, chance.overdispersion)


def _statistics(grid: GridCells, graph: ContiguityGraph, chance: local.ChanceModel) -> tuple[pd.DataFrame, Mask]:
    z = local.getis_ord(grid.counts, graph.weights)
    moran = local.local_moran(grid.counts, graph.weights)
    test, around = chance.neighbourhoods(), chance.surroundings()
    table = {
        "gi_z": z,
        "gi_p": test.p,
        "gi_p_adjusted": test.adjusted,
        "gi_class": local.classes(test),
        "moran_i": moran.value,
        "moran_z": moran.z,
        "moran_p_adjusted": around.adjusted,
        "moran_class": np.where((around.adjusted <= local.HOT_P) & around.enough, moran.quadrant, "none"),
    }
    return pd.DataFrame(table), local.is_hot(test)


def _hot(grid: GridCells, counts: Floats, graph: ContiguityGraph) -> Mask:
    """Return which cells are hot in one period."""
    return local.is_hot(local.ChanceModel.fit(counts, grid.exposure, graph).neighbourhoods())


def _shapes(geometry: NDArray[np.object_], numbers: NDArray[np.int64]) -> NDArray[np.object_]:
    shapes = np.empty(int(numbers.max(initial=0)), dtype=object)
    for index in range(len(shapes)):
        shapes[index] = shapely.union_all(geometry[numbers == index + 1])
    return shapes


def _owners(
    grid: GridCells,
    numbers: NDArray[np.int64],
    shapes: NDArray[np.object_],
    sectors: tuple[NDArray[np.object_], Sequence[object]] | None,
    officers: Mapping[str, str],
) -> list[Ownership]:
    if sectors is not None:
        shares = sector_shares(shapes, *sectors)
    elif grid.sector_ids is not None:
        shares = cell_shares(numbers, shapely.area(grid.geometry), grid.sector_ids)
    else:
        return [Ownership((), "") for _ in shapes]
    return [ownership(share, officers) for share in shares]


def _spots(grid: GridCells, numbers: NDArray[np.int64], cells: pd.DataFrame, owners: list[Ownership]) -> pd.DataFrame:
    count = len(owners)
    inside = numbers > 0
    index = numbers[inside] - 1
    incidents = np.bincount(index, grid.counts[inside], minlength=count)
    peak = np.zeros(count)
    np.maximum.at(peak, index, cells["gi_z"].to_numpy()[inside])
    return pd.DataFrame(
        {
            "hot_spot": np.arange(1, count + 1),
            "cells": np.bincount(index, minlength=count),
            "incidents": incidents,
            "share_percent": 100.0 * incidents / grid.counts.sum(),
            "peak_z": peak,
            "sectors": [", ".join(owner.sectors) for owner in owners],
            "straddles": np.array([owner.straddles for owner in owners], dtype=bool),
            "owners": [owner.text for owner in owners],
        }
    )


def neighbours(
    geometry: NDArray[np.object_], names: Sequence[object] | None, settings: HotspotSettings
) -> ContiguityGraph:
    """Build the graph of neighbouring cells from `geometry` (n,); boundary lengths are not measured (0).

    Cells that bear the names of our own grids are neighbours by row and column, so that clipping changes nothing;
    others where their polygons touch. With a distance, the polygons' centres count.
    """
    if settings.neighbourhood == "distance":
        return ContiguityGraph.from_pairs(len(geometry), _within(geometry, settings.distance))
    placed = _placed(names) if names is not None else None
    pairs = _by_place(*placed) if placed else _touching(geometry)
    return ContiguityGraph.from_pairs(len(geometry), pairs)


def _placed(names: Sequence[object]) -> tuple[bool, Ints, Ints] | None:
    """Return whether the cells are hexagons, and their rows and columns; None where the names are not ours."""
    matches = [_NAME.match(str(name)) for name in names]
    found = [match for match in matches if match]
    if len(found) < len(matches) or len({match[1] for match in found}) != 1:
        return None
    north = np.array([int(match[2]) for match in found], dtype=np.int64)
    east = np.array([int(match[3]) for match in found], dtype=np.int64)
    return found[0][1].startswith("hex"), north, east


def _by_place(hexagon: bool, north: Ints, east: Ints) -> Ints:
    """Return (p, 2) neighbouring cells, each pair both ways; in a hexagonal grid odd columns lie half a cell lower."""
    north, column = north - north.min() + 1, east - east.min() + 1
    lookup = np.full((north.max() + 2, column.max() + 2), -1, dtype=np.int64)
    cells = np.arange(len(north))
    lookup[north, column] = cells
    first, second = [], []
    for parity in (0, 1) if hexagon else (0,):
        rows = cells[east % 2 == parity] if hexagon else cells
        for up, right in _HEXAGON[parity] if hexagon else _QUEEN:
            other = lookup[north[rows] + up, column[rows] + right]
            first.append(rows[other >= 0])
            second.append(other[other >= 0])
    return np.column_stack([np.concatenate(first), np.concatenate(second)])


def _touching(geometry: NDArray[np.object_]) -> Ints:
    first, second = shapely.STRtree(geometry).query(geometry, predicate="intersects")
    return np.column_stack([first, second])[first < second]


def _within(geometry: NDArray[np.object_], distance: float) -> Ints:
    centres = places(shapely.centroid(geometry))
    placed = np.flatnonzero(np.isfinite(centres).all(axis=1))
    return np.asarray(placed[cKDTree(centres[placed]).query_pairs(distance * (1 + 1e-9), output_type="ndarray")])


@dataclass(frozen=True)
class Ownership:
    """The sectors with at least LEAST_SHARE of a hot spot's area, in the order of their ids, and what to say."""

    sectors: tuple[str, ...]
    text: str

    @property
    def straddles(self) -> bool:
        """Return True if more than one sector owns the hot spot."""
        return len(self.sectors) > 1


def cell_shares(
    hot_spots: NDArray[np.int64], areas: NDArray[np.float64], sector_ids: Sequence[object]
) -> list[dict[str, float]]:
    """Return the area (m²) by sector of each hot spot, where each cell belongs to one sector.

    Args:
        hot_spots: (n,) number of each cell's hot spot from 1, 0 outside.
        areas: (n,) areas of the cells, m².
        sector_ids: (n,) sectors of the cells; empty outside all sectors.

    """
    shares: list[dict[str, float]] = [{} for _ in range(int(hot_spots.max(initial=0)))]
    for cell in np.flatnonzero(hot_spots):
        if sector := as_text(sector_ids[cell]):
            share = shares[hot_spots[cell] - 1]
            share[sector] = share.get(sector, 0.0) + float(areas[cell])
    return shares


def sector_shares(
    hot_spots: NDArray[np.object_], sectors: NDArray[np.object_], sector_ids: Sequence[object]
) -> list[dict[str, float]]:
    """Return the area (m²) by sector of each hot spot, by overlay of polygons.

    Args:
        hot_spots: (h,) polygons in metres.
        sectors: (k,) polygons in metres.
        sector_ids: (k,) ids; a sector without id is left out.

    """
    rows, columns = shapely.STRtree(sectors).query(hot_spots, predicate="intersects")
    areas = shapely.area(shapely.intersection(hot_spots[rows], sectors[columns]))
    shares: list[dict[str, float]] = [{} for _ in hot_spots]
    for row, column, area in zip(rows.tolist(), columns.tolist(), areas.tolist(), strict=True):
        if name := as_text(sector_ids[column]):
            shares[row][name] = shares[row].get(name, 0.0) + area
    return shares


def ownership(share: Mapping[str, float], officers: Mapping[str, str]) -> Ownership:
    """Return the ownership of a hot spot, from its area (m²) by sector and the responsible officers by sector."""
    total = sum(share.values())
    owning = tuple(sorted((name for name, area in share.items() if area >= LEAST_SHARE * total > 0), key=natural))
    if not owning:
        return Ownership((), translate("Core", "outside all sectors"))
    named = [f"{name} ({officers[name]})" if officers.get(name) else name for name in owning]
    if len(named) == 1:
        return Ownership(owning, translate("Core", "in sector {sector}").format(sector=named[0]))
    message = translate("Core", "straddles the line between {first} and {last}")
    return Ownership(owning, message.format(first=", ".join(named[:-1]), last=named[-1]))
