"""QGIS killed in the middle of an edit: what was saved is whole, what was not is gone."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer

ROOT = Path(__file__).resolve().parents[3]

KILLED = """
    import os, signal, sys, importlib.util
    root, path = sys.argv[1:]
    spec = importlib.util.spec_from_file_location("sector_planner", root + "/__init__.py", submodule_search_locations=[root])
    package = importlib.util.module_from_spec(spec); sys.modules["sector_planner"] = package; spec.loader.exec_module(package)
    from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
    application = QgsApplication([], True); application.initQgis()
    from qgis.gui import QgsMapCanvas
    import numpy as np
    from sector_planner.ui.dock.dock import PlanDock
    layer = QgsVectorLayer(path + "|layername=units", "units", "ogr")
    QgsProject.instance().addMapLayer(layer)
    dock = PlanDock(QgsMapCanvas(), None)
    dock.choose(layer, sector_field="plan")
    dock.plan.editor.apply("Paint", np.arange(5), dock.plan.session.code_of("1"))
    assert layer.commitChanges()
    dock.plan.editor.apply("Paint", np.arange(5, 50), dock.plan.session.code_of("1"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def stored(shared_data, tmp_path):
    from qgis.core import QgsField
    from qgis.PyQt.QtCore import QMetaType

    path = tmp_path / "units.gpkg"
    shutil.copy(shared_data("bellahoej/bellahoej_25832.gpkg"), path)
    path.chmod(0o644)
    layer = QgsVectorLayer(f"{path}|layername=units", "units", "ogr")
    assert layer.dataProvider().addAttributes([QgsField("plan", QMetaType.Type.Int)])
    del layer
    return path


def test_a_kill_loses_the_unsaved_edits_only(stored):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(ROOT), str(stored)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr
    layer = QgsVectorLayer(f"{stored}|layername=units", "units", "ogr")
    assert layer.isValid()
    assert layer.featureCount() == 1100
    assert sum(feature["plan"] == 1 for feature in layer.getFeatures()) == 5
    record = QgsVectorLayer(f"{stored}|layername=plan_change", "record", "ogr")
    assert record.featureCount() == 5
