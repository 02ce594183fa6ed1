"""The parameters of the threat assessment, its layers as core takes them, its report and its place in the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingParameterDefinition
from qgis.PyQt.QtCore import QCoreApplication

from ....core.safety.threat.settings import ThreatSettings
from ...framework.database import open_register, register_parameter, result_of
from ...framework.incidents import caution_of, clock_parameters, time_spans
from ...framework.parameters import TABLES, field, layer, matching, number, text
from ...framework.reports import edition_facts, report_inputs, sector_names
from ...framework.run import Run

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem

    from ....core.base.table import FeatureTable
    from ....core.reporting.page import Report
    from ....core.safety.threat.assessment import AreaThreat, ExposedAreas, QuarterIncidents, ReferenceSectors
    from ....core.safety.threat.tables import AnalystNote

translate = QCoreApplication.translate


def rare_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return fields, clock, notes, confidence, marking, edition and database, all behind “Advanced”."""
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
        *clock_parameters(),
        layer("NOTES", notes, TABLES, optional=True, advanced=True),
        number("CONFIDENCE", confidence, 95.0, 50, 99.99, advanced=True),
        text("MARKING", marking, restricted, optional=True, advanced=True),
        text("EDITION", edition, optional=True, advanced=True),
        register_parameter(),
    ]


def read_areas(run: Run[ThreatSettings], crs: QgsCoordinateReferenceSystem) -> ExposedAreas:
    """Return the exposed areas with their residents, where a field or a population layer tells them."""
    from dataclasses import replace

    from ....core.safety.index.overlay import residents_in
    from ....core.safety.threat.assessment import areas_of_layer

    table = run.read("EXPOSED_AREAS", crs)
    areas = areas_of_layer(table, run.text("NAME_FIELD"), run.text("POPULATION_FIELD"))
    if run.has("POPULATION_LAYER") and not run.has("POPULATION_FIELD"):
        areas = replace(areas, residents=residents_in(areas.geometry, *_population(run, crs)))
    return areas


def read_station(run: Run[ThreatSettings], crs: QgsCoordinateReferenceSystem) -> ReferenceSectors:
    """Return the sectors of the station, with their residents where known; none without a layer."""
    from ....core.geo.geometry import polygonal
    from ....core.safety.index.overlay import residents_in
    from ....core.safety.threat.assessment import ReferenceSectors

    if not run.has("SECTORS"):
        return ReferenceSectors.nowhere()
    table = run.read("SECTORS", crs)
    shapes = polygonal(table.geometry)
    residents = None
    if run.has("POPULATION_LAYER"):
        residents = residents_in(shapes, *_population(run, crs))
    elif "population" in table.attributes.columns:
        residents = table.numbers("population")
    return ReferenceSectors(sector_names(table, run.text("SECTOR_FIELD")), shapes, residents)


def _population(run: Run[ThreatSettings], crs: QgsCoordinateReferenceSystem) -> tuple[FeatureTable, str]:
    field = run.text("POPULATION_LAYER_FIELD")
    return run.read("POPULATION_LAYER", crs, [field] if field else []), field


def read_incidents(
    run: Run[ThreatSettings], crs: QgsCoordinateReferenceSystem, areas: ExposedAreas
) -> QuarterIncidents:
    """Return all incidents there are, of any time; say what must be known of those that count in the areas."""
    from ....core.safety.threat.assessment import QuarterIncidents, field_texts

    table = run.read("INCIDENTS", crs)
    expression = run.text("GANG_FILTER")
    gang = matching(run, "INCIDENTS", expression, table.feature_ids) if expression else None
    start, end = time_spans(run, table)
    kind, scene = (field_texts(table, run.text(name)) for name in ("TYPE_FIELD", "SCENE_FIELD"))
    incidents = QuarterIncidents(table.geometry, start, end, kind, scene, gang, run.time_zone)
    counted = incidents.counted_in(areas, run.settings().quarter)
    caution_of(run, table, (start, end), counted, run.text("TYPE_FIELD"))
    return incidents


def register_threats(run: Run[ThreatSettings], levels: dict[str, tuple[str, str]], outputs: dict[str, Any]) -> None:
    """Store each area's level and reasons in the sector database."""
    from ....core.logbook.results import threat_statements

    database, quarter = open_register(run), run.settings().quarter
    title = translate("ThreatAssessment", "Threat assessment {quarter}").format(quarter=quarter)
    statements, unknown = threat_statements(database, levels, quarter, result_of(run, title, outputs))
    if unknown:
        message = translate(
            "ThreatAssessment", "Not registered, for “{database}” has no exposed area of this name: {names}."
        )
        run.progress.warn(message.format(database=database.title, names=", ".join(unknown)))
    database.write(statements)
    message = translate("ThreatAssessment", "{count} areas registered in “{database}”.")
    run.progress.log(message.format(count=len(levels) - len(unknown), database=database.title))


def build_report(
    run: Run[ThreatSettings],
    threats: Sequence[AreaThreat],
    areas: ExposedAreas,
    station: ReferenceSectors,
    notes: Sequence[AnalystNote],
) -> Report:
    """Return the report of an assessment."""
    from ....core.safety.threat.report import ThreatPage, threat_report

    facts = edition_facts(run, translate("ThreatAssessment", "Edition"), translate("ThreatAssessment", "Made"))
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
