"""Lay the safety index over the sectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.safety.index.settings import IndexSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import POLYGONS, advanced, pdf_destination, report_destination
from ...framework.reports import report_inputs, sector_names, today, wants_report, write_report
from ...framework.run import Run

if TYPE_CHECKING:
    import pandas as pd
    from qgis.core import QgsCoordinateReferenceSystem

    from ....core.base.table import FeatureTable
    from ....core.reporting.page import Report
    from ....core.safety.index.index import IndexEdition, IndexFields

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
        anything, points = [Qgis.ProcessingSourceType.VectorAnyGeometry], [Qgis.ProcessingSourceType.VectorPoint]
        self._add_source("SECTORS", translate("SafetyIndexOverlay", "Sectors"), POLYGONS)
        self._add_source("INDEX_DISTRICTS", translate("SafetyIndexOverlay", "Districts of the safety index"), POLYGONS)
        title = translate(
            "SafetyIndexOverlay", "Field with the category (minimal, reduced, ordinary, intensified, strong)"
        )
        self._add_field("CATEGORY_FIELD", title, "category")
        self._add_field("YEAR_FIELD", translate("SafetyIndexOverlay", "Field with the edition (year)"), "year")
        title = translate("SafetyIndexOverlay", "Population (points or polygons)")
        self._add_source("POPULATION_LAYER", title, anything, optional=True)
        title = translate("SafetyIndexOverlay", "Incidents, for the index against recorded crime (points)")
        self._add_source("INCIDENTS", title, points, optional=True)
        title = translate("SafetyIndexOverlay", "Field with the residents (number)")
        self._add_advanced_field("POPULATION_FIELD", title, "population", "POPULATION_LAYER")
        title = translate("SafetyIndexOverlay", "Field with the index's method")
        self._add_advanced_field("METHOD_FIELD", title, "method", "INDEX_DISTRICTS")
        title = translate("SafetyIndexOverlay", "Field with the district's name")
        self._add_advanced_field("DISTRICT_NAME_FIELD", title, None, "INDEX_DISTRICTS")
        title = translate("SafetyIndexOverlay", "Field with the sector's name or number")
        self._add_advanced_field("NAME_FIELD", title, "sector_id", "SECTORS")
        whole = Qgis.ProcessingNumberParameterType.Integer
        for name, title in (
            ("YEAR", translate("SafetyIndexOverlay", "Edition to show (year; the latest where empty)")),
            ("COMPARE_YEAR", translate("SafetyIndexOverlay", "Edition to compare with (year; the one before)")),
        ):
            self.addParameter(advanced(QgsProcessingParameterNumber(name, title, whole, None, optional=True)))
        title = translate("SafetyIndexOverlay", "Least share of a sector that counts (percent)")
        real, least = Qgis.ProcessingNumberParameterType.Double, IndexSettings().least_share
        self.addParameter(advanced(QgsProcessingParameterNumber("LEAST_SHARE", title, real, least, False, 0, 49)))
        title = translate("SafetyIndexOverlay", "Edition of the report (text)")
        self.addParameter(advanced(QgsProcessingParameterString("EDITION", title, optional=True)))
        title = translate("SafetyIndexOverlay", "Sectors with the safety index")
        self.addParameter(QgsProcessingParameterFeatureSink("OUTPUT", title))
        title = translate("SafetyIndexOverlay", "Index against recorded crime")
        self.addParameter(QgsProcessingParameterFeatureSink("FOUR_WAY", title, optional=True, createByDefault=False))
        self.addParameter(report_destination())
        self.addParameter(pdf_destination())

    def _add_source(self, name: str, title: str, kinds: list[Any], optional: bool = False) -> None:
        self.addParameter(QgsProcessingParameterFeatureSource(name, title, kinds, optional=optional))

    def _add_field(self, name: str, title: str, usual: str) -> None:
        self.addParameter(QgsProcessingParameterField(name, title, usual, "INDEX_DISTRICTS", optional=True))

    def _add_advanced_field(self, name: str, title: str, usual: str | None, layer: str) -> None:
        self.addParameter(advanced(QgsProcessingParameterField(name, title, usual, layer, optional=True)))

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> IndexSettings:
        """Return the editions and the least share."""
        year, compare_year = (
            self.parameterAsInt(parameters, name, context) if parameters.get(name) is not None else None
            for name in ("YEAR", "COMPARE_YEAR")
        )
        return IndexSettings(self.parameterAsDouble(parameters, "LEAST_SHARE", context), year, compare_year)

    def execute(self, run: Run[IndexSettings]) -> dict[str, str]:
        """Lay the index over the sectors, write them, the four-way view and the report."""
        from ....core.safety.index.index import read_editions
        from ....core.safety.index.overlay import overlay_index

        crs = run.working_crs("SECTORS")
        sectors = run.read("SECTORS", crs)
        districts = run.read("INDEX_DISTRICTS", crs)
        editions = read_editions(districts, _index_fields(run, districts))
        population, field = _population(run, crs)
        overlay = overlay_index(sectors, editions, run.settings(), population, field, run.progress)
        run.report_warnings()
        outputs = {"OUTPUT": run.write_extended("OUTPUT", "SECTORS", overlay)}
        view = _four_way(run, sectors, overlay, population, field, crs)
        if view is not None and run.has("FOUR_WAY"):
            outputs["FOUR_WAY"] = run.write_extended("FOUR_WAY", "SECTORS", view)
        if wants_report(run):
            outputs.update(write_report(run, _report(run, sectors, editions, overlay, view)))
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


def _four_way(
    run: Run[IndexSettings],
    sectors: FeatureTable,
    overlay: pd.DataFrame,
    population: FeatureTable | None,
    field: str,
    crs: QgsCoordinateReferenceSystem,
) -> pd.DataFrame | None:
    if not run.has("INCIDENTS"):
        return None
    from ....core.safety.index.against_crime import four_way, measure_crime

    incidents = run.read("INCIDENTS", crs, [])
    crime = measure_crime(sectors, incidents, population, field, run.progress)
    return four_way(overlay, crime, run.settings().unsafe_from)


def _report(
    run: Run[IndexSettings],
    sectors: FeatureTable,
    editions: list[IndexEdition],
    overlay: pd.DataFrame,
    view: pd.DataFrame | None,
) -> Report:
    from ....core.safety.index.report import IndexResult, index_report

    names = sector_names(sectors, run.text("NAME_FIELD"))
    edition = run.text("EDITION")
    facts = [(translate("SafetyIndexOverlay", "Edition"), edition)] if edition else []
    facts.append((translate("SafetyIndexOverlay", "Made"), today()))
    result = IndexResult(names, sectors.geometry, editions, overlay, view)
    return index_report(result, facts, report_inputs(run))
