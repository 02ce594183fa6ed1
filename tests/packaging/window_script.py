"""Runs inside a real QGIS window (qgis --code): looks at the plugin, reloads it, and writes down what it saw."""

import json
import os
import threading
import time
import traceback
from pathlib import Path

from qgis import utils
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialog

NAME = "sector_planner"


def seen():
    """Return what a person sees of the plugin."""
    provider = QgsApplication.processingRegistry().providerById("sectorplanner")
    menu = [action for action in utils.iface.pluginMenu().actions() if "Sector Planner" in action.text()]
    buttons = [a for a in utils.iface.pluginToolBar().actions() if a.objectName().startswith(NAME)]
    algorithms = provider.algorithms() if provider else []
    return {
        "menu": [action.text() for entry in menu for action in entry.menu().actions()],
        "models": [
            (action.text(), action.toolTip())
            for entry in menu
            for inner in entry.menu().actions()
            if inner.menu()
            for action in inner.menu().actions()
        ],
        "buttons": len(buttons),
        "icons": all(not action.icon().isNull() for action in buttons),
        "algorithms": sorted(algorithm.id() for algorithm in algorithms),
        "groups": sorted({algorithm.group() for algorithm in algorithms}),
        "without_icon": [one.id() for one in algorithms if one.icon().pixmap(24, 24).isNull()],
        "without_help": [one.id() for one in algorithms if not one.shortHelpString().strip()],
    }


def welcome():
    """Tell whether the welcome panel is open, and picture it."""
    panel = utils.iface.mainWindow().findChild(QDialog, "sector_planner_welcome")
    if panel is not None:
        panel.grab().save(os.environ["SECTOR_PLANNER_SHOT"] + ".welcome.png")
    return panel is not None and panel.isVisible()


def plugin_reloader():
    """Do what Plugin Reloader does: unload, forget the modules, load, start."""
    utils.unloadPlugin(NAME)
    left = seen()
    utils.loadPlugin(NAME)
    utils.startPlugin(NAME)
    return left


def beside_the_toolbox():
    """Open the dock where another is open, and all that it can unfold; tell how it stands in the window."""
    window = utils.iface.mainWindow()
    before = window.height()
    dock = utils.plugins[NAME]._open_dock()
    dock.fieldsBox.setCollapsed(False)
    QApplication.processEvents()
    return {
        "grown": window.height() - before,
        "least_height": dock.minimumSizeHint().height(),
        "tabs": [dock.tabs.tabText(position) for position in range(dock.tabs.count())],
        "beside": [one.objectName() for one in window.tabifiedDockWidgets(dock)],
        "in_front": not dock.visibleRegion().isEmpty(),
    }


def systems_after_a_thread():
    """Tell which reference systems are whole that a thread asked for which has ended since."""
    asked = []
    names = ("EPSG:25832", "EPSG:4326", "EPSG:32633")
    thread = threading.Thread(target=lambda: asked.extend(map(QgsCoordinateReferenceSystem, names)))
    thread.start()
    thread.join()
    time.sleep(0.5)
    return [system.authid() for system in asked if system.toWkt()]


def look():
    result = {}
    utils.iface.mainWindow().resize(1380, 880)
    try:
        result["welcome"] = welcome()
        result["loaded"] = seen()
        result["after_unload"] = [plugin_reloader() for _ in range(3)][-1]
        result["reloaded"] = seen()
        QApplication.processEvents()
        result["welcome_again"] = welcome()
        toolbox = utils.iface.mainWindow().findChild(object, "ProcessingToolbox")
        if toolbox is not None:
            toolbox.setUserVisible(True) if hasattr(toolbox, "setUserVisible") else toolbox.show()
            toolbox.searchBox.setText("sector")
        QApplication.processEvents()
        result["dock"] = beside_the_toolbox()
        result["held"] = systems_after_a_thread()
    except Exception:
        result["error"] = traceback.format_exc()
    QTimer.singleShot(1500, lambda: finish(result))


def finish(result):
    utils.iface.mainWindow().grab().save(os.environ["SECTOR_PLANNER_SHOT"])
    Path(os.environ["SECTOR_PLANNER_SEEN"]).write_text(json.dumps(result), encoding="utf-8")
    os._exit(0)


QTimer.singleShot(1500, look)
