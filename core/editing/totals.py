"""What every sector of a plan holds while it is edited, kept true in the time that the changed units take.

Officers and load per officer follow from these totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..base.arrays import Ints
from ..plan.plan import UNASSIGNED, Plan
from ..plan.sectors import deviation
from ..staffing.allocation import allocate, load_per_officer
from .units import MEASURES, PlanUnits

_COLUMN = {name: column for column, name in enumerate(MEASURES)}


class SectorTotals:
    """Sums, outline and parts of every sector of one plan, which they keep and change.

    Sectors are numbered 0 to k - 1 in the order of `sector_ids`; a unit without sector has the number
    UNASSIGNED, whose sums are kept in the last row. Moving units costs time in the number of moved
    units and their neighbours; parts are recounted, for the sectors touched, when somebody asks.
    """

    def __init__(self, units: PlanUnits, sector_ids: Iterable[str], labels: Ints) -> None:
        """Sum up a plan: `labels` (n,) is the sector number of each unit, which is copied."""
        self.units = units
        self.plan = Plan(tuple(sector_ids), labels.astype(np.int64))
        rows = len(self.plan) + 1
        everything = np.arange(len(units))
        self._sums = self._held(everything, self.labels, rows)
        self._inner_m = self._inner(np.arange(len(units.graph.edges)), rows)
        self._districts = self._counted(everything, self.labels, rows)
        self._parts = np.zeros(rows, dtype=np.int64)
        self._uncounted = set(range(rows - 1))

    def __len__(self) -> int:
        """Return the number of sectors, empty ones included."""
        return len(self.plan)

    @property
    def sector_ids(self) -> tuple[str, ...]:
        """Return the (k,) ids of the sectors, empty ones included."""
        return self.plan.sector_ids  # type: ignore[return-value]  # editing names sectors by text alone

    @property
    def labels(self) -> Ints:
        """Return the (n,) sector number of each unit in the current plan."""
        return self.plan.labels

    def move(self, positions: NDArray[np.intp], codes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Move units at `positions` (c,), each once, to the sectors `codes` (c,); return the (s,) sectors touched."""
        changed = self.labels[positions] != codes
        positions, codes = positions[changed], codes[changed]
        if not len(positions):
            return codes
        before, rows = self.labels[positions], len(self._sums)
        self._sums += self._held(positions, codes, rows) - self._held(positions, before, rows)
        self._districts += self._counted(positions, codes, rows) - self._counted(positions, before, rows)
        edges = self.units.graph.edges_at(positions)
        self._inner_m -= self._inner(edges, rows)
        self.labels[positions] = codes
        self._inner_m += self._inner(edges, rows)
        touched = np.unique(np.r_[before, codes])
        self._uncounted.update(touched[touched != UNASSIGNED].tolist())
        return touched

    def add_sector(self, name: str) -> int:
        """Add an empty sector and return its number."""
        self.plan = Plan((*self.sector_ids, name), self.labels)
        for attribute in ("_sums", "_inner_m", "_districts", "_parts"):
            array = getattr(self, attribute)
            setattr(self, attribute, np.insert(array, len(array) - 1, 0, axis=0))
        return len(self) - 1

    def measure(self, name: str) -> NDArray[np.float64]:
        """Return (k,) sums of one of MEASURES."""
        return self._sums[:-1, _COLUMN[name]]

    def unassigned(self, name: str = "units") -> float:
        """Return the sum of a measure over units without sector."""
        return float(self._sums[-1, _COLUMN[name]])

    def perimeter_m(self) -> NDArray[np.float64]:
        """Return (k,) metres of outline, that of holes included."""
        return np.maximum(self.measure("outline_m") - 2 * self._inner_m[:-1], 0.0)

    def polsby_popper(self) -> NDArray[np.float64]:
        """Return (k,) 4π · area / perimeter² (Polsby and Popper, 1991); NaN for an empty sector."""
        perimeter = self.perimeter_m()
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(perimeter > 0, 4 * np.pi * self.measure("area_m2") / perimeter**2, np.nan)

    def parts(self) -> NDArray[np.int64]:
        """Return (k,) number of separate parts; 0 for an empty sector."""
        if self._uncounted:
            members = np.flatnonzero(np.isin(self.labels, list(self._uncounted)))
            _, part = self.units.graph.subgraph(members)[0].components(self.labels[members])
            first = np.unique(part, return_index=True)[1]
            counts = np.bincount(self.labels[members[first]], minlength=len(self._parts))
            self._parts[list(self._uncounted)] = counts[list(self._uncounted)]
            self._uncounted.clear()
        return self._parts[:-1]

    def own_district(self) -> NDArray[np.intp]:
        """Return (k,) the district with most area in each sector, as `sector_districts` has it; -1 if none is known."""
        columns = len(self.units.districts) + 1
        known = (self.labels >= 0) & (self.units.district >= 0)
        cells = self.labels[known].astype(np.int64) * columns + self.units.district[known]
        areas = self.units.measures[known, _COLUMN["area_m2"]]
        by_district = np.bincount(cells, areas, minlength=len(self) * columns).reshape(len(self), columns)
        return np.where(by_district.any(axis=1), by_district.argmax(axis=1), -1)

    def district(self, sector: int) -> str:
        """Return the districts of the sector's units, the one with most units first, joined by “, ”."""
        counts = self._districts[sector, :-1]
        order = [row for row in np.argsort(-counts, kind="stable") if counts[row] > 0]
        return ", ".join(self.units.districts[row] for row in order)

    def parts_of(self, sector: int) -> list[NDArray[np.intp]]:
        """Return the (u,) unit positions of each part of a sector, the part with most workload first."""
        return self.plan.parts(self.units.graph, sector, self.units.measures[:, _COLUMN["workload"]])

    def what_if(self, positions: NDArray[np.intp], target: int, name: str) -> NDArray[np.float64]:
        """Return (k,) sums of a measure as they would be with the units in sector `target`."""
        sums = self._sums[:, _COLUMN[name]].copy()
        values = self.units.measures[positions, _COLUMN[name]]
        np.subtract.at(sums, self.labels[positions], values)
        sums[target] += values.sum()
        return sums[:-1]

    def _held(self, positions: NDArray[np.intp], codes: NDArray[np.int64], rows: int) -> NDArray[np.float64]:
        """Return (rows, len(MEASURES)) the sums of units by their sectors; those without one in the last row."""
        values = self.units.measures[positions]
        return np.column_stack([np.bincount(codes % rows, column, rows) for column in values.T])

    def _counted(self, positions: NDArray[np.intp], codes: NDArray[np.int64], rows: int) -> NDArray[np.int64]:
        """Return (rows, d + 1) how many units of each district, the last one for none, lie in each sector."""
        columns = len(self.units.districts) + 1
        cells = codes.astype(np.int64) % rows * columns + self.units.district[positions] % columns
        return np.bincount(cells, minlength=rows * columns).reshape(rows, columns)

    def _inner(self, edges: NDArray[np.intp], rows: int) -> NDArray[np.float64]:
        """Return (rows,) metres of border inside each sector along these edges."""
        one, other = self.labels[self.units.graph.edges[edges]].T
        inner = one == other
        return np.bincount(one[inner] % rows, self.units.graph.border_m[edges[inner]], rows).astype(np.float64)


@dataclass(frozen=True)
class StaffingRules:
    """How officers are allocated to sectors.

    Attributes:
        total: officers to share out by load; 0 if not given; every sector then counts alike.
        minimum: the least a sector needs.
        given: officers by sector where they are fixed; these are not reallocated.
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
