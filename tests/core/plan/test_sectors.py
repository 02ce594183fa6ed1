import itertools

import numpy as np
import pandas as pd
import pytest
import shapely
from builders.tables import grid
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.geo.contiguity import ContiguityGraph, components, neighbour_colours
from sector_planner.core.geo.geometry import polsby_popper, reock
from sector_planner.core.plan.plan import UNASSIGNED, Plan, plan_of
from sector_planner.core.plan.sectors import deviation, dissolve, sector_table


def table_of(units, **arguments):
    return sector_table(units, plan_of(units.attributes["sector_id"]), **arguments)


def test_a_plan_reads_numbers_text_and_empty_values():
    assert plan_of(pd.Series([10, None, 2], dtype="Int64")).sector_ids == (2, 10)
    assert plan_of(pd.Series([2.0, np.nan, 10.0])).sector_ids == (2, 10)
    mixed = plan_of(pd.Series(["S10", " S2 ", "", None, "S2"], dtype=object))
    assert mixed.sector_ids == ("S2", "S10")
    assert mixed.labels.tolist() == [1, 0, UNASSIGNED, UNASSIGNED, 0]
    assert mixed.ids().tolist() == ["S10", "S2", None, None, "S2"]


def test_sums_districts_and_shapes_of_sectors():
    units = grid("aab abb", population=[1, 2, 3, 4, 5, None], workload=[10.0] * 6, police_district=list("NNSNSS"))
    found = table_of(units, officers=np.array([2, 4])).attributes
    assert found["sector_id"].tolist() == ["a", "b"]
    assert found["units"].tolist() == [3, 3]
    assert found["population"].tolist() == [7, 8]
    assert found["area_m2"].tolist() == [30000, 30000]
    assert found["police_district"].tolist() == ["N", "S"]
    assert found["load_per_officer"].tolist() == [15, 7.5]
    assert found["perimeter_m"].tolist() == [800, 800]
    assert found["parts"].tolist() == [1, 1]
    assert set(found["colour"]) == {0, 1}
    assert found["crime_load"].isna().all()


def test_deviation_is_measured_within_the_district():
    load, officers = np.array([30.0, 10.0, 7.0]), np.array([2, 2, 5])
    assert deviation(load, officers, ["N", "N", "S"]) == pytest.approx([50, -50, 0])
    assert deviation(load, None, [None] * 3) == pytest.approx(
        [30 / 47 * 300 - 100, 10 / 47 * 300 - 100, 7 / 47 * 300 - 100]
    )


def test_polsby_popper_and_reock_of_known_shapes():
    shapes = np.array([shapely.box(0, 0, 1, 1), shapely.Point(0, 0).buffer(1, 256), shapely.Polygon()], dtype=object)
    assert polsby_popper(shapes) == pytest.approx([np.pi / 4, 1, np.nan], abs=1e-3, nan_ok=True)
    assert reock(shapes) == pytest.approx([2 / np.pi, 1, np.nan], abs=1e-3, nan_ok=True)


def test_hairline_gaps_close_while_a_real_hole_and_a_real_island_stay():
    cells = [shapely.box(0, 0, 100, 100), shapely.box(100.3, 0, 200, 100), shapely.box(400, 0, 500, 100)]
    ring = shapely.box(0, 200, 100, 300).difference(shapely.box(40, 240, 60, 260))
    units = FeatureTable("u", np.array([*cells, ring], dtype=object), pd.DataFrame(index=range(4)), np.arange(4))
    outline = dissolve(units.geometry, plan_of(pd.Series([1, 1, 1, 2])))
    assert [shapely.get_num_geometries(shape) for shape in outline] == [2, 1]
    assert shapely.area(outline[0]) == pytest.approx(30_000, abs=1)
    assert shapely.area(outline[1]) == pytest.approx(10_000 - 400)


def test_units_that_overlap_or_are_invalid_dissolve_to_one_valid_outline():
    bow_tie = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    geometry = np.array([shapely.box(8, 0, 20, 10), bow_tie, None], dtype=object)
    (outline,) = dissolve(geometry, plan_of(pd.Series(["a", "a", "a"])))
    assert shapely.is_valid(outline)
    assert outline.area == pytest.approx(shapely.make_valid(bow_tie).union(geometry[0]).area)


