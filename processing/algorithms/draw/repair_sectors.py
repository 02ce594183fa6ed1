"""Repair a plan: no unit without a sector, no sector in pieces."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsProcessingContext, QgsProcessingOutputNumber
from qgis.PyQt.QtCore import QCoreApplication

from ....core.plan.settings import parse_expected_parts
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import LINES, POLYGONS, field, layer, sink, text
from ...framework.run import Run

translate = QCoreApplication.translate


class RepairSectors(SectorAlgorithm[dict[str, int]]):
    """The plan repaired, and the list of repairs with their cost."""

    ID = "repairsectors"
    GROUP = "draw"
    STYLES = {"OUTPUT": "plan", "REPAIRS": "repairs"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("RepairSectors", "Repair sectors")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare units, plan, links and outputs."""
        parts = translate("RepairSectors", "Parts expected of sectors with islands (such as 3=2; 7=4)")
        sector = translate("RepairSectors", "Field with the sector (text or whole number)")
        links = translate("RepairSectors", "Links across water (lines from unit to unit)")
        self.declare(
            layer("UNITS", translate("RepairSectors", "Planning units"), POLYGONS),
            field("SECTOR_FIELD", sector, "UNITS", default="sector_id"),
            layer("LINKS", links, LINES, optional=True),
            text("EXPECTED_PARTS", parts, optional=True),
            sink("OUTPUT", translate("RepairSectors", "Repaired plan")),
            sink("REPAIRS", translate("RepairSectors", "Repairs and their cost")),
        )
        moved = translate("RepairSectors", "Residents who change officer")
        self.addOutput(QgsProcessingOutputNumber("RESIDENTS_MOVED", moved))

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> dict[str, int]:
        """Return the parts expected by sector."""
        return parse_expected_parts(self.parameterAsString(parameters, "EXPECTED_PARTS", context))

    def execute(self, run: Run[dict[str, int]]) -> dict[str, object]:
        """Read units, plan and links, repair, and write plan and repairs."""
        from ....core.geo.adjacency import link_pairs
        from ....core.plan.repair import repair_plan, repairs_table

        crs = run.working_crs("UNITS")
        units = run.read("UNITS", crs)
        run.tell_missing(
            units,
            police_district=translate("RepairSectors", "units may join a sector of another district."),
            workload=translate("RepairSectors", "the part with most units stays."),
        )
        name = run.text("SECTOR_FIELD")
        links = link_pairs(run.read("LINKS", crs), units.geometry) if run.has("LINKS") else None
        repaired = repair_plan(
            units, run.read_plan(units, name), links=links, expected_parts=run.settings(), progress=run.progress
        )
        table = repairs_table(units, repaired)
        for message in table.attributes["message"]:
            run.progress.log(message)
        moved = sum(one.residents for one in repaired.repairs if one.source >= 0 and one.target >= 0)
        return {
            "OUTPUT": run.write_extended("OUTPUT", "UNITS", {name: repaired.plan.ids()}),
            "REPAIRS": run.write("REPAIRS", table.geometry, table.attributes, Qgis.WkbType.MultiPolygon, crs),
            "RESIDENTS_MOVED": moved,
        }
