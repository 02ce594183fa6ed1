"""Paint: click or drag over units."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsPointXY
from qgis.gui import QgsMapMouseEvent

from .tools import MIDDLE_BUTTON, PlanTool


class PaintTool(PlanTool):
    """Sweeps the point clicked, then every stretch the mouse is dragged along."""

    _last: QgsPointXY | None = None

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Begin painting."""
        if event.button() == MIDDLE_BUTTON or self.active_gesture:
            return
        self.start(event)
        self._last = event.mapPoint()
        self.swept.emit(QgsGeometry.fromPointXY(self._last))

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Paint on along the way."""
        if not self.active_gesture or self._last is None:
            return
        point = event.mapPoint()
        if point != self._last:
            self.swept.emit(QgsGeometry.fromPolylineXY([self._last, point]))
            self._last = point

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """End painting."""
        if self.active_gesture:
            self.finish()
