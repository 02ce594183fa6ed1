"""The whole run from layers to results: read, balance, check, describe."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from ..base.i18n import percent, translate
from ..base.progress import Progress, Watcher
from ..base.table import FeatureTable
from ..reporting.page import Report
from .analysis.explanation import MoveReasons
from .analysis.optimality_gap import OptimalityGap, optimality_gap
from .model.instance import BalanceLayers, Instance, read_instance
from .model.plan import SolveOutcome, require_promises, sector_features, sector_titles
from .model.settings import BalanceSettings
from .reports.plan import Background, balance_report, not_reached
from .runtime.deadline import Deadline
from .runtime.driver import balance_all
from .solver.context import SearchCallback, TakeSnapshot


@dataclass(frozen=True)
class Balanced:
    """What a run gives: columns for the units, sector features, the report, and the numbers."""

    columns: pd.DataFrame
    sectors: FeatureTable
    report: Report
    numbers: dict[str, float | None]


class _Warnings:
    """Passes everything on and keeps the warnings for the report."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self.texts: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._watcher, name)

    def warn(self, text: str) -> None:
        self.texts.append(text)
        self._watcher.warn(text)


@dataclass(frozen=True)
class BalanceTask:
    """What is asked of a run: everything but its layers.

    Attributes:
        settings: what the analyst asks for.
        background: what the report says beside the plan.
        progress: shows progress and warnings; may stop or cancel the run.
        deadline: of the whole run, the reading of its layers included; from the settings' time limit if None.

    """

    settings: BalanceSettings
    background: Background
    progress: Progress = field(default_factory=Progress)
    deadline: Deadline | None = None

    def balance(self, layers: BalanceLayers) -> Balanced:
        """Return a balanced plan of the layers, described.

        Raises:
            InputError: a layer or field cannot be used.
            InfeasibleError: the instance cannot be met; it holds every reason.
            CancelledError: the analyst cancelled.

        """
        settings = self.settings
        deadline = self.deadline or Deadline(settings.time_limit)
        heard = _Warnings(self.progress)
        all_of_it = Progress(heard)
        instance = read_instance(layers, all_of_it.part(0.0, 0.1))
        found = balance_all(instance, settings, all_of_it.part(0.1, 0.9), deadline.of_search(settings.alternatives))
        plans = [require_promises(instance, plan) for plan in found]
        plan = plans[0]
        for text in _shortfalls(instance, settings, plan):
            all_of_it.warn(text)
        described = all_of_it.part(0.9, 1.0)
        sectors = sector_features(instance, plan, layers.units, described, has_officers=settings.officers > 0)
        warnings = (*self.background.warnings, *heard.texts)
        background = replace(self.background, layer=layers.units.name, warnings=warnings)
        optimality = optimality_gap(
            instance, settings, plan, sectors.geometry, _while_there_is_time(described, deadline)
        )
        report = balance_report(instance, settings, plans, sectors, optimality, background)
        columns = _columns(plans)
        if (instance.current >= 0).any():
            columns["why_moved"] = MoveReasons(instance, settings, plan).of_all()
        return Balanced(columns, sectors, report, _numbers(plan, optimality))


def _while_there_is_time(progress: Progress, deadline: Deadline) -> SearchCallback:
    """Return a callback that ends what only adds to the report, and raises where the analyst cancelled."""

    def goes_on(_done: float, _take_snapshot: TakeSnapshot | None = None, /) -> bool:
        progress.check()
        return deadline.left() > deadline.return_time() and not progress.is_stopped()

    return goes_on


def _shortfalls(instance: Instance, settings: BalanceSettings, plan: SolveOutcome) -> list[str]:
    """Return a sentence for every district whose tolerance was not reached."""
    texts = []
    for district, (name, _) in enumerate(instance.districts):
        worst = plan.worst(district)
        if worst > settings.tolerance / 100 + 1e-9:
            values = {
                "district": name + ": " if name else "",
                "worst": percent(100 * worst, 1),
                "tolerance": percent(settings.tolerance, 1),
                "floor": percent(100 * plan.outcomes[district].floor, 1),
            }
            texts.append(not_reached(values))
    return _violated_cannot_links(instance, plan) + texts + _trade_offs(instance, settings, plan)


def _violated_cannot_links(instance: Instance, plan: SolveOutcome) -> list[str]:
    """Return a sentence for every pair that must never share a sector and does."""
    message = translate(
        "Core",
        "Units {units} must never share a sector, but both are in sector {sector}: no plan that keeps them apart was "
        "found. Give the search more effort, ask for more sectors, or allow them to share one.",
    )
    titles = sector_titles(instance, plan)
    return [
        message.format(
            units=", ".join(instance.names[unit] for unit in pair), sector=titles[int(plan.sector[pair[0]]) - 1]
        )
        for pair in instance.cannot_link
        if plan.sector[pair[0]] == plan.sector[pair[1]]
    ]


def _trade_offs(instance: Instance, settings: BalanceSettings, plan: SolveOutcome) -> list[str]:
    """Return a sentence for every further field that could not be balanced together with the workload."""
    message = translate(
        "Core",
        "The field “{field}” deviates by {worst} in sector {sector}; {tolerance} was asked for. It pulls against the "
        "workload, which deviates by {load}: no plan with both was found. Allow the field more, or the workload.",
    )
    texts = []
    for name, deviation in zip(instance.criteria_names, plan.further_deviation, strict=True):
        sector = int(np.abs(deviation).argmax())
        if abs(deviation[sector]) > settings.balance_tolerance / 100 + 1e-9:
            values = {
                "field": name,
                "sector": sector_titles(instance, plan)[sector],
                "worst": percent(100 * abs(deviation[sector]), 1),
                "tolerance": percent(settings.balance_tolerance, 1),
                "load": percent(100 * plan.worst(), 1),
            }
            texts.append(message.format(**values))
    return texts


def _columns(plans: list[SolveOutcome]) -> pd.DataFrame:
    """Return the sector of every unit: sector_id for the best plan, sector_id_2 and on for its alternatives."""
    columns = {"sector_id": plans[0].plan.ids()}
    columns |= {f"sector_id_{rank}": plan.plan.ids() for rank, plan in enumerate(plans[1:], start=2)}
    return pd.DataFrame(columns)


def _numbers(plan: SolveOutcome, optimality: OptimalityGap) -> dict[str, float | None]:
    """Return the numbers of the results; PROVEN_GAP (percent) is None where nothing is proven."""
    return {
        "MAX_DEVIATION": 100.0 * plan.worst(),
        "BORDER_KM": plan.border_m / 1000.0,
        "RESIDENTS_MOVED": plan.residents_moved,
        "SECTORS_MADE": float(plan.count),
        "PROVEN_GAP": None if optimality.gap is None else 100.0 * optimality.gap,
    }
