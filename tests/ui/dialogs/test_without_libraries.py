"""A machine that lacks a Python library: every button says which, and how to get it; QGIS goes on."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from qgis.PyQt.QtWidgets import QApplication
from sector_planner.ui.background import BackgroundRun

ROOT = Path(__file__).parents[3]

# A QGIS window of the test's own, in a program from which a library is gone: each button is pressed, what is said printed.
PROGRAM = """
    import importlib.util, os, sys
    from importlib import metadata
    root, gone = sys.argv[1:]

    class Gone:
        def find_spec(self, name, path=None, target=None):
            if name.split(".")[0] == gone:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    def version(name, known=metadata.version):
        if name == gone:
            raise metadata.PackageNotFoundError(name)
        return known(name)

    sys.meta_path.insert(0, Gone())
    metadata.version = version
    spec = importlib.util.spec_from_file_location("sector_planner", root + "/__init__.py", submodule_search_locations=[root])
    package = importlib.util.module_from_spec(spec); sys.modules["sector_planner"] = package; spec.loader.exec_module(package)
    from qgis.core import QgsApplication
    from qgis.gui import QgsMapCanvas, QgsMessageBar
    from qgis.PyQt.QtCore import QStandardPaths
    from qgis.PyQt.QtTest import QTest
    from qgis.PyQt.QtWidgets import QMainWindow
    QStandardPaths.setTestModeEnabled(True)
    application = QgsApplication([], True); application.initQgis()

    class Interface:
        def __init__(self):
            self.window = QMainWindow()
            self.canvas, self.bar = QgsMapCanvas(self.window), QgsMessageBar(self.window)
            self.window.show()
        def mainWindow(self): return self.window
        def mapCanvas(self): return self.canvas
        def messageBar(self): return self.bar
        def __getattr__(self, name): return lambda *given: None

    said = []
    sys.excepthook = lambda kind, error, trace: print("TRACEBACK", kind.__name__, error)
    interface = Interface()
    plugin = package.classFactory(interface)
    plugin.initGui()
    for action in plugin.actions:
        if not action.objectName().endswith(("guide", "welcome")):
            interface.bar.clearWidgets()
            action.trigger()
            QTest.qWait(20)
            print(action.objectName(), [item.text() for item in interface.bar.items()])
    plugin.first_steps.show()
    panel = plugin.first_steps.panel
    for button in (panel.sample, panel.units):
        button.click()
        QTest.qWait(200)
        print("welcome", [panel.message.text()])
    print("alive", flush=True)
    os._exit(0)
"""


@pytest.mark.parametrize("library", ["pandas", "scipy"])
def test_every_button_says_which_library_is_missing_and_how_to_get_it(tmp_path, library):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(ROOT), library]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    lines = done.stdout.splitlines()
    assert lines[-1:] == ["alive"], done.stderr
    assert len(lines) >= 9
    for line in lines[:-1]:
        assert f"needs the Python library {library}" in line
        assert f'"{library}>=' in line


def test_a_run_that_fails_at_once_says_so_when_its_maker_has_heard_of_it(provider):
    reasons = []
    run = BackgroundRun("balancesectors", silent=True)
    run.start({})
    run.failed.connect(reasons.append)
    del run  # nobody waits for it by name: it stays until it has answered
    QApplication.processEvents()
    assert len(reasons) == 1
    assert reasons[0]
