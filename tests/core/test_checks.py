import numpy as np
import pandas as pd
import pytest
import shapely
from builders.tables import grid, table
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.check_settings import CheckSettings, parse_expected_parts
from sector_planner.core.checks import check_plan, findings_table, officers_by_sector
from sector_planner.core.checks_report import checks_report
from sector_planner.core.contiguity import ContiguityGraph, components
from sector_planner.core.errors import InputError
from sector_planner.core.plan import plan_of
from sector_planner.core.publish.report_page import render


def check(units, settings=None, **arguments):
    return check_plan(units, plan_of(units.attributes["sector_id"]), settings or CheckSettings(), **arguments)


def found(units, settings=None, **arguments):
    return [(one.rule, one.sector_id, one.unit_ids) for one in check(units, settings, **arguments)]


def test_a_sound_plan_has_no_findings():
    assert found(grid("aab aab bbb", workload=[1] * 9), CheckSettings(tolerance=12)) == []


def test_units_without_a_sector_are_one_finding():
    assert found(grid("a. aa")) == [("unassigned", None, ("A2",))]


def test_a_part_that_hangs_by_a_corner_is_detached():
    assert found(grid("aab bba")) == [("detached part", "a", ("B3",)), ("detached part", "b", ("A3",))]


def test_a_link_or_an_expected_part_makes_it_whole():
    units = grid("abba abba")
    bridge = table([shapely.LineString([(50, 50), (350, 50)])], "bridges")
    assert found(units) == [("detached part", "a", ("A4", "B4"))]
    assert found(units, links=bridge) == []
    assert found(units, CheckSettings(expected_parts={"a": 2})) == []


def test_a_link_that_ends_in_another_sector_joins_nothing():
    astray = table([shapely.LineString([(50, 50), (210, 50)])], "bridges")
    assert found(grid("abba abba"), links=astray) == [("detached part", "a", ("A4", "B4"))]


def test_one_unit_in_two_places_is_no_detached_part():
    both = shapely.MultiPolygon([shapely.box(0, 0, 10, 10), shapely.box(50, 0, 60, 10)])
    assert found(table([both, shapely.box(10, 0, 20, 10)], unit_id=["x", "y"], sector_id=["a", "a"])) == []


def test_a_sector_inside_another_is_an_enclave_and_one_on_the_rim_is_not():
    assert found(grid("aaaa abca aaaa")) == [("enclave", "b", ("B2",)), ("enclave", "c", ("B3",))]
    assert found(grid("aaa aba")) == []


def test_overlaps_slivers_holes_and_bad_rings_are_told_with_their_size():
    units = table(
        [
            shapely.box(0, 0, 100, 100),
            shapely.box(99, 0, 200, 100),
            shapely.box(0, 103, 200, 200),
            shapely.box(-50, 0, 0, 200),
            shapely.box(200, 0, 250, 200),
        ],
        unit_id=list("abcde"),
        sector_id=["s"] * 5,
    )
    messages = [(one.rule, one.severity, one.message) for one in check(units)]
    assert messages == [
        ("overlap", "warning", "Units a and b overlap by 100 m². What lies there counts twice."),
        ("gap", "warning", "A sliver of 600 m² between units belongs to none of them."),
    ]


def test_a_lake_is_only_noted():
    (gap,) = check(grid("aaa a.a aaa").take(np.array([0, 1, 2, 3, 5, 6, 7, 8])))
    assert (gap.rule, gap.severity) == ("gap", "note")
    assert gap.geometry.area == pytest.approx(10_000)


def test_invalid_missing_and_repeated_units_are_named():
    bow_tie = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    units = table([bow_tie, None, shapely.box(10, 0, 20, 10)], unit_id=["x", "y", "x"], sector_id=[1, 1, 1])
    rules = {(one.rule, one.severity): one for one in check(units)}
    assert rules["invalid geometry", "error"].message == "Unit y has no geometry."
    assert "Self-intersection" in rules["invalid geometry", "warning"].message
    assert "occurs 2 times, at features 1, 3" in rules["duplicate id", "error"].message


