"""Further parts of the search's cost, each only where it is asked for."""

from __future__ import annotations

import numpy as np

from .anneal import MARGIN, QUENCH_AT
from .flips import Strain, Term, beyond
from .graph import Floats, Ints
from .problem import Problem

STEEPEST = 40.0


def terms_of(problem: Problem) -> tuple[Term, ...]:
    """Return the terms this problem needs."""
    terms: list[Term] = []
    if (problem.keep >= 0).any() and problem.keep_cost.any():
        terms.append(Continuity(problem))
    if len(problem.criteria):
        terms.append(Criteria(problem))
    if np.isfinite(problem.moved_cap) and (problem.keep >= 0).any():
        terms.append(MovedCap(problem))
    if problem.enemies:
        terms.append(Enemies(problem))
    if not np.isnan(problem.centres).all():
        terms.append(Travel(problem))
    return tuple(terms)


def _pressure(problem: Problem, done: float) -> float:
    """Return the weight of what must hold in the end, in costs of a usual edge."""
    usual = float(problem.cost.mean())
    return usual * 10.0 * (1.0 + 4.0 * done) * (1.0 if done < QUENCH_AT else STEEPEST * (done - QUENCH_AT) * 5 + 1.0)


class Continuity:
    """What it costs residents to change sector."""

    def __init__(self, problem: Problem) -> None:
        """Read today's labels."""
        self._kept, self._costs = problem.keep, np.where(problem.keep >= 0, problem.keep_cost, 0.0)
        self._keep: list[int] = self._kept.tolist()
        self._cost: list[float] = self._costs.tolist()

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the node's cost where it leaves today's sector, minus that where it returns."""
        keep = self._keep[node]
        if keep == old:
            return self._cost[node]
        return -self._cost[node] if keep == new else 0.0

    def least(self, nodes: Ints, old: Ints, new: Ints) -> Floats:
        """Return the very changes."""
        keep = self._kept[nodes]
        return self._costs[nodes] * ((keep == old).astype(np.float64) - (keep == new))

    def apply(self, node: int, old: int, new: int) -> None:
        """Nothing to note."""

    def renew(self, labels: list[int], done: float) -> None:
        """Nothing to prepare."""


class Criteria:
    """The penalty of further loads outside their tolerances."""

    def __init__(self, problem: Problem) -> None:
        """Read the further loads."""
        self._problem = problem
        self._load: list[list[float]] = problem.criteria.T.tolist()
        self._share: list[float] = (1.0 / problem.target).tolist()
        self._inner: list[float] = (problem.criteria_tolerance * MARGIN).tolist()
        self._sums: list[list[float]] = []
        self._pressure = 0.0

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the change of the penalty."""
        change = 0.0
        for load, sums, inner in zip(self._load[node], self._sums, self._inner, strict=True):
            if load:
                less, more = self._share[old], self._share[new]
                change += beyond((sums[old] - load) * less, inner) - beyond(sums[old] * less, inner)
                change += beyond((sums[new] + load) * more, inner) - beyond(sums[new] * more, inner)
        return self._pressure * change

    def least(self, nodes: Ints, old: Ints, new: Ints) -> Floats:
        """Return the very changes."""
        change = np.zeros(len(nodes))
        share = 1.0 / self._problem.target
        for row, sums, inner in zip(self._problem.criteria, np.array(self._sums), self._inner, strict=True):
            strain = Strain(inner, 1.0, self._pressure)
            now = strain.of(sums * share)
            change += strain.of((sums[old] - row[nodes]) * share[old]) - now[old]
            change += strain.of((sums[new] + row[nodes]) * share[new]) - now[new]
        return change

    def apply(self, node: int, old: int, new: int) -> None:
        """Move the node's loads."""
        for load, sums in zip(self._load[node], self._sums, strict=True):
            sums[old] -= load
            sums[new] += load

    def renew(self, labels: list[int], done: float) -> None:
        """Add up the loads afresh and raise the pressure."""
        count = self._problem.count
        self._sums = [np.bincount(labels, weights=row, minlength=count).tolist() for row in self._problem.criteria]
        self._pressure = _pressure(self._problem, done)


