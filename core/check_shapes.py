"""Geometry that should not be: overlaps, gaps, detached parts, enclaves.

Everything here is measured on the outlines themselves, by overlay. It shares nothing with the graph
of neighbours on which plans are made, so that it can vouch for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from .arrays import Positions
from .contiguity import components
from .tolerances import LINK_REACH_M

LEAST_M2 = 1.0
SLIVER_M = 5.0

Shapes = NDArray[np.object_]


@dataclass(frozen=True)
class Piece:
    """A separate piece of a sector: its units and its outline."""

    units: Positions
    outline: Any


def overlaps(polygons: Shapes, whole: Any) -> list[tuple[int, int, Any]]:
    """Return pairs of units that share more than LEAST_M2, the lower first, with what they share.

    `whole` is the units' union: where it has as much area as they have, nothing overlaps.
    """
    if shapely.area(polygons).sum() - whole.area < LEAST_M2:
        return []
    one, other = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    one, other = one[one < other], other[one < other]
    common = shapely.intersection(polygons[one], polygons[other])
    deep = shapely.area(common) > LEAST_M2
    found = zip(one[deep].tolist(), other[deep].tolist(), common[deep], strict=True)
    return sorted(found, key=lambda pair: pair[:2])


def gaps(whole: Any) -> list[tuple[Any, bool]]:
    """Return the holes in the units' union `whole` larger than LEAST_M2, and whether each is a sliver; slivers first.

    A sliver is on average narrower than SLIVER_M. A wider hole may be meant: a lake, another town.
    """
    holes, _ = _holes(shapely.get_parts(whole))
    holes = holes[shapely.area(holes) > LEAST_M2]
    narrow = 2 * shapely.area(holes) / shapely.length(holes) < SLIVER_M
    return sorted(zip(holes.tolist(), narrow.tolist(), strict=True), key=lambda gap: not gap[1])


def _holes(polygons: Shapes) -> tuple[Shapes, Positions]:
    """Return the holes of the polygons as polygons, and the polygon each belongs to."""
    rings, owner = shapely.get_rings(polygons, return_index=True)
    is_hole = np.diff(owner, prepend=-1) == 0
    return np.asarray(shapely.polygons(rings[is_hole]), dtype=object), owner[is_hole]


def linked_units(polygons: Shapes, links: Shapes) -> list[tuple[int, int]]:
    """Return the units that lines join: each end counts for the nearest unit within LINK_REACH_M, else not at all."""
    tree = shapely.STRtree(polygons)
    found = []
    for link in links:
        points = shapely.get_coordinates(link)
        if len(points) == 0:
            continue
        end, unit = tree.query_nearest(shapely.points(points[[0, -1]]), max_distance=LINK_REACH_M)
        first, last = unit[end == 0], unit[end == 1]
        if len(first) and len(last):
            found.append((int(first[0]), int(last[0])))
    return found


def pieces(outline: Any, polygons: Shapes, members: Positions, links: list[tuple[int, int]]) -> list[Piece]:
    """Return the separate pieces of a sector, those with most units first.

    Parts of the outline belong together where one unit has area in both, or a link leads from a
    unit of one to a unit of the other.

    Args:
        outline: the sector's outline, hairline gaps closed.
        polygons: (n,) all units.
        members: positions of the sector's units.
        links: pairs of units, as from `linked_units`.

    """
    parts = shapely.get_parts(outline)
    unit_parts, owner = shapely.get_parts(polygons[members], return_index=True)
    row, part = shapely.STRtree(parts).query(shapely.point_on_surface(unit_parts), predicate="intersects")
    unit = owner[row]
    place = {int(member): local for local, member in enumerate(members)}
    ties = [(place[one], place[other]) for one, other in links if one in place and other in place]
    # a graph with the parts first and the units after them
    one = np.r_[part, [len(parts) + tie[0] for tie in ties]].astype(np.intp)
    other = np.r_[len(parts) + unit, [len(parts) + tie[1] for tie in ties]].astype(np.intp)
    size = len(parts) + len(members)
    _, label = components(size, np.column_stack([one, other]))
    of_part, of_unit = label[: len(parts)], label[len(parts) :]
    found = [
        Piece(members[of_unit == one], shapely.MultiPolygon(list(parts[of_part == one]))) for one in np.unique(of_part)
    ]
    return sorted(found, key=lambda piece: (-len(piece.units), -piece.outline.area))


def enclaves(outlines: Shapes) -> list[tuple[int, int]]:
    """Return (inner, outer) sectors where the inner one lies wholly in holes of the outer one."""
    parts, sector_of_part = shapely.get_parts(outlines, return_index=True)
    holes, part_of_hole = _holes(parts)
    owner = sector_of_part[part_of_hole]
    hole, part = shapely.STRtree(shapely.point_on_surface(parts)).query(holes, predicate="contains")
    inside: dict[tuple[int, int], set[int]] = {}
    for one, other in zip(hole.tolist(), part.tolist(), strict=True):
        inside.setdefault((int(sector_of_part[other]), int(owner[one])), set()).add(other)
    size = np.bincount(sector_of_part, minlength=len(outlines))
    return sorted(pair for pair, found in inside.items() if len(found) == size[pair[0]] and pair[0] != pair[1])
