"""Every step of the main job stops within a second of Cancel, and leaves nothing."""

import threading
import time

import pytest
from qgis.core import QgsProcessingFeedback

SECONDS = 1.0
# A loaded test machine stops the clock of everybody: allow for it, but not for an algorithm that does not look.
ALLOWANCE = 2.0


@pytest.fixture(scope="module")
def city(provider, tmp_path_factory):
    """A sample city on disk, with units built and a plan."""
    from qgis import processing

    folder = tmp_path_factory.mktemp("city")
    quiet = QgsProcessingFeedback(False)
    names = (
        "PLANNING_UNITS",
        "INCIDENTS",
        "EXPOSED_AREAS",
        "SPECIAL_PLACES",
        "SAFETY_DISTRICTS",
        "BRIDGES",
        "OFFICERS",
    )
    made = {name: str(folder / f"{name.lower()}.gpkg") for name in names}
    processing.run("sectorplanner:samplecity", {"SEED": 3, "UNIT_COUNT": 3000} | made, feedback=quiet)
    made["BUILT"] = str(folder / "built.gpkg")
    processing.run(
        "sectorplanner:buildplanningunits",
        {
            "UNITS": made["PLANNING_UNITS"],
            "POPULATION_FIELD": "population",
            "INCIDENTS": made["INCIDENTS"],
            "OUTPUT": made["BUILT"],
        },
        feedback=quiet,
    )
    made["PLAN"] = str(folder / "plan.gpkg")
    made["SECTORS"] = str(folder / "sectors.gpkg")
    processing.run(
        "sectorplanner:balancesectors",
        {
            "UNITS": made["BUILT"],
            "SECTOR_COUNT": 9,
            "LINKS": made["BRIDGES"],
            "EFFORT": "quick",
            "OUTPUT": made["PLAN"],
            "SECTORS": made["SECTORS"],
        },
        feedback=quiet,
    )
    return made


def inputs_of(name, city):
    return {
        "samplecity": {"SEED": 1, "UNIT_COUNT": 3000},
        "buildplanningunits": {"UNITS": city["PLANNING_UNITS"], "POPULATION_FIELD": "population", "INCIDENTS": city["INCIDENTS"], "EXPOSED_AREAS": city["EXPOSED_AREAS"]},
        "workloadindex": {"UNITS": city["BUILT"]},
        "balancesectors": {"UNITS": city["BUILT"], "SECTOR_COUNT": 9, "LINKS": city["BRIDGES"], "EFFORT": "best"},
        "dissolvesectors": {"UNITS": city["PLAN"], "SECTOR_FIELD": "sector_id"},
        "checksectors": {"UNITS": city["PLAN"], "SECTOR_FIELD": "sector_id", "LINKS": city["BRIDGES"]},
        "allocateofficers": {"SECTORS": city["SECTORS"], "WORKLOAD_FIELD": "workload", "OFFICERS": 40},
        "crimegrid": {"INCIDENTS": city["INCIDENTS"], "SECTORS": city["SECTORS"], "CELL_SIZE": 25},
        "safetyindexoverlay": {"SECTORS": city["SECTORS"], "INDEX_DISTRICTS": city["SAFETY_DISTRICTS"], "CATEGORY_FIELD": "category", "YEAR_FIELD": "year", "POPULATION_LAYER": city["BUILT"]},
        "exportpublicmap": {"SECTORS": city["SECTORS"], "EDITION": "1"},
    }[name]  # fmt: skip


def outputs_of(name, algorithm, folder):
    """Return a path in `folder` for every output the algorithm writes."""
    endings = {"sink": ".gpkg", "fileDestination": ".html", "folderDestination": ""}
    return {
        definition.name(): str(folder / f"{definition.name().lower()}{endings[definition.type()]}")
        for definition in algorithm.destinationParameterDefinitions()
    }


@pytest.mark.parametrize("moment", [0.0, 0.15, 0.6])
@pytest.mark.parametrize(
    "name",
    ["samplecity", "buildplanningunits", "workloadindex", "balancesectors", "dissolvesectors", "checksectors",
     "allocateofficers", "crimegrid", "safetyindexoverlay", "exportpublicmap"],
)  # fmt: skip
def test_it_stops_within_a_second_and_leaves_nothing(provider, city, tmp_path, name, moment, timed):
    from qgis import processing

    algorithm = provider.algorithm(name)
    parameters = inputs_of(name, city) | outputs_of(name, algorithm, tmp_path)
    feedback = QgsProcessingFeedback(False)
    cancelled_at = []

    def cancel():
        time.sleep(moment)
        cancelled_at.extend([time.monotonic(), time.time()])
        feedback.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    results = processing.run(f"sectorplanner:{name}", parameters, feedback=feedback)
    ended = time.monotonic()
    thread.join()
    if ended < cancelled_at[0]:
        return  # it was done before anybody could press Cancel
    if results:  # pressed when all was written, and QGIS had only to load it
        assert all(path.stat().st_mtime <= cancelled_at[1] for path in tmp_path.rglob("*") if path.is_file())
        return
    assert not timed or ended - cancelled_at[0] < SECONDS + ALLOWANCE
    assert results == {}
    assert list(tmp_path.iterdir()) == []
