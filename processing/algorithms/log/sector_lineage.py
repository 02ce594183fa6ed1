"""Tell what became of sectors over all adopted sets."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication

from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.database import database_parameter, open_database
from ...framework.parameters import report, report_pdf, sink
from ...framework.reports import report_inputs, wants_report, write_report
from ...framework.run import Run

translate = QCoreApplication.translate


class SectorLineage(AlgorithmWithoutSettings):
    """Ancestors of every sector with their shares, both maps of each change, and the family tree of all sets."""

    ID = "sectorlineage"
    GROUP = "log"

    def title(self) -> str:
        """Return the translated name."""
        return translate("SectorLineage", "Sector lineage")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare the database, the table and the report."""
        table = translate("SectorLineage", "Lineage")
        self.declare(
            database_parameter(),
            sink("LINEAGE", table, Qgis.ProcessingSourceType.Vector, optional=True),
            report(),
            report_pdf(),
        )

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Read the sets, and write table and report."""
        from ....core.database.access import require_current
        from ....core.logbook.adoption_report import lineage_of_all, lineage_report
        from ....core.logbook.lineage import Succession

        database = open_database(run.text("DATABASE"))
        require_current(database)
        succession = Succession.read(database)
        outputs: dict[str, object] = {"LINEAGE": run.write_table("LINEAGE", lineage_of_all(succession))}
        if wants_report(run):
            outputs |= write_report(run, lineage_report(succession, report_inputs(run)))
        return outputs
