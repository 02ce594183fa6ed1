"""Assess exposed areas by quarter."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.safety.threat.settings import ThreatSettings, read_quarter
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import (
    GEOMETRIES,
    POINTS,
    POLYGONS,
    check_expression,
    expression,
    field,
    layer,
    report,
    report_pdf,
    sink,
    text,
)
from ...framework.reports import wants_report, write_report
from ...framework.run import Run
from ._threat import build_report, rare_parameters, read_areas, read_incidents, read_station, register_threats

translate = QCoreApplication.translate


class ThreatAssessment(SectorAlgorithm[ThreatSettings]):
    """Incidents of exposed areas in a quarter against their sector, the station and earlier quarters, with a level."""

    ID = "threatassessment"
    GROUP = "safety"
    STYLES = {"OUTPUT": "threat"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("ThreatAssessment", "Assess threat in exposed areas")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare areas, incidents, quarter and outputs."""
        residents = translate("ThreatAssessment", "Field with the residents of an area (number)")
        gang = translate("ThreatAssessment", "Which incidents are gang-related (expression)")
        population = translate("ThreatAssessment", "Population (points or polygons)")
        types = translate("ThreatAssessment", "Incidents by area and type (table)")
        notes = translate("ThreatAssessment", "Notes with a row for every area of the quarter (table)")
        self.declare(
            layer("EXPOSED_AREAS", translate("ThreatAssessment", "Exposed areas"), POLYGONS),
            layer("INCIDENTS", translate("ThreatAssessment", "Incidents (points)"), POINTS),
            text("QUARTER", translate("ThreatAssessment", "Quarter (as 2026-Q3)")),
            field("POPULATION_FIELD", residents, "EXPOSED_AREAS", numeric=True, optional=True),
            expression("GANG_FILTER", gang, "INCIDENTS"),
            layer("SECTORS", translate("ThreatAssessment", "Sectors of the station"), POLYGONS, optional=True),
            layer("POPULATION_LAYER", population, GEOMETRIES, optional=True),
            *rare_parameters(),
            sink("OUTPUT", translate("ThreatAssessment", "Assessed areas")),
            sink("TYPES", types, optional=True, made=False),
            sink("NOTES_OUTPUT", notes, optional=True, made=False),
            report(),
            report_pdf(),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> ThreatSettings:
        """Return quarter, confidence and marking; refuse a filter of gangs that chooses nothing."""
        check_expression(self, parameters, context, "GANG_FILTER")
        return ThreatSettings(
            read_quarter(self.parameterAsString(parameters, "QUARTER", context)),
            self.parameterAsDouble(parameters, "CONFIDENCE", context),
            self.parameterAsString(parameters, "MARKING", context),
        )

    def execute(self, run: Run[ThreatSettings]) -> dict[str, str]:
        """Count and compare, and write areas, types, notes and report."""
        from ....core.safety.threat.assessment import assess
        from ....core.safety.threat.tables import areas_table, kinds_table, notes_table, read_notes

        settings = run.settings()
        crs = run.working_crs("EXPOSED_AREAS")
        station, areas = read_station(run, crs), read_areas(run, crs)
        run.progress.show(0.2)
        incidents = read_incidents(run, crs, areas)
        run.progress.show(0.5)
        threats = assess(incidents, areas, station, settings)
        table = areas_table(threats, settings.quarter)
        outputs = {"OUTPUT": run.write("OUTPUT", areas.geometry, table, Qgis.WkbType.MultiPolygon, crs)}
        notes = read_notes(run.read("NOTES", run.source("NOTES").sourceCrs())) if run.has("NOTES") else []
        for name, rows in (
            ("TYPES", kinds_table(threats, settings.quarter)),
            ("NOTES_OUTPUT", notes_table(notes, areas.names, settings.quarter)),
        ):
            if run.has(name):
                outputs[name] = run.write_table(name, rows)
        if wants_report(run):
            outputs |= write_report(run, build_report(run, threats, areas, station, notes))
        if run.has("DATABASE"):
            levels = {row.area: (row.level, row.reasons) for row in table.itertuples()}
            register_threats(run, levels, outputs)
        return outputs
