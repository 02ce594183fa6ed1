"""Compile the handbook from its fixed part and what people have contributed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterFileDestination, QgsProcessingParameterString
from qgis.PyQt.QtCore import QCoreApplication

from .base import SectorAlgorithm
from .database import database_parameter, open_database
from .day_parameter import given_day
from .parameters import pdf_destination
from .report_output import write_pdf_output
from .run import Run

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
        self.addParameter(database_parameter())
        title = translate("CompileHandbook", "Mark contributions approved since (YYYY-MM-DD)")
        self.addParameter(QgsProcessingParameterString("SINCE", title, optional=True))
        title = translate("CompileHandbook", "Handbook")
        html = translate("CompileHandbook", "HTML files (*.html)")
        self.addParameter(QgsProcessingParameterFileDestination("OUTPUT", title, html))
        self.addParameter(pdf_destination())

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dt.date | None:
        """Return the day from which changes are marked."""
        return given_day(self, parameters, context, "SINCE")

    def execute(self, run: Run[dt.date | None]) -> dict[str, str]:
        """Put the fixed part in where the database has none, then compile."""
        from ..core.store.database import require_current
        from ..core.store.handbook import handbook_report, missing_sections, read_handbook, render_handbook

        database = open_database(run.text("DATABASE"))
        require_current(database)
        fixed = missing_sections(database)
        if fixed:
            database.write(fixed)
        handbook = read_handbook(database, run.settings())
        report = handbook_report(handbook, database.title, dt.date.today(), run.settings())
        outputs = {"OUTPUT": run.write_text("OUTPUT", render_handbook(handbook, report))}
        return outputs | write_pdf_output(run, report)
