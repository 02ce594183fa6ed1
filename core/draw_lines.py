"""A plan cut by lines: the area falls into pieces, and each unit goes to the piece that holds most of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from .errors import InputError
from .geometry import points_at, polygonal
from .language import translate
from .plan import UNASSIGNED, Plan
from .table import FeatureTable

SNAP_M = 50.0
_TOUCH_M = 0.01


@dataclass(frozen=True)
class CutPlan:
    """The plan, and the positions of the lines that divide nothing because they end in the middle of the area."""

    plan: Plan
    idle: NDArray[np.intp]


def plan_from_lines(units: FeatureTable, lines: FeatureTable) -> CutPlan:
    """Return the plan that lines cut: sectors 1, 2, … from north-west to south-east.

    Lines cut the units' common outline and each other. An end that stops within SNAP_M of the outline
    or another line is led on to it. Each unit goes to the piece with most of its area; pieces that get
    no unit are no sectors.

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
    """Return the line with each end led on to the nearest other line or outline within reach."""
    line = lines[row]
    if line is None or line.is_empty:
        return shapely.MultiLineString()
    pieces = [line]
    for part in shapely.get_parts(line):
        ends = points_at(shapely.get_coordinates(part)[[0, -1]])
        pieces += [_stretched(end, goal) for end in ends if (goal := _goal(end, row, lines, tree, outline)) is not None]
    return shapely.union_all(pieces)


def _goal(end: Any, row: int, lines: NDArray[np.object_], tree: shapely.STRtree, outline: Any) -> Any:
    """Return what an end should be led on to: other lines and outline; None where it meets them, or none is in reach."""
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
