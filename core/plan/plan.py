"""A plan: which sector each unit belongs to. Files, solver, comparison, repair and editing all mean this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from ..base.arrays import Floats, Ints
from ..base.i18n import translate
from ..base.names import as_text
from ..base.table import FeatureTable
from ..base.text import natural, whole_number
from ..geo.contiguity import ContiguityGraph

UNASSIGNED = -1


@dataclass(frozen=True)
class Plan:
    """An assignment of units to sectors.

    Attributes:
        sector_ids: (k,) the sectors' ids in natural order (2 before 10), all whole numbers or all text.
        labels: (n,) position in `sector_ids` of each unit's sector, UNASSIGNED where it has none.

    """

    sector_ids: tuple[int, ...] | tuple[str, ...]
    labels: Ints

    def __len__(self) -> int:
        """Return the number of sectors."""
        return len(self.sector_ids)

    def members(self, sector: int) -> Ints:
        """Return the (u,) positions of a sector's units."""
        return np.flatnonzero(self.labels == sector)

    def sums(self, values: Floats) -> Floats:
        """Return (k,) sums of (n,) values by sector; units without a sector count nowhere, missing as zero."""
        assigned = self.labels >= 0
        return np.bincount(self.labels[assigned], np.nan_to_num(values[assigned]), minlength=len(self)).astype(
            np.float64
        )

    def parts(self, graph: ContiguityGraph, sector: int, weight: Floats) -> list[Ints]:
        """Return the unit positions of each connected part of a sector.

        Args:
            graph: the units and their neighbours.
            sector: a position in `sector_ids`.
            weight: (n,) such as workload: the part with most comes first, then that with most units.

        """
        members = self.members(sector)
        count, part = graph.subgraph(members)[0].components()
        found = [members[part == number] for number in range(count)]
        return sorted(found, key=lambda units: (-weight[units].sum(), -len(units), units[0]))

    def matched_to(self, previous: Plan, *weights: Floats) -> Ints:
        """Match each sector to the one it continues in another plan of the same units, so that most weight stays.

        Args:
            previous: the other plan.
            weights: (n,) what should stay, such as residents; the next one decides where several matchings keep as much.

        Returns:
            (k,) positions in the other plan's `sector_ids`; UNASSIGNED for a sector that continues none.

        """
        shape = len(self), len(previous)
        return matched(*(overlap(self.labels, previous.labels, weight, shape) for weight in weights))

    def ids(self) -> pd.Series:
        """Return the sector id of each unit as a column; missing where it has none."""
        values = [self.sector_ids[sector] if sector >= 0 else None for sector in self.labels]
        return pd.Series(values, dtype=object if self.is_text() else "Int64")

    def is_text(self) -> bool:
        """Return True if the ids are text."""
        return bool(self.sector_ids) and isinstance(self.sector_ids[0], str)


def overlap(labels: NDArray[Any], previous: NDArray[Any], weight: Floats, shape: tuple[int, int]) -> Floats:
    """Return the `shape` weight of the units by their (n,) label in two plans; units without one count nowhere."""
    both = (labels >= 0) & (previous >= 0)
    cells = labels[both].astype(np.int64) * shape[1] + previous[both]
    return np.bincount(cells, weight[both], minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64)


def matched(*shared: Floats) -> Ints:
    """Return the (k,) column that each row of the (k, j) weights continues, UNASSIGNED where it shares nothing.

    No column is continued twice, and the sum of the first weights is the greatest there is (Kuhn, 1955). Among the
    matchings that reach it, the sum of the second weights is the greatest, and so on.

    Args:
        shared: tables of (k, j) weights, zero or more, the most important first.

    """
    rows, columns = shared[0].shape
    side = max(rows, columns)
    allowed = np.ones((side, side), dtype=bool)
    match = np.arange(side)
    for weight in shared:
        table = np.zeros((side, side))
        table[:rows, :columns] = weight
        match = linear_sum_assignment(np.where(allowed, table, -1.0 - side * table.max(initial=0.0)), maximize=True)[1]
        allowed &= _tight(table, allowed, match)
    found = np.where(match < columns, match, UNASSIGNED)[:rows]
    together = np.pad(np.sum(shared, axis=0), ((0, 0), (0, 1)))
    return np.where(together[np.arange(rows), found] > 0, found, UNASSIGNED).astype(np.int64)


def _tight(weight: Floats, allowed: NDArray[np.bool_], match: Ints) -> NDArray[np.bool_]:
    """Return the (s, s) pairs that some greatest matching uses, where `match` (s,) is one: they have no slack in the dual.

    The dual values are shortest ways in the graph of exchanges, which has no negative circle at an optimum.
    """
    own = weight[np.arange(len(weight)), match]
    cost = np.where(allowed, own[:, None] - weight, np.inf)
    error = 1e-12 * max(float(weight.max(initial=0.0)), 1e-12)
    value = np.zeros(len(weight))
    for _ in range(len(weight)):
        shorter = (value[match, None] + cost).min(axis=0)
        if (shorter >= value - error).all():
            break
        value = np.minimum(value, shorter)
    return np.asarray(value[match, None] + cost - value[None, :] <= error * len(weight))


def read_plan(units: FeatureTable, field: str) -> Plan:
    """Read the plan from a field; an empty value means no sector, as does 0 where `zero_is_none`.

    Raises:
        InputError: the field is missing.

    """
    values = units.ids(field)
    if zero_is_none(map(as_text, values)):
        values = pd.Series([None if as_text(value) == "0" else value for value in values], dtype=object)
    return plan_of(values)


def zero_is_none(ids: Iterable[str]) -> bool:
    """Return True if a sector 0 among these stands for no sector: all others are whole numbers from 1 on.

    Formats without empty numbers store it, as a Shapefile does, and so do programs that begin with 0 everywhere.
    """
    others = set(ids) - {""}
    return "0" in others and len(others) > 1 and all(whole_number(one) for one in others - {"0"})


def zero_note(units: FeatureTable, field: str) -> str:
    """Return a sentence where a field's 0 is read as no sector; else an empty one."""
    ids = [as_text(value) for value in units.ids(field)]
    if not zero_is_none(ids):
        return ""
    message = translate(
        "Core",
        "Layer “{layer}”, field “{field}”: sector 0 of {count} units is read as no sector. If 0 is a sector, give it "
        "another number.",
    )
    return message.format(layer=units.name, field=field, count=ids.count("0"))


def plan_of(values: pd.Series) -> Plan:
    """Return the plan of a column of sector ids: whole numbers where all are, else text without blanks around it."""
    ids = [_id(value) for value in values]
    if any(isinstance(one, str) for one in ids):
        ids = [None if one is None else str(one) for one in ids]
    known = sorted({one for one in ids if one is not None}, key=natural)
    position = {one: row for row, one in enumerate(known)}
    labels = np.array([UNASSIGNED if one is None else position[one] for one in ids], dtype=np.int64)
    return Plan(tuple(known), labels)  # type: ignore[arg-type]  # all whole numbers or all text, as made above


def _id(value: object) -> int | str | None:
    if value is None or value is pd.NA or value != value:
        return None
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return int(value)
    return str(value).strip() or None
