"""Small maps solved to the optimum: all sectors that can be, and the best choice of them.

Every connected set of nodes whose load lies within the tolerance is a column of a set partitioning problem, as in
Garfinkel and Nemhauser, Optimal Political Districting by Implicit Enumeration Techniques, Management Science 16, 1970,
and Mehrotra, Johnson and Nemhauser, An Optimization Based Heuristic for Political Districting, Management Science 44,
1998. Its linear relaxation is solved over few columns at a time; those that its reduced costs cannot rule out against
the plan at hand are few, and HiGHS chooses among them.

Whatever a plan costs is a sum over its sectors: so locks, the plan of today, further criteria, pairs to keep apart,
stations and a cap on moves are part of the columns, and the optimum is that of `Problem.rank`. Where no plan lies
within the tolerance, the least possible deviation is settled first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from ...base.arrays import Floats, Ints, Mask
from ..model.problem import Problem
from ..solver.context import SearchCallback, never_stop
from ..solver.settings import DEFAULTS, ExactSettings
from .node_sets import NodeSets, SectorLimits, Sets, sector_sets

_ERROR = 1e-9  # share of a target by which a load may miss its tolerance through rounding
_OPTIMAL, _INFEASIBLE = 0, 2  # statuses of scipy.optimize.milp
_UNBOUND = 1e4  # cost of a node left out while the first columns are sought, in costs of a whole plan


@dataclass(frozen=True)
class _Columns:
    """Sectors that can be, each for one kind of label.

    Attributes:
        sets: (w, c) nodes, as in `NodeSets`.
        kind: (c,) kind of label.
        cost: (c,) part of a plan's objective.
        deviation: (c,) |load / target - 1|, a share.
        moved: (c,) share of residents who move.

    """

    sets: Sets
    kind: Ints
    cost: Floats
    deviation: Floats
    moved: Floats

    def take(self, rows: Ints | Mask) -> _Columns:
        return _Columns(self.sets[:, rows], self.kind[rows], self.cost[rows], self.deviation[rows], self.moved[rows])

    def __len__(self) -> int:
        return len(self.kind)


def has_few_nodes(problem: Problem, settings: ExactSettings = DEFAULTS.exact) -> bool:
    """Return whether all sectors of a problem can be looked at, if there are not too many of them."""
    return 2 <= problem.count <= problem.size <= settings.most_nodes


def best_plan(
    problem: Problem,
    labels: Ints,
    callback: SearchCallback = never_stop,
    settings: ExactSettings = DEFAULTS.exact,
) -> tuple[Ints, bool]:
    """Find the plan with the best `Problem.rank`.

    Args:
        problem: what to divide, of few nodes.
        labels: (n,) label of each node of a plan to improve.
        callback: may end the work between its steps.
        settings: limits of the effort.

    Returns:
        (n,) labels of the best plan, the given ones if none is better, and whether it is proven to be the best.

    """
    exact = _SetPartition(problem, callback, settings)
    if problem.excess(labels) <= _ERROR:
        return exact.cheapest(labels)
    if len(problem.criteria) or np.isfinite(problem.moved_cap):
        # Outside the tolerances, a little more of one may be worth less of another: columns cannot weigh that.
        return exact.within(labels)
    labels, is_least = exact.closest(labels)
    return exact.cheapest(labels) if is_least else (labels, False)


class _SetPartition:
    """All columns of a problem, and the choice of them."""

    def __init__(self, problem: Problem, callback: SearchCallback, settings: ExactSettings) -> None:
        self.problem, self.callback, self.settings = problem, callback, settings
        self.nodes = NodeSets(problem.graph)
        self.kinds = _kinds(problem)
        self.counts = np.bincount(self.kinds)

    def closest(self, labels: Ints) -> tuple[Ints, bool]:
        """Return a plan of the least deviation, all else being within its limits, and whether it is known to be."""
        problem = self.problem
        limit = problem.deviation(labels)
        is_bounded = problem.excess(labels) <= limit - problem.tolerance + _ERROR
        while self.callback(1.0):
            columns = self._columns(limit, np.inf)
            if columns is None:
                break
            if is_bounded:
                columns = columns.take(columns.deviation < limit - _ERROR)
            # A high power of the deviation stands for the largest: a round or two reach the least.
            powered = replace(columns, cost=(columns.deviation / max(limit, _ERROR)) ** 6)
            found, is_certain = self._chosen(powered, np.inf)
            if found is not None:
                labels, limit, is_bounded = found, problem.deviation(found), True
                if problem.excess(labels) <= _ERROR:
                    return labels, True
            elif is_bounded or not is_certain or limit > problem.load.sum() / problem.target.min():
                return labels, is_bounded and is_certain
            else:
                limit = 2.0 * max(limit, 0.1)
        return labels, False

    def within(self, labels: Ints) -> tuple[Ints, bool]:
        """Return the least costly plan within all tolerances and whether it is known to be; else the given one."""
        columns = self._columns(self.problem.tolerance, np.inf)
        found, is_certain = (None, False) if columns is None else self._chosen(columns, np.inf)
        return (labels, False) if found is None else (found, is_certain)

    def cheapest(self, labels: Ints) -> tuple[Ints, bool]:
        """Return the least costly plan that deviates no more than the given one, or lies within the tolerance."""
        problem = self.problem
        present = problem.objective(labels)
        columns = self._columns(max(problem.tolerance, problem.deviation(labels)), present)
        if columns is None or not self.callback(1.0):
            return labels, False
        found, is_certain = self._chosen(columns, present)
        if found is not None and problem.rank(found) < problem.rank(labels):
            labels = found
        return labels, is_certain

    def _columns(self, tolerance: float, most_cost: float) -> _Columns | None:
        """Return all columns within a tolerance that are part of no costlier plan; None if there are too many."""
        problem, nodes = self.problem, self.nodes
        limit = self.settings.sets if problem.size <= self.settings.nodes else self.settings.sets_of_many
        least = problem.target.min() * (1.0 - tolerance - _ERROR)
        most = problem.target.max() * (1.0 + tolerance + _ERROR)
        limits = SectorLimits(
            problem.load, float(least), float(most), problem.count, problem.cost, most_cost * (1 + _ERROR)
        )
        sets = sector_sets(nodes, limits, limit, self.callback)
        if sets is None:
            return None
        if problem.count == 2:  # those with the first node were looked at: the others are what they leave
            sets = sets[:, nodes.is_connected(nodes.all & ~sets)]
            sets = np.concatenate([sets, nodes.all & ~sets], axis=1)
        cut = nodes.between(sets, nodes.all & ~sets, problem.cost)
        sets, cut = self._usable(sets, cut, most_cost)
        kinds, left = [], self.settings.listed
        for kind in range(len(self.counts)):
            kinds.append(self._of_kind(kind, sets, cut, tolerance))
            left -= len(kinds[-1][1])
            if left < 0 or not self.callback(1.0):
                return None
        joined = [np.concatenate(parts, axis=-1) for parts in zip(*kinds, strict=True)]
        return _Columns(*joined)

    def _usable(self, sets: Sets, cut: Floats, most_cost: float) -> tuple[Sets, Floats]:
        """Return the sets that keep their promises and whose borders leave room for those of the others."""
        nodes, problem = self.nodes, self.problem
        fits = cut <= most_cost * (1.0 + _ERROR)
        for a, b in problem.cannot_link:
            fits &= ~(nodes.holds(sets, a) & nodes.holds(sets, b))
        for values, tolerance in zip(problem.criteria, problem.criteria_tolerance.tolist(), strict=True):
            total = nodes.totals(sets, values)
            fits &= total <= problem.target.max() * (1.0 + tolerance + _ERROR)
            fits &= total >= problem.target.min() * (1.0 - tolerance - _ERROR)
        return sets[:, fits], cut[fits]

    def _of_kind(
        self, kind: int, sets: Sets, cut: Floats, tolerance: float
    ) -> tuple[Sets, Ints, Floats, Floats, Floats]:
        """Return the columns of one kind of label, in the order of `_Columns`."""
        problem, nodes = self.problem, self.nodes
        label = int(np.flatnonzero(self.kinds == kind)[0])
        deviation = np.abs(nodes.totals(sets, problem.load) / problem.target[label] - 1.0)
        fits = deviation <= tolerance + _ERROR
        for values, limit in zip(problem.criteria, problem.criteria_tolerance.tolist(), strict=True):
            fits &= np.abs(nodes.totals(sets, values) / problem.target[label] - 1.0) <= limit + _ERROR
        for node in np.flatnonzero(problem.fixed >= 0).tolist():
            fits &= nodes.holds(sets, node) == (problem.fixed[node] == label)
        sets, cut, deviation = sets[:, fits], cut[fits], deviation[fits]
        leaves = (problem.keep >= 0) & (problem.keep != label)
        moved = np.where(leaves, problem.keep_weight, 0.0) if len(problem.keep_weight) else np.zeros(problem.size)
        cost = cut / 2.0 + nodes.totals(sets, np.where(leaves, problem.keep_cost, 0.0)) + self._travel(sets, label)
        return sets, np.full(len(cut), kind, dtype=np.int64), cost, deviation, nodes.totals(sets, moved)

    def _travel(self, sets: Sets, label: int) -> Floats:
        """Return (c,) the travel cost of each set as a sector of the label, as `Problem.travel` adds it up."""
        problem, totals = self.problem, self.nodes.totals
        if np.isnan(problem.anchors).all():
            return np.zeros(sets.shape[1])
        x, y = (problem.xy - problem.xy.mean(axis=0)).T
        load, weight = problem.load, problem.load + 1e-9
        own = totals(sets, load) + 1e-9 * self.nodes.counts(sets)
        anchor = problem.anchors[label] - problem.xy.mean(axis=0)
        at_x, at_y = (
            np.full(sets.shape[1], place) if not np.isnan(place) else totals(sets, weight * column) / own
            for place, column in zip(anchor.tolist(), (x, y), strict=True)
        )
        squared = totals(sets, load * (x**2 + y**2)) - 2.0 * (
            at_x * totals(sets, load * x) + at_y * totals(sets, load * y)
        )
        return np.asarray((squared + (at_x**2 + at_y**2) * totals(sets, load)) * problem.travel_weight())

    def _chosen(self, columns: _Columns, present: float) -> tuple[Ints | None, bool]:
        """Return the least costly plan below a cost, None for none, and whether that is certain."""
        if not len(columns):
            return None, True
        margin = 1e-9 * max(1.0, present) if np.isfinite(present) else 0.0
        programme = _Programme(self.nodes, columns, self.counts, self.problem.moved_cap)
        dual, bound = programme.relaxed(present, self.settings)
        if bound is None:
            return None, True
        limit = present - margin
        if np.isinf(present):
            rough = programme.solve(np.argsort(dual, kind="stable")[: self.settings.columns_first], self.settings)[0]
            limit = np.inf if rough is None else float(columns.cost[rough].sum()) + 1e-12
        rows = np.flatnonzero(dual <= limit - bound)
        if len(rows) > self.settings.columns:  # nothing could be proven, and the search has looked for a plan already
            return None, False
        chosen, is_certain = programme.solve(rows[np.argsort(dual[rows], kind="stable")], self.settings)
        return None if chosen is None else self._labels(columns.take(chosen)), is_certain

    def _labels(self, chosen: _Columns) -> Ints:
        """Return (n,) the labels of a plan made of k columns."""
        labels = np.zeros(self.problem.size, dtype=np.int64)
        free = {kind: np.flatnonzero(self.kinds == kind).tolist() for kind in range(len(self.counts))}
        for inside, kind in zip(self.nodes.members(chosen.sets).T, chosen.kind.tolist(), strict=True):
            labels[inside] = free[kind].pop(0)
        return labels


def _kinds(problem: Problem) -> Ints:
    """Return (k,) numbers that are equal for labels that can change places."""
    own = np.zeros(problem.count, dtype=np.int64)
    bound = np.unique(np.concatenate([problem.fixed[problem.fixed >= 0], problem.keep[problem.keep >= 0]]))
    own[bound] = 1 + np.arange(len(bound))
    if not np.isnan(problem.anchors).all():
        own = np.where(np.isnan(problem.anchors[:, 0]), own, 1 + problem.count + np.arange(problem.count))
    return np.unique(np.column_stack([own, problem.target]), axis=0, return_inverse=True)[1].ravel().astype(np.int64)


@dataclass(frozen=True)
class _Relaxed:
    """A solved relaxation: its cost, the duals of its rows and of the cap on moves, and how much stays unmet."""

    cost: float
    dual: Floats
    capped: float
    unmet: float


class _Programme:
    """Choose columns such that each node is in one, each kind is there as often as it must be, and few move."""

    def __init__(self, nodes: NodeSets, columns: _Columns, counts: Ints, cap: float) -> None:
        self.nodes, self.columns, self.counts, self.cap = nodes, columns, counts, cap
        self.wanted = np.concatenate([np.ones(nodes.size), counts.astype(np.float64)])

    def _rows(self, chosen: Ints) -> Floats:
        """Return the (n + kinds, c) matrix of the chosen columns."""
        own = self.columns.take(chosen)
        kinds = own.kind[None] == np.arange(len(self.counts))[:, None]
        return np.concatenate([self.nodes.members(own.sets), kinds]).astype(np.float64)

    def relaxed(self, present: float, settings: ExactSettings) -> tuple[Floats, float | None]:
        """Return (c,) reduced costs and the cost of the linear relaxation; None for it where no plan exists.

        The relaxation is solved over few columns; those with negative reduced costs join until there are none.
        """
        columns, size = self.columns, self.nodes.size
        usual = float(columns.cost.sum()) / len(columns) + 1e-9
        missing = _UNBOUND * (present if np.isfinite(present) else usual * self.counts.sum() * size)
        chosen = np.argsort(columns.cost / self.nodes.counts(columns.sets), kind="stable")[: settings.columns_first]
        for _ in range(settings.pricing_rounds):
            solved = self._solve_relaxed(chosen, missing)
            reduced = columns.cost - self.nodes.totals(columns.sets, solved.dual[:size])
            reduced = reduced - solved.dual[size + columns.kind] - solved.capped * columns.moved
            worst = np.argsort(reduced, kind="stable")[: settings.columns_added]
            worst = np.setdiff1d(worst[reduced[worst] < -1e-9 * max(1.0, usual)], chosen)
            if not len(worst):
                break
            chosen = np.concatenate([chosen, worst])
        # A column that is still worth joining lowers what is certain, as often as it could be chosen.
        lowest = min(0.0, float(reduced.min()))
        if solved.unmet > 1e-6 and not len(worst):
            return reduced, None
        return reduced - lowest, solved.cost + float(self.counts.sum()) * lowest

    def _solve_relaxed(self, chosen: Ints, missing: float) -> _Relaxed:
        count = len(self.wanted)
        matrix = np.concatenate([self._rows(chosen), np.eye(count), -np.eye(count)], axis=1)
        cost = np.concatenate([self.columns.cost[chosen], np.full(2 * count, missing)])
        capped = np.concatenate([self.columns.moved[chosen], np.zeros(2 * count)])[None]
        limits = {"A_ub": capped, "b_ub": [self.cap + 1e-12]} if np.isfinite(self.cap) else {}
        solved = linprog(cost, A_eq=matrix, b_eq=self.wanted, bounds=(0, None), method="highs", **limits)
        return _Relaxed(
            float(solved.fun),
            np.asarray(solved.eqlin.marginals, dtype=np.float64),
            float(solved.ineqlin.marginals[0]) if limits else 0.0,
            float(np.abs(solved.x[len(chosen) :]).sum()),
        )

    def solve(self, rows: Ints, settings: ExactSettings) -> tuple[Ints | None, bool]:
        """Return the best choice among some columns (their rows), None for none, and whether that is certain."""
        if not len(rows):
            return None, True
        matrix = self._rows(rows)
        constraints = [LinearConstraint(matrix, self.wanted, self.wanted)]
        if np.isfinite(self.cap):
            constraints.append(LinearConstraint(self.columns.moved[rows][None], -np.inf, self.cap + 1e-12))
        result = milp(
            self.columns.cost[rows],
            constraints=constraints,
            integrality=np.ones(len(rows)),
            bounds=Bounds(0, 1),
            options={"node_limit": settings.choices, "mip_rel_gap": 0.0},
        )
        is_certain = int(result.status) in (_OPTIMAL, _INFEASIBLE)
        if result.x is None:
            return None, is_certain
        share: Floats = np.asarray(result.x, dtype=np.float64)
        return rows[share > 0.5], is_certain
