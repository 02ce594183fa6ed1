"""Which area a point belongs to: the one rule for every count, lookup and page.

An area holds what lies in it. A point on a border (within TOUCH_M, which is what transformations leave; within ON_BORDER_M
where several areas hold it, for corners rounded to whole centimetres leave slivers) belongs to the area a step of PROBE_M away in DIRECTION, east-north-east; where none of them is there, to the first one met turning
counterclockwise. So a point on a common border is in exactly one area, whatever the order and names of the areas and
whatever the algorithm, and points on grid lines fall as in half-open cells. The direction is not a multiple of 45 degrees
and far from the axes: borders that run along a coordinate axis decide alike in a system turned by a few degrees.

A point in no area, but between two borders each within NEAR_M (also where three gaps meet), lies in a hairline gap and
belongs to the nearest. Areas that overlap each hold the points inside; where one must be chosen, the smallest has them.

`resources/web/geometry.js` follows the same rule in the browser.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats
from ..base.crs import METRES_PER_DEGREE
from ..base.progress import Progress
from .geometry import places as coordinates

Rows = NDArray[np.intp]
OUTSIDE = -1
TOUCH_M = 1e-5
ON_BORDER_M = 0.01
PROBE_M = 0.05
NEAR_M = 0.5
DIRECTION = 0.5  # radians, counterclockwise from east
_TURNS = 24
_GAP_TURNS = (0.0, math.pi / 4, -math.pi / 4)
_CHUNK = 50_000
_FEW_POINTS, _MANY_AREAS, _SQUARES = 1_000, 64, 1_024


class PointLocator:
    """Finds the areas that hold points. The areas are (k,) valid polygons in metres; None and empty ones hold nothing."""

    def __init__(self, polygons: Sequence[shapely.Geometry | None] | NDArray[np.object_]) -> None:
        """Take the areas as they are, in their order."""
        self.polygons: NDArray[np.object_] = np.empty(len(polygons), dtype=object)
        self.polygons[:] = polygons
        self.polygons[shapely.is_missing(self.polygons)] = shapely.Polygon()
        shapely.prepare(self.polygons)

    def __getstate__(self) -> dict[str, object]:
        """Leave the trees behind: a worker builds its own."""
        return {"polygons": self.polygons}

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.polygons)

    @cached_property
    def _borders(self) -> NDArray[np.object_]:
        borders = shapely.boundary(self.polygons)
        shapely.prepare(borders)
        return np.asarray(borders, dtype=object)

    @cached_property
    def _rank(self) -> Rows:
        """Return (k,) the order of precedence, the smallest area first; it does not depend on the areas' order."""
        low_x, low_y, high_x, high_y = shapely.bounds(self.polygons).T
        order = np.lexsort((high_y, high_x, low_y, low_x, shapely.area(self.polygons)))
        return np.argsort(order)

    def owners(self, x: Floats, y: Floats, progress: Progress | None = None) -> Rows:
        """Return the (n,) one area that each point belongs to, OUTSIDE for points in no area; `x` and `y` in metres."""
        best = np.full(len(x), len(self.polygons), dtype=np.intp)
        points, areas = self.holders(x, y, progress)
        np.minimum.at(best, points, self._rank[areas])
        return np.append(np.argsort(self._rank), OUTSIDE)[best]

    def holders(self, x: Floats, y: Floats, progress: Progress | None = None) -> tuple[Rows, Rows]:
        """Return the points and the areas that hold them as pairs, in the order of the points.

        A point has several areas only where these overlap. `x` and `y` are (n,) metres, NaN where missing.
        """
        if shapely.is_empty(self.polygons).all():
            return np.empty(0, np.intp), np.empty(0, np.intp)
        starts = (progress or Progress()).each(range(0, len(x), _CHUNK), max(math.ceil(len(x) / _CHUNK), 1))
        pairs = [self._some(x[start : start + _CHUNK], y[start : start + _CHUNK]) for start in starts]
        points = np.concatenate(
            [np.empty(0, np.intp), *(found + _CHUNK * part for part, (found, _) in enumerate(pairs))]
        )
        areas = np.concatenate([np.empty(0, np.intp), *(found for _, found in pairs)])
        return points.astype(np.intp), areas.astype(np.intp)

    def _some(self, x: Floats, y: Floats) -> tuple[Rows, Rows]:
        known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        x, y = x[known], y[known]
        near, areas = self._candidates(x, y)
        inside = self._each(near, areas, lambda area, rows: shapely.intersects_xy(area, x[rows], y[rows]))
        near, areas = near[inside], areas[inside]
        counts = np.bincount(near, minlength=len(known))
        unclear = counts > 1
        unclear[self._touching(x, y)] = True
        gaps = self._nearest(x, y, np.flatnonzero((counts == 0) & ~unclear))
        settled = self._on_borders(x, y, np.flatnonzero(unclear))
        clear = ~unclear[near]
        rows, held = (np.concatenate(parts) for parts in zip((near[clear], areas[clear]), settled, gaps, strict=True))
        order = np.lexsort((held, rows))
        return known[rows[order]], held[order]

    def _candidates(self, x: Floats, y: Floats) -> tuple[Rows, Rows]:
        """Return the pairs of points and areas whose bounds hold them."""
        if len(self.polygons) > _MANY_AREAS:
            near, areas = self._tree.query(_points(x, y))
            return near, areas
        found = [
            np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
            for west, south, east, north in shapely.bounds(self.polygons)
        ]
        areas = np.repeat(np.arange(len(found)), [len(rows) for rows in found])
        return np.concatenate([np.empty(0, np.intp), *found]), areas

    def _touching(self, x: Floats, y: Floats) -> Rows:
        """Return the points within TOUCH_M of a border. Where they are many, most are ruled out by a raster of borders."""
        asked = np.arange(len(x)) if len(x) < _FEW_POINTS else np.flatnonzero(self._raster.is_marked(x, y))
        found, _ = self._segments.query(_points(x[asked], y[asked]), predicate="dwithin", distance=TOUCH_M)
        return asked[np.unique(found)]

    @cached_property
    def _segments(self) -> shapely.STRtree:
        lines = shapely.get_parts(shapely.boundary(self.polygons))
        ends, line = shapely.get_coordinates(lines, return_index=True)
        first = np.flatnonzero(line[1:] == line[:-1])
        return shapely.STRtree(shapely.linestrings(np.stack([ends[first], ends[first + 1]], axis=1)))

    @cached_property
    def _raster(self) -> _BorderRaster:
        return _BorderRaster.of(self.polygons)

    def _each(
        self, points: Rows, areas: Rows, test: Callable[[shapely.Geometry, Rows], NDArray[np.bool_]]
    ) -> NDArray[np.bool_]:
        """Return (p,) the test of each pair, asked area by area: a prepared area answers many points quickly."""
        found = np.zeros(len(areas), dtype=bool)
        order = np.argsort(areas, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(areas[order])) + 1):
            if len(rows):
                found[rows] = test(self.polygons[areas[rows[0]]], points[rows])
        return found

    def _on_borders(self, x: Floats, y: Floats, unclear: Rows) -> tuple[Rows, Rows]:
        """Return which pairs count of points on borders or in several areas: of the areas bordering, those in DIRECTION."""
        points = _points(x[unclear], y[unclear])
        rows, areas = self._tree.query(points, predicate="dwithin", distance=TOUCH_M)
        bordering = shapely.dwithin(self._borders[areas], points[rows], ON_BORDER_M)
        kept, waiting = ~bordering, bordering.copy()
        rows = unclear[rows]
        x, y = x[rows], y[rows]
        for turn in range(_TURNS):
            if not waiting.any():
                break
            angle = DIRECTION + turn * 2 * math.pi / _TURNS
            asked = np.flatnonzero(waiting)
            east, north = x[asked] + PROBE_M * math.cos(angle), y[asked] + PROBE_M * math.sin(angle)
            found = asked[shapely.intersects_xy(self.polygons[areas[asked]], east, north)]
            kept[found] = True
            waiting &= ~np.isin(rows, rows[found])
        self._keep_first(rows, areas, waiting, kept)
        return rows[kept], areas[kept]

    def _keep_first(self, points: Rows, areas: Rows, waiting: NDArray[np.bool_], kept: NDArray[np.bool_]) -> None:
        """Give points at tips too thin for any probe to the area of first rank."""
        rows = np.flatnonzero(waiting)
        rows = rows[np.lexsort((self._rank[areas[rows]], points[rows]))]
        kept[rows[np.unique(points[rows], return_index=True)[1]]] = True

    def _nearest(self, x: Floats, y: Floats, lost: Rows) -> tuple[Rows, Rows]:
        if not len(lost):
            return lost, lost
        points = _points(x[lost], y[lost])
        rows, areas = self._tree.query_nearest(points, max_distance=NEAR_M)
        order = np.lexsort((self._rank[areas], rows))
        first = order[np.unique(rows[order], return_index=True)[1]]
        rows, areas = rows[first], areas[first]
        gap = self._in_gap(points[rows], areas)
        return lost[rows[gap]], areas[gap]

    def _in_gap(self, points: NDArray[np.object_], areas: Rows) -> NDArray[np.bool_]:
        """Return (p,) whether an area follows within NEAR_M on the side of a point that faces away from its nearest.

        Three ways are looked along, straight on and half to either side.
        """
        feet = shapely.get_coordinates(shapely.get_point(shapely.shortest_line(self.polygons[areas], points), 0))
        spots = shapely.get_coordinates(points)
        away = spots - feet
        away *= NEAR_M / np.maximum(np.hypot(*away.T), 1e-9)[:, None]
        found = np.zeros(len(points), dtype=bool)
        for turn in _GAP_TURNS:  # where three gaps meet, straight on may lead along one of them
            turned = away @ np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
            ways = shapely.linestrings(np.stack([spots, spots + turned], axis=1))
            found[self._tree.query(ways, predicate="intersects")[0]] = True
        return found


