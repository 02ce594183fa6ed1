import pytest
from builders.wkt import box_wkt
from qgis.core import QgsProcessingException


@pytest.fixture
def sectors(memory_layer):
    loads = [500, 200, 200, 100]
    today = [2, 4, 3, 3]
    rows = [
        (
            box_wkt(x, 0, x + 1000, 1000),
            {"sector_id": i + 1, "name": f"S{i + 1}", "workload": load, "population": load * 3, "today": now},
        )
        for i, (x, load, now) in enumerate(zip(range(0, 4000, 1000), loads, today, strict=True))
    ]
    fields = "sector_id:integer,name:string(20),workload:double,population:integer,today:integer"
    return memory_layer("Polygon", fields, rows, name="sectors")


def columns(layer, *names):
    return [[feature[name] for feature in layer.getFeatures()] for name in names]


def test_officers_follow_the_load_and_keep_the_floor(run, sectors):
    output = run("allocateofficers", {"SECTORS": sectors, "OFFICERS": 12, "OUTPUT": "memory:"})["OUTPUT"]
    assert columns(output, "officers") == [[6, 2, 2, 2]]
    assert columns(output, "load_per_officer", "deviation") == [
        pytest.approx([500 / 6, 100, 100, 50]),
        pytest.approx([0, 20, 20, -40]),
    ]
    assert output.fields().lookupField("change") == -1


def test_deviation_is_that_of_the_own_district_as_when_the_units_were_dissolved(run, memory_layer):
    units = [
        (
            f"POLYGON(({x} 0,{x + 100} 0,{x + 100} 100,{x} 100,{x} 0))",
            {"sector_id": row + 1, "workload": load, "police_district": district},
        )
        for row, (x, load, district) in enumerate(zip(range(0, 400, 100), (10, 10, 30, 30), "AABB", strict=True))
    ]
    layer = memory_layer("Polygon", "sector_id:integer,workload:double,police_district:string(9)", units)
    melted = run("dissolvesectors", {"UNITS": layer, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:"})["OUTPUT"]
    assert columns(melted, "deviation") == [[0, 0, 0, 0]]
    settings = {"SECTORS": melted, "OFFICERS": 8, "MINIMUM": 2, "OUTPUT": "memory:"}
    staffed = run("allocateofficers", settings)["OUTPUT"]
    assert columns(staffed, "officers", "deviation", "deviation_station") == [
        [2, 2, 2, 2],
        [0, 0, 0, 0],
        [-50, -50, 50, 50],
    ]


def test_change_counts_from_today_and_the_report_says_who_moves(run, sectors, tmp_path):
    report = tmp_path / "manning.html"
    settings = {"SECTORS": sectors, "OFFICERS": 12, "CURRENT_FIELD": "today", "EDITION": "2026-1"}
    output = run("allocateofficers", {**settings, "OUTPUT": "memory:", "REPORT": str(report)})["OUTPUT"]
    officers, change = columns(output, "officers", "change")
    assert officers == [6, 2, 2, 2]
    assert change == [4, -2, -1, -1]
    page = report.read_text(encoding="utf-8")
    for words in ("2 from 2 S2 to 1 S1", "2026-1", "1 sector fewer", "sectors (4 features)", "Population, ‰"):
        assert words in page


def test_a_wide_threshold_leaves_people_where_they_are(run, sectors):
    settings = {"SECTORS": sectors, "OFFICERS": 12, "CURRENT_FIELD": "today", "THRESHOLD": 1000}
    output = run("allocateofficers", {**settings, "OUTPUT": "memory:"})["OUTPUT"]
    assert columns(output, "officers", "change", "officers_fair") == [[2, 4, 3, 3], [0, 0, 0, 0], [6, 2, 2, 2]]


def test_too_few_officers_stop_the_run_with_the_numbers(run, sectors):
    with pytest.raises(QgsProcessingException, match="7 officers are too few: 4 sectors .* need 8"):
        run("allocateofficers", {"SECTORS": sectors, "OFFICERS": 7, "OUTPUT": "memory:"})


def test_a_sector_without_workload_is_named(run, sectors):
    provider = sectors.dataProvider()
    provider.changeAttributeValues({2: {sectors.fields().lookupField("workload"): None}})
    with pytest.raises(QgsProcessingException, match="sectors.*feature 2.*workload.*missing"):
        run("allocateofficers", {"SECTORS": sectors, "OFFICERS": 12, "OUTPUT": "memory:"})


def test_incidents_give_a_shift_pattern(run, sectors, memory_layer, tmp_path):
    rows = [
        (f"POINT({100 + number} 500)", {"from_time": f"2026-07-{6 + number % 5:02d}T{7 + number % 16:02d}:30:00"})
        for number in range(80)
    ]
    incidents = memory_layer("Point", "from_time:string(30)", rows, name="incidents")
    report = tmp_path / "manning.html"
    settings = {"SECTORS": sectors, "OFFICERS": 12, "INCIDENTS": incidents, "PRESENCE": 50}
    run("allocateofficers", {**settings, "OUTPUT": "memory:", "REPORT": str(report)})
    page = report.read_text(encoding="utf-8")
    assert "Shifts on weekdays, 07 to 23" in page
    assert "6 officers on duty on a weekday." in page
