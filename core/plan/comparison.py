"""Two plans of one area: which units change sector between them, and an old plan carried over to new base units.

Each new unit joins the sector that held most of its people and ground.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ..base.arrays import Floats, Ints
from ..base.i18n import translate
from ..base.names import row_ids
from ..base.table import FeatureTable
from ..base.text import natural
from ..geo.geometry import polygonal
from ..geo.overlay import area_shares
from .plan import UNASSIGNED, Plan
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
        population_field: residents; by default “population”, and units are counted if there is no such field.

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


SURE_SHARE = 2 / 3
_COVERED = 0.5
_SLIVER = 0.01


@dataclass(frozen=True)
class CarriedOver:
    """The plan on the new units.

    Attributes:
        labels: (n,) sector number of each new unit, UNASSIGNED where no sector lay there.
        share: (n,) share of the unit's weight that its sector had; 0 where it has none.
        covered: (n,) share of the unit's area over which the old plan lay.

    """

    labels: Ints
    share: NDArray[np.float64]
    covered: NDArray[np.float64]

    def doubtful(self) -> NDArray[np.intp]:
        """Return the (d,) positions of units that an analyst should look at, the most doubtful first."""
        doubt = (self.share < SURE_SHARE) | (self.covered < _COVERED)
        found = np.flatnonzero(doubt)
        return found[np.argsort(np.minimum(self.share, self.covered)[found], kind="stable")]


def carry_over(
    old: NDArray[np.object_], of_old: NDArray[np.intp], residents: NDArray[np.float64], new: NDArray[np.object_]
) -> CarriedOver:
    """Carry the plan of the old units over to the new ones, by residents, and by area if there are none.

    Residents of an old unit are spread evenly over its area; slivers of overlap count for nothing.

    Args:
        old: (m,) old units in metres.
        of_old: (m,) sector number of each, UNASSIGNED for none.
        residents: (m,) residents of each; NaN counts as none.
        new: (n,) new units in metres.

    """
    new = polygonal(new)
    shares = _without_slivers(area_shares(old, new), shapely.area(polygonal(old)), shapely.area(new))
    people = _by_sector(shares, of_old, np.nan_to_num(residents))
    by_area = _by_sector(shares, of_old, shapely.area(polygonal(old)))
    inhabited = people.sum(axis=1) > 0
    weight = np.where(inhabited[:, None], people, by_area)
    total = weight.sum(axis=1)
    labels = (
        np.where(total > 0, weight.argmax(axis=1), UNASSIGNED) if weight.shape[1] else np.full(len(new), UNASSIGNED)
    )
    share = np.divide(weight.max(axis=1, initial=0.0), total, out=np.zeros(len(new)), where=total > 0)
    area = shapely.area(new)
    covered = np.divide(by_area.sum(axis=1), area, out=np.zeros(len(new)), where=area > 0)
    return CarriedOver(labels.astype(np.int64), share, np.minimum(covered, 1.0))


def _without_slivers(shares: csr_array, old_m2: NDArray[np.float64], new_m2: NDArray[np.float64]) -> csr_array:
    """Return the (m, n) shares without overlaps that are next to nothing of both units: borders drawn twice."""
    pairs = shares.tocoo()
    common = pairs.data * old_m2[pairs.row]
    keep = (pairs.data >= _SLIVER) | (common >= _SLIVER * new_m2[pairs.col])
    return csr_array((pairs.data[keep], (pairs.row[keep], pairs.col[keep])), shape=shares.shape)


def _by_sector(shares: csr_array, of_old: NDArray[np.intp], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n, k) the weight of each sector in each new unit."""
    sectors = int(of_old.max(initial=-1)) + 1
    rows = np.flatnonzero(of_old >= 0)
    membership = csr_array((weight[rows], (rows, of_old[rows])), shape=(len(of_old), sectors))
    return np.asarray((shares.T @ membership).todense(), dtype=np.float64)