class MovedCap:
    """The penalty for more residents changing sector than the cap allows."""

    def __init__(self, problem: Problem) -> None:
        """Read today's labels and the cap."""
        self._problem = problem
        self._keep: list[int] = problem.keep.tolist()
        self._weight: list[float] = problem.keep_weight.tolist()
        self._moved = 0.0
        self._pressure = 0.0

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the change of the penalty."""
        step = self._step(node, old, new)
        over, cap = max(0.0, self._moved - self._problem.moved_cap * MARGIN), self._problem.moved_cap * MARGIN
        return self._pressure * (max(0.0, self._moved + step - cap) - over)

    def least(self, nodes: Ints, old: Ints, new: Ints) -> Floats | float:  # noqa: ARG002 - as Term has it
        """Return what coming home is worth where too many have left."""
        is_over = self._moved > self._problem.moved_cap * MARGIN
        return -self._pressure * self._problem.keep_weight[nodes] if is_over else 0.0

    def apply(self, node: int, old: int, new: int) -> None:
        """Count the node's residents."""
        self._moved += self._step(node, old, new)

    def renew(self, labels: list[int], done: float) -> None:
        """Count afresh and raise the pressure."""
        self._moved = self._problem.moved(np.array(labels))
        self._pressure = self._problem.count * 10.0 * _pressure(self._problem, done)

    def _step(self, node: int, old: int, new: int) -> float:
        keep = self._keep[node]
        if keep == old:
            return self._weight[node]
        return -self._weight[node] if keep == new else 0.0


class Enemies:
    """The penalty for pairs that must never share a sector and do."""

    def __init__(self, problem: Problem) -> None:
        """Read the pairs."""
        self._problem = problem
        self._foes: dict[int, list[int]] = {}
        for a, b in problem.enemies:
            self._foes.setdefault(a, []).append(b)
            self._foes.setdefault(b, []).append(a)
        self._foe_count = np.bincount(np.array(problem.enemies).ravel(), minlength=problem.size)
        self._labels: list[int] = []
        self._pressure = 0.0

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the penalty of foes met minus that of foes left."""
        change = 0
        for foe in self._foes.get(node, ()):
            label = self._labels[foe]
            change += (label == new) - (label == old)
        return self._pressure * change

    def least(self, nodes: Ints, old: Ints, new: Ints) -> Floats:  # noqa: ARG002 - as Term has it
        """Return what it is worth to leave all foes."""
        return -self._pressure * self._foe_count[nodes]

    def apply(self, node: int, old: int, new: int) -> None:
        """Nothing to note: the labels are the search's own."""

    def renew(self, labels: list[int], done: float) -> None:
        """Keep hold of the labels and raise the pressure."""
        self._labels = labels
        self._pressure = _pressure(self._problem, done)


class Travel:
    """Load-weighted squared distance to the station of the sector, or to its centre where it has none."""

    def __init__(self, problem: Problem) -> None:
        """Read the stations."""
        self._problem = problem
        self._pulls = problem.load * problem.pull()
        self._pull: list[float] = self._pulls.tolist()
        self._xy: list[list[float]] = problem.xy.tolist()
        self._centres: list[list[float]] = []

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the change of the node's travel."""
        x, y = self._xy[node]
        old_x, old_y = self._centres[old]
        new_x, new_y = self._centres[new]
        change = (x - new_x) ** 2 + (y - new_y) ** 2 - (x - old_x) ** 2 - (y - old_y) ** 2
        return self._pull[node] * change

    def least(self, nodes: Ints, old: Ints, new: Ints) -> Floats:
        """Return the very changes."""
        centres, xy = np.array(self._centres), self._problem.xy[nodes]
        change = ((xy - centres[new]) ** 2).sum(axis=1) - ((xy - centres[old]) ** 2).sum(axis=1)
        return np.asarray(self._pulls[nodes] * change)

    def apply(self, node: int, old: int, new: int) -> None:
        """Nothing to note: centres move between blocks only."""

    def renew(self, labels: list[int], done: float) -> None:  # noqa: ARG002 - as Term has it
        """Find the centres afresh."""
        centres: Floats = self._problem.seats(np.array(labels))
        self._centres = centres.tolist()
