"""The welcome panel: three ways to begin, each one click.

It opens by itself once, in a new profile.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsProject, QgsProviderRegistry, QgsSettings, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QCommandLinkButton,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...processing.framework.algorithm import library_problem
from ...processing.framework.environment import open_guide
from ..widgets import ICONS
from .sample_project import PROJECT, SampleMaker, planning_units, sample_folder, write_project

translate = QCoreApplication.translate
SEEN = "sector_planner/welcomed"


class WelcomePanel(QDialog):
    """Asks how to begin, and shows progress and problems; others do what was asked."""

    sample_wanted = pyqtSignal()
    units_wanted = pyqtSignal()
    guide_wanted = pyqtSignal()
    stop_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out the three ways."""
        super().__init__(parent)
        self.setObjectName("sector_planner_welcome")
        self.setWindowTitle(translate("Welcome", "Welcome to Sector Planner"))
        self.setMinimumWidth(520)
        self.sample = self._way("plugin", translate("Welcome", "Try the sample city"), translate("Welcome", "An invented port with 3,000 street blocks, incidents and officers opens as a project. Nothing in it is real."))  # fmt: skip
        self.units = self._way("draw", translate("Welcome", "Open my own units"), translate("Welcome", "Street blocks, parishes or grid cells from a file: GeoPackage, shapefile, GeoJSON …"))  # fmt: skip
        self.guide = self._way("log", translate("Welcome", "Read the guide"), translate("Welcome", "Your first plan in fifteen minutes. It lies on your computer and opens in the browser."))  # fmt: skip
        self.sample.clicked.connect(self.sample_wanted)
        self.units.clicked.connect(self.units_wanted)
        self.guide.clicked.connect(self.guide_wanted)
        self.bar, self.stop = QProgressBar(), QPushButton(translate("Welcome", "Stop"))
        self.stop.clicked.connect(self.stop_wanted)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._arrange()
        self.show_idle()

    def _arrange(self) -> None:
        text = translate("Welcome", "Sectors with one known officer each: drawn, balanced, manned and published. How would you like to begin?")  # fmt: skip
        later = translate("Welcome", "This panel opens by itself once. Later: Plugins → Sector Planner → Welcome…")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        for one in (QLabel(text), self.sample, self.units, self.guide):
            layout.addWidget(one)
            if isinstance(one, QLabel):
                one.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        layout.addLayout(row)
        layout.addWidget(self.message)
        note = QLabel(later)
        note.setWordWrap(True)
        layout.addWidget(note)

    @staticmethod
    def _way(icon: str, title: str, text: str) -> QCommandLinkButton:
        button = QCommandLinkButton(title, text)
        button.setIcon(QIcon(str(ICONS / f"{icon}.svg")))
        button.setAutoDefault(False)
        return button

    def show_idle(self, problem: str = "") -> None:
        """Offer the three ways; say what went wrong, where something did."""
        for widget in (self.bar, self.stop):
            widget.hide()
        self.sample.setEnabled(True)
        self.message.setText(problem)
        self.message.setVisible(bool(problem))

    def show_busy(self) -> None:
        """Show that the sample city is being made."""
        self.sample.setEnabled(False)
        self.message.hide()
        self.show_progress(0.0)
        for widget in (self.bar, self.stop):
            widget.show()

    def show_progress(self, percent: float) -> None:
        """Show how far the sample city is."""
        self.bar.setValue(round(percent))


