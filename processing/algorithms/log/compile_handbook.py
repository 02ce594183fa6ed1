"""Compile the handbook from its fixed part and what people have contributed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from qgis.core import QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ...framework.algorithm import SectorAlgorithm
from ...framework.database import database_parameter, open_database
from ...framework.parameters import file_output, given_day, report_pdf, text
from ...framework.reports import write_report
from ...framework.run import Run

translate = QCoreApplication.translate


class CompileHandbook(SectorAlgorithm[dt.date | None]):
    """The handbook as HTML and PDF, with contents and change marks."""

    ID = "compilehandbook"
    GROUP = "log"

    def title(self) -> str:
        """Return the translated name."""
        return translate("CompileHandbook", "Compile handbook")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the database, the day changes are marked from, and the outputs."""
        since = translate("CompileHandbook", "Mark contributions approved since (YYYY-MM-DD)")
        html = translate("CompileHandbook", "HTML files (*.html)")
        self.declare(
            database_parameter(),
            text("SINCE", since, optional=True),
            file_output("OUTPUT", translate("CompileHandbook", "Handbook"), html),
            report_pdf(),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dt.date | None:
        """Return the day from which changes are marked."""
        return given_day(self, parameters, context, "SINCE")

    def execute(self, run: Run[dt.date | None]) -> dict[str, str]:
        """Put the fixed part in where the database has none, then compile."""
        from ....core.database.access import require_current
        from ....core.logbook.handbook import handbook_report, missing_sections, read_handbook, render_handbook

        database = open_database(run.text("DATABASE"))
        require_current(database)
        fixed = missing_sections(database)
        if fixed:
            database.write(fixed)
        handbook = read_handbook(database, run.settings())
        report = handbook_report(handbook, database.title, dt.date.today(), run.settings())
        return write_report(run, report, "OUTPUT", render_handbook(handbook, report))
