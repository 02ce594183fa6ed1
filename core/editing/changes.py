"""What the edits change against the plan they began from: units, residents who change officer, officers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..plan.plan import UNASSIGNED
from .staffing import Manning
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


def pending(tally: SectorTotals, origin: NDArray[np.int64], before: Manning, now: Manning) -> Pending:
    """Return what differs between the plan and its `origin` (n,) codes; `before` is the manning at the origin.

    Somebody who had no sector changes no officer: such units count as changed, their residents do not.
    """
    positions = np.flatnonzero(tally.labels != origin)
    residents = tally.units.measures[positions, _RESIDENTS]
    rows = len(tally) + 1
    gained, lost = np.zeros(rows), np.zeros(rows)
    np.add.at(gained, tally.labels[positions], residents)
    np.add.at(lost, origin[positions], residents)
    officers = now.officers.copy()
    officers[: len(before.officers)] -= before.officers
    moved = float(residents[origin[positions] != UNASSIGNED].sum())
    return Pending(positions, moved, gained[:-1], lost[:-1], officers)
