"""Balancing through the Processing API: small layers drawn here, and the real study area."""

import numpy as np
import pytest
from builders.wkt import square_wkt
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer
from scipy.optimize import linear_sum_assignment

NUMBERS = {"MAX_DEVIATION", "BORDER_KM", "RESIDENTS_MOVED", "SECTORS_MADE", "PROVEN_GAP"}


@pytest.fixture
def board(memory_layer):
    """Make a board of unit squares: board(6, 4, workload=lambda x, y: 1, more=lambda x, y: {...})."""

    def make(width, height, workload=lambda x, y: 1.0, more=lambda x, y: {}, fields="", skip=()):
        rows = [
            (square_wkt(x, y), {"unit_id": f"{x}-{y}", "workload": workload(x, y), "population": 10, **more(x, y)})
            for y in range(height)
            for x in range(width)
            if (x, y) not in skip
        ]
        return memory_layer("Polygon", "unit_id:string,workload:double,population:integer" + fields, rows)

    return make


def sectors_of(output):
    return {feature["unit_id"]: feature["sector_id"] for feature in output.getFeatures()}


def base(units, **more):
    return {"UNITS": units, "EFFORT": "quick", "OUTPUT": "memory:", "SECTORS": "memory:", **more}


def test_a_board_falls_into_equal_connected_sectors(run, board):
    result = run("balancesectors", base(board(6, 6), SECTOR_COUNT=4, TOLERANCE=1))
    assert result["SECTORS_MADE"] == 4
    assert result["MAX_DEVIATION"] == pytest.approx(0)
    assert result["BORDER_KM"] == pytest.approx(1.2)
    assert set(result) >= NUMBERS
    assert sorted(set(sectors_of(result["OUTPUT"]).values())) == [1, 2, 3, 4]
    assert sectors_of(result["OUTPUT"])["0-5"] == 1, "numbers begin in the north-west"
    rows = list(result["SECTORS"].getFeatures())
    assert [row["units"] for row in rows] == [9, 9, 9, 9]
    assert all(len(row.geometry().asMultiPolygon()) == 1 for row in rows)


def test_sectors_nest_in_districts_in_the_order_given(run, board):
    units = board(6, 3, more=lambda x, y: {"district": "West" if x < 4 else "East"}, fields=",district:string")
    result = run("balancesectors", base(units, DISTRICT_FIELD="district", DISTRICT_SECTORS="West=2;East=1"))
    sector = sectors_of(result["OUTPUT"])
    assert {sector[f"{x}-{y}"] for x in range(4) for y in range(3)} == {1, 2}
    assert {sector[f"{x}-{y}"] for x in (4, 5) for y in range(3)} == {3}


def test_officers_are_empty_until_somebody_gives_some(run, board, tmp_path):
    """A sector that counts as one has no officer: the check found too few in every sector."""
    plan, report = run("balancesectors", base(board(4, 2), SECTOR_COUNT=2)), tmp_path / "report.html"
    rows = [feature.attributeMap() for feature in plan["SECTORS"].getFeatures()]
    assert [(row["officers"], row["load_per_officer"], row["deviation"]) for row in rows] == [(NULL, NULL, 0)] * 2
    given = {"UNITS": plan["OUTPUT"], "SECTORS": plan["SECTORS"], "OUTPUT": "memory:", "REPORT": report}
    assert run("checksectors", given)["ERRORS"] == 0
    assert "Sectors whose officers are not told, and not checked: 1, 2." in report.read_text(encoding="utf-8")
    staffed = run("balancesectors", base(board(4, 2), SECTOR_COUNT=2, OFFICERS=2, MINIMUM_OFFICERS=1))["SECTORS"]
    assert [(row["officers"], row["load_per_officer"]) for row in staffed.getFeatures()] == [(1, 4), (1, 4)]


