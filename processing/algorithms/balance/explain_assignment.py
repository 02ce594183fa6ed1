"""Tell the price of assigning units of the analyst's choosing to another sector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.balance.model.settings import BOUNDS, BalanceSettings
from ....core.base.errors import InputError
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import LINES, POLYGONS, advanced, field, layer, number, pdf_destination, report_destination
from ...framework.reports import report_inputs, today, wants_report, write_report
from ...framework.run import Run

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
        for parameter in (*self._first_screen(), *map(advanced, self._rules())):
            self.addParameter(parameter)
        prices = translate("ExplainAssignment", "Price of each unit in each sector")
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", prices, Qgis.ProcessingSourceType.Vector))
        self.addParameter(report_destination())
        self.addParameter(pdf_destination())

    @staticmethod
    def _first_screen() -> list[Any]:
        text = {
            "UNITS": translate("ExplainAssignment", "Planning units"),
            "WORKLOAD_FIELD": translate("ExplainAssignment", "Workload (any unit)"),
            "SECTOR_FIELD": translate("ExplainAssignment", "Field with the plan"),
            "UNIT_IDS": translate("ExplainAssignment", "Units to explain (ids, such as u0001;u0044)"),
            "CHOSEN": translate("ExplainAssignment", "Or a layer of the units to explain (such as the selected ones)"),
            "TARGET": translate("ExplainAssignment", "Sector they would join (empty: every one they border on)"),
            "TOLERANCE": translate("ExplainAssignment", "Greatest deviation of load (%)"),
        }
        return [
            layer("UNITS", text["UNITS"], POLYGONS),
            field("WORKLOAD_FIELD", text["WORKLOAD_FIELD"], "UNITS", numeric=True, default="workload"),
            field("SECTOR_FIELD", text["SECTOR_FIELD"], "UNITS", default="sector_id"),
            QgsProcessingParameterString("UNIT_IDS", text["UNIT_IDS"], "", optional=True),
            layer("CHOSEN", text["CHOSEN"], POLYGONS, optional=True),
            QgsProcessingParameterString("TARGET", text["TARGET"], "", optional=True),
            _bounded("TOLERANCE", text["TOLERANCE"]),
        ]

    @staticmethod
    def _rules() -> list[Any]:
        text = {
            "CURRENT_FIELD": translate("ExplainAssignment", "Today's sector (empty: the plan)"),
            "DISTRICT_FIELD": translate("ExplainAssignment", "Local police district"),
            "LOCK_FIELD": translate("ExplainAssignment", "Locked: sector the unit must be in, or true to stay"),
            "TOGETHER_FIELD": translate("ExplainAssignment", "Group of units that stay together"),
            "APART": translate("ExplainAssignment", "Units never together (pairs of ids: u0001|u0044;u0002|u0009)"),
            "BALANCE_FIELDS": translate("ExplainAssignment", "Fields to balance too"),
            "BALANCE_TOLERANCE": translate("ExplainAssignment", "Greatest deviation of these fields (%)"),
            "LINKS": translate("ExplainAssignment", "Links (bridges, ferries: lines from unit to unit)"),
            "OFFICERS": translate("ExplainAssignment", "Officers to allocate (0: sectors count alike)"),
            "MINIMUM_OFFICERS": translate("ExplainAssignment", "Officers per sector at least"),
        }
        numeric = Qgis.ProcessingFieldParameterDataType.Numeric
        return [
            *(field(name, text[name], "UNITS", optional=True) for name in ("CURRENT_FIELD", "DISTRICT_FIELD")),
            *(field(name, text[name], "UNITS", optional=True) for name in ("LOCK_FIELD", "TOGETHER_FIELD")),
            QgsProcessingParameterString("APART", text["APART"], "", optional=True),
            QgsProcessingParameterField("BALANCE_FIELDS", text["BALANCE_FIELDS"], None, "UNITS", numeric, True, True),
            _bounded("BALANCE_TOLERANCE", text["BALANCE_TOLERANCE"]),
            layer("LINKS", text["LINKS"], LINES, optional=True),
            _bounded("OFFICERS", text["OFFICERS"]),
            _bounded("MINIMUM_OFFICERS", text["MINIMUM_OFFICERS"]),
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
        """Read the plan, price each unit in each sector, and write the table and the report."""
        import numpy as np

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
        nowhere = np.full(len(table), None, dtype=object)
        kind = Qgis.WkbType.NoGeometry
        outputs = {"OUTPUT": run.write("OUTPUT", nowhere, table, kind, QgsCoordinateReferenceSystem())}
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


def _bounded(name: str, title: str) -> Any:
    """Return a number with the default and bounds that core sets."""
    default = getattr(BalanceSettings(), name.lower())
    return number(name, title, default, *BOUNDS[name.lower()], whole=isinstance(default, int))
