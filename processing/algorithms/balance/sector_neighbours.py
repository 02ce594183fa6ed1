"""List neighbouring sectors, and who covers for whom."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication

from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.parameters import POLYGONS, field, layer, report, report_pdf, sink
from ...framework.reports import report_inputs, today, wants_report, write_report
from ...framework.run import Run

translate = QCoreApplication.translate


class SectorNeighbours(AlgorithmWithoutSettings):
    """Neighbour pairs with their border, and a cover partner for each sector."""

    ID = "sectorneighbours"
    GROUP = "balance"
    STYLES = {"OUTPUT": "neighbours", "COVER": "cover"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("SectorNeighbours", "Find neighbours and cover partners")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare sectors, fields and outputs."""
        officers = translate("SectorNeighbours", "Field with the officers")
        sector = translate("SectorNeighbours", "Field with the sector")
        self.declare(
            layer("SECTORS", translate("SectorNeighbours", "Sectors"), POLYGONS),
            field("SECTOR_FIELD", sector, "SECTORS", default="sector_id"),
            field("OFFICERS_FIELD", officers, "SECTORS", numeric=True, optional=True),
            sink("OUTPUT", translate("SectorNeighbours", "Borders between neighbours")),
            sink("COVER", translate("SectorNeighbours", "Sectors with cover partner")),
            report(),
            report_pdf(),
        )

    def execute(self, run: Run[None]) -> dict[str, str]:
        """Read sectors, find neighbours and partners, and write borders, sectors and report."""
        from ....core.plan.neighbours import sector_neighbours
        from ....core.plan.reports.neighbours import neighbours_report

        crs = run.working_crs("SECTORS")
        sectors = run.read("SECTORS", crs)
        unknown = translate("SectorNeighbours", "which borders lie between districts stays empty.")
        run.tell_missing(sectors, police_district=unknown)
        found = sector_neighbours(sectors, run.text("SECTOR_FIELD"), run.text("OFFICERS_FIELD"), run.progress)
        pairs, cover = found.pairs, found.sectors
        outputs = {
            "OUTPUT": run.write("OUTPUT", pairs.geometry, pairs.attributes, Qgis.WkbType.MultiLineString, crs),
            "COVER": run.write("COVER", cover.geometry, cover.attributes, Qgis.WkbType.MultiPolygon, crs),
        }
        if wants_report(run):
            outputs |= write_report(run, neighbours_report(found, report_inputs(run), today()))
        return outputs
