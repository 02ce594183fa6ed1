"""From drawn units to their graph: shared borders (rook contiguity), declared links, islands.

Borders are compared as straight segments; two units are neighbours along the stretches that both share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats, Ints
from ..base.crs import LINK_REACH_M, TOLERANCE_M
from ..base.errors import InputError
from ..base.i18n import listed, translate
from ..base.progress import Progress
from ..base.table import FeatureTable
from .geometry import lines_along, polygonal

_PRECISION_M = 0.001
_MAX_SLOPE = 0.5
_CORNER_SLOPE = 0.05
_CORNER_ERROR = 0.05
_MIX = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93], dtype=np.uint64)


@dataclass(frozen=True)
class Segments:
    """Border segments.

    Attributes:
        start: (s, 2) metres.
        end: (s, 2) metres.
        unit: (s,) the unit each belongs to.
        turned: (s,) whether the unit lies on the left hand, looking from start to end.

    """

    start: Floats
    end: Floats
    unit: Ints
    turned: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of segments."""
        return len(self.unit)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Segments:
        """Return the segments at `rows`, (r,) positions or a (s,) mask."""
        return Segments(self.start[rows], self.end[rows], self.unit[rows], self.turned[rows])

    def aligned(self) -> Segments:
        """Return the segments that have a length, with every unit on the right hand."""
        turned = self.turned[:, None]
        start, end = np.where(turned, self.end, self.start), np.where(turned, self.start, self.end)
        aligned = Segments(start, end, self.unit, np.zeros_like(self.turned))
        return aligned.take(aligned.length() > 0)

    def length(self) -> Floats:
        """Return (s,) lengths in metres."""
        return np.hypot(*(self.end - self.start).T)


@dataclass(frozen=True)
class Contacts:
    """Stretches that two units share: (c, 2) units with the lower first, and (c,) metres."""

    pairs: Ints
    length_m: Floats


def border_segments(polygons: NDArray[np.object_]) -> Segments:
    """Return every segment of every ring of (n,) polygons or multipolygons."""
    parts, part_unit = shapely.get_parts(polygons, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    outer = np.diff(ring_part, prepend=-1) > 0
    turned = shapely.is_ccw(rings) == outer
    points, point_ring = shapely.get_coordinates(rings, return_index=True)
    row = np.flatnonzero(point_ring[1:] == point_ring[:-1])
    ring = point_ring[row]
    return Segments(points[row], points[row + 1], part_unit[ring_part][ring].astype(np.int64), turned[ring])


def identical(segments: Segments) -> tuple[Contacts, NDArray[np.intp]]:
    """Return the segments that exactly two units share vertex for vertex, and the (r,) rows of all others.

    A segment that occurs twice in one unit lies inside it and counts for nothing.
    """
    key = _keys(segments)
    order = np.argsort(key)
    ranked = key[order]
    first = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]]) if len(key) else np.empty(0, dtype=np.intp)
    twice = first[np.diff(np.r_[first, len(key)]) == 2]
    one, other = order[twice], order[twice + 1]
    same = _same(segments, one, other)
    one, other = one[same], other[same]
    matched = np.zeros(len(segments), dtype=bool)
    matched[one] = matched[other] = True
    length_m = np.hypot(*(segments.end[one] - segments.start[one]).T)
    contacts = _contacts(segments.unit[one], segments.unit[other], length_m)
    return contacts, np.flatnonzero(~matched)


def _keys(segments: Segments) -> NDArray[np.uint64]:
    """Return a 64-bit hash of each segment's rounded ends, whichever comes first."""
    start, end = _mixed(segments.start), _mixed(segments.end)
    with np.errstate(over="ignore"):
        return np.minimum(start, end) * _MIX[0] ^ np.maximum(start, end) * _MIX[1]


def _mixed(points: Floats) -> NDArray[np.uint64]:
    """Return a 64-bit hash of each point, rounded; equal points have equal hashes."""
    with np.errstate(over="ignore"):
        key = np.rint(points[:, 0] / _PRECISION_M).astype(np.int64).view(np.uint64) * _MIX[2]
        key ^= key >> np.uint64(29)
        key += np.rint(points[:, 1] / _PRECISION_M).astype(np.int64).view(np.uint64)
        key *= _MIX[3]
        key ^= key >> np.uint64(32)
    return key


