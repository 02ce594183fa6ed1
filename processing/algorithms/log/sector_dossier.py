"""The handover dossier of a sector, or the situation brief of a drawn area."""

from __future__ import annotations

import datetime as dt
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import SRID
from ....core.base.errors import InputError
from ...framework.algorithm import SectorAlgorithm
from ...framework.database import database_parameter, open_database
from ...framework.incidents import caution_of, field_times, time_zone_parameter
from ...framework.parameters import POINTS, POLYGONS, day, field, file_output, given_day, layer, report_pdf, text
from ...framework.reports import write_report
from ...framework.run import Run

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
        area = translate("SectorDossier", "Or: area drawn as polygons (situation brief)")
        kind, time = (
            translate("SectorDossier", "Field with the type"),
            translate("SectorDossier", "Field with the time"),
        )
        html = translate("SectorDossier", "HTML files (*.html)")
        self.declare(
            database_parameter(),
            text("SECTOR", translate("SectorDossier", "Sector (its id or name)"), optional=True),
            layer("AREA", area, POLYGONS, optional=True),
            layer("INCIDENTS", translate("SectorDossier", "Recorded incidents"), POINTS, optional=True),
            field("TYPE_FIELD", kind, "INCIDENTS", default="type", optional=True, advanced=True),
            field("TIME_FIELD", time, "INCIDENTS", default="from_time", optional=True, advanced=True),
            time_zone_parameter(),
            day(advanced=True),
            file_output("OUTPUT", translate("SectorDossier", "Dossier"), html),
            report_pdf(),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dt.date:
        """Return the day; raise InputError where it is none, or where not exactly one of sector and area is given."""
        given = [parameters.get(name) not in (None, "") for name in ("SECTOR", "AREA")]
        if sum(given) != 1:
            raise InputError(translate("SectorDossier", "Give either a sector or an area, not both."))
        return given_day(self, parameters, context) or dt.date.today()

    def execute(self, run: Run[dt.date]) -> dict[str, str]:
        """Collect what the database knows and write the page."""
        from ....core.database.access import require_current
        from ....core.logbook.dossier import area_dossier, drawn_area, sector_dossier
        from ....core.logbook.dossier_report import dossier_report

        database = open_database(run.text("DATABASE"))
        require_current(database)
        if run.has("SECTOR"):
            dossier = sector_dossier(database, run.text("SECTOR").strip(), run.settings())
        else:
            drawn = run.read("AREA", QgsCoordinateReferenceSystem.fromEpsgId(SRID), []).geometry
            dossier = area_dossier(database, drawn_area(drawn), run.settings())
        if run.has("INCIDENTS"):
            from ....core.logbook.dossier import count_incidents, uncovered_years

            type_field, time_field = run.text("TYPE_FIELD"), run.text("TIME_FIELD")
            crs = QgsCoordinateReferenceSystem.fromEpsgId(SRID)
            incidents = run.read("INCIDENTS", crs, [type_field, time_field])
            times, inside = field_times(run, incidents, time_field), dossier.holds(incidents.geometry)
            caution_of(run, incidents, (times, times), inside, type_field, by_clock=False)
            dossier.incidents = count_incidents(incidents, inside, times, run.settings(), type_field)
            dossier.uncovered = uncovered_years(times, run.settings())
            if dossier.uncovered:
                run.progress.warn(dossier.uncovered)
        run.progress.show(0.7)
        return write_report(run, dossier_report(dossier, database.title), "OUTPUT")
