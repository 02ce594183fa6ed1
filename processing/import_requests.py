"""Import residents' requests, find their sector, and draft the answers that are due."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.store.homes import SRID
from .base import SectorAlgorithm
from .database import QgisDatabase, database_parameter, open_database
from .rejections import add_rejection_outputs, report_rejections
from .run import Run
from .spreadsheets import FILE_FILTER, read_sheet

if TYPE_CHECKING:
    from ..core.store.import_requests import Gazetteer

translate = QCoreApplication.translate


class ImportRequests(SectorAlgorithm):
    """Requests in, each with its sector and officer; rejected rows, hot spots, waiting times and letters out."""

    ID = "importrequests"
    GROUP = "log"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ImportRequests", "Import residents' requests")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare file, database, addresses, dry run and outputs."""
        title = translate("ImportRequests", "Requests (CSV, Excel, ODS or JSON)")
        self.addParameter(QgsProcessingParameterFile("FILE", title, fileFilter=FILE_FILTER))
        self.addParameter(database_parameter())
        points = [Qgis.ProcessingSourceType.VectorPoint]
        title = translate("ImportRequests", "Addresses, for requests without coordinates")
        self.addParameter(QgsProcessingParameterFeatureSource("ADDRESSES", title, points, optional=True))
        title = translate("ImportRequests", "Field with the address (street and number)")
        field = QgsProcessingParameterField("ADDRESS_FIELD", title, None, "ADDRESSES", optional=True)
        self.addParameter(field)
        dry = translate("ImportRequests", "Only check: write nothing to the database")
        self.addParameter(QgsProcessingParameterBoolean("DRY_RUN", dry, False))
        spots = translate("ImportRequests", "Hot spots of requests")
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                "HOT_SPOTS", spots, Qgis.ProcessingSourceType.VectorPoint, None, True, False
            )
        )
        for name, text in (
            ("ANSWERS", translate("ImportRequests", "Letters that are due")),
            ("REPORT", translate("ImportRequests", "Report: waiting times and hot spots")),
        ):
            html = translate("ImportRequests", "HTML files (*.html)")
            self.addParameter(QgsProcessingParameterFileDestination(name, text, html, None, True, False))
        add_rejection_outputs(self, ("ADDED", "CHANGED", "UNCHANGED", "DUPLICATES", "WITHOUT_SECTOR"))

    def execute(self, run: Run) -> dict[str, Any]:
        """Compare the file with the database, write what differs in one transaction, then report on all requests."""
        from ..core.store.database import require_current
        from ..core.store.import_requests import plan_requests

        database = open_database(run.text("DATABASE"))
        require_current(database)
        plan = plan_requests(database, read_sheet(Path(run.text("FILE"))), self._gazetteer(run))
        outputs = report_rejections(run, plan.rejected)
        if plan.statements and not run.flag("DRY_RUN"):
            run.progress.check()
            database.write(plan.statements)
        numbers = {
            "ADDED": plan.added,
            "CHANGED": plan.changed,
            "UNCHANGED": plan.unchanged,
            "DUPLICATES": plan.duplicates,
            "WITHOUT_SECTOR": plan.without_sector,
        }
        message = translate(
            "ImportRequests",
            "{ADDED} requests added ({DUPLICATES} duplicates, {WITHOUT_SECTOR} outside all sectors), {CHANGED} changed, {UNCHANGED} as they were; {left} rows left out.",
        )
        run.progress.say(message.format(left=len(plan.rejected), **numbers))
        return outputs | numbers | self._reports(run, database)

    @staticmethod
    def _reports(run: Run, database: QgisDatabase) -> dict[str, Any]:
        from ..core.store.requests import answers, hot_spots, requests_report

        outputs: dict[str, Any] = {}
        if run.has("HOT_SPOTS"):
            spots = hot_spots(database, run.language)
            metres = QgsCoordinateReferenceSystem.fromEpsgId(SRID)
            outputs["HOT_SPOTS"] = run.write("HOT_SPOTS", spots.geometry, spots.attributes, Qgis.WkbType.Point, metres)
        if run.has("ANSWERS"):
            page, count = answers(database, run.language, translate("ImportRequests", "The police"))
            outputs["ANSWERS"] = run.write_text("ANSWERS", page)
            run.progress.say(translate("ImportRequests", "{count} letters are due.").format(count=count))
        if run.has("REPORT"):
            page = requests_report(database, run.language, dt.date.today().isoformat())
            outputs["REPORT"] = run.write_text("REPORT", page)
        return outputs

    @staticmethod
    def _gazetteer(run: Run) -> Gazetteer:
        from ..core.errors import InputError
        from ..core.store.import_requests import Gazetteer, plain_address

        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        metres = QgsCoordinateReferenceSystem.fromEpsgId(SRID)
        transform = QgsCoordinateTransform(degrees, metres, run.context.transformContext())

        def from_degrees(x: float, y: float) -> tuple[float, float]:
            try:
                point = transform.transform(QgsPointXY(x, y))
            except QgsCsException:
                return x, y
            return point.x(), point.y()

        addresses: dict[str, tuple[float, float]] = {}
        if run.has("ADDRESSES"):
            field = run.text("ADDRESS_FIELD")
            if not field:
                raise InputError(translate("ImportRequests", "Choose the field of the address layer with the address."))
            table = run.read("ADDRESSES", metres, [field])
            for text, shape in zip(table.column(field), table.geometry, strict=True):
                if text and shape is not None:
                    addresses.setdefault(plain_address(str(text)), (shape.centroid.x, shape.centroid.y))
        return Gazetteer(addresses, from_degrees)
