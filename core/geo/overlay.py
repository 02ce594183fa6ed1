"""Shares of areas in units; `point_location` says in which unit a point lies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from .geometry import polygonal

NEGLIGIBLE = 1e-9  # a smaller share of an area is an error of rounding where borders touch


def representative_points(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return (n,) points, one for each of (n,) geometries of any kind: itself, or one on it; None stays None."""
    return shapely.point_on_surface(geometry)


def area_shares(areas: NDArray[np.object_], polygons: NDArray[np.object_]) -> csr_array:
    """Return a sparse (a, n) matrix: the share of each area that lies in each unit; a row sums to at most 1.

    Where units overlap, what an area has in them is scaled so that nothing counts twice. An area
    without extent counts for nothing.
    """
    areas = polygonal(areas)
    area, unit = shapely.STRtree(polygons).query(areas, predicate="intersects")
    common = shapely.area(shapely.intersection(areas[area], polygons[unit]))
    inside = np.bincount(area, common, len(areas))
    whole = np.maximum(shapely.area(areas), inside)
    positive = common > NEGLIGIBLE * whole[area]
    values = common[positive] / whole[area[positive]]
    return coo_array((values, (area[positive], unit[positive])), shape=(len(areas), len(polygons))).tocsr()


def covered_share(polygons: NDArray[np.object_], cover: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return (n,) the share of each unit's area that `cover` covers; overlapping covers count once."""
    parts = shapely.get_parts(shapely.union_all(polygonal(cover)))
    unit, part = shapely.STRtree(parts).query(polygons, predicate="intersects")
    common = shapely.area(shapely.intersection(polygons[unit], parts[part]))
    area = shapely.area(polygons)
    share = np.bincount(unit, common, len(polygons)) / np.where(area > 0, area, 1.0)
    return np.where(share > NEGLIGIBLE, np.minimum(share, 1.0), 0.0)


def largest_owner(
    polygons: NDArray[np.object_], areas: NDArray[np.object_], names: Sequence[str | None]
) -> NDArray[np.object_]:
    """Return (n,) the name that covers most of each unit (areas of one name together); None if none does.

    Of equal shares the first name in alphabetical order wins.
    """
    areas = polygonal(areas)
    unit, area = shapely.STRtree(areas).query(polygons, predicate="intersects")
    common = shapely.area(shapely.intersection(polygons[unit], areas[area]))
    known = sorted({name for name in names if name})
    position = {name: column for column, name in enumerate(known)}
    column = np.array([position.get(names[row] or "", -1) for row in area], dtype=np.intp)
    keep = (column >= 0) & (common > NEGLIGIBLE * shapely.area(polygons)[unit])
    cover = np.zeros((len(polygons), len(known) + 1))
    np.add.at(cover, (unit[keep], column[keep]), common[keep])
    best = cover.argmax(axis=1)
    return np.array([known[b] if row[b] > 0 else None for b, row in zip(best, cover, strict=True)], dtype=object)
