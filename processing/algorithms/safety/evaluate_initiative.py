"""Evaluate what an initiative changed."""

from __future__ import annotations

from dataclasses import replace
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
from ....core.safety.evaluation.settings import EvaluationSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.database import register_parameter
from ...framework.parameters import POLYGONS, TABLES, field, file, layer, report, report_pdf, sink, text
from ...framework.reports import write_report
from ...framework.run import Run
from ._evaluation import (
    advanced_parameters,
    area_parameters,
    choice_parameters,
    evaluation_page,
    page_with_plan,
    read_area,
    read_evaluation,
    read_incidents,
    read_suggestions,
    register_evaluation,
    write_percentages,
)

if TYPE_CHECKING:
    from ....core.safety.evaluation.evaluation import Evaluation
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
            *area_parameters(required=False),
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
            return write_percentages(run, counts)
        evaluation = evaluate_counts(counts.areas, run.settings(), counts.harm)
        return self._outputs(run, evaluation, evaluation_page(run), QgsCoordinateReferenceSystem())

    def _from_incidents(self, run: Run[EvaluationSettings]) -> dict[str, Any]:
        from ....core.safety.evaluation.evaluation import StudyAreas, evaluate_incidents

        crs = run.working_crs("TARGET")
        incidents = read_incidents(run, crs, run.text("HARM_FIELD"))
        run.progress.show(0.4)
        names = ("TARGET", "COMPARISON", "DISPLACEMENT", "DISPLACEMENT_COMPARISON")
        study_areas = StudyAreas(*(read_area(run, name, crs) for name in names))
        evaluation = evaluate_incidents(incidents, study_areas, run.settings())
        run.progress.show(0.7)
        found = read_suggestions(run, evaluation, incidents, crs)
        page = replace(evaluation_page(run), suggestions=None if found is None else found.ranking)
        outputs = self._outputs(run, evaluation, page_with_plan(run, evaluation, page, crs), crs)
        if found is not None and run.has("SUGGESTIONS"):
            outputs["SUGGESTIONS"] = run.write("SUGGESTIONS", found.shapes, found.table, Qgis.WkbType.MultiPolygon, crs)
        return outputs

    def _outputs(
        self,
        run: Run[EvaluationSettings],
        evaluation: Evaluation,
        page: EvaluationPage,
        crs: QgsCoordinateReferenceSystem,
    ) -> dict[str, Any]:
        from ....core.safety.evaluation.report import evaluation_report
        from ....core.safety.evaluation.tables import measures_table, study_areas_table, summary
        from ....core.safety.evaluation.verdict import judge

        verdict = judge(evaluation)
        for note in (*evaluation.notes, *verdict.english):
            run.progress.log(note)
        outputs = {**summary(evaluation, verdict), "OUTPUT": run.write_table("OUTPUT", measures_table(evaluation))}
        if run.has("AREAS") and evaluation.study_areas is not None:
            shapes, table = study_areas_table(evaluation)
            outputs["AREAS"] = run.write("AREAS", shapes, table, Qgis.WkbType.MultiPolygon, crs)
        outputs |= write_report(run, evaluation_report(evaluation, verdict, page))
        if run.has("DATABASE"):
            register_evaluation(run, page.title, outputs)
        return outputs
