"""The crime algorithms on a real Dask scheduler and workers on loopback: the same results as alone."""

import pytest
from qgis.core import QgsProcessingContext

CASES = {
    "crimegrid": {"SECTOR_FIELD": "precinct", "CELL_SIZE": 1000, "TYPE_FIELD": "offense_type"},
    "crimeprofile": {"AREA_FIELD": "precinct", "TYPE_FIELD": "offense_type"},
    "nearrepeats": {"DISTANCE_BANDS": "0, 300", "DAY_BANDS": "3, 7", "PERMUTATIONS": 99},
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_a_cluster_gives_the_same_result(run, shared_data, dask_cluster, name):
    for _ in range(2):
        dask_cluster.worker()
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
    together = run(name, {**settings, "SCHEDULER": dask_cluster.address})["OUTPUT"]
    assert [row.attributes() for row in together.getFeatures()] == [row.attributes() for row in alone.getFeatures()]


@pytest.fixture
def check(provider, memory_layer, monkeypatch):
    """Return what an algorithm says to an address before it runs: whether it is accepted, and why not."""
    pytest.importorskip("distributed")
    monkeypatch.setattr("sector_planner.processing.framework.parameters.LOOK_SECONDS", 0.3)
    areas = memory_layer("Polygon", "workload:double", [("POLYGON((0 0,9 0,9 9,0 0))", {"workload": 1.0})])
    incidents = memory_layer("Point", "date:date", [("POINT(0 0)", {}), ("POINT(900 900)", {})])
    inputs = {
        **{"UNITS": areas, "WORKLOAD_FIELD": "workload", "AREAS": areas, "AREA_FIELD": "workload"},
        **{"INCIDENTS": incidents, "FROM_FIELD": "date", "OUTPUT": "memory:", "SECTORS": "memory:"},
    }

    def ask(name, address):
        algorithm = provider.algorithm(name).create()
        known = {key: value for key, value in inputs.items() if algorithm.parameterDefinition(key)}
        if name != "balancesectors":
            known.pop("SECTORS", None)
        return algorithm.checkParameterValues({**known, "SCHEDULER": address}, QgsProcessingContext())

    return ask


@pytest.mark.parametrize("name", ["balancesectors", *CASES])
@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://10.0.0.5:8787/status", "“http://10.0.0.5:8787/status” is not the address of a Dask scheduler."),
        ("tcp://127.0.0.1:9", "No Dask scheduler answers at “tcp://127.0.0.1:9”"),
    ],
)
def test_an_address_without_a_scheduler_is_refused_before_anything_runs(check, name, address, reason):
    accepted, message = check(name, address)
    assert not accepted
    assert message.startswith(reason)


def test_the_address_of_a_scheduler_is_accepted(check, dask_cluster):
    assert check("balancesectors", f" {dask_cluster.address} ") == (True, "")
