"""Measures of a sector's shape, and colours under which neighbours differ."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats

COLOURS = 6

Shapes = NDArray[np.object_]


def polsby_popper(geometry: Shapes) -> Floats:
    """Return (k,) areas over the area of a circle with the same perimeter; 1 is a disc, NaN without perimeter.

    Polsby and Popper (1991), Yale Law & Policy Review 9(2), 301–353.
    """
    return _ratio(4 * np.pi * shapely.area(geometry), shapely.length(geometry) ** 2)


def reock(geometry: Shapes) -> Floats:
    """Return (k,) areas over the area of the smallest circle around each; 1 is a disc, NaN without extent.

    Reock (1961), Midwest Journal of Political Science 5(1), 70–74.
    """
    return _ratio(shapely.area(geometry), np.pi * shapely.minimum_bounding_radius(geometry) ** 2)


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)


def parts(geometry: Shapes) -> NDArray[np.int64]:
    """Return (k,) the number of separate pieces."""
    return np.asarray(shapely.get_num_geometries(geometry), dtype=np.int64) * ~shapely.is_empty(geometry)


def neighbour_colours(
    count: int, edges: NDArray[Any], most: int = COLOURS, kept: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """Return (k,) colours 0 to `most` - 1 such that neighbours differ; `edges` is (m, 2), loops do not count.

    Each node is coloured after all but at most five of its neighbours are set aside, which any
    plane map allows (smallest-last order, Matula and Beck 1983). Beyond a plane map, a node that finds
    no free colour takes the one that fewest neighbours have.

    Args:
        count: number of nodes k.
        edges: (m, 2) neighbours.
        most: number of colours.
        kept: (k,) colours that nodes should keep, -1 for none: where two neighbours have the same, the later node gives
            it up; where that leaves a node without a colour, all are given anew.

    """
    near: list[set[int]] = [set() for _ in range(count)]
    for one, other in edges[edges[:, 0] != edges[:, 1]].tolist():
        near[one].add(other)
        near[other].add(one)
    left, order = set(range(count)), []
    while left:
        least = min(left, key=lambda node: (len(near[node] & left), node))
        order.append(least)
        left.remove(least)
    colour = np.full(count, -1, dtype=np.int64)
    if kept is not None:
        for node in np.flatnonzero(kept >= 0).tolist():
            if all(colour[other] != kept[node] for other in near[node]):
                colour[node] = kept[node]
    for node in [node for node in reversed(order) if colour[node] < 0]:
        taken = [int(colour[other]) for other in near[node] if colour[other] >= 0]
        colour[node] = min(range(most), key=lambda free: (taken.count(free), free))
    if kept is not None and any(colour[node] == colour[other] for node in range(count) for other in near[node]):
        return neighbour_colours(count, edges, most)
    return colour
