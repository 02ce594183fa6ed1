"""Dissolve units into sectors."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication

from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.parameters import POLYGONS, field, layer, sink
from ...framework.run import Run

translate = QCoreApplication.translate


class DissolveSectors(AlgorithmWithoutSettings):
    """Sectors with summed indicators and measures of shape, from the sector field of the units."""

    ID = "dissolvesectors"
    GROUP = "draw"
    STYLES = {"OUTPUT": "sectors"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("DissolveSectors", "Dissolve units into sectors")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare units, sector field and output."""
        sector = translate("DissolveSectors", "Field with the sector (text or whole number)")
        self.declare(
            layer("UNITS", translate("DissolveSectors", "Planning units"), POLYGONS),
            field("SECTOR_FIELD", sector, "UNITS", default="sector_id"),
            sink("OUTPUT", translate("DissolveSectors", "Sectors")),
        )

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Read units and plan, dissolve, and write the sectors."""
        from ....core.plan.sectors import sector_table

        crs = run.working_crs("UNITS")
        units = run.read("UNITS", crs)
        plan = run.read_plan(units, run.text("SECTOR_FIELD"))
        run.tell_missing(
            units,
            police_district=translate("DissolveSectors", "deviation is from the mean of all sectors."),
            workload=translate("DissolveSectors", "workload and deviation stay empty."),
        )
        sectors = sector_table(units, plan, progress=run.progress)
        without = int((plan.labels < 0).sum())
        if without:
            message = translate("DissolveSectors", "Units without a sector, left out: {count}.")
            run.progress.warn(message.format(count=without))
        return {"OUTPUT": run.write("OUTPUT", sectors.geometry, sectors.attributes, Qgis.WkbType.MultiPolygon, crs)}
