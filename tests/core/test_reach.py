import numpy as np
import pytest
import shapely
from builders.tables import table
from sector_planner.core.errors import InputError
from sector_planner.core.publish.report_page import render
from sector_planner.core.reach import patrol_reach
from sector_planner.core.reach_report import reach_report
from sector_planner.core.reach_settings import ReachSettings


def cells(*starts, **columns):
    return table(
        [shapely.box(x, 0, x + 100, 100) for x in starts], "units", unit_id=[f"u{x}" for x in starts], **columns
    )


def straight(origins, targets, access_m):
    """Distances as the crow flies; nothing beyond x = 1000 can be reached."""
    metres = shapely.distance(np.asarray(origins)[:, None], np.asarray(targets)[None, :])
    metres[:, shapely.get_x(targets) > 1000] = np.inf
    return metres


SECTORS = table(
    [shapely.box(0, 0, 300, 100), shapely.box(300, 0, 1200, 100)],
    "sectors",
    sector_id=[1, 2],
    name=["West", "East"],
    police_district=["N", "S"],
)


def test_patrols_start_from_the_station_of_their_own_district():
    stations = table(
        [shapely.Point(50, 50), shapely.Point(350, 50)], "stations", name=["A", "B"], police_district=["S", "N"]
    )
    units = cells(0, 100, 200, 300, population=[1, 0, 3, 1])
    reach = patrol_reach(SECTORS, units, stations, straight, ReachSettings("foot"))
    west, east = reach.sectors.attributes.to_dict("records")
    assert (west["start"], east["start"]) == ("B", "A")
    assert west["mean_minutes"] == pytest.approx((300 + 3 * 100) / 4 / (5000 / 60))
    assert (west["worst_minutes"], west["worst_unit"]) == (pytest.approx(3.6), "u0")
    assert reach.units.attributes["minutes"].tolist() == pytest.approx([3.6, 2.4, 1.2, 3.6])


def test_a_bicycle_is_three_times_as_fast():
    units, station = cells(0, 100), table([shapely.Point(50, 50)], "stations", name=["A"])
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


def test_an_unknown_mode_is_refused():
    with pytest.raises(InputError, match="Choose one of: foot, bicycle"):
        ReachSettings("horse")


def test_a_layer_without_sectors_is_refused():
    with pytest.raises(InputError, match="has no sectors"):
        patrol_reach(SECTORS.take(np.zeros(len(SECTORS), dtype=bool)), SECTORS, None, straight, ReachSettings())
