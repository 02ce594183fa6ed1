"""Combine the criteria of planning units into a workload."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.plan.settings import WorkloadWeights
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import POLYGONS, layer, number, report, sink
from ...framework.reports import report_inputs, today, wants_report, write_report
from ...framework.run import Run

translate = QCoreApplication.translate


class WorkloadIndex(SectorAlgorithm[WorkloadWeights]):
    """Workload in per mille of the whole area, from four criteria and their weights."""

    ID = "workloadindex"
    GROUP = "prepare"
    STYLES = {"OUTPUT": "workload"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("WorkloadIndex", "Compute workload")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare units, weights and output."""
        self.declare(
            layer("UNITS", translate("WorkloadIndex", "Planning units"), POLYGONS),
            *(number(name, title, value, 0) for name, title, value in self._weights()),
            sink("OUTPUT", translate("WorkloadIndex", "Units with workload")),
            report(),
        )

    @staticmethod
    def _weights() -> list[tuple[str, str, float]]:
        default = WorkloadWeights()
        exposed = translate("WorkloadIndex", "Weight of exposed housing areas (relative)")
        return [
            ("WEIGHT_CRIME", translate("WorkloadIndex", "Weight of crime (relative)"), default.crime),
            ("WEIGHT_EXPOSED", exposed, default.exposed),
            ("WEIGHT_SPECIAL", translate("WorkloadIndex", "Weight of special places (relative)"), default.special),
            ("WEIGHT_POPULATION", translate("WorkloadIndex", "Weight of population (relative)"), default.population),
        ]

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> WorkloadWeights:
        """Return the weights."""
        values = [self.parameterAsDouble(parameters, name, context) for name, _, _ in self._weights()]
        return WorkloadWeights(*values)

    def execute(self, run: Run[WorkloadWeights]) -> dict[str, str]:
        """Read the criteria, combine them, and write the units with their shares, and the report."""
        from ....core.plan.reports.units import workload_report
        from ....core.plan.workload import CRITERIA, workload

        units = run.read("UNITS", run.working_crs("UNITS"))
        criteria = {name: units.numbers(field) for name, field in CRITERIA.items() if field in units.attributes.columns}
        if not criteria:
            message = translate(
                "WorkloadIndex", "Layer “{layer}” has none of the fields {fields}. Run “Build planning units” first."
            )
            raise InputError(message.format(layer=units.name, fields=", ".join(CRITERIA.values())))
        shares = workload(criteria, run.settings())
        outputs = {"OUTPUT": run.write_extended("OUTPUT", "UNITS", shares)}
        if wants_report(run):
            report = workload_report(units, shares, run.settings(), report_inputs(run), today())
            outputs |= write_report(run, report)
        return outputs
