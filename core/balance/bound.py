"""What no plan can undercut: the least deviation, and the least border."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from ..dissolve import merged
from .graph import Floats
from .problem import Problem

EXACT = 1e-9  # relative error up to which a load counts as a multiple of another
FINEST = 12  # parts of the least load that a common measure is looked for in
CORNER = 16  # chords for a quarter of a circle
OPENINGS = (0.0, 0.02, 0.05, 0.1, 0.2)  # of a mean sector's width by which the outline is smoothed
MEASURED = 0.995  # borders that two units draw differently are measured to within half a metre
DETAILED = 50_000  # corners of an outline from which on it is smoothed once only


def deviation_floor(problem: Problem) -> float:
    """Return a deviation (a share) below which no plan can come, from the sizes of the nodes alone."""
    return max(_crowded(problem), _heavy(problem), _measured(problem))


def _crowded(problem: Problem) -> float:
    """Return the overload that is certain: of any j k + 1 nodes, j + 1 share one of the k sectors."""
    load = np.sort(problem.load)[::-1]
    total = np.concatenate([[0.0], np.cumsum(load)])
    shared = np.arange((len(load) - 1) // problem.count + 1)
    last = shared * problem.count + 1
    least = total[last] - total[last - shared - 1]
    return max(0.0, float(least.max()) / float(problem.target.max()) - 1.0 - EXACT)


def _heavy(problem: Problem) -> float:
    """Return the underload of the others where h nodes weigh more than any sector should."""
    heavy = problem.load[problem.load > problem.target.max()]
    others = problem.count - len(heavy)
    if not len(heavy) or others <= 0:
        return 0.0
    left = float(problem.load.sum() - heavy.sum())
    return max(0.0, 1.0 - left / float(np.sort(problem.target)[:others].sum()))


def _measured(problem: Problem) -> float:
    """Return the deviation that remains where all loads are multiples of one measure: so are all sectors' loads."""
    measure = _common_measure(problem.load)
    if not measure:
        return 0.0
    few = np.floor(problem.target / measure + EXACT)
    under, over = 1.0 - few * measure / problem.target, (few + 1) * measure / problem.target - 1.0
    nearest = float(np.minimum(under, over).max())
    if np.ptp(problem.target) > 0 or under[0] <= EXACT:
        return max(0.0, nearest - EXACT)
    return max(0.0, float(max(under[0], over[0])) - EXACT)  # equal shares, none of them whole: some lie on either side


def _common_measure(load: Floats) -> float:
    """Return the greatest part of the least load of which all loads are multiples; 0 where there is none."""
    least = float(load[load > 0].min(initial=np.inf))
    if not np.isfinite(least) or load.max() > least / EXACT / 100:
        return 0.0
    for parts in range(1, FINEST + 1):
        counts = load / least * parts
        if np.abs(counts - np.rint(counts)).max() <= EXACT * max(1.0, float(counts.max())):
            return least / parts
    return 0.0


def least_border(outlines: NDArray[np.object_], area: Floats, load: Floats, most: Floats) -> float:
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
    shares = OPENINGS if shapely.get_num_coordinates(region) < DETAILED else OPENINGS[-2:-1]
    inner = [_opened(region, share * width) for share in shares]
    filled = max(1.0, region.area / max(float(area.sum()), 1e-9))  # hairlines between the units count to them
    sums = _largest_areas(area, load, most) * filled
    return MEASURED * max(0.0, *(_isoperimetric(part, sums) for part in inner))


def _opened(region: shapely.Geometry, radius: float) -> shapely.Geometry:
    """Return what discs of a radius reach inside the region; never more than the region, for all roundness."""
    if radius <= 0:
        return region
    inside = radius * np.cos(np.pi / (4 * CORNER))
    return shapely.buffer(shapely.buffer(region, -radius, quad_segs=CORNER), inside, quad_segs=CORNER)


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
