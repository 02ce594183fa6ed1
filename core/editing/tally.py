"""The live tally of a plan: what every sector holds, kept true in the time that the changed units take."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from .units import MEASURES, PlanUnits

UNASSIGNED = -1
_COLUMN = {name: column for column, name in enumerate(MEASURES)}


class Tally:
    """Sums, outline and parts of every sector of one plan.

    Sectors are numbered 0 to k - 1 in the order of `sectors`; a unit without sector has the number
    UNASSIGNED, whose sums are kept in the last row. Moving units costs time in the number of moved
    units and their neighbours; parts are counted anew, for the sectors touched, when somebody asks.
    """

    def __init__(self, units: PlanUnits, sectors: Iterable[str], codes: NDArray[np.int32]) -> None:
        """Sum up a plan: `codes` (n,) is the sector number of each unit."""
        self.units = units
        self.sectors = list(sectors)
        self.codes = codes.astype(np.int32)
        rows = len(self.sectors) + 1
        everything = np.arange(len(units))
        self._sums = self._held(everything, self.codes, rows)
        self._inner_m = self._inner(np.arange(len(units.graph.edges)), rows)
        self._districts = self._counted(everything, self.codes, rows)
        self._parts = np.zeros(rows, dtype=np.int64)
        self._uncounted = set(range(rows - 1))

    def __len__(self) -> int:
        """Return the number of sectors, empty ones included."""
        return len(self.sectors)

    def move(self, positions: NDArray[np.intp], codes: NDArray[np.int32]) -> NDArray[np.int32]:
        """Give units at `positions` (each once) the sectors `codes` (same length); return the sectors touched."""
        changed = self.codes[positions] != codes
        positions, codes = positions[changed], codes[changed]
        if not len(positions):
            return codes
        before, rows = self.codes[positions], len(self._sums)
        self._sums += self._held(positions, codes, rows) - self._held(positions, before, rows)
        self._districts += self._counted(positions, codes, rows) - self._counted(positions, before, rows)
        edges = self.units.graph.edges_at(positions)
        self._inner_m -= self._inner(edges, rows)
        self.codes[positions] = codes
        self._inner_m += self._inner(edges, rows)
        touched = np.unique(np.r_[before, codes])
        self._uncounted.update(touched[touched != UNASSIGNED].tolist())
        return touched

    def add_sector(self, name: str) -> int:
        """Add an empty sector and return its number."""
        self.sectors.append(name)
        for attribute in ("_sums", "_inner_m", "_districts", "_parts"):
            array = getattr(self, attribute)
            setattr(self, attribute, np.insert(array, len(array) - 1, 0, axis=0))
        return len(self.sectors) - 1

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
            members = np.flatnonzero(np.isin(self.codes, list(self._uncounted)))
            first = np.unique(self._labels(members), return_index=True)[1]
            counts = np.bincount(self.codes[members[first]], minlength=len(self._parts))
            self._parts[list(self._uncounted)] = counts[list(self._uncounted)]
            self._uncounted.clear()
        return self._parts[:-1]

    def own_district(self) -> NDArray[np.intp]:
        """Return (k,) the district with most area in each sector, as `sector_districts` has it; -1 where none is known."""
        columns = len(self.units.districts) + 1
        known = (self.codes >= 0) & (self.units.district >= 0)
        cells = self.codes[known].astype(np.int64) * columns + self.units.district[known]
        areas = self.units.measures[known, _COLUMN["area_m2"]]
        by_district = np.bincount(cells, areas, minlength=len(self) * columns).reshape(len(self), columns)
        return np.where(by_district.any(axis=1), by_district.argmax(axis=1), -1)

    def district(self, sector: int) -> str:
        """Return the districts of the sector's units, the one with most units first, joined by “, ”."""
        counts = self._districts[sector, :-1]
        order = [row for row in np.argsort(-counts, kind="stable") if counts[row] > 0]
        return ", ".join(self.units.districts[row] for row in order)

    def parts_of(self, sector: int) -> list[NDArray[np.intp]]:
        """Return the unit positions of each part of a sector, the part with most workload first."""
        members = np.flatnonzero(self.codes == sector)
        labels = self._labels(members)
        parts = [members[labels == label] for label in range(labels.max(initial=-1) + 1)]
        weight = self.units.measures[:, _COLUMN["workload"]]
        return sorted(parts, key=lambda part: (-weight[part].sum(), -len(part), part[0]))

    def what_if(self, positions: NDArray[np.intp], target: int, name: str) -> NDArray[np.float64]:
        """Return (k,) sums of a measure as they would be with the units in sector `target`."""
        sums = self._sums[:, _COLUMN[name]].copy()
        values = self.units.measures[positions, _COLUMN[name]]
        np.subtract.at(sums, self.codes[positions], values)
        sums[target] += values.sum()
        return sums[:-1]

    def _held(self, positions: NDArray[np.intp], codes: NDArray[np.int32], rows: int) -> NDArray[np.float64]:
        """Return (rows, len(MEASURES)) the sums of units by their sectors; those without one in the last row."""
        values = self.units.measures[positions]
        return np.column_stack([np.bincount(codes % rows, column, rows) for column in values.T])

    def _counted(self, positions: NDArray[np.intp], codes: NDArray[np.int32], rows: int) -> NDArray[np.int64]:
        """Return (rows, d + 1) how many units of each district, the last one for none, lie in each sector."""
        columns = len(self.units.districts) + 1
        cells = codes.astype(np.int64) % rows * columns + self.units.district[positions] % columns
        return np.bincount(cells, minlength=rows * columns).reshape(rows, columns)

    def _inner(self, edges: NDArray[np.intp], rows: int) -> NDArray[np.float64]:
        """Return (rows,) metres of border inside each sector along these edges."""
        one, other = self.codes[self.units.graph.edges[edges]].T
        inner = one == other
        return np.bincount(one[inner] % rows, self.units.graph.border_m[edges[inner]], rows).astype(np.float64)

    def _labels(self, members: NDArray[np.intp]) -> NDArray[np.int64]:
        """Return the part, 0 to p - 1, of each of some sectors' members."""
        return self.units.graph.subgraph(members)[0].components(self.codes[members])[1]
