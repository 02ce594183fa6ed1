"""Pushing a border: what it would move and do, shown at the cursor until it is done."""

from __future__ import annotations

from qgis.core import Qgis, QgsPointXY
from qgis.PyQt.QtCore import QCoreApplication, QObject, QPoint, pyqtSignal

from ...core.editing.push import Push, push, sectors_meeting
from ..plan.editor import PlanEditor
from .colours import SectorColours
from .cursor_label import CursorLabel
from .overlays import remove, unit_band
from .push import PushTool
from .push_text import push_text
from .units import Place

translate = QCoreApplication.translate
_REACH_PIXELS = 12


class PushController(QObject):
    """Turns a held border into units that change hands."""

    said = pyqtSignal(str)

    def __init__(self, tool: PushTool, place: Place, editor: PlanEditor, colours: SectorColours) -> None:
        """Serve `tool`."""
        super().__init__(tool)
        self.tool, self.place, self.editor, self.colours = tool, place, editor, colours
        self.session = editor.session
        self.label = CursorLabel(place.canvas)
        self._band = unit_band(place.canvas, colours.of(0))
        self._pair: tuple[int, int] | None = None
        self._start = (0.0, 0.0)
        self.proposed: Push | None = None
        tool.grabbed.connect(self.grab)
        tool.moved.connect(self.move)
        tool.dropped.connect(self.drop)
        tool.released.connect(self.let_go)

    def close(self) -> None:
        """Take everything off the map."""
        self.label.deleteLater()
        remove(self.place.canvas, self._band)

    def grab(self, point: QgsPointXY) -> None:
        """Hold the border nearest to a point, or say that there is none."""
        start = self.place.point(point)
        self._pair = sectors_meeting(self.session.tally, start, self.place.metres(_REACH_PIXELS, point))
        if self._pair is None:
            self.said.emit(translate("PushController", "No two sectors meet here. Click on the border between them."))
            return
        self._start = start
        self.tool.hold()

    def move(self, point: QgsPointXY, pixel: QPoint) -> None:
        """Show what pushing to a point would move and do."""
        if self._pair is None:
            return
        self.proposed = push(self.session.tally, self._pair, self._start, self.place.point(point))
        self._band.reset(Qgis.GeometryType.Polygon)
        if self.proposed is None or not len(self.proposed.positions):
            self.label.hide()
            return
        colour = self.colours.of(self.proposed.taker)
        self._band.setStrokeColor(colour.darker(180))
        colour.setAlpha(215)
        self._band.setFillColor(colour)
        self.place.show(self._band, self.proposed.positions)
        self.label.show_at(pixel, push_text(self.session, self.proposed))

    def drop(self, point: QgsPointXY) -> None:
        """Push the border as shown."""
        if self._pair is not None:
            self.proposed = push(self.session.tally, self._pair, self._start, self.place.point(point))
        proposed = self.proposed
        self.let_go()
        if proposed is None or not len(proposed.positions):
            return
        names = [self.session.label(code) for code in (proposed.taker, proposed.giver)]
        text = translate("PushController", "Push sector {taker} into {giver}").format(taker=names[0], giver=names[1])
        self.editor.apply(text, proposed.positions, proposed.taker)

    def let_go(self) -> None:
        """Hold no border and show nothing."""
        self._pair = self.proposed = None
        self._band.reset(Qgis.GeometryType.Polygon)
        self.label.hide()
