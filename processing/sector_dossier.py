"""The handover dossier of a sector, or the situation brief of a drawn area."""

from __future__ import annotations

import datetime as dt
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.crs import SRID
from ..core.errors import InputError
from .base import SectorAlgorithm
from .database import database_parameter, open_database
from .day_parameter import add_day, given_day
from .parameters import pdf_destination
from .report_output import with_caveats, write_pdf_output
from .run import Run

translate = QCoreApplication.translate


class SectorDossier(SectorAlgorithm[dt.date]):
    """Map, officers, neighbours, open actions, parties and log, as HTML and PDF."""

    ID = "sectordossier"
    GROUP = "log"

    def title(self) -> str:
        """Return the translated name."""
        return translate("SectorDossier", "Write sector dossier or situation brief")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the database, the sector or the area, the day and the outputs."""
        self.addParameter(database_parameter())
        title = translate("SectorDossier", "Sector number")
        whole = Qgis.ProcessingNumberParameterType.Integer
        self.addParameter(QgsProcessingParameterNumber("SECTOR", title, whole, None, optional=True, minValue=0))
        polygons = [Qgis.ProcessingSourceType.VectorPolygon]
        title = translate("SectorDossier", "Or: area drawn as polygons (situation brief)")
        self.addParameter(QgsProcessingParameterFeatureSource("AREA", title, polygons, optional=True))
        self._incident_parameters()
        add_day(self, advanced=True)
        title = translate("SectorDossier", "Dossier")
        html = translate("SectorDossier", "HTML files (*.html)")
        self.addParameter(QgsProcessingParameterFileDestination("OUTPUT", title, html))
        self.addParameter(pdf_destination())

    def _incident_parameters(self) -> None:
        points = [Qgis.ProcessingSourceType.VectorPoint]
        title = translate("SectorDossier", "Recorded incidents")
        self.addParameter(QgsProcessingParameterFeatureSource("INCIDENTS", title, points, optional=True))
        for name, title, default in (
            ("TYPE_FIELD", translate("SectorDossier", "Field with the type"), "type"),
            ("TIME_FIELD", translate("SectorDossier", "Field with the time"), "from_time"),
        ):
            field = QgsProcessingParameterField(name, title, default, "INCIDENTS", optional=True)
            field.setFlags(field.flags() | Qgis.ProcessingParameterFlag.Advanced)
            self.addParameter(field)

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dt.date:
        """Return the day; raise InputError where it is none, or where not exactly one of sector and area is given."""
        given = [parameters.get(name) not in (None, "") for name in ("SECTOR", "AREA")]
        if sum(given) != 1:
            raise InputError(translate("SectorDossier", "Give either a sector number or an area, not both."))
        return given_day(self, parameters, context) or dt.date.today()

    def execute(self, run: Run[dt.date]) -> dict[str, str]:
        """Collect what the database knows and write the page."""
        import shapely

        from ..core.publish.report_page import render
        from ..core.store.database import require_current
        from ..core.store.dossier import area_dossier, sector_dossier
        from ..core.store.dossier_report import dossier_report

        database = open_database(run.text("DATABASE"))
        require_current(database)
        if run.has("SECTOR"):
            number = self.parameterAsInt(run.parameters, "SECTOR", run.context)
            dossier = sector_dossier(database, number, run.settings())
        else:
            drawn = run.read("AREA", QgsCoordinateReferenceSystem.fromEpsgId(SRID), []).geometry
            area = shapely.union_all([shapely.make_valid(shape) for shape in drawn if shape is not None])
            dossier = area_dossier(database, area, run.settings())
        if run.has("INCIDENTS"):
            from ..core.store.incident_counts import count_incidents
            from .dated_incidents import caution_of, field_times

            type_field, time_field = run.text("TYPE_FIELD"), run.text("TIME_FIELD")
            crs = QgsCoordinateReferenceSystem.fromEpsgId(SRID)
            incidents = run.read("INCIDENTS", crs, [type_field, time_field])
            times, inside = field_times(run, incidents, time_field), dossier.holds(incidents.geometry)
            caution_of(run, incidents, (times, times), inside, type_field, by_clock=False)
            dossier.incidents = count_incidents(incidents, inside, times, run.settings(), type_field)
        run.progress.show(0.7)
        report = with_caveats(run, dossier_report(dossier, database.title))
        outputs = {"OUTPUT": run.write_text("OUTPUT", render(report))}
        return outputs | write_pdf_output(run, report)
