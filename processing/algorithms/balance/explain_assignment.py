"""Explain the cost of assigning chosen units to another sector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.balance.model.settings import BalanceSettings
from ....core.base.errors import InputError
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import LINES, POLYGONS, field, layer, report, report_pdf, sink, text
from ...framework.reports import report_inputs, today, wants_report, write_report
from ...framework.run import Run
from ._parameters import bounded, unit_field

if TYPE_CHECKING:
    from ....core.balance.model.instance import BalanceLayers

translate = QCoreApplication.translate


class ExplainAssignment(SectorAlgorithm[BalanceSettings]):
    """For each unit and each sector it could join: border, deviations, residents, and what forbids it."""

    ID = "explainassignment"
    GROUP = "balance"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ExplainAssignment", "Explain assignment")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the plan, the units to explain, the rules of balancing, and the outputs."""
        prices = translate("ExplainAssignment", "Price of each unit in each sector")
        self.declare(
            *self._first_screen(),
            *self._rules(),
            sink("OUTPUT", prices, Qgis.ProcessingSourceType.Vector),
            report(),
            report_pdf(),
        )

    @staticmethod
    def _first_screen() -> list[Any]:
        chosen = translate("ExplainAssignment", "Or a layer of the units to explain (such as the selected ones)")
        target = translate("ExplainAssignment", "Sector they would join (empty: every one they border on)")
        ids = translate("ExplainAssignment", "Units to explain (ids, such as u0001;u0044)")
        workload = translate("ExplainAssignment", "Workload (any unit)")
        return [
            layer("UNITS", translate("ExplainAssignment", "Planning units"), POLYGONS),
            field("WORKLOAD_FIELD", workload, "UNITS", numeric=True, default="workload"),
            field("SECTOR_FIELD", translate("ExplainAssignment", "Field with the plan"), "UNITS", default="sector_id"),
            text("UNIT_IDS", ids, "", optional=True),
            layer("CHOSEN", chosen, POLYGONS, optional=True),
            text("TARGET", target, "", optional=True),
            bounded("TOLERANCE", translate("ExplainAssignment", "Greatest deviation of load (%)")),
        ]

    @staticmethod
    def _rules() -> list[Any]:
        apart = translate("ExplainAssignment", "Units never together (pairs of ids: u0001|u0044;u0002|u0009)")
        fields = translate("ExplainAssignment", "Fields to balance too")
        tolerance = translate("ExplainAssignment", "Greatest deviation of these fields (%)")
        links = translate("ExplainAssignment", "Links (bridges, ferries: lines from unit to unit)")
        officers = translate("ExplainAssignment", "Officers to allocate (0: sectors count alike)")
        return [
            unit_field("CURRENT_FIELD", translate("ExplainAssignment", "Today's sector (empty: the plan)")),
            unit_field("DISTRICT_FIELD", translate("ExplainAssignment", "Local police district")),
            unit_field(
                "LOCK_FIELD", translate("ExplainAssignment", "Locked: sector the unit must be in, or true to stay")
            ),
            unit_field("TOGETHER_FIELD", translate("ExplainAssignment", "Group of units that stay together")),
            text("APART", apart, "", optional=True, advanced=True),
            field("BALANCE_FIELDS", fields, "UNITS", numeric=True, several=True, optional=True, advanced=True),
            bounded("BALANCE_TOLERANCE", tolerance, advanced=True),
            layer("LINKS", links, LINES, optional=True, advanced=True),
            bounded("OFFICERS", officers, advanced=True),
            bounded("MINIMUM_OFFICERS", translate("ExplainAssignment", "Officers per sector at least"), advanced=True),
        ]

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> BalanceSettings:
        """Return the tolerances and officers; refuse a run without units to explain."""
        if not (parameters.get("CHOSEN") or _ids(self.parameterAsString(parameters, "UNIT_IDS", context))):
            message = translate(
                "ExplainAssignment", "No unit to explain is given. Write ids in UNIT_IDS, or give a layer in CHOSEN."
            )
            raise InputError(message)
        return BalanceSettings(
            tolerance=self.parameterAsDouble(parameters, "TOLERANCE", context),
            balance_tolerance=self.parameterAsDouble(parameters, "BALANCE_TOLERANCE", context),
            officers=self.parameterAsInt(parameters, "OFFICERS", context),
            minimum_officers=self.parameterAsInt(parameters, "MINIMUM_OFFICERS", context),
        )

    def execute(self, run: Run[BalanceSettings]) -> dict[str, str]:
        """Read the plan, calculate the cost of each unit in each sector, and write the table and the report."""
        from ....core.balance.analysis.assignment import as_table, explain_assignment
        from ....core.balance.model.instance import unit_names
        from ....core.balance.reports.assignment import assignment_report

        crs, settings = run.working_crs("UNITS"), run.settings()
        chosen = _ids(run.text("UNIT_IDS"))
        if run.has("CHOSEN"):
            chosen += unit_names(run.read("CHOSEN", crs), run.progress)
        layers = self._layers(run, crs)
        found = explain_assignment(layers, run.text("SECTOR_FIELD"), chosen, run.text("TARGET"), settings, run.progress)
        table = as_table(found, settings)
        outputs = {"OUTPUT": run.write_table("OUTPUT", table)}
        if wants_report(run):
            outputs |= write_report(run, assignment_report(found, settings, report_inputs(run), today()))
        return outputs

    def _layers(self, run: Run[BalanceSettings], crs: QgsCoordinateReferenceSystem) -> BalanceLayers:
        from ....core.balance.model.instance import BalanceLayers, parse_cannot_link

        return BalanceLayers(
            units=run.read("UNITS", crs),
            workload_field=run.text("WORKLOAD_FIELD"),
            sector_count=0,
            district_field=run.text("DISTRICT_FIELD"),
            current_field=run.text("CURRENT_FIELD"),
            lock_field=run.text("LOCK_FIELD"),
            must_link_field=run.text("TOGETHER_FIELD"),
            balance_fields=tuple(self.parameterAsStrings(run.parameters, "BALANCE_FIELDS", run.context)),
            cannot_link=parse_cannot_link(run.text("APART")),
            links=run.read("LINKS", crs) if run.has("LINKS") else None,
        )


def _ids(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]
