"""The first page of the report: what was reached, for a reader in a hurry; and how sure it is."""

from __future__ import annotations

import numpy as np

from ...base.i18n import translate
from ...base.numbers import number, percent
from ...reporting.page import Column, Note, Part, Section, Table, Text
from ...staffing.allocation import allocate
from ..analysis.proof import Proof
from ..model.instance import Request
from ..model.plan import SolveOutcome
from ..model.settings import BalanceSettings


def facts(request: Request, plan: SolveOutcome) -> list[tuple[str, str]]:
    """Return the numbers of the head of the page."""
    found = [
        (translate("Core", "Sectors"), str(plan.count)),
        (translate("Core", "Units"), number(request.size, 0)),
        (translate("Core", "Residents"), number(float(request.population.sum()), 0)),
        (translate("Core", "Greatest deviation"), percent(100 * plan.worst(), 1)),
        (translate("Core", "Inner border, km"), number(plan.border_m / 1000, 1)),
    ]
    if (request.current >= 0).any():
        found.append((translate("Core", "Residents who change sector"), number(plan.residents_moved, 0)))
    return found


def verdict(request: Request, settings: BalanceSettings, plan: SolveOutcome) -> list[Part]:
    """Return what a reader in a hurry must know: each district within the tolerance or not, and today against then."""
    parts: list[Part] = [
        _reached(name, settings, plan, district) for district, (name, _) in enumerate(request.districts)
    ]
    if any(outcome.stopped for outcome in plan.outcomes):
        message = translate("Core", "The search was ended early, by its time limit or by Stop: the best plan by then.")
        parts.append(Note(message))
    if (request.current >= 0).any():
        parts.append(_today_and_then(request, settings, plan))
    return parts


def _today_and_then(request: Request, settings: BalanceSettings, plan: SolveOutcome) -> Table:
    moved = plan.residents_moved / max(float(request.population[request.current >= 0].sum()), 1e-9)
    residents = number(plan.residents_moved, 0)
    rows = [
        (
            translate("Core", "Greatest deviation of load per officer from its mean in the district"),
            percent(100 * _todays_deviation(request, settings), 1),
            percent(100 * plan.worst(), 1),
        ),
        (
            translate("Core", "Border between sectors, km"),
            number(request.graph.border_between(request.current) / 1000, 1),
            number(plan.border_m / 1000, 1),
        ),
        (
            translate("Core", "Residents who change sector"),
            "",
            f"{residents} ({percent(100 * moved, 1)})",
        ),
    ]
    return Table([Column(""), Column(translate("Core", "Today")), Column(translate("Core", "New plan"))], rows)


def _todays_deviation(request: Request, settings: BalanceSettings) -> float:
    """Return the greatest deviation of today's sectors, each in the district of most of its load.

    Officers, where any are given, are shared out to them as to the new ones.
    """
    has = request.current >= 0
    codes, sector = np.unique(request.current[has], return_inverse=True)
    held = np.zeros((len(codes), len(request.districts)))
    np.add.at(held, (sector, request.district[has]), request.load[has] + 1e-12)
    load, district = held.sum(axis=1), held.argmax(axis=1)
    enough = settings.officers >= settings.minimum_officers * len(codes)
    officers = allocate(load, settings.officers, settings.minimum_officers) if enough else np.ones(len(codes))
    mean = np.bincount(district, weights=load) / np.maximum(np.bincount(district, weights=officers), 1e-12)
    return float(np.abs(load / officers / mean[district] - 1.0).max())


def certainty(plan: SolveOutcome, proof: Proof) -> Section:
    """Return what was checked of the plan and what is proven about it."""
    checked = translate(
        "Core",
        "Every unit is in exactly one sector, every sector is connected, and locks and groups are honoured; "
        "this was checked after the run.",
    )
    return Section(translate("Core", "How sure this is"), [Text(checked), _proven(plan, proof)])


def _proven(plan: SolveOutcome, proof: Proof) -> Part:
    if proof.is_best:
        return Note(translate("Core", "No better plan exists: this was proven."), "good")
    if proof.gap is None:
        return Text(translate("Core", "That no plan has shorter borders is not proven."))
    message = translate(
        "Core",
        "Not proven the best: no plan as well balanced has less than {least} km of border, and this one has {border} "
        "km. The bound knows areas and outlines only; what could really be saved is at most these {gap}.",
    )
    values = {
        "least": number(proof.least_border_m / 1000, 1),
        "border": number(plan.border_m / 1000, 1),
        "gap": percent(100 * proof.gap, 0),
    }
    return Text(message.format(**values))


def _reached(name: str, settings: BalanceSettings, plan: SolveOutcome, district: int) -> Note:
    worst = plan.worst(district)
    values = {
        "district": name + ": " if name else "",
        "worst": percent(100 * worst, 1),
        "tolerance": percent(settings.tolerance, 1),
        "floor": percent(100 * plan.outcomes[district].floor, 1),
    }
    if worst <= settings.tolerance / 100 + 1e-9:
        message = translate("Core", "{district}every sector lies within {worst} of the mean (asked for: {tolerance}).")
        return Note(_capitalised(message.format(**values)), "good")
    return Note(not_reached(values), "warning")


def not_reached(values: dict[str, str]) -> str:
    """Return the sentence on a tolerance that was not reached."""
    message = translate(
        "Core",
        "{district}a deviation of {tolerance} was not reached: {worst}; the floor is {floor}, from the units' sizes.",
    )
    return _capitalised(message.format(**values))


def _capitalised(sentence: str) -> str:
    """Return a sentence that may have lost its beginning with a capital letter, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]
