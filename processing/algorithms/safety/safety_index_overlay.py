"""Overlay the safety index on the sectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterDefinition
from qgis.PyQt.QtCore import QCoreApplication

from ....core.safety.index.settings import IndexSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import GEOMETRIES, POINTS, POLYGONS, field, layer, number, report, report_pdf, sink, text
from ...framework.reports import edition_facts, report_inputs, sector_names, wants_report, write_report
from ...framework.run import Run

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem

    from ....core.base.table import FeatureTable
    from ....core.safety.index.index import IndexFields

translate = QCoreApplication.translate
_NAMES = ("name", "navn", "district_name", "distrikt", "district_id")


class SafetyIndexOverlay(SectorAlgorithm[IndexSettings]):
    """Share of each category of need per sector, change between editions, and the index against recorded crime."""

    ID = "safetyindexoverlay"
    GROUP = "safety"
    STYLES = {"OUTPUT": "safety_index", "FOUR_WAY": "safety_against_crime"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("SafetyIndexOverlay", "Overlay safety index")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare sectors, index, population and outputs."""
        index = translate("SafetyIndexOverlay", "Districts of the safety index")
        category = translate(
            "SafetyIndexOverlay", "Field with the category (minimal, reduced, ordinary, intensified, strong)"
        )
        edition = translate("SafetyIndexOverlay", "Field with the edition (year)")
        population = translate("SafetyIndexOverlay", "Population (points or polygons)")
        incidents = translate("SafetyIndexOverlay", "Incidents, for the index against recorded crime (points)")
        self.declare(
            layer("SECTORS", translate("SafetyIndexOverlay", "Sectors"), POLYGONS),
            layer("INDEX_DISTRICTS", index, POLYGONS),
            field("CATEGORY_FIELD", category, "INDEX_DISTRICTS", default="category", optional=True),
            field("YEAR_FIELD", edition, "INDEX_DISTRICTS", default="year", optional=True),
            layer("POPULATION_LAYER", population, GEOMETRIES, optional=True),
            layer("INCIDENTS", incidents, POINTS, optional=True),
            *self._advanced(),
            sink("OUTPUT", translate("SafetyIndexOverlay", "Sectors with the safety index")),
            sink(
                "FOUR_WAY", translate("SafetyIndexOverlay", "Index against recorded crime"), optional=True, made=False
            ),
            report(),
            report_pdf(),
        )

    @staticmethod
    def _advanced() -> list[QgsProcessingParameterDefinition]:
        least = IndexSettings().least_share
        residents = translate("SafetyIndexOverlay", "Field with the residents (number)")
        method = translate("SafetyIndexOverlay", "Field with the index's method")
        district = translate("SafetyIndexOverlay", "Field with the district's name")
        sector = translate("SafetyIndexOverlay", "Field with the sector's name or number")
        year = translate("SafetyIndexOverlay", "Edition to show (year; the latest where empty)")
        compared = translate("SafetyIndexOverlay", "Edition to compare with (year; the one before)")
        share = translate("SafetyIndexOverlay", "Least share of a sector that counts (percent)")
        edition = translate("SafetyIndexOverlay", "Edition of the report (text)")
        return [
            field(
                "POPULATION_FIELD", residents, "POPULATION_LAYER", default="population", optional=True, advanced=True
            ),
            field("METHOD_FIELD", method, "INDEX_DISTRICTS", default="method", optional=True, advanced=True),
            field("DISTRICT_NAME_FIELD", district, "INDEX_DISTRICTS", optional=True, advanced=True),
            field("NAME_FIELD", sector, "SECTORS", default="sector_id", optional=True, advanced=True),
            number("YEAR", year, None, whole=True, optional=True, advanced=True),
            number("COMPARE_YEAR", compared, None, whole=True, optional=True, advanced=True),
            number("LEAST_SHARE", share, least, 0, 49, advanced=True),
            text("EDITION", edition, optional=True, advanced=True),
        ]

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> IndexSettings:
        """Return the editions and the least share."""
        year, compare_year = (
            self.parameterAsInt(parameters, name, context) if parameters.get(name) is not None else None
            for name in ("YEAR", "COMPARE_YEAR")
        )
        return IndexSettings(self.parameterAsDouble(parameters, "LEAST_SHARE", context), year, compare_year)

    def execute(self, run: Run[IndexSettings]) -> dict[str, str]:
        """Overlay the index on the sectors, write them, the four-way view and the report."""
        from ....core.safety.index.against_crime import index_against_crime
        from ....core.safety.index.index import read_editions
        from ....core.safety.index.overlay import overlay_index
        from ....core.safety.index.report import IndexResult, index_report

        crs, settings = run.working_crs("SECTORS"), run.settings()
        sectors, districts = run.read("SECTORS", crs), run.read("INDEX_DISTRICTS", crs)
        editions = read_editions(districts, _index_fields(run, districts))
        population, field = _population(run, crs)
        overlay = overlay_index(sectors, editions, settings, population, field, run.progress)
        run.report_warnings()
        outputs = {"OUTPUT": run.write_extended("OUTPUT", "SECTORS", overlay)}
        view = None
        if run.has("INCIDENTS"):
            incidents = run.read("INCIDENTS", crs, [])
            view = index_against_crime(sectors, overlay, incidents, population, field, settings, run.progress)
        if view is not None and run.has("FOUR_WAY"):
            outputs["FOUR_WAY"] = run.write_extended("FOUR_WAY", "SECTORS", view)
        if wants_report(run):
            made = translate("SafetyIndexOverlay", "Made")
            facts = edition_facts(run, translate("SafetyIndexOverlay", "Edition"), made)
            names = sector_names(sectors, run.text("NAME_FIELD"))
            result = IndexResult(names, sectors.geometry, editions, overlay, view)
            outputs |= write_report(run, index_report(result, facts, report_inputs(run)))
        return outputs


def _index_fields(run: Run[IndexSettings], districts: FeatureTable) -> IndexFields:
    from ....core.safety.index.index import IndexFields

    there = districts.attributes.columns
    for name in ("CATEGORY_FIELD", "YEAR_FIELD"):
        if run.text(name) not in there:
            message = translate(
                "SafetyIndexOverlay",
                "Layer “{layer}” has no field “{field}”; what it would say counts as not known.",
            )
            run.progress.warn(message.format(layer=districts.name, field=run.text(name)))
    named = run.text("DISTRICT_NAME_FIELD") or next((name for name in _NAMES if name in there), "")
    return IndexFields(run.text("CATEGORY_FIELD"), run.text("YEAR_FIELD"), run.text("METHOD_FIELD"), named)


def _population(run: Run[IndexSettings], crs: QgsCoordinateReferenceSystem) -> tuple[FeatureTable | None, str]:
    if not run.has("POPULATION_LAYER"):
        return None, ""
    field = run.text("POPULATION_FIELD")
    return run.read("POPULATION_LAYER", crs, [field] if field else []), field
