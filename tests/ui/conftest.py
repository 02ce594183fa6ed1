"""A canvas with real planning units, a dock, and a hand that clicks, drags and presses keys."""

import shutil

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QEvent, QMetaType, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMainWindow

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


class Hand:
    """Moves mouse and keys over a canvas, by map coordinates."""

    def __init__(self, canvas):
        self.canvas = canvas

    def pixel(self, point):
        there = self.canvas.getCoordinateTransform().transform(QgsPointXY(*point))
        return QPoint(round(there.x()), round(there.y()))

    def settle(self):
        """Let the dock hear of what happened, then show it."""
        for _ in range(3):
            QApplication.processEvents()

    def click(self, point, button=LEFT, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.mouseClick(self.canvas.viewport(), button, modifier, self.pixel(point))
        self.settle()

    def press(self, point, button=LEFT):
        QTest.mousePress(self.canvas.viewport(), button, Qt.KeyboardModifier.NoModifier, self.pixel(point))
        self.settle()

    def move(self, point, button=LEFT):
        viewport, place = self.canvas.viewport(), QPointF(self.pixel(point))
        everywhere = QPointF(viewport.mapToGlobal(place.toPoint()))
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, place, everywhere, none, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(viewport, event)
        self.settle()

    def release(self, point, button=LEFT):
        QTest.mouseRelease(self.canvas.viewport(), button, Qt.KeyboardModifier.NoModifier, self.pixel(point))
        self.settle()

    def drag(self, points, button=LEFT):
        self.press(points[0], button)
        for point in points[1:]:
            self.move(point, button)
        self.release(points[-1], button)

    def key(self, key):
        QTest.keyClick(self.canvas, key)
        self.settle()


@pytest.fixture
def window(qgis_app):
    """Return a shown main window with an empty project."""
    QgsProject.instance().clear()
    window = QMainWindow()
    window.resize(1200, 800)
    yield window
    window.close()
    window.deleteLater()
    QgsProject.instance().clear()
    QApplication.processEvents()


@pytest.fixture
def canvas(window):
    canvas = QgsMapCanvas(window)
    canvas.enableAntiAliasing(False)
    window.setCentralWidget(canvas)
    window.show()
    QApplication.processEvents()
    return canvas


@pytest.fixture
def hand(canvas):
    return Hand(canvas)


def with_plan(layer, plan, field="sector_id"):
    """Write a first plan: plan(feature) -> sector or None."""
    if layer.fields().lookupField(field) < 0:
        assert layer.dataProvider().addAttributes([QgsField(field, QMetaType.Type.Int)])
        layer.updateFields()
    index = layer.fields().lookupField(field)
    values = {feature.id(): {index: plan(feature)} for feature in layer.getFeatures()}
    assert layer.dataProvider().changeAttributeValues(values)
    layer.reload()


@pytest.fixture
def bellahoej(shared_data, tmp_path):
    """Return a copy of the real units with a plan of nine sectors: three bands in each police district."""
    path = tmp_path / "units.gpkg"
    shutil.copy(shared_data("bellahoej/bellahoej_25832.gpkg"), path)
    path.chmod(0o644)
    layer = QgsVectorLayer(f"{path}|layername=units", "Bellahøj units", "ogr")
    assert layer.isValid()
    districts = ["North East", "North West", "Frederiksberg"]
    y = {f.id(): f.geometry().centroid().asPoint().y() for f in layer.getFeatures()}
    thirds = {
        name: np.quantile([y[f.id()] for f in layer.getFeatures() if f["police_district"] == name], [1 / 3, 2 / 3])
        for name in districts
    }

    def plan(feature):
        name = feature["police_district"]
        return 3 * districts.index(name) + int(np.searchsorted(thirds[name], y[feature.id()])) + 1

    with_plan(layer, plan)
    return layer


@pytest.fixture
def grid(window):
    """Make a memory layer of 100 m squares: grid("1 1 2\\n1 2 2", crs=…); “.” is NULL; north is at the top."""

    def make(plan, crs="EPSG:25832", text=False, **options):
        rows = [line.split() for line in plan.strip().splitlines()][::-1]
        kind = "string" if text else "integer"
        uri = f"MultiPolygon?crs={crs}&field=unit_id:string&field=sector_id:{kind}&field=workload:double&field=population:integer"
        layer = QgsVectorLayer(uri, "grid", "memory")
        west, south, size = (12.5, 55.7, 0.001) if "4326" in crs else (720000.0, 6175000.0, 100.0)
        features = []
        for row, line in enumerate(rows):
            for column, sector in enumerate(line):
                feature = QgsFeature(layer.fields())
                left, low = west + column * size, south + row * size
                ring = [(left, low), (left + size, low), (left + size, low + size), (left, low + size), (left, low)]
                feature.setGeometry(QgsGeometry.fromMultiPolygonXY([[[QgsPointXY(*point) for point in ring]]]))
                value = None if sector == "." else sector if text else int(sector)
                feature.setAttributes([f"u{column}{row}", value, 1.0, 10])
                features.append(feature)
        assert layer.dataProvider().addFeatures(features)[0]
        layer.updateExtents()
        layer.centre = lambda column, row: (west + (column + 0.5) * size, south + (row + 0.5) * size)
        return layer

    return make


@pytest.fixture
def dock(window, canvas):
    """Open a dock on a layer: dock(layer, officers=20)."""
    from sector_planner.ui.dock.dock import PlanDock

    made = []

    def open_dock(layer, **settings):
        QgsProject.instance().addMapLayer(layer)
        canvas.setDestinationCrs(layer.crs())
        canvas.setLayers([layer])
        canvas.setExtent(layer.extent().buffered(layer.extent().width() * 0.05))
        canvas.refresh()
        dock = PlanDock(canvas, None, window)
        dock.said = []
        dock.say = lambda text, level=None: dock.said.append(text)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        dock.choose(layer, **settings)
        QApplication.processEvents()
        made.append(dock)
        return dock

    yield open_dock
    for one in made:
        one.shut()
        one.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def plan_of():
    """Return the plan as text, as drawn for `grid`."""

    def read(layer, columns, field="sector_id"):
        features = sorted(layer.getFeatures(), key=lambda f: (f["unit_id"][2:], f["unit_id"][1]))
        values = [str(f[field]) if f[field] is not None and str(f[field]) != "NULL" else "." for f in features]
        rows = [" ".join(values[start : start + columns]) for start in range(0, len(values), columns)]
        return "\n".join(rows[::-1])

    return read


@pytest.fixture
def settle():
    """Return a function that lets the dock hear of changes and show them."""

    return Hand(None).settle
