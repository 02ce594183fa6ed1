"""Two or three adjacent sectors divided anew, exactly: a mixed-integer programme with lazy contiguity cuts."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from .graph import Floats, Graph, Ints, components
from .problem import Problem

OUTSIDE_COST = 600.0  # of load outside the tolerance, in costs of a usual edge for a whole sector's load
CUT_ROUNDS = 15
HIDDEN = {"disp": False}


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


def resplit(problem: Problem, labels: Ints, sectors: list[int], nodes: int, gap: float = 0.005) -> Ints | None:
    """Return labels in which `sectors` are divided anew at least cost; None where nothing better was found.

    Binary x[u, j] puts node u into sector j, y[e] >= |x[a, j] - x[b, j]| cuts edge e. A disconnected
    part is forbidden when it appears, by the separator inequality of Fischetti et al. (2017):
    x[a] + x[b] - sum of x over the part's neighbours <= 1.

    Args:
        problem: the problem.
        labels: (n,) a plan that keeps all promises.
        sectors: the labels to divide anew; their union must be connected.
        nodes: branch-and-bound nodes HiGHS may look at in each round.
        gap: relative gap at which a round may end.

    """
    units = np.flatnonzero(np.isin(labels, sectors))
    model = _Model(problem, labels, units, sectors)
    for _ in range(CUT_ROUNDS):
        chosen = model.solve(nodes, gap)
        if chosen is None:
            return None
        if not model.forbid_strays(chosen):
            changed = labels.copy()
            changed[units] = np.array(sectors)[chosen]
            return changed if problem.rank(changed) < problem.rank(labels) else None
    return None


class _Model:
    """The programme over the units of a few sectors."""

    def __init__(self, problem: Problem, labels: Ints, units: Ints, sectors: list[int]) -> None:
        self.units, self.sectors = units, sectors
        self.graph, edges = problem.graph.subgraph(units)
        self.cost = problem.cost[edges]
        self.load = problem.load[units]
        self.size, self.count = len(units), len(sectors)
        self.first_over = self.size * self.count + len(edges)
        criteria = problem.criteria[:, units]
        self.width = self.first_over + self.count * (1 + len(criteria))
        self.rows = _Rows(self.width)
        self._assign()
        self._cut()
        weight = OUTSIDE_COST * float(problem.cost.mean())
        self._hold(self.load, problem.target[sectors], problem.tolerance, 0)
        for number, (values, tolerance) in enumerate(zip(criteria, problem.criteria_tolerance, strict=True), start=1):
            self._hold(values, problem.target[sectors], float(tolerance), number)
        self._apart(problem)
        over = np.full(self.width - self.first_over, weight)
        self.objective = np.concatenate([self._stay(problem), self.cost, over])
        self._beat(problem, labels, weight)
        self.near: list[set[int]] = [set() for _ in units]
        for a, b in self.graph.edges.tolist():
            self.near[a].add(b)
            self.near[b].add(a)

    def _x(self, unit: int, place: int) -> int:
        return unit * self.count + place

    def _assign(self) -> None:
        ones = [1.0] * self.count
        for unit in range(self.size):
            self.rows.add([self._x(unit, place) for place in range(self.count)], ones, 1, 1)

    def _cut(self) -> None:
        for edge, (a, b) in enumerate(self.graph.edges.tolist()):
            column = self.size * self.count + edge
            for place in range(self.count):
                self.rows.add([column, self._x(a, place), self._x(b, place)], [1, -1, 1], 0, 2)
                self.rows.add([column, self._x(a, place), self._x(b, place)], [1, 1, -1], 0, 2)

    def _hold(self, values: Floats, target: Floats, tolerance: float, number: int) -> None:
        """Hold each sector's sum within the tolerance, or pay for what lies outside."""
        for place, aim in enumerate(target):
            over = self.first_over + number * self.count + place
            columns = [*(self._x(unit, place) for unit in range(self.size)), over]
            inside = tolerance * 0.9999 * aim
            self.rows.add(columns, [*values, -1.0], -np.inf, aim + inside)
            self.rows.add(columns, [*values, 1.0], aim - inside, np.inf)

    def _apart(self, problem: Problem) -> None:
        place_of = {unit: row for row, unit in enumerate(self.units.tolist())}
        for a, b in problem.enemies:
            if a in place_of and b in place_of:
                for place in range(self.count):
                    self.rows.add([self._x(place_of[a], place), self._x(place_of[b], place)], [1, 1], 0, 1)

    def _stay(self, problem: Problem) -> Floats:
        """Return the cost of x: that of leaving today's sector."""
        keep, cost = problem.keep[self.units], problem.keep_cost[self.units]
        leaves = (keep[:, None] >= 0) & (keep[:, None] != np.array(self.sectors)[None])
        return np.asarray((leaves * cost[:, None]).ravel(), dtype=np.float64)

    def _beat(self, problem: Problem, labels: Ints, weight: float) -> None:
        """Ask for a lower cost than the present plan's; hold locked nodes."""
        now = np.searchsorted(self.sectors, labels[self.units]) if sorted(self.sectors) == self.sectors else None
        place = np.array([self.sectors.index(int(one)) for one in labels[self.units]]) if now is None else now
        stay = self.objective[: self.size * self.count].reshape(self.size, self.count)[np.arange(self.size), place]
        present = float(stay.sum() + self.cost[self.graph.cut(place)].sum())
        for values, tolerance in self._held(problem):
            sums = np.bincount(place, weights=values, minlength=self.count)
            aim = problem.target[self.sectors]
            present += weight * float(np.maximum(np.abs(sums - aim) - tolerance * aim, 0).sum())
        self.rows.add(list(range(self.width)), self.objective.tolist(), -np.inf, present - 1e-4)
        self.least = np.zeros(self.width)
        fixed = problem.fixed[self.units]
        for unit in np.flatnonzero(fixed >= 0):
            self.least[self._x(int(unit), self.sectors.index(int(fixed[unit])))] = 1.0

    def _held(self, problem: Problem) -> list[tuple[Floats, float]]:
        further = zip(problem.criteria[:, self.units], problem.criteria_tolerance.tolist(), strict=True)
        return [(self.load, problem.tolerance), *further]

    def solve(self, nodes: int, gap: float) -> Ints | None:
        """Return the place of each unit among the sectors; None where no better plan exists or was found."""
        most = np.ones(self.width)
        most[self.first_over :] = np.inf
        binary = np.zeros(self.width)
        binary[: self.size * self.count] = 1
        found = milp(
            self.objective,
            constraints=self.rows.constraint(),
            integrality=binary,
            bounds=Bounds(self.least, most),
            options={**HIDDEN, "node_limit": nodes, "mip_rel_gap": gap},
        )
        if found.x is None:
            return None
        return np.asarray(found.x[: self.size * self.count].reshape(self.size, self.count).argmax(axis=1))

    def forbid_strays(self, chosen: Ints) -> bool:
        """Forbid every disconnected part of `chosen`; tell whether there was one."""
        found = False
        for place in range(self.count):
            members = np.flatnonzero(chosen == place)
            part = _parts(self.graph, members)
            mass = np.bincount(part, weights=self.load[members] + 1e-9)
            order = np.argsort(-mass, kind="stable")
            for stray in order[1:]:
                self._separate(members[part == stray], members[part == order[0]])
                found = True
        return found

    def _separate(self, stray: Ints, kept: Ints) -> None:
        around = set().union(*(self.near[unit] for unit in stray.tolist())) - set(stray.tolist())
        a = int(stray[self.load[stray].argmax()])
        b = int(kept[self.load[kept].argmax()])
        around.discard(b)
        for place in range(self.count):
            columns = [self._x(a, place), self._x(b, place), *(self._x(unit, place) for unit in sorted(around))]
            self.rows.add(columns, [1.0, 1.0, *[-1.0] * len(around)], -np.inf, 1)


def _parts(graph: Graph, members: Ints) -> Ints:
    inside, _ = graph.subgraph(members)
    return components(inside.size, inside.edges)[1]
