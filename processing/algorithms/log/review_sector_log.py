"""Review the sector log: what a station should look into today."""

from __future__ import annotations

import datetime as dt
from typing import Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingOutputNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import SRID
from ...framework.algorithm import SectorAlgorithm
from ...framework.database import database_parameter, open_database
from ...framework.parameters import day, file_output, given_day, sink
from ...framework.reports import wants_report, write_report
from ...framework.run import Run

translate = QCoreApplication.translate


class ReviewSectorLog(SectorAlgorithm[dt.date]):
    """Findings by sector: vacancies, no cover, overlooked groups, overdue actions, waiting requests; turnover."""

    ID = "reviewsectorlog"
    GROUP = "log"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ReviewSectorLog", "Review sector log")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the database, the day, the findings and the report."""
        findings = translate("ReviewSectorLog", "Findings")
        turnover = translate("ReviewSectorLog", "Report: findings and turnover")
        html = translate("ReviewSectorLog", "HTML files (*.html)")
        self.declare(
            database_parameter(),
            day(),
            sink("FINDINGS", findings, Qgis.ProcessingSourceType.VectorPolygon, optional=True),
            file_output("REPORT", turnover, html, optional=True),
        )
        self.addOutput(QgsProcessingOutputNumber("COUNT", translate("ReviewSectorLog", "Number of findings")))

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dt.date:
        """Return the day."""
        return given_day(self, parameters, context) or dt.date.today()

    def execute(self, run: Run[dt.date]) -> dict[str, object]:
        """Ask the database, and write each finding on its sector."""
        from ....core.database.access import require_current
        from ....core.logbook.review import findings_on_sectors, review, review_report

        database = open_database(run.text("DATABASE"))
        require_current(database)
        findings = review(database, run.settings())
        run.progress.show(0.5)
        outputs: dict[str, Any] = {"COUNT": len(findings)}
        if run.has("FINDINGS"):
            geometry, table = findings_on_sectors(database, findings, run.settings())
            crs = QgsCoordinateReferenceSystem.fromEpsgId(SRID)
            outputs["FINDINGS"] = run.write("FINDINGS", geometry, table, Qgis.WkbType.MultiPolygon, crs)
        if wants_report(run):
            outputs |= write_report(run, review_report(database, findings, run.settings()))
        return outputs
