"""Import findings of safety walks as points on the map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.database import database_parameter, open_database
from ...framework.files.spreadsheets import FILE_FILTER, read_sheet
from ...framework.parameters import file
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


class ImportWalkFindings(AlgorithmWithoutSettings):
    """Spots with kind, photo, who mends them and when it was done; each with its sector; bad rows out."""

    ID = "importwalkfindings"
    GROUP = "log"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ImportWalkFindings", "Import findings of safety walks")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare file, database, addresses, dry run and the table of rejected rows."""
        title = translate("ImportWalkFindings", "Findings (CSV, Excel, ODS or JSON)")
        self.declare(file("FILE", title, kinds=FILE_FILTER), database_parameter(), *address_parameters(), dry_run())
        add_rejection_outputs(self, ("ADDED", "CHANGED", "UNCHANGED", "DUPLICATES", "WITHOUT_SECTOR", "NOT_FOUND"))

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Compare the file with the database, and write what differs in one transaction."""
        from ....core.database.access import require_current
        from ....core.imports.walk_findings import plan_findings

        database = open_database(run.text("DATABASE"))
        require_current(database)
        plan = plan_findings(database, read_sheet(Path(run.text("FILE"))), read_gazetteer(run))
        report_unknown(run, plan.unknown)
        outputs = report_rejections(run, plan.rejected)
        report_not_found(run, plan.not_found)
        if plan.statements and not run.flag("DRY_RUN"):
            run.store(database, plan.statements)
        message = translate(
            "ImportWalkFindings",
            "{ADDED} findings added ({WITHOUT_SECTOR} outside all sectors, {NOT_FOUND} at an address not found), {DUPLICATES} wait to be mended already, "
            "{CHANGED} changed, {UNCHANGED} as they were; {left} rows left out.",
        )
        if run.flag("DRY_RUN"):
            message = translate(
                "ImportWalkFindings",
                "Nothing was written. {ADDED} findings would be added ({WITHOUT_SECTOR} outside all sectors, {NOT_FOUND} at an address not found), {DUPLICATES} wait to be mended already, "
                "{CHANGED} would be changed, {UNCHANGED} stay as they are; {left} rows would be left out.",
            )
        counts = plan.counts()
        run.progress.log(message.format(left=len(plan.rejected), **counts))
        return outputs | counts
