"""The crime algorithms on a real Dask scheduler and workers on loopback: the same results as alone."""

import sys
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

pytestmark = pytest.mark.slow
PLUGINS = Path(__file__).resolve().parents[2] / "build" / "plugins"


@pytest.fixture(scope="module")
def address():
    distributed = pytest.importorskip("distributed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path, str(PLUGINS)])  # where workers find the package
        cluster = distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None, silence_logs=50
        )
    with cluster:
        yield cluster.scheduler_address


CASES = {
    "crimegrid": {"SECTOR_FIELD": "precinct", "CELL_SIZE": 1000, "TYPE_FIELD": "offense_type"},
    "crimeprofile": {"AREA_FIELD": "precinct", "TYPE_FIELD": "offense_type"},
    "nearrepeats": {"DISTANCE_BANDS": "0, 300", "DAY_BANDS": "3, 7", "PERMUTATIONS": 99},
}


@pytest.mark.parametrize("name", CASES)
def test_a_cluster_gives_the_same_result(run, shared_data, address, name):
    file = shared_data("memphis_hotspot/memphis.gpkg")
    precincts = f"{file}|layername=memphis_precincts"
    settings = {
        "INCIDENTS": f"{file}|layername=memphis_robberies",
        "AREAS" if name == "crimeprofile" else "SECTORS": precincts,
        "FROM_FIELD": "date",
        "OUTPUT": "memory:",
        **CASES[name],
    }
    alone = run(name, settings)["OUTPUT"]
    together = run(name, {**settings, "SCHEDULER": address})["OUTPUT"]
    assert [row.attributes() for row in together.getFeatures()] == [row.attributes() for row in alone.getFeatures()]


def test_an_address_where_nobody_answers_is_named(run, memory_layer, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("sector_planner.core.executors._SECONDS", 0.5)
    layer = memory_layer("Point", "", [("POINT(0 0)", {}), ("POINT(900 900)", {})])
    with pytest.raises(QgsProcessingException, match="No Dask scheduler answers at “tcp://127.0.0.1:9”"):
        run("crimegrid", {"INCIDENTS": layer, "SCHEDULER": "tcp://127.0.0.1:9", "OUTPUT": "memory:"})