def test_manning_and_load_are_checked_per_officer_within_the_district():
    units = grid("aabbcd", workload=[10, 10, 10, 10, 5, 5], police_district=list("NNNNSS"))
    officers = {"a": 4, "b": 1, "c": 2, "d": 2}
    findings = check(units, CheckSettings(tolerance=10), officers=officers)
    assert [(one.rule, one.sector_id) for one in findings] == [
        ("too few officers", "b"),
        ("outside tolerance", "a"),
        ("outside tolerance", "b"),
    ]
    assert "+150.0 % from the mean of N" in findings[2].message


def test_sectors_that_the_officers_layer_lacks_are_named():
    sectors = table([None, None], "manning", sector_id=["a", "b"], officers=[2, 3])
    assert officers_by_sector(sectors, "officers", plan_of(pd.Series(["a", "b"]))) == {"a": 2, "b": 3}
    with pytest.raises(InputError, match="“manning” lacks sectors of the plan: c"):
        officers_by_sector(sectors, "officers", plan_of(pd.Series(["a", "c"])))


def test_officers_that_are_not_told_are_not_none_at_all():
    sectors = table([None] * 3, "manning", sector_id=["a", "b", "b"], officers=[1, None, 3])
    plan = plan_of(pd.Series(["a", "b"]))
    assert officers_by_sector(sectors, "officers", plan) == {"a": 1}
    units = grid("ab", workload=[1, 1])
    assert [one.sector_id for one in check(units, officers={"a": 1})] == ["a"]


def test_expected_parts_are_read_and_refused_by_their_piece():
    assert parse_expected_parts(" 3=2; North=4 ;") == {"3": 2, "North": 4}
    for text in ("3", "3=", "=2", "3=0", "3=two"):
        with pytest.raises(InputError, match="not of the form sector=parts"):
            parse_expected_parts(text)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from("abc"), min_size=25, max_size=25))
def test_outlines_and_graph_agree_on_what_is_connected(letters):
    """Two ways that share nothing: pieces of the outline here, components of the neighbour graph there."""
    units = grid(" ".join("".join(letters[row : row + 5]) for row in range(0, 25, 5)))
    plan = plan_of(units.attributes["sector_id"])
    edges = ContiguityGraph.from_polygons(units.geometry).edges
    labels = components(25, edges[plan.labels[edges[:, 0]] == plan.labels[edges[:, 1]]])[1]
    expected = {str(one): len(set(labels[plan.members(sector)])) - 1 for sector, one in enumerate(plan.sector_ids)}
    detached = [one.sector_id for one in check(units) if one.rule == "detached part"]
    assert {one: detached.count(one) for one in expected} == expected


def test_copenhagen_tells_its_forts_its_overlaps_and_its_bad_ring(read_geojson, shared_data, in_metres):
    roder, properties = read_geojson(shared_data("cph_rode_2023/rode.geojson"))
    units = table(
        in_metres(roder),
        unit_id=[row["rodenavn"] for row in properties],
        sector_id=[row["bydel"] for row in properties],
    )
    findings = check(units)
    detached = {name for one in findings if one.rule == "detached part" for name in one.unit_ids}
    assert all(any(fort in name for name in detached) for fort in ("Trekroner", "Middelgrund", "Flakfort")), detached
    overlaps = [one for one in findings if one.rule == "overlap"]
    assert sum(one.geometry.area for one in overlaps) == pytest.approx(16, abs=2)
    assert ("Hvedevejs",) in [one.unit_ids for one in findings if one.rule == "invalid geometry"]
    assert any(one.rule == "gap" and one.geometry.area > 8e6 for one in findings), "Frederiksberg is a hole"


def test_the_report_lists_every_rule_and_escapes_names():
    units = grid("a. aa")
    page = render(
        checks_report(
            check(units), units, plan_of(units.attributes["sector_id"]), CheckSettings(), skipped={"gap": "<why>"}
        )
    )
    assert "Units without a sector" in page
    assert "&lt;why&gt;" in page
    assert "The plan has errors" in page


def test_findings_become_features_with_or_without_a_place():
    units = table([None, shapely.box(0, 0, 1, 1)], unit_id=["x", "y"], sector_id=[1, 1])
    features = findings_table(check(units))
    assert features.attributes["rule"].tolist() == ["invalid geometry"]
    assert features.geometry.tolist() == [None]
