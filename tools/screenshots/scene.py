"""Runs inside a real QGIS window: opens units in the dock, works as an analyst would, and takes pictures."""

import os
import shutil
import time
import traceback
from pathlib import Path

import numpy as np
from qgis import processing, utils
from qgis.core import QgsApplication, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QEvent, QPointF, Qt, QTimer
from qgis.PyQt.QtGui import QAction, QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QToolBar

IMAGES, WORK = Path(os.environ["SCENE_IMAGES"]), Path(os.environ["SCENE_WORK"])
DISTRICT_SECTORS = "North East=9;North West=5;Frederiksberg=5"
iface = utils.iface


def settle(seconds=0.4):
    end = time.monotonic() + seconds
    while time.monotonic() < end or iface.mapCanvas().isDrawing():
        QApplication.processEvents()
        time.sleep(0.01)


def units_with_plan():
    """Return planning units with a workload and a balanced plan, in a GeoPackage."""
    path = WORK / "bellahoej.gpkg"
    data = os.environ["SCENE_DATA"]
    if data:
        shutil.copy(data, WORK / "raw.gpkg")
        raw = f"{WORK / 'raw.gpkg'}|layername="
        built = processing.run("sectorplanner:buildplanningunits", {"UNITS": raw + "units", "POPULATION_FIELD": "population", "EXPOSED_AREAS": raw + "exposed_areas", "SPECIAL_PLACES": raw + "special_places", "DISTRICTS": raw + "units", "DISTRICT_NAME_FIELD": "police_district", "OUTPUT": "TEMPORARY_OUTPUT"})["OUTPUT"]  # fmt: skip
    else:
        built = processing.run("sectorplanner:samplecity", {"UNITS_OUTPUT": "TEMPORARY_OUTPUT"})["UNITS_OUTPUT"]
    balance = {"UNITS": built, "WORKLOAD_FIELD": "workload", "DISTRICT_FIELD": "police_district", "DISTRICT_SECTORS": DISTRICT_SECTORS, "OFFICERS": 120, "EFFORT": "standard", "OUTPUT": str(path)}  # fmt: skip
    processing.run("sectorplanner:balancesectors", balance)
    layer = QgsVectorLayer(str(path), "Planning units", "ogr")
    assert layer.isValid()
    return layer


def tidy_window():
    window = iface.mainWindow()
    window.resize(1640, 1000)
    for dock in window.findChildren(QDockWidget):
        if dock.objectName() not in ("Layers", "sector_planner_dock"):
            dock.hide()
    for bar in window.findChildren(QToolBar):
        if bar.objectName() not in ("mFileToolBar", "mMapNavToolBar", "mAttributesToolBar", "mDigitizeToolBar", "mPluginToolBar", "sector_planner_toolbar"):  # fmt: skip
            bar.setVisible(bar.parent() is not window)
    iface.messageBar().clearWidgets()


def pixel(point):
    there = iface.mapCanvas().getCoordinateTransform().transform(QgsPointXY(*point))
    return QPointF(there.x(), there.y()).toPoint()


def move(point):
    viewport, place = iface.mapCanvas().viewport(), QPointF(pixel(point))
    none = Qt.MouseButton.NoButton
    everywhere = QPointF(viewport.mapToGlobal(place.toPoint()))
    QApplication.sendEvent(
        viewport,
        QMouseEvent(QEvent.Type.MouseMove, place, everywhere, none, none, Qt.KeyboardModifier.NoModifier),
    )


def click(point):
    QTest.mouseClick(iface.mapCanvas().viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, pixel(point))  # fmt: skip


def take(name):
    settle(0.8)
    iface.messageBar().clearWidgets()
    QApplication.processEvents()
    iface.mainWindow().grab().save(str(IMAGES / f"{name}.png"))


def open_dock(layer):
    QgsProject.instance().addMapLayer(layer)
    window = iface.mainWindow()
    window.findChild(QAction, "sector_planner_dock").trigger()
    dock = window.findChild(QDockWidget, "sector_planner_dock")
    dock.choose(layer, officers=120)
    dock.wishes.colour()
    dock.show()
    window.resizeDocks([window.findChild(QDockWidget, "Layers"), dock], [180, 600], Qt.Orientation.Horizontal)
    settle()
    iface.mapCanvas().setExtent(layer.extent().buffered(300))
    iface.mapCanvas().refresh()
    return dock


def borders(session, one, other):
    """Return the middle of the border of two sectors, and a point inside the second one."""
    ends = session.totals.labels[session.units.graph.edges]
    cut = session.units.graph.edges[((ends == [one, other]).all(axis=1)) | ((ends == [other, one]).all(axis=1))]
    middles = [session.units.geometry[a].intersection(session.units.geometry[b]).centroid for a, b in cut]
    xy = np.array([(point.x, point.y) for point in middles if not point.is_empty])
    return tuple(xy[np.argmin(((xy - xy.mean(axis=0)) ** 2).sum(axis=1))])


def scene_dock(dock):
    dock.table.select(3)
    take("dock")


def scene_push(dock):
    session = dock.plan.session
    dock.table.view.clearSelection()
    dock.plan.tools.take_up("push")
    one, other = neighbours(session)
    start = borders(session, one, other)
    dock.plan.highlight.zoom(np.flatnonzero(np.isin(session.totals.labels, [one, other])), flash=False)
    settle()
    click(start)
    centre = session.units.inner_point[session.totals.labels == other].mean(axis=0)
    step = (centre - start) / np.hypot(*(centre - start))
    move(tuple(np.array(start) + 320 * step))
    take("push_border")
    dock.plan.tools.tools["push"].release()


