"""Import officers and their sectors from a spreadsheet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QCoreApplication

from ...framework.database import QgisDatabase
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
        self.declare_import(translate("ImportOfficers", "Officers (CSV, Excel or ODS; headings in the first row)"))

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
