import numpy as np
import pandas as pd
import pytest
import shapely
from builders.tables import board
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.contiguity import ContiguityGraph, components
from sector_planner.core.draw_lines import plan_from_lines
from sector_planner.core.draw_seeds import plan_from_seeds
from sector_planner.core.errors import InputError
from sector_planner.core.table import FeatureTable


def features(layer, *wkts, **values):
    shapes = np.empty(len(wkts), dtype=object)
    shapes[:] = [wkt and shapely.from_wkt(wkt) for wkt in wkts]
    return FeatureTable(layer, shapes, pd.DataFrame(values, index=range(len(wkts))), np.arange(1, len(wkts) + 1))


def seeds(*places, **values):
    return features("seeds", *(f"POINT({x} {y})" for x, y in places), **values)


def test_without_a_workload_each_unit_goes_to_its_nearest_seed():
    assert plan_from_seeds(board(6, 1), seeds((50, 50), (450, 50))).ids().tolist() == [1, 1, 1, 2, 2, 2]


def test_with_a_workload_the_light_side_grows_further():
    units = board(6, 1, load=lambda x, y: 9 if x == 0 else 1)
    assert plan_from_seeds(units, seeds((50, 50), (550, 50)), "load").ids().tolist() == [1, 2, 2, 2, 2, 2]


def test_seeds_bring_their_ids():
    plan = plan_from_seeds(board(2, 1), seeds((150, 50), (50, 50), sector_id=["S10", "S2"]))
    assert plan.ids().tolist() == ["S2", "S10"]
    assert plan.sector_ids == ("S2", "S10")


def test_what_no_seed_reaches_has_no_sector():
    units = board(3, 1)
    units.geometry[1] = shapely.box(5000, 0, 5100, 100)
    assert plan_from_seeds(units, seeds((50, 50))).labels.tolist() == [0, -1, -1]


@pytest.mark.parametrize(
    ("points", "message"),
    [
        (seeds(), "“seeds” has no points"),
        (seeds((50, 50), (9000, 50)), "point 2 lies more than 100 m from every unit"),
        (seeds((40, 50), (60, 50)), "these points lie in one unit of “units”: 1, 2"),
        (seeds((50, 50), (150, 50), sector_id=["a", "a"]), "empty or repeated at features 1, 2"),
        (seeds((50, 50), (150, 50), sector_id=["a", None]), "empty or repeated at features 2"),
        (features("seeds", None), "point 1 lies more than"),
    ],
)
def test_seeds_that_mean_nothing_are_named(points, message):
    with pytest.raises(InputError, match=message):
        plan_from_seeds(board(3, 1), points)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=6, unique=True), st.booleans())
def test_grown_sectors_are_connected_and_leave_nobody_out(places, even):
    load = np.random.default_rng(len(places)).uniform(0, 5, (8, 8))
    units = board(8, 8, load=lambda x, y: load[y, x])
    plan = plan_from_seeds(units, seeds(*((100 * x + 50, 100 * y + 50) for x, y in places)), "load" if even else "")
    edges = ContiguityGraph.from_polygons(units.geometry).edges
    inside = edges[plan.labels[edges[:, 0]] == plan.labels[edges[:, 1]]]
    assert len(set(components(64, inside)[1])) == len(places)
    assert set(plan.labels) == set(range(len(places)))


def test_a_cross_cuts_four_sectors_from_north_west_to_south_east():
    cross = features("lines", "LINESTRING(-10 200,410 200)", "LINESTRING(200 -10,200 410)")
    cut = plan_from_lines(board(4, 4), cross)
    assert (
        cut.plan.ids().tolist() == [2, 2, 4, 4] * 2 + [1, 1, 3, 3] * 2
        or cut.plan.ids().tolist() == [3, 3, 4, 4] * 2 + [1, 1, 2, 2] * 2
    )
    assert cut.idle.tolist() == []


def test_a_unit_goes_where_most_of_it_lies():
    cut = plan_from_lines(board(3, 1), features("lines", "LINESTRING(130 -10,130 110)"))
    assert cut.plan.ids().tolist() == [1, 2, 2]


def test_ends_that_stop_short_are_led_on():
    lines = features("lines", "LINESTRING(200 30,200 170)", "LINESTRING(230 100,380 100)")
    assert len(plan_from_lines(board(4, 2), lines).plan) == 3


def test_a_line_that_ends_in_the_middle_divides_nothing_and_is_told():
    lines = features("lines", "LINESTRING(200 -5,200 205)", "LINESTRING(300 -5,300 90)", "LINESTRING(900 0,900 50)")
    cut = plan_from_lines(board(4, 2), lines)
    assert len(cut.plan) == 2
    assert cut.idle.tolist() == [1, 2]


def test_an_undivided_island_is_a_sector_of_its_own():
    units = board(3, 1)
    units.geometry[2] = shapely.box(5000, 0, 5100, 100)
    cut = plan_from_lines(units, features("lines", "LINESTRING(100 -5,100 105)"))
    assert cut.plan.ids().tolist() == [1, 2, 3]


def test_no_line_is_refused():
    with pytest.raises(InputError, match="“lines” has no lines"):
        plan_from_lines(board(2, 1), features("lines", None))


def test_bellahoej_is_cut_by_its_main_roads(read_gpkg, shared_data):
    source = shared_data("bellahoej/bellahoej_25832.gpkg")
    (geometry,) = read_gpkg(source, "units")
    (roads,) = read_gpkg(source, "main_roads")
    units = FeatureTable("units", geometry, pd.DataFrame(index=range(len(geometry))), np.arange(len(geometry)))
    lines = FeatureTable("roads", roads, pd.DataFrame(index=range(len(roads))), np.arange(len(roads)))
    cut = plan_from_lines(units, lines)
    assert (cut.plan.labels >= 0).all()
    assert 10 < len(cut.plan) < 200
