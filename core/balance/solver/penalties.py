"""Further penalty terms of the annealing, each only where the problem needs it.

What must hold at the end (further criteria, the cap on moves, cannot-link pairs) is a penalty on the way, because a
search confined to plans that meet everything cannot get from one of them to another. The weights grow over the run, and
steeply in its last fifth. What is only preferred (continuity, short travel) has a constant cost.

Each term gives a lower bound of its change for many moves at once, so that moves can be screened as arrays; an exact
bound where it can be computed, else the best case for the move.
"""

from __future__ import annotations

import numpy as np

from ...base.arrays import Floats, Ints
from ..model.problem import Problem
from .flips import LoadPenalty, PenaltyTerm, unit_penalty
from .settings import DEFAULTS, SolverSettings


def penalty_terms(problem: Problem, settings: SolverSettings = DEFAULTS) -> tuple[PenaltyTerm, ...]:
    """Return the terms a problem needs."""
    terms: list[PenaltyTerm] = []
    if (problem.keep >= 0).any() and problem.keep_cost.any():
        terms.append(Continuity(problem))
    if len(problem.criteria):
        terms.append(Criteria(problem, settings))
    if np.isfinite(problem.moved_cap) and (problem.keep >= 0).any():
        terms.append(MovedCap(problem, settings))
    if problem.cannot_link:
        terms.append(CannotLink(problem, settings))
    if not np.isnan(problem.anchors).all():
        terms.append(Travel(problem))
    return tuple(terms)


def _weight(problem: Problem, settings: SolverSettings, done: float) -> float:
    """Return the weight of what must hold at the end, after the share `done` of the run, in units of cost."""
    penalties, quench_at = settings.penalties, settings.annealing.quench_at
    usual = float(problem.cost.mean())
    quench = 1.0
    if done >= quench_at:
        quench = penalties.quench_weight * (done - quench_at) * penalties.quench_rate + 1.0
    return usual * penalties.weight * (1.0 + penalties.growth * done) * quench


class Continuity:
    """The cost of residents who change sector."""

    def __init__(self, problem: Problem) -> None:
        """Read the labels of the current plan."""
        self._keeps, self._costs = problem.keep, np.where(problem.keep >= 0, problem.keep_cost, 0.0)
        self._keep: list[int] = self._keeps.tolist()
        self._cost: list[float] = self._costs.tolist()

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the node's cost if it leaves its current sector, minus that cost if it returns."""
        keep = self._keep[node]
        if keep == old:
            return self._cost[node]
        return -self._cost[node] if keep == new else 0.0

    def lower_bound(self, nodes: Ints, old: Ints, new: Ints) -> Floats:
        """Return the exact (m,) changes of m moves of `nodes` from sectors `old` to `new`."""
        keep = self._keeps[nodes]
        return self._costs[nodes] * ((keep == old).astype(np.float64) - (keep == new))

    def apply(self, node: int, old: int, new: int) -> None:
        """Do nothing: the term has no state."""

    def refresh(self, labels: list[int], done: float) -> None:
        """Do nothing: the term has no state."""


class Criteria:
    """The penalty for further loads outside their tolerances."""

    def __init__(self, problem: Problem, settings: SolverSettings = DEFAULTS) -> None:
        """Read the further loads."""
        self._problem, self._settings = problem, settings
        self._load: list[list[float]] = problem.criteria.T.tolist()
        self._share: list[float] = (1.0 / problem.target).tolist()
        self._inner: list[float] = (problem.criteria_tolerance * settings.annealing.tolerance_margin).tolist()
        self._curvature = settings.penalties.curvature
        self._sums: list[list[float]] = []
        self._weight = 0.0

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the change of the penalty."""
        change, curve = 0.0, self._curvature
        for load, sums, inner in zip(self._load[node], self._sums, self._inner, strict=True):
            if load:
                less, more = self._share[old], self._share[new]
                change += unit_penalty((sums[old] - load) * less, inner, curve) - unit_penalty(
                    sums[old] * less, inner, curve
                )
                change += unit_penalty((sums[new] + load) * more, inner, curve) - unit_penalty(
                    sums[new] * more, inner, curve
                )
        return self._weight * change

    def lower_bound(self, nodes: Ints, old: Ints, new: Ints) -> Floats:
        """Return the exact (m,) changes of m moves of `nodes` from sectors `old` to `new`."""
        change = np.zeros(len(nodes))
        share = 1.0 / self._problem.target
        for row, sums, inner in zip(self._problem.criteria, np.array(self._sums), self._inner, strict=True):
            penalty = LoadPenalty(inner, 1.0, self._weight, self._curvature)
            now = penalty.of(sums * share)
            change += penalty.of((sums[old] - row[nodes]) * share[old]) - now[old]
            change += penalty.of((sums[new] + row[nodes]) * share[new]) - now[new]
        return change

    def apply(self, node: int, old: int, new: int) -> None:
        """Move the node's loads."""
        for load, sums in zip(self._load[node], self._sums, strict=True):
            sums[old] -= load
            sums[new] += load

    def refresh(self, labels: list[int], done: float) -> None:
        """Sum the loads again, so that rounding errors do not accumulate, and raise the weight."""
        count = self._problem.count
        self._sums = [np.bincount(labels, weights=row, minlength=count).tolist() for row in self._problem.criteria]
        self._weight = _weight(self._problem, self._settings, done)


