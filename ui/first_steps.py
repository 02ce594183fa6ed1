"""What the welcome panel's three ways do, and when the panel opens by itself: once, in a new profile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsProject, QgsProviderRegistry, QgsSettings, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QCoreApplication, QTimer
from qgis.PyQt.QtWidgets import QFileDialog, QInputDialog, QPushButton

from ..processing.guide import open_guide
from .sample_project import PROJECT, SampleMaker, planning_units, sample_folder, write_project
from .welcome import WelcomePanel

translate = QCoreApplication.translate
SEEN = "sector_planner/welcomed"


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

    # The sample city

    def make_sample(self) -> None:
        """Make the sample city in the background and open it; where it is there already, open it as people left it."""
        if self.panel is None:
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
        from .settings import usual_fields

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


def _polygon_layers(path: str) -> dict[str, str]:
    """Return the sources of a file's polygon layers by name."""
    options = QgsProviderRegistry.instance().querySublayers(path, Qgis.SublayerQueryFlag.ResolveGeometryType)
    polygons = [
        one
        for one in options
        if one.type() == Qgis.LayerType.Vector and QgsWkbTypes.geometryType(one.wkbType()) == Qgis.GeometryType.Polygon
    ]
    return {one.name(): one.uri() for one in polygons}
