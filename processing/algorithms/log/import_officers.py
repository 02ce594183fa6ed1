"""Import officers and their sectors from a spreadsheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.database import database_parameter, open_database
from ...framework.files.spreadsheets import FILE_FILTER, read_sheet
from ...framework.parameters import file
from ...framework.run import Run
from ._imports import add_rejection_outputs, dry_run, report_rejections

translate = QCoreApplication.translate


class ImportOfficers(AlgorithmWithoutSettings):
    """Officers and assignments in; rows that cannot be used out, each with row, column and remedy."""

    ID = "importofficers"
    GROUP = "log"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ImportOfficers", "Import officers")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare file, database, dry run and the table of rejected rows."""
        title = translate("ImportOfficers", "Officers (CSV, Excel or ODS; headings in the first row)")
        self.declare(file("FILE", title, kinds=FILE_FILTER), database_parameter(), dry_run())
        add_rejection_outputs(self, ("ADDED", "CHANGED", "UNCHANGED", "ASSIGNMENTS"))

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Compare the file with the database, and write what differs in one transaction."""
        from ....core.database.access import require_current
        from ....core.imports.officers import plan_officers

        database = open_database(run.text("DATABASE"))
        require_current(database)
        plan = plan_officers(database, read_sheet(Path(run.text("FILE"))), dt.date.today())
        outputs = report_rejections(run, plan.rejected)
        if plan.statements and not run.flag("DRY_RUN"):
            run.store(database, plan.statements)
        message = translate(
            "ImportOfficers",
            "{added} officers added, {changed} changed, {unchanged} as they were; {assignments} assignments; {left} rows left out.",
        )
        numbers = {"added": plan.added, "changed": plan.changed, "unchanged": plan.unchanged}
        numbers["assignments"] = plan.assignments
        run.progress.log(message.format(left=len(plan.rejected), **numbers))
        return outputs | {name.upper(): number for name, number in numbers.items()}
