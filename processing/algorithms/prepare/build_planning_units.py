"""Give planning units the indicators from which workload is made."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import LINES, POINTS, POLYGONS, field, layer, report, sink
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
        units = translate("BuildPlanningUnits", "Units (areas that are never split)")
        population = translate("BuildPlanningUnits", "Field with residents per unit")
        special = translate("BuildPlanningUnits", "Special places")
        exposed = translate("BuildPlanningUnits", "Exposed housing areas")
        residents = translate("BuildPlanningUnits", "Residents from another layer (points or areas)")
        there = translate("BuildPlanningUnits", "Field with residents in that layer")
        harm = translate("BuildPlanningUnits", "Field with the harm of an incident (weight, 1 without)")
        weight = translate("BuildPlanningUnits", "Field with the weight of a special place")
        districts = translate("BuildPlanningUnits", "Local police districts")
        district = translate("BuildPlanningUnits", "Field with the district's name")
        self.declare(
            layer("UNITS", units, POLYGONS),
            field("POPULATION_FIELD", population, "UNITS", numeric=True, optional=True),
            layer("INCIDENTS", translate("BuildPlanningUnits", "Incidents (points)"), POINTS, optional=True),
            layer("EXPOSED_AREAS", exposed, POLYGONS, optional=True),
            layer("SPECIAL_PLACES", special, POINTS + LINES + POLYGONS, optional=True),
            layer("POPULATION_LAYER", residents, POINTS + POLYGONS, optional=True, advanced=True),
            field("POPULATION_LAYER_FIELD", there, "POPULATION_LAYER", numeric=True, optional=True, advanced=True),
            field("HARM_FIELD", harm, "INCIDENTS", numeric=True, optional=True, advanced=True),
            field("PLACE_WEIGHT_FIELD", weight, "SPECIAL_PLACES", numeric=True, optional=True, advanced=True),
            layer("DISTRICTS", districts, POLYGONS, optional=True, advanced=True),
            field("DISTRICT_NAME_FIELD", district, "DISTRICTS", optional=True, advanced=True),
            sink("OUTPUT", translate("BuildPlanningUnits", "Planning units")),
            report(),
        )

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
