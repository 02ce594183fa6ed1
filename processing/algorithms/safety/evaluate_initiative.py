"""Evaluate what an initiative changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.base.i18n import either
from ....core.safety.evaluation.settings import EvaluationSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import POLYGONS, TABLES, field, file, layer, report, report_pdf, sink, text
from ...framework.reports import report_inputs, today, write_report
from ...framework.run import Run
from ._evaluation import (
    advanced_parameters,
    choice_parameters,
    ground_parameters,
    read_evaluation,
    read_ground,
    read_incidents,
)
from ._registration import open_register, register_parameter, result_of

if TYPE_CHECKING:
    import pandas as pd

    from ....core.safety.evaluation.counts_table import CountTable
    from ....core.safety.evaluation.evaluation import DatedIncidents, Evaluation
    from ....core.safety.evaluation.report import EvaluationPage

translate = QCoreApplication.translate


class EvaluateInitiative(SectorAlgorithm[EvaluationSettings]):
    """Before and after in a target, against a comparison, with displacement and chance."""

    ID = "evaluateinitiative"
    GROUP = "safety"
    STYLES = {"AREAS": "evaluation"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("EvaluateInitiative", "Evaluate initiative")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare incidents or counts, areas, periods and outputs."""
        displacement = translate("EvaluateInitiative", "Displacement area (a ring is made where empty)")
        compared = translate("EvaluateInitiative", "Comparison of the displacement area")
        candidates = translate("EvaluateInitiative", "Areas among which to look for a comparison")
        counts = translate("EvaluateInitiative", "Table of counts instead of incidents (role, before, after)")
        harm = translate("EvaluateInitiative", "Field with the harm of an incident (weight)")
        registration = translate("EvaluateInitiative", "Registration of the planned evaluation")
        initiative = translate("EvaluateInitiative", "Name of the initiative in the sector database")
        suggestions = translate("EvaluateInitiative", "Areas that could serve for comparison")
        self.declare(
            *ground_parameters(required=False),
            layer("DISPLACEMENT", displacement, POLYGONS, optional=True, advanced=True),
            layer("DISPLACEMENT_COMPARISON", compared, POLYGONS, optional=True, advanced=True),
            layer("CANDIDATES", candidates, POLYGONS, optional=True, advanced=True),
            layer("COUNTS", counts, TABLES, optional=True, advanced=True),
            field("HARM_FIELD", harm, "INCIDENTS", numeric=True, optional=True, advanced=True),
            *choice_parameters(),
            *advanced_parameters(),
            file("REGISTRATION", registration, extension="json", optional=True, advanced=True),
            register_parameter(),
            text("INITIATIVE", initiative, optional=True, advanced=True),
            sink("OUTPUT", translate("EvaluateInitiative", "Measures (table)")),
            sink("AREAS", translate("EvaluateInitiative", "Areas compared"), optional=True, made=False),
            sink("SUGGESTIONS", suggestions, optional=True, made=False),
            report(),
            report_pdf(),
        )
        for name in ("FINDING", "VERDICT", "VERDICT_DA"):
            self.addOutput(QgsProcessingOutputString(name, name.capitalize()))
        for name in ("PERCENT_CHANGE", "DIFFERENCE", "ODDS_RATIO"):
            self.addOutput(QgsProcessingOutputNumber(name, name.replace("_", " ").capitalize()))

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> EvaluationSettings:
        """Return periods and choices; refuse a run with neither incidents in a target nor counts."""
        given = {name for name in ("INCIDENTS", "TARGET", "COUNTS") if parameters.get(name) not in (None, "")}
        if "COUNTS" not in given and given != {"INCIDENTS", "TARGET"}:
            message = translate("EvaluateInitiative", "Give incidents and a target area, or a table of counts.")
            raise InputError(message)
        if parameters.get("DATABASE") and not self.parameterAsString(parameters, "INITIATIVE", context).strip():
            raise InputError(translate("EvaluateInitiative", "Name the initiative to which the evaluation belongs."))
        return read_evaluation(self, parameters, context)

    def execute(self, run: Run[EvaluationSettings]) -> dict[str, object]:
        """Count, measure, judge, and write measures, areas and report."""
        from ....core.safety.evaluation.counts_table import read_counts
        from ....core.safety.evaluation.evaluation import evaluate_counts

        if not run.has("COUNTS"):
            return self._from_incidents(run)
        counts = read_counts(run.read("COUNTS", run.source("COUNTS").sourceCrs()))
        if counts.areas is None:
            return self._percentages(run, counts)
        evaluation = evaluate_counts(counts.areas, run.settings(), counts.harm)
        return self._outputs(run, evaluation, _page(run), QgsCoordinateReferenceSystem())

    def _from_incidents(self, run: Run[EvaluationSettings]) -> dict[str, Any]:
        from dataclasses import replace

        from ....core.safety.evaluation.evaluation import Grounds, evaluate_incidents

        crs = run.working_crs("TARGET")
        incidents = read_incidents(run, crs, run.text("HARM_FIELD"))
        run.progress.show(0.4)
        names = ("TARGET", "COMPARISON", "DISPLACEMENT", "DISPLACEMENT_COMPARISON")
        grounds = Grounds(*(read_ground(run, name, crs) for name in names))
        evaluation = evaluate_incidents(incidents, grounds, run.settings())
        run.progress.show(0.7)
        suggestions, places = _suggestions(run, evaluation, incidents, crs)
        page = replace(_page(run), suggestions=suggestions)
        outputs = self._outputs(run, evaluation, _against_plan(run, evaluation, page, crs), crs)
        if suggestions is not None and run.has("SUGGESTIONS"):
            kind, table = Qgis.WkbType.MultiPolygon, suggestions.drop(columns="row")
            outputs["SUGGESTIONS"] = run.write("SUGGESTIONS", places, table, kind, crs)
        return outputs

    def _percentages(self, run: Run[EvaluationSettings], counts: CountTable) -> dict[str, Any]:
        """Write what percentages without counts would need."""
        import pandas as pd

        from ....core.safety.evaluation.report import percents_report

        needed = [one.needed for one in counts.percents]
        table = pd.DataFrame(
            {
                "measure": [one.name for one in counts.percents],
                "percent": [one.percent for one in counts.percents],
                "incidents_needed": pd.array(needed, dtype="Int64"),
            }
        )
        verdict = translate("EvaluateInitiative", "Percentages without counts cannot be judged.")
        run.progress.warn(verdict)
        if run.has("DATABASE"):
            run.progress.warn(translate("EvaluateInitiative", "Nothing was registered: there is no finding."))
        outputs = {"FINDING": "no_counts", "VERDICT": verdict, "OUTPUT": _write_table(run, "OUTPUT", table)}
        outputs.update(write_report(run, percents_report(counts.percents, _page(run))))
        return outputs

    def _outputs(
        self,
        run: Run[EvaluationSettings],
        evaluation: Evaluation,
        page: EvaluationPage,
        crs: QgsCoordinateReferenceSystem,
    ) -> dict[str, Any]:
        from ....core.safety.evaluation.report import evaluation_report
        from ....core.safety.evaluation.tables import areas_table, measures_table, summary
        from ....core.safety.evaluation.verdict import judge

        verdict = judge(evaluation)
        for note in (*evaluation.notes, *verdict.english):
            run.progress.say(note)
        outputs = {**summary(evaluation, verdict), "OUTPUT": _write_table(run, "OUTPUT", measures_table(evaluation))}
        if run.has("AREAS") and evaluation.grounds is not None:
            shapes, table = areas_table(evaluation)
            outputs["AREAS"] = run.write("AREAS", shapes, table, Qgis.WkbType.MultiPolygon, crs)
        outputs.update(write_report(run, evaluation_report(evaluation, verdict, page)))
        if run.has("DATABASE"):
            _register(run, page.title, outputs)
        return outputs


