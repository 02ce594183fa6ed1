"""Lower bound on the boundary length, and the optimality gap of a plan.

A circle has the shortest perimeter for its area, so the areas of the sectors bound the length of all their boundaries
from below. A plan that the exact solver has proven has no gap; for any other the gap is what this bound leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ...base.arrays import Floats
from ...geo.geometry import polygonal_parts
from ...plan.sectors import merged
from ..model.instance import Instance
from ..model.plan import SolveOutcome
from ..model.settings import BalanceSettings

CORNER = 16  # chords for a quarter of a circle
OPENINGS = (0.0, 0.02, 0.05, 0.1, 0.2)  # of a mean sector's width by which the outline is smoothed
MEASURED = 0.995  # borders that two units draw differently are measured to within half a metre
DETAILED = 50_000  # corners of an outline from which on it is drawn coarser before it is smoothed
COARSER = 0.002  # of a mean sector's width by which it then lies elsewhere at most


def border_lower_bound(outlines: NDArray[np.object_], area: Floats, load: Floats, most: Floats) -> float:
    """Return a length in metres that the border between the sectors of a district cannot undercut.

    A sector of area a has a perimeter of at least 2 sqrt(pi a), and all perimeters together are twice the
    border and once the district's outline. Sectors can only be as unequal in area as their loads allow; the
    square root being concave, the most unequal areas have the least perimeters (Hardy, Littlewood and Pólya,
    Inequalities, 1934). What holds inside a smaller region holds in the whole: so the outline is smoothed
    by taking off its narrow parts, which has fewer metres of coast.

    Args:
        outlines: (k,) sectors of any plan of the district, in metres; only what they cover together counts.
        area: (u,) areas of the units.
        load: (u,) loads of the units.
        most: (k,) loads that the sectors carry at most.

    """
    region = merged(outlines)
    width = float(np.sqrt(region.area / len(most)))
    inner = _inner(region, width)
    filled = max(1.0, region.area / max(float(area.sum()), 1e-9))  # hairlines between the units count to them
    sums = _largest_areas(area, load, most) * filled
    return MEASURED * max(0.0, *(_isoperimetric(part, sums) for part in inner))


def _inner(region: shapely.Geometry, width: float) -> list[shapely.Geometry]:
    """Return parts of the region with a smoother outline; a million corners would keep GEOS busy for minutes."""
    shapely.prepare(region)
    if shapely.get_num_coordinates(region) < DETAILED:
        return [_inside(_opened(region, share * width), region) for share in OPENINGS]
    off = COARSER * width
    coarser = polygonal_parts(shapely.make_valid(shapely.simplify(region, off, preserve_topology=False)))
    return [_inside(_opened(coarser, share * width, off), region) for share in OPENINGS[1:]]


def _opened(region: shapely.Geometry, radius: float, off: float = 0.0) -> shapely.Geometry:
    """Return about what discs of a radius reach inside the region, at least `off` from its outline."""
    if radius <= 0:
        return region
    inside = radius * np.cos(np.pi / (4 * CORNER))
    return shapely.buffer(shapely.buffer(region, -radius - off, quad_segs=CORNER), inside, quad_segs=CORNER)


def _inside(part: shapely.Geometry, region: shapely.Geometry) -> shapely.Geometry:
    """Return the share of a part that lies in the region, on which the bound rests.

    GEOS fills notches of the outline that are less deep than a hundredth of the radius when it draws a buffer, and an
    outline drawn coarser loses its smallest holes.
    """
    return part if shapely.covers(region, part) else polygonal_parts(shapely.intersection(part, region))


def _largest_areas(area: Floats, load: Floats, most: Floats) -> Floats:
    """Return (k,) the area that the j largest sectors have together at most: that of the emptiest units."""
    order = np.lexsort((area, load / np.maximum(area, 1e-9)))
    loads = np.concatenate([[0.0], np.cumsum(load[order])])
    areas = np.concatenate([[0.0], np.cumsum(area[order])])
    return np.asarray(np.interp(np.cumsum(np.sort(most)[::-1]), loads, areas), dtype=np.float64)


def _isoperimetric(region: shapely.Geometry, largest: Floats) -> float:
    sums = np.minimum(largest, region.area)
    sums[-1] = region.area
    each = np.maximum(np.diff(sums, prepend=0.0), 0.0)
    return float((2.0 * np.sqrt(np.pi * each)).sum() - region.length) / 2.0


@dataclass(frozen=True)
class OptimalityGap:
    """How far a plan can be from the best one.

    Attributes:
        is_best: whether no better plan exists, by everything that was asked for.
        least_border_m: border that no plan can undercut whose loads lie within the tolerance, or that is as well
            balanced as this one where it lies outside; 0 where nothing is known.
        gap: share of the plan's border that is more than that; 0 for the best plan, None where nothing is known.

    """

    is_best: bool
    least_border_m: float
    gap: float | None


def optimality_gap(
    instance: Instance, settings: BalanceSettings, plan: SolveOutcome, outlines: NDArray[np.object_]
) -> OptimalityGap:
    """Compare a plan with the lower bounds, given the (K,) `outlines` of its sectors in metres."""
    if all(outcome.proven for outcome in plan.outcomes):
        return OptimalityGap(True, plan.border_m, 0.0)
    inside = [_least(instance, settings, plan, outlines, number) for number in range(len(instance.districts))]
    if not sum(inside):
        return OptimalityGap(False, 0.0, None)
    least = min(sum(inside) + instance.graph.border_between(instance.district), plan.border_m)
    return OptimalityGap(False, least, 1.0 - least / plan.border_m)


def _least(
    instance: Instance, settings: BalanceSettings, plan: SolveOutcome, outlines: NDArray[np.object_], district: int
) -> float:
    """Return the least border between the sectors of a district; its own where the district is proven the best."""
    units, own = instance.units_of(district), plan.district == district
    if plan.outcomes[district].proven:
        inside, _ = instance.graph.subgraph(units)
        return inside.border_between(plan.sector[units])
    officers = plan.officers[own]
    fair = instance.load[units].sum() * officers / officers.sum()
    most = fair * (1.0 + max(settings.tolerance / 100.0, plan.worst(district)))
    return border_lower_bound(outlines[own], instance.area[units], instance.load[units], most)
