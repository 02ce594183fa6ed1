"""What moving units to other sectors would cost: border, deviations, connected sectors, residents.

The dock and `explainassignment` both put these figures in words; neither works them out by itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..base.arrays import Floats, Ints, Mask
from ..geo.contiguity import ContiguityGraph, components
from .plan import UNASSIGNED, Plan

Change = tuple[float, float]  # a deviation in percent, before and after


@dataclass(frozen=True)
class MoveCost:
    """What would change if units went to other sectors.

    Attributes:
        sources: (c,) sector each unit leaves, a position in the plan; UNASSIGNED where it has none.
        targets: (c,) sector each unit joins.
        border_m: change of the border between sectors in metres; negative where it gets shorter.
        before: (k,) deviation of every sector in percent, as it is.
        after: (k,) the same with the units moved.
        residents: change of the number of residents whose sector changes.
        splits: whether a sector that gives units would lie in more parts than now.
        empties: whether a sector would be left without a unit.
        touches: whether all units border on the sector they join, or on others that join it, or a link leads there.
        further: (k,) `before` and `after` of every further criterion.
        forbidden: why it is not allowed at all: “lock”, “group”, “district”, “apart”, or empty.

    """

    sources: Ints
    targets: Ints
    border_m: float
    before: Floats
    after: Floats
    residents: float
    splits: bool
    empties: bool
    touches: bool
    further: tuple[tuple[Floats, Floats], ...] = ()
    forbidden: str = ""

    @property
    def connected(self) -> bool:
        """Return True if the sectors would be in no more parts than now, and none empty."""
        return self.touches and not self.splits and not self.empties

    def change(self, sector: int) -> Change:
        """Return a sector's deviation in percent, before and after."""
        return float(self.before[sector]), float(self.after[sector])

    def further_changes(self, sector: int) -> list[Change]:
        """Return the same for every further criterion."""
        return [(float(before[sector]), float(after[sector])) for before, after in self.further]


def move_cost(
    graph: ContiguityGraph,
    plan: Plan,
    units: Ints,
    targets: Ints,
    before: Floats,
    after: Floats,
    residents: float,
    further: Sequence[tuple[Floats, Floats]] = (),
    forbidden: str = "",
) -> MoveCost:
    """Calculate the cost of moving `units` (c,), positions in the plan, to the sectors `targets` (c,).

    Deviations are given, because officers follow the load while a plan is edited and stay when one is explained.

    Args:
        graph: the units and their neighbours.
        plan: the plan as it is.
        units: (c,) units, each once and none in its target already.
        targets: (c,) positions in the plan's `sector_ids`.
        before: (k,) deviation of every sector in percent, from `sectors.deviation`.
        after: (k,) the same with the units moved.
        residents: change of the number of residents whose sector changes.
        further: the same two, each (k,), for every further criterion.
        forbidden: why the move is not allowed at all; empty where it is.

    """
    labels = plan.labels.copy()
    labels[units] = targets
    rows = graph.edges_at(units)
    ends = graph.edges[rows]
    cut_after, cut_before = (np.not_equal(*of[ends].T) for of in (labels, plan.labels))
    sources = plan.labels[units]
    given = set(sources.tolist()) - {UNASSIGNED}
    return MoveCost(
        sources=sources,
        targets=np.asarray(targets, dtype=np.int64),
        border_m=float(graph.border_m[rows][cut_after].sum() - graph.border_m[rows][cut_before].sum()),
        before=before,
        after=after,
        residents=residents,
        splits=_splits(graph, plan.labels, labels, units, ends),
        empties=any(not (labels == sector).any() for sector in given),
        touches=_touches(labels, units, ends),
        further=tuple(further),
        forbidden=forbidden,
    )


def _grouped(units: Ints, ends: Ints, joined: Mask) -> tuple[Ints, Ints]:
    """Return the (c,) group of each moved unit, and (e, 2) the moved unit's row at each end of the edges, -1 for others.

    Units are a group where edges that are `joined` (e,) connect them.
    """
    order = np.argsort(units)
    row = order[np.minimum(np.searchsorted(units, ends, sorter=order), len(units) - 1)]
    row = np.where(units[row] == ends, row, -1)
    inner = joined & (row >= 0).all(axis=1)
    return components(len(units), row[inner])[1], row


def _splits(graph: ContiguityGraph, before: Ints, after: Ints, units: Ints, ends: Ints) -> bool:
    """Return True if what surrounds a group of moved units in the sector they leave would be in several parts."""
    if not len(units):
        return False
    same = (before[ends[:, 0]] == before[ends[:, 1]]) & (before[ends[:, 0]] >= 0)
    group, row = _grouped(units, ends, same)
    beside = same & ((row < 0).sum(axis=1) == 1)
    of_group = group[row[beside].max(axis=1)]
    stays = ends[beside][row[beside] < 0]
    if len(units) == 1:
        return not _reach_each_other(graph, after, stays)
    pairs = np.unique(np.column_stack([of_group, graph.components(after)[1][stays]]), axis=0)
    return len(np.unique(pairs[:, 0])) < len(pairs)


def _reach_each_other(graph: ContiguityGraph, labels: Ints, nodes: Ints) -> bool:
    """Return True if nodes of one label are connected inside it; looks no farther than it takes to find them all."""
    missing = set(nodes.tolist())
    if len(missing) < 2:
        return True
    label = labels[nodes[0]]
    queue = deque([missing.pop()])
    seen = set(queue)
    while queue and missing:
        for other in graph.neighbours(queue.popleft())[0].tolist():
            if labels[other] == label and other not in seen:
                seen.add(other)
                queue.append(other)
                missing.discard(other)
    return not missing


def _touches(after: Ints, units: Ints, ends: Ints) -> bool:
    """Return True if each group of moved units reaches its target; an empty target is reached by one group."""
    if not len(units):
        return True
    same = after[ends[:, 0]] == after[ends[:, 1]]
    group, row = _grouped(units, ends, same)
    beside = same & ((row < 0).sum(axis=1) == 1)
    reached = np.zeros(int(group.max()) + 1, dtype=bool)
    reached[group[row[beside].max(axis=1)]] = True
    targets = after[units]
    for target in set(targets[~reached[group]].tolist()) - {UNASSIGNED}:
        moved = targets == target
        if len(set(group[moved].tolist())) > 1 or (after == target).sum() > moved.sum():
            return False
    return True