class FirstSteps:
    """Shows the welcome panel and does what is chosen there."""

    def __init__(self, iface: Any, show_dock: Callable[[], Any]) -> None:
        """Work in QGIS's window; `show_dock` opens the dock and returns it."""
        self.iface, self._show_dock = iface, show_dock
        self.panel: WelcomePanel | None = None
        self.maker: SampleMaker | None = None

    def offer_once(self) -> None:
        """Show the panel when QGIS's window is there, if this profile has not seen it yet."""
        if QgsSettings().value(SEEN, False, type=bool):
            return
        if self.iface.mainWindow().isVisible():  # just installed, in a QGIS that runs
            QTimer.singleShot(0, self.show)
        else:
            self.iface.initializationCompleted.connect(self.show)

    def show(self) -> None:
        """Show the panel."""
        QgsSettings().setValue(SEEN, True)
        if self.panel is None:
            self.panel = WelcomePanel(self.iface.mainWindow())
            self.panel.sample_wanted.connect(self.make_sample)
            self.panel.units_wanted.connect(self.choose_units)
            self.panel.guide_wanted.connect(partial(open_guide, "first-plan"))
        self.panel.show()
        self.panel.raise_()

    def shut(self) -> None:
        """Take the panel away."""
        if self.maker:
            self.maker.cancel()
        if self.panel:
            self.panel.close()
            self.panel.deleteLater()
            self.panel = None

    def _lacks_libraries(self) -> bool:
        """Return True if a Python library is missing, and say in the panel which, and how to get it."""
        problem = library_problem()
        if problem and self.panel:
            self.panel.show_idle(problem)
        return bool(problem)

    # The sample city

    def make_sample(self) -> None:
        """Make the sample city in the background and open it; where it is there already, open it as people left it."""
        if self.panel is None or self._lacks_libraries():
            return
        folder = sample_folder()
        if (folder / PROJECT).exists():
            self._open_sample(folder)
            return
        self.maker = SampleMaker(folder)
        self.maker.progressed.connect(self.panel.show_progress)
        self.maker.done.connect(partial(self._open_sample, folder))
        self.maker.failed.connect(self._on_failed)
        self.panel.stop_wanted.connect(self.maker.cancel)
        self.panel.show_busy()
        self.maker.start()

    def _on_failed(self, reason: str) -> None:
        if self.panel:
            self.panel.show_idle(reason)

    def _open_sample(self, folder: Path) -> None:
        if self.panel:
            self.panel.show_idle()
        if not self.iface.newProject(True):  # asks to save what is open
            return
        if not (folder / PROJECT).exists():
            write_project(QgsProject.instance(), folder, self.iface.mapCanvas())
        self.iface.addProject(str(folder / PROJECT))
        units = planning_units(QgsProject.instance())
        if units is not None:
            self.iface.setActiveLayer(units)  # what QGIS's dialogs begin with
        if self.panel:
            self.panel.close()
        text = translate("FirstSteps", "Next: Plugins → Sector Planner → Balance sectors…")
        self._say(text, translate("FirstSteps", "Show me how"), partial(open_guide, "first-plan"))

    # One's own units

    def choose_units(self) -> None:
        """Ask for a file with units and open it."""
        if self._lacks_libraries():
            return
        title = translate("FirstSteps", "Open planning units")
        filters = QgsProviderRegistry.instance().fileVectorFilters()
        path, _ = QFileDialog.getOpenFileName(self.panel, title, "", filters)
        if path:
            self.open_units(path)

    def open_units(self, path: str) -> None:
        """Add the units of a file to the project, and show them in the dock or say what they lack."""
        names = _polygon_layers(path)
        if not names:
            self._on_failed(translate("FirstSteps", "“{path}” holds no areas that QGIS can read. Choose a layer of polygons.").format(path=path))  # fmt: skip
            return
        name = self._one_of(list(names))
        if not name:
            return
        layer = QgsVectorLayer(names[name], name, "ogr")
        QgsProject.instance().addMapLayer(layer)
        self.iface.setActiveLayer(layer)
        self.iface.zoomToActiveLayer()
        if self.panel:
            self.panel.show_idle()
            self.panel.close()
        self._lead_on(layer)

    def _one_of(self, names: list[str]) -> str:
        if len(names) == 1:
            return names[0]
        title = translate("FirstSteps", "Open planning units")
        question = translate("FirstSteps", "Which layer holds the units?")
        over = self.panel or self.iface.mainWindow()
        name, accepted = QInputDialog.getItem(over, title, question, names, 0, False)
        return name if accepted else ""

    def _lead_on(self, layer: QgsVectorLayer) -> None:
        """Open a plan in the dock and offer to check it; without a plan offer to balance, without a load to build."""
        from ..plan.settings import usual_fields

        fields, there = usual_fields(layer), {name.lower() for name in layer.fields().names()}
        if fields["sector_field"]:
            self._show_dock().choose(layer)
            text = translate("FirstSteps", "The plan in field {field} is open in the dock.")
            given = {"UNITS": layer.id(), "SECTOR_FIELD": fields["sector_field"]}
            self._offer(text.format(field=fields["sector_field"]), "checksectors", translate("FirstSteps", "Check it"), given)  # fmt: skip
        elif "workload" in there:
            text = translate("FirstSteps", "The units carry a workload. Next: balance them into sectors.")
            self._offer(text, "balancesectors", translate("FirstSteps", "Balance sectors…"), {"UNITS": layer.id()})
        else:
            text = translate("FirstSteps", "Next: give the units their residents, incidents and workload.")
            given = {"UNITS": layer.id()} | ({"POPULATION_FIELD": "population"} if "population" in there else {})
            self._offer(text, "buildplanningunits", translate("FirstSteps", "Build planning units…"), given)

    def _offer(self, text: str, algorithm: str, button: str, given: dict[str, Any]) -> None:
        from qgis import processing

        self._say(text, button, lambda: processing.execAlgorithmDialog(f"sectorplanner:{algorithm}", given))

    def _say(self, text: str, title: str, does: Callable[[], Any]) -> None:
        bar = self.iface.messageBar()
        item = bar.createMessage("Sector Planner", text)
        button = QPushButton(title)
        button.clicked.connect(lambda _checked=False: does())
        item.layout().addWidget(button)
        bar.pushWidget(item, Qgis.MessageLevel.Info)
        QgsProject.instance().cleared.connect(item.dismiss)  # its layers go with the project


def _polygon_layers(path: str) -> dict[str, str]:
    """Return the sources of a file's polygon layers by name."""
    options = QgsProviderRegistry.instance().querySublayers(path, Qgis.SublayerQueryFlag.ResolveGeometryType)
    polygons = [
        one
        for one in options
        if one.type() == Qgis.LayerType.Vector and QgsWkbTypes.geometryType(one.wkbType()) == Qgis.GeometryType.Polygon
    ]
    return {one.name(): one.uri() for one in polygons}
