"""Which units change hands when the border between two sectors is pushed to a point."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from .totals import SectorTotals


@dataclass(frozen=True)
class Push:
    """Units at `positions` (c,) that go from sector `giver` to sector `taker`, both sector numbers."""

    giver: int
    taker: int
    positions: NDArray[np.intp]


def sectors_meeting(totals: SectorTotals, point: tuple[float, float], reach_m: float) -> tuple[int, int] | None:
    """Return the two sectors nearest to a point within `reach_m`, the nearest first; None where only one is near."""
    spot = shapely.Point(point)
    near = totals.units.tree.query(spot, predicate="dwithin", distance=reach_m)
    order = near[np.argsort(shapely.distance(totals.units.geometry[near], spot), kind="stable")]
    found = list(dict.fromkeys(int(code) for code in totals.labels[order] if code >= 0))
    return (found[0], found[1]) if len(found) > 1 else None


def push(
    totals: SectorTotals, pair: tuple[int, int], start: tuple[float, float], end: tuple[float, float]
) -> Push | None:
    """Push the border between a `pair` of sectors from `start` to `end`; None where `end` is in neither sector.

    The sector in which the push ends gives: its units whose inner point is as near to `start` as `end`
    is, or through which the push goes, and which the other sector reaches over shared borders. A sector
    never loses its last unit.
    """
    under = totals.units.tree.query(shapely.Point(end), predicate="intersects")
    giving = [int(code) for code in totals.labels[under] if code in pair]
    if not giving:
        return None
    giver = giving[0]
    taker = pair[1] if giver == pair[0] else pair[0]
    reach = float(np.hypot(end[0] - start[0], end[1] - start[1]))
    wanted = _within(totals, giver, start, reach)
    path = totals.units.tree.query(shapely.LineString([start, end]), predicate="intersects")
    wanted[path[totals.labels[path] == giver]] = True
    positions = _reached(totals, taker, wanted)
    if len(positions) == int(totals.measure("units")[giver]):
        positions = positions[:-1]
    return Push(giver, taker, np.sort(positions))


def _within(totals: SectorTotals, giver: int, centre: tuple[float, float], reach_m: float) -> NDArray[np.bool_]:
    away = totals.units.inner_point - np.array(centre)
    return (totals.labels == giver) & (np.hypot(*away.T) <= reach_m)


def _reached(totals: SectorTotals, taker: int, wanted: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the wanted units that touch the taker, or another reached one; those near it first."""
    neighbours = _neighbours(totals, np.flatnonzero(wanted))
    start = [unit for unit, beside in neighbours.items() if (totals.labels[beside] == taker).any()]
    queue, reached = deque(start), dict.fromkeys(start)
    while queue:
        for unit in neighbours[queue.popleft()]:
            if wanted[unit] and unit not in reached:
                reached[int(unit)] = None
                queue.append(int(unit))
    return np.array(list(reached), dtype=np.intp)


def _neighbours(totals: SectorTotals, members: NDArray[np.intp]) -> dict[int, NDArray[np.int64]]:
    return {unit: totals.units.graph.neighbours(unit)[0] for unit in members.tolist()}
