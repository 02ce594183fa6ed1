"""A first plan drawn by hand: grown from seed points, or cut by lines.

From seeds, sectors grow unit by unit round their points, so that each is connected, and even where a workload is given.
Lines cut the area into pieces, and each unit goes to the piece that holds most of its area.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.i18n import listed, translate
from ..base.progress import Progress
from ..base.table import FeatureTable
from ..geo.contiguity import ContiguityGraph
from ..geo.geometry import places, points_at, polygonal
from .plan import UNASSIGNED, Plan, plan_of

_REACH_M = 100.0
SNAP_M = 50.0
_TOUCH_M = 0.01


def plan_from_seeds(
    units: FeatureTable, seeds: FeatureTable, workload_field: str = "", progress: Progress | None = None
) -> Plan:
    """Return a plan with one connected sector for each seed.

    Each sector starts with the unit under its seed and takes neighbours one by one: the sector with
    least workload has the next turn and takes the unit nearest to its seed; without a workload
    the unit nearest to any seed is next. Sector ids are the seeds' field sector_id, else 1, 2, … in
    their order. Units that no seed can reach over shared borders stay without a sector.

    Args:
        units: planning units in metres.
        seeds: points.
        workload_field: what should be even; empty for nearness alone.
        progress: shows progress and cancels.

    Raises:
        InputError: no seed, one that lies more than REACH_M from every unit, two in one unit, or ids that repeat.

    """
    progress = progress or Progress()
    polygons = polygonal(units.geometry)
    ids = _seed_ids(seeds)
    start = _seed_units(units, polygons, seeds)
    near = _neighbours(polygons, progress)
    middle = places(shapely.point_on_surface(polygons))
    points = places(shapely.centroid(seeds.geometry))
    load = np.nan_to_num(units.numbers(workload_field)) if workload_field else np.zeros(len(units))
    of_seed = _grown(start, near, middle, points, load, even=bool(workload_field))
    of_unit = np.where(of_seed >= 0, ids.labels[of_seed], UNASSIGNED)
    return Plan(ids.sector_ids, of_unit)


def _seed_ids(seeds: FeatureTable) -> Plan:
    """Return the seeds' ids as a plan over the seeds themselves."""
    if len(seeds) == 0:
        message = translate("Core", "Layer “{layer}” has no points. Draw one for each sector.")
        raise InputError(message.format(layer=seeds.name))
    if "sector_id" not in seeds.attributes.columns:
        return plan_of(pd.Series(range(1, len(seeds) + 1)))
    ids = plan_of(seeds.ids("sector_id"))
    if (ids.labels < 0).any() or len(ids) < len(seeds):
        message = translate(
            "Core",
            "Layer “{layer}”, field “sector_id”: empty or repeated at features {features}. Give each seed its own id.",
        )
        wrong = (ids.labels < 0) | pd.Series(ids.labels).duplicated(keep=False).to_numpy()
        raise InputError(message.format(layer=seeds.name, features=listed(seeds.feature_ids[wrong])))
    return ids


def _seed_units(units: FeatureTable, polygons: NDArray[np.object_], seeds: FeatureTable) -> NDArray[np.intp]:
    """Return the unit under each seed, or the nearest within reach."""
    tree = shapely.STRtree(polygons)
    start = np.full(len(seeds), UNASSIGNED, dtype=np.intp)
    for row, point in enumerate(shapely.centroid(seeds.geometry)):
        if point is None or point.is_empty:
            found = np.empty(0, dtype=np.intp)
        else:
            found = tree.query(point, predicate="intersects")
            found = found if len(found) else tree.query_nearest(point, max_distance=_REACH_M)
        if len(found) == 0:
            message = translate(
                "Core",
                "Layer “{layer}”, point {fid} lies more than {reach:g} m from every unit. Move it onto the unit it is meant for.",
            )
            raise InputError(message.format(layer=seeds.name, fid=seeds.feature_ids[row], reach=_REACH_M))
        start[row] = found.min()
    twice = pd.Series(start).duplicated(keep=False).to_numpy()
    if twice.any():
        message = translate(
            "Core", "Layer “{layer}”: these points lie in one unit of “{units}”: {features}. Move one of them."
        )
        same = start == start[twice][0]
        features = listed(seeds.feature_ids[same])
        raise InputError(message.format(layer=seeds.name, features=features, units=units.name))
    return start


def _neighbours(polygons: NDArray[np.object_], progress: Progress) -> list[list[int]]:
    graph = ContiguityGraph.from_polygons(polygons, progress=progress)
    return [graph.neighbours(unit)[0].tolist() for unit in range(graph.size)]


def _grown(
    start: NDArray[np.intp],
    near: list[list[int]],
    middle: NDArray[np.float64],
    points: NDArray[np.float64],
    load: NDArray[np.float64],
    *,
    even: bool,
) -> NDArray[np.intp]:
    """Return the seed each unit belongs to, UNASSIGNED where none reaches it."""
    owner = np.full(len(near), UNASSIGNED, dtype=np.intp)
    fringe: list[list[tuple[float, int]]] = [[] for _ in start]
    carried = np.zeros(len(start))

    def take(seed: int, unit: int) -> None:
        owner[unit] = seed
        carried[seed] += load[unit]
        for other in near[unit]:
            if owner[other] == UNASSIGNED:
                away = float(np.hypot(*(middle[other] - points[seed])))
                heapq.heappush(fringe[seed], (away, other))

    for seed, unit in enumerate(start):
        take(seed, int(unit))
    growing = set(range(len(start)))
    while growing:
        for seed in list(growing):
            while fringe[seed] and owner[fringe[seed][0][1]] != UNASSIGNED:
                heapq.heappop(fringe[seed])
            if not fringe[seed]:
                growing.remove(seed)
        if growing:
            turn = min(growing, key=lambda seed: (carried[seed] if even else fringe[seed][0][0], seed))
            take(turn, heapq.heappop(fringe[turn])[1])
    return owner


