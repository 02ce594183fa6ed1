"""A proposed plan beside the one being edited: which units would move, and what that would change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from .staffing import Manning, Staffing, man
from .tally import Tally
from .units import MEASURES

_RESIDENTS = MEASURES.index("residents")


@dataclass(frozen=True)
class Proposal:
    """Units that would move and the sector number each would go to, both (c,)."""

    positions: NDArray[np.intp]
    targets: NDArray[np.int32]

    def of(self, positions: NDArray[np.intp]) -> Proposal:
        """Return the part of the proposal that moves units among `positions`."""
        keep = np.isin(self.positions, positions)
        return Proposal(self.positions[keep], self.targets[keep])


@dataclass(frozen=True)
class Effect:
    """A plan before and after a proposal: manning, border between sectors (metres), parts, residents who move."""

    before: Manning
    after: Manning
    border_before_m: float
    border_after_m: float
    parts_before: int
    parts_after: int
    residents_moved: float
    residents_before: NDArray[np.float64]
    residents_after: NDArray[np.float64]


def renamed(current: NDArray[np.int32], labels: NDArray[np.intp], weight: NDArray[np.float64]) -> NDArray[np.int32]:
    """Return labels as sector numbers so that the greatest weight stays where it is (Kuhn, 1955).

    Args:
        current: (n,) sector number of each unit; negative where it has none.
        labels: (n,) labels 0 to k - 1 of the proposed plan, k no more than the sectors in `current`.
        weight: (n,) what should stay, such as residents.

    """
    sectors = np.unique(current[current >= 0])
    place = np.searchsorted(sectors, current)
    known = current >= 0
    shape = int(labels.max(initial=0)) + 1, len(sectors)
    pairs = labels[known] * shape[1] + place[known]
    stays = np.bincount(pairs, weight[known] + 1e-6, minlength=shape[0] * shape[1]).reshape(shape)
    rows, columns = linear_sum_assignment(stays, maximize=True)
    number = np.full(len(stays), -1, dtype=np.int32)
    number[rows] = sectors[columns]
    return number[labels]


def proposal(tally: Tally, positions: NDArray[np.intp], codes: NDArray[np.int32]) -> Proposal:
    """Return the moves that bring units at `positions` to the sector numbers `codes`; -1 leaves a unit alone."""
    moving = (codes >= 0) & (tally.codes[positions] != codes)
    return Proposal(positions[moving], codes[moving])


def effect(tally: Tally, proposed: Proposal, staffing: Staffing) -> Effect:
    """Return what a proposal would change, without changing the plan."""
    after = Tally(tally.units, tally.sectors, tally.codes.copy())
    after.move(proposed.positions, proposed.targets)
    residents = tally.units.measures[proposed.positions, _RESIDENTS]
    return Effect(
        man(tally, staffing),
        man(after, staffing),
        tally.units.graph.border_between(tally.codes),
        tally.units.graph.border_between(after.codes),
        int(tally.parts().sum()),
        int(after.parts().sum()),
        float(residents[tally.codes[proposed.positions] >= 0].sum()),
        tally.measure("residents").copy(),
        after.measure("residents"),
    )
