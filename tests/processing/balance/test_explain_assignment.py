"""The price of assigning units elsewhere, against plans that are moved and measured here."""

import pytest
import shapely
from builders.wkt import square_wkt
from qgis.core import NULL, QgsFeatureRequest, QgsProcessingException

FIELDS = "unit_id:string,workload:double,population:integer,plan:string,today:string,district:string,locked:string,together:string"


@pytest.fixture
def town(memory_layer):
    """Make 6 × 4 squares in four sectors: 1 and 2 in the west, 3 and 10 in the east."""

    def make(**changes):
        rows = []
        for y in range(4):
            for x in range(6):
                plan = ("1", "3", "2", "10")[2 * (y >= 2) + (x >= 3)]
                values = {"unit_id": f"{x}-{y}", "workload": 1.0 + x * y, "population": 10 * x + y, "plan": plan}
                values |= {"today": plan, "district": "West" if x < 3 else "East"}
                rows.append((square_wkt(x, y), values | changes.get(f"{x}-{y}", {})))
        return memory_layer("Polygon", FIELDS, rows)

    return make


def given(units, **more):
    return {"UNITS": units, "SECTOR_FIELD": "plan", "OUTPUT": "memory:", **more}


def prices(run, units, **more):
    rows = [one.attributeMap() for one in run("explainassignment", given(units, **more))["OUTPUT"].getFeatures()]
    return {(row["unit_id"], row["to_sector"]): row for row in rows}


def measured(features, officers):
    """Return border and deviation per sector in percent, by outlines and sums."""
    outline, load = {}, {}
    for plan, shape, values in features:
        outline[plan] = shapely.union(outline.get(plan, shapely.Polygon()), shape)
        load[plan] = load.get(plan, 0.0) + values["workload"]
    mean = sum(load.values()) / sum(officers.values())
    inner = (sum(one.length for one in outline.values()) - shapely.union_all(list(outline.values())).length) / 2
    deviation = {plan: 100 * (load[plan] / officers[plan] / mean - 1) for plan in load}
    return inner, deviation, {plan: outline[plan].geom_type == "Polygon" for plan in load}


def test_every_price_is_what_moving_the_unit_changes(run, town):
    units = town()
    told = prices(run, units, CHOSEN=units, CURRENT_FIELD="today")
    features = [(one["plan"], shapely.from_wkt(one.geometry().asWkt()), one.attributeMap()) for one in units.getFeatures()]  # fmt: skip
    alike = dict.fromkeys(("1", "2", "3", "10"), 1)
    border, deviation, _ = measured(features, alike)
    assert len(told) >= 24
    for (unit, target), row in told.items():
        own = row["from_sector"]
        moved = [(target if values["unit_id"] == unit else plan, shape, values) for plan, shape, values in features]
        then, after, whole = measured(moved, alike)
        assert row["border_change_m"] == pytest.approx(then - border)
        assert [row["from_before"], row["from_after"]] == pytest.approx([deviation[own], after[own]])
        assert [row["to_before"], row["to_after"]] == pytest.approx([deviation[target], after[target]])
        assert (row["from_stays_whole"], row["to_is_reached"]) == (whole[own], whole[target])
        assert row["residents_moved"] == 10 * int(unit[0]) + int(unit[2])
        assert (row["obstacle"] == "") == (whole[own] and whole[target])


def test_a_target_is_priced_even_where_it_is_out_of_reach(run, town):
    told = prices(run, town(), UNIT_IDS="0-0; 2-0", TARGET="10")
    assert list(told) == [("0-0", "10"), ("2-0", "10")]
    assert told["0-0", "10"]["obstacle"] == "does not border on that sector"


def test_the_cheapest_sector_of_a_unit_comes_first(run, town):
    told = prices(run, town(), UNIT_IDS="2-1", TOLERANCE=100)
    assert [row["border_change_m"] for row in told.values()] == sorted(row["border_change_m"] for row in told.values())
    assert {target for _, target in told} == {"2", "3"}


