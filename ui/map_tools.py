"""From the tools' signals to the plan: who is hit, what moves, what is shown meanwhile."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray
from qgis.core import Qgis, QgsGeometry, QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from .colours import SectorColours
from .editor import PlanEditor
from .overlay import remove, unit_band
from .place import Place
from .push_controller import PushController
from .tools.base import PlanTool
from .tools.eyedropper import EyedropperTool
from .tools.lasso import LassoTool
from .tools.paint import PaintTool
from .tools.push import PushTool
from .tools.rectangle import RectangleTool

translate = QCoreApplication.translate


class MapTools(QObject):
    """The map tools of one open plan and the sector they assign to."""

    target_changed = pyqtSignal(str)
    said = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas, editor: PlanEditor, colours: SectorColours) -> None:
        """Make the tools for `canvas`."""
        super().__init__(canvas)
        self.canvas, self.editor, self.colours = canvas, editor, colours
        self.session = editor.session
        self.place = Place(self.session, canvas)
        self.target = next(iter(self.session.tally.sector_ids), "")
        gestures: dict[str, PlanTool] = {
            "paint": PaintTool(canvas),
            "rectangle": RectangleTool(canvas),
            "lasso": LassoTool(canvas),
        }
        push, eyedropper = PushTool(canvas), EyedropperTool(canvas)
        self.tools: dict[str, QgsMapTool] = {**gestures, "push": push, "eyedropper": eyedropper}
        for name, tool in gestures.items():
            self._connect(name, tool)
        self.pushing = PushController(push, self.place, editor, colours)
        self.pushing.said.connect(self.said)
        eyedropper.picked.connect(self._pick)
        self._band = unit_band(canvas, colours.of(0))
        self._back = False

    def close(self) -> None:
        """Take the tools and all they show off the map."""
        for tool in self.tools.values():
            self.canvas.unsetMapTool(tool)
            if isinstance(tool, PlanTool):
                remove(self.canvas, tool.band)
            tool.deleteLater()
        self.pushing.close()
        remove(self.canvas, self._band)
        self.deleteLater()

    def take_up(self, name: str) -> None:
        """Make a tool the canvas's tool."""
        self.canvas.setMapTool(self.tools[name])

    def in_hand(self) -> str:
        """Return the name of the tool in hand; empty where the canvas has another."""
        return next((name for name, tool in self.tools.items() if tool is self.canvas.mapTool()), "")

    def set_target(self, sector: str) -> None:
        """Assign to `sector` from now on."""
        if sector and sector != self.target:
            self.session.code_of(sector)
            self.colours.refresh()
            self.target = sector
            self.target_changed.emit(sector)

    def new_sector(self) -> str:
        """Begin a sector that has no units yet, and take up the brush; return its id."""
        name = self.session.new_sector_name()
        self.set_target(name)
        self.take_up("paint")
        self.said.emit(translate("MapTools", "Sector {sector} is new. Paint its first units.").format(sector=name))
        return name

    # Gestures

    def _connect(self, name: str, tool: PlanTool) -> None:
        tool.begun.connect(partial(self._begin, name))
        tool.swept.connect(self._sweep)
        tool.ended.connect(self._end)
        tool.cancelled.connect(self._cancel)

    def _begin(self, name: str, back: bool) -> None:
        self._back = back
        self.editor.begin(self._step_name(name))
        colour = self.colours.of(self.session.code_of(self.target))
        self._band.setFillColor(colour)
        self._band.setStrokeColor(colour.darker(160))

    def _step_name(self, name: str) -> str:
        if self._back:
            return translate("MapTools", "Take units back")
        names = {
            "paint": translate("MapTools", "Paint sector {sector}"),
            "rectangle": translate("MapTools", "Rectangle to sector {sector}"),
            "lasso": translate("MapTools", "Lasso to sector {sector}"),
        }
        return names[name].format(sector=self.session.label(self.session.code_of(self.target)))

    def _sweep(self, shape: QgsGeometry) -> None:
        positions = self.place.units_in(shape)
        moved = self._give_back(positions) if self._back else self._assign(positions)
        self.place.show(self._band, moved)

    def _assign(self, positions: NDArray[np.intp]) -> NDArray[np.intp]:
        return self.editor.assign(positions, self.session.code_of(self.target))

    def _give_back(self, positions: NDArray[np.intp]) -> NDArray[np.intp]:
        return self.editor.give_back(positions)

    def _end(self) -> None:
        self.editor.end()
        self._band.reset(Qgis.GeometryType.Polygon)

    def _cancel(self) -> None:
        self.editor.cancel()
        self._band.reset(Qgis.GeometryType.Polygon)

    def _pick(self, point: QgsPointXY) -> None:
        hit = self.place.units_in(QgsGeometry.fromPointXY(point))
        code = int(self.session.tally.labels[hit[0]]) if len(hit) else -1
        if code < 0:
            self.said.emit(translate("MapTools", "There is no sector here. Click inside a sector."))
            return
        self.set_target(self.session.tally.sector_ids[code])
        self.take_up("paint")
