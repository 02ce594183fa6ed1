"""Divide planning units into connected sectors of equal load per officer."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.balance.model.settings import BOUNDS, EFFORTS, BalanceSettings
from ....core.base.errors import InputError
from ....core.plan.settings import parse_district_sectors
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import POLYGONS, advanced, choice, report_destination
from ...framework.reports import report_inputs, today
from ...framework.run import Run

translate = QCoreApplication.translate
POINTS = [Qgis.ProcessingSourceType.VectorPoint]
LINES = [Qgis.ProcessingSourceType.VectorLine]
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
        for parameter in (*self._first_screen(), *map(advanced, self._rules()), *map(advanced, self._search())):
            self.addParameter(parameter)
        self.addParameter(
            QgsProcessingParameterFeatureSink("OUTPUT", translate("BalanceSectors", "Units with sector_id"))
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                "SECTORS", translate("BalanceSectors", "Sectors"), optional=True, createByDefault=True
            )
        )
        self.addParameter(report_destination())
        for name in _NUMBERS:
            self.addOutput(QgsProcessingOutputNumber(name, name))

    @staticmethod
    def _first_screen() -> list[Any]:
        default = BalanceSettings()
        numeric = Qgis.ProcessingFieldParameterDataType.Numeric
        workload = translate("BalanceSectors", "Workload (any unit)")
        effort = translate("BalanceSectors", "Effort")
        names = translate("BalanceSectors", "Sectors per district (such as North East=9;North West=5)")
        return [
            QgsProcessingParameterFeatureSource("UNITS", translate("BalanceSectors", "Planning units"), POLYGONS),
            QgsProcessingParameterField("WORKLOAD_FIELD", workload, "workload", "UNITS", numeric),
            _bounded("SECTOR_COUNT", translate("BalanceSectors", "Number of sectors"), default.sector_count),
            _field("DISTRICT_FIELD", translate("BalanceSectors", "Local police district")),
            QgsProcessingParameterString("DISTRICT_SECTORS", names, "", optional=True),
            _bounded("TOLERANCE", translate("BalanceSectors", "Greatest deviation of load (%)"), default.tolerance),
            choice("EFFORT", effort, EFFORTS, default.effort),
        ]

    @staticmethod
    def _rules() -> list[Any]:
        default = BalanceSettings()
        text = {
            "COMPACTNESS": translate("BalanceSectors", "Weight of short borders (1: as usual)"),
            "CURRENT_FIELD": translate("BalanceSectors", "Today's sector"),
            "CONTINUITY": translate("BalanceSectors", "Weight of continuity with today's sectors (1: as usual)"),
            "MAX_MOVED": translate("BalanceSectors", "Residents who may change sector at most (%)"),
            "LOCK_FIELD": translate("BalanceSectors", "Locked: sector the unit must be in, or true to stay"),
            "TOGETHER_FIELD": translate("BalanceSectors", "Group of units that stay together"),
            "APART": translate("BalanceSectors", "Units never together (pairs of ids: u0001|u0044;u0002|u0009)"),
            "BALANCE_FIELDS": translate("BalanceSectors", "Fields to balance too"),
            "BALANCE_TOLERANCE": translate("BalanceSectors", "Greatest deviation of these fields (%)"),
            "STATIONS": translate("BalanceSectors", "Stations (one sector grows from each)"),
            "BARRIERS": translate("BalanceSectors", "Barriers (water, railways, main roads)"),
            "BARRIER_COST": translate("BalanceSectors", "A border elsewhere costs this many times one along a barrier"),
            "LINKS": translate("BalanceSectors", "Links (bridges, ferries: lines from unit to unit)"),
            "OFFICERS": translate("BalanceSectors", "Officers to allocate (0: sectors count alike)"),
            "MINIMUM_OFFICERS": translate("BalanceSectors", "Officers per sector at least"),
        }
        numeric = Qgis.ProcessingFieldParameterDataType.Numeric
        return [
            _bounded("COMPACTNESS", text["COMPACTNESS"], default.compactness),
            _field("CURRENT_FIELD", text["CURRENT_FIELD"]),
            _bounded("CONTINUITY", text["CONTINUITY"], default.continuity),
            _bounded("MAX_MOVED", text["MAX_MOVED"], default.max_moved),
            _field("LOCK_FIELD", text["LOCK_FIELD"]),
            _field("TOGETHER_FIELD", text["TOGETHER_FIELD"]),
            QgsProcessingParameterString("APART", text["APART"], "", optional=True),
            QgsProcessingParameterField("BALANCE_FIELDS", text["BALANCE_FIELDS"], None, "UNITS", numeric, True, True),
            _bounded("BALANCE_TOLERANCE", text["BALANCE_TOLERANCE"], default.balance_tolerance),
            _layer("STATIONS", text["STATIONS"], POINTS),
            _layer("BARRIERS", text["BARRIERS"], LINES + POLYGONS),
            _bounded("BARRIER_COST", text["BARRIER_COST"], default.barrier_cost),
            _layer("LINKS", text["LINKS"], LINES),
            _bounded("OFFICERS", text["OFFICERS"], default.officers),
            _bounded("MINIMUM_OFFICERS", text["MINIMUM_OFFICERS"], default.minimum_officers),
        ]

    @staticmethod
    def _search() -> list[Any]:
        default = BalanceSettings()
        scheduler = translate("BalanceSectors", "Dask scheduler (address; empty for this machine)")
        return [
            _bounded("ALTERNATIVES", translate("BalanceSectors", "Plans to compare"), default.alternatives),
            _bounded("SEED", translate("BalanceSectors", "Seed (the same seed, the same plan)"), default.seed),
            _bounded("TIME_LIMIT", translate("BalanceSectors", "Time limit (s; 0: none)"), default.time_limit),
            QgsProcessingParameterString("SCHEDULER", scheduler, "", optional=True),
        ]

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
        from ....core.balance.reports.plan import Background
        from ....core.balance.run import balance_layers
        from ....core.balance.runtime.deadline import Deadline

        settings = run.settings()
        deadline = Deadline(settings.time_limit)
        crs = run.working_crs("UNITS")
        layers = self._layers(run, crs)
        background = Background(report_inputs(run), today(), warnings=tuple(run.caveats))
        made = balance_layers(layers, settings, background, run.progress, deadline)
        sectors = made.sectors
        return {
            "OUTPUT": run.write_extended("OUTPUT", "UNITS", made.columns),
            "SECTORS": run.write("SECTORS", sectors.geometry, sectors.attributes, Qgis.WkbType.MultiPolygon, crs),
            "REPORT": run.write_text("REPORT", made.report),
            **made.numbers,
        }

    def _layers(self, run: Run[BalanceSettings], crs: Any) -> Any:
        from ....core.balance.model.instance import BalanceLayers, parse_cannot_link

        def optional(name: str) -> Any:
            return run.read(name, crs) if run.has(name) else None

        units = run.read("UNITS", crs)
        run.tell_missing(units, population=translate("BalanceSectors", "the workload stands for the residents."))
        return BalanceLayers(
            units=units,
            workload_field=run.text("WORKLOAD_FIELD"),
            sector_count=run.settings().sector_count,
            district_field=run.text("DISTRICT_FIELD"),
            district_sectors=parse_district_sectors(run.text("DISTRICT_SECTORS")),
            current_field=run.text("CURRENT_FIELD"),
            lock_field=run.text("LOCK_FIELD"),
            must_link_field=run.text("TOGETHER_FIELD"),
            balance_fields=tuple(self.parameterAsStrings(run.parameters, "BALANCE_FIELDS", run.context)),
            cannot_link=parse_cannot_link(run.text("APART")),
            stations=optional("STATIONS"),
            barriers=optional("BARRIERS"),
            links=optional("LINKS"),
        )


def _bounded(name: str, title: str, default: float) -> QgsProcessingParameterNumber:
    """Return a number with the bounds that core sets."""
    least, most = BOUNDS[name.lower()]
    kinds = Qgis.ProcessingNumberParameterType
    kind = kinds.Integer if isinstance(default, int) else kinds.Double
    return QgsProcessingParameterNumber(name, title, kind, default, minValue=least, maxValue=most)


def _field(name: str, title: str) -> QgsProcessingParameterField:
    """Return an optional field of the units."""
    return QgsProcessingParameterField(name, title, None, "UNITS", optional=True)


def _layer(name: str, title: str, kinds: list[Any]) -> QgsProcessingParameterFeatureSource:
    """Return an optional layer."""
    return QgsProcessingParameterFeatureSource(name, title, kinds, optional=True)
