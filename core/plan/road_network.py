"""Roads as a network: joined where they meet, with ways on foot or by bicycle between points beside them.

Shortest ways by Dijkstra, E. W. (1959). A note on two problems in connexion with graphs. Numerische Mathematik 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree
from shapely.ops import substring

from ..base.arrays import Floats, Mask, Positions, Shapes
from ..base.errors import InputError
from ..base.i18n import translate
from ..base.progress import Progress
from ..base.table import FeatureTable
from ..geo.geometry import points_at
from ..geo.point_location import owner_of_points
from .road_rules import RoadRules, road_rules

JOIN_M = 1.0  # roads that come this near to each other meet, end to end or in the middle of one
MISS_M = 5.0  # ends that stop short of a road by less are listed
BEYOND_M = 25.0  # half of a wide street: so far a way to the road may lie outside the own unit
_STUB_M = 2.0
_SAME_M = 0.01  # corners of two roads that are one
_GRID_M = 0.1


@dataclass(frozen=True)
class RoadPieces:
    """Stretches of road between junctions.

    Attributes:
        lines: (m,) lines; they meet at their ends only.
        forward, backward: (m,) whether they may be used along their line, and against it.

    """

    lines: Shapes
    forward: Mask
    backward: Mask


def noded_roads(roads: FeatureTable, mode: str = "foot") -> RoadPieces:
    """Return the usable roads, cut wherever they meet: within JOIN_M, end to end or in the middle of a stretch.

    A bridge or a tunnel (see `road_rules`) meets those of its level, and others at the ends of its chain only: where one
    piece of it follows another, or a ramp joins it, it does not come down. A road that ends at one of its corners joins
    it there.
    """
    rules = road_rules(roads, mode)
    there = ~shapely.is_missing(roads.geometry) & (rules.forward | rules.backward)
    lines, where = shapely.get_parts(roads.geometry[there], return_index=True)
    whole = shapely.length(lines) > 0
    lines, row = lines[whole], np.flatnonzero(there)[where[whole]]
    level = rules.level[row]
    lands = _lands(lines, level)
    level = np.where(shapely.length(lines) > 1.5 * _STUB_M * lands.sum(axis=1), level, 0.0)
    apart = level != 0
    # A bridge's first and last metres lie on the ground: there it is cut, and cuts the roads that it meets.
    ends = [
        _stretch(line, *span)
        for line, (first, last) in zip(lines[apart], lands[apart].tolist(), strict=True)
        for span, is_down in (((0, _STUB_M), first), ((-_STUB_M, line.length), last))
        if is_down
    ]
    pieces = [_noded(np.array([*lines[~apart], *ends], dtype=object))]
    for one in np.unique(level[apart]):
        spans = [
            part
            for line, (first, last) in zip(lines[level == one], lands[level == one].tolist(), strict=True)
            for part in _cut_where_others_end(line, first * _STUB_M, line.length - last * _STUB_M, lines[~apart])
        ]
        pieces.append(_noded(np.array(spans, dtype=object)))
    found = np.concatenate(pieces)
    return RoadPieces(found, *_directions(found, lines, row, rules))


def _lands(lines: Shapes, level: Floats) -> Mask:
    """Return (n, 2) whether each line's first and last end lie on the ground: no line off the ground goes on there.

    A line of the same level goes on wherever it lies, one of another level where it ends.
    """
    off = np.flatnonzero(level != 0)
    lands = np.zeros((len(lines), 2), dtype=bool)
    lands[off] = True
    if not len(off):
        return lands
    tree = shapely.STRtree(lines[off])
    for side, at in enumerate((0, -1)):
        ends = shapely.get_point(lines[off], at)
        one, other = tree.query(ends, predicate="dwithin", distance=JOIN_M)
        here, there = off[one], off[other]
        first, last = (shapely.distance(ends[one], shapely.get_point(lines[there], end)) for end in (0, -1))
        at_end = np.minimum(first, last)
        goes_on = (here != there) & ((level[here] == level[there]) | (at_end <= JOIN_M))
        lands[here[goes_on], side] = False
    return lands


def _cut_where_others_end(
    line: shapely.LineString, start: float, end: float, others: Shapes
) -> list[shapely.Point | shapely.LineString]:
    """Return the line from `start` to `end` (metres along it), cut at its corners in which one of the others ends."""
    corners = points_at(shapely.get_coordinates(line)[1:-1])
    cuts = [start, end]
    if len(corners) and len(others):
        ends = np.concatenate([np.asarray(shapely.get_point(others, at)) for at in (0, -1)])
        found = shapely.STRtree(corners).query(ends, predicate="dwithin", distance=_SAME_M)[1]
        along = shapely.line_locate_point(line, corners[np.unique(found)])
        cuts = sorted({*cuts, *(float(place) for place in along if start < place < end)})
    return [_stretch(line, first, last) for first, last in pairwise(cuts)]


def _stretch(line: shapely.LineString, start: float, end: float) -> shapely.Point | shapely.LineString:
    """Return the part of a line between two distances (m) along it; a negative one counts from its end."""
    return substring(line, start % line.length if start < 0 else start, line.length + end if end < 0 else end)


def _noded(lines: Shapes) -> Shapes:
    """Return the lines cut where they meet, with a short piece wherever an end all but reaches another line."""
    if not len(lines):
        return np.empty(0, dtype=object)
    joined = shapely.union_all([*lines, *_joints(lines)], grid_size=_GRID_M)
    return np.asarray(shapely.get_parts(joined), dtype=object)


def _joints(lines: Shapes) -> list[shapely.LineString]:
    """Return the gaps of at most JOIN_M between the ends of lines and the lines that they do not quite reach."""
    ends = np.concatenate([np.asarray(shapely.get_point(lines, at)) for at in (0, -1)])
    owner = np.tile(np.arange(len(lines)), 2)
    end, line = shapely.STRtree(lines).query(ends, predicate="dwithin", distance=JOIN_M)
    other = owner[end] != line
    gaps = np.asarray(shapely.shortest_line(ends[end[other]], lines[line[other]]))
    return list(gaps[shapely.length(gaps) > 0])


def _directions(pieces: Shapes, lines: Shapes, row: Positions, rules: RoadRules) -> tuple[Mask, Mask]:
    """Return which directions each piece may be used in: those that any road along it may be."""
    both = bool((rules.forward == rules.backward).all())
    forward = np.full(len(pieces), both)
    backward = forward.copy()
    if both:
        return forward, backward
    middle = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    piece, line = shapely.STRtree(lines).query(middle, predicate="dwithin", distance=3 * _GRID_M)
    start, end = (shapely.line_locate_point(lines[line], shapely.get_point(pieces[piece], at)) for at in (0, -1))
    same = end >= start
    along, against = rules.forward[row[line]], rules.backward[row[line]]
    np.logical_or.at(forward, piece, np.where(same, along, against))
    np.logical_or.at(backward, piece, np.where(same, against, along))
    joint = ~np.isin(np.arange(len(pieces)), piece)
    return forward | joint, backward | joint


@dataclass(frozen=True)
class _Ties:
    """Points joined to pieces of road: which point, which piece and component, metres to it, and metres along it."""

    point: Positions
    piece: Positions
    component: Positions
    access: Floats
    along: Floats


class RoadNetwork:
    """Ways between points beside roads.

    A point gets to a road straight, without crossing a railway or a water of the layer, nor leaving its own unit by more
    than BEYOND_M. A start joins the nearest road of a connected part that leads anywhere: it is a tenth as long, at
    least, as the longest part that the start gets to. A target joins the nearest road that leads to the start.
    """

    def __init__(
        self, roads: FeatureTable, units: Shapes, mode: str = "foot", progress: Progress | None = None
    ) -> None:
        """Make the network of a layer of roads in metres; `units` are (u,) polygons. Raises InputError without roads."""
        pieces = noded_roads(roads, mode)
        if len(pieces.lines) == 0:
            raise InputError(translate("Core", "The road layer has no lines. Choose the layer of streets and paths."))
        self._pieces, self._units, self._progress = pieces, units, progress or Progress()
        rules = road_rules(roads, mode)
        self._barriers = shapely.STRtree(roads.geometry[rules.barrier & ~shapely.is_missing(roads.geometry)])
        self._length = shapely.length(pieces.lines)
        self._node = _nodes(pieces.lines)
        self._count = int(self._node.max()) + 1
        a, b = self._node.T
        undirected = csr_array((np.ones(len(a)), (a, b)), shape=(self._count, self._count))
        self._component = connected_components(undirected, directed=False)[1]
        self._graph = self._directed()
        self._tree, self._unit_tree = shapely.STRtree(pieces.lines), shapely.STRtree(units)

    def _directed(self) -> csr_array:
        """Return the graph of metres between nodes, the shortest of several pieces between two."""
        a, b = self._node.T
        there, back = self._pieces.forward, self._pieces.backward
        source, target = np.r_[a[there], b[back]], np.r_[b[there], a[back]]
        metres = np.maximum(np.r_[self._length[there], self._length[back]], 1e-9)
        order = np.lexsort((metres, target, source))
        source, target, metres = source[order], target[order], metres[order]
        first = np.r_[True, (np.diff(source) != 0) | (np.diff(target) != 0)] if len(source) else np.empty(0, dtype=bool)
        return csr_array((metres[first], (source[first], target[first])), shape=(self._count, self._count))

    def near_misses(self) -> list[tuple[float, float, float]]:
        """Return (x, y, metres) of dead ends that stop short of another part of the network by at most MISS_M."""
        degree = np.bincount(self._node.ravel(), minlength=self._count)
        lines = self._pieces.lines
        found: dict[tuple[float, float], float] = {}
        for at, node in ((0, self._node[:, 0]), (-1, self._node[:, 1])):
            dead = np.flatnonzero(degree[node] == 1)
            ends = shapely.get_point(lines[dead], at)
            end, piece = self._tree.query(ends, predicate="dwithin", distance=MISS_M)
            other = self._component[self._node[piece, 0]] != self._component[node[dead[end]]]
            for point, metres in zip(
                ends[end[other]], shapely.distance(ends[end[other]], lines[piece[other]]), strict=True
            ):
                key = (round(point.x, 1), round(point.y, 1))
                found[key] = min(metres, found.get(key, np.inf))
        return [(x, y, float(metres)) for (x, y), metres in sorted(found.items())]

    def metres(self, origins: Shapes, targets: Shapes, access_m: float) -> Floats:
        """Return (o, n) metres from each origin to each target over the roads, and straight to the road at both ends.

        Infinite where roads do not connect the two, either has no way of at most `access_m` to a road, or no place.
        """
        found = np.full((len(origins), len(targets)), np.inf)
        starts, ends = self._ties(origins, access_m), self._ties(targets, access_m)
        rows = self._leading(starts)
        for row in self._progress.each(rows, max(len(rows), 1)):
            own = np.flatnonzero(ends.component == starts.component[row])
            if len(own):
                metres = self._from(starts, row, ends, own)
                np.minimum.at(found[starts.point[row]], ends.point[own], metres)
        return found

    def _leading(self, starts: _Ties) -> list[int]:
        """Return the tie of each point that leads anywhere."""
        long = np.bincount(self._component[self._node[:, 0]], self._length)[starts.component]
        rows = []
        for point in np.unique(starts.point):
            own = np.flatnonzero(starts.point == point)
            own = own[long[own] >= long[own].max() / 10]
            rows.append(int(own[np.argmin(starts.access[own])]))
        return rows

    def _from(self, starts: _Ties, row: int, ends: _Ties, own: Positions) -> Floats:
        """Return the metres from one tie to the ties `own` of the same part of the network."""
        piece, along = int(starts.piece[row]), float(starts.along[row])
        leaves = [(self._node[piece, 1], self._length[piece] - along)] if self._pieces.forward[piece] else []
        leaves += [(self._node[piece, 0], along)] if self._pieces.backward[piece] else []
        to_node = np.full(self._count, np.inf)
        for node, metres in leaves:
            to_node = np.minimum(to_node, metres + dijkstra(self._graph, indices=int(node)))
        target, position = ends.piece[own], ends.along[own]
        ahead = np.where(self._pieces.forward[target], to_node[self._node[target, 0]] + position, np.inf)
        behind = to_node[self._node[target, 1]] + self._length[target] - position
        total = np.minimum(ahead, np.where(self._pieces.backward[target], behind, np.inf))
        usable = np.where(position >= along, self._pieces.forward[target], self._pieces.backward[target])
        total = np.where((target == piece) & usable, np.minimum(total, np.abs(position - along)), total)
        return np.asarray(starts.access[row] + total + ends.access[own])

    def _ties(self, points: Shapes, access_m: float) -> _Ties:
        """Return the links of points to the network: to the nearest road in each of its parts that they get to."""
        placed = np.flatnonzero(~(shapely.is_missing(points) | shapely.is_empty(points)))
        own = self._own_units(points[placed])
        rows: list[tuple[int, int, float]] = []
        for point, unit in zip(placed.tolist(), own.tolist(), strict=True):
            near = self._tree.query(points[point], predicate="dwithin", distance=access_m)
            straight = shapely.shortest_line(points[point], self._pieces.lines[near])
            open_ = self._is_open(straight, unit)
            near, metres = near[open_], shapely.length(straight[open_])
            part = self._component[self._node[near, 0]]
            x, y = shapely.get_coordinates(shapely.get_point(straight[open_], -1)).T
            order = np.lexsort(
                (near, y, x, metres.round(3), part)
            )  # of roads equally near, not the layer's order decides
            first = order[np.r_[True, np.diff(part[order]) != 0]] if len(order) else order
            rows += [(point, int(near[one]), float(metres[one])) for one in first]
        point, piece = (np.array([row[at] for row in rows], dtype=np.intp) for at in (0, 1))
        along = shapely.line_locate_point(self._pieces.lines[piece], points[point])
        access = np.array([row[2] for row in rows], dtype=np.float64)
        return _Ties(point, piece, self._component[self._node[piece, 0]], access, np.asarray(along, dtype=np.float64))

    def _own_units(self, points: Shapes) -> Positions:
        """Return (p,) the unit that holds each point, -1 if none does."""
        return owner_of_points(points, self._units)

    def _is_open(self, straight: Shapes, unit: int) -> Mask:
        """Return which straight ways from a point of a unit (-1: of none) lead over no barrier and no other unit."""
        blocked = np.zeros(len(straight), dtype=bool)
        if len(self._barriers.geometries):
            blocked[self._barriers.query(straight, predicate="intersects")[0]] = True
        if unit >= 0:
            beyond = shapely.length(shapely.difference(straight, self._units[unit]))
        else:
            beyond = np.zeros(len(straight))
            way, other = self._unit_tree.query(straight, predicate="intersects")
            np.add.at(beyond, way, shapely.length(shapely.intersection(straight[way], self._units[other])))
        return ~blocked & (beyond <= BEYOND_M)


def _nodes(lines: Shapes) -> Positions:
    """Return (m, 2) the junctions at the ends of lines; ends within two cells of the grid are one."""
    ends = np.concatenate([shapely.get_coordinates(shapely.get_point(lines, at)) for at in (0, -1)])
    pairs = cKDTree(ends).query_pairs(2 * _GRID_M, output_type="ndarray")
    same = csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(ends), len(ends)))
    return connected_components(same, directed=False)[1].reshape(2, -1).T.astype(np.intp)
