"""Which area a point belongs to: the one rule for every count, lookup and page.

An area holds what lies inside it. A point on a border (within ON_BORDER_M) belongs to the area a step of PROBE_M away
in DIRECTION, east-north-east; where none of the areas that meet at the point is there, to the first one met turning
counterclockwise. So a point on a common border is in exactly one area, whatever the order and names of the areas and
whatever the algorithm, and points on grid lines fall as in half-open cells. The direction is no multiple of 45 degrees
and far from the axes: borders that run along a coordinate axis decide alike in a system turned by a few degrees.

A point in no area, but between two borders each within NEAR_M, lies in a hairline gap and belongs to the nearest. Areas that overlap
each hold the points inside; where one must be chosen, the smallest has them.

`resources/web/geometry.js` follows the same rule in the browser.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from .geometry import places as coordinates
from .progress import Progress

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
OUTSIDE = -1
ON_BORDER_M = 0.01
PROBE_M = 0.05
NEAR_M = 0.5
METRES_PER_DEGREE = 111_320.0
DIRECTION = 0.5  # radians, counterclockwise from east
_TURNS = 24
_CHUNK = 50_000


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
        """Return (n,) the one area each point belongs to, OUTSIDE where there is none; `x` and `y` in metres."""
        best = np.full(len(x), len(self.polygons), dtype=np.intp)
        points, areas = self.holders(x, y, progress)
        np.minimum.at(best, points, self._rank[areas])
        return np.append(np.argsort(self._rank), OUTSIDE)[best]

    def holders(self, x: Floats, y: Floats, progress: Progress | None = None) -> tuple[Rows, Rows]:
        """Return the points and the areas that hold them as pairs, in the order of the points.

        A point has several areas only where these overlap. `x` and `y` are (n,) metres, NaN where missing.
        """
        starts = (progress or Progress()).each(range(0, len(x), _CHUNK), max(math.ceil(len(x) / _CHUNK), 1))
        pairs = [self._some(x[start : start + _CHUNK], y[start : start + _CHUNK]) for start in starts]
        points = np.concatenate(
            [np.empty(0, np.intp), *(found + _CHUNK * part for part, (found, _) in enumerate(pairs))]
        )
        areas = np.concatenate([np.empty(0, np.intp), *(found for _, found in pairs)])
        return points.astype(np.intp), areas.astype(np.intp)

    def _some(self, x: Floats, y: Floats) -> tuple[Rows, Rows]:
        known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        points = np.asarray(shapely.points(x[known], y[known]), dtype=object).reshape(-1)
        near, areas = self._tree.query(shapely.box(*self._around(x[known], y[known])))
        inside, bordering = self._tested(x[known][near], y[known][near], areas)
        unclear = np.zeros(len(known), dtype=bool)
        unclear[near[bordering]] = True
        clear = inside & ~unclear[near]
        settled = self._on_borders(x[known], y[known], near[unclear[near]], areas[unclear[near]])
        found = np.concatenate([near[clear], settled[0]]), np.concatenate([areas[clear], settled[1]])
        lost = np.setdiff1d(np.arange(len(known)), found[0])
        gaps = self._nearest(points, lost)
        rows, held = np.concatenate([found[0], gaps[0]]), np.concatenate([found[1], gaps[1]])
        order = np.lexsort((held, rows))
        return known[rows[order]], held[order]

    @staticmethod
    def _around(x: Floats, y: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        return x - ON_BORDER_M, y - ON_BORDER_M, x + ON_BORDER_M, y + ON_BORDER_M

    def _tested(self, x: Floats, y: Floats, areas: Rows) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Return (p,) whether each area holds or touches its point, and whether the point is on its border."""
        inside, bordering = (np.zeros(len(areas), dtype=bool) for _ in range(2))
        order = np.argsort(areas, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(areas[order])) + 1):
            if len(rows):
                area = areas[rows[0]]
                inside[rows] = shapely.intersects_xy(self.polygons[area], x[rows], y[rows])
                points = shapely.points(x[rows], y[rows])
                bordering[rows] = shapely.dwithin(self._borders[area], points, ON_BORDER_M)
        return inside, bordering

    def _on_borders(self, x: Floats, y: Floats, points: Rows, areas: Rows) -> tuple[Rows, Rows]:
        """Return the pairs that count among those of points on some border: of the bordering areas, those in DIRECTION."""
        inside, bordering = self._tested(x[points], y[points], areas)
        kept = inside & ~bordering
        waiting = bordering.copy()
        for turn in range(_TURNS):
            if not waiting.any():
                break
            angle = DIRECTION + turn * 2 * math.pi / _TURNS
            rows = np.flatnonzero(waiting)
            there = shapely.intersects_xy(
                self.polygons[areas[rows]],
                x[points[rows]] + PROBE_M * math.cos(angle),
                y[points[rows]] + PROBE_M * math.sin(angle),
            )
            kept[rows[there]] = True
            waiting &= ~np.isin(points, points[rows[there]])
        self._keep_first(points, areas, waiting, kept)
        return points[kept], areas[kept]

    def _keep_first(self, points: Rows, areas: Rows, waiting: NDArray[np.bool_], kept: NDArray[np.bool_]) -> None:
        """Give points at tips too thin for any probe to the area of first rank."""
        rows = np.flatnonzero(waiting)
        rows = rows[np.lexsort((self._rank[areas[rows]], points[rows]))]
        kept[rows[np.unique(points[rows], return_index=True)[1]]] = True

    def _nearest(self, points: NDArray[np.object_], lost: Rows) -> tuple[Rows, Rows]:
        if not len(lost):
            return lost, lost
        rows, areas = self._tree.query_nearest(points[lost], max_distance=NEAR_M)
        order = np.lexsort((self._rank[areas], rows))
        first = order[np.unique(rows[order], return_index=True)[1]]
        rows, areas = rows[first], areas[first]
        gap = self._in_gap(points[lost[rows]], areas)
        return lost[rows[gap]], areas[gap]

    def _in_gap(self, points: NDArray[np.object_], areas: Rows) -> NDArray[np.bool_]:
        """Return (p,) whether an area follows within NEAR_M on the side of a point that faces away from its nearest."""
        feet = shapely.get_coordinates(shapely.get_point(shapely.shortest_line(self.polygons[areas], points), 0))
        spots = shapely.get_coordinates(points)
        away = spots - feet
        away *= NEAR_M / np.maximum(np.hypot(*away.T), 1e-9)[:, None]
        ways = shapely.linestrings(np.stack([spots, spots + away], axis=1))
        found = np.zeros(len(points), dtype=bool)
        found[self._tree.query(ways, predicate="intersects")[0]] = True
        return found


