"""Two plans compared: which units change sector, and how many residents change officer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..base.arrays import Floats
from ..base.i18n import translate
from ..base.names import row_ids
from ..base.table import FeatureTable
from ..base.text import natural
from .plan import Plan
from .units import amounts

STAYS, CHANGES, GAINS, LOSES = "stays", "changes", "gains", "loses"


@dataclass(frozen=True)
class Comparison:
    """What differs between an old and a new plan over the same units.

    Attributes:
        units: the units compared.
        ids: (k,) sector ids of both plans as text, in natural order.
        old: (n,) position in `ids` of each unit's old sector, -1 for none.
        new: (n,) the same for the new one.
        residents: (n,) residents; ones where the layer has no population, so that units are counted.
        has_population: whether `residents` are residents.
        least: residents who would change if the new sectors were numbered so as to keep most.

    """

    units: FeatureTable
    ids: tuple[str, ...]
    old: NDArray[np.intp]
    new: NDArray[np.intp]
    residents: Floats
    has_population: bool
    least: float

    def kind(self) -> NDArray[np.object_]:
        """Return (n,) what happens to each unit: stays, changes, gains an officer or loses it."""
        had, has = self.old >= 0, self.new >= 0
        kinds = np.full(len(self.old), STAYS, dtype=object)
        kinds[had & has & (self.old != self.new)] = CHANGES
        kinds[~had & has] = GAINS
        kinds[had & ~has] = LOSES
        return kinds

    def count(self, kind: str) -> tuple[int, float]:
        """Count the units and residents of a kind."""
        found = self.kind() == kind
        return int(found.sum()), float(self.residents[found].sum())

    def matrix(self) -> Floats:
        """Return (k + 1, k + 1) residents from old (rows) to new (columns) sectors; the last is for no sector."""
        size = len(self.ids) + 1
        table = np.zeros((size, size))
        np.add.at(table, (self.old, self.new), self.residents)
        return table


def compare_plans(units: FeatureTable, old: Plan, new: Plan, population_field: str = "") -> Comparison:
    """Return the comparison of two plans; sectors are the same where their ids read the same.

    Args:
        units: planning units.
        old: plan of today.
        new: plan proposed.
        population_field: residents; by default “population”, and units are counted where there is no such field.

    """
    ids = tuple(sorted({str(one) for one in (*old.sector_ids, *new.sector_ids)}, key=natural))
    position = {one: row for row, one in enumerate(ids)}
    field = population_field or "population"
    has_population = bool(population_field) or field in units.attributes.columns
    residents = amounts(units, field, []) if has_population else np.ones(len(units))
    before, after = _positions(old, position), _positions(new, position)
    return Comparison(units, ids, before, after, residents, has_population, _least(old, new, residents))


def _positions(plan: Plan, position: dict[str, int]) -> NDArray[np.intp]:
    known = np.array([position[str(one)] for one in plan.sector_ids] + [-1], dtype=np.intp)
    return known[plan.labels]


def _least(old: Plan, new: Plan, residents: Floats) -> float:
    """Return residents who change under the numbering of the new sectors that keeps most."""
    both = (old.labels >= 0) & (new.labels >= 0)
    renumbered = np.append(new.matched_to(old, residents), -1)[new.labels]
    return float(residents[both & (renumbered != old.labels)].sum())


def changed_units(comparison: Comparison) -> FeatureTable:
    """Return the units whose sector differs: unit_id, old_sector, new_sector, change, population, workload."""
    rows = np.flatnonzero(comparison.kind() != STAYS)
    units, names = comparison.units, np.array([*comparison.ids, None], dtype=object)
    ids = row_ids(units)
    has_load = "workload" in units.attributes.columns
    frame = pd.DataFrame(
        {
            "unit_id": pd.Series([ids[row] for row in rows], dtype=object),
            "old_sector": pd.Series(names[comparison.old[rows]], dtype=object),
            "new_sector": pd.Series(names[comparison.new[rows]], dtype=object),
            "change": pd.Series(comparison.kind()[rows], dtype=object),
            "population": comparison.residents[rows] if comparison.has_population else np.full(len(rows), np.nan),
            "workload": units.numbers("workload")[rows] if has_load else np.full(len(rows), np.nan),
        }
    )
    return FeatureTable(units.name, units.geometry[rows], frame, units.feature_ids[rows])


def transitions(comparison: Comparison) -> pd.DataFrame:
    """Return one row for each flow: old_sector, new_sector, units, population; staying is a flow too."""
    names = np.array([*comparison.ids, None], dtype=object)
    size = len(comparison.ids) + 1
    keys, position = np.unique(comparison.old % size * size + comparison.new % size, return_inverse=True)
    old, new = np.divmod(keys, size)
    people = np.bincount(position, comparison.residents, minlength=len(keys))
    return pd.DataFrame(
        {
            "old_sector": pd.Series(names[old], dtype=object),
            "new_sector": pd.Series(names[new], dtype=object),
            "units": np.bincount(position, minlength=len(keys)),
            "population": people if comparison.has_population else np.full(len(keys), np.nan),
        }
    )


def comparison_text(comparison: Comparison) -> str:
    """Return the result in one sentence."""
    units, people = comparison.count(CHANGES)
    whole = float(comparison.residents.sum())
    message = translate(
        "Core", "Units that change sector: {units}. Residents who change officer: {people:,.0f} ({percent:.1f} %)."
    )
    if not comparison.has_population:
        message = translate("Core", "Units that change sector: {units} of {whole:,.0f} ({percent:.1f} %).")
    percent = 100 * people / whole if whole else 0.0
    return message.format(units=units, people=people, whole=whole, percent=percent)
