"""A plan after another: which sector each one continues, and the ids that go on with it.

A sector that goes on keeps its number. Only a new sector gets a new one, after the greatest of its district, so that no
number is given twice in the life of a division.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from ..base.arrays import Floats, Ints
from ..base.table import FeatureTable
from ..base.text import natural, whole_number
from .plan import UNASSIGNED, Plan, matched, overlap
from .units import amounts


@dataclass(frozen=True)
class UnitWeights:
    """What counts when sectors are matched to earlier ones.

    Attributes:
        residents: (n,) residents of each unit, zero or more.
        area: (n,) square metres.
        district: (n,) number of each unit's district, -1 where it has none.

    """

    residents: Floats
    area: Floats
    district: Ints

    def districts_of(self, plan: Plan) -> Ints:
        """Return the (k,) district with most area in each sector; -1 where its units have none."""
        areas = overlap(
            plan.labels, self.district, self.area + 1e-9, (len(plan), int(self.district.max(initial=0)) + 1)
        )
        return np.where(areas.sum(axis=1) > 0, areas.argmax(axis=1), UNASSIGNED)


def continued(plan: Plan, previous: Plan, weights: UnitWeights, held: Ints | None = None) -> Ints:
    """Match each sector to the earlier one it continues, so that the most residents keep theirs.

    Residents count first where both sectors are of one district, then anywhere; area decides between matchings with as
    many residents (Kuhn, 1955).

    Args:
        plan: the new plan.
        previous: the plan of the same units before it.
        weights: residents, area and district of the units.
        held: (k,) positions in the earlier plan that are given, such as by locks; UNASSIGNED if none is.

    Returns:
        (k,) positions in the earlier plan's `sector_ids`; UNASSIGNED for a new sector.

    """
    shape = len(plan), len(previous)
    found = np.full(shape[0], UNASSIGNED, dtype=np.int64) if held is None else held.copy()
    rows = np.flatnonzero(found == UNASSIGNED)
    columns = np.setdiff1d(np.arange(shape[1]), found)
    if not len(rows) or not len(columns):
        return found
    people = overlap(plan.labels, previous.labels, weights.residents, shape)
    same = weights.districts_of(plan)[:, None] == weights.districts_of(previous)[None, :]
    area = overlap(plan.labels, previous.labels, weights.area + 1e-9, shape)
    match = matched(*(table[np.ix_(rows, columns)] for table in (np.where(same, people, 0.0), people, area)))
    found[rows[match >= 0]] = columns[match[match >= 0]]
    return found


def ids_after(
    previous: Plan, found: Ints, districts: Ints, old_districts: Ints, used: Iterable[str] = ()
) -> tuple[int, ...] | tuple[str, ...]:
    """Return the (k,) ids of the sectors of a plan after another: whole numbers where all are, else text.

    Args:
        previous: the plan before it; one without any unit (only names, of locks) counts as none.
        found: (k,) position in the earlier plan's `sector_ids` that each sector continues, UNASSIGNED for a new one.
        districts: (k,) district of each sector.
        old_districts: (j,) district of each earlier sector.
        used: further ids that are not given, such as those of sectors that ended long ago.

    """
    known = [str(one) for one in previous.sector_ids]
    ids = [known[old] if old >= 0 else "" for old in found.tolist()]
    is_first = not (previous.labels >= 0).any()
    taken = {*known, *used}
    for row in [row for row, one in enumerate(ids) if not one]:
        near = [one for one, of in zip(known, old_districts.tolist(), strict=True) if of == districts[row]]
        ids[row] = _next_id([] if is_first else near or known, taken)
        taken.add(ids[row])
    numbers = [whole_number(one) for one in ids]
    if all(number is not None and str(number) == one for number, one in zip(numbers, ids, strict=True)):
        return tuple(int(one) for one in ids)
    return tuple(ids)


def _next_id(near: Sequence[str], taken: set[str]) -> str:
    """Return the first free id of the series to which most of the ids `near` belong: 10 after 9, N-04 after N-03."""
    parts = [found.groups() for one in near if (found := re.fullmatch(r"(.*?)([0-9]{1,15})", one))]
    prefix = Counter(head for head, _ in parts).most_common(1)[0][0] if parts else ""
    numbers = [digits for head, digits in parts if head == prefix]
    width = max((len(one) for one in numbers if one.startswith("0")), default=0)
    number = max(map(int, numbers), default=0) + 1
    while f"{prefix}{number:0{width}d}" in taken:
        number += 1
    return f"{prefix}{number:0{width}d}"


def ordered(ids: tuple[int, ...] | tuple[str, ...]) -> Ints:
    """Return the (k,) positions of the ids in natural order."""
    return np.array(sorted(range(len(ids)), key=lambda row: natural(ids[row])), dtype=np.int64)


def numbered_after(plan: Plan, previous: Plan, weights: UnitWeights) -> Plan:
    """Return the plan with the ids of the plan before it where sectors go on, and new ids for new sectors only.

    Args:
        plan: the new plan.
        previous: the plan of the same units before it.
        weights: residents, area and district of the units.

    """
    found = continued(plan, previous, weights)
    ids = ids_after(previous, found, weights.districts_of(plan), weights.districts_of(previous))
    order = ordered(ids)
    place = np.append(np.argsort(order), UNASSIGNED)
    return Plan(tuple(ids[row] for row in order), place[plan.labels])


def unit_weights(units: FeatureTable, population_field: str = "") -> UnitWeights:
    """Return residents, area and district of planning units in metres; without residents the area decides."""
    count, field = len(units), population_field or "population"
    residents = amounts(units, field, []) if field in units.attributes else np.zeros(count)
    names = units.attributes.get("police_district")
    district = np.full(count, UNASSIGNED) if names is None else pd.factorize(names)[0]
    return UnitWeights(residents, shapely.area(units.geometry), np.asarray(district, dtype=np.int64))