def test_an_island_stops_the_run_with_its_name_and_a_link_lets_it_pass(run, board, memory_layer):
    units = board(5, 2, skip={(3, 0), (3, 1)})
    with pytest.raises(QgsProcessingException, match="4-0, 4-1.*100 m.*link"):
        run("balancesectors", base(units, SECTOR_COUNT=2, TOLERANCE=60))
    bridge = memory_layer("LineString", "", [("LINESTRING(250 50, 450 50)", {})], name="bridges")
    result = run("balancesectors", base(units, SECTOR_COUNT=2, TOLERANCE=60, LINKS=bridge))
    assert result["SECTORS_MADE"] == 2


def test_every_impossible_wish_is_named_at_once(run, board):
    units = board(3, 1, workload=lambda x, y: None if x == 1 else 1.0)
    with pytest.raises(QgsProcessingException) as caught:
        run("balancesectors", base(units, SECTOR_COUNT=2, OFFICERS=3))
    assert "3 officers are too few" in str(caught.value)
    assert "no workload: 1-0" in str(caught.value)


def test_a_tolerance_out_of_reach_gives_the_best_plan_and_says_the_floor(run, board, feedback):
    units = board(4, 1, workload=lambda x, y: 7.0 if x == 0 else 1.0)
    result = run("balancesectors", base(units, SECTOR_COUNT=2))
    assert result["MAX_DEVIATION"] == pytest.approx(40)
    assert any("not reached: 40.0%; the floor is 40.0%" in text for text in feedback.warnings)


def test_districts_need_a_field(provider):
    from qgis.core import QgsProcessingContext

    algorithm = provider.algorithm("balancesectors").create()
    layer = QgsVectorLayer("Polygon?crs=EPSG:25832&field=workload:double", "units", "memory")
    parameters = {"UNITS": layer, "DISTRICT_SECTORS": "A=2", "OUTPUT": "memory:", "SECTORS": "memory:"}
    accepted, message = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not accepted
    assert "DISTRICT_FIELD" in message


def test_cancel_leaves_nothing(run, board, feedback, tmp_path):
    feedback.cancel()
    path = tmp_path / "plan.gpkg"
    result = run("balancesectors", base(board(6, 6), SECTOR_COUNT=4) | {"OUTPUT": str(path)})
    assert not result.get("SECTORS_MADE")
    assert list(tmp_path.iterdir()) == []


def test_the_study_area_falls_into_its_19_sectors(run, shared_data, tmp_path):
    path = shared_data("bellahoej/bellahoej_25832.gpkg")
    report = tmp_path / "report.html"
    result = run(
        "balancesectors",
        {
            "UNITS": f"{path}|layername=units",
            "WORKLOAD_FIELD": "population",
            "DISTRICT_FIELD": "police_district",
            "DISTRICT_SECTORS": "North East=9;North West=5;Frederiksberg=5",
            "EFFORT": "quick",
            "OUTPUT": "memory:",
            "SECTORS": "memory:",
            "REPORT": str(report),
        },
    )
    assert result["SECTORS_MADE"] == 19
    assert result["MAX_DEVIATION"] <= 5.0
    assert sum(row["population"] for row in result["SECTORS"].getFeatures()) == pytest.approx(403388, abs=1)
    text = report.read_text(encoding="utf-8")
    assert "North East" in text
    assert text.count("<svg") >= 2


def test_alternatives_are_fields_and_stand_side_by_side(run, board, tmp_path):
    report = tmp_path / "report.html"
    units = board(5, 4, workload=lambda x, y: 1.0 + (x * 7 + y * 5) % 4)
    result = run("balancesectors", base(units, SECTOR_COUNT=3, TOLERANCE=30, ALTERNATIVES=3, REPORT=str(report)))
    fields = [field.name() for field in result["OUTPUT"].fields()]
    assert fields[-1].startswith("sector_id")
    shown = report.read_text(encoding="utf-8")
    assert all(name in shown for name in fields if name.startswith("sector_id_"))
    assert ("sector_id_2" in fields) == ("Alternatives" in shown)


def test_a_small_board_is_proven_and_says_so(run, board):
    assert run("balancesectors", base(board(4, 3), SECTOR_COUNT=2))["PROVEN_GAP"] == 0.0


