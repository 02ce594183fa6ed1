"""Systems whose first thread has ended: QGIS leaves them hollow, and a transformation from them does nothing."""

import inspect
import json
import threading
import time
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.progress import Progress
from sector_planner.processing.framework.algorithm import SectorAlgorithm
from sector_planner.processing.framework.crs import pin_common_crs, transformation
from sector_planner.processing.framework.layers import read_table

DEGREES = QgsCoordinateReferenceSystem("EPSG:4326")
PLACE = QgsPointXY(720_000, 6_177_000)
SQUARE = "POLYGON((720000 6177000,721000 6177000,721000 6178000,720000 6178000,720000 6177000))"


def has_ended(thread):
    """Wait until the operating system has taken the thread away: QGIS cleans up after Python is done with it."""
    thread.join()
    until = time.monotonic() + 10
    while Path(f"/proc/self/task/{thread.native_id}").exists():
        assert time.monotonic() < until
        time.sleep(0.01)


def in_another_thread(make):
    """Return what `make` returns in a thread that has ended since."""
    made = []
    thread = threading.Thread(target=lambda: made.append(make()))
    thread.start()
    has_ended(thread)
    return made[0]


@pytest.fixture
def fresh(qgis_app):
    """Begin as QGIS does: no system is known yet, and leave none that is broken."""
    QgsCoordinateReferenceSystem.invalidateCache()
    QgsCoordinateTransform.invalidateCache()
    yield
    QgsCoordinateReferenceSystem.invalidateCache()
    QgsCoordinateTransform.invalidateCache()


@pytest.fixture
def hollow(fresh):
    """Return Denmark's system as it is when a run in the background asked for it first."""
    system = in_another_thread(lambda: QgsCoordinateReferenceSystem("EPSG:25832"))
    assert system.isValid()
    assert not system.toWkt(), "QGIS keeps it whole now: this module may go"
    return system


def test_qgis_itself_hands_the_coordinates_back_as_they_were(hollow):
    naive = QgsCoordinateTransform(hollow, DEGREES, QgsProcessingContext().transformContext())
    assert naive.transform(PLACE) == PLACE


def test_a_system_that_lost_its_thread_is_made_anew(hollow):
    found = transformation(hollow, DEGREES, QgsProcessingContext()).transform(PLACE)
    assert (round(found.x(), 3), round(found.y(), 3)) == (12.5, 55.689)


def test_a_system_without_a_code_is_made_anew_from_its_definition(fresh):
    definition = "+proj=tmerc +lat_0=0 +lon_0=9 +k=0.9996 +x_0=500001 +y_0=0 +ellps=GRS80 +units=m +no_defs"
    system = in_another_thread(lambda: QgsCoordinateReferenceSystem.fromProj(definition))
    assert not system.authid()
    assert not system.toWkt()
    found = transformation(system, DEGREES, QgsProcessingContext()).transform(PLACE)
    assert (round(found.x(), 3), round(found.y(), 3)) == (12.5, 55.689)


def test_a_layer_that_lost_its_system_arrives_in_degrees(hollow, memory_layer):
    layer = memory_layer("Polygon", "", [(SQUARE, {})])
    layer.setCrs(hollow)
    context = QgsProcessingContext()
    source = QgsProcessingFeatureSource(layer, context)
    table = read_table(source, DEGREES, context, Progress())
    assert table.geometry[0].bounds[0] == pytest.approx(12.5, abs=0.001)


def test_the_usual_systems_outlive_a_run_in_the_background(fresh):
    pin_common_crs()
    for name in ("EPSG:25832", "EPSG:32632", "EPSG:4326", "EPSG:3857"):
        made = in_another_thread(lambda name=name: QgsVectorLayer(f"Polygon?crs={name}", "made", "memory").crs())
        assert made.toWkt(), name
        assert QgsCoordinateReferenceSystem(name).toWkt(), name


def test_holding_the_usual_systems_mends_one_that_is_broken_already(fresh):
    asked, over = threading.Event(), threading.Event()

    def ask():
        QgsCoordinateReferenceSystem("EPSG:25832")
        asked.set()
        over.wait()

    thread = threading.Thread(target=ask)
    thread.start()
    asked.wait()
    QgsCoordinateReferenceSystem("EPSG:25832").toWkt()  # the main thread has it now too, so QGIS keeps it for all
    over.set()
    has_ended(thread)
    assert not QgsCoordinateReferenceSystem("EPSG:25832").toWkt()
    pin_common_crs()
    assert QgsCoordinateReferenceSystem("EPSG:25832").toWkt()


