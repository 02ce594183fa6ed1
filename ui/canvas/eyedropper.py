"""Eyedropper: take the target sector from the map."""

from __future__ import annotations

from qgis.core import QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import Qt, pyqtSignal


class EyedropperTool(QgsMapTool):
    """Emits the point that was picked."""

    picked = pyqtSignal(QgsPointXY)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Work on `canvas`."""
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Pick."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(event.mapPoint())
