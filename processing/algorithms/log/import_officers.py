"""Import officers and their sectors from a spreadsheet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ...framework.database import QgisDatabase
from ...framework.parameters import file_output
from ...framework.run import Run
from ._imports import ImportAlgorithm

if TYPE_CHECKING:
    from ....core.base.sheets import Sheet
    from ....core.imports.rows import ImportPlan

translate = QCoreApplication.translate


class ImportOfficers(ImportAlgorithm):
    """Officers and assignments in; rows that cannot be used out, each with row, column and remedy."""

    ID = "importofficers"
    HAS_PLACES = False
    COUNTS = ("ADDED", "CHANGED", "UNCHANGED", "ASSIGNMENTS")

    def title(self) -> str:
        """Return the translated name."""
        return translate("ImportOfficers", "Import officers")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare file, database, dry run and the table of rejected rows."""
        title = translate("ImportOfficers", "Officers (CSV, Excel or ODS; with headings)")
        headings = translate("ImportOfficers", "Template: a list with the headings and no rows, to fill in")
        made = file_output("TEMPLATE", headings, "CSV (*.csv)", optional=True, made=False)
        self.declare_import(title, made, required=False)

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a run with neither a list to read nor a template to make."""
        if not any(parameters.get(name) for name in ("FILE", "TEMPLATE")):
            message = translate("ImportOfficers", "Choose the file with the officers, or where a template goes.")
            raise InputError(message)

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Make the template where one is asked for, and take in the file where there is one."""
        from ....core.imports.officers import template

        made = {"TEMPLATE": run.write_text("TEMPLATE", template())} if run.has("TEMPLATE") else {}
        return made | (super().execute(run) if run.has("FILE") else {})

    def plan_import(self, run: Run[None], database: QgisDatabase, sheet: Sheet) -> ImportPlan:
        """Compare officers and assignments with the database."""
        from ....core.imports.officers import plan_officers

        return plan_officers(database, sheet, dt.date.today())

    def summary(self) -> str:
        """Return the sentence on the numbers of rows."""
        return translate(
            "ImportOfficers",
            "{ADDED} officers added, {CHANGED} changed, {UNCHANGED} as they were; {ASSIGNMENTS} assignments; {left} rows left out.",
        )

    def forecast(self) -> str:
        """Return the sentence on the numbers of rows, had they been written."""
        return translate(
            "ImportOfficers",
            "Nothing was written. {ADDED} officers would be added, {CHANGED} changed, {UNCHANGED} stay as they are; {ASSIGNMENTS} assignments would be made or ended; {left} rows would be left out.",
        )
