"""Assess exposed areas by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.safety.threat.settings import ThreatSettings, read_quarter
from ...framework.algorithm import SectorAlgorithm
from ...framework.incidents import field_times, matching
from ...framework.parameters import (
    GEOMETRIES,
    POINTS,
    POLYGONS,
    TABLES,
    expression,
    field,
    layer,
    number,
    report,
    report_pdf,
    sink,
    text,
)
from ...framework.reports import report_inputs, sector_names, today, wants_report, write_report
from ...framework.run import Run
from ._registration import open_register, register_parameter, result_of

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ....core.base.table import FeatureTable
    from ....core.reporting.page import Report
    from ....core.safety.threat.assessment import ExposedAreas, QuarterIncidents, Surroundings
    from ....core.safety.threat.tables import Note

translate = QCoreApplication.translate
_NAMES = ("name", "navn", "delomraade", "byomraade", "area")


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
        """Return quarter, confidence and marking."""
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
        station, areas = _station(run, crs), _areas(run, crs)
        run.progress.show(0.2)
        incidents = _incidents(run, crs)
        run.progress.show(0.5)
        threats = assess(incidents, areas, station, settings)
        table = areas_table(threats, settings.quarter)
        outputs = {"OUTPUT": run.write("OUTPUT", areas.geometry, table, Qgis.WkbType.MultiPolygon, crs)}
        nowhere = QgsCoordinateReferenceSystem()
        notes = read_notes(run.read("NOTES", run.source("NOTES").sourceCrs())) if run.has("NOTES") else []
        for name, rows in (
            ("TYPES", kinds_table(threats, settings.quarter)),
            ("NOTES_OUTPUT", notes_table(notes, areas.names, settings.quarter)),
        ):
            if run.has(name):
                outputs[name] = run.write(name, _nothing(len(rows)), rows, Qgis.WkbType.NoGeometry, nowhere)
        if wants_report(run):
            outputs.update(write_report(run, _report(run, threats, areas, station, notes)))
        if run.has("DATABASE"):
            _register(run, table, outputs)
        return outputs


def _register(run: Run[ThreatSettings], table: pd.DataFrame, outputs: dict[str, Any]) -> None:
    from ....core.logbook.results import threat_statements

    database, quarter = open_register(run), run.settings().quarter
    title = translate("ThreatAssessment", "Threat assessment {quarter}").format(quarter=quarter)
    levels = {row.area: (row.level, row.reasons) for row in table.itertuples()}
    statements, unknown = threat_statements(database, levels, quarter, result_of(run, title, outputs))
    if unknown:
        message = translate(
            "ThreatAssessment", "Not registered, for “{database}” has no exposed area of this name: {names}."
        )
        run.progress.warn(message.format(database=database.title, names=", ".join(unknown)))
    database.write(statements)
    message = translate("ThreatAssessment", "{count} areas registered in “{database}”.")
    run.progress.say(message.format(count=len(levels) - len(unknown), database=database.title))


def _nothing(count: int) -> NDArray[np.object_]:
    import numpy as np

    return np.full(count, None, dtype=object)


def _areas(run: Run[ThreatSettings], crs: QgsCoordinateReferenceSystem) -> ExposedAreas:
    import numpy as np

    from ....core.safety.threat.assessment import merge_areas

    table = run.read("EXPOSED_AREAS", crs)
    known = table.attributes.columns
    field = run.text("NAME_FIELD") or next((name for name in _NAMES if name in known), "")
    names = ["" if name is None else str(name) for name in table.column(field)] if field else _numbered(table)
    residents = np.full(len(table), np.nan)
    if run.has("POPULATION_FIELD"):
        residents = table.numbers(run.text("POPULATION_FIELD"))
    areas = merge_areas(names, table.geometry, residents)
    if run.has("POPULATION_LAYER") and not run.has("POPULATION_FIELD"):
        from dataclasses import replace

        areas = replace(areas, residents=_residents(run, areas.geometry, crs))
    return areas


def _numbered(table: FeatureTable) -> list[str]:
    return [str(number) for number in table.feature_ids]


def _residents(
    run: Run[ThreatSettings], geometry: NDArray[np.object_], crs: QgsCoordinateReferenceSystem
) -> NDArray[np.float64]:
    import numpy as np
    import pandas as pd

    from ....core.base.table import FeatureTable
    from ....core.safety.index.overlay import residents_by_sector

    field = run.text("POPULATION_LAYER_FIELD")
    population = run.read("POPULATION_LAYER", crs, [field] if field else [])
    areas = FeatureTable("areas", geometry, pd.DataFrame(index=range(len(geometry))), np.arange(len(geometry)))
    return residents_by_sector(areas, population, field)


def _station(run: Run[ThreatSettings], crs: QgsCoordinateReferenceSystem) -> Surroundings:
    from ....core.geo.geometry import polygonal
    from ....core.safety.threat.assessment import Surroundings

    if not run.has("SECTORS"):
        return Surroundings([], _nothing(0))
    table = run.read("SECTORS", crs)
    shapes = polygonal(table.geometry)
    residents = None
    if run.has("POPULATION_LAYER"):
        residents = _residents(run, shapes, crs)
    elif "population" in table.attributes.columns:
        residents = table.numbers("population")
    return Surroundings(sector_names(table, run.text("SECTOR_FIELD")), shapes, residents)


def _incidents(run: Run[ThreatSettings], crs: QgsCoordinateReferenceSystem) -> QuarterIncidents:
    from ....core.safety.threat.assessment import QuarterIncidents

    table = run.read("INCIDENTS", crs)
    expression = run.text("GANG_FILTER")
    gang = matching(run, "INCIDENTS", expression, table.feature_ids) if expression else None
    start, end = (field_times(table, run.text(name)) for name in ("FROM_FIELD", "TO_FIELD"))
    kind, scene = (_texts(table, run.text(name)) for name in ("TYPE_FIELD", "SCENE_FIELD"))
    return QuarterIncidents(table.geometry, start, end, kind, scene, gang)


def _texts(table: FeatureTable, field: str) -> NDArray[np.object_]:
    import numpy as np

    if field not in table.attributes.columns:
        return np.full(len(table), "", dtype=object)
    return np.array(["" if value is None else str(value).strip() for value in table.attributes[field]], dtype=object)


def _report(
    run: Run[ThreatSettings], threats: Any, areas: ExposedAreas, station: Surroundings, notes: list[Note]
) -> Report:
    from ....core.safety.threat.report import ThreatPage, threat_report

    edition = run.text("EDITION")
    facts = [(translate("ThreatAssessment", "Edition"), edition)] if edition else []
    facts.append((translate("ThreatAssessment", "Made"), today()))
    page = ThreatPage(
        run.settings(),
        areas.geometry,
        station.geometry,
        notes,
        facts,
        report_inputs(run),
        run.text("GANG_FILTER"),
    )
    return threat_report(threats, page)


def rare_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return fields, notes, confidence, marking, edition and database, all behind “Advanced”."""
    area = translate("ThreatAssessment", "Field with the area's name")
    sector = translate("ThreatAssessment", "Field with the sector's name")
    residents = translate("ThreatAssessment", "Field with the residents of the population layer (number)")
    kind = translate("ThreatAssessment", "Field with the type of crime")
    scene = translate("ThreatAssessment", "Field with the scene")
    earliest = translate("ThreatAssessment", "Field with the earliest possible time")
    latest = translate("ThreatAssessment", "Field with the latest possible time")
    notes = translate("ThreatAssessment", "The analyst's notes so far (table: area, quarter, text)")
    confidence = translate("ThreatAssessment", "Confidence of the intervals (percent)")
    restricted = translate("ThreatAssessment", "Restricted: for police use only")
    marking = translate("ThreatAssessment", "Marking on every page")
    edition = translate("ThreatAssessment", "Edition (text in the report)")
    rows = (
        ("NAME_FIELD", area, None, "EXPOSED_AREAS"),
        ("SECTOR_FIELD", sector, "sector_id", "SECTORS"),
        ("POPULATION_LAYER_FIELD", residents, "population", "POPULATION_LAYER"),
        ("TYPE_FIELD", kind, "type", "INCIDENTS"),
        ("SCENE_FIELD", scene, "scene", "INCIDENTS"),
        ("FROM_FIELD", earliest, "from_time", "INCIDENTS"),
        ("TO_FIELD", latest, "to_time", "INCIDENTS"),
    )
    return [
        *(
            field(name, title, parent, default=usual, optional=True, advanced=True)
            for name, title, usual, parent in rows
        ),
        layer("NOTES", notes, TABLES, optional=True, advanced=True),
        number("CONFIDENCE", confidence, 95.0, 50, 99.99, advanced=True),
        text("MARKING", marking, restricted, optional=True, advanced=True),
        text("EDITION", edition, optional=True, advanced=True),
        register_parameter(),
    ]
