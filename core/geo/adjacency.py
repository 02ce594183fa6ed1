"""From drawn units to their graph: shared borders (rook contiguity), declared links, islands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats, Ints
from ..base.errors import InputError
from ..base.i18n import listed, translate
from ..base.progress import Progress
from ..base.table import FeatureTable
from .geometry import polygonal
from .segments import border_segments, identical, inside_others, joined, parallel
from .tolerances import LINK_REACH_M, TOLERANCE_M

_EXACT_M = 0.01


@dataclass(frozen=True)
class Island:
    """Positions (u,) of `units` cut off from the largest component, and the unit nearest to them, `distance_m` away."""

    units: NDArray[np.intp]
    from_unit: int
    nearest_unit: int
    distance_m: float


def rook_borders(
    geometry: NDArray[np.object_], tolerance_m: float = TOLERANCE_M, progress: Progress | None = None
) -> tuple[Ints, Floats]:
    """Return (m, 2) units i < j that share more than a corner, sorted, and the (m,) metres of border between them.

    Borders drawn vertex for vertex are matched by hashing. What is left is matched along nearly
    parallel segments: first those that coincide, then, for stretches nobody answered yet, those
    within `tolerance_m` (slivers of gap or overlap). A real overlap wider than that counts with the
    length of border inside the other unit.

    Args:
        geometry: (n,) polygons or multipolygons in metres; invalid ones are repaired, None is an island.
        tolerance_m: widest sliver across which units still are neighbours; a shorter border is a corner.
        progress: shows progress and cancels.

    """
    progress = progress or Progress()
    polygons = polygonal(geometry)
    segments = border_segments(polygons)
    progress.show(0.3)
    shared, rest = identical(segments)
    groups = [shared]
    left = segments.take(rest).aligned()
    progress.show(0.6)
    for reach in (min(_EXACT_M, tolerance_m), tolerance_m):
        contacts, left = parallel(left, reach)
        groups.append(contacts)
        progress.show(0.8)
    groups.append(inside_others(left, polygons, tolerance_m))
    contacts = joined(*groups)
    more_than_corner = contacts.length_m > tolerance_m
    progress.show(1.0)
    return contacts.pairs[more_than_corner].astype(np.int64), contacts.length_m[more_than_corner]


def link_pairs(lines: FeatureTable, geometry: NDArray[np.object_], reach_m: float = LINK_REACH_M) -> Ints:
    """Return (k, 2) sorted unit pairs i < j that the lines (bridges, ferries, tunnels) join.

    Each end of a line belongs to the unit it lies in, else to the nearest one within `reach_m`.
    A line between two neighbours, or a pair named twice, is no mistake.

    Raises:
        InputError: a line has no geometry, ends too far from any unit, or both its ends are in one unit.

    """
    tree = shapely.STRtree(polygonal(geometry))
    pairs = set()
    for row, line in enumerate(lines.geometry):
        one, other = (_unit_at(tree, end, lines, row, reach_m) for end in _line_ends(lines, row, line))
        if one == other:
            message = translate(
                "Core",
                "Layer “{layer}”, line {fid}: both its ends are in the same unit. Draw the line from unit to unit.",
            )
            raise InputError(message.format(layer=lines.name, fid=lines.feature_ids[row]))
        pairs.add((min(one, other), max(one, other)))
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)


def _line_ends(lines: FeatureTable, row: int, line: Any) -> tuple[shapely.Point, shapely.Point]:
    points = shapely.get_coordinates(line)
    if len(points) < 2:
        message = translate(
            "Core", "Layer “{layer}”, line {fid} has no geometry. Draw it from unit to unit, or delete it."
        )
        raise InputError(message.format(layer=lines.name, fid=lines.feature_ids[row]))
    return shapely.Point(points[0]), shapely.Point(points[-1])


def _unit_at(tree: shapely.STRtree, point: shapely.Point, lines: FeatureTable, row: int, reach_m: float) -> int:
    """Return the first unit that holds the point, else the nearest within reach."""
    found = tree.query(point, predicate="intersects")
    if len(found) == 0:
        found = tree.query_nearest(point, max_distance=reach_m)
    if len(found) == 0:
        message = translate(
            "Core",
            "Layer “{layer}”, line {fid}: its end at {x:.0f}, {y:.0f} is more than {reach:g} m from every unit. "
            "Draw the line from unit to unit.",
        )
        raise InputError(
            message.format(layer=lines.name, fid=lines.feature_ids[row], x=point.x, y=point.y, reach=reach_m)
        )
    return int(found.min())


def islands(geometry: NDArray[np.object_], labels: NDArray[np.intp]) -> list[Island]:
    """Return every component but the largest, with its nearest unit outside; largest islands first.

    Args:
        geometry: (n,) polygons in metres.
        labels: (n,) component of each unit, as from `ContiguityGraph.components`.

    """
    polygons = polygonal(geometry)
    sizes = np.bincount(labels)
    order = np.argsort(-sizes, kind="stable")
    return [_island(polygons, labels == label) for label in order[1:]]


def _island(polygons: NDArray[np.object_], inside: NDArray[np.bool_]) -> Island:
    units, others = np.flatnonzero(inside), np.flatnonzero(~inside)
    (found, nearest), distance = shapely.STRtree(polygons[others]).query_nearest(polygons[units], return_distance=True)
    if len(found) == 0:
        return Island(units, int(units[0]), int(others[0]), float("nan"))
    best = int(np.argmin(distance))
    return Island(units, int(units[found[best]]), int(others[nearest[best]]), float(distance[best]))


def island_text(island: Island, unit_ids: Sequence[object]) -> str:
    """Return one sentence on an island: its units, the nearest unit outside, and what to do."""
    message = translate(
        "Core",
        "{count} units share no border with the rest: {units}. Nearest is {nearest}, {distance:.0f} m from {unit}; "
        "add a link line between them.",
    )
    if len(island.units) == 1:
        message = translate(
            "Core",
            "Unit {units} shares no border with the rest. Nearest is {nearest}, at {distance:.0f} m; "
            "add a link line between them.",
        )
    return message.format(
        count=len(island.units),
        units=listed(unit_ids[unit] for unit in island.units),
        nearest=unit_ids[island.nearest_unit],
        unit=unit_ids[island.from_unit],
        distance=island.distance_m,
    )
