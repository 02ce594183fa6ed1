"""A run writes in the reader's language, on whatever thread it runs, and leaves the program's locale as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsSettings,
)
from qgis.PyQt.QtCore import QEventLoop, QTimer
from sector_planner.core.base.i18n import current_locale
from sector_planner.processing.framework.environment import reader_language

SQUARES = [(f"POLYGON(({x} 0,{x + 4000} 0,{x + 4000} 4000,{x} 4000,{x} 0))", x // 4000) for x in (0, 4000, 8000)]


@pytest.fixture
def danish_reader(qgis_started_in):
    with qgis_started_in("da_DK"):
        yield


@pytest.fixture
def asked(memory_layer, tmp_path):
    rows = [(wkt, {"sector_id": number}) for wkt, number in SQUARES]
    sectors = memory_layer("Polygon", "sector_id:integer", rows, name="sectors")
    return {
        "SECTORS": sectors,
        "SECTOR_FIELD": "sector_id",
        "OUTPUT": "memory:",
        "COVER": "memory:",
        "REPORT": str(tmp_path / "cover.html"),
    }


def is_danish(parameters):
    page = Path(parameters["REPORT"]).read_text(encoding="utf-8")
    return '<html lang="da">' in page and "<dd>8,0</dd>" in page


def test_a_run_here_writes_in_the_readers_language_and_leaves_the_locale(run, asked, danish_reader):
    run("sectorneighbours", asked)
    assert is_danish(asked)
    assert current_locale().language == "en"


def test_a_run_in_the_background_writes_in_the_readers_language(provider, asked, feedback, danish_reader):
    context, loop, answers = QgsProcessingContext(), QEventLoop(), []
    task = QgsProcessingAlgRunnerTask(provider.algorithm("sectorneighbours"), asked, context, feedback)
    task.executed.connect(lambda done, _results: (answers.append(done), loop.quit()))
    QTimer.singleShot(30_000, loop.quit)
    QgsApplication.taskManager().addTask(task)
    loop.exec()
    assert answers == [True], feedback.errors
    assert is_danish(asked)
    assert current_locale().language == "en"


def test_a_run_that_fails_leaves_the_locale(run, asked, memory_layer, danish_reader):
    twice = memory_layer("Polygon", "sector_id:integer", [(wkt, {"sector_id": 1}) for wkt, _ in SQUARES])
    with pytest.raises(QgsProcessingException, match="Dissolve units into sectors first"):
        run("sectorneighbours", asked | {"SECTORS": twice})
    assert current_locale().language == "en"


def test_a_language_chosen_meanwhile_waits_for_the_next_start_as_the_texts_do(run, asked, qgis_started_in):
    with qgis_started_in("en"):
        reader_language()
        QgsSettings().setValue("locale/userLocale", "da_DK")
        run("sectorneighbours", asked)
    page = Path(asked["REPORT"]).read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "<dd>8.0</dd>" in page


STARTED = """
import importlib.util, sys
root = sys.argv[1]
spec = importlib.util.spec_from_file_location("sector_planner", root + "/__init__.py", submodule_search_locations=[root])
sys.modules["sector_planner"] = package = importlib.util.module_from_spec(spec)
spec.loader.exec_module(package)
from qgis.core import QgsApplication, QgsSettings
application = QgsApplication([], False); application.initQgis()
QgsSettings().setValue("locale/userLocale", "da")
from sector_planner.core.base.i18n import translate
from sector_planner.ui.widgets import number
plugin = package.classFactory(None)
plugin.initProcessing()
print(number(1234.5, 1), translate("Core", "Sectors"), sep=";")
plugin.unload()
print(number(1234.5, 1), translate("Core", "Sectors"), sep=";")
"""


def test_the_plugin_starts_in_the_readers_language_dock_and_all(tmp_path):
    environment = {**os.environ, "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path)}
    command = [sys.executable, "-c", STARTED, str(Path(__file__).parents[3])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.stdout.splitlines()[-2:] == ["1.234,5;Sektorer", "1,234.5;Sectors"], done.stderr
