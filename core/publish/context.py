"""Quiet context for the map: water and main roads, as bare lines without any attribute."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from .map_geometry import LocalMetres
from .map_shapes import ring_steps

MARGIN_M = 800.0
LEAST_WATER_M2 = 4_000.0
LEAST_ROAD_M = 150.0
MOST_POINTS = 6_000


def water_steps(geometry: NDArray[np.object_], sectors: NDArray[np.object_]) -> list[list[list[int]]]:
    """Return polygons of water near the sectors as rings of steps; ponds below 4,000 m² are left out."""
    if not len(geometry):
        return []
    local = LocalMetres.around(sectors)
    near = shapely.make_valid(local.to_metres(geometry)) & _frame(local.to_metres(sectors))
    merged = shapely.get_parts(_thinned(shapely.union_all(near)))
    kept = merged[(shapely.get_dimensions(merged) == 2) & (shapely.area(merged) >= LEAST_WATER_M2)]
    return [[ring_steps(ring) for ring in (part.exterior, *part.interiors)] for part in local.to_degrees(kept)]


def road_steps(geometry: NDArray[np.object_], sectors: NDArray[np.object_]) -> list[list[int]]:
    """Return main roads near the sectors as lines of steps; pieces shorter than 150 m are left out."""
    if not len(geometry):
        return []
    local = LocalMetres.around(sectors)
    near = shapely.union_all(local.to_metres(geometry) & _frame(local.to_metres(sectors)))
    parts = shapely.get_parts(near)
    lines = shapely.line_merge(shapely.union_all(parts[shapely.get_dimensions(parts) == 1]))
    merged = shapely.get_parts(_thinned(lines))
    kept = merged[shapely.length(merged) >= LEAST_ROAD_M]
    return [ring_steps(line, is_closed=False) for line in local.to_degrees(kept)]


def _frame(sectors: NDArray[np.object_]) -> shapely.Geometry:
    west, south, east, north = shapely.total_bounds(sectors)
    return shapely.box(west - MARGIN_M, south - MARGIN_M, east + MARGIN_M, north + MARGIN_M)


def _thinned(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return the geometry simplified by 8 m, or by more until it is light enough for an old telephone."""
    for tolerance in (8.0, 16.0, 32.0, 64.0):
        simple = shapely.simplify(geometry, tolerance)
        if shapely.get_num_coordinates(simple) <= MOST_POINTS:
            break
    return simple
