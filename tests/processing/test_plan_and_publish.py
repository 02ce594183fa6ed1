"""The main job through qgis_process on the real study area: from raw layers to the published map."""

import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest
from qgis.core import QgsProcessingModelAlgorithm, QgsVectorLayer

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "resources" / "models" / "plan_and_publish.model3"
SECTORS = {"North East": 9, "North West": 5, "Frederiksberg": 5}


def qgis_process(algorithm, inputs):
    """Run in a qgis_process of its own; return its results."""
    command = ["qgis_process", "run", algorithm, "-"]
    environment = os.environ | {"QGIS_CUSTOM_CONFIG_PATH": str(ROOT / "build" / "profile")}  # pytest-qgis sets its own
    result = subprocess.run(
        command, input=json.dumps({"inputs": inputs}), capture_output=True, text=True, env=environment, check=False
    )
    assert result.returncode == 0, result.stderr[-2000:] + result.stdout[-2000:]
    return json.loads(result.stdout)["results"]


def layer(source):
    opened = QgsVectorLayer(str(source), "result")
    assert opened.isValid(), source
    return opened


def total(source, field):
    return sum(feature[field] for feature in source.getFeatures())


@pytest.fixture(scope="module")
def job(qgis_app, shared_data, tmp_path_factory):
    """Run the model on Bellahøj with made-up incidents and officers."""
    data = shared_data("bellahoej/bellahoej_25832.gpkg")
    folder = tmp_path_factory.mktemp("job")
    before = hashlib.sha256(data.read_bytes()).hexdigest()
    made_up = {"SEED": 1, "UNITS": f"{data}|layername=units"}
    counts = ";".join(f"{name}={count}" for name, count in SECTORS.items())
    qgis_process(
        "sectorplanner:samplecity",
        made_up
        | {
            "DISTRICT_SECTORS": counts,
            "INCIDENTS": str(folder / "incidents.gpkg"),
            "OFFICERS": str(folder / "officers.gpkg"),
        },
    )
    inputs = {
        "UNITS": f"{data}|layername=units",
        "POPULATION_FIELD": "population",
        "INCIDENTS": str(folder / "incidents.gpkg"),
        "EXPOSED_AREAS": f"{data}|layername=exposed_areas",
        "SPECIAL_PLACES": f"{data}|layername=special_places",
        "PLACE_WEIGHT_FIELD": "weight",
        "SAFETY_DISTRICTS": f"{data}|layername=safety_districts_2009",
        "DISTRICT_FIELD": "police_district",
        "DISTRICT_SECTORS": counts,
        "OFFICERS": 60,
        "CONTACTS": str(folder / "officers.gpkg"),
        "TYPE_FIELD": "type",
        "FROM_FIELD": "from_time",
        "TO_FIELD": "to_time",
        "EDITION": "2026-1",
        "TITLE": "Find din betjent",
    }
    files = {name: str(folder / f"{name}.gpkg") for name in ("plan_units", "sectors", "grid", "safety", "findings")} | {
        "report": str(folder / "report.html"),
        "public_folder": str(folder / "public"),
    }
    qgis_process(str(MODEL), inputs | files)
    assert hashlib.sha256(data.read_bytes()).hexdigest() == before, "the source was changed"
    return {name: Path(path) for name, path in files.items()} | {"folder": folder, "data": data}


def test_sectors_are_nested_in_their_districts_and_manned(job):
    sectors = list(layer(job["sectors"]).getFeatures())
    counted = {name: sum(sector["police_district"] == name for sector in sectors) for name in SECTORS}
    assert counted == SECTORS
    assert min(sector["officers"] for sector in sectors) >= 2
    assert sum(sector["officers"] for sector in sectors) == 60


def test_load_per_officer_is_within_five_percent_in_every_district(job):
    sectors = list(layer(job["sectors"]).getFeatures())
    for name in SECTORS:
        own = [sector for sector in sectors if sector["police_district"] == name]
        mean = sum(sector["workload"] for sector in own) / sum(sector["officers"] for sector in own)
        assert max(abs(sector["load_per_officer"] / mean - 1) for sector in own) <= 0.05


def test_the_independent_check_finds_no_fault_of_the_plan(job):
    rules = {finding["rule"] for finding in layer(job["findings"]).getFeatures()}
    assert rules <= {"overlap", "gap"}, "of the units themselves, not of the plan"


def test_every_resident_is_counted_once_everywhere(job):
    residents = total(layer(f"{job['data']}|layername=units"), "population")
    assert residents == 403_388
    assert total(layer(job["plan_units"]), "population") == pytest.approx(residents)
    assert total(layer(job["sectors"]), "population") == pytest.approx(residents)


def test_incidents_in_grid_units_and_sectors_are_those_of_the_file(job):
    incidents = layer(job["folder"] / "incidents.gpkg").featureCount()
    assert total(layer(job["grid"]), "count") == incidents
    assert total(layer(job["sectors"]), "crime_load") == incidents


def test_a_safety_layer_without_categories_is_no_data_and_never_zero(job):
    for sector in layer(job["safety"]).getFeatures():
        assert sector["no_data_share"] == pytest.approx(100)
        assert not sector["worst"]


def test_report_and_public_map_are_complete(job):
    assert "Frederiksberg" in job["report"].read_text(encoding="utf-8")
    assert sorted(path.name for path in job["public_folder"].iterdir()) == [
        "contacts.csv",
        "index.html",
        "record.json",
        "sectors.geojson",
    ]
    shapes = json.loads((job["public_folder"] / "sectors.geojson").read_text(encoding="utf-8"))
    assert len(shapes["features"]) == 19


def test_nothing_else_is_left_in_the_folder(job):
    expected = {path.name for name, path in job.items() if name not in ("folder", "data")}
    assert {path.name for path in job["folder"].iterdir()} == expected | {"incidents.gpkg", "officers.gpkg"}


def test_the_model_opens_and_is_valid(provider):
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(MODEL))
    accepted, problems = model.validate()
    assert accepted, problems
    assert all(child.algorithm() is not None for child in model.childAlgorithms().values())


def test_without_a_safety_index_the_rest_is_done(provider, memory_layer, feedback, tmp_path):
    from qgis import processing

    squares = [
        (f"POLYGON(({x} {y},{x + 100} {y},{x + 100} {y + 100},{x} {y + 100},{x} {y}))", {"population": 50})
        for x in range(0, 800, 100)
        for y in range(0, 800, 100)
    ]
    units = memory_layer("Polygon", "population:integer", squares)
    points = [(f"POINT({17 * n % 800} {29 * n % 800})", {"type": "theft"}) for n in range(200)]
    incidents = memory_layer("Point", "type:string", points, name="incidents")
    results = processing.run(
        "sectorplanner:plan_and_publish",
        {
            "UNITS": units, "POPULATION_FIELD": "population", "INCIDENTS": incidents, "SECTOR_COUNT": 4, "OFFICERS": 9,
            "EDITION": "1", "TITLE": "Test", "plan_units": "memory:", "sectors": "memory:", "grid": "memory:",
            "safety": "memory:", "findings": "memory:", "public_folder": str(tmp_path / "public"),
        },
        feedback=feedback,
    )  # fmt: skip
    assert results["sectors"].featureCount() == 4
    assert (tmp_path / "public" / "index.html").exists()
