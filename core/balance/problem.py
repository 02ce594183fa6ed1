"""One district to divide, as arrays: what every step of the search reads and none changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ..contiguity import ContiguityGraph
from .graph import Floats, Ints, sums

CAP_WEIGHT = 100.0  # of residents above the cap, so that the cap holds against every deviation
FOES = 10_000.0  # of excess that a pair counts which must never share a sector and does: no deviation is as much
AMENDS = 2.0  # of a plan's cost that it takes to put a deviation of 1 right
PULL = 1.0  # travel to the station against border, where both are usual


def no_criteria() -> Floats:
    """Return the (0, 0) array of a problem without further criteria."""
    return np.zeros((0, 0))


@dataclass(frozen=True)
class Problem:
    """A connected graph of nodes (units, or units that must stay together) to divide into k sectors.

    Attributes:
        graph: the nodes' graph; connected.
        cost: (m,) what it costs to cut an edge, about 1 for a usual one.
        load: (n,) load, scaled so that the mean sector carries 1.
        target: (k,) load each sector should carry; sums to the sum of `load`.
        tolerance: greatest |load / target - 1| wanted.
        xy: (n, 2) coordinates in metres.
        area: (n,) areas in square metres.
        fixed: (n,) label a node is locked to; -1 where it is free.
        keep: (n,) label of today's plan; -1 where there is none.
        keep_cost: (n,) cost of giving the node another label than `keep`.
        criteria: (c, n) further loads, each scaled so that the mean sector carries 1.
        criteria_tolerance: (c,) greatest deviation wanted of each.
        centres: (k, 2) where sectors should lie; NaN where they may lie anywhere.
        enemies: node pairs that must never share a sector.
        moved_cap: greatest sum of `keep_weight` that may move; infinity sets none.
        keep_weight: (n,) residents of the node, as a share of all.

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
    centres: Floats = field(default_factory=lambda: np.zeros((0, 2)))
    enemies: tuple[tuple[int, int], ...] = ()
    moved_cap: float = np.inf
    keep_weight: Floats = field(default_factory=lambda: np.zeros(0))

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
        """Return the greatest |load / target - 1|."""
        return float(np.abs(self.loads(labels) / self.target - 1).max())

    def criteria_deviation(self, labels: Ints) -> Floats:
        """Return the (c,) greatest deviation of each further criterion."""
        totals = [sums(values, labels, self.count) for values in self.criteria]
        return np.array([np.abs(total / self.target - 1).max() for total in totals])

    def excess(self, labels: Ints) -> float:
        """Return by how much the deviations lie outside their tolerances, summed; enemies together outweigh them all."""
        over = max(0.0, self.deviation(labels) - self.tolerance)
        further = np.maximum(0.0, self.criteria_deviation(labels) - self.criteria_tolerance)
        moved = CAP_WEIGHT * max(0.0, self.moved(labels) - self.moved_cap)
        return over + float(further.sum()) + moved + FOES * self.met(labels)

    def met(self, labels: Ints) -> int:
        """Return how many pairs share a sector that never must."""
        return sum(bool(labels[a] == labels[b]) for a, b in self.enemies)

    def moved(self, labels: Ints) -> float:
        """Return the share of residents whose sector changes."""
        if not len(self.keep_weight):
            return 0.0
        return float(self.keep_weight[(self.keep >= 0) & (self.keep != labels)].sum())

    def objective(self, labels: Ints) -> float:
        """Return what the search lowers once the tolerances hold: cut cost and cost of change."""
        change = self.keep_cost[(self.keep >= 0) & (self.keep != labels)].sum()
        return float(self.cost[self.graph.cut(labels)].sum() + change) + self.travel(labels)

    def travel(self, labels: Ints) -> float:
        """Return the load-weighted squared distance to the stations, as a cost; 0 where none is given."""
        if np.isnan(self.centres).all():
            return 0.0
        apart = ((self.xy - self.seats(labels)[labels]) ** 2).sum(axis=1)
        return float((self.load * apart).sum()) * self.pull()

    def seats(self, labels: Ints) -> Floats:
        """Return (k, 2) the sector's station, or its centroid of load where it has none."""
        loads = self.loads(labels) + 1e-9 * np.bincount(labels, minlength=self.count)
        weight = self.load + 1e-9
        totals = [sums(weight * column, labels, self.count) for column in self.xy.T]
        return np.where(np.isnan(self.centres), np.column_stack(totals) / loads[:, None], self.centres)

    def pull(self) -> float:
        """Return the cost of a mean sector's load at a mean sector's radius, per square metre."""
        radius = self.area.sum() / self.count
        return PULL * float(self.cost.mean()) * float(np.sqrt(self.size / self.count)) / max(radius, 1e-9)

    def rank(self, labels: Ints) -> tuple[float, float]:
        """Return the key by which plans compare: excess first (to a millionth), then the objective."""
        return round(self.excess(labels), 6), self.objective(labels)

    def promise(self, labels: Ints) -> float:
        """Return what a plan costs, dearer by what a search must still put right: less promises more."""
        return (1.0 + AMENDS * self.excess(labels)) * self.objective(labels)

    def coarsen(self, cluster: Ints) -> Problem:
        """Return the problem whose nodes are the clusters of this one's nodes."""
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
            enemies=tuple((int(cluster[a]), int(cluster[b])) for a, b in self.enemies),
            keep_weight=sums(self.keep_weight, cluster, count) if len(self.keep_weight) else self.keep_weight,
        )


def _carried(label: Ints, cluster: Ints, count: int) -> Ints:
    """Return each cluster's label: that of its members (clusters never mix labels), -1 where all are free."""
    carried = np.full(count, -1, dtype=np.int64)
    np.maximum.at(carried, cluster, label)
    return carried
