"""Changes of a plan while it is edited: units, residents and officers against the plan at the start, and of a proposal.

Both compare two assignments of the same units, and neither changes the plan.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..plan.move_cost import MoveCost, move_cost
from ..plan.plan import UNASSIGNED, Plan
from ..plan.succession import UnitWeights, continued
from .staffing import SectorStaffing, StaffingRules, staff_sectors
from .totals import SectorTotals
from .units import MEASURES

_RESIDENTS = MEASURES.index("residents")


@dataclass(frozen=True)
class Pending:
    """Changes of a plan.

    Attributes:
        positions: (c,) units whose sector differs.
        residents_moved: residents whose sector, and so whose officer, changes.
        gained, lost: (k,) residents each sector gains and loses.
        officers: (k,) officers gained (positive) or lost by each sector.

    """

    positions: NDArray[np.intp]
    residents_moved: float
    gained: NDArray[np.float64]
    lost: NDArray[np.float64]
    officers: NDArray[np.int64]


def pending(totals: SectorTotals, origin: NDArray[np.int64], before: SectorStaffing, now: SectorStaffing) -> Pending:
    """Compare the plan with its `origin`, (n,) sector numbers; `before` is the staffing at the origin.

    Somebody who had no sector changes no officer: such units count as changed, their residents do not.
    """
    positions = np.flatnonzero(totals.labels != origin)
    residents = totals.units.measures[positions, _RESIDENTS]
    rows = len(totals) + 1
    gained, lost = np.zeros(rows), np.zeros(rows)
    np.add.at(gained, totals.labels[positions], residents)
    np.add.at(lost, origin[positions], residents)
    officers = now.officers.copy()
    officers[: len(before.officers)] -= before.officers
    moved = float(residents[origin[positions] != UNASSIGNED].sum())
    return Pending(positions, moved, gained[:-1], lost[:-1], officers)


@dataclass(frozen=True)
class Proposal:
    """Units that would move and the sector number each would go to, both (c,)."""

    positions: NDArray[np.intp]
    targets: NDArray[np.int64]

    def of(self, positions: NDArray[np.intp]) -> Proposal:
        """Return the part of the proposal that moves units among `positions` (p,)."""
        keep = np.isin(self.positions, positions)
        return Proposal(self.positions[keep], self.targets[keep])


@dataclass(frozen=True)
class Effect:
    """What a proposal costs, with the plan before and after it: staffing, border between sectors, (k,) residents."""

    cost: MoveCost
    before: SectorStaffing
    after: SectorStaffing
    border_before_m: float
    residents_before: NDArray[np.float64]
    residents_after: NDArray[np.float64]


def renamed(current: NDArray[np.int64], labels: NDArray[np.intp], weights: UnitWeights) -> NDArray[np.int64]:
    """Return labels as sector numbers so that the most residents stay where they are, as `continued` has it.

    Args:
        current: (n,) sector number of each unit; negative where it has none.
        labels: (n,) labels 0 to k - 1 of the proposed plan, k no more than the sectors in `current`.
        weights: what the n units count for.

    """
    sectors = np.unique(current[current >= 0])
    previous = Plan(tuple(sectors.tolist()), np.where(current >= 0, np.searchsorted(sectors, current), -1))
    number = continued(Plan(tuple(range(int(labels.max(initial=0)) + 1)), labels), previous, weights)
    number[number < 0] = np.setdiff1d(np.arange(len(sectors)), number)[: int((number < 0).sum())]
    return sectors[number[labels]]


def proposal(totals: SectorTotals, positions: NDArray[np.intp], codes: NDArray[np.int64]) -> Proposal:
    """Return the moves of units at `positions` (c,) to the sector numbers `codes` (c,); -1 leaves a unit alone."""
    moving = (codes >= 0) & (totals.labels[positions] != codes)
    return Proposal(positions[moving], codes[moving])


def effect(totals: SectorTotals, proposed: Proposal, staffing_rules: StaffingRules) -> Effect:
    """Evaluate a proposal on a copy of the plan."""
    after = SectorTotals(totals.units, totals.sector_ids, totals.labels.copy())
    after.move(proposed.positions, proposed.targets)
    residents = totals.units.measures[proposed.positions, _RESIDENTS]
    had_sector = totals.labels[proposed.positions] >= 0
    now, then = staff_sectors(totals, staffing_rules), staff_sectors(after, staffing_rules)
    cost = move_cost(
        totals.units.graph,
        totals.plan,
        proposed.positions,
        proposed.targets,
        now.deviation,
        then.deviation,
        float(residents[had_sector].sum()),
    )
    return Effect(
        cost,
        now,
        then,
        totals.units.graph.border_between(totals.labels),
        totals.measure("residents").copy(),
        after.measure("residents"),
    )
