"""Forty thousand units: what opening and a gesture cost the window's own thread, and whether memory stays."""

import gc
import resource
import time

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

pytestmark = pytest.mark.slow
SIDE, SECTORS = 200, 25


def square(column, row):
    left, low = 700_000 + 100 * column, 6_170_000 + 100 * row
    return QgsGeometry.fromPolygonXY(
        [[QgsPointXY(left + x, low + y) for x, y in ((0, 0), (100, 0), (100, 100), (0, 100), (0, 0))]]
    )


@pytest.fixture
def layer(qgis_app):
    uri = "Polygon?crs=EPSG:25832&field=unit_id:string&field=sector_id:integer&field=workload:double&field=population:integer"
    layer = QgsVectorLayer(uri, "large", "memory")
    features = []
    for row in range(SIDE):
        for column in range(SIDE):
            feature = QgsFeature(layer.fields())
            feature.setGeometry(square(column, row))
            sector = 5 * (row // 40) + column // 40 + 1
            feature.setAttributes([f"u{row}_{column}", sector, 1.0 + (row * column) % 7, row % 90])
            features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    layer.updateExtents()
    return layer


@pytest.fixture
def opened(layer, dock):
    start = time.thread_time()
    made = dock(layer, officers=400)
    made.seconds = time.thread_time() - start
    return made


def gesture(dock, target):
    """Paint 200 units in twenty sweeps of one drag, as fast as the mouse sends them."""
    editor, session = dock.plan.editor, dock.plan.session
    positions = np.flatnonzero(session.totals.labels == (target + 1) % SECTORS)[:200]
    editor.begin("Paint")
    for sweep in np.array_split(positions, 20):
        editor.assign(sweep, target)
    editor.end()


def bare_edit(layer, fids, field, value):
    layer.beginEditCommand("bare")
    for fid in fids:
        layer.changeAttributeValue(fid, field, value)
    layer.endEditCommand()


def test_opening_and_painting_keep_up(opened, layer, qgis_app, record_property):
    seconds = []
    for turn in range(7):
        start = time.thread_time()
        gesture(opened, turn % SECTORS)
        qgis_app.processEvents()
        seconds.append(time.thread_time() - start)
    best = sorted(seconds)[len(seconds) // 2]
    record_property("open_s", opened.seconds)
    record_property("gesture_s", best)
    alone = layer.clone()  # a layer that no dock listens to
    assert alone.startEditing()
    fids = sorted(alone.allFeatureIds())
    bare = []
    for turn in range(7):
        start = time.thread_time()
        bare_edit(alone, fids[200 * turn : 200 * turn + 200], 1, turn % SECTORS + 2)
        qgis_app.processEvents()
        bare.append(time.thread_time() - start)
    alone.rollBack()
    without = sorted(bare)[len(bare) // 2]
    record_property("without_dock_s", without)
    print(
        f"40,000 units: open {opened.seconds:.2f} s; 200 units painted {1000 * best:.0f} ms, "
        f"the same edit without the dock {1000 * without:.1f} ms (x {best / without:.0f})"
    )
    assert opened.seconds < 2
    assert best < 0.1
    layer.rollBack()


def test_memory_stays_after_a_thousand_gestures_and_undos(opened, layer):
    def round_trip(turns):
        for turn in range(turns):
            opened.plan.editor.apply("Paint", np.arange(20) + 300 * (turn % 100), turn % SECTORS)
            layer.undoStack().undo()
            opened.plan.session.flush()
        gc.collect()
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    before = round_trip(50)
    after = round_trip(1000)
    layer.rollBack()
    print(f"memory {before / 1024:.0f} to {after / 1024:.0f} MB")
    assert after < 1.1 * before
