import subprocess

import numpy as np
import pytest
from builders.wkt import box_wkt
from qgis.core import QgsProcessingException


@pytest.fixture
def layers(memory_layer):
    random = np.random.default_rng(6)
    rows = []
    for west, east, day, count in (
        (0, 100, "2026-07-01", 40),
        (0, 100, "2026-04-01", 20),
        (0, 100, "2025-07-01", 12),
        (300, 900, "2026-07-01", 90),
    ):
        for number in range(count):
            moment = np.datetime64(f"{day}T20:00:00") + int(random.integers(0, 89 * 86400))
            place = f"POINT({random.uniform(west + 1, east - 1)} {random.uniform(1, 99)})"
            rows.append(
                (
                    place,
                    {
                        "from_time": str(moment),
                        "type": "arson" if number % 3 else "theft",
                        "scene": "stairway",
                        "gang": number % 4 == 0,
                    },
                )
            )
    fields = "from_time:string(30),type:string(20),scene:string(20),gang:bool"
    areas = [(box_wkt(0, 0, 50, 100), {"name": "Estate"}), (box_wkt(50, 0, 100, 100), {"name": "Estate"})]
    sectors = [
        (box_wkt(0, 0, 200, 100), {"sector_id": 1, "population": 2000}),
        (box_wkt(200, 0, 1000, 100), {"sector_id": 2, "population": 9000}),
    ]
    return {
        "INCIDENTS": memory_layer("Point", fields, rows, name="incidents"),
        "EXPOSED_AREAS": memory_layer("Polygon", "name:string(20)", areas, name="exposed areas"),
        "SECTORS": memory_layer("Polygon", "sector_id:integer,population:integer", sectors, name="sectors"),
        "POPULATION_LAYER": memory_layer(
            "Point",
            "population:integer",
            [("POINT(20 50)", {"population": 1000}), ("POINT(600 50)", {"population": 9000})],
        ),
        "QUARTER": "2026-Q3",
        "OUTPUT": "memory:",
    }


def test_areas_types_notes_and_report(run, layers, memory_layer, tmp_path):
    report = tmp_path / "threat.html"
    kept = [(None, {"area": "Estate", "quarter": "2026-Q2", "text": "New group at the square."})]
    notes = memory_layer("None", "area:string(40),quarter:string(10),text:string(200)", kept, name="notes")
    settings = {**layers, "GANG_FILTER": '"gang"', "NOTES": notes, "MARKING": "TIL TJENESTEBRUG"}
    results = run(
        "threatassessment", {**settings, "TYPES": "memory:", "NOTES_OUTPUT": "memory:", "REPORT": str(report)}
    )
    (area,) = results["OUTPUT"].getFeatures()
    assert (area["area"], area["incidents"], area["gang_incidents"], area["residents"]) == ("Estate", 40, 10, 1000)
    assert (area["rate_per_1000"], area["previous_incidents"], area["year_ago_incidents"]) == (40, 20, 12)
    assert area["sector"] == "1"
    assert area["level"] == "high"
    assert area.geometry().area() == pytest.approx(10000)
    assert sum(row["incidents"] for row in results["TYPES"].getFeatures()) == 40
    assert [row["text"] or "" for row in results["NOTES_OUTPUT"].getFeatures()] == ["New group at the square.", ""]
    page = report.read_text(encoding="utf-8")
    for words in (
        "TIL TJENESTEBRUG",
        "2026-Q2: New group at the square.",
        "nothing written yet",
        "How the level is given",
        "stairway",
    ):
        assert words in page


def test_a_second_run_gives_the_same_page(run, layers, tmp_path):
    pages = []
    for name in ("one.html", "two.html"):
        run("threatassessment", {**layers, "REPORT": str(tmp_path / name)})
        pages.append((tmp_path / name).read_text(encoding="utf-8"))
    assert pages[0] == pages[1]


def test_without_sectors_and_population_what_is_not_known_is_empty(run, layers):
    layers.pop("SECTORS")
    layers.pop("POPULATION_LAYER")
    (area,) = run("threatassessment", layers)["OUTPUT"].getFeatures()
    assert area["incidents"] == 40
    assert not area["rate_per_1000"]
    assert not area["sector"]
    assert not area["gang_incidents"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"QUARTER": "summer"}, "“summer” is no quarter"),
        ({"QUARTER": "1999-Q1"}, "No incident lies in 1999-Q1"),
        ({"GANG_FILTER": '"band" = 1'}, "no field band"),
        ({"GANG_FILTER": "\"type\" = 'bandit'"}, "none of the 162 incidents.*Field “type” holds: arson, theft"),
        ({"NAME_FIELD": "navn"}, "has no field “navn”"),
        ({"FROM_FIELD": "scene"}, "field “scene”: .* values are not dates"),
    ],
)
def test_what_cannot_be_assessed_is_refused(run, layers, change, message):
    with pytest.raises(QgsProcessingException, match=message):
        run("threatassessment", {**layers, **change})


def test_notes_without_their_fields_are_refused(run, layers, memory_layer):
    notes = memory_layer("None", "area:string(40)", [(None, {"area": "Estate"})], name="notes")
    with pytest.raises(QgsProcessingException, match="needs the fields area, quarter and text; missing: quarter, text"):
        run("threatassessment", {**layers, "NOTES": notes})


def test_the_marking_stands_on_every_page_of_the_pdf(run, layers, tmp_path):
    path = tmp_path / "threat.pdf"
    run("threatassessment", {**layers, "MARKING": "TIL TJENESTEBRUG", "PDF": str(path)})
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    sheets = text.split("\f")[:-1]
    assert len(sheets) >= 2
    for number, sheet in enumerate(sheets):
        assert "TIL TJENESTEBRUG" in sheet
        assert f"{number + 1}/{len(sheets)}" in sheet.replace(" ", "")
    assert "Estate" in text
