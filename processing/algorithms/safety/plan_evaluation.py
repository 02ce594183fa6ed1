"""Register an evaluation before the initiative starts."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingOutputNumber
from qgis.PyQt.QtCore import QCoreApplication

from ....core.safety.evaluation.settings import EvaluationSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import file_output, report, report_pdf
from ...framework.reports import edition_facts, report_inputs, today, wants_report, write_report
from ...framework.run import Run
from ._evaluation import (
    advanced_parameters,
    area_parameters,
    read_area,
    read_evaluation,
    read_incidents,
)

translate = QCoreApplication.translate


class PlanEvaluation(SectorAlgorithm[EvaluationSettings]):
    """Fix areas, periods and measure beforehand, and say how small a drop could be seen."""

    ID = "planevaluation"
    GROUP = "safety"

    def title(self) -> str:
        """Return the translated name."""
        return translate("PlanEvaluation", "Plan evaluation")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare incidents, areas, periods and the registration."""
        self.declare(
            *area_parameters(required=True),
            *advanced_parameters(),
            file_output(
                "REGISTRATION",
                translate("PlanEvaluation", "Registration"),
                translate("PlanEvaluation", "JSON files (*.json)"),
            ),
            report(),
            report_pdf(),
        )
        title = translate("PlanEvaluation", "Smallest detectable drop (percent)")
        self.addOutput(QgsProcessingOutputNumber("SMALLEST_DROP", title))
        self.addOutput(QgsProcessingOutputNumber("INCIDENTS_BEFORE", translate("PlanEvaluation", "Incidents before")))

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> EvaluationSettings:
        """Return periods and confidence."""
        return read_evaluation(self, parameters, context)

    def execute(self, run: Run[EvaluationSettings]) -> dict[str, object]:
        """Measure the time before, and write the registration and its page."""
        from ....core.safety.evaluation.evaluation import StudyAreas
        from ....core.safety.evaluation.plan_report import plan_evaluation, plan_report

        crs = run.working_crs("TARGET")
        incidents = read_incidents(run, crs)
        study_areas = StudyAreas(read_area(run, "TARGET", crs), read_area(run, "COMPARISON", crs))
        title = run.text("TITLE") or translate("PlanEvaluation", "Planned evaluation")
        measure, day = run.text("MEASURE"), today()
        plan, expected = plan_evaluation(incidents, study_areas, run.settings(), title, day, crs.authid(), measure)
        outputs: dict[str, Any] = {
            "REGISTRATION": run.write_text("REGISTRATION", plan.to_json()),
            "SMALLEST_DROP": plan.smallest_drop,
            "INCIDENTS_BEFORE": plan.incidents_before,
        }
        if wants_report(run):
            registered = translate("PlanEvaluation", "Registered")
            facts = edition_facts(run, translate("PlanEvaluation", "Edition"), registered)
            page = plan_report(plan, expected, facts, report_inputs(run))
            outputs.update(write_report(run, page))
        return outputs
