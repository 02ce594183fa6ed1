"""The cost of cutting a boundary, for the search.

In metres alone, boundaries in the towns of a country would cost next to nothing against those between towns, and stay
ragged. So where density is uneven, each length is divided by the geometric mean of the boundary lengths around its two
units, to a power that grows with the unevenness. Within a city metres count as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..arrays import Floats, Mask
from ..contiguity import ContiguityGraph


@dataclass(frozen=True)
class BorderCostSettings:
    """How lengths become costs.

    Attributes:
        least: Cost of a link, which has no length and yet should not be cut for nothing.
        local_power: Power to which a length is divided by the scale of its surroundings, where density is very uneven.
        even: Spread of that scale (standard deviation of its logarithm) up to which metres count as they are: a city.
        uneven: Spread from which the full power applies: a country.

    """

    least: float = 1e-6
    local_power: float = 0.3
    even: float = 0.5
    uneven: float = 1.0


DEFAULTS = BorderCostSettings()


def border_cost(
    graph: ContiguityGraph,
    barrier: Mask,
    barrier_cost: float,
    compactness: float,
    settings: BorderCostSettings = DEFAULTS,
) -> Floats:
    """Return the (m,) cost of cutting each boundary: about 1 for a usual one, less along barriers, little for links.

    Args:
        graph: units and the lengths of their shared boundaries in metres.
        barrier: (m,) whether a boundary runs along a barrier.
        barrier_cost: factor by which it is cheaper there.
        compactness: weight of all boundaries.
        settings: how lengths become costs.

    """
    if not len(graph.border_m) or not graph.border_m.any():
        return np.full(len(graph.border_m), settings.least)
    i, j = graph.edges.T
    around = np.bincount(i, graph.border_m, graph.size) + np.bincount(j, graph.border_m, graph.size)
    scale = around / np.maximum(np.bincount(i, minlength=graph.size) + np.bincount(j, minlength=graph.size), 1)
    scale = np.where(scale > 0, scale, graph.border_m[graph.border_m > 0].mean())
    spread = float(np.log(scale).std())
    unevenness = min(1.0, max(0.0, (spread - settings.even) / (settings.uneven - settings.even)))
    power = settings.local_power * unevenness
    cost = graph.border_m / np.sqrt(scale[i] * scale[j]) ** power
    cost = cost / cost[cost > 0].mean()
    cost = np.where(barrier, cost / barrier_cost, cost)
    return np.asarray(np.maximum(cost, settings.least) * max(compactness, 1e-3), dtype=np.float64)
