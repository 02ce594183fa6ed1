"""Borders as straight segments, and the stretches that two units share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

_PRECISION_M = 0.001
_MAX_SLOPE = 0.5
_MIX = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93], dtype=np.uint64)

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Segments:
    """Border segments: `start` and `end` are (s, 2) metres, `unit` (s,) the unit each belongs to."""

    start: Floats
    end: Floats
    unit: Integers

    def __len__(self) -> int:
        """Return the number of segments."""
        return len(self.unit)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Segments:
        """Return the segments at `rows`."""
        return Segments(self.start[rows], self.end[rows], self.unit[rows])

    def length(self) -> Floats:
        """Return (s,) lengths in metres."""
        return np.hypot(*(self.end - self.start).T)


@dataclass(frozen=True)
class Contacts:
    """Stretches that two units share: (c, 2) units with the lower first, and (c,) metres."""

    pairs: Integers
    length_m: Floats


def border_segments(polygons: NDArray[np.object_]) -> Segments:
    """Return every segment of every ring of (n,) polygons or multipolygons, with the unit on its right hand."""
    parts, part_unit = shapely.get_parts(polygons, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    outer = np.diff(ring_part, prepend=-1) > 0
    backward = shapely.is_ccw(rings) == outer
    points, point_ring = shapely.get_coordinates(rings, return_index=True)
    inside = (point_ring[1:] == point_ring[:-1]) & (points[1:] != points[:-1]).any(axis=1)
    ring = point_ring[:-1][inside]
    start, end = points[:-1][inside], points[1:][inside]
    turned = backward[ring]
    start[turned], end[turned] = end[turned], start[turned]
    return Segments(start, end, part_unit[ring_part[ring]].astype(np.int64))


def identical(segments: Segments) -> tuple[Contacts, NDArray[np.intp]]:
    """Return the segments that exactly two units share vertex for vertex, and the rows of all others.

    A segment that occurs twice in one unit lies inside it and counts for nothing.
    """
    points = np.rint(np.hstack([segments.start, segments.end]) / _PRECISION_M).astype(np.int64)
    backward = (points[:, 0] > points[:, 2]) | ((points[:, 0] == points[:, 2]) & (points[:, 1] > points[:, 3]))
    points[backward] = points[backward][:, [2, 3, 0, 1]]
    order = np.argsort(_mixed(points))
    points = points[order]
    first = np.flatnonzero(np.r_[True, (points[1:] != points[:-1]).any(axis=1)]) if len(points) else np.empty(0, int)
    twice = first[np.diff(np.r_[first, len(points)]) == 2]
    one, other = order[twice], order[twice + 1]
    matched = np.zeros(len(segments), dtype=bool)
    matched[one] = matched[other] = True
    contacts = _contacts(segments.unit[one], segments.unit[other], segments.take(one).length())
    return contacts, np.flatnonzero(~matched)


def _mixed(points: Integers) -> NDArray[np.uint64]:
    """Return a 64-bit hash of each row; equal rows have equal hashes."""
    with np.errstate(over="ignore"):
        key = np.zeros(len(points), dtype=np.uint64)
        for column, factor in zip(points.T, _MIX, strict=True):
            key = (key ^ column.astype(np.uint64)) * factor
            key ^= key >> np.uint64(29)
    return key


def parallel(segments: Segments, reach_m: float) -> tuple[Contacts, Floats]:
    """Return the stretches where nearly parallel segments of two units face each other within `reach_m`.

    The length of a contact is the mean of what each side sees. Beside it: (s,) metres of each segment
    that are covered so. Pairs that touch at a corner only are left out: a contact must be longer than
    two segments at the steepest angle still called parallel stay within reach of each other.
    """
    one, other = _close_pairs(segments, reach_m)
    seen_one = _stretch(segments.take(one), segments.take(other), reach_m)
    seen_other = _stretch(segments.take(other), segments.take(one), reach_m)
    covered = np.bincount(one, seen_one, len(segments)) + np.bincount(other, seen_other, len(segments))
    contacts = summed(_contacts(segments.unit[one], segments.unit[other], (seen_one + seen_other) / 2))
    long_enough = contacts.length_m > reach_m / _MAX_SLOPE
    return Contacts(contacts.pairs[long_enough], contacts.length_m[long_enough]), covered.astype(np.float64)


def _close_pairs(segments: Segments, reach_m: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the rows of segment pairs of different units whose boxes are within reach."""
    low = np.minimum(segments.start, segments.end)
    high = np.maximum(segments.start, segments.end)
    tree = shapely.STRtree(shapely.box(*low.T, *high.T))
    one, other = tree.query(shapely.box(*(low - reach_m).T, *(high + reach_m).T))
    keep = (one < other) & (segments.unit[one] != segments.unit[other])
    return one[keep], other[keep]


def _stretch(base: Segments, beside: Segments, reach_m: float) -> Floats:
    """Return (k,) metres of each base segment along which the one beside it is within reach and runs against it."""
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
    return np.where(opposite & near, np.clip(high - low, 0.0, None), 0.0)


def _cross(one: Floats, other: Floats) -> Floats:
    return one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]


def _contacts(one: Integers, other: Integers, length_m: Floats) -> Contacts:
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
    """Return pairs of units where border of one runs inside the other for more than a corner (real overlaps).

    The length of a contact is the mean of what each side has inside the other.
    """
    lines = shapely.linestrings(np.stack([segments.start, segments.end], axis=1))
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
