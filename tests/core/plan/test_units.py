import numpy as np
import pytest
import shapely
from builders.tables import table
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.names import unit_ids
from sector_planner.core.plan.reports.units import units_report
from sector_planner.core.plan.units import IndicatorSources, build_units
from sector_planner.core.reporting.page import render


def cells(count=2, **columns):
    return table([shapely.box(100 * i, 0, 100 * i + 100, 100) for i in range(count)], **columns)


def points(*places, layer="points", **columns):
    return table([shapely.Point(*place) for place in places], layer, **columns)


def values(built, field):
    column = built.table.attributes[field]
    return column.astype(object).where(column.notna(), None).tolist()  # pandas 3 holds a missing text as NaN


def test_an_incident_on_a_border_counts_once_whatever_the_order_of_the_units():
    incidents = points((100, 50), (100, 0), (250, 50), (10, 10))
    for order in ([0, 1], [1, 0]):
        units = cells(unit_id=["b", "a"]).take(np.array(order))
        built = build_units(units, IndicatorSources(incidents=incidents))
        counts = dict(zip(values(built, "unit_id"), values(built, "crime_load"), strict=True))
        assert counts == {"b": 1.0, "a": 2.0}
        (coverage,) = built.coverages
        assert (coverage.total, coverage.inside, coverage.features_outside) == (4, 3, 1)


def test_an_incident_in_a_sliver_between_units_is_not_lost():
    units = table([shapely.box(0, 0, 100, 100), shapely.box(100.4, 0, 200, 100)])
    assert values(build_units(units, IndicatorSources(incidents=points((100.1, 50)))), "crime_load") == [1, 0]


def test_harm_weighs_incidents_and_an_empty_value_counts_as_nothing():
    incidents = points((10, 10), (10, 20), (150, 10), harm=[5.5, None, 2])
    built = build_units(cells(), IndicatorSources(incidents=incidents, harm_field="harm"))
    assert values(built, "crime_load") == [5.5, 2.0]
    assert "empty values that count as zero: 1" in built.notes[0]


def test_population_from_areas_is_spread_by_share_and_conserved():
    blocks = table([shapely.box(50, 0, 150, 100), shapely.box(150, 0, 250, 100)], people=[100, 10])
    built = build_units(cells(), IndicatorSources(population=blocks, population_layer_field="people"))
    assert values(built, "population") == [50, 55]
    assert built.coverages[0].outside == pytest.approx(5)


def test_units_that_overlap_do_not_count_residents_twice():
    units = table([shapely.box(0, 0, 100, 100)] * 2)
    blocks = table([shapely.box(0, 0, 100, 100)], people=[30])
    assert (
        values(build_units(units, IndicatorSources(population=blocks, population_layer_field="people")), "population")
        == [15] * 2
    )


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.data())
def test_no_resident_appears_or_vanishes(data):
    """Random boxes over a grid, some outside: what is inside and what is outside is all there was."""
    corner = st.floats(-150, 550, allow_nan=False)
    size = st.floats(1, 300, allow_nan=False)
    boxes = data.draw(st.lists(st.tuples(corner, corner, size, size, st.integers(0, 1000)), min_size=1, max_size=8))
    blocks = table([shapely.box(x, y, x + w, y + h) for x, y, w, h, _ in boxes], people=[box[-1] for box in boxes])
    grid = table([shapely.box(x, y, x + 100, y + 100) for x in range(0, 400, 100) for y in range(0, 400, 100)])
    whole = shapely.box(0, 0, 400, 400)
    built = build_units(grid, IndicatorSources(population=blocks, population_layer_field="people"))
    expected = sum(
        people * shape.intersection(whole).area / shape.area
        for shape, people in zip(blocks.geometry, blocks.attributes["people"], strict=True)
    )
    assert sum(values(built, "population")) == pytest.approx(expected)
    assert built.coverages[0].inside + built.coverages[0].outside == pytest.approx(built.coverages[0].total)


def test_exposed_residents_follow_the_share_of_area_and_overlaps_count_once():
    areas = table([shapely.box(0, 0, 50, 100), shapely.box(0, 0, 25, 100)])
    built = build_units(cells(population=[80, 10]), IndicatorSources(exposed_areas=areas))
    assert values(built, "exposed_population") == [40, 0]


def test_places_of_any_kind_add_their_weight():
    places = table(["POINT(10 10)", "POLYGON((110 10,140 10,140 40,110 10))", "LINESTRING(5 5,20 5)"], w=[1, 2.5, 1])
    built = build_units(cells(), IndicatorSources(special_places=places, place_weight_field="w"))
    assert values(built, "special_load") == [2, 2.5]


def test_the_district_with_the_largest_share_wins_even_in_parts():
    districts = table(
        [shapely.box(0, 0, 40, 100), shapely.box(40, 0, 60, 100), shapely.box(60, 0, 110, 100)], name=["N", "S", "N"]
    )
    built = build_units(cells(3), IndicatorSources(districts=districts, district_name_field="name"))
    assert values(built, "police_district") == ["N", "N", None]
    assert "Units in no local police district: u0003" in built.notes[0]


def test_what_the_layer_has_is_kept_where_no_source_is_given():
    units = cells(
        unit_id=[7.0, None], population=[3, 1], police_district=["N", None], crime_load=[0, 2], rode=["x", "y"]
    )
    built = build_units(units, IndicatorSources())
    assert values(built, "unit_id") == ["7", "u0002"]
    assert values(built, "police_district") == ["N", None]
    assert values(built, "crime_load") == [0, 2]
    assert values(built, "rode") == ["x", "y"]
    assert sum(values(built, "workload")) == pytest.approx(1000)


def test_units_without_area_are_left_out_and_invalid_ones_repaired():
    units = table(
        ["POLYGON((0 0,10 10,10 0,0 10,0 0))", None, "POLYGON((0 0,5 5,0 0))", "POLYGON((20 0,30 0,30 10,20 0))"],
        population=[1, 2, 3, 4],
    )
    built = build_units(units, IndicatorSources())
    assert values(built, "population") == [1, 4]
    assert shapely.is_valid(built.table.geometry).all()
    assert any("Features without an area, left out: 2, 3" in note for note in built.notes)


def test_repeated_ids_are_named():
    with pytest.raises(
        InputError, match=r"“parishes”, field “unit_id”: ids that occur more than once: A, B\. Dissolve"
    ):
        unit_ids(table([None] * 5, "parishes", unit_id=["A", "B", "A", "C", "B"]))


def test_a_negative_value_is_named_by_layer_feature_and_field():
    with pytest.raises(InputError, match="“units”, feature 2, field “population”: -3 is negative"):
        build_units(cells(population=[1, -3]), IndicatorSources())


def test_a_layer_without_any_area_is_refused():
    with pytest.raises(InputError, match="has no polygon with an area"):
        build_units(table(["POINT(0 0)"]), IndicatorSources())


def test_the_report_says_what_stayed_outside():
    built = build_units(cells(), IndicatorSources(incidents=points((5, 5), (900, 900), layer="reports <2026>")))
    page = render(units_report(built))
    assert "reports &lt;2026&gt;" in page
    assert "Where the workload lies" in page
