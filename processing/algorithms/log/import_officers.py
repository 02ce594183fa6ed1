"""Import officers and their sectors from a spreadsheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.database import database_parameter, open_database
from ...framework.files.spreadsheets import FILE_FILTER, read_sheet
from ...framework.parameters import file, file_output
from ...framework.run import Run
from ._imports import add_rejection_outputs, dry_run, report_rejections, report_unknown

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
        title = translate("ImportOfficers", "Officers (CSV, Excel or ODS; with headings)")
        headings = translate("ImportOfficers", "Template: a list with the headings and no rows, to fill in")
        self.declare(
            file("FILE", title, kinds=FILE_FILTER, optional=True),
            database_parameter(),
            dry_run(),
            file_output("TEMPLATE", headings, "CSV (*.csv)", optional=True, made=False),
        )
        add_rejection_outputs(self, ("ADDED", "CHANGED", "UNCHANGED", "ASSIGNMENTS"))

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a run with neither a list to read nor a template to make."""
        if not any(parameters.get(name) for name in ("FILE", "TEMPLATE")):
            raise InputError(
                translate("ImportOfficers", "Choose the file with the officers, or where a template goes.")
            )

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Make the template, compare the file with the database, and write what differs in one transaction."""
        from ....core.imports.officers import template

        made = {"TEMPLATE": run.write_text("TEMPLATE", template())} if run.has("TEMPLATE") else {}
        return made | (self._take_in(run) if run.has("FILE") else {})

    @staticmethod
    def _take_in(run: Run[None]) -> dict[str, object]:
        from ....core.database.access import require_current
        from ....core.imports.officers import plan_officers

        database = open_database(run.text("DATABASE"))
        require_current(database)
        plan = plan_officers(database, read_sheet(Path(run.text("FILE"))), dt.date.today())
        report_unknown(run, plan.unknown)
        outputs = report_rejections(run, plan.rejected)
        if plan.statements and not run.flag("DRY_RUN"):
            run.store(database, plan.statements)
        message = translate(
            "ImportOfficers",
            "{added} officers added, {changed} changed, {unchanged} as they were; {assignments} assignments; {left} rows left out.",
        )
        numbers = {"added": plan.added, "changed": plan.changed, "unchanged": plan.unchanged}
        numbers["assignments"] = plan.assignments
        if run.flag("DRY_RUN"):
            message = translate(
                "ImportOfficers",
                "Nothing was written. {added} officers would be added, {changed} changed, {unchanged} stay as they are; {assignments} assignments would be made or ended; {left} rows would be left out.",
            )
        run.progress.log(message.format(left=len(plan.rejected), **numbers))
        return outputs | {name.upper(): number for name, number in numbers.items()}
