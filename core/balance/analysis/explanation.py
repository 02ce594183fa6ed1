"""Why a unit is where it is: what it would cost to put it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...base.arrays import Floats
from ...base.i18n import number, percent, translate
from ...plan.move_cost import Change, MoveCost, move_cost
from ...plan.sectors import deviation
from ..model.instance import Instance
from ..model.plan import SolveOutcome
from ..model.settings import BalanceSettings


def unit_move_cost(instance: Instance, plan: SolveOutcome, unit: int, sector: int) -> MoveCost:
    """Calculate the cost of assigning `unit` (a position) to `sector` (a number, 1 to K); officers stay.

    Residents count as moved against today's plan.
    """
    old, new = int(plan.plan.labels[unit]), sector - 1
    moved = [plan.previous[one] != instance.current[unit] and instance.current[unit] >= 0 for one in (old, new)]
    return move_cost(
        instance.graph,
        plan.plan,
        np.array([unit] if old != new else [], dtype=np.int64),
        np.array([new] if old != new else [], dtype=np.int64),
        100.0 * plan.deviation,
        _deviation_after(plan, plan.load, float(instance.load[unit]), old, new),
        residents=float(instance.population[unit]) * (int(moved[1]) - int(moved[0])),
        further=[
            (100.0 * before, _deviation_after(plan, sums, float(values[unit]), old, new))
            for before, sums, values in zip(plan.further_deviation, plan.further, instance.criteria, strict=True)
        ],
        forbidden=_forbidden(instance, plan, unit, sector),
    )


def _deviation_after(plan: SolveOutcome, sums: Floats, moved: float, old: int, new: int) -> Floats:
    """Return (K,) deviations in what `sums` (K,) adds up, in percent, with `moved` taken from one sector to another."""
    changed = sums.copy()
    changed[old] -= moved
    changed[new] += moved
    return np.nan_to_num(deviation(changed, plan.officers, plan.district))


def _forbidden(instance: Instance, plan: SolveOutcome, unit: int, sector: int) -> str:
    if plan.district[sector - 1] != instance.district[unit]:
        return "district"
    if instance.lock[unit] >= 0:
        return "lock"
    if (instance.group == instance.group[unit]).sum() > 1 and instance.group[unit] >= 0:
        return "group"
    others = [b if a == unit else a for a, b in instance.cannot_link if unit in (a, b)]
    return "apart" if (plan.sector[others] == sector).any() else ""


def moved_units(instance: Instance, plan: SolveOutcome) -> list[int]:
    """Return the units whose sector is not today's, those with most residents first."""
    moved = np.flatnonzero((instance.current >= 0) & (plan.previous[plan.sector - 1] != instance.current))
    return [int(unit) for unit in moved[np.argsort(-instance.population[moved], kind="stable")]]


@dataclass(frozen=True)
class MoveReasons:
    """Says why units of a plan change sector."""

    instance: Instance
    settings: BalanceSettings
    plan: SolveOutcome

    def of(self, unit: int) -> str:
        """Return in a sentence why a unit (a position) changes sector: what staying would cost."""
        previous = np.flatnonzero(self.plan.previous == self.instance.current[unit])
        if not len(previous):
            return translate("Core", "today's sector is given up")
        back = unit_move_cost(self.instance, self.plan, unit, int(previous[0]) + 1)
        if back.forbidden == "district":
            return translate("Core", "today's sector lies in another district")
        if back.forbidden == "apart":
            return translate("Core", "today's sector now has a unit it must never share a sector with")
        if back.forbidden:
            return translate("Core", "it is locked, or moves with its group")
        if not back.connected:
            return translate("Core", "it moves with its neighbours: alone it would be cut off")
        worse = self._worse_if_back(back)
        return "; ".join(worse) if worse else translate("Core", "it lies where the search found the best plan")

    def of_all(self) -> list[str | None]:
        """Return (n,) for every unit that changes sector why it does; None for those that stay."""
        said: list[str | None] = [None] * self.instance.size
        for unit in moved_units(self.instance, self.plan):
            said[unit] = self.of(unit)
        return said

    def _worse_if_back(self, back: MoveCost) -> list[str]:
        """Return what would get worse by staying, a clause each."""
        terms = []
        tolerance, further = self.settings.tolerance, self.settings.balance_tolerance
        old, new = int(back.targets[0]), int(back.sources[0])
        if _worse(back.change(old), tolerance):
            text = translate("Core", "with it today's sector would deviate by {after} instead of {before}")
            terms.append(_filled(text, back.change(old)))
        if _worse(back.change(new), tolerance):
            text = translate("Core", "without it the new sector would deviate by {after} instead of {before}")
            terms.append(_filled(text, back.change(new)))
        changes = zip(back.further_changes(new), back.further_changes(old), strict=True)
        for name, (left, joined) in zip(self.instance.criteria_names, changes, strict=True):
            if _worse(joined, further):
                text = translate(
                    "Core", "with it “{field}” of today's sector would deviate by {after} instead of {before}"
                )
                terms.append(_filled(text, joined, name))
            if _worse(left, further):
                text = translate(
                    "Core", "without it “{field}” of the new sector would deviate by {after} instead of {before}"
                )
                terms.append(_filled(text, left, name))
        if back.border_m > 0.5:
            text = translate("Core", "staying would lengthen the border by {metres} m")
            terms.append(text.format(metres=number(back.border_m, 0)))
        return terms


def _worse(change: Change, tolerance: float) -> bool:
    """Return True if a deviation would grow beyond the tolerance (in percent)."""
    return abs(change[1]) > max(abs(change[0]), tolerance) + 1e-9


def _filled(text: str, change: Change, field: str = "") -> str:
    before, after = (percent(one, 1, signed=True) for one in change)
    return text.format(field=field, before=before, after=after)
