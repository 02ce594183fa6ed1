import pytest
from qgis.core import QgsProcessingException
from qgis.PyQt.QtCore import QDateTime


def test_real_robberies_are_tested_and_linked_to_precincts(run, shared_data, tmp_path):
    file = shared_data("memphis_hotspot/memphis.gpkg")
    report = tmp_path / "report.html"
    settings = {
        "INCIDENTS": f"{file}|layername=memphis_robberies",
        "FROM_FIELD": "date",
        "DISTANCE_BANDS": "0, 250, 500",
        "DAY_BANDS": "3, 7",
        "PERMUTATIONS": 99,
        "SECTORS": f"{file}|layername=memphis_precincts",
        "SECTOR_FIELD": "precinct",
        "OUTPUT": "memory:",
        "LINKED": "memory:",
        "REPORT": str(report),
    }
    result = run("nearrepeats", settings)
    rows = list(result["OUTPUT"].getFeatures())
    assert len(rows) == 6
    assert rows[0]["distance_band"] == "same place"
    assert all(row["observed"] >= 0 and row["expected"] > 0 and 0.01 <= row["p"] <= 1 for row in rows)
    linked = list(result["LINKED"].getFeatures())
    assert linked
    assert {feature["sector_id"] for feature in linked} <= {
        "Airways",
        "Appling Farms",
        "Austin Peay",
        "Crump",
        "Mt. Moriah",
        "North Main",
        "Raines",
        "Ridgeway",
        "Tillman",
        None,
    }
    chains = {}
    for feature in linked:
        chains.setdefault(feature["chain"], []).append(feature)
    assert all(len(chain) >= 2 for chain in chains.values())
    assert "Knox test" in report.read_text(encoding="utf-8")


def test_officers_of_linked_incidents_are_named_and_the_untimed_left_out(run, memory_layer, feedback):
    when = [
        QDateTime.fromString(f"2024-{1 + n // 20:02d}-{1 + n % 20:02d} 10:00", "yyyy-MM-dd HH:mm") for n in range(200)
    ]
    rows = [(f"POINT({5000 * (n // 2)} {20 * (n % 2)})", {"from_time": when[n]}) for n in range(200)]
    layer = memory_layer("Point", "from_time:datetime", [*rows, ("POINT(0 0)", {})], name="incidents")
    sectors = memory_layer(
        "Polygon", "sector_id:integer", [("POLYGON((-9 -9,999999 -9,999999 99,-9 99,-9 -9))", {"sector_id": 4})]
    )
    contacts = memory_layer(
        "None",
        "sector_id:integer,role:string,name:string",
        [
            (None, {"sector_id": 4, "role": "responsible", "name": "Anna Jensen"}),
            (None, {"role": "responsible", "name": "No One"}),
        ],
    )
    settings = {
        "INCIDENTS": layer,
        "SECTORS": sectors,
        "CONTACTS": contacts,
        "DISTANCE_BANDS": "100",
        "DAY_BANDS": "2",
        "PERMUTATIONS": 99,
        "OUTPUT": "memory:",
        "LINKED": "memory:",
    }
    linked = list(run("nearrepeats", settings)["LINKED"].getFeatures())
    assert len(linked) == 200
    assert {(feature["sector_id"], feature["officer"], feature["links"]) for feature in linked} == {
        ("4", "Anna Jensen", 1)
    }
    assert any("1 incidents without a usable place or time" in line for line in feedback.warnings)


def test_incidents_entered_twice_are_warned_of(run, memory_layer, feedback):
    when = QDateTime.fromString("2024-01-01 10:00", "yyyy-MM-dd HH:mm")
    rows = [(f"POINT({n // 2} 0)", {"from_time": when}) for n in range(6)]
    layer = memory_layer("Point", "from_time:datetime", rows)
    run("nearrepeats", {"INCIDENTS": layer, "PERMUTATIONS": 19, "OUTPUT": "memory:"})
    assert any("3 incidents have the very place, time and type of another" in line for line in feedback.warnings)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"DISTANCE_BANDS": "far"}, "“far” is no list of numbers"),
        ({"DAY_BANDS": "7, 3"}, "ascending"),
        ({"PERIOD_START": "2030-01-01"}, "at least two incidents.*found 0"),
    ],
)
def test_wrong_values_are_refused(run, memory_layer, change, message):
    when = QDateTime.fromString("2024-01-01 10:00", "yyyy-MM-dd HH:mm")
    layer = memory_layer("Point", "from_time:datetime", [(f"POINT({n} 0)", {"from_time": when}) for n in range(3)])
    with pytest.raises(QgsProcessingException, match=message):
        run("nearrepeats", {"INCIDENTS": layer, "OUTPUT": "memory:", **change})


def test_incidents_without_dates_are_refused(run, memory_layer):
    layer = memory_layer("Point", "kind:string", [("POINT(0 0)", {"kind": "theft"})])
    with pytest.raises(QgsProcessingException, match="need a field with dates"):
        run("nearrepeats", {"INCIDENTS": layer, "OUTPUT": "memory:"})