@pytest.mark.parametrize("step", ["prepareAlgorithm", "postProcessAlgorithm"])
def test_no_algorithm_leaves_out_what_all_do_before_and_after_a_run(provider, step):
    """Some of ours do more in these steps; models are QGIS's own."""
    mine = {
        kind
        for one in provider.algorithms()
        for kind in type(one).__mro__
        if kind.__module__.startswith("sector_planner")
    }
    overriding = [kind for kind in mine if step in vars(kind) and kind is not SectorAlgorithm]
    assert overriding
    assert [kind for kind in overriding if f"super().{step}(" not in inspect.getsource(vars(kind)[step])] == []


def test_a_file_opened_after_a_run_shares_no_system_with_it(provider, fresh, tmp_path, memory_layer):
    """The run opens the file itself, in its own thread, as in batch and in the sample city."""
    units = memory_layer("Polygon", "sector_id:string", [(SQUARE, {"sector_id": "1"})])
    path = str(tmp_path / "units.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(
        units, path, QgsCoordinateTransformContext(), QgsVectorFileWriter.SaveVectorOptions()
    )
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    inputs = {"UNITS": path, "OUTPUT": str(tmp_path / "sectors.gpkg")}
    algorithm = provider.algorithm("dissolvesectors").create()
    assert algorithm.prepare(inputs, context, feedback)
    done, over = threading.Event(), threading.Event()

    def run():
        QgsVectorLayer(path, "units", "ogr")
        algorithm.runPrepared(inputs, context, feedback)
        done.set()
        over.wait()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert done.wait(60)
        algorithm.postProcess(context, feedback)
        layers = [QgsVectorLayer(file, "opened", "ogr") for file in (path, inputs["OUTPUT"])]
        opened = [layer.dataProvider().crs() for layer in layers]
    finally:
        over.set()
    has_ended(thread)
    assert all(system.isValid() and system.toWkt() for system in opened)


def test_elsewhere_than_in_the_main_thread_nothing_is_held(fresh):
    in_another_thread(pin_common_crs)
    assert not in_another_thread(lambda: QgsCoordinateReferenceSystem("EPSG:25832")).toWkt()


def test_systems_without_a_way_between_them_are_refused_by_name(fresh):
    moon = QgsCoordinateReferenceSystem.fromProj("+proj=longlat +R=1737400 +no_defs")
    with pytest.raises(InputError, match="EPSG:25832.*Check the coordinate reference system"):
        transformation(moon, QgsCoordinateReferenceSystem("EPSG:25832"), QgsProcessingContext())


@pytest.mark.parametrize("systems", [("", "EPSG:4326"), ("EPSG:4326", ""), ("EPSG:4326", "EPSG:4326")])
def test_without_a_system_or_with_the_same_coordinates_stay(fresh, systems):
    source, target = map(QgsCoordinateReferenceSystem, systems)
    assert transformation(source, target, QgsProcessingContext()).transform(QgsPointXY(12, 55)) == QgsPointXY(12, 55)


def test_sectors_that_lost_their_system_are_published_in_degrees(provider, hollow, run, memory_layer, tmp_path):
    sectors = memory_layer("Polygon", "sector_id:string", [(SQUARE, {"sector_id": "1"})], name="Sectors")
    sectors.setCrs(hollow)
    run("exportpublicmap", {"SECTORS": sectors, "EDITION": "2026-1", "FOLDER": tmp_path / "public"})
    shapes = json.loads((tmp_path / "public" / "sectors.geojson").read_text(encoding="utf-8"))
    longitude, latitude = shapes["features"][0]["geometry"]["coordinates"][0][0]
    assert 12.4 < longitude < 12.6
    assert 55.6 < latitude < 55.8


def test_a_file_made_from_a_layer_that_lost_its_system_has_it(provider, hollow, run, memory_layer, tmp_path):
    units = memory_layer("Polygon", "sector_id:string", [(SQUARE, {"sector_id": "1"})])
    units.setCrs(hollow)
    run("dissolvesectors", {"UNITS": units, "OUTPUT": tmp_path / "sectors.gpkg"})
    assert QgsVectorLayer(str(tmp_path / "sectors.gpkg"), "made", "ogr").crs().authid() == "EPSG:25832"


def test_sectors_that_claim_to_be_in_degrees_are_not_published(run, memory_layer, tmp_path):
    sectors = memory_layer("Polygon", "sector_id:string", [(SQUARE, {"sector_id": "1"})], crs="EPSG:4326")
    with pytest.raises(Exception, match="Sector “1” lies at 721000, 6178000, which is no longitude and latitude"):
        run("exportpublicmap", {"SECTORS": sectors, "EDITION": "2026-1", "FOLDER": tmp_path / "public"})
    assert not (tmp_path / "public").exists()
