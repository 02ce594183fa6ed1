"""The parameters of balancing, which explaining an assignment takes as well, and those of shifts with how they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterField, QgsProcessingParameterNumber
from qgis.PyQt.QtCore import QCoreApplication

from ....core.balance.model.settings import BOUNDS, EFFORTS, BalanceSettings
from ....core.base.errors import InputError
from ....core.staffing.settings import StaffingSettings
from ...framework.incidents import caution_of, clock_parameters, time_spans
from ...framework.parameters import LINES, POINTS, POLYGONS, enum, field, layer, number, text
from ...framework.run import Run

if TYPE_CHECKING:
    from ....core.base.table import FeatureTable
    from ....core.staffing.allocation import ShiftPattern

translate = QCoreApplication.translate


def bounded(name: str, title: str, *, advanced: bool = False) -> QgsProcessingParameterNumber:
    """Return a number with the default and the bounds that core sets."""
    default = getattr(BalanceSettings(), name.lower())
    return number(name, title, default, *BOUNDS[name.lower()], whole=isinstance(default, int), advanced=advanced)


def unit_field(name: str, title: str, *, advanced: bool = True) -> QgsProcessingParameterField:
    """Return an optional field of the units."""
    return field(name, title, "UNITS", optional=True, advanced=advanced)


def first_screen() -> list[QgsProcessingParameterDefinition]:
    """Return the parameters of the units, the number of sectors and the effort."""
    workload = translate("BalanceSectors", "Workload (any unit)")
    names = translate("BalanceSectors", "Sectors per district (such as North East=9;North West=5)")
    return [
        layer("UNITS", translate("BalanceSectors", "Planning units"), POLYGONS),
        field("WORKLOAD_FIELD", workload, "UNITS", default="workload", numeric=True),
        bounded("SECTOR_COUNT", translate("BalanceSectors", "Number of sectors")),
        unit_field("DISTRICT_FIELD", translate("BalanceSectors", "Local police district"), advanced=False),
        text("DISTRICT_SECTORS", names, "", optional=True),
        bounded("TOLERANCE", translate("BalanceSectors", "Greatest deviation of load (%)")),
        enum("EFFORT", translate("BalanceSectors", "Effort"), EFFORTS, BalanceSettings().effort),
    ]


def rules() -> list[QgsProcessingParameterDefinition]:
    """Return the rules that sectors keep, behind “Advanced”."""
    compactness = translate("BalanceSectors", "Weight of short borders (1: as usual)")
    continuity = translate("BalanceSectors", "Weight of continuity with today's sectors (1: as usual)")
    moved = translate("BalanceSectors", "Residents who may change sector at most (%)")
    lock = translate("BalanceSectors", "Locked: sector the unit must be in, or true to stay")
    apart = translate("BalanceSectors", "Units never together (pairs of ids: u0001|u0044;u0002|u0009)")
    fields = translate("BalanceSectors", "Fields to balance too")
    tolerance = translate("BalanceSectors", "Greatest deviation of these fields (%)")
    stations = translate("BalanceSectors", "Stations (one sector grows from each)")
    barriers = translate("BalanceSectors", "Barriers (water, railways, main roads)")
    cost = translate("BalanceSectors", "A border elsewhere costs this many times one along a barrier")
    links = translate("BalanceSectors", "Links (bridges, ferries: lines from unit to unit)")
    officers = translate("BalanceSectors", "Officers to allocate (0: sectors count alike)")
    return [
        bounded("COMPACTNESS", compactness, advanced=True),
        unit_field("CURRENT_FIELD", translate("BalanceSectors", "Today's sector")),
        bounded("CONTINUITY", continuity, advanced=True),
        bounded("MAX_MOVED", moved, advanced=True),
        unit_field("LOCK_FIELD", lock),
        unit_field("TOGETHER_FIELD", translate("BalanceSectors", "Group of units that stay together")),
        text("APART", apart, "", optional=True, advanced=True),
        field("BALANCE_FIELDS", fields, "UNITS", numeric=True, several=True, optional=True, advanced=True),
        bounded("BALANCE_TOLERANCE", tolerance, advanced=True),
        layer("STATIONS", stations, POINTS, optional=True, advanced=True),
        layer("BARRIERS", barriers, LINES + POLYGONS, optional=True, advanced=True),
        bounded("BARRIER_COST", cost, advanced=True),
        layer("LINKS", links, LINES, optional=True, advanced=True),
        bounded("OFFICERS", officers, advanced=True),
        bounded("MINIMUM_OFFICERS", translate("BalanceSectors", "Officers per sector at least"), advanced=True),
    ]


def search() -> list[QgsProcessingParameterDefinition]:
    """Return the parameters of the search, behind “Advanced”."""
    scheduler = translate("BalanceSectors", "Dask scheduler (address; empty for this machine)")
    return [
        bounded("ALTERNATIVES", translate("BalanceSectors", "Plans to compare"), advanced=True),
        bounded("SEED", translate("BalanceSectors", "Seed (the same seed, the same plan)"), advanced=True),
        bounded("TIME_LIMIT", translate("BalanceSectors", "Time limit (s; 0: none)"), advanced=True),
        text("SCHEDULER", scheduler, "", optional=True, advanced=True),
    ]


def shift_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the incidents by which shifts are planned, and the share of officers on duty, behind “Advanced”."""
    incidents = translate("AllocateOfficers", "Incidents, for the shifts on weekdays 07–23 (points)")
    earliest = translate("AllocateOfficers", "Field with the earliest possible time")
    latest = translate("AllocateOfficers", "Field with the latest possible time")
    presence = translate("AllocateOfficers", "Officers on duty on a weekday (percent of all)")
    return [
        layer("INCIDENTS", incidents, POINTS, optional=True, advanced=True),
        field("FROM_FIELD", earliest, "INCIDENTS", default="from_time", optional=True, advanced=True),
        field("TO_FIELD", latest, "INCIDENTS", default="to_time", optional=True, advanced=True),
        *clock_parameters(),
        number("PRESENCE", presence, StaffingSettings().presence, 1, 100, advanced=True),
    ]


def read_shifts(run: Run[StaffingSettings], sectors: FeatureTable) -> ShiftPattern | None:
    """Return the shifts that follow the incidents; None if there are no incidents to plan by, which is said."""
    if not run.has("INCIDENTS"):
        return None
    from ....core.crime.aoristic import incidents_by_hour
    from ....core.geo.geometry import polygonal
    from ....core.geo.point_location import OUTSIDE, owner_of_points
    from ....core.staffing.allocation import shift_pattern

    settings = run.settings()
    table = run.read("INCIDENTS", run.working_crs("SECTORS"))
    start, end = time_spans(run, table)
    inside = owner_of_points(table.geometry, polygonal(sectors.geometry)) != OUTSIDE
    caution_of(run, table, (start, end), inside, "type")
    try:
        week, weeks = incidents_by_hour(table.geometry, start, end, sectors.geometry, run.time_zone)
        return shift_pattern(week, weeks, round(settings.officers * settings.presence / 100))
    except InputError as error:  # the officers are allocated all the same
        run.caution([translate("AllocateOfficers", "No shifts are planned: {reason}").format(reason=error)])
        return None
