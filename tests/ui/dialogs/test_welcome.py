"""The first run: the welcome panel by real clicks, the sample city it makes, and people's own units."""

from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsSettings, QgsVectorFileWriter
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QPushButton
from sector_planner.ui.dialogs import welcome
from sector_planner.ui.dialogs.sample_project import SampleMaker
from sector_planner.ui.dialogs.welcome import SEEN, FirstSteps


class Interface(QObject):
    """What of QGIS's interface the first steps use, on a window of the test's own."""

    initializationCompleted = pyqtSignal()  # noqa: N815

    def __init__(self, window, canvas):
        super().__init__()
        self.window, self.opened = window, []
        self.bar, self.canvas = QgsMessageBar(window), canvas

    def mainWindow(self):  # noqa: N802
        return self.window

    def mapCanvas(self):  # noqa: N802
        return self.canvas

    def messageBar(self):  # noqa: N802
        return self.bar

    def newProject(self, ask):  # noqa: N802
        QgsProject.instance().clear()
        return True

    def addProject(self, path):  # noqa: N802
        self.opened.append(path)
        self.shown = self.canvas.extent()  # what QGIS saves with the project
        return QgsProject.instance().read(path)

    def setActiveLayer(self, layer):  # noqa: N802
        self.active = layer

    def zoomToActiveLayer(self):  # noqa: N802
        pass


@pytest.fixture
def interface(window, canvas):
    return Interface(window, canvas)


@pytest.fixture
def steps(interface, provider, tmp_path, monkeypatch):
    QgsSettings().remove(SEEN)
    monkeypatch.setattr(welcome, "sample_folder", lambda: tmp_path / "Sector Planner" / "prøveby")
    monkeypatch.setattr(welcome, "SampleMaker", lambda folder: SampleMaker(folder, units=300))
    docks = []
    steps = FirstSteps(interface, lambda: docks[0])
    steps.docks = docks
    yield steps
    steps.shut()
    QApplication.processEvents()


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def wait(condition, seconds=60):
    for _ in range(seconds * 20):
        QApplication.processEvents()
        if condition():
            return
        QTest.qWait(50)
    raise AssertionError("it took too long")


def test_the_panel_opens_by_itself_once(steps, interface):
    steps.offer_once()
    wait(lambda: steps.panel is not None and steps.panel.isVisible(), 5)
    steps.shut()
    steps.offer_once()
    QTest.qWait(50)
    assert steps.panel is None


def test_at_qgis_s_start_it_waits_for_the_window(steps, interface):
    interface.window.hide()
    steps.offer_once()
    QTest.qWait(50)
    assert steps.panel is None
    interface.initializationCompleted.emit()
    assert steps.panel.isVisible()


def test_the_sample_city_opens_as_a_project_with_ready_units(steps, interface):
    steps.show()
    click(steps.panel.sample)
    assert steps.panel.bar.isVisible()
    assert not steps.panel.sample.isEnabled()
    wait(lambda: interface.opened)
    assert not steps.panel.isVisible()
    layers = {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}
    assert all(layer.isValid() for layer in layers.values())
    assert len(layers) == 12
    units = layers["Planning units"]
    assert sum(feature["workload"] for feature in units.getFeatures()) == pytest.approx(1000)
    assert {"population", "crime_load", "police_district"} <= set(units.fields().names())
    assert QgsProject.instance().crs() == units.crs()
    assert interface.shown.contains(units.extent())
    assert interface.active == units
    assert "Balance sectors" in interface.bar.currentItem().text()
    shown = [layer.name() for layer in QgsProject.instance().layerTreeRoot().checkedLayers()]
    assert "Incidents" not in shown

    before = Path(interface.opened[0]).stat().st_mtime_ns  # a second time it is opened as people left it
    steps.show()
    click(steps.panel.sample)
    wait(lambda: len(interface.opened) == 2, 5)
    assert Path(interface.opened[1]).stat().st_mtime_ns == before


def test_stopping_leaves_nothing_and_the_panel_is_ready_again(steps, interface, tmp_path):
    steps.show()
    click(steps.panel.sample)
    click(steps.panel.stop)
    wait(lambda: steps.panel.sample.isEnabled())
    assert not interface.opened
    assert not list(tmp_path.rglob("*.gpkg"))
    assert not steps.panel.message.isVisible()


def test_a_place_that_cannot_be_written_is_named(steps, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(welcome, "sample_folder", lambda: tmp_path / "file" / "city")
    steps.show()
    click(steps.panel.sample)
    wait(lambda: steps.panel.message.isVisible(), 5)
    assert "file" in steps.panel.message.text()


def saved(grid, path, plan):
    layer = grid(plan)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "områder"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)


def test_own_units_with_a_plan_open_in_the_dock_and_can_be_checked(steps, interface, grid, dock, tmp_path, monkeypatch):
    saved(grid, tmp_path / "områder.gpkg", "1 1 2\n1 2 2")
    steps.docks.append(dock(grid("1 2")))
    asked = []
    monkeypatch.setattr("qgis.processing.execAlgorithmDialog", lambda *given: asked.append(given))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "områder.gpkg"), ""))
    steps.show()
    click(steps.panel.units)
    assert steps.docks[0].plan.session.layer.name() == "områder"
    assert len(steps.docks[0].plan.session.units) == 6
    click(interface.bar.currentItem().findChild(QPushButton))
    ((algorithm, given),) = asked
    assert algorithm == "sectorplanner:checksectors"
    assert given == {"UNITS": interface.active.id(), "SECTOR_FIELD": "sector_id"}


def test_own_units_without_a_load_lead_to_building_them(steps, interface, memory_units, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("qgis.processing.execAlgorithmDialog", lambda *given: asked.append(given))
    steps.show()
    steps.open_units(memory_units)
    click(interface.bar.currentItem().findChild(QPushButton))
    assert asked[0][0] == "sectorplanner:buildplanningunits"
    assert asked[0][1]["POPULATION_FIELD"] == "population"


def test_what_was_offered_for_a_project_is_taken_back_with_it(steps, interface, memory_units):
    steps.show()
    steps.open_units(memory_units)
    assert interface.bar.items()
    QgsProject.instance().clear()
    assert not interface.bar.items()


@pytest.fixture
def memory_units(tmp_path):
    path = tmp_path / "enheder.geojson"
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"population":9},"geometry":'
        '{"type":"Polygon","coordinates":[[[10,56],[10.1,56],[10.1,56.1],[10,56.1],[10,56]]]}}]}'
    )
    return str(path)


@pytest.mark.parametrize("text", ["", "hello", '{"type":"Point","coordinates":[10,56]}'])
def test_a_file_without_areas_is_refused_in_the_panel(steps, tmp_path, text):
    path = tmp_path / "noget.geojson"
    path.write_text(text)
    steps.show()
    steps.open_units(str(path))
    assert "noget.geojson" in steps.panel.message.text()
    assert not QgsProject.instance().mapLayers()


def test_the_guide_opens_at_the_first_page(steps, monkeypatch):
    opened = []
    monkeypatch.setattr("qgis.PyQt.QtGui.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile()))
    steps.show()
    click(steps.panel.guide)
    assert len(opened) == 1
    assert Path(opened[0]).stem == "first-plan"
    assert Path(opened[0]).exists()
