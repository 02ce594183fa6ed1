"""Compare two plans over the same units."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsProcessingOutputNumber
from qgis.PyQt.QtCore import QCoreApplication

from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.parameters import POLYGONS, field, layer, report, report_pdf, sink
from ...framework.reports import report_inputs, today, wants_report, write_report
from ...framework.run import Run

translate = QCoreApplication.translate


class CompareSectorPlans(AlgorithmWithoutSettings):
    """Changed units, residents who change officer, and the transition matrix."""

    ID = "comparesectorplans"
    GROUP = "balance"
    STYLES = {"OUTPUT": "changes"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("CompareSectorPlans", "Compare sector plans")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare units, the two plans and outputs."""
        population = translate("CompareSectorPlans", "Field with residents")
        self.declare(
            layer("UNITS", translate("CompareSectorPlans", "Planning units"), POLYGONS),
            field("OLD_FIELD", translate("CompareSectorPlans", "Field with the plan of today"), "UNITS"),
            field("NEW_FIELD", translate("CompareSectorPlans", "Field with the new plan"), "UNITS"),
            field("POPULATION_FIELD", population, "UNITS", numeric=True, optional=True),
            sink("OUTPUT", translate("CompareSectorPlans", "Changed units")),
            sink("TRANSITIONS", translate("CompareSectorPlans", "Transition matrix"), optional=True, made=False),
            report(),
            report_pdf(),
        )
        people = translate("CompareSectorPlans", "Residents who change officer")
        self.addOutput(QgsProcessingOutputNumber("RESIDENTS_MOVED", people))
        units = translate("CompareSectorPlans", "Units that change sector")
        self.addOutput(QgsProcessingOutputNumber("UNITS_MOVED", units))

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Read both plans, compare, and write changed units, matrix and report."""
        from ....core.plan.comparison import CHANGES, changed_units, compare_plans, comparison_text, transitions
        from ....core.plan.reports.comparison import compare_report

        crs = run.working_crs("UNITS")
        units = run.read("UNITS", crs)
        names = run.text("OLD_FIELD"), run.text("NEW_FIELD")
        found = compare_plans(
            units, run.read_plan(units, names[0]), run.read_plan(units, names[1]), run.text("POPULATION_FIELD")
        )
        run.progress.log(comparison_text(found))
        changed, flows = changed_units(found), transitions(found)
        moved, people = found.count(CHANGES)
        outputs = {
            "OUTPUT": run.write("OUTPUT", changed.geometry, changed.attributes, Qgis.WkbType.MultiPolygon, crs),
            "TRANSITIONS": run.write_table("TRANSITIONS", flows),
            "UNITS_MOVED": moved,
            "RESIDENTS_MOVED": people if found.has_population else None,
        }
        if wants_report(run):
            outputs |= write_report(run, compare_report(found, names, report_inputs(run), today()))
        return outputs
