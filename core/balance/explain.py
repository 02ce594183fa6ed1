"""Why a unit is where it is: what it would cost to put it elsewhere."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from ..language import translate
from ..publish.numbers import number, percent
from .graph import Floats, Ints
from .plan import Plan
from .request import Request
from .settings import BalanceSettings

Change = tuple[float, float]  # a deviation (a share), before and after


@dataclass(frozen=True)
class Price:
    """What assigning a unit to another sector would change.

    Attributes:
        border_m: change of the border in metres; negative where it gets shorter.
        left: deviation (a share) of the sector it leaves, before and after.
        joined: deviation of the sector it joins, before and after.
        further: the same two pairs for every further criterion.
        residents: change of the number of residents whose sector changes against today.
        whole: whether the sector it leaves would still be in one piece, and not empty.
        touching: whether it borders on the sector it joins, or a link leads there.
        forbidden: why it is not allowed at all: “lock”, “group”, “district”, “apart”, or empty.

    """

    border_m: float
    left: Change
    joined: Change
    residents: float
    whole: bool
    touching: bool
    further: tuple[tuple[Change, Change], ...] = ()
    forbidden: str = ""

    @property
    def connected(self) -> bool:
        """Tell whether both sectors would still be in one piece."""
        return self.whole and self.touching


def price(request: Request, plan: Plan, unit: int, sector: int) -> Price:
    """Return what it would cost to assign `unit` (a position) to `sector` (a number, 1 to K)."""
    old = int(plan.sector[unit])
    around, metres = _around(request, unit)
    there = plan.sector[around]
    load = float(request.load[unit])
    moved = [
        float(request.population[unit]) * (plan.previous[one - 1] != request.current[unit]) for one in (old, sector)
    ]
    return Price(
        border_m=float(metres[there == old].sum() - metres[there == sector].sum()) if sector != old else 0.0,
        left=_deviations(plan, plan.load, old, -load),
        joined=_deviations(plan, plan.load, sector, load),
        residents=moved[1] - moved[0] if request.current[unit] >= 0 else 0.0,
        whole=sector == old or _stays_whole(request, plan.sector, unit),
        touching=sector == old or bool((there == sector).any()),
        further=tuple(
            (_deviations(plan, sums, old, -values[unit]), _deviations(plan, sums, sector, values[unit]))
            for sums, values in zip(plan.further, request.criteria, strict=True)
        ),
        forbidden=_forbidden(request, plan, unit, sector),
    )


def _deviations(plan: Plan, sums: Floats, sector: int, added: float) -> Change:
    """Return a sector's deviation in what `sums` (K,) adds up, as it is and with `added` to it."""
    own = sector - 1
    district = plan.district == plan.district[own]
    mean = float(sums[district].sum() / plan.officers[district].sum()) * float(plan.officers[own])
    mean = max(mean, 1e-12)
    return float(sums[own]) / mean - 1.0, (float(sums[own]) + added) / mean - 1.0


def _around(request: Request, unit: int) -> tuple[Ints, Floats]:
    """Return a unit's neighbours and the metres of border with each."""
    graph = request.graph.adjacency
    own = slice(graph.indptr[unit], graph.indptr[unit + 1])
    return graph.indices[own].astype(np.int64), graph.data[own]


def _stays_whole(request: Request, sector: Ints, unit: int) -> bool:
    """Tell whether a unit's sector stays in one piece, and not empty, without it."""
    label = sector[unit]
    missing = {int(other) for other in _around(request, unit)[0] if sector[other] == label}
    if len(missing) < 2:
        return len(missing) == 1
    queue = deque([missing.pop()])
    seen = {unit, queue[0]}
    while queue and missing:
        for other in _around(request, queue.popleft())[0].tolist():
            if sector[other] == label and other not in seen:
                seen.add(other)
                queue.append(other)
                missing.discard(other)
    return not missing


def _forbidden(request: Request, plan: Plan, unit: int, sector: int) -> str:
    if plan.district[sector - 1] != request.district[unit]:
        return "district"
    if request.lock[unit] >= 0:
        return "lock"
    if (request.group == request.group[unit]).sum() > 1 and request.group[unit] >= 0:
        return "group"
    others = [b if a == unit else a for a, b in request.apart if unit in (a, b)]
    return "apart" if (plan.sector[others] == sector).any() else ""


def moved_units(request: Request, plan: Plan) -> list[int]:
    """Return the units whose sector is not today's, those with most residents first."""
    moved = np.flatnonzero((request.current >= 0) & (plan.previous[plan.sector - 1] != request.current))
    return [int(unit) for unit in moved[np.argsort(-request.population[moved], kind="stable")]]


def why_moved(request: Request, settings: BalanceSettings, plan: Plan, unit: int) -> str:
    """Return in a sentence why a unit changes sector: what staying would cost."""
    home = np.flatnonzero(plan.previous == request.current[unit])
    if not len(home):
        return translate("Core", "today's sector is given up")
    back = price(request, plan, unit, int(home[0]) + 1)
    if back.forbidden == "district":
        return translate("Core", "today's sector lies in another district")
    if back.forbidden == "apart":
        return translate("Core", "today's sector now has a unit it must never share a sector with")
    if back.forbidden:
        return translate("Core", "it is locked, or moves with its group")
    if not back.connected:
        return translate("Core", "it moves with its neighbours: alone it would be cut off")
    reasons = _terms(request, settings, back)
    return "; ".join(reasons) if reasons else translate("Core", "it lies where the search found the best plan")


def reasons(request: Request, settings: BalanceSettings, plan: Plan) -> list[str | None]:
    """Return (n,) for every unit that changes sector why it does; None for those that stay."""
    said: list[str | None] = [None] * request.size
    for unit in moved_units(request, plan):
        said[unit] = why_moved(request, settings, plan, unit)
    return said


def _terms(request: Request, settings: BalanceSettings, back: Price) -> list[str]:
    """Return the terms that staying would worsen."""
    terms = []
    if _worse(back.joined, settings.tolerance):
        text = translate("Core", "with it today's sector would deviate by {after} instead of {before}")
        terms.append(_filled(text, back.joined))
    if _worse(back.left, settings.tolerance):
        text = translate("Core", "without it the new sector would deviate by {after} instead of {before}")
        terms.append(_filled(text, back.left))
    for name, (left, joined) in zip(request.criteria_names, back.further, strict=True):
        if _worse(joined, settings.balance_tolerance):
            text = translate("Core", "with it “{field}” of today's sector would deviate by {after} instead of {before}")
            terms.append(_filled(text, joined, name))
        if _worse(left, settings.balance_tolerance):
            text = translate(
                "Core", "without it “{field}” of the new sector would deviate by {after} instead of {before}"
            )
            terms.append(_filled(text, left, name))
    if back.border_m > 0.5:
        text = translate("Core", "staying would lengthen the border by {metres} m")
        terms.append(text.format(metres=number(back.border_m, 0)))
    return terms


def _worse(change: Change, tolerance: float) -> bool:
    """Tell whether a deviation would grow beyond the tolerance (in percent)."""
    return abs(change[1]) > max(abs(change[0]), tolerance / 100.0)


def _filled(text: str, change: Change, field: str = "") -> str:
    before, after = (percent(100 * one, 1, signed=True) for one in change)
    return text.format(field=field, before=before, after=after)
