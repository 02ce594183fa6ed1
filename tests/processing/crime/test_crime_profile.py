import subprocess

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer


def test_precincts_of_real_robberies_are_described(run, shared_data, tmp_path, feedback):
    file = shared_data("memphis_hotspot/memphis.gpkg")
    report = tmp_path / "profile.html"
    settings = {
        "AREAS": f"{file}|layername=memphis_precincts",
        "AREA_FIELD": "precinct",
        "INCIDENTS": f"{file}|layername=memphis_robberies",
        "TYPE_FIELD": "offense_type",
        "FROM_FIELD": "date",
        "PERIOD_START": "2019-07-01",
        "PERIOD_END": "2019-12-31",
        "COMPARE_START": "2019-01-01",
        "COMPARE_END": "2019-06-30",
        "OUTPUT": "memory:",
        "REPORT": str(report),
        "PDF": str(tmp_path / "profile.pdf"),
    }
    rows = list(run("crimeprofile", settings)["OUTPUT"].getFeatures())
    totals = {row["area"]: row for row in rows if row["dimension"] == "total"}
    assert len(totals) == 9
    layer = QgsVectorLayer(f"{file}|layername=memphis_robberies", "robberies", "ogr")
    late = sum(feature["date"].date().month() >= 7 for feature in layer.getFeatures())
    assert sum(row["count"] for row in totals.values()) == pytest.approx(late, abs=1)  # one robbery lies outside
    assert sum(row["count_before"] for row in totals.values()) == pytest.approx(2245 - late, abs=1)
    page = report.read_text(encoding="utf-8")
    assert all(name in page for name in totals)
    printed = subprocess.run(
        ["pdftotext", tmp_path / "profile.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert all(name in printed for name in totals)
    assert printed.count("\f") >= 10  # the overview, and a fresh page for each precinct
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert any("2245 incidents read; 0 have no usable place, 1 lie in no area" in line for line in feedback.lines)


def test_a_drawn_polygon_without_any_fields_is_described(run, memory_layer, tmp_path):
    area = memory_layer("Polygon", "", [("POLYGON((0 0,1000 0,1000 1000,0 1000,0 0))", {})], name="drawn")
    points = memory_layer("Point", "", [(f"POINT({100 * n} 500)", {}) for n in range(15)], name="incidents")
    report = tmp_path / "profile.html"
    result = run("crimeprofile", {"AREAS": area, "INCIDENTS": points, "OUTPUT": "memory:", "REPORT": str(report)})
    (total,) = [row for row in result["OUTPUT"].getFeatures() if row["dimension"] == "total"]
    assert total["count"] == 11
    assert "11 incidents." in report.read_text(encoding="utf-8")


def test_an_area_without_incidents_is_no_fault(run, memory_layer, tmp_path):
    area = memory_layer("Polygon", "name:string", [("POLYGON((0 0,10 0,10 10,0 10,0 0))", {"name": "Empty"})])
    points = memory_layer("Point", "", [("POINT(500 500)", {})])
    report = tmp_path / "profile.html"
    run("crimeprofile", {"AREAS": area, "INCIDENTS": points, "REPORT": str(report)})
    assert "0 incidents." in report.read_text(encoding="utf-8")


def test_half_a_period_is_refused_before_the_run(run, memory_layer):
    area = memory_layer("Polygon", "", [("POLYGON((0 0,10 0,10 10,0 10,0 0))", {})])
    points = memory_layer("Point", "", [("POINT(5 5)", {})])
    with pytest.raises(QgsProcessingException, match="Give both, or neither"):
        run("crimeprofile", {"AREAS": area, "INCIDENTS": points, "PERIOD_START": "2024-01-01", "OUTPUT": "memory:"})


def test_figures_in_a_pdf_have_their_colours_by_value():
    from sector_planner.core.reporting.charts import bars
    from sector_planner.core.reporting.page import Figure
    from sector_planner.processing.framework.report_pdf import _picture

    picture = _picture(Figure(bars(["theft"], [10.0], "", colours=["var(--tone-1)"])))
    assert "#2f6ea5" in {picture.pixelColor(x, 24).name() for x in range(0, picture.width(), 9)}


def test_harm_stands_beside_the_counts(run, memory_layer, tmp_path):
    area = memory_layer("Polygon", "name:string", [("POLYGON((0 0,900 0,900 900,0 900,0 0))", {"name": "North"})])
    rows = [("POINT(5 5)", {"type": kind}) for kind in ("Theft", "theft", "Arson")]
    points = memory_layer("Point", "type:string", rows)
    weights, report = tmp_path / "harm.csv", tmp_path / "profile.html"
    weights.write_text("type;dage\ntheft;10,5\narson;1.825\n", encoding="utf-8")
    settings = {
        "AREAS": area,
        "INCIDENTS": points,
        "HARM_WEIGHTS": str(weights),
        "OUTPUT": "memory:",
        "REPORT": str(report),
    }
    table = run("crimeprofile", settings)["OUTPUT"]
    harm = {row["item"]: row["count"] for row in table.getFeatures() if row["dimension"] == "harm"}
    assert harm == {"Arson": 1825.0, "Theft": 10.5, "theft": 10.5}
    assert "Harm 1,846." in report.read_text(encoding="utf-8")
