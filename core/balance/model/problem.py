"""One district to divide, as arrays: every step of the search reads them and none changes them.

Plans compare by `rank`: first by how far they lie outside what must hold (`excess`), then by `objective`. So any plan
within the tolerances precedes any plan outside them, however short its boundaries. A plan whose search goes on is
judged by `prospective_cost` instead, which lets a good plan a hair outside the tolerance precede a poor one inside it.

The cost of an edge is its boundary length, corrected for density. In metres alone, boundaries in the towns of a country
would cost next to nothing against those between towns, and stay ragged. So where density is uneven, each length is
divided by the geometric mean of the boundary lengths around its two units, to a power that grows with the unevenness.
Within a city metres count unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ...base.arrays import Floats, Ints, Mask, sums
from ...geo.contiguity import ContiguityGraph


@dataclass(frozen=True)
class ObjectiveWeights:
    """Weights of the parts of a plan's rank.

    Attributes:
        moved_cap: Excess per share of residents moved above the cap; so large that the cap precedes every deviation.
        cannot_link: Excess per cannot-link pair in one sector; larger than any deviation.
        repair: Cost of repairing an excess of 1, as a multiple of the plan's cost.
        travel: Travel to the station relative to boundary, where both are usual.

    """

    moved_cap: float = 100.0
    cannot_link: float = 10_000.0
    repair: float = 2.0
    travel: float = 1.0


def no_criteria() -> Floats:
    """Return the (0, 0) array of a problem without further criteria."""
    return np.zeros((0, 0))


@dataclass(frozen=True)
class Problem:
    """A connected graph of nodes (units or contracted must-link groups) to divide into k sectors.

    Attributes:
        graph: the nodes' graph; connected.
        cost: (m,) cost of cutting an edge, about 1 for a usual one.
        load: (n,) load, scaled so that the mean sector carries 1.
        target: (k,) load each sector should carry; sums to the sum of `load`.
        tolerance: largest |load / target - 1| wanted.
        xy: (n, 2) coordinates in metres.
        area: (n,) areas in square metres.
        fixed: (n,) label a node is locked to; -1 if it is free.
        keep: (n,) label of the current plan; -1 where it has none.
        keep_cost: (n,) cost of giving the node another label than `keep`.
        criteria: (c, n) further loads, each scaled so that the mean sector carries 1.
        criteria_tolerance: (c,) largest deviation wanted of each.
        anchors: (k, 2) station each sector should lie around, in metres; NaN for a sector without one.
        cannot_link: node pairs that must never share a sector.
        moved_cap: largest sum of `keep_weight` that may move; infinity sets none.
        keep_weight: (n,) residents of the node, as a share of all.
        weights: weights of the parts of a plan's rank.

    """

    graph: ContiguityGraph
    cost: Floats
    load: Floats
    target: Floats
    tolerance: float
    xy: Floats
    area: Floats
    fixed: Ints
    keep: Ints
    keep_cost: Floats
    criteria: Floats = field(default_factory=no_criteria)
    criteria_tolerance: Floats = field(default_factory=lambda: np.zeros(0))
    anchors: Floats = field(default_factory=lambda: np.zeros((0, 2)))
    cannot_link: tuple[tuple[int, int], ...] = ()
    moved_cap: float = np.inf
    keep_weight: Floats = field(default_factory=lambda: np.zeros(0))
    weights: ObjectiveWeights = field(default_factory=ObjectiveWeights)

    @property
    def size(self) -> int:
        """Return the number of nodes n."""
        return self.graph.size

    @property
    def count(self) -> int:
        """Return the number of sectors k."""
        return len(self.target)

    def loads(self, labels: Ints) -> Floats:
        """Return the (k,) load of each sector."""
        return sums(self.load, labels, self.count)

    def deviation(self, labels: Ints) -> float:
        """Return the largest |load / target - 1|, a share, under (n,) labels."""
        return float(np.abs(self.loads(labels) / self.target - 1).max())

    def criteria_deviation(self, labels: Ints) -> Floats:
        """Return the (c,) largest deviation of each further criterion."""
        totals = [sums(values, labels, self.count) for values in self.criteria]
        return np.array([np.abs(total / self.target - 1).max() for total in totals])

    def excess(self, labels: Ints) -> float:
        """Sum, weighted, all that (n,) labels have outside a limit: deviations, residents moved, cannot-link pairs."""
        over = max(0.0, self.deviation(labels) - self.tolerance)
        further = np.maximum(0.0, self.criteria_deviation(labels) - self.criteria_tolerance)
        moved = self.weights.moved_cap * max(0.0, self.moved(labels) - self.moved_cap)
        return over + float(further.sum()) + moved + self.weights.cannot_link * self.violated_cannot_links(labels)

    def violated_cannot_links(self, labels: Ints) -> int:
        """Count the cannot-link pairs that share a sector under (n,) labels."""
        return sum(bool(labels[a] == labels[b]) for a, b in self.cannot_link)

    def moved(self, labels: Ints) -> float:
        """Return the share of residents whose sector changes under (n,) labels."""
        if not len(self.keep_weight):
            return 0.0
        return float(self.keep_weight[(self.keep >= 0) & (self.keep != labels)].sum())

    def objective(self, labels: Ints) -> float:
        """Return the cost of (n,) labels that the search minimises within the tolerances: cuts, moves and travel."""
        change = self.keep_cost[(self.keep >= 0) & (self.keep != labels)].sum()
        return float(self.cost[self.graph.cut(labels)].sum() + change) + self.travel(labels)

    def travel(self, labels: Ints) -> float:
        """Return the cost of the load-weighted squared distance to the anchors under (n,) labels; 0 for none."""
        if np.isnan(self.anchors).all():
            return 0.0
        squared = ((self.xy - self.anchor_points(labels)[labels]) ** 2).sum(axis=1)
        return float((self.load * squared).sum()) * self.travel_weight()

    def anchor_points(self, labels: Ints) -> Floats:
        """Return the (k, 2) station of each sector, or its centre of load if it has none, in metres."""
        loads = self.loads(labels) + 1e-9 * np.bincount(labels, minlength=self.count)
        weight = self.load + 1e-9
        totals = [sums(weight * column, labels, self.count) for column in self.xy.T]
        return np.where(np.isnan(self.anchors), np.column_stack(totals) / loads[:, None], self.anchors)

    def travel_weight(self) -> float:
        """Return the cost of a mean sector's load at a mean sector's radius, per square metre."""
        radius = self.area.sum() / self.count
        return (
            self.weights.travel * float(self.cost.mean()) * float(np.sqrt(self.size / self.count)) / max(radius, 1e-9)
        )

    def rank(self, labels: Ints) -> tuple[float, float]:
        """Return the sort key of (n,) labels, less is better: excess first (to a millionth), then the objective."""
        return round(self.excess(labels), 6), self.objective(labels)

    def prospective_cost(self, labels: Ints) -> float:
        """Return the cost of (n,) labels, raised by that of repairing their excess."""
        return (1.0 + self.weights.repair * self.excess(labels)) * self.objective(labels)

    def coarsen(self, cluster: Ints) -> Problem:
        """Contract the nodes of each cluster: `cluster` (n,) is the node of the new problem that each becomes."""
        count = int(cluster.max()) + 1
        load = sums(self.load, cluster, count)
        area = sums(self.area, cluster, count)
        share = 1.0 / np.bincount(cluster, minlength=count)
        xy = np.column_stack([sums(column, cluster, count) * share for column in self.xy.T])
        weighted = replace(self.graph, border_m=self.cost).contract(cluster)
        return replace(
            self,
            graph=self.graph.contract(cluster),
            cost=weighted.border_m,
            load=load,
            xy=xy,
            area=area,
            fixed=_carried(self.fixed, cluster, count),
            keep=_carried(self.keep, cluster, count),
            keep_cost=sums(self.keep_cost, cluster, count),
            criteria=np.array([sums(row, cluster, count) for row in self.criteria]),
            cannot_link=tuple((int(cluster[a]), int(cluster[b])) for a, b in self.cannot_link),
            keep_weight=sums(self.keep_weight, cluster, count) if len(self.keep_weight) else self.keep_weight,
        )


def _carried(label: Ints, cluster: Ints, count: int) -> Ints:
    """Return the (count,) label of each cluster: that of its members, which never differ; -1 if all are free."""
    carried = np.full(count, -1, dtype=np.int64)
    np.maximum.at(carried, cluster, label)
    return carried


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


_DEFAULTS = BorderCostSettings()


def border_cost(
    graph: ContiguityGraph,
    barrier: Mask,
    barrier_cost: float,
    compactness: float,
    settings: BorderCostSettings = _DEFAULTS,
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
