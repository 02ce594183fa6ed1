"""Import residents' requests, find their sector, and draft the answers that are due."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import SRID
from ....core.database.value_lists import codes
from ...framework.database import QgisDatabase
from ...framework.parameters import enum, file_output, sink
from ...framework.reports import wants_report, write_report
from ...framework.run import Run
from ._imports import ImportAlgorithm, read_gazetteer

if TYPE_CHECKING:
    from ....core.base.sheets import Sheet
    from ....core.base.sql import Sql
    from ....core.imports.rows import ImportPlan

translate = QCoreApplication.translate


class ImportRequests(ImportAlgorithm):
    """Requests in, each with its sector and officer; rejected rows, hot spots, waiting times and letters out."""

    ID = "importrequests"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ImportRequests", "Import residents' requests")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare file, database, addresses, dry run and outputs."""
        title = translate("ImportRequests", "Requests (CSV, Excel, ODS or JSON)")
        spots, html = (
            translate("ImportRequests", "Hot spots of requests"),
            translate("ImportRequests", "HTML files (*.html)"),
        )
        waiting = translate("ImportRequests", "Report: waiting times and hot spots")
        kind = translate("ImportRequests", "Kind of request, where the file names none")
        self.declare_import(
            title,
            sink("HOT_SPOTS", spots, Qgis.ProcessingSourceType.VectorPoint, optional=True, made=False),
            file_output(
                "ANSWERS", translate("ImportRequests", "Letters that are due"), html, optional=True, made=False
            ),
            file_output("REPORT", waiting, html, optional=True, made=False),
            enum("KIND", kind, codes("request_kind"), optional=True, advanced=True),
        )

    def plan_import(self, run: Run[None], database: QgisDatabase, sheet: Sheet) -> ImportPlan:
        """Compare requests with the database."""
        from ....core.imports.requests import plan_requests

        return plan_requests(database, sheet, read_gazetteer(run), run.text("KIND"))

    def follow_up(self, database: QgisDatabase) -> list[Sql]:
        """Return the drafts of public events that requests ask for."""
        from ....core.logbook.requests import event_drafts

        return event_drafts(database.dialect)

    def summary(self) -> str:
        """Return the sentence on the numbers of rows."""
        return translate(
            "ImportRequests",
            "{ADDED} requests added ({DUPLICATES} duplicates, {WITHOUT_SECTOR} outside all sectors, {NOT_FOUND} at an address not found), {CHANGED} changed, {UNCHANGED} as they were; {left} rows left out.",
        )

    def reports(self, run: Run[None], database: QgisDatabase, plan: ImportPlan) -> dict[str, Any]:
        """Write hot spots, letters and the report, where they are asked for."""
        from ....core.logbook.requests import answers, hot_spots, requests_report

        outputs: dict[str, Any] = {}
        if run.has("HOT_SPOTS"):
            spots = hot_spots(database)
            metres = QgsCoordinateReferenceSystem.fromEpsgId(SRID)
            outputs["HOT_SPOTS"] = run.write("HOT_SPOTS", spots.geometry, spots.attributes, Qgis.WkbType.Point, metres)
        if run.has("ANSWERS"):
            page, count = answers(database, translate("ImportRequests", "The police"))
            outputs["ANSWERS"] = run.write_text("ANSWERS", page)
            run.progress.log(translate("ImportRequests", "{count} letters are due.").format(count=count))
        if wants_report(run):
            outputs |= write_report(run, requests_report(database, dt.date.today().isoformat(), plan.not_found))
        return outputs
