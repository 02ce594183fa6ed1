"""Divide planning units into connected sectors of equal load per officer."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.balance.model.settings import BOUNDS, BalanceSettings
from ....core.base.errors import InputError
from ....core.plan.settings import parse_district_sectors
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import report, sink
from ...framework.reports import report_inputs, today, write_report
from ...framework.run import Run
from ._parameters import first_screen, rules, search

translate = QCoreApplication.translate
RUN_PROPERTY = "sector_planner/run"  # of the layer of units: what the dock begins with
_NUMBERS = ("MAX_DEVIATION", "BORDER_KM", "RESIDENTS_MOVED", "SECTORS_MADE", "PROVEN_GAP")


class BalanceSectors(SectorAlgorithm[BalanceSettings]):
    """Sectors of equal load per officer: connected, nested in districts, with short borders and little change."""

    ID = "balancesectors"
    GROUP = "balance"
    STYLES = {"OUTPUT": "plan", "SECTORS": "sectors"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("BalanceSectors", "Balance sectors")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare what is divided, by what rules, how hard to try, and the outputs."""
        self.declare(
            *first_screen(),
            *rules(),
            *search(),
            sink("OUTPUT", translate("BalanceSectors", "Units with sector_id")),
            sink("SECTORS", translate("BalanceSectors", "Sectors"), optional=True),
            report(),
        )
        for name in _NUMBERS:
            self.addOutput(QgsProcessingOutputNumber(name, name))

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> BalanceSettings:
        """Return the settings; refuse sectors per district without a district."""
        districts = parse_district_sectors(self.parameterAsString(parameters, "DISTRICT_SECTORS", context))
        if districts and not parameters.get("DISTRICT_FIELD"):
            message = translate(
                "BalanceSectors", "Sectors per district are given, but DISTRICT_FIELD is not. Choose the field."
            )
            raise InputError(message)
        default = BalanceSettings()
        numbers = {
            name: type(getattr(default, name))(self.parameterAsDouble(parameters, name.upper(), context))
            for name in BOUNDS
        }
        return BalanceSettings(
            **numbers,
            effort=self.parameterAsString(parameters, "EFFORT", context),
            scheduler=self.parameterAsString(parameters, "SCHEDULER", context).strip(),
        )

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Keep for the dock what the run was given, while the layers of the project can be asked for."""
        links = self.parameterAsVectorLayer(parameters, "LINKS", context)
        project = context.project()
        self._given = {
            "sector_field": "sector_id",
            "workload_field": self.parameterAsString(parameters, "WORKLOAD_FIELD", context),
            "district_field": self.parameterAsString(parameters, "DISTRICT_FIELD", context),
            "links_layer_id": links.id() if links and project and project.mapLayer(links.id()) else "",
            "officers": self.parameterAsInt(parameters, "OFFICERS", context),
            "minimum": self.parameterAsInt(parameters, "MINIMUM_OFFICERS", context),
            "tolerance": self.parameterAsDouble(parameters, "TOLERANCE", context),
        }
        return bool(super().prepareAlgorithm(parameters, context, feedback))

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Leave on the units what the run was given: the dock begins with it."""
        results = super().postProcessAlgorithm(context, feedback)
        layer = self._loaded_layer("OUTPUT", context)
        if layer is not None:
            layer.setCustomProperty(RUN_PROPERTY, json.dumps(self._given, ensure_ascii=False))
        return results

    def execute(self, run: Run[BalanceSettings]) -> dict[str, object]:
        """Read the layers, balance, and write units, sectors and report."""
        from ....core.balance.model.instance import BalanceLayers, parse_cannot_link
        from ....core.balance.reports.plan import Background
        from ....core.balance.run import BalanceTask
        from ....core.balance.runtime.deadline import Deadline

        settings = run.settings()
        deadline = Deadline(settings.time_limit)
        task = BalanceTask(settings, Background(report_inputs(run), today()), run.progress, deadline)
        crs = run.working_crs("UNITS")
        units = run.read("UNITS", crs)
        run.tell_missing(units, population=translate("BalanceSectors", "the workload stands for the residents."))
        layers = BalanceLayers(
            units=units,
            workload_field=run.text("WORKLOAD_FIELD"),
            sector_count=settings.sector_count,
            district_field=run.text("DISTRICT_FIELD"),
            district_sectors=parse_district_sectors(run.text("DISTRICT_SECTORS")),
            current_field=run.text("CURRENT_FIELD"),
            lock_field=run.text("LOCK_FIELD"),
            must_link_field=run.text("TOGETHER_FIELD"),
            balance_fields=tuple(self.parameterAsStrings(run.parameters, "BALANCE_FIELDS", run.context)),
            cannot_link=parse_cannot_link(run.text("APART")),
            stations=run.read("STATIONS", crs) if run.has("STATIONS") else None,
            barriers=run.read("BARRIERS", crs) if run.has("BARRIERS") else None,
            links=run.read("LINKS", crs) if run.has("LINKS") else None,
        )
        made = task.balance(layers)
        sectors = made.sectors
        outputs: dict[str, object] = {
            "OUTPUT": run.write_extended("OUTPUT", "UNITS", made.columns),
            "SECTORS": run.write("SECTORS", sectors.geometry, sectors.attributes, Qgis.WkbType.MultiPolygon, crs),
            **made.numbers,
        }
        return outputs | write_report(run, made.report)
