"""Hot spots of a grid as tables: a row for every cell, and a row for every hot spot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from ..arrays import Floats
from . import hotspots as local
from .contiguity import neighbours
from .hotspot_settings import HotspotSettings
from .owners import Ownership, cell_shares, ownership, sector_shares


@dataclass(frozen=True)
class GridCells:
    """The cells of a grid.

    Attributes:
        geometry: (n,) polygons in metres.
        counts: (n,) incidents, or harm.
        names: (n,) cell ids, None where the grid has none.
        sector_ids: (n,) the sector of each cell, None where the grid has none.
        periods: counts by name of the period, oldest first.

    """

    geometry: NDArray[np.object_]
    counts: Floats
    names: Sequence[object] | None = None
    sector_ids: Sequence[object] | None = None
    periods: Mapping[str, Floats] | None = None


@dataclass(frozen=True)
class HotSpots:
    """The result: `cells` has a row a cell, `spots` a row a hot spot with its polygon in `shapes`."""

    cells: pd.DataFrame
    spots: pd.DataFrame
    shapes: NDArray[np.object_]
    owners: list[Ownership]
    neighbours: float
    alone: int


def find_hot_spots(
    grid: GridCells,
    settings: HotspotSettings,
    sectors: tuple[NDArray[np.object_], Sequence[object]] | None = None,
    officers: Mapping[str, str] | None = None,
) -> HotSpots:
    """Return Gi*, local Moran, classes, trends and hot spots with their owners.

    Args:
        grid: the cells.
        settings: which cells are neighbours.
        sectors: polygons and ids of the sectors; without them a cell's own sector counts.
        officers: name of the responsible officer by sector id.

    Raises:
        InputError: all cells have the same count.

    """
    graph = neighbours(grid.geometry, grid.names, settings)
    weights = graph.weights
    cells, hot = _statistics(grid.counts, weights)
    numbers = local.connected(hot, graph, grid.counts)
    cells["hot_spot"] = pd.array(np.where(numbers > 0, numbers, 0), dtype="Int64")
    cells.loc[numbers == 0, "hot_spot"] = pd.NA
    if grid.periods:
        cells["trend"] = local.trend(np.array([_hot(values, weights) for values in grid.periods.values()]))
    shapes = _shapes(grid.geometry, numbers)
    owners = _owners(grid, numbers, shapes, sectors, officers or {})
    cells["hot_spot_sectors"] = np.array([*(", ".join(owner.sectors) for owner in owners), None], dtype=object)[
        numbers - 1
    ]
    reach = np.diff(weights.indptr)
    spots = _spots(grid, numbers, cells, owners)
    return HotSpots(cells, spots, shapes, owners, float(reach.mean()), int((reach == 0).sum()))


def _statistics(counts: Floats, weights: csr_matrix) -> tuple[pd.DataFrame, NDArray[np.bool_]]:
    z = local.getis_ord(counts, weights)
    p = local.two_sided(z)
    adjusted = local.false_discovery(p)
    moran = local.local_moran(counts, weights)
    moran_adjusted = local.false_discovery(local.two_sided(moran.z))
    table = {
        "gi_z": z,
        "gi_p": p,
        "gi_p_adjusted": adjusted,
        "gi_class": local.classes(z, adjusted),
        "moran_i": moran.value,
        "moran_z": moran.z,
        "moran_p_adjusted": moran_adjusted,
        "moran_class": np.where(moran_adjusted <= 0.05, moran.quadrant, "none"),
    }
    return pd.DataFrame(table), local.is_hot(z, adjusted)


def _hot(counts: Floats, weights: csr_matrix) -> NDArray[np.bool_]:
    """Return which cells are hot in one period; none where all cells have the same count."""
    if (counts == counts[0]).all():
        return np.zeros(len(counts), dtype=bool)
    z = local.getis_ord(counts, weights)
    return local.is_hot(z, local.false_discovery(local.two_sided(z)))


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
