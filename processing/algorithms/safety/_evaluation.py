"""The parameters that planning and evaluating an initiative share, how they are read, and what goes with the result."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingParameterDefinition
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.base.i18n import either
from ....core.crime.settings import Period
from ....core.safety.evaluation.settings import EvaluationSettings
from ...framework.database import open_register, result_of
from ...framework.incidents import caution_of, incident_times, time_zone_parameter
from ...framework.parameters import (
    POINTS,
    POLYGONS,
    check_expression,
    chosen_day,
    date,
    expression,
    field,
    flag,
    layer,
    matching,
    number,
    text,
)
from ...framework.reports import edition_facts, report_inputs, sector_names, write_report

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem

    from ....core.safety.evaluation.counts_table import CountTable
    from ....core.safety.evaluation.evaluation import DatedIncidents, Evaluation
    from ....core.safety.evaluation.report import EvaluationPage
    from ....core.safety.evaluation.tables import Suggestions
    from ...framework.run import Run

translate = QCoreApplication.translate
DATES = ("BEFORE_START", "BEFORE_END", "AFTER_START", "AFTER_END")


def area_parameters(*, required: bool) -> list[QgsProcessingParameterDefinition]:
    """Return incidents, target and comparison, and the four days."""
    incidents, target = translate("Evaluation", "Incidents (points)"), translate("Evaluation", "Target area")
    comparison = translate("Evaluation", "Comparison area")
    days = (
        translate("Evaluation", "Before: first day"),
        translate("Evaluation", "Before: last day (included)"),
        translate("Evaluation", "After: first day"),
        translate("Evaluation", "After: last day (included)"),
    )
    return [
        layer("INCIDENTS", incidents, POINTS, optional=not required),
        layer("TARGET", target, POLYGONS, optional=not required),
        layer("COMPARISON", comparison, POLYGONS, optional=True),
        *(date(name, title, optional=not required) for name, title in zip(DATES, days, strict=True)),
    ]


def advanced_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return fields, time zone, measure, confidence, title and edition, all behind “Advanced”."""
    default = EvaluationSettings()
    from_title = translate("Evaluation", "Field with the time, or the earliest possible time")
    to_title = translate("Evaluation", "Field with the latest possible time (used where the other is empty)")
    measure = translate("Evaluation", "Which incidents count (expression; all where empty)")
    confidence = translate("Evaluation", "Confidence of the intervals (percent)")
    return [
        field("FROM_FIELD", from_title, "INCIDENTS", default="from_time", optional=True, advanced=True),
        field("TO_FIELD", to_title, "INCIDENTS", default="to_time", optional=True, advanced=True),
        time_zone_parameter(),
        expression("MEASURE", measure, "INCIDENTS", advanced=True),
        number("CONFIDENCE", confidence, default.confidence, 50, 99.99, advanced=True),
        text("TITLE", translate("Evaluation", "Name of the initiative"), optional=True, advanced=True),
        text("EDITION", translate("Evaluation", "Edition (text in the report)"), optional=True, advanced=True),
    ]


def choice_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the ring's width and how areas are weighed, behind “Advanced”."""
    default = EvaluationSettings()
    ring = translate("Evaluation", "Ring around the target where displacement is looked for (m; 0 for none)")
    area = translate("Evaluation", "Weigh areas by their size")
    chosen = translate("Evaluation", "The target was chosen because its level was high")
    return [
        number("RING", ring, default.ring_m, 0, advanced=True),
        flag("BY_AREA", area, default.by_area, advanced=True),
        flag("CHOSEN_FOR_HIGH", chosen, default.chosen_for_high, advanced=True),
    ]