class MovedCap:
    """The penalty for more residents changing sector than the cap allows."""

    def __init__(self, problem: Problem, settings: SolverSettings = DEFAULTS) -> None:
        """Read the labels of the current plan and the cap."""
        self._problem, self._settings = problem, settings
        self._keep: list[int] = problem.keep.tolist()
        self._residents: list[float] = problem.keep_weight.tolist()
        self._cap = problem.moved_cap * settings.annealing.tolerance_margin
        self._moved = 0.0
        self._weight = 0.0

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the change of the penalty."""
        step = self._step(node, old, new)
        over = max(0.0, self._moved - self._cap)
        return self._weight * (max(0.0, self._moved + step - self._cap) - over)

    def lower_bound(self, nodes: Ints, old: Ints, new: Ints) -> Floats | float:  # noqa: ARG002 - as PenaltyTerm has it
        """Return the (m,) gains of m nodes' return to their current sector while too many residents have left it."""
        is_over = self._moved > self._cap
        return -self._weight * self._problem.keep_weight[nodes] if is_over else 0.0

    def apply(self, node: int, old: int, new: int) -> None:
        """Count the node's residents."""
        self._moved += self._step(node, old, new)

    def refresh(self, labels: list[int], done: float) -> None:
        """Count again and raise the weight."""
        self._moved = self._problem.moved(np.array(labels))
        factor = self._problem.count * self._settings.penalties.cap_weight
        self._weight = factor * _weight(self._problem, self._settings, done)

    def _step(self, node: int, old: int, new: int) -> float:
        keep = self._keep[node]
        if keep == old:
            return self._residents[node]
        return -self._residents[node] if keep == new else 0.0


class CannotLink:
    """The penalty for cannot-link pairs that share a sector."""

    def __init__(self, problem: Problem, settings: SolverSettings = DEFAULTS) -> None:
        """Read the pairs."""
        self._problem, self._settings = problem, settings
        self._partners: dict[int, list[int]] = {}
        for a, b in problem.cannot_link:
            self._partners.setdefault(a, []).append(b)
            self._partners.setdefault(b, []).append(a)
        self._partner_count = np.bincount(np.array(problem.cannot_link).ravel(), minlength=problem.size)
        self._labels: list[int] = []
        self._weight = 0.0

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the penalty of partners in the new sector minus that of partners in the old one."""
        change = 0
        for partner in self._partners.get(node, ()):
            label = self._labels[partner]
            change += (label == new) - (label == old)
        return self._weight * change

    def lower_bound(self, nodes: Ints, old: Ints, new: Ints) -> Floats:  # noqa: ARG002 - as PenaltyTerm has it
        """Return the (m,) gains if each of m nodes left all its partners."""
        return -self._weight * self._partner_count[nodes]

    def apply(self, node: int, old: int, new: int) -> None:
        """Do nothing: the labels are those of the search itself."""

    def refresh(self, labels: list[int], done: float) -> None:
        """Hold a reference to the labels and raise the weight."""
        self._labels = labels
        self._weight = _weight(self._problem, self._settings, done)


class Travel:
    """Load-weighted squared distance to the anchor of the sector: its station, or its centre of load without one."""

    def __init__(self, problem: Problem) -> None:
        """Read the stations."""
        self._problem = problem
        self._travel_weights = problem.load * problem.travel_weight()
        self._travel_weight: list[float] = self._travel_weights.tolist()
        self._xy: list[list[float]] = problem.xy.tolist()
        self._anchors: list[list[float]] = []

    def delta(self, node: int, old: int, new: int) -> float:
        """Return the change of the node's travel cost."""
        x, y = self._xy[node]
        old_x, old_y = self._anchors[old]
        new_x, new_y = self._anchors[new]
        change = (x - new_x) ** 2 + (y - new_y) ** 2 - (x - old_x) ** 2 - (y - old_y) ** 2
        return self._travel_weight[node] * change

    def lower_bound(self, nodes: Ints, old: Ints, new: Ints) -> Floats:
        """Return the exact (m,) changes of m moves of `nodes` from sectors `old` to `new`."""
        anchors, xy = np.array(self._anchors), self._problem.xy[nodes]
        change = ((xy - anchors[new]) ** 2).sum(axis=1) - ((xy - anchors[old]) ** 2).sum(axis=1)
        return np.asarray(self._travel_weights[nodes] * change)

    def apply(self, node: int, old: int, new: int) -> None:
        """Do nothing: anchors move between blocks only."""

    def refresh(self, labels: list[int], done: float) -> None:  # noqa: ARG002 - as PenaltyTerm has it
        """Compute the anchors of the current plan."""
        anchors: Floats = self._problem.anchor_points(np.array(labels))
        self._anchors = anchors.tolist()
