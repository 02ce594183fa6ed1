"""Find hot spots on a grid, and the sectors that own them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.crime.settings import NEIGHBOURHOODS, HotspotSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.database import officers_parameter, responsible_officers
from ...framework.parameters import POLYGONS, enum, field, layer, number, report, sink
from ...framework.reports import report_inputs, today, wants_report, write_report
from ...framework.run import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....core.base.arrays import Shapes

translate = QCoreApplication.translate


class CrimeHotspots(SectorAlgorithm[HotspotSettings]):
    """Gi* and local Moran of every cell; hot spots with their owners, their trend and the concentration."""

    ID = "crimehotspots"
    GROUP = "crime"
    STYLES = {"OUTPUT": "crime_hotspots", "HOT_SPOTS": "hot_spots"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("CrimeHotspots", "Find hot spots")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare grid, sectors, neighbourhood and outputs."""
        default = HotspotSettings()
        grid = translate("CrimeHotspots", "Grid (made by “Count crime on a grid”, or any polygons)")
        count = translate("CrimeHotspots", "Field with the number of incidents, or with harm")
        periods = translate(
            "CrimeHotspots", "Fields with the counts of successive periods, oldest first, for the trend"
        )
        kind = translate("CrimeHotspots", "Neighbours: cells that share a side or corner, or cells within a distance")
        distance = translate("CrimeHotspots", "Distance between the centres of neighbours (m)")
        sector = translate("CrimeHotspots", "Field with the sector's id")
        self.declare(
            layer("GRID", grid, POLYGONS),
            field("COUNT_FIELD", count, "GRID", default="count", numeric=True),
            layer("SECTORS", translate("CrimeHotspots", "Sectors that own the hot spots"), POLYGONS, optional=True),
            field("PERIOD_FIELDS", periods, "GRID", numeric=True, several=True, optional=True),
            enum("NEIGHBOURS", kind, NEIGHBOURHOODS, default.neighbourhood, advanced=True),
            number("DISTANCE", distance, default.distance, 0, advanced=True),
            field("SECTOR_FIELD", sector, "SECTORS", default="sector_id", optional=True, advanced=True),
            officers_parameter(),
            sink("OUTPUT", translate("CrimeHotspots", "Grid with hot spots")),
            sink("HOT_SPOTS", translate("CrimeHotspots", "Hot spots"), optional=True),
            report(),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> HotspotSettings:
        """Return which cells are neighbours."""
        return HotspotSettings(
            self.parameterAsEnumString(parameters, "NEIGHBOURS", context),
            self.parameterAsDouble(parameters, "DISTANCE", context),
        )

    def execute(self, run: Run[HotspotSettings]) -> dict[str, str]:
        """Test every cell, gather the hot ones, and say whose they are."""
        from ....core.crime.hotspots import find_hot_spots, read_cells

        crs = run.working_crs("GRID")
        table = run.read("GRID", crs)
        periods = self.parameterAsStrings(run.parameters, "PERIOD_FIELDS", run.context)
        grid = read_cells(table, run.text("COUNT_FIELD"), periods)
        sectors = _sectors(run) if run.has("SECTORS") else None
        run.progress.show(0.4)
        ids = sectors[1] if sectors else table.attributes.get("sector_id", [])
        found = find_hot_spots(grid, run.settings(), sectors, responsible_officers(run, ids))
        run.progress.show(0.7)
        outputs = {"OUTPUT": run.write_extended("OUTPUT", "GRID", found.cells)}
        if run.has("HOT_SPOTS"):
            kind = Qgis.WkbType.MultiPolygon
            outputs["HOT_SPOTS"] = run.write("HOT_SPOTS", found.shapes, found.spots, kind, crs)
        if wants_report(run):
            from ....core.crime.reports.hotspots import hotspot_report

            facts = [(translate("CrimeHotspots", "Grid"), table.name), (translate("CrimeHotspots", "Made"), today())]
            outline = sectors[0] if sectors else None
            page = hotspot_report(grid, found, run.settings(), outline, facts, report_inputs(run))
            outputs |= write_report(run, page)
        return outputs


def _sectors(run: Run[HotspotSettings]) -> tuple[Shapes, Sequence[object]]:
    from ....core.crime.sector_cells import sector_polygons

    field = run.text("SECTOR_FIELD") or "sector_id"
    table = run.read("SECTORS", run.working_crs("GRID"), [field])
    return sector_polygons(table, run.progress), table.column(field).tolist()
