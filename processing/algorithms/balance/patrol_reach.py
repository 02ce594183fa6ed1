"""Tell how long patrols need to each unit of their sector."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.plan.settings import ACCESS_M, MODES, ReachSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import LINES, POINTS, POLYGONS, enum, layer, number, report, sink
from ...framework.reports import report_inputs, today, wants_report, write_report
from ...framework.run import Run

translate = QCoreApplication.translate


class PatrolReach(SectorAlgorithm[ReachSettings]):
    """Minutes to each unit over the road network; mean and worst of each sector."""

    ID = "patrolreach"
    GROUP = "balance"
    STYLES = {"OUTPUT": "minutes", "REACH": "sectors"}

    def title(self) -> str:
        """Return the translated name."""
        return translate("PatrolReach", "Measure the reach of patrols")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare sectors, units, roads, mode and outputs."""
        stations = translate("PatrolReach", "Stations (without: the middle of each sector)")
        mode = translate("PatrolReach", "Patrol (foot 5 km/h, bicycle 15 km/h)")
        access = translate("PatrolReach", "Farthest from a road (metres)")
        self.declare(
            layer("SECTORS", translate("PatrolReach", "Sectors"), POLYGONS),
            layer("UNITS", translate("PatrolReach", "Planning units"), POLYGONS),
            layer("ROADS", translate("PatrolReach", "Roads and paths"), LINES),
            layer("STATIONS", stations, POINTS, optional=True),
            enum("MODE", mode, list(MODES), MODES[0]),
            number("ACCESS_M", access, ACCESS_M, 1.0, advanced=True),
            sink("OUTPUT", translate("PatrolReach", "Units with minutes")),
            sink("REACH", translate("PatrolReach", "Sectors with minutes")),
            report(),
        )

    def read_settings(self, parameters: dict[str, Any], context: QgsProcessingContext) -> ReachSettings:
        """Return mode and access."""
        return ReachSettings(
            mode=self.parameterAsEnumString(parameters, "MODE", context),
            access_m=self.parameterAsDouble(parameters, "ACCESS_M", context),
        )

    def execute(self, run: Run[ReachSettings]) -> dict[str, str]:
        """Read the layers, measure over the roads, and write units, sectors and report."""
        from ....core.plan.reports.travel_time import reach_report
        from ....core.plan.travel_time import RoadDistances, noded_roads, patrol_reach
        from ._roads import RoadNetwork

        crs = run.working_crs("SECTORS")
        sectors, units = run.read("SECTORS", crs), run.read("UNITS", crs)
        stations = run.read("STATIONS", crs) if run.has("STATIONS") else None
        roads = RoadNetwork(noded_roads(run.read("ROADS", crs)), crs, run.progress.part(0.3, 0.9))
        reach = patrol_reach(sectors, units, stations, RoadDistances(roads.routes), run.settings())
        lost = int(reach.sectors.attributes["unreachable"].sum())
        if lost:
            message = translate(
                "PatrolReach", "Units that cannot be reached over the roads: {count}. See unreachable_ids."
            )
            run.progress.warn(message.format(count=lost))
        multi = Qgis.WkbType.MultiPolygon
        outputs = {
            "OUTPUT": run.write("OUTPUT", reach.units.geometry, reach.units.attributes, multi, crs),
            "REACH": run.write("REACH", reach.sectors.geometry, reach.sectors.attributes, multi, crs),
        }
        if wants_report(run):
            outputs |= write_report(run, reach_report(reach, run.settings(), report_inputs(run), today()))
        return outputs
