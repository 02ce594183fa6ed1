"""What it costs to cut a border, for the search."""

from __future__ import annotations

import numpy as np

from ..contiguity import ContiguityGraph
from .graph import Floats, Mask

LEAST = 1e-6  # links have no border, and yet should not be cut for nothing
LOCAL = 0.3  # how far a border counts by the scale of its surroundings, where density is very uneven
EVEN, UNEVEN = 0.5, 1.0  # spread (standard deviation of the logarithm) of that scale in a city and in a country


def border_cost(graph: ContiguityGraph, barrier: Mask, barrier_cost: float, compactness: float) -> Floats:
    """Return (m,) costs, about 1 for a usual border: less along barriers, almost nothing for links.

    In metres alone, borders in the towns of a country would cost next to nothing against those between and
    stay ragged. So where density is uneven each length is divided by the geometric mean of the border lengths
    around its two units, to a power of at most LOCAL. Within a city metres count as they are.

    Args:
        graph: units and their shared borders.
        barrier: (m,) whether a border runs along a barrier.
        barrier_cost: how many times less it costs there.
        compactness: weight of all borders.

    """
    if not len(graph.border_m) or not graph.border_m.any():
        return np.full(len(graph.border_m), LEAST)
    i, j = graph.edges.T
    around = np.bincount(i, graph.border_m, graph.size) + np.bincount(j, graph.border_m, graph.size)
    scale = around / np.maximum(np.bincount(i, minlength=graph.size) + np.bincount(j, minlength=graph.size), 1)
    scale = np.where(scale > 0, scale, graph.border_m[graph.border_m > 0].mean())
    spread = float(np.log(scale).std())
    power = LOCAL * min(1.0, max(0.0, (spread - EVEN) / (UNEVEN - EVEN)))
    cost = graph.border_m / np.sqrt(scale[i] * scale[j]) ** power
    cost = cost / cost[cost > 0].mean()
    cost = np.where(barrier, cost / barrier_cost, cost)
    return np.asarray(np.maximum(cost, LEAST) * max(compactness, 1e-3), dtype=np.float64)
