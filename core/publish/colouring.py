"""A colour index for each sector such that neighbours differ."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray


def neighbour_colours(coverage: NDArray[np.object_]) -> list[int]:
    """Return colours 0 to 5, one a polygon; polygons that share a border differ.

    Smallest-last greedy colouring (Matula and Beck 1983): a planar graph always has a vertex with at
    most five neighbours, so six colours are enough.
    """
    neighbours = _neighbours(coverage)
    order: list[int] = []
    left = set(range(len(coverage)))
    while left:
        least = min(left, key=lambda row: (len(neighbours[row] & left), row))
        order.append(least)
        left.remove(least)
    colours: dict[int, int] = {}
    for row in reversed(order):
        taken = {colours[other] for other in neighbours[row] if other in colours}
        colours[row] = next(colour for colour in range(len(coverage)) if colour not in taken)
    return [colours[row] % 6 for row in range(len(coverage))]


def _neighbours(coverage: NDArray[np.object_]) -> list[set[int]]:
    neighbours: list[set[int]] = [set() for _ in coverage]
    one, other = shapely.STRtree(coverage).query(coverage, predicate="intersects")
    shared = shapely.length(shapely.intersection(shapely.boundary(coverage[one]), shapely.boundary(coverage[other])))
    for a, b, length in zip(one, other, shared, strict=True):
        if a != b and length > 0:
            neighbours[a].add(int(b))
    return neighbours
