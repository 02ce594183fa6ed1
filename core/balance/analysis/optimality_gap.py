"""Lower bound on the boundary length, and the optimality gap of a plan.

A circle has the shortest perimeter for its area, so the areas of the sectors bound the length of all their boundaries
from below. A plan that the exact solver has proven has no gap; for any other the gap is what this bound leaves open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from ...base.arrays import Floats
from ...geo.geometry import polygonal_parts
from ...plan.sectors import merged
from ..exact.border_bound import DEFAULTS as BOUNDS
from ..exact.border_bound import border_bound
from ..exact.set_partition import best_plan, has_few_nodes
from ..exact.trees import best_tree_plan
from ..model.instance import Instance
from ..model.plan import SolveOutcome
from ..model.problem import Problem
from ..model.settings import BalanceSettings
from ..preparation.district import make_district
from ..solver.context import SearchCallback, never_stop

CORNER = 16  # chords for a quarter of a circle
OPENINGS = (0.0, 0.02, 0.05, 0.1, 0.2)  # of a mean sector's width by which the outline is smoothed
MEASURED = 0.995  # borders that two units draw differently are measured to within half a metre
DETAILED = 50_000  # corners of an outline from which on it is drawn coarser before it is smoothed
BOUNDED_UNITS = 150  # units of a district up to which borders are bounded unit by unit
STATES = {"quick": 50_000, "standard": 200_000, "best": 1_000_000}  # looked at for that, by effort
WORTH_TELLING = 0.4  # share of the border left open above which a bound says nothing that helps
EXACT = 1e-7  # share of the border that is rounding
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
        gap: share of the plan's border that is more than that; 0 where no plan has less border, None where too little is
            known to be worth telling.

    """

    is_best: bool
    least_border_m: float
    gap: float | None


def optimality_gap(
    instance: Instance,
    settings: BalanceSettings,
    plan: SolveOutcome,
    outlines: NDArray[np.object_],
    callback: SearchCallback = never_stop,
) -> OptimalityGap:
    """Compare a plan with the lower bounds.

    Args:
        instance: what was divided.
        settings: what was asked for.
        plan: the plan.
        outlines: (K,) outlines of its sectors in metres.
        callback: may end the search for a bound.

    """
    is_best = all(outcome.proven for outcome in plan.outcomes)
    inside = [_least(instance, settings, plan, outlines, number, callback) for number in range(len(instance.districts))]
    least = min(sum(inside) + instance.graph.border_between(instance.district), plan.border_m)
    if plan.border_m <= 0:
        return OptimalityGap(is_best, 0.0, 0.0)
    gap = 1.0 - least / plan.border_m
    if not sum(inside) or gap > WORTH_TELLING:
        return OptimalityGap(is_best, 0.0, None)
    return OptimalityGap(is_best, least, 0.0 if gap < EXACT else gap)


def _least(
    instance: Instance,
    settings: BalanceSettings,
    plan: SolveOutcome,
    outlines: NDArray[np.object_],
    district: int,
    callback: SearchCallback,
) -> float:
    """Return metres that the border between the sectors of a district cannot undercut: by areas, or unit by unit."""
    units, own = instance.units_of(district), plan.district == district
    officers = plan.officers[own]
    fair = instance.load[units].sum() * officers / officers.sum()
    most = fair * (1.0 + max(settings.tolerance / 100.0, plan.worst(district)))
    by_area = border_lower_bound(outlines[own], instance.area[units], instance.load[units], most)
    return max(by_area, _least_of_units(instance, settings, plan, district, callback))


def _least_of_units(
    instance: Instance, settings: BalanceSettings, plan: SolveOutcome, district: int, callback: SearchCallback
) -> float:
    """Return metres of border that no plan of the units can undercut, exact where there are few; 0 if nothing is known.

    Metres alone count, whatever the search was asked to spare, and what holds units together or in place is left out
    where it was met by choosing a path.
    """
    labels = plan.outcomes[district].labels
    if len(labels) > BOUNDED_UNITS or plan.outcomes[district].stopped:
        return 0.0
    officers = plan.outcomes[district].officers if settings.officers else None
    found = make_district(instance, settings, district, officers)
    if not found.is_forced:
        free = np.full(instance.size, -1, dtype=np.int64)
        found = make_district(replace(instance, lock=free, group=free, stations=free[:0]), settings, district, officers)
    problem = _in_metres(found.problem, plan.worst(district))
    of_nodes = np.zeros(problem.size, dtype=np.int64)
    of_nodes[found.cluster] = labels
    if problem.violated_cannot_links(of_nodes):
        problem = replace(problem, cannot_link=())
    exact = best_tree_plan(problem, callback)
    if exact is None and has_few_nodes(problem):
        best, is_proven = best_plan(problem, of_nodes, callback)
        exact = best if is_proven else None
    if exact is not None:
        return problem.graph.border_between(exact)
    metres = replace(problem, cost=problem.graph.border_m)
    return border_bound(metres, of_nodes, replace(BOUNDS, states=STATES[settings.effort]), callback)


def _in_metres(problem: Problem, worst: float) -> Problem:
    """Return the problem of the shortest border within the tolerance, or as well balanced as a plan that is worse."""
    free, metres = np.full(problem.size, -1, dtype=np.int64), problem.graph.border_m
    return replace(
        problem,
        cost=metres / max(float(metres.mean()), 1e-9) if len(metres) else metres,
        tolerance=max(problem.tolerance, worst),
        keep=free,
        keep_cost=np.zeros(problem.size),
        keep_weight=np.zeros(0),
        moved_cap=np.inf,
        anchors=np.zeros((0, 2)),
        criteria=np.zeros((0, problem.size)),
        criteria_tolerance=np.zeros(0),
    )
