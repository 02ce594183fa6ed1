"""Small problems to the proven optimum: a mixed-integer programme with lazy contiguity cuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from .graph import Floats, Ints
from .problem import Problem
from .watch import Watch, always

LARGEST = 30  # nodes
LARGEST_CELLS = 60  # nodes times sectors
BRANCHES = 300  # nodes of the search tree HiGHS may look at in a round
ROUNDS = 40
_OPTIMAL, _INFEASIBLE = 0, 2


@dataclass
class _Rows:
    """Linear constraints, low <= a x <= high, growing one after another."""

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


def is_small(problem: Problem) -> bool:
    """Tell whether the optimum can be proven in a moment; caps and stations are left to the search."""
    plain = not np.isfinite(problem.moved_cap) and np.isnan(problem.centres).all()
    return bool(plain) and can_be_settled(problem)


def can_be_settled(problem: Problem) -> bool:
    """Tell whether what is possible at all can be found out in a moment."""
    return problem.size <= LARGEST and problem.size * problem.count <= LARGEST_CELLS


def optimum(problem: Problem, labels: Ints, watch: Watch = always) -> tuple[Ints, bool]:
    """Return the best plan within the tolerances, and whether it is proven to be the best; `labels` if none is better.

    Binary x[u, j] puts node u into sector j, y[e] >= |x[a, j] - x[b, j]| cuts edge e; tolerances are hard
    constraints: where no plan is within them, `labels` come back, and nothing is proven. A disconnected
    part is forbidden when it appears, by the separator inequality x[a] + x[b] - sum of x over the part's
    neighbours <= 1 (Fischetti et al., Mathematical Programming Computation 9, 2017).
    """
    if problem.count < 2:
        return labels, True
    best, proven = _within(problem, labels, watch)
    return (best, proven) if not problem.met(best) else (_kept_apart(problem, best, watch), False)


def any_plan(problem: Problem, together: Sequence[tuple[int, int]] = ()) -> tuple[Ints | None, bool]:
    """Return a plan that keeps all enemies apart and these pairs in one sector, and whether it is known.

    Deviations do not count. (None, True) says that there is none, (None, False) that it was not found out.
    """
    free = _tolerant(problem, np.inf)
    model = _Model(replace(free, cost=np.zeros_like(free.cost), keep_cost=np.zeros_like(free.keep_cost)))
    model.join(together)
    for _ in range(ROUNDS):
        status, chosen = model.solve()
        if chosen is None:
            return None, status == _INFEASIBLE
        if not model.forbid_strays(chosen):
            return chosen, True
    return None, False


def is_impossible(problem: Problem) -> bool:
    """Tell whether it is certain that no plan keeps all enemies apart."""
    plan, known = any_plan(problem)
    return plan is None and known


def _tolerant(problem: Problem, tolerance: float) -> Problem:
    """Return the problem with another tolerance, further criteria left aside."""
    return replace(problem, tolerance=tolerance, criteria=np.zeros((0, problem.size)), criteria_tolerance=np.zeros(0))


def _kept_apart(problem: Problem, labels: Ints, watch: Watch) -> Ints:
    """Return a plan without enemies in one sector, at the least tolerance that doubling finds; `labels` if there is none."""
    tolerance = problem.tolerance
    while tolerance < problem.load.sum() / problem.target.min() and watch(1.0):
        tolerance *= 2.0
        found = _within(_tolerant(problem, tolerance), labels, watch)[0]
        if not problem.met(found):
            return found
    return labels


def _within(problem: Problem, labels: Ints, watch: Watch) -> tuple[Ints, bool]:
    """Return the best plan within the tolerances, as `optimum` does."""
    model = _Model(problem)
    if problem.excess(labels) <= 0:
        model.beat(problem.objective(labels))
    for _ in range(ROUNDS):
        if not watch(1.0):
            break
        status, chosen = model.solve()
        if chosen is None:
            return labels, status == _INFEASIBLE and problem.excess(labels) <= 0
        if model.forbid_strays(chosen):
            continue
        if problem.rank(chosen) < problem.rank(labels):
            labels = chosen
        if status == _OPTIMAL:
            return labels, True
        model.beat(problem.objective(labels))
    return labels, False


class _Model:
    """The programme over all nodes."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.size, self.count = problem.size, problem.count
        self.width = self.size * self.count + len(problem.cost)
        self.objective = np.concatenate([self._stay(), problem.cost])
        self.rows = _Rows(self.width)
        self._assign()
        self._cut()
        self._hold(problem.load, problem.tolerance)
        for values, tolerance in zip(problem.criteria, problem.criteria_tolerance.tolist(), strict=True):
            self._hold(values, tolerance)
        for a, b in problem.enemies:
            for place in range(self.count):
                self.rows.add([self._x(a, place), self._x(b, place)], [1, 1], 0, 1)
        self.near: list[set[int]] = [set() for _ in range(self.size)]
        for a, b in problem.graph.edges.tolist():
            self.near[a].add(b)
            self.near[b].add(a)

    def join(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Keep each pair of nodes in one sector."""
        for a, b in pairs:
            for place in range(self.count):
                self.rows.add([self._x(a, place), self._x(b, place)], [1, -1], 0, 0)

    def _x(self, node: int, place: int) -> int:
        return node * self.count + place

    def _stay(self) -> Floats:
        """Return the cost of x: that of leaving today's sector."""
        keep = self.problem.keep[:, None]
        leaves = (keep >= 0) & (keep != np.arange(self.count)[None])
        return np.asarray((leaves * self.problem.keep_cost[:, None]).ravel(), dtype=np.float64)

    def _assign(self) -> None:
        for node in range(self.size):
            self.rows.add([self._x(node, place) for place in range(self.count)], [1.0] * self.count, 1, 1)
        for place in range(self.count):
            self.rows.add([self._x(node, place) for node in range(self.size)], [1.0] * self.size, 1, np.inf)

    def _cut(self) -> None:
        for edge, (a, b) in enumerate(self.problem.graph.edges.tolist()):
            column = self.size * self.count + edge
            for place in range(self.count):
                self.rows.add([column, self._x(a, place), self._x(b, place)], [1, -1, 1], 0, 2)
                self.rows.add([column, self._x(a, place), self._x(b, place)], [1, 1, -1], 0, 2)

    def _hold(self, values: Floats, tolerance: float) -> None:
        """Hold each sector's sum within the tolerance."""
        if np.isinf(tolerance):
            return
        for place, aim in enumerate(self.problem.target.tolist()):
            columns = [self._x(node, place) for node in range(self.size)]
            slack = (tolerance + 1e-9) * aim
            self.rows.add(columns, values.tolist(), aim - slack, aim + slack)

    def beat(self, present: float) -> None:
        """Ask for a lower cost than `present`."""
        margin = 1e-6 * max(1.0, present)
        self.rows.add(list(range(self.width)), self.objective.tolist(), -np.inf, present - margin)

    def solve(self) -> tuple[int, Ints | None]:
        """Return HiGHS's status and the sector of each node; None where there is no plan or none was found."""
        least, most = np.zeros(self.width), np.ones(self.width)
        if self._labels_are_alike():  # then node 0 may be said to lie in sector 0, node 1 in 0 or 1, and so on
            for node in range(min(self.count, self.size)):
                most[[self._x(node, place) for place in range(node + 1, self.count)]] = 0.0
        for node in np.flatnonzero(self.problem.fixed >= 0).tolist():
            least[self._x(node, int(self.problem.fixed[node]))] = 1.0
        found = milp(
            self.objective,
            constraints=self.rows.constraint(),
            integrality=np.arange(self.width) < self.size * self.count,
            bounds=Bounds(least, most),
            options={"node_limit": BRANCHES, "mip_rel_gap": 0.0},
        )
        if found.x is None:
            return int(found.status), None
        chosen = found.x[: self.size * self.count].reshape(self.size, self.count).argmax(axis=1)
        return int(found.status), np.asarray(chosen, dtype=np.int64)

    def _labels_are_alike(self) -> bool:
        free = (self.problem.fixed < 0).all() and (self.problem.keep < 0).all()
        return bool(free and np.ptp(self.problem.target) == 0)

    def forbid_strays(self, chosen: Ints) -> bool:
        """Forbid every disconnected part of `chosen`; tell whether there was one."""
        found = False
        for place in range(self.count):
            members = np.flatnonzero(chosen == place)
            part = self.problem.graph.subgraph(members)[0].components()[1]
            sizes = np.bincount(part)
            kept = int(sizes.argmax())
            for stray in np.flatnonzero(np.arange(len(sizes)) != kept):
                self._separate(members[part == stray], members[part == kept])
                found = True
        return found

    def _separate(self, stray: Ints, kept: Ints) -> None:
        """Demand, of each of a few pairs, that whoever joins both also holds a neighbour of the stray part."""
        around = sorted(set().union(*(self.near[node] for node in stray.tolist())) - set(stray.tolist()))
        for b in kept[:3].tolist():
            for place in range(self.count):
                columns = [self._x(int(stray[0]), place), self._x(b, place)]
                others = [self._x(node, place) for node in around if node != b]
                if b not in around:
                    self.rows.add(columns + others, [1.0, 1.0, *[-1.0] * len(others)], -np.inf, 1)
