"""Rectangle: press, drag, release."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle
from qgis.gui import QgsMapMouseEvent

from .tools import MIDDLE_BUTTON, PlanTool


class RectangleTool(PlanTool):
    """Sweeps the rectangle drawn."""

    _corner: QgsPointXY | None = None

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Set the first corner."""
        if event.button() != MIDDLE_BUTTON and not self.active_gesture:
            self._corner = event.mapPoint()
            self.start(event)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show the rectangle."""
        if self.active_gesture and self._corner is not None:
            area = QgsRectangle(self._corner, event.mapPoint())
            self.draw(QgsGeometry.fromRect(area).asPolygon()[0])

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Sweep the rectangle."""
        if self.active_gesture and self._corner is not None:
            self.swept.emit(QgsGeometry.fromRect(QgsRectangle(self._corner, event.mapPoint())))
            self.finish()