def neighbours(session):
    """Return the two sectors of many small units that share the longest border."""
    ends = np.sort(session.totals.labels[session.units.graph.edges], axis=1)
    small = session.units.measures[:, 5][session.units.graph.edges].max(axis=1) < 20_000
    cut = (ends[:, 0] != ends[:, 1]) & (ends[:, 0] >= 0) & small
    pairs, where = np.unique(ends[cut], axis=0, return_inverse=True)
    length = np.bincount(where.ravel(), session.units.graph.border_m[cut])
    return pairs[np.argmax(length)].tolist()


def scene_rebalance(dock):
    dock.wishes.add_scenario("variant")
    settle()
    session = dock.plan.session
    spoil(dock)
    dock.show_panel(dock.proposal)
    dock.proposal.run.click()
    end = time.monotonic() + 120
    while dock.wishes.proposals.proposed is None and time.monotonic() < end:
        settle(0.1)
    iface.mapCanvas().setExtent(session.layer.extent().buffered(300))
    iface.mapCanvas().refresh()
    take("rebalance_preview")
    dock.proposal.discard.click()


def spoil(dock):
    """Edit the plan badly, so that there is something to propose."""
    session = dock.plan.session
    for giver, taker in ((12, 13), (16, 15), (3, 6)):
        there = np.flatnonzero(session.totals.labels == giver)
        aim = session.units.inner_point[session.totals.labels == taker].mean(axis=0)
        near = np.argsort(((session.units.inner_point[there] - aim) ** 2).sum(axis=1))
        dock.plan.editor.apply("Paint", there[near[: len(there) // 3]], taker)
    settle()


def scene_changes(dock):
    dock.show_panel(dock.pending)
    dock.pending.units.selectRow(2)
    take("changes")


def scene_compare(dock):
    """Write the report that compares the edits with the plan they began from; it is pictured when QGIS is gone."""
    given = dock.wishes.comparison("sector_id")
    report = {"OUTPUT": "TEMPORARY_OUTPUT", "REPORT": str(WORK / "compare.html")}
    processing.run("sectorplanner:comparesectorplans", given | report)


def scene_welcome():
    iface.mainWindow().findChild(QAction, "sector_planner_welcome").trigger()
    panel = iface.mainWindow().findChild(QDialog, "sector_planner_welcome")
    grab(panel, "welcome")
    panel.close()


def grab(widget, name):
    settle(0.8)
    widget.grab().save(str(IMAGES / f"{name}.png"))


def scene_balance_dialog(layer):
    sectors = {"DISTRICT_FIELD": "police_district", "DISTRICT_SECTORS": DISTRICT_SECTORS}
    dialog = processing.createAlgorithmDialog(
        "sectorplanner:balancesectors", {"UNITS": layer, "OFFICERS": 120} | sectors
    )
    dialog.resize(980, 640)
    dialog.show()
    grab(dialog, "balance_dialog")
    dialog.close()


def scene_publish(layer):
    """Publish an edition, change a telephone number and a border, and show the next one before it goes out."""
    sectors = processing.run("sectorplanner:dissolvesectors", {"UNITS": layer, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:"})["OUTPUT"]  # fmt: skip
    people = {"UNITS": layer, "DISTRICT_SECTORS": DISTRICT_SECTORS, "OFFICERS": "memory:"}
    officers = processing.run("sectorplanner:samplecity", people)["OFFICERS"]
    given = {"SECTORS": sectors, "CONTACTS": officers, "LANGUAGE": os.environ["SCENE_LANGUAGE"]}
    processing.run("sectorplanner:exportpublicmap", given | {"EDITION": "2026-1", "FOLDER": str(WORK / "published")})
    change = next(one for one in officers.getFeatures() if one["role"] == "responsible" and one["sector_id"] == 13)
    officers.dataProvider().changeAttributeValues(
        {change.id(): {officers.fields().lookupField("name"): "Åse Østergaard"}}
    )
    processing.run("sectorplanner:exportpublicmap", given | {"EDITION": "2026-2", "FOLDER": str(WORK / "draft"), "PUBLISHED": str(WORK / "published")})  # fmt: skip
    from sector_planner.ui.dialogs.publish import PublishDialog

    dialog = PublishDialog(iface.mainWindow())
    dialog.draft.setFilePath(str(WORK / "draft"))
    dialog.published.setFilePath(str(WORK / "published"))
    for widget, shown in ((dialog.draft, "draft"), (dialog.published, "published")):
        widget.blockSignals(True)  # the picture shows a path that anybody may have
        widget.setFilePath(f"/home/anna/sector map/{shown}")
    dialog.show()
    grab(dialog, "publish_dialog")
    dialog.close()


def play():
    failed = 0
    try:
        layer = units_with_plan()
        tidy_window()
        scene_welcome()
        dock = open_dock(layer)
        scene_balance_dialog(layer)
        scene_publish(layer)
        for scene in (scene_dock, scene_push, scene_rebalance, scene_changes, scene_compare):
            scene(dock)
        dock.plan.session.layer.rollBack()
    except Exception:
        traceback.print_exc()
        failed = 1
    os._exit(failed)


QgsApplication.instance().setStyle("Fusion")
QTimer.singleShot(2500, play)