def test_no_sector_at_all_is_said():
    with pytest.raises(InputError, match="no unit has a sector"):
        table_of(grid(".."))


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from("abcd"), min_size=36, max_size=36))
def test_outlines_cover_the_units_and_have_as_many_pieces_as_the_graph(letters):
    units = grid(" ".join("".join(letters[row : row + 6]) for row in range(0, 36, 6)))
    plan = plan_of(units.attributes["sector_id"])
    outline = dissolve(units.geometry, plan)
    edges = ContiguityGraph.from_polygons(units.geometry).edges
    inside = edges[plan.labels[edges[:, 0]] == plan.labels[edges[:, 1]]]
    labels = components(len(units), inside)[1]
    assert shapely.area(outline).sum() == pytest.approx(360_000)
    assert shapely.get_num_geometries(outline).tolist() == [
        len(set(labels[plan.members(sector)])) for sector in range(len(plan))
    ]


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.data())
def test_six_colours_suffice_on_any_map(data):
    """The dual of a triangulation of random points is as crowded as a plane map can be."""
    places = data.draw(
        st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=4, max_size=40, unique=True)
    )
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(places)))
    edges = ContiguityGraph.from_polygons(shapely.transform(cells, lambda xy: xy * 1000)).edges
    colour = neighbour_colours(len(cells), edges)
    assert (colour[edges[:, 0]] != colour[edges[:, 1]]).all()
    assert colour.max() < 6


def test_more_neighbours_than_colours_still_gives_colours():
    everyone = np.array([(a, b) for a in range(8) for b in range(a)])
    assert set(neighbour_colours(8, everyone)) == set(range(6))


def test_bellahoej_districts_dissolve_across_collinear_borders(read_gpkg, shared_data):
    geometry, population, district = read_gpkg(
        shared_data("bellahoej/bellahoej_25832.gpkg"), "units", "population", "police_district"
    )
    frame = pd.DataFrame({"population": population, "sector_id": district})
    found = table_of(FeatureTable("units", geometry, frame, np.arange(len(geometry))))
    by_name = found.attributes.set_index("sector_id")
    assert by_name["population"].to_dict() == {"Frederiksberg": 102180, "North East": 160057, "North West": 141151}
    assert by_name["units"].to_dict() == {"Frederiksberg": 915, "North East": 101, "North West": 84}
    assert by_name.loc["Frederiksberg", "parts"] == 1
    assert len(set(by_name["colour"])) == 3
    assert shapely.is_valid(found.geometry).all()


@pytest.mark.parametrize("slices", [6, 8, 16])
def test_parts_that_meet_in_a_corner_of_any_angle_stay_parts(slices):
    turn = np.linspace(0, 2 * np.pi, slices + 1) + 0.1
    rim = 500 * np.column_stack([np.cos(turn), np.sin(turn)])
    pie = np.array([shapely.Polygon([(0, 0), *pair]) for pair in itertools.pairwise(rim)], dtype=object)
    labels = np.where(np.isin(np.arange(slices), (0, 2)), 0, 1)
    outlines = dissolve(pie, Plan((1, 2), labels.astype(np.intp)))
    assert shapely.get_num_geometries(outlines).tolist() == [2, 2]
    assert ContiguityGraph.from_polygons(pie).components(labels)[0] == 4


def test_a_ring_closed_by_hairlines_is_one_part_with_its_hole():
    sides = [shapely.box(0, 0, 300, 100), shapely.box(0, 200, 300, 300)]
    ends = [shapely.box(0, 100.2, 100, 199.8), shapely.box(200, 100.2, 300, 199.8)]
    ring = dissolve(np.array([*sides, *ends], dtype=object), Plan((1,), np.zeros(4, dtype=np.intp)))[0]
    assert len(ring.geoms) == 1
    assert len(ring.geoms[0].interiors) == 1


@pytest.mark.parametrize(
    ("kept", "colours"),
    [
        ([5, 3, -1, -1], {0: 5, 1: 3}),
        ([2, 2, -1, -1], {0: 2}),
        ([-1, -1, 4, 4], {2: 4, 3: 4}),
    ],
)
def test_sectors_keep_their_colours_where_neighbours_do_not_share_them(kept, colours):
    ring = np.array([(0, 1), (1, 2), (0, 3), (1, 3)])
    found = neighbour_colours(4, ring, kept=np.array(kept))
    assert all(found[one] != found[other] for one, other in ring.tolist())
    assert {one: int(found[one]) for one in colours} == colours


def test_colours_are_given_anew_where_keeping_them_leaves_a_sector_without_one():
    star = np.array([(0, other) for other in range(1, 7)])
    found = neighbour_colours(7, star, kept=np.array([-1, 0, 1, 2, 3, 4, 5]))
    assert all(found[0] != found[other] for other in range(1, 7))
