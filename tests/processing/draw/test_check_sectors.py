import pytest
from qgis.core import NULL, QgsProcessingException, QgsVectorLayer

CELLS = [
    ("POLYGON((0 0,100 0,100 100,0 100,0 0))", {"sector_id": 1, "workload": 400}),
    ("POLYGON((100 0,200 0,200 100,100 100,100 0))", {"sector_id": 2, "workload": 500}),
    ("POLYGON((200 0,300 0,300 100,200 100,200 0))", {"sector_id": 1, "workload": 100}),
    ("POLYGON((300 0,400 0,400 100,300 100,300 0))", {"sector_id": None, "workload": 0}),
]
FIELDS = "sector_id:integer,workload:double"


def findings(layer):
    return [(f["rule"], f["severity"], f["sector_id"]) for f in layer.getFeatures()]


def test_findings_are_counted_and_placed(run, memory_layer, tmp_path):
    units = memory_layer("Polygon", FIELDS, CELLS)
    report = tmp_path / "check.html"
    results = run(
        "checksectors", {"UNITS": units, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:", "REPORT": str(report)}
    )
    assert findings(results["OUTPUT"]) == [("unassigned", "error", NULL), ("detached part", "error", "1")]
    assert (results["ERRORS"], results["WARNINGS"]) == (2, 0)
    assert "Detached parts" in report.read_text(encoding="utf-8")
    assert [f.geometry().area() for f in results["OUTPUT"].getFeatures()] == [10000, 10000]


def test_links_officers_and_expected_parts_come_from_parameters(run, memory_layer):
    units = memory_layer("Polygon", FIELDS, CELLS[:3])
    link = memory_layer("LineString", "", [("LINESTRING(50 50,250 50)", {})], name="links")
    sectors = memory_layer(
        "Polygon",
        "sector_id:string,officers:integer",
        [("", {"sector_id": "1", "officers": 1}), ("", {"sector_id": "2", "officers": 1})],
    )
    common = {"UNITS": units, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:"}
    assert findings(run("checksectors", {**common, "LINKS": link})["OUTPUT"]) == []
    assert findings(run("checksectors", {**common, "EXPECTED_PARTS": "1=2"})["OUTPUT"]) == []
    staffed = run("checksectors", {**common, "LINKS": link, "SECTORS": sectors})["OUTPUT"]
    assert findings(staffed) == [("too few officers", "error", "1"), ("too few officers", "error", "2")]


@pytest.mark.parametrize(
    ("parameters", "message"),
    [({"EXPECTED_PARTS": "one two"}, "not of the form"), ({"SECTOR_FIELD": "nosuch"}, "nosuch")],
)
def test_bad_input_is_refused(run, memory_layer, parameters, message):
    units = memory_layer("Polygon", FIELDS, CELLS)
    with pytest.raises(QgsProcessingException, match=message):
        run("checksectors", {"UNITS": units, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:", **parameters})


def test_real_units_in_degrees_in_batch(batch, shared_data, tmp_path):
    output = tmp_path / "findings.gpkg"
    told = batch(
        "sectorplanner:checksectors",
        UNITS=shared_data("cph_rode_2023/rode.geojson"),
        SECTOR_FIELD="bydel",
        OUTPUT=output,
    )
    layer = QgsVectorLayer(str(output), "findings")
    rules = {feature["rule"] for feature in layer.getFeatures()}
    assert {"detached part", "overlap", "gap", "invalid geometry"} <= rules
    assert told["results"]["ERRORS"] >= 2


def test_a_sector_0_is_asked_about_in_log_and_report(run, memory_layer, feedback, tmp_path):
    rows = [(shape, {**values, "number": number}) for number, (shape, values) in enumerate(CELLS[:3])]
    units, report = memory_layer("Polygon", FIELDS + ",number:integer", rows), tmp_path / "report.html"
    found = run("checksectors", {"UNITS": units, "SECTOR_FIELD": "number", "OUTPUT": "memory:", "REPORT": report})
    assert ("unassigned", "error", NULL) in findings(found["OUTPUT"])
    text = "sector 0 of 1 units is read as no sector"
    assert any(text in warning for warning in feedback.warnings)
    assert text in report.read_text(encoding="utf-8")