@dataclass(frozen=True)
class CutPlan:
    """The plan, and the positions, `idle` (l,), of lines that divide nothing because they end inside the area."""

    plan: Plan
    idle: NDArray[np.intp]


def plan_from_lines(units: FeatureTable, lines: FeatureTable) -> CutPlan:
    """Return the plan that lines cut: sectors 1, 2, … from north-west to south-east.

    Lines cut the units' common outline and each other. An end that stops within SNAP_M of the outline
    or another line is led on to it. Each unit goes to the piece with most of its area; pieces that get
    no unit are not sectors.

    Args:
        units: planning units in metres.
        lines: cutting lines.

    Raises:
        InputError: there is no line.

    """
    drawn = [shape for shape in lines.geometry if shape is not None and not shape.is_empty]
    if not drawn:
        message = translate("Core", "Layer “{layer}” has no lines. Draw those that should divide the area.")
        raise InputError(message.format(layer=lines.name))
    polygons = polygonal(units.geometry)
    outline = shapely.boundary(shapely.union_all(polygons))
    tree = shapely.STRtree(lines.geometry)
    led = [_led_on(row, lines.geometry, tree, outline) for row in range(len(lines))]
    noded = shapely.get_parts(shapely.unary_union([*led, outline]))
    faces = shapely.get_parts(shapely.polygonize(noded))
    owner = _majority(polygons, faces)
    kept = np.unique(owner[owner >= 0])
    order = kept[_north_west_first(faces[kept])]
    number = {int(face): place for place, face in enumerate(order)}
    of_unit = np.array([number.get(int(face), UNASSIGNED) for face in owner], dtype=np.intp)
    return CutPlan(Plan(tuple(range(1, len(order) + 1)), of_unit), _idle(lines.geometry, faces))


def _led_on(row: int, lines: NDArray[np.object_], tree: shapely.STRtree, outline: Any) -> Any:
    """Return the line with each end extended to the nearest other line or outline within reach."""
    line = lines[row]
    if line is None or line.is_empty:
        return shapely.MultiLineString()
    pieces = [line]
    for part in shapely.get_parts(line):
        ends = points_at(shapely.get_coordinates(part)[[0, -1]])
        pieces += [_stretched(end, goal) for end in ends if (goal := _goal(end, row, lines, tree, outline)) is not None]
    return shapely.union_all(pieces)


def _goal(end: Any, row: int, lines: NDArray[np.object_], tree: shapely.STRtree, outline: Any) -> Any:
    """Return the lines and outlines to extend an end to; None where it meets them, or none is in reach."""
    near = tree.query(end, predicate="dwithin", distance=SNAP_M)
    goal = shapely.union_all([outline, *lines[near[near != row]]])
    return goal if _TOUCH_M < shapely.distance(end, goal) <= SNAP_M else None


def _stretched(end: Any, goal: Any) -> Any:
    """Return a line from `end` to the nearest point of `goal`, and a little beyond, so that it surely crosses."""
    (x0, y0), (x1, y1) = shapely.get_coordinates(shapely.shortest_line(end, goal))
    beyond = 1.0 + _TOUCH_M / max(math.hypot(x1 - x0, y1 - y0), _TOUCH_M)
    return shapely.LineString([(x0, y0), (x0 + beyond * (x1 - x0), y0 + beyond * (y1 - y0))])


def _majority(polygons: NDArray[np.object_], faces: NDArray[np.object_]) -> NDArray[np.intp]:
    """Return the face with most of each unit's area; UNASSIGNED for units without area."""
    unit, face = shapely.STRtree(faces).query(polygons, predicate="intersects")
    common = shapely.area(shapely.intersection(polygons[unit], faces[face]))
    owner = np.full(len(polygons), UNASSIGNED, dtype=np.intp)
    order = np.lexsort((-face, common))
    positive = order[common[order] > 0]
    owner[unit[positive]] = face[positive]
    return owner


def _north_west_first(faces: NDArray[np.object_]) -> NDArray[np.intp]:
    """Return the order of the faces by how far south-east their middles lie."""
    middle = shapely.get_coordinates(shapely.centroid(faces))
    return np.argsort(middle[:, 0] - middle[:, 1], kind="stable")


def _idle(lines: NDArray[np.object_], faces: NDArray[np.object_]) -> NDArray[np.intp]:
    """Return the lines along which no two faces meet for as much as a metre."""
    edges = shapely.boundary(faces)
    tree = shapely.STRtree(edges)
    idle = []
    for row, line in enumerate(lines):
        if line is None or line.is_empty:
            continue
        near = tree.query(line, predicate="intersects")
        shared = shapely.length(shapely.intersection(shapely.buffer(edges[near], _TOUCH_M), line))
        if shared.sum() < 1.0:
            idle.append(row)
    return np.array(idle, dtype=np.intp)