def test_a_sector_0_of_today_is_no_sector(run, board, feedback):
    units = board(4, 2, more=lambda x, y: {"today": 1 + x // 2 if x < 3 else 0}, fields=",today:integer")
    report = run("balancesectors", base(units, SECTOR_COUNT=2, CURRENT_FIELD="today"))
    assert report["RESIDENTS_MOVED"] == 0
    assert sorted(set(sectors_of(report["OUTPUT"]).values())) == [1, 2]
    assert any("sector 0 of 2 units is read as no sector" in warning for warning in feedback.warnings)


def test_a_layer_without_residents_is_said_in_the_report(run, memory_layer, tmp_path):
    rows = [(square_wkt(x, 0), {"workload": 1.0}) for x in range(4)]
    report = tmp_path / "report.html"
    run("balancesectors", base(memory_layer("Polygon", "workload:double", rows), SECTOR_COUNT=2, REPORT=report))
    assert "no field “population”: the workload stands for the residents." in report.read_text(encoding="utf-8")


def test_one_sector_more_gives_one_new_number_and_leaves_all_others(run, board):
    """Every sector after it was given a new number: all 32 untouched units of the districts B and C."""
    today = {"sector": lambda x: x // 2 + 1}
    units = board(
        12, 4, more=lambda x, y: {"district": "ABC"[x // 4], "sector": today["sector"](x)},
        fields=",district:string,sector:integer",
    )  # fmt: skip
    given = base(
        units, DISTRICT_FIELD="district", DISTRICT_SECTORS="A=3;B=2;C=2", CURRENT_FIELD="sector", CONTINUITY=5, TOLERANCE=40
    )  # fmt: skip
    result = run("balancesectors", given)
    now = sectors_of(result["OUTPUT"])
    untouched = {f"{x}-{y}": today["sector"](x) for x in range(4, 12) for y in range(4)}
    assert {unit: now[unit] for unit in untouched} == untouched
    assert {now[f"{x}-{y}"] for x in range(4) for y in range(4)} == {1, 2, 7}
    rows = {row["sector_id"]: row["name"] for row in result["SECTORS"].getFeatures()}
    assert rows == {number: str(number) for number in range(1, 8)}


def test_sectors_known_by_a_text_keep_it(run, board):
    units = board(6, 2, more=lambda x, y: {"sector": "Havn" if x < 3 else "By"}, fields=",sector:string")
    result = run("balancesectors", base(units, SECTOR_COUNT=3, CURRENT_FIELD="sector", CONTINUITY=5))
    now = sectors_of(result["OUTPUT"])
    assert {"Havn", "By"} < set(now.values())
    assert {now["0-0"], now["5-0"]} == {"Havn", "By"}


def test_bellahoej_with_a_tenth_and_a_sixth_sector_keeps_every_number_that_can_be_kept(run, shared_data):
    """A plan of 10/6/5 after one of 9/5/5: 16.6 % of the residents kept their number, where 77 % kept their sector."""
    units = f"{shared_data('bellahoej/bellahoej_25832.gpkg')}|layername=units"
    counts = "North East={};North West={};Frederiksberg={}"
    given = {"DISTRICT_FIELD": "police_district", "WORKLOAD_FIELD": "population"}
    first = run("balancesectors", base(units, **given, DISTRICT_SECTORS=counts.format(9, 5, 5)))["OUTPUT"]
    first.setName("today")
    given |= {"DISTRICT_SECTORS": counts.format(10, 6, 5), "CURRENT_FIELD": "sector_id", "CONTINUITY": 5}
    second = run("balancesectors", base(first, **given))["OUTPUT"]
    was, now = sectors_of(first), sectors_of(second)
    shared = np.zeros((22, 22))
    for feature in first.getFeatures():
        unit = feature["unit_id"]
        shared[was[unit], now[unit]] += feature["population"]
    best = shared[linear_sum_assignment(shared, maximize=True)].sum()
    assert np.trace(shared) == best > 0.5 * shared.sum()
    assert sorted(set(now.values())) == list(range(1, 22))
    assert {now[unit] for unit in now} - {was[unit] for unit in was} == {20, 21}
