"""Small problems solved to the proven optimum, and instances proven impossible.

A mixed-integer programme solved by HiGHS. Connected sectors would need exponentially many constraints, so they are added
lazily: a plan with a disconnected part is solved for, this part is forbidden by a separator inequality, and the programme
is solved again (Fischetti et al., Thinning out Steiner Trees: a Node-Based Model for Uniform Edge Costs, Mathematical
Programming Computation 9, 2017). Each round also asks for a lower cost than the best plan so far, so its infeasibility
is the proof.

Tolerances are hard constraints here: within them, the order of plans is that of the objective, which is linear. Where
the search ends outside its tolerances nothing can be proven, except that cannot-link pairs must be kept apart at any
deviation.

The limits are small on purpose: only what is settled in a moment is proven. Caps on moves and stations are left to the
search, because their costs are not linear in the assignment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from ...base.arrays import Floats, Ints
from ..model.problem import Problem
from ..solver.context import SearchCallback, never_stop
from ..solver.settings import DEFAULTS, ExactSettings

_OPTIMAL, _INFEASIBLE = 0, 2  # statuses of scipy.optimize.milp


@dataclass
class _Rows:
    """Linear constraints low <= a x <= high, added one after another."""

    width: int
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, columns: list[int], values: list[float], low: float, high: float) -> None:
        self.rows += [len(self.low)] * len(columns)
        self.columns += columns
        self.values += values
        self.low.append(low)
        self.high.append(high)

    def constraint(self) -> LinearConstraint:
        matrix = csr_matrix((self.values, (self.rows, self.columns)), shape=(len(self.low), self.width))
        return LinearConstraint(matrix, self.low, self.high)


def is_small(problem: Problem, settings: ExactSettings = DEFAULTS.exact) -> bool:
    """Return whether the optimum can be proven in a moment."""
    is_linear = not np.isfinite(problem.moved_cap) and np.isnan(problem.anchors).all()
    return bool(is_linear) and can_be_settled(problem, settings)


def can_be_settled(problem: Problem, settings: ExactSettings = DEFAULTS.exact) -> bool:
    """Return whether feasibility can be decided in a moment."""
    return problem.size <= settings.nodes and problem.size * problem.count <= settings.variables


def optimum(
    problem: Problem,
    labels: Ints,
    callback: SearchCallback = never_stop,
    settings: ExactSettings = DEFAULTS.exact,
) -> tuple[Ints, bool]:
    """Find the best plan within the tolerances.

    Binary x[u, j] assigns node u to sector j, y[e] >= |x[a, j] - x[b, j]| cuts edge e. A disconnected part is forbidden
    when it appears, by x[a] + x[b] - (sum of x over the part's neighbours) <= 1.

    Args:
        problem: what to divide.
        labels: (n,) label of each node of the plan to improve.
        callback: may end the rounds.
        settings: limits of the effort.

    Returns:
        (n,) labels of the best plan, the given ones if none is better, and whether it is proven to be the best.

    """
    if problem.count < 2:
        return labels, True
    best, is_proven = _within(problem, labels, callback, settings)
    if not problem.violated_cannot_links(best):
        return best, is_proven
    return _cannot_links_resolved(problem, best, callback, settings), False


def any_plan(
    problem: Problem, must_link: Sequence[tuple[int, int]] = (), settings: ExactSettings = DEFAULTS.exact
) -> tuple[Ints | None, bool]:
    """Find a plan that meets all must-link and cannot-link pairs, whatever its deviation.

    Args:
        problem: what to divide, with its cannot-link pairs.
        must_link: node pairs that share a sector.
        settings: limits of the effort.

    Returns:
        (n,) labels and True; (None, True) if there is no such plan; (None, False) if it was not decided.

    """
    free = _with_tolerance(problem, np.inf)
    costless = replace(free, cost=np.zeros_like(free.cost), keep_cost=np.zeros_like(free.keep_cost))
    model = _Model(costless, settings)
    model.join(must_link)
    for _ in range(settings.rounds):
        status, chosen = model.solve()
        if chosen is None:
            return None, status == _INFEASIBLE
        if not model.forbid_disconnected(chosen):
            return chosen, True
    return None, False


def is_impossible(problem: Problem) -> bool:
    """Return whether it is certain that no plan meets all cannot-link pairs."""
    plan, is_certain = any_plan(problem)
    return plan is None and is_certain


def _with_tolerance(problem: Problem, tolerance: float) -> Problem:
    """Return the problem with another tolerance and without further criteria."""
    return replace(problem, tolerance=tolerance, criteria=np.zeros((0, problem.size)), criteria_tolerance=np.zeros(0))


def _cannot_links_resolved(problem: Problem, labels: Ints, callback: SearchCallback, settings: ExactSettings) -> Ints:
    """Return a plan that meets all cannot-link pairs, at the smallest tolerance that doubling finds; else `labels`."""
    tolerance = problem.tolerance
    while tolerance < problem.load.sum() / problem.target.min() and callback(1.0):
        tolerance *= 2.0
        plan = _within(_with_tolerance(problem, tolerance), labels, callback, settings)[0]
        if not problem.violated_cannot_links(plan):
            return plan
    return labels


def _within(problem: Problem, labels: Ints, callback: SearchCallback, settings: ExactSettings) -> tuple[Ints, bool]:
    """Return the best plan within the tolerances, as `optimum` does."""
    model = _Model(problem, settings)
    if problem.excess(labels) <= 0:
        model.require_less_than(problem.objective(labels))
    for _ in range(settings.rounds):
        if not callback(1.0):
            break
        status, chosen = model.solve()
        if chosen is None:
            return labels, status == _INFEASIBLE and problem.excess(labels) <= 0
        if model.forbid_disconnected(chosen):
            continue
        if problem.rank(chosen) < problem.rank(labels):
            labels = chosen
        if status == _OPTIMAL:
            return labels, True
        model.require_less_than(problem.objective(labels))
    return labels, False


class _Model:
    """The programme over all nodes."""

    def __init__(self, problem: Problem, settings: ExactSettings) -> None:
        self.problem, self.branches = problem, settings.branches
        self.size, self.count = problem.size, problem.count
        self.width = self.size * self.count + len(problem.cost)
        self.objective = np.concatenate([self._move_cost(), problem.cost])
        self.rows = _Rows(self.width)
        self._require_assignment()
        self._define_cuts()
        self._require_balance(problem.load, problem.tolerance)
        for values, tolerance in zip(problem.criteria, problem.criteria_tolerance.tolist(), strict=True):
            self._require_balance(values, tolerance)
        for a, b in problem.cannot_link:
            for sector in range(self.count):
                self.rows.add([self._x(a, sector), self._x(b, sector)], [1, 1], 0, 1)
        self.near: list[set[int]] = [set() for _ in range(self.size)]
        for a, b in problem.graph.edges.tolist():
            self.near[a].add(b)
            self.near[b].add(a)

    def join(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Require each pair of nodes in one sector."""
        for a, b in pairs:
            for sector in range(self.count):
                self.rows.add([self._x(a, sector), self._x(b, sector)], [1, -1], 0, 0)

    def _x(self, node: int, sector: int) -> int:
        return node * self.count + sector

    def _move_cost(self) -> Floats:
        """Return the (n k,) cost of x: that of leaving the current sector."""
        keep = self.problem.keep[:, None]
        leaves = (keep >= 0) & (keep != np.arange(self.count)[None])
        return np.asarray((leaves * self.problem.keep_cost[:, None]).ravel(), dtype=np.float64)

    def _require_assignment(self) -> None:
        for node in range(self.size):
            self.rows.add([self._x(node, sector) for sector in range(self.count)], [1.0] * self.count, 1, 1)
        for sector in range(self.count):
            self.rows.add([self._x(node, sector) for node in range(self.size)], [1.0] * self.size, 1, np.inf)

    def _define_cuts(self) -> None:
        for edge, (a, b) in enumerate(self.problem.graph.edges.tolist()):
            column = self.size * self.count + edge
            for sector in range(self.count):
                self.rows.add([column, self._x(a, sector), self._x(b, sector)], [1, -1, 1], 0, 2)
                self.rows.add([column, self._x(a, sector), self._x(b, sector)], [1, 1, -1], 0, 2)

    def _require_balance(self, values: Floats, tolerance: float) -> None:
        """Require each sector's sum within the tolerance."""
        if np.isinf(tolerance):
            return
        for sector, aim in enumerate(self.problem.target.tolist()):
            columns = [self._x(node, sector) for node in range(self.size)]
            slack = (tolerance + 1e-9) * aim
            self.rows.add(columns, values.tolist(), aim - slack, aim + slack)

    def require_less_than(self, present: float) -> None:
        """Require a lower cost than `present`."""
        margin = 1e-6 * max(1.0, present)
        self.rows.add(list(range(self.width)), self.objective.tolist(), -np.inf, present - margin)

    def solve(self) -> tuple[int, Ints | None]:
        """Return HiGHS's status and the (n,) sector of each node; None if no plan exists or none was found."""
        least, most = np.zeros(self.width), np.ones(self.width)
        if self._labels_are_interchangeable():  # then node 0 can be put into sector 0, node 1 into 0 or 1, and so on
            for node in range(min(self.count, self.size)):
                most[[self._x(node, sector) for sector in range(node + 1, self.count)]] = 0.0
        for node in np.flatnonzero(self.problem.fixed >= 0).tolist():
            least[self._x(node, int(self.problem.fixed[node]))] = 1.0
        result = milp(
            self.objective,
            constraints=self.rows.constraint(),
            integrality=np.arange(self.width) < self.size * self.count,
            bounds=Bounds(least, most),
            options={"node_limit": self.branches, "mip_rel_gap": 0.0},
        )
        if result.x is None:
            return int(result.status), None
        chosen = result.x[: self.size * self.count].reshape(self.size, self.count).argmax(axis=1)
        return int(result.status), np.asarray(chosen, dtype=np.int64)

    def _labels_are_interchangeable(self) -> bool:
        free = (self.problem.fixed < 0).all() and (self.problem.keep < 0).all()
        return bool(free and np.ptp(self.problem.target) == 0)

    def forbid_disconnected(self, chosen: Ints) -> bool:
        """Forbid every disconnected part of the plan; return whether there was one."""
        is_disconnected = False
        for sector in range(self.count):
            members = np.flatnonzero(chosen == sector)
            part = self.problem.graph.subgraph(members)[0].components()[1]
            sizes = np.bincount(part)
            largest = int(sizes.argmax())
            for loose in np.flatnonzero(np.arange(len(sizes)) != largest):
                self._separate(members[part == loose], members[part == largest])
                is_disconnected = True
        return is_disconnected

    def _separate(self, loose: Ints, main: Ints) -> None:
        """Require, for a few pairs, that a sector with both also has a neighbour of the loose part."""
        around = sorted(set().union(*(self.near[node] for node in loose.tolist())) - set(loose.tolist()))
        for b in main[:3].tolist():
            for sector in range(self.count):
                columns = [self._x(int(loose[0]), sector), self._x(b, sector)]
                others = [self._x(node, sector) for node in around if node != b]
                if b not in around:
                    self.rows.add(columns + others, [1.0, 1.0, *[-1.0] * len(others)], -np.inf, 1)
