"""An evaluation planned before the start: what was measured, and how small a drop could be seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...base.errors import InputError
from ...base.i18n import number, percent, translate
from ...reporting.page import Cell, Column, Items, Note, Part, Report, Section, Table, Text
from .evaluation import DatedIncidents, StudyAreas, evaluate_incidents
from .preregistration import POWER, Registration, describe_areas, smallest_detectable_drop
from .report import limits
from .settings import EvaluationSettings


def plan_evaluation(
    incidents: DatedIncidents,
    study_areas: StudyAreas,
    settings: EvaluationSettings,
    title: str,
    registered: str,
    crs: str,
    measure: str,
) -> tuple[Registration, float]:
    """Return the record to keep, and the incidents that no change would bring in the period after.

    Args:
        incidents: known so far; those after the start are not looked at.
        study_areas: target and, where there is one, comparison.
        settings: periods and confidence.
        title: name of the initiative.
        registered: day of registration.
        crs: of the study areas.
        measure: which incidents count.

    Raises:
        InputError: a period is missing, or as `evaluate_incidents` says.

    """
    before, after = settings.before, settings.after
    if before is None or after is None:
        raise InputError(translate("Core", "Give the first and last day of the periods before and after."))
    early = incidents.days <= np.datetime64(before.end)
    known = DatedIncidents(incidents.points[early], incidents.days[early])
    found = evaluate_incidents(known, study_areas, settings)
    length = after.days / before.days
    comparison = found.areas.comparison.before if study_areas.comparison is not None else None
    count = found.areas.target.before
    around = found.areas.displacement.before
    excess = found.spread.counted_excess if found.spread is not None else 1.0
    drop = smallest_detectable_drop(count, length, comparison, settings.level, POWER, around, excess)
    made = Registration(
        title=title,
        registered=registered,
        crs=crs,
        areas=describe_areas(study_areas),
        before=(before.start.isoformat(), before.end.isoformat()),
        after=(after.start.isoformat(), after.end.isoformat()),
        measure=measure,
        incidents_before=int(count),
        smallest_drop=None if drop is None else round(drop, 1),
    )
    return made, count * length


def plan_report(
    plan: Registration,
    expected: float,
    facts: Sequence[tuple[str, str]],
    inputs: Sequence[tuple[str, str]],
) -> Report:
    """Return the page to file with the registration."""
    before, after = plan.periods()
    rows: list[list[Cell]] = [
        [translate("Core", "Before"), str(before), number(plan.incidents_before, 0)],
        [translate("Core", "After, if nothing changes"), str(after), number(expected, 1)],
    ]
    columns = [
        Column(translate("Core", "Period")),
        Column(translate("Core", "Days")),
        Column(translate("Core", "Incidents")),
    ]
    parts: list[Part] = [_promise(plan), Table(columns, rows)]
    if "comparison" not in plan.areas:
        text = translate(
            "Core", "Without a comparison area a drop can be seen but not laid to the initiative. Find one now."
        )
        parts.append(Note(text, "warning"))
    rules = [
        translate("Core", "Keep the areas, the periods and the measure as they are registered."),
        translate("Core", "Do not look at the figures before the period after has ended."),
        translate("Core", "Write down what else happens in both areas."),
    ]
    return Report(
        title=plan.title,
        subtitle=translate("Core", "Evaluation registered beforehand"),
        facts=facts,
        sections=[
            Section(translate("Core", "What could be seen"), parts),
            Section(translate("Core", "Until then"), [Items(rules), Text(_measure(plan))]),
        ],
        inputs=inputs,
        limits=limits(),
    )


def _promise(plan: Registration) -> Note:
    if plan.smallest_drop is None:
        text = translate(
            "Core",
            "With so few incidents not even their complete absence could be told from chance. Take a longer period, a larger "
            "area, or a measure with more incidents.",
        )
        return Note(text, "bad")
    text = translate(
        "Core",
        "The smallest drop that would be found four times out of five ({power}) is {drop}: by the rule of the later verdict, "
        "where neither the comparison nor the surroundings change.",
    )
    values = {"power": percent(100 * POWER, 0), "drop": percent(plan.smallest_drop, 0)}
    return Note(text.format(**values))


def _measure(plan: Registration) -> str:
    if not plan.measure:
        return translate("Core", "Measure: all incidents.")
    return translate("Core", "Measure: {measure}").format(measure=plan.measure)
