"""Import findings of safety walks as points on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QCoreApplication

from ...framework.database import QgisDatabase
from ...framework.run import Run
from ._imports import ImportAlgorithm, read_gazetteer

if TYPE_CHECKING:
    from ....core.base.sheets import Sheet
    from ....core.imports.rows import ImportPlan

translate = QCoreApplication.translate


class ImportWalkFindings(ImportAlgorithm):
    """Spots with kind, photo, who mends them and when it was done; each with its sector; bad rows out."""

    ID = "importwalkfindings"

    def title(self) -> str:
        """Return the translated name."""
        return translate("ImportWalkFindings", "Import findings of safety walks")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare file, database, addresses, dry run and the table of rejected rows."""
        self.declare_import(translate("ImportWalkFindings", "Findings (CSV, Excel, ODS or JSON)"))

    def plan_import(self, run: Run[None], database: QgisDatabase, sheet: Sheet) -> ImportPlan:
        """Compare findings with the database."""
        from ....core.imports.walk_findings import plan_findings

        return plan_findings(database, sheet, read_gazetteer(run))

    def summary(self) -> str:
        """Return the sentence on the numbers of rows."""
        return translate(
            "ImportWalkFindings",
            "{ADDED} findings added ({WITHOUT_SECTOR} outside all sectors, {NOT_FOUND} at an address not found), {DUPLICATES} wait to be mended already, "
            "{CHANGED} changed, {UNCHANGED} as they were; {left} rows left out.",
        )
