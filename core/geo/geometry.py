"""Polygons as they should be (valid, polygonal or empty), and measures of their shape."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats, Shapes

_POLYGON, _MULTIPOLYGON = 3, 6


def polygonal(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return (n,) valid polygons or multipolygons; what has no area becomes an empty polygon.

    Invalid polygons are repaired by `shapely.make_valid`; of the result only the polygonal parts are kept.
    """
    repaired = geometry.copy()
    repaired[shapely.is_missing(repaired)] = shapely.Polygon()
    invalid = np.flatnonzero(~shapely.is_valid(repaired))
    repaired[invalid] = shapely.make_valid(repaired[invalid])
    for row in np.flatnonzero(~np.isin(shapely.get_type_id(repaired), (_POLYGON, _MULTIPOLYGON))):
        repaired[row] = polygonal_parts(repaired[row])
    return repaired


def places(points: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return the (n, 2) coordinates of points, NaN for one that is missing or empty: rows stay rows."""
    found = np.full((len(points), 2), np.nan)
    there = ~(shapely.is_missing(points) | shapely.is_empty(points))
    found[there] = shapely.get_coordinates(points[there])
    return found


def points_at(xy: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return (n,) points at (n, 2) coordinates."""
    return np.asarray(shapely.points(xy), dtype=object)


def lines_along(xy: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return (n,) lines along (n, k, 2) coordinates."""
    return np.asarray(shapely.linestrings(xy), dtype=object)


def polygonal_parts(shape: Any) -> Any:
    """Return the polygons of a geometry of any kind as one (multi)polygon, empty where it has none."""
    parts = shapely.get_parts(shapely.get_parts([shape]))
    parts = parts[(shapely.get_type_id(parts) == _POLYGON) & ~shapely.is_empty(parts)]
    if len(parts) == 0:
        return shapely.Polygon()
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(list(parts))


def as_multi_parts(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return (n,) polygons or lines as (n,) multi-part ones."""
    multi = np.empty(len(shapes), dtype=object)
    for row, parts in enumerate(map(shapely.get_parts, shapes)):
        is_line = len(parts) > 0 and parts[0].geom_type == "LineString"
        multi[row] = shapely.multilinestrings(parts) if is_line else shapely.multipolygons(parts)
    return multi


def union_of(shapes: NDArray[np.object_]) -> Any:
    """Return the union of (n,) polygons, as one polygon or multipolygon; empty if none has an area."""
    return shapely.union_all(polygonal(shapes))


def polsby_popper(geometry: Shapes) -> Floats:
    """Return (k,) areas over the area of a circle with the same perimeter; 1 is a disc, NaN without perimeter.

    Polsby and Popper (1991), Yale Law & Policy Review 9(2), 301–353.
    """
    return _ratio(4 * np.pi * shapely.area(geometry), shapely.length(geometry) ** 2)


def reock(geometry: Shapes) -> Floats:
    """Return (k,) areas over the area of the smallest circle around each; 1 is a disc, NaN without extent.

    Reock (1961), Midwest Journal of Political Science 5(1), 70–74.
    """
    return _ratio(shapely.area(geometry), np.pi * shapely.minimum_bounding_radius(geometry) ** 2)


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)


def parts(geometry: Shapes) -> NDArray[np.int64]:
    """Return (k,) the number of separate pieces."""
    return np.asarray(shapely.get_num_geometries(geometry), dtype=np.int64) * ~shapely.is_empty(geometry)