def _points(x: Floats, y: Floats) -> NDArray[np.object_]:
    return np.asarray(shapely.points(x, y), dtype=object).reshape(-1)


@dataclass(frozen=True)
class _BorderRaster:
    """Squares of `size` metres from (west, south); marked are those on borders, and their neighbours."""

    west: float
    south: float
    size: float
    marked: NDArray[np.bool_]

    @classmethod
    def of(cls, polygons: NDArray[np.object_]) -> _BorderRaster:
        """Mark the borders of polygons, sampled twice a square."""
        west, south, east, north = np.nan_to_num(shapely.total_bounds(polygons)).tolist()
        size = max(east - west, north - south, 1.0) / _SQUARES
        marked = np.zeros((_SQUARES + 4, _SQUARES + 4), dtype=bool)
        spots = shapely.get_coordinates(shapely.segmentize(shapely.boundary(polygons), size / 2))
        column, row = np.floor((spots - (west, south)) / size).astype(np.intp).T + 1
        for up in (0, 1, 2):
            for across in (0, 1, 2):
                marked[row + up, column + across] = True
        return cls(west, south, size, marked)

    def is_marked(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """Return (n,) which points lie in a marked square."""
        column, row = (
            np.clip(np.floor((values - origin) / self.size) + 2, 0, _SQUARES + 3).astype(np.intp)
            for values, origin in ((x, self.west), (y, self.south))
        )
        return np.asarray(self.marked[row, column])


def owner_of_points(
    points: NDArray[np.object_], polygons: NDArray[np.object_], progress: Progress | None = None
) -> Rows:
    """Return the (n,) polygon that each point belongs to, OUTSIDE for missing points and for points in no polygon."""
    x, y = _coordinates(points)
    return PointLocator(polygons).owners(x, y, progress)


def owner_of_places(places: NDArray[np.object_], polygons: NDArray[np.object_]) -> Rows:
    """Return (n,) the polygon that each place belongs to, as `owner_of_points`; places and polygons in degrees."""
    if shapely.is_empty(polygons).all():
        return np.full(len(places), OUTSIDE)
    _, south, _, north = shapely.total_bounds(polygons).tolist()
    scale = METRES_PER_DEGREE * np.array([math.cos(math.radians((south + north) / 2)), 1.0])
    points, areas = (shapely.transform(shapes, lambda xy: xy * scale) for shapes in (places, polygons))
    return owner_of_points(points, areas)


def holds_points(points: NDArray[np.object_], polygons: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return (k, n) which polygons, of which there are few, hold which points; a common border is held once."""
    return np.array([*each_holds(points, polygons)], dtype=bool).reshape(len(polygons), len(points))


def each_holds(points: NDArray[np.object_], polygons: NDArray[np.object_]) -> Iterator[NDArray[np.bool_]]:
    """Yield for each of the polygons (n,) which points it holds; a point on a common border is held once."""
    x, y = _coordinates(points)
    rows, areas = PointLocator(polygons).holders(x, y)
    order = np.argsort(areas, kind="stable")
    starts = np.searchsorted(areas[order], np.arange(len(polygons) + 1))
    for first, last in pairwise(starts.tolist()):
        held = np.zeros(len(points), dtype=bool)
        held[rows[order[first:last]]] = True
        yield held


def _coordinates(points: NDArray[np.object_]) -> tuple[Floats, Floats]:
    """Return (n,) x and y of points, NaN where missing; of anything else a point on it."""
    spots = np.asarray(points, dtype=object)
    other = ~shapely.is_missing(spots) & (shapely.get_type_id(spots) != 0)
    if other.any():
        spots = spots.copy()
        spots[other] = shapely.point_on_surface(spots[other])
    x, y = coordinates(spots).T
    return x, y
