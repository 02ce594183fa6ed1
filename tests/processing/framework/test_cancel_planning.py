"""Cancelled runs of the planning algorithms leave nothing behind."""

import pytest
from qgis.core import QgsProcessingException

SQUARE = "POLYGON(({0} 0,{1} 0,{1} 100,{0} 100,{0} 0))"
ROWS = [
    (SQUARE.format(x, x + 100), {"sector_id": x // 100, "new": 1, "population": 5, "crime_load": 1})
    for x in (0, 100, 200)
]
RUNS = {
    "buildplanningunits": {"UNITS": "units"},
    "workloadindex": {"UNITS": "units"},
    "dissolvesectors": {"UNITS": "units", "SECTOR_FIELD": "sector_id"},
    "checksectors": {"UNITS": "units", "SECTOR_FIELD": "sector_id"},
    "repairsectors": {"UNITS": "units", "SECTOR_FIELD": "sector_id", "REPAIRS": "memory:"},
    "generaliseboundaries": {"SECTORS": "units"},
    "comparesectorplans": {"UNITS": "units", "OLD_FIELD": "sector_id", "NEW_FIELD": "new"},
    "sectorneighbours": {"SECTORS": "units", "SECTOR_FIELD": "sector_id", "COVER": "memory:"},
    "drawsectorsfromseeds": {"UNITS": "units", "SEEDS": "seeds"},
    "drawsectorsfromlines": {"UNITS": "units", "LINES": "lines"},
    "patrolreach": {"SECTORS": "units", "UNITS": "units", "ROADS": "lines", "REACH": "memory:"},
}


@pytest.fixture
def layers(memory_layer):
    fields = "sector_id:integer,new:integer,population:integer,crime_load:integer"
    return {
        "units": memory_layer("Polygon", fields, ROWS),
        "seeds": memory_layer("Point", "", [("POINT(50 50)", {})], name="seeds"),
        "lines": memory_layer("LineString", "", [("LINESTRING(100 -5,100 105)", {})], name="lines"),
    }


@pytest.mark.parametrize("name", RUNS)
def test_a_cancelled_run_leaves_no_file(run, layers, feedback, tmp_path, name):
    given = {key: layers.get(value, value) for key, value in RUNS[name].items()}
    feedback.cancel()
    try:
        run(name, {**given, "OUTPUT": str(tmp_path / "output.gpkg")})
    except QgsProcessingException as error:
        assert "cancel" in str(error).lower() or str(error) == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", RUNS)
def test_the_same_run_uncancelled_writes_its_file(run, layers, tmp_path, name):
    given = {key: layers.get(value, value) for key, value in RUNS[name].items()}
    run(name, {**given, "OUTPUT": str(tmp_path / "output.gpkg")})
    assert (tmp_path / "output.gpkg").exists()
