import numpy as np
import pandas as pd
import pytest
import shapely
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.plan.reports.travel_time import reach_report
from sector_planner.core.plan.settings import ReachSettings
from sector_planner.core.plan.travel_time import RoadDistances, noded_roads, patrol_reach
from sector_planner.core.reporting.page import render


def table(layer, geometry, **columns):
    shapes = np.empty(len(geometry), dtype=object)
    shapes[:] = geometry
    return FeatureTable(
        layer, shapes, pd.DataFrame(columns, index=range(len(geometry))), np.arange(1, len(geometry) + 1)
    )


def cells(*starts, **columns):
    return table(
        "units", [shapely.box(x, 0, x + 100, 100) for x in starts], unit_id=[f"u{x}" for x in starts], **columns
    )


def straight(origins, targets, access_m):
    """Distances as the crow flies; nothing beyond x = 1000 can be reached."""
    metres = shapely.distance(np.asarray(origins)[:, None], np.asarray(targets)[None, :])
    metres[:, shapely.get_x(targets) > 1000] = np.inf
    return metres


SECTORS = table(
    "sectors",
    [shapely.box(0, 0, 300, 100), shapely.box(300, 0, 1200, 100)],
    sector_id=[1, 2],
    name=["West", "East"],
    police_district=["N", "S"],
)


def test_patrols_start_from_the_station_of_their_own_district():
    stations = table(
        "stations", [shapely.Point(50, 50), shapely.Point(350, 50)], name=["A", "B"], police_district=["S", "N"]
    )
    units = cells(0, 100, 200, 300, population=[1, 0, 3, 1])
    reach = patrol_reach(SECTORS, units, stations, straight, ReachSettings("foot"))
    west, east = reach.sectors.attributes.to_dict("records")
    assert (west["start"], east["start"]) == ("B", "A")
    assert west["mean_minutes"] == pytest.approx((300 + 3 * 100) / 4 / (5000 / 60))
    assert (west["worst_minutes"], west["worst_unit"]) == (pytest.approx(3.6), "u0")
    assert reach.units.attributes["minutes"].tolist() == pytest.approx([3.6, 2.4, 1.2, 3.6])


def test_a_bicycle_is_three_times_as_fast():
    units, station = cells(0, 100), table("stations", [shapely.Point(50, 50)], name=["A"])
    foot, bicycle = (
        patrol_reach(SECTORS, units, station, straight, ReachSettings(mode)).units.attributes["minutes"][1]
        for mode in ("foot", "bicycle")
    )
    assert foot == pytest.approx(3 * bicycle)


def test_without_stations_patrols_start_in_the_middle_of_their_residents():
    units = cells(0, 100, 200, 300, population=[0, 1, 100, 1])
    reach = patrol_reach(SECTORS, units, None, straight, ReachSettings())
    assert reach.sectors.attributes["start"].tolist() == ["middle: u200", "middle: u300"]


def test_what_cannot_be_reached_is_listed():
    reach = patrol_reach(SECTORS, cells(0, 300, 1100), None, straight, ReachSettings())
    east = reach.sectors.attributes.iloc[1]
    assert (east["unreachable"], east["unreachable_ids"]) == (1, "u1100")
    page = render(reach_report(reach, ReachSettings()))
    assert "Units out of reach" in page
    assert "u1100" in page


def test_a_sector_without_units_and_a_unit_without_sector_stay_empty():
    reach = patrol_reach(SECTORS, cells(0, 5000), None, straight, ReachSettings())
    assert reach.sectors.attributes["units"].tolist() == [1, 0]
    assert reach.units.attributes["sector_id"].tolist() == ["1", None]
    assert np.isnan(reach.units.attributes["minutes"][1])
    assert np.isnan(reach.sectors.attributes["mean_minutes"][1])


def test_roads_are_cut_where_they_meet():
    roads = table("roads", [shapely.LineString([(0, 0), (100, 0)]), shapely.LineString([(50, 0), (50, 80)]), None])
    assert sorted(shapely.length(noded_roads(roads))) == [50, 50, 80]


def test_an_unknown_mode_is_refused():
    with pytest.raises(InputError, match="Choose one of: foot, bicycle"):
        ReachSettings("horse")


@pytest.mark.parametrize(
    ("levels", "meet"), [([0, 0, 0], True), ([0, 1, 0], False), (["0", "-1", None], False), (None, True)]
)
def test_roads_of_two_levels_meet_at_the_ends_only(levels, meet):
    """A bridge over a street; a ramp that joins the bridge where it ends, in the middle of another street."""
    lines = ["LINESTRING(0 0,200 0)", "LINESTRING(100 -100,100 100)", "LINESTRING(0 100,200 100)"]
    columns = {} if levels is None else {"Layer": levels}
    roads = noded_roads(table("roads", [shapely.from_wkt(line) for line in lines], **columns))
    assert shapely.length(roads).sum() == pytest.approx(600)
    ends = np.round(shapely.get_coordinates([line.boundary for line in roads]), 1).tolist()
    assert ([100.0, 0.0] in ends) == meet
    assert ends.count([100.0, 100.0]) == 3


def test_a_layer_without_sectors_is_refused():
    with pytest.raises(InputError, match="has no sectors"):
        patrol_reach(SECTORS.take(np.zeros(len(SECTORS), dtype=bool)), SECTORS, None, straight, ReachSettings())


def along_the_x_axis(points, origins):
    """A single endless road on y = 0; nothing beyond x = 900 can be reached."""
    on_road = [(x, 0.0) for x, _ in points]
    rows = ([abs(x - start) if x <= 900 else np.inf for x, _ in points[origins:]] for start, _ in points[:origins])
    return on_road, rows


def test_metres_count_the_way_to_the_road_at_both_ends():
    origins, targets = shapely.points([[0.0, 30]]), shapely.points([[100.0, -40], [950, 0], [300, 60]])
    metres = RoadDistances(along_the_x_axis)(origins, targets, 50.0)
    assert metres.tolist() == [[170, np.inf, np.inf]]


def test_a_point_without_a_place_is_reached_from_nowhere_and_keeps_its_column():
    origins = np.array([shapely.Point(), shapely.Point(0, 0)], dtype=object)
    targets = np.array([shapely.Point(10, 0), None, shapely.Point(20, 0)], dtype=object)
    metres = RoadDistances(along_the_x_axis)(origins, targets, 50.0)
    assert metres.tolist() == [[np.inf] * 3, [10, np.inf, 20]]
    assert np.isinf(RoadDistances(along_the_x_axis)(origins[:1], targets, 50.0)).all()
