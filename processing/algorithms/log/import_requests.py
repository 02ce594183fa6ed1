"""Import residents' requests, find their sector, and draft the answers that are due."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import SRID
from ....core.database.value_lists import codes
from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.database import QgisDatabase, database_parameter, open_database
from ...framework.files.spreadsheets import FILE_FILTER, read_sheet
from ...framework.parameters import enum, file, file_output, sink
from ...framework.reports import wants_report, write_report
from ...framework.run import Run
from ._imports import (
    add_rejection_outputs,
    address_parameters,
    dry_run,
    read_gazetteer,
    report_not_found,
    report_rejections,
    report_unknown,
)

translate = QCoreApplication.translate


class ImportRequests(AlgorithmWithoutSettings):
    """Requests in, each with its sector and officer; rejected rows, hot spots, waiting times and letters out."""

    ID = "importrequests"
    GROUP = "log"

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
        self.declare(
            file("FILE", title, kinds=FILE_FILTER),
            database_parameter(),
            *address_parameters(),
            dry_run(),
            sink("HOT_SPOTS", spots, Qgis.ProcessingSourceType.VectorPoint, optional=True, made=False),
            file_output(
                "ANSWERS", translate("ImportRequests", "Letters that are due"), html, optional=True, made=False
            ),
            file_output("REPORT", waiting, html, optional=True, made=False),
            enum("KIND", kind, codes("request_kind"), optional=True, advanced=True),
        )
        add_rejection_outputs(self, ("ADDED", "CHANGED", "UNCHANGED", "DUPLICATES", "WITHOUT_SECTOR", "NOT_FOUND"))

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Compare the file with the database, write what differs in one transaction, then report on all requests."""
        from ....core.database.access import require_current
        from ....core.imports.requests import plan_requests
        from ....core.logbook.requests import event_drafts

        database = open_database(run.text("DATABASE"))
        require_current(database)
        plan = plan_requests(database, read_sheet(Path(run.text("FILE"))), read_gazetteer(run), run.text("KIND"))
        report_unknown(run, plan.unknown)
        outputs = report_rejections(run, plan.rejected)
        report_not_found(run, plan.not_found)
        if plan.statements and not run.flag("DRY_RUN"):
            run.store(database, [*plan.statements, *event_drafts(database.dialect)])
        numbers = plan.counts()
        message = translate(
            "ImportRequests",
            "{ADDED} requests added ({DUPLICATES} duplicates, {WITHOUT_SECTOR} outside all sectors, {NOT_FOUND} at an address not found), {CHANGED} changed, {UNCHANGED} as they were; {left} rows left out.",
        )
        if run.flag("DRY_RUN"):
            message = translate(
                "ImportRequests",
                "Nothing was written. {ADDED} requests would be added ({DUPLICATES} duplicates, {WITHOUT_SECTOR} outside all sectors, {NOT_FOUND} at an address not found), {CHANGED} changed, {UNCHANGED} stay as they are; {left} rows would be left out.",
            )
        run.progress.log(message.format(left=len(plan.rejected), **numbers))
        return outputs | numbers | self._reports(run, database, plan.not_found)

    @staticmethod
    def _reports(run: Run[None], database: QgisDatabase, not_found: list[tuple[int, str]]) -> dict[str, Any]:
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
            outputs |= write_report(run, requests_report(database, dt.date.today().isoformat(), not_found))
        return outputs
