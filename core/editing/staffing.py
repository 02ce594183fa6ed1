"""Officers and load per officer of a plan as it is being edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..plan.sectors import deviation
from ..staffing.allocation import allocate, load_per_officer
from .totals import SectorTotals


@dataclass(frozen=True)
class StaffingRules:
    """How officers come to sectors.

    Attributes:
        total: officers to share out by load; 0 where nobody said, every sector then counts alike.
        minimum: the least a sector needs.
        given: officers by sector where they are fixed; these are not shared out anew.
        shared: load and officers by sector as they were last shared out: a sector of the same load keeps its officers.

    """

    total: int = 0
    minimum: int = 2
    given: Mapping[str, int] = field(default_factory=dict)
    shared: Mapping[str, tuple[float, int]] = field(default_factory=dict)

    def is_known(self) -> bool:
        """Return True if officers are known at all."""
        return self.total > 0 or bool(self.given)


@dataclass(frozen=True)
class SectorStaffing:
    """Officers, load per officer and its deviation (see `core.sectors`), each (k,); NaN where empty."""

    officers: NDArray[np.int64]
    load_per_officer: NDArray[np.float64]
    deviation: NDArray[np.float64]


def staff_sectors(
    totals: SectorTotals, staffing_rules: StaffingRules, workload: NDArray[np.float64] | None = None
) -> SectorStaffing:
    """Return the staffing of a plan, or of the same sectors with another (k,) `workload`."""
    load = totals.measure("workload") if workload is None else workload
    used = np.flatnonzero(totals.measure("units") > 0)
    officers = np.zeros(len(totals), dtype=np.int64)
    officers[used] = _officers(totals, staffing_rules, np.maximum(load[used], 0.0), used)
    counted = officers if staffing_rules.is_known() else (totals.measure("units") > 0).astype(np.int64)
    per_officer = load_per_officer(load, counted)
    return SectorStaffing(officers, per_officer, deviation(load, counted, totals.own_district()))


def _officers(
    totals: SectorTotals, staffing_rules: StaffingRules, load: NDArray[np.float64], used: NDArray[np.intp]
) -> NDArray[np.int64]:
    if staffing_rules.given:
        return np.array([staffing_rules.given.get(totals.sector_ids[row], 0) for row in used], dtype=np.int64)
    if not staffing_rules.total or not load.any():
        return np.zeros(len(used), dtype=np.int64)
    names = [totals.sector_ids[row] for row in used.tolist()]
    before = np.array([staffing_rules.shared.get(name, (np.nan, 0)) for name in names])
    changed = ~np.isclose(load, before[:, 0], rtol=1e-9)
    officers = before[:, 1].astype(np.int64)
    left = staffing_rules.total - int(officers[~changed].sum())
    if left and not load[changed].any():  # officers of sectors that are gone: everybody's
        changed[:], left = True, staffing_rules.total
    if changed.any() and load[changed].any():
        officers[changed] = allocate(load[changed], left, min(staffing_rules.minimum, left // int(changed.sum())))
    return officers
