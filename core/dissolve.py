"""Units melted into sectors: one outline each, without the hairlines between units that do not quite meet."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from .geometry import polygonal, polygonal_parts
from .plan import Plan
from .tolerances import TOLERANCE_M


def dissolve(geometry: NDArray[np.object_], plan: Plan, tolerance_m: float = TOLERANCE_M) -> NDArray[np.object_]:
    """Return (k,) valid multipolygons, one for each sector of the plan.

    Gaps between units of a sector narrower than `tolerance_m` are closed, so that a sector that is
    connected in its `ContiguityGraph` is one piece; real holes and real islands stay.

    Args:
        geometry: (n,) polygons or multipolygons in metres; invalid ones are repaired.
        plan: the sectors.
        tolerance_m: widest gap that is closed.

    """
    units = polygonal(geometry)
    outlines = np.empty(len(plan), dtype=object)
    for sector in range(len(plan)):
        outlines[sector] = as_multi(closed(merged(units[plan.members(sector)]), tolerance_m))
    return outlines


def merged(polygons: NDArray[np.object_]) -> Any:
    """Return the union: along shared borders where they are drawn alike, else by exact overlay."""
    try:
        whole = shapely.coverage_union_all(polygons)
        is_right = shapely.is_valid(whole) and np.isclose(whole.area, shapely.area(polygons).sum(), rtol=1e-9)
    except shapely.GEOSException:
        is_right = False
    return polygonal_parts(whole if is_right else shapely.union_all(polygons))


def closed(shape: Any, tolerance_m: float) -> Any:
    """Return the shape with gaps narrower than `tolerance_m` closed, where that makes pieces or holes fewer."""
    if _pieces(shape) <= 1:
        return shape
    reach = tolerance_m / 2
    wide = shapely.buffer(shape, reach, join_style="mitre", mitre_limit=2.0)
    filled = polygonal_parts(shapely.union(shape, shapely.buffer(wide, -reach, join_style="mitre", mitre_limit=2.0)))
    return filled if _pieces(filled) < _pieces(shape) else shape


def _pieces(shape: Any) -> int:
    parts = shapely.get_parts(shape)
    return len(parts) + int(shapely.get_num_interior_rings(parts).sum())


def as_multi(shape: Any) -> Any:
    """Return a polygon or multipolygon as a multipolygon."""
    return shapely.MultiPolygon(list(shapely.get_parts(shape)))