def owner_of_points(
    points: NDArray[np.object_], polygons: NDArray[np.object_], progress: Progress | None = None
) -> Rows:
    """Return (n,) the polygon that each point belongs to, OUTSIDE where there is none or the point is missing."""
    x, y = _coordinates(points)
    return PointLocator(polygons).owners(x, y, progress)


def owner_of_places(places: NDArray[np.object_], polygons: NDArray[np.object_]) -> Rows:
    """Return (n,) the polygon that each place belongs to, as `owner_of_points`; places and polygons in degrees."""
    _, south, _, north = shapely.total_bounds(polygons).tolist()
    scale = METRES_PER_DEGREE * np.array([math.cos(math.radians((south + north) / 2)), 1.0])
    return owner_of_points(*(shapely.transform(shapes, lambda xy: xy * scale) for shapes in (places, polygons)))


def holds_points(points: NDArray[np.object_], polygons: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return (k, n) which polygons hold which points; a point on a common border is held once."""
    x, y = _coordinates(points)
    held = np.zeros((len(polygons), len(points)), dtype=bool)
    rows, areas = PointLocator(polygons).holders(x, y)
    held[areas, rows] = True
    return held


def _coordinates(points: NDArray[np.object_]) -> tuple[Floats, Floats]:
    """Return (n,) x and y of points, NaN where missing; of anything else a point on it."""
    spots = np.asarray(points, dtype=object)
    other = ~shapely.is_missing(spots) & (shapely.get_type_id(spots) != 0)
    if other.any():
        spots = spots.copy()
        spots[other] = shapely.point_on_surface(spots[other])
    x, y = coordinates(spots).T
    return x, y
