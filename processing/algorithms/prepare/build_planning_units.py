"""Give planning units the indicators from which workload is made."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsProcessingContext, QgsProcessingParameterFeatureSink
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import LINES, POINTS, POLYGONS, advanced, field, layer, report_destination
from ...framework.reports import report_inputs, today, wants_report, write_report
from ...framework.run import Run

translate = QCoreApplication.translate
_NEEDS = (("POPULATION_LAYER", "POPULATION_LAYER_FIELD"), ("DISTRICTS", "DISTRICT_NAME_FIELD"))


class BuildPlanningUnits(SectorAlgorithm[None]):
    """Units with ids, population, crime load, exposed population, special load, area, district and workload."""

    ID = "buildplanningunits"
    GROUP = "prepare"
    STYLES = {"OUTPUT": "workload"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("BuildPlanningUnits", "Build planning units")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the units, the sources of their indicators, and the outputs."""
        text = {
            "UNITS": translate("BuildPlanningUnits", "Units (areas that are never split)"),
            "POPULATION_FIELD": translate("BuildPlanningUnits", "Field with residents per unit"),
            "INCIDENTS": translate("BuildPlanningUnits", "Incidents (points)"),
            "EXPOSED_AREAS": translate("BuildPlanningUnits", "Exposed housing areas"),
            "SPECIAL_PLACES": translate("BuildPlanningUnits", "Special places"),
            "POPULATION_LAYER": translate("BuildPlanningUnits", "Residents from another layer (points or areas)"),
            "POPULATION_LAYER_FIELD": translate("BuildPlanningUnits", "Field with residents in that layer"),
            "HARM_FIELD": translate("BuildPlanningUnits", "Field with the harm of an incident (weight, 1 without)"),
            "PLACE_WEIGHT_FIELD": translate("BuildPlanningUnits", "Field with the weight of a special place"),
            "DISTRICTS": translate("BuildPlanningUnits", "Local police districts"),
            "DISTRICT_NAME_FIELD": translate("BuildPlanningUnits", "Field with the district's name"),
        }
        any_kind = POINTS + LINES + POLYGONS
        for parameter in (
            layer("UNITS", text["UNITS"], POLYGONS),
            field("POPULATION_FIELD", text["POPULATION_FIELD"], "UNITS", numeric=True, optional=True),
            layer("INCIDENTS", text["INCIDENTS"], POINTS, optional=True),
            layer("EXPOSED_AREAS", text["EXPOSED_AREAS"], POLYGONS, optional=True),
            layer("SPECIAL_PLACES", text["SPECIAL_PLACES"], any_kind, optional=True),
            advanced(layer("POPULATION_LAYER", text["POPULATION_LAYER"], POINTS + POLYGONS, optional=True)),
            advanced(
                field(
                    "POPULATION_LAYER_FIELD",
                    text["POPULATION_LAYER_FIELD"],
                    "POPULATION_LAYER",
                    numeric=True,
                    optional=True,
                )
            ),
            advanced(field("HARM_FIELD", text["HARM_FIELD"], "INCIDENTS", numeric=True, optional=True)),
            advanced(
                field("PLACE_WEIGHT_FIELD", text["PLACE_WEIGHT_FIELD"], "SPECIAL_PLACES", numeric=True, optional=True)
            ),
            advanced(layer("DISTRICTS", text["DISTRICTS"], POLYGONS, optional=True)),
            advanced(field("DISTRICT_NAME_FIELD", text["DISTRICT_NAME_FIELD"], "DISTRICTS", optional=True)),
            QgsProcessingParameterFeatureSink("OUTPUT", translate("BuildPlanningUnits", "Planning units")),
            report_destination(),
        ):
            self.addParameter(parameter)

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a layer without its field, and two sources of population."""
        for layer_name, field_name in _NEEDS:
            if parameters.get(layer_name) and not parameters.get(field_name):
                message = translate("BuildPlanningUnits", "{layer} is given, but {field} is not. Choose the field.")
                raise InputError(message.format(layer=layer_name, field=field_name))
        if parameters.get("POPULATION_FIELD") and parameters.get("POPULATION_LAYER"):
            raise InputError(
                translate(
                    "BuildPlanningUnits",
                    "Residents are given twice, by POPULATION_FIELD and by POPULATION_LAYER. Give one of the two.",
                )
            )

    def execute(self, run: Run[None]) -> dict[str, str]:
        """Read units and sources, build the indicators, and write units and report."""
        from ....core.plan.reports.units import units_report
        from ....core.plan.units import IndicatorSources, build_units

        crs = run.working_crs("UNITS")
        units = run.read("UNITS", crs)

        def optional(name: str) -> Any:
            return run.read(name, crs) if run.has(name) else None

        sources = IndicatorSources(
            population_field=run.text("POPULATION_FIELD"),
            population=optional("POPULATION_LAYER"),
            population_layer_field=run.text("POPULATION_LAYER_FIELD"),
            incidents=optional("INCIDENTS"),
            harm_field=run.text("HARM_FIELD"),
            exposed_areas=optional("EXPOSED_AREAS"),
            special_places=optional("SPECIAL_PLACES"),
            place_weight_field=run.text("PLACE_WEIGHT_FIELD"),
            districts=optional("DISTRICTS"),
            district_name_field=run.text("DISTRICT_NAME_FIELD"),
        )
        built = build_units(units, sources, run.progress)
        for note in built.notes:
            run.progress.warn(note)
        for coverage in built.coverages:
            run.progress.log(coverage.text())
        table = built.table
        outputs = {"OUTPUT": run.write("OUTPUT", table.geometry, table.attributes, Qgis.WkbType.MultiPolygon, crs)}
        if wants_report(run):
            outputs |= write_report(run, units_report(built, report_inputs(run), today()))
        return outputs
