"""Why a unit is where it is, in one sentence, and what it would cost to take it back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..base.i18n import listed, translate
from ..plan.move_cost import MoveCost
from .changes import Proposal, effect
from .locks import Locks, allowed_moves
from .totals import SectorTotals, StaffingRules
from .units import MEASURES

_RESIDENTS = MEASURES.index("residents")


def explain(
    totals: SectorTotals, locks: Locks, staffing_rules: StaffingRules, position: int, origin: NDArray[np.int64]
) -> str:
    """Explain a unit's move out of its sector in `origin` (n,), with the cost of keeping it there.

    The reasons are tried in this order: a group that stays together, a part that would be cut off,
    load per officer, the length of border. What none of these explains was the analyst's choice.
    """
    unit, now, then = totals.units.unit_ids[position], int(totals.labels[position]), int(origin[position])
    if now == then:
        return translate("Core", "Unit {unit} has not moved.").format(unit=unit)
    if then < 0:
        message = translate("Core", "Unit {unit} had no sector; now it belongs to {sector}.")
        return message.format(unit=unit, sector=_name(totals, now))
    moved = Proposal(np.array([position]), np.array([then], dtype=np.int64))
    back = effect(totals, moved, staffing_rules).cost
    head = translate("Core", "Unit {unit} went from {old} to {new}: {reason}.").format(
        unit=unit, old=_name(totals, then), new=_name(totals, now), reason=_reason(locks, back, unit, then, now)
    )
    return f"{head} {_keeping(totals, back, position, then, now)}"


def explain_cost(
    totals: SectorTotals, locks: Locks, staffing_rules: StaffingRules, positions: NDArray[np.intp], target: int
) -> str:
    """Describe the cost of moving the units at `positions` (c,) to sector `target`, one sentence for each term."""
    units = [totals.units.unit_ids[position] for position in positions.tolist()]
    moved = positions[totals.labels[positions] != target]
    if not len(moved):
        message = translate("Core", "{units} already in {sector}.")
        return message.format(units=listed(units), sector=_name(totals, target))
    what = effect(totals, Proposal(moved, np.full(len(moved), target, dtype=np.int64)), staffing_rules).cost
    touched = [target, *(code for code in np.unique(totals.labels[moved]).tolist() if code >= 0)]
    loads = [
        translate("Core", "{sector} would deviate by {after:+.1f} % instead of {before:+.1f} %").format(
            sector=_name(totals, code), before=what.before[code], after=what.after[code]
        )
        for code in touched
    ]
    told = translate(
        "Core",
        "{units} to {sector}: {loads}; the border would change by {border:+.0f} m; {residents:.0f} residents move.",
    )
    text = told.format(
        units=listed(units),
        sector=_name(totals, target),
        loads=", ".join(loads),
        border=what.border_m,
        residents=what.residents,
    )
    return " ".join([text, *_obstacles(totals, locks, what, moved, target)])


def _obstacles(totals: SectorTotals, locks: Locks, what: MoveCost, moved: NDArray[np.intp], target: int) -> list[str]:
    """Return the reasons that forbid a move: locks and groups, a sector that falls apart, a district."""
    targets = np.full(len(moved), target, dtype=np.int64)
    texts = list(allowed_moves(locks, totals, moved, targets).refusals)
    if what.splits or not what.touches:
        texts.append(translate("Core", "A sector would fall into parts."))
    districts = {totals.units.district[position] for position in moved.tolist()}
    there = set(totals.units.district[totals.labels == target].tolist())
    if there and not districts <= there:
        texts.append(translate("Core", "It lies in another district."))
    return texts


def _name(totals: SectorTotals, code: int) -> str:
    if code < 0:
        return translate("Core", "no sector")
    return translate("Core", "sector {sector}").format(sector=totals.sector_ids[code])


def _reason(locks: Locks, back: MoveCost, unit: str, then: int, now: int) -> str:
    for group in locks.together:
        if unit in group:
            others = ", ".join(sorted(group - {unit})[:3])
            return translate("Core", "it stays together with {others}").format(others=others)
    if back.splits or not back.touches:
        return translate("Core", "its new sector is connected through it, or its old one no longer reaches it")
    worst_now, worst_back = _worst(back.before, then, now), _worst(back.after, then, now)
    if worst_back > worst_now + 0.05:
        return translate("Core", "load is more even so")
    if back.border_m > 1:
        return translate("Core", "the border is shorter so")
    return translate("Core", "neither load, shape nor a group asks for it; the analyst chose so")


def _keeping(totals: SectorTotals, back: MoveCost, position: int, then: int, now: int) -> str:
    message = translate(
        "Core",
        "Keeping it in {old} would let {residents:.0f} residents keep their officer, and bring the larger deviation "
        "of the two sectors from {before:.1f} % to {after:.1f} % and the border from {border:.2f} to {longer:.2f} km.",
    )
    border = totals.units.graph.border_between(totals.labels)
    return message.format(
        old=_name(totals, then),
        residents=totals.units.measures[position, _RESIDENTS],
        before=_worst(back.before, then, now),
        after=_worst(back.after, then, now),
        border=border / 1000,
        longer=(border + back.border_m) / 1000,
    )


def _worst(deviation: NDArray[np.float64], then: int, now: int) -> float:
    of_two = np.abs(deviation[[code for code in (then, now) if code >= 0]])
    return float(np.nanmax(of_two)) if np.isfinite(of_two).any() else 0.0