def _same(segments: Segments, one: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return whether two segments with equal hashes have the same middle too: a hash alone proves nothing."""
    same = np.ones(len(one), dtype=bool)
    for axis in (0, 1):
        twice_middle = segments.start[:, axis] + segments.end[:, axis]
        same &= np.abs(twice_middle[one] - twice_middle[other]) < 4 * _PRECISION_M
    return same


def parallel(segments: Segments, reach_m: float) -> tuple[Contacts, Segments]:
    """Return the stretches where nearly parallel segments of two units face each other within `reach_m`.

    The length of a contact is the mean of what each side sees. Beside it: what is left of the segments
    where no border faces them. Pairs that touch at a corner only are left out: a contact must be longer than
    two segments at the steepest angle still called parallel stay within reach of each other.
    """
    one, other = _close_pairs(segments, reach_m)
    low_one, high_one = _stretch(segments.take(one), segments.take(other), reach_m)
    low_other, high_other = _stretch(segments.take(other), segments.take(one), reach_m)
    seen = (high_one - low_one + high_other - low_other) / 2
    contacts = summed(_contacts(segments.unit[one], segments.unit[other], seen))
    long_enough = contacts.length_m > reach_m / _MAX_SLOPE
    row, low, high = np.r_[one, other], np.r_[low_one, low_other], np.r_[high_one, high_other]
    left = _uncovered(segments, row[high > low], low[high > low], high[high > low], reach_m)
    return Contacts(contacts.pairs[long_enough], contacts.length_m[long_enough]), left


def _uncovered(segments: Segments, row: NDArray[np.intp], low: Floats, high: Floats, least_m: float) -> Segments:
    """Return the pieces of segments, longer than `least_m`, outside the intervals low to high along segment `row`."""
    length = segments.length()
    every = np.arange(len(segments))
    row = np.r_[row, every, every]
    low, high = np.r_[low, np.zeros(len(every)), length], np.r_[high, np.zeros(len(every)), length]
    order = np.lexsort((high, low, row))
    row, low, high = row[order], low[order], high[order]
    far = row * (2 * length.max(initial=0.0) + 1.0)
    reached = np.maximum.accumulate(high + far) - far
    gap = np.flatnonzero((row[1:] == row[:-1]) & (low[1:] - reached[:-1] > least_m))
    base = row[gap]
    along = (segments.end[base] - segments.start[base]) / length[base, None]
    start = segments.start[base] + along * reached[gap, None]
    end = segments.start[base] + along * low[gap + 1, None]
    return Segments(start, end, segments.unit[base], segments.turned[base])


def _close_pairs(segments: Segments, reach_m: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the rows of segment pairs of different units whose boxes are within reach."""
    low = np.minimum(segments.start, segments.end)
    high = np.maximum(segments.start, segments.end)
    tree = shapely.STRtree(shapely.box(*low.T, *high.T))
    one, other = tree.query(shapely.box(*(low - reach_m).T, *(high + reach_m).T))
    keep = (one < other) & (segments.unit[one] != segments.unit[other])
    return one[keep], other[keep]


def _stretch(base: Segments, beside: Segments, reach_m: float) -> tuple[Floats, Floats]:
    """Return from where to where (k,) along each base segment the one beside it is within reach and runs against it."""
    length = base.length()
    along = (base.end - base.start) / length[:, None]
    first, last = beside.start - base.start, beside.end - base.start
    run_first, run_last = (first * along).sum(axis=1), (last * along).sum(axis=1)
    off_first, off_last = _cross(along, first), _cross(along, last)
    run, climb = run_last - run_first, off_last - off_first
    opposite = np.abs(climb) <= -_MAX_SLOPE * run
    level = np.abs(climb) <= 1e-9
    slope = np.where(level | ~opposite, 1.0, climb / np.where(opposite, run, 1.0))
    meeting, room = run_first - off_first / slope, reach_m / np.abs(slope)
    near = ~level | (np.abs(off_first) <= reach_m)
    low = np.where(level, 0.0, meeting - room)
    high = np.where(level, length, meeting + room)
    low = np.maximum.reduce([low, np.zeros_like(length), np.minimum(run_first, run_last)])
    high = np.minimum.reduce([high, length, np.maximum(run_first, run_last)])
    # Where two lines meet in a point and part again beyond reach, they have a corner in common and no border.
    at_meeting = np.minimum(np.abs(low - meeting), np.abs(high - meeting)) <= _CORNER_ERROR * room
    corner = ~level & (np.abs(slope) > _CORNER_SLOPE) & at_meeting & (high - low >= (1.0 - _CORNER_ERROR) * room)
    facing = opposite & near & (high > low) & ~(corner & (high - low <= (1.0 + _CORNER_ERROR) * room))
    return np.where(facing, low, 0.0), np.where(facing, high, 0.0)


def _cross(one: Floats, other: Floats) -> Floats:
    return one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]


def _contacts(one: Ints, other: Ints, length_m: Floats) -> Contacts:
    """Return contacts between different units, the lower unit first."""
    keep = (one != other) & (length_m > 0)
    pairs = np.column_stack([np.minimum(one, other), np.maximum(one, other)])
    return Contacts(pairs[keep], length_m[keep])


def summed(contacts: Contacts) -> Contacts:
    """Return one contact for each pair of units, sorted, with their lengths summed."""
    if len(contacts.pairs) == 0:
        return contacts
    width = int(contacts.pairs.max()) + 1
    keys, position = np.unique(contacts.pairs[:, 0] * width + contacts.pairs[:, 1], return_inverse=True)
    length_m = np.bincount(position, contacts.length_m).astype(np.float64)
    return Contacts(np.column_stack([keys // width, keys % width]), length_m)


def joined(*groups: Contacts) -> Contacts:
    """Return all contacts of the groups as one group, summed by pair."""
    pairs = np.vstack([group.pairs for group in groups])
    return summed(Contacts(pairs, np.concatenate([group.length_m for group in groups])))


def inside_others(segments: Segments, polygons: NDArray[np.object_], reach_m: float) -> Contacts:
    """Return pairs of the (n,) `polygons` where the border of one runs inside the other for more than `reach_m` metres.

    The length of a contact is the mean of what each side has inside the other.
    """
    lines = lines_along(np.stack([segments.start, segments.end], axis=1))
    row, unit = shapely.STRtree(polygons).query(lines)
    foreign = segments.unit[row] != unit
    row, unit = row[foreign], unit[foreign]
    shapely.prepare(polygons)
    crossing = shapely.intersects(polygons[unit], lines[row])
    row, unit = row[crossing], unit[crossing]
    length = shapely.length(shapely.intersection(lines[row], polygons[unit]))
    contacts = summed(_contacts(segments.unit[row], unit.astype(np.int64), length / 2))
    deep = contacts.length_m > reach_m / _MAX_SLOPE
    return Contacts(contacts.pairs[deep], contacts.length_m[deep])


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
    parallel segments: first those that coincide, then, for stretches without a match yet, those
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
    A line between two neighbours, or a pair named twice, is not a mistake.

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
