"""What lies in which unit: points once each, areas by share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from ..base.progress import Progress
from .geometry import polygonal

NEAR_M = 0.5
OUTSIDE = -1
_CHUNK = 50_000


def representative_points(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return (n,) points, one for each of (n,) geometries of any kind: itself, or one on it; None stays None."""
    return shapely.point_on_surface(geometry)


def unit_of_points(
    points: NDArray[np.object_],
    polygons: NDArray[np.object_],
    names: Sequence[object],
    progress: Progress | None = None,
) -> NDArray[np.intp]:
    """Return the (p,) position of the unit that each point lies in, OUTSIDE for points in no unit.

    A point on a border, or where units overlap, belongs to the unit with the lowest name, whatever the
    order of the features. A point in a sliver between units belongs to the nearest within NEAR_M.

    Args:
        points: (p,) points in metres, None where missing.
        polygons: (n,) valid polygons in metres.
        names: (n,) unique unit ids.
        progress: shows progress and cancels.

    """
    progress = progress or Progress()
    rank = np.argsort(np.argsort(np.array(names, dtype=str), kind="stable"))
    by_rank = np.append(np.argsort(rank), OUTSIDE)
    tree = shapely.STRtree(polygons)
    found = np.empty(len(points), dtype=np.intp)
    for start in range(0, len(points), _CHUNK):
        progress.show(start / len(points))
        some = slice(start, start + _CHUNK)
        found[some] = by_rank[_lowest_rank(points[some], tree, rank)]
    return found


def _lowest_rank(points: NDArray[np.object_], tree: shapely.STRtree, rank: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the lowest rank of the units that hold each point, or are nearest; their number where there is none."""
    best = np.full(len(points), len(rank), dtype=np.intp)
    point, unit = tree.query(points, predicate="intersects")
    np.minimum.at(best, point, rank[unit])
    lost = np.flatnonzero((best == len(rank)) & ~shapely.is_missing(points) & ~shapely.is_empty(points))
    if len(lost):
        near, unit = tree.query_nearest(points[lost], max_distance=NEAR_M)
        np.minimum.at(best, lost[near], rank[unit])
    return best


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
    positive = common > 0
    values = common[positive] / whole[area[positive]]
    return coo_array((values, (area[positive], unit[positive])), shape=(len(areas), len(polygons))).tocsr()


def covered_share(polygons: NDArray[np.object_], cover: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return (n,) the share of each unit's area that `cover` covers; overlapping covers count once."""
    parts = shapely.get_parts(shapely.union_all(polygonal(cover)))
    unit, part = shapely.STRtree(parts).query(polygons, predicate="intersects")
    common = shapely.area(shapely.intersection(polygons[unit], parts[part]))
    area = shapely.area(polygons)
    return np.clip(np.bincount(unit, common, len(polygons)) / np.where(area > 0, area, 1.0), 0.0, 1.0)


def largest_owner(
    polygons: NDArray[np.object_], areas: NDArray[np.object_], names: Sequence[str | None]
) -> NDArray[np.object_]:
    """Return (n,) the name that covers most of each unit (areas of one name together); None where none does.

    Of equal shares the first name in alphabetical order wins.
    """
    areas = polygonal(areas)
    unit, area = shapely.STRtree(areas).query(polygons, predicate="intersects")
    common = shapely.area(shapely.intersection(polygons[unit], areas[area]))
    known = sorted({name for name in names if name})
    position = {name: column for column, name in enumerate(known)}
    column = np.array([position.get(names[row] or "", -1) for row in area], dtype=np.intp)
    keep = (column >= 0) & (common > 0)
    cover = np.zeros((len(polygons), len(known) + 1))
    np.add.at(cover, (unit[keep], column[keep]), common[keep])
    best = cover.argmax(axis=1)
    return np.array([known[b] if row[b] > 0 else None for b, row in zip(best, cover, strict=True)], dtype=object)
