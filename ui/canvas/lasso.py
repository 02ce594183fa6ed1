"""Lasso: draw a shape freehand."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsPointXY
from qgis.gui import QgsMapMouseEvent

from .tools import MIDDLE_BUTTON, PlanTool


class LassoTool(PlanTool):
    """Sweeps the shape drawn while the button is held."""

    _points: list[QgsPointXY] = []

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Begin the shape."""
        if event.button() != MIDDLE_BUTTON and not self.active_gesture:
            self._points = [event.mapPoint()]
            self.start(event)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Lengthen the shape."""
        if self.active_gesture and event.mapPoint() != self._points[-1]:
            self._points.append(event.mapPoint())
            self.draw(self._points)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Sweep the shape; a line without area sweeps nothing."""
        if not self.active_gesture:
            return
        if len(self._points) > 2:
            self.swept.emit(QgsGeometry.fromPolygonXY([self._points]).makeValid())
        self.finish()