def _write_table(run: Run[EvaluationSettings], name: str, table: pd.DataFrame) -> str:
    import numpy as np

    nothing = np.full(len(table), None, dtype=object)
    return run.write(name, nothing, table, Qgis.WkbType.NoGeometry, QgsCoordinateReferenceSystem())


def _register(run: Run[EvaluationSettings], title: str, outputs: dict[str, Any]) -> None:
    from ....core.logbook.results import evaluation_statements

    database = open_register(run)
    outcome = outputs[either("VERDICT", "VERDICT_DA")]
    finding, result = outputs["FINDING"], result_of(run, title, outputs)
    initiative = run.text("INITIATIVE")
    database.write(evaluation_statements(database, initiative, run.settings(), finding, outcome, result))
    message = translate("EvaluateInitiative", "Registered with the initiative “{name}” in “{database}”.")
    run.progress.say(message.format(name=initiative, database=database.title))


def _page(run: Run[EvaluationSettings]) -> EvaluationPage:
    from ....core.safety.evaluation.report import EvaluationPage

    edition = run.text("EDITION")
    facts = [(translate("EvaluateInitiative", "Edition"), edition)] if edition else []
    facts.append((translate("EvaluateInitiative", "Made"), today()))
    title = run.text("TITLE") or translate("EvaluateInitiative", "Evaluation of an initiative")
    return EvaluationPage(title, facts, report_inputs(run))


def _suggestions(
    run: Run[EvaluationSettings], evaluation: Evaluation, incidents: DatedIncidents, crs: QgsCoordinateReferenceSystem
) -> tuple[pd.DataFrame | None, Any]:
    """Return the candidates most like the target, and their polygons; None where no candidates were given."""
    if not run.has("CANDIDATES"):
        return None, None
    from ....core.geo.geometry import polygonal
    from ....core.safety.evaluation.tables import suggest_comparisons
    from ...framework.reports import sector_names

    table = run.read("CANDIDATES", crs)
    usual = next((name for name in ("name", "sector_id", "unit_id", "navn") if name in table.attributes.columns), "")
    found = suggest_comparisons(evaluation, incidents, table, sector_names(table, usual))
    return found, None if found is None else polygonal(table.geometry[found["row"].to_numpy(dtype=int)])


def _against_plan(
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
