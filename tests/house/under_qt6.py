"""Run by test_qt6.py in a process of its own, where PyQt6 stands in for qgis.PyQt and nothing else of QGIS is there.

Prints one JSON object: what of Qt's API the code asks for in vain, the names of all members PyQt6 has, the
choices of the dock's form, the panels that could be built, and the size of a report printed as PDF.
"""

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType
from unittest.mock import MagicMock

import PyQt6
from markupsafe import Markup
from PyQt6 import QtCore, QtGui, QtNetwork, QtPrintSupport, QtSvg, QtSvgWidgets, QtTest, QtWidgets, QtXml, uic
from qt_code import ROOT, Use, all_uses, uses

MODULES = (QtCore, QtGui, QtNetwork, QtPrintSupport, QtSvg, QtSvgWidgets, QtTest, QtWidgets, QtXml)
PANELS = {
    "deviation_chart": "DeviationChart",
    "findings_panel": "FindingsPanel",
    "locks_panel": "LocksPanel",
    "pending_panel": "PendingPanel",
    "proposal_panel": "ProposalPanel",
    "dock_tools": "DockTools",
}


def missing(use: Use) -> str:
    """Return the place of a chain that leads nowhere in PyQt6; nothing where all is well."""
    there = importlib.import_module("PyQt6" + use.module.removeprefix("qgis.PyQt"))
    for name in use.chain:
        if there is PyQt6:
            there = importlib.import_module(f"PyQt6.{name}")
        elif hasattr(there, name):
            there = getattr(there, name)
        else:
            return f"{use.place}: {'.'.join(use.chain)}"
    return ""


def missing_in(found: list[Use]) -> list[str]:
    """Return all places that lead nowhere."""
    return [place for use in found if use.module.startswith("qgis.PyQt") and (place := missing(use))]


class CollapsibleGroupBox(QtWidgets.QGroupBox):
    """Has what the form sets of QGIS's own group box beside what it extends."""

    def setCollapsed(self, collapsed: bool) -> None:  # noqa: N802
        """Take what the form says."""


def stand_in() -> None:
    """Let qgis.PyQt be PyQt6, the three widgets of QGIS in the form what they extend, and QGIS's core nothing."""
    qgis, core, gui = ModuleType("qgis"), ModuleType("qgis.core"), ModuleType("qgis.gui")
    core.__getattr__ = lambda name: MagicMock(name=name)
    core.QgsProcessingAlgorithm = type("QgsProcessingAlgorithm", (), {})  # a base beside another, which no mock can be
    gui.QgsMapLayerComboBox = gui.QgsFieldComboBox = QtWidgets.QComboBox
    gui.QgsCollapsibleGroupBox = CollapsibleGroupBox
    sys.modules.update({"qgis": qgis, "qgis.core": core, "qgis.gui": gui, "qgis.PyQt": PyQt6})
    sys.modules.update({f"qgis.PyQt.{module.__name__.split('.')[1]}": module for module in (*MODULES, uic)})


def package() -> None:
    """Make the checkout's folders importable without running what stands in their __init__."""
    for name in ("sector_planner", "sector_planner.ui", "sector_planner.processing"):
        module = ModuleType(name)
        module.__path__ = [str(ROOT.joinpath(*name.split(".")[1:]))]
        sys.modules[name] = module


def use(panel: QtWidgets.QWidget) -> None:
    """Draw the panel, click into it and ask for its tool tip; an error in an event ends the process."""
    panel.resize(400, 300)
    if hasattr(panel, "show_bars"):
        bar = importlib.import_module("sector_planner.ui.deviation_chart").Bar
        panel.show_bars([bar(1, "North", 12.0), bar(2, "Øst", -12.0)], 10.0)
    panel.grab()
    middle = panel.rect().center()
    QtTest.QTest.mouseClick(panel, QtCore.Qt.MouseButton.LeftButton, pos=middle)
    tip = QtGui.QHelpEvent(QtCore.QEvent.Type.ToolTip, middle, panel.mapToGlobal(middle))
    QtWidgets.QApplication.sendEvent(panel, tip)


def print_report(path: Path) -> int:
    """Print a report with a table and a picture, and return the size of the file."""
    from sector_planner.core.publish.report_page import Column, Figure, Note, Report, Section, Table
    from sector_planner.processing.report_pdf import write_pdf

    bar = Markup('<svg viewBox="0 0 640 40"><rect class="area" width="320" height="40" fill="#225588"/></svg>')
    table = Table((Column("Sector"), Column("Load")), ((1, 2.5), (2, 3.5)))
    parts = (Note("Æblerød"), table, Figure(bar, "A bar"))
    write_pdf(Report("Report", (Section("Figures", parts),), marking="Qt 6"), path)
    return path.stat().st_size


def main(folder: Path) -> None:
    """Do all of it; every failure ends the process."""
    stand_in()
    package()
    application = QtWidgets.QApplication([])
    form = uic.loadUi(str(ROOT / "ui" / "dock.ui"))
    widgets = sorted(child.objectName() for child in form.findChildren(QtWidgets.QComboBox))
    built = []
    for module, name in PANELS.items():
        panel = getattr(importlib.import_module(f"sector_planner.ui.{module}"), name)(form)
        use(panel)
        built.append(name)
    importlib.import_module("sector_planner.ui.sector_table").SectorTable(form.sectors)
    print(
        json.dumps(
            {
                "qt": QtCore.QT_VERSION_STR,
                "missing": missing_in(all_uses()),
                "caught": missing_in(list(uses(sys.stdin.read()))),
                "members": sorted({
                    name for module in MODULES for kind in vars(module).values()
                    if isinstance(kind, type) for name in dir(kind)
                }),
                "choices": widgets,
                "panels": built,
                "pdf": print_report(folder / "report.pdf"),
            }
        )
    )  # fmt: skip
    del form, application


if __name__ == "__main__":
    main(Path(sys.argv[1]))