def test_locks_groups_districts_and_pairs_are_obstacles(run, town):
    units = town(**{"2-1": {"locked": "true"}, "2-2": {"together": "a"}, "1-2": {"together": "a"}})
    wishes = {"LOCK_FIELD": "locked", "TOGETHER_FIELD": "together", "DISTRICT_FIELD": "district", "APART": "0-1|0-2"}
    told = prices(run, units, UNIT_IDS="2-1;2-2;0-1", CURRENT_FIELD="today", **wishes)
    assert told["2-1", "2"]["obstacle"] == "is locked"
    assert told["2-1", "3"]["obstacle"] == "lies in another district"
    assert told["2-2", "1"]["obstacle"] == "stays together with its group"
    assert told["0-1", "2"]["obstacle"] == "must never share that sector with one of its units"


def test_further_fields_and_officers_count(run, town):
    wishes = {"UNIT_IDS": "2-1", "TARGET": "3"}
    row = prices(run, town(), BALANCE_FIELDS=["population"], **wishes)["2-1", "3"]
    people = [100 * (one / 159 - 1) for one in (63, 63 - 21, 243, 243 + 21)]  # 636 residents in four sectors
    assert [row[f"population_{one}"] for one in ("from_before", "from_after", "to_before", "to_after")] == pytest.approx(people)  # fmt: skip
    staffed = prices(run, town(), OFFICERS=20, **wishes)["2-1", "3"]
    load = {"1": 9.0, "3": 18.0, "2": 21.0, "10": 66.0}
    officers = {"1": 2, "3": 3, "2": 4, "10": 11}
    mean = sum(load.values()) / 20
    assert staffed["to_before"] == pytest.approx(100 * (load["3"] / officers["3"] / mean - 1))


def test_the_report_tells_the_verdict_in_words(run, town, tmp_path):
    report = tmp_path / "price.html"
    run("explainassignment", given(town(), UNIT_IDS="2-1;0-0", TOLERANCE=100, REPORT=str(report)))
    text = report.read_text(encoding="utf-8")
    assert "The price of another sector" in text
    assert "2-1: possible within the tolerance." in text
    assert "Deviation it joins" in text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({}, "No unit to explain is given"),
        ({"UNIT_IDS": "9-9"}, "no unit with the id 9-9"),
        ({"UNIT_IDS": "0-0", "TARGET": "7"}, "no sector “7” in the plan. It has: 1, 2, 3, 10"),
        ({"UNIT_IDS": "0-0", "TARGET": "1"}, "have no other sector to go to"),
        ({"UNIT_IDS": "0-0", "OFFICERS": 3}, "3 officers are too few"),
        (
            {"UNIT_IDS": "0-0", "SECTOR_FIELD": "district", "DISTRICT_FIELD": "plan"},
            "has units in the districts 1 and 2",
        ),
        ({"UNIT_IDS": "0-0", "APART": "0-0|nowhere"}, "no unit with the id nowhere"),
        ({"UNIT_IDS": "0-0", "SECTOR_FIELD": "nosuch"}, "nosuch"),
    ],
)
def test_what_cannot_be_explained_is_refused(run, town, wrong, message):
    with pytest.raises(QgsProcessingException, match=message):
        run("explainassignment", given(town(), **wrong))


@pytest.mark.parametrize(
    ("change", "message"), [({"plan": NULL}, "1 units have no sector: 0-0"), ({"workload": NULL}, "no workload: 0-0")]
)
def test_units_without_sector_or_workload_are_named(run, town, change, message):
    with pytest.raises(QgsProcessingException, match=message):
        run("explainassignment", given(town(**{"0-0": change}), UNIT_IDS="2-1"))


def test_selected_units_of_the_real_study_area_in_batch(batch, run, shared_data, tmp_path):
    """Copenhagen's committees as sectors: every price of twenty selected units, by qgis_process too."""
    units = f"{shared_data('cph_demo_derived/cph_demo_25832.gpkg')}|layername=rode"
    wishes = {"UNITS": units, "WORKLOAD_FIELD": "pop_est", "SECTOR_FIELD": "lokaludvalgnavn"}
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(units, "rode")
    some = layer.materialize(QgsFeatureRequest().setLimit(20))
    here = run("explainassignment", wishes | {"CHOSEN": some, "OUTPUT": "memory:"})["OUTPUT"]
    assert here.featureCount() >= 20
    output = tmp_path / "price.csv"
    batch("sectorplanner:explainassignment", **wishes, UNIT_IDS=here.getFeature(1)["unit_id"], OUTPUT=output)
    assert "instead of" in output.read_text(encoding="utf-8")
