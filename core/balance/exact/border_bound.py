"""A length that the border of no plan can undercut, where there are too many plans to look at them all.

All sectors with a short border can be listed although not all sectors can: the list and one more kind of column, which
stands for every longer one, are a relaxation of the set partitioning problem (`set_partition`). What a longer sector
may hold is only limited by its load, and its border is as long as the longest on the list; so every plan is a choice of
these columns, and the linear programme over them costs no more than any. The longer the list, the tighter the bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_array

from ...base.arrays import Floats, Ints
from ..model.problem import Problem
from ..solver.context import SearchCallback, never_stop
from .node_sets import NodeSets, SectorLimits, Sets, sector_sets

_ERROR = 1e-9
_LENGTHS = (0.8, 1.0, 1.2, 1.4, 1.6, 1.9, 2.3)  # of the plan's mean sector, up to which sectors are listed
_WORTH_IT = 0.003  # gain of a longer list, as a share of the border, below which no longer one is tried


@dataclass(frozen=True)
class BoundSettings:
    """How much is tried.

    Attributes:
        nodes: Nodes up to which sectors are listed.
        states: Decisions looked at for one list, at most; each takes a few microseconds.
        rounds: Rounds of choosing columns, at most.
        added: Columns that join in a round.

    """

    nodes: int = 150
    states: int = 1_000_000
    rounds: int = 80
    added: int = 300


DEFAULTS = BoundSettings()


def border_bound(
    problem: Problem, labels: Ints, settings: BoundSettings = DEFAULTS, callback: SearchCallback = never_stop
) -> float:
    """Return a cost of borders that no plan within the tolerance can undercut; 0 where nothing is known.

    Args:
        problem: what is divided; its loads, targets, tolerance and the costs of its edges count, nothing else.
        labels: (n,) label of each node of a plan within the tolerance.
        settings: limits of the effort.
        callback: may end the work between its steps.

    """
    least, most = problem.target.min() * (1.0 - problem.tolerance), problem.target.max() * (1.0 + problem.tolerance)
    if problem.size > settings.nodes or least <= 0:
        return 0.0
    present = float(problem.cost[problem.graph.cut(labels)].sum())
    nodes, bound = NodeSets(problem.graph), 0.0
    for share in _LENGTHS:
        longest = min(share * 2.0 * present / problem.count, present)
        limits = SectorLimits(
            problem.load, least - _ERROR, most + _ERROR, problem.count, problem.cost, longest * (1.0 + _ERROR)
        )
        sets = sector_sets(nodes, limits, settings.states, callback)
        if sets is None:
            break
        before, bound = bound, max(bound, _Relaxation(problem, nodes, sets, longest, present).bound(settings))
        if longest >= present or (bound > 0 and bound - before < _WORTH_IT * present):
            break
    return min(bound, present)


class _Relaxation:
    """The linear programme over the listed sectors and the longer ones that may be."""

    def __init__(self, problem: Problem, nodes: NodeSets, sets: Sets, longest: float, present: float) -> None:
        if problem.count == 2:
            sets = np.concatenate([sets, nodes.all & ~sets], axis=1)
        self.problem, self.nodes, self.sets = problem, nodes, sets
        self.longest, self.present = longest, present
        self.cost = nodes.between(sets, nodes.all & ~sets, problem.cost) / 2.0
        self.loads = nodes.totals(sets, problem.load)
        self.targets, self.counts = np.unique(problem.target, return_counts=True)

    def bound(self, settings: BoundSettings) -> float:
        """Return what no choice of columns can undercut."""
        best = 0.0
        columns, costs = self._first()
        for _ in range(settings.rounds):
            dual, value = self._solved(columns, costs)
            listed, kind, lowest = self._priced(dual)
            longer = [self._longer(dual, number) for number in range(len(self.targets))]
            worst = min(float(lowest.min(initial=0.0)), *(reduced for _, reduced in longer))
            best = max(best, value + self.problem.count * min(0.0, worst))
            if worst > -1e-6 * self.present:
                break
            rows = np.argsort(lowest, kind="stable")[: settings.added]
            rows = rows[lowest[rows] < -1e-9 * self.present]
            members = self.nodes.members(self.sets[:, listed[rows]]).astype(np.float64)
            kinds = (kind[rows][None] == np.arange(len(self.targets))[:, None]).astype(np.float64)
            new = [np.concatenate([members, kinds]), *(column for column, reduced in longer if reduced < 0)]
            columns = np.concatenate([columns, *new], axis=1)
            costs = np.concatenate(
                [costs, self.cost[listed[rows]], np.full(columns.shape[1] - len(costs) - len(rows), self.longest / 2.0)]
            )
        return best

    def _first(self) -> tuple[Floats, Floats]:
        """Return the columns of single nodes, dear but there in every choice, so that the programme can be solved."""
        size, kinds = self.problem.size, len(self.targets)
        return np.eye(size + kinds), np.full(size + kinds, 2.0 * self.present)

    def _solved(self, columns: Floats, costs: Floats) -> tuple[Floats, float]:
        wanted = np.concatenate([np.ones(self.problem.size), self.counts.astype(np.float64)])
        solved = linprog(costs, A_eq=csc_array(columns), b_eq=wanted, bounds=(0, None), method="highs")
        return np.asarray(solved.eqlin.marginals), float(solved.fun)

    def _priced(self, dual: Floats) -> tuple[Ints, Ints, Floats]:
        """Return listed sectors, each for every kind that its load fits, and their reduced costs."""
        size, found = self.problem.size, []
        worth = self.cost - self.nodes.totals(self.sets, dual[:size])
        for kind, target in enumerate(self.targets.tolist()):
            fits = np.flatnonzero(np.abs(self.loads / target - 1.0) <= self.problem.tolerance + _ERROR)
            found.append((fits, np.full(len(fits), kind), worth[fits] - dual[size + kind]))
        rows, kinds, reduced = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return rows, kinds, reduced

    def _longer(self, dual: Floats, kind: int) -> tuple[Floats, float]:
        """Return the column of the longer sector that is worth most, and its reduced cost: a fractional knapsack."""
        size, load = self.problem.size, self.problem.load
        room = float(self.targets[kind]) * (1.0 + self.problem.tolerance + _ERROR)
        value = np.maximum(dual[:size], 0.0)
        order = np.argsort(-value / np.maximum(load, 1e-12), kind="stable")
        before = np.concatenate([[0.0], np.cumsum(load[order])[:-1]])
        share = np.zeros(size)
        share[order] = np.clip((room - before) / np.maximum(load[order], 1e-12), 0.0, 1.0)
        share[value <= 0] = 0.0
        if self.longest >= self.present:  # all that can be part of a better plan are listed
            return np.zeros((size + len(self.targets), 0)), 0.0
        column = np.concatenate([share, np.arange(len(self.targets)) == kind])[:, None]
        return column, float(self.longest / 2.0 - share @ dual[:size] - dual[size + kind])