def read_evaluation(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> EvaluationSettings:
    """Return the settings; raise InputError where only some of the four days are given or MEASURE chooses nothing."""
    check_expression(algorithm, parameters, context, "MEASURE")
    days = [chosen_day(algorithm, parameters, context, name) for name in DATES]
    if None in days and any(days):
        message = translate("Evaluation", "Give all four days, before and after, or none.")
        raise InputError(message)
    known = [day for day in days if day is not None]
    before, after = (Period(*known[:2]), Period(*known[2:])) if known else (None, None)
    names = {definition.name() for definition in algorithm.parameterDefinitions()}
    confidence = algorithm.parameterAsDouble(parameters, "CONFIDENCE", context)
    if "RING" not in names:
        return EvaluationSettings(before, after, confidence=confidence)
    return EvaluationSettings(
        before,
        after,
        algorithm.parameterAsDouble(parameters, "RING", context),
        confidence,
        algorithm.parameterAsBool(parameters, "BY_AREA", context),
        algorithm.parameterAsBool(parameters, "CHOSEN_FOR_HIGH", context),
    )


def read_incidents(run: Run[object], crs: QgsCoordinateReferenceSystem, harm_field: str = "") -> DatedIncidents:
    """Return the incidents that count, with their day and, where a field is named, their harm."""
    from ....core.safety.evaluation.evaluation import DatedIncidents, checked_harm

    table = run.read("INCIDENTS", crs)
    times = incident_times(run, table, [run.text("FROM_FIELD"), run.text("TO_FIELD")])
    chosen = matching(run, "INCIDENTS", run.text("MEASURE"), table.feature_ids)
    caution_of(run, table, (times, times), chosen, by_clock=False)
    harm = checked_harm(table.numbers(harm_field)[chosen]) if harm_field else None
    return DatedIncidents(table.geometry[chosen], times[chosen].astype("datetime64[D]"), harm)


def read_area(run: Run[object], name: str, crs: QgsCoordinateReferenceSystem) -> Any | None:
    """Return all polygons of a layer as one, or None where it was not given."""
    from ....core.geo.geometry import union_of

    return union_of(run.read(name, crs, []).geometry) if run.has(name) else None


def register_evaluation(run: Run[EvaluationSettings], title: str, outputs: dict[str, Any]) -> None:
    """Store the outcome with its initiative in the sector database."""
    from ....core.logbook.results import evaluation_statements

    database = open_register(run)
    outcome = outputs[either("VERDICT", "VERDICT_DA")]
    finding, result = outputs["FINDING"], result_of(run, title, outputs)
    initiative = run.text("INITIATIVE")
    database.write(evaluation_statements(database, initiative, run.settings(), finding, outcome, result))
    message = translate("EvaluateInitiative", "Registered with the initiative “{name}” in “{database}”.")
    run.progress.log(message.format(name=initiative, database=database.title))


def evaluation_page(run: Run[EvaluationSettings]) -> EvaluationPage:
    """Return the parts of the page beside the evaluation itself."""
    from ....core.safety.evaluation.report import EvaluationPage

    made = translate("EvaluateInitiative", "Made")
    facts = edition_facts(run, translate("EvaluateInitiative", "Edition"), made)
    title = run.text("TITLE") or translate("EvaluateInitiative", "Evaluation of an initiative")
    return EvaluationPage(title, facts, report_inputs(run))


def read_suggestions(
    run: Run[EvaluationSettings], evaluation: Evaluation, incidents: DatedIncidents, crs: QgsCoordinateReferenceSystem
) -> Suggestions | None:
    """Return the candidates most like the target; None if none were given, or the target cannot be compared."""
    if not run.has("CANDIDATES"):
        return None
    from ....core.safety.evaluation.tables import suggest_comparisons

    table = run.read("CANDIDATES", crs)
    usual = next((name for name in ("name", "sector_id", "unit_id", "navn") if name in table.attributes.columns), "")
    return suggest_comparisons(evaluation, incidents, table, sector_names(table, usual))


def page_with_plan(
    run: Run[EvaluationSettings], evaluation: Evaluation, page: EvaluationPage, crs: QgsCoordinateReferenceSystem
) -> EvaluationPage:
    """Return the page with what was registered, and how the run differs from it."""
    if not run.has("REGISTRATION"):
        return page
    from dataclasses import replace

    from ....core.safety.evaluation.preregistration import deviations, read_registration

    plan = read_registration(Path(run.text("REGISTRATION")).read_text(encoding="utf-8"))
    if plan.crs != crs.authid():
        message = translate(
            "EvaluateInitiative",
            "The registration's areas are in {plan}, the target in {here}. Reproject the target to {plan}.",
        )
        raise InputError(message.format(plan=plan.crs, here=crs.authid()))
    return replace(page, plan=plan, deviations=deviations(plan, evaluation, run.text("MEASURE")))


def write_percentages(run: Run[EvaluationSettings], counts: CountTable) -> dict[str, Any]:
    """Write what percentages without counts would need."""
    from ....core.safety.evaluation.counts_table import percents_table
    from ....core.safety.evaluation.report import percents_report

    verdict = translate("EvaluateInitiative", "Percentages without counts cannot be judged.")
    run.progress.warn(verdict)
    if run.has("DATABASE"):
        run.progress.warn(translate("EvaluateInitiative", "Nothing was registered: there is no finding."))
    outputs = {
        "FINDING": "no_counts",
        "VERDICT": verdict,
        "OUTPUT": run.write_table("OUTPUT", percents_table(counts.percents)),
    }
    outputs |= write_report(run, percents_report(counts.percents, evaluation_page(run)))
    return outputs
