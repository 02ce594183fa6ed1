"""Which cells of a grid are neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..arrays import Ints
from ..contiguity import ContiguityGraph
from ..geometry import places
from .hotspot_settings import HotspotSettings

_NAME = re.compile(r"((?:hex)?[\d.]+k?m)_(-?\d+)_(-?\d+)$")
_QUEEN = [(north, east) for north in (-1, 0, 1) for east in (-1, 0, 1) if (north, east) != (0, 0)]
_HEXAGON = {
    0: [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1)],
    1: [(1, 0), (-1, 0), (0, 1), (0, -1), (-1, 1), (-1, -1)],
}


def neighbours(
    geometry: NDArray[np.object_], names: Sequence[object] | None, settings: HotspotSettings
) -> ContiguityGraph:
    """Return the graph of neighbouring cells; its borders are not measured (0).

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
