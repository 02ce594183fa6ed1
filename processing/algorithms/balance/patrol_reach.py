"""Calculate how long patrols need to reach each unit of their sector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsProcessingContext
from qgis.PyQt.QtCore import QCoreApplication

from ....core.plan.settings import ACCESS_M, MODES, ReachSettings
from ...framework.algorithm import SectorAlgorithm
from ...framework.parameters import LINES, POINTS, POLYGONS, enum, layer, number, report, sink
from ...framework.reports import report_inputs, today, wants_report, write_report
from ...framework.run import Run

if TYPE_CHECKING:
    from ....core.plan.road_network import RoadNetwork

_LISTED = 20
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
        from ....core.geo.geometry import polygonal
        from ....core.plan.reports.travel_time import reach_report
        from ....core.plan.road_network import RoadNetwork
        from ....core.plan.travel_time import patrol_reach

        crs = run.working_crs("SECTORS")
        sectors, units = run.read("SECTORS", crs), run.read("UNITS", crs)
        stations = run.read("STATIONS", crs) if run.has("STATIONS") else None
        run.tell_missing(units, population=translate("PatrolReach", "every unit counts alike in the means."))
        if stations is not None:
            anywhere = translate("PatrolReach", "patrols may start from the station of another district.")
            for one, other in ((sectors, stations), (stations, sectors)):
                if "police_district" in other.attributes.columns:
                    run.tell_missing(one, police_district=anywhere)
        layer, mode = run.read("ROADS", crs), run.settings().mode
        roads = RoadNetwork(layer, polygonal(units.geometry), mode, run.progress.part(0.3, 0.9))
        self._tell_near_misses(run, roads)
        reach = patrol_reach(sectors, units, stations, roads.metres, run.settings())
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

    @staticmethod
    def _tell_near_misses(run: Run[object], roads: RoadNetwork) -> None:
        misses = roads.near_misses()
        if not misses:
            return
        message = translate(
            "PatrolReach",
            "Roads that end just short of another, and do not meet it: {count}. Join them in the layer where patrols "
            "pass. Places: {places}.",
        )
        shown = [f"({x:.0f}, {y:.0f}): {metres:.1f} m" for x, y, metres in misses[:_LISTED]]
        places = "; ".join(shown) + ("; …" if len(misses) > _LISTED else "")
        run.caution([message.format(count=len(misses), places=places)])
