"""What all map tools of the plan share."""

from __future__ import annotations

from qgis.core import Qgis, QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

MIDDLE_BUTTON = Qt.MouseButton.MiddleButton
_FILL, _LINE = QColor(30, 110, 200, 50), QColor(30, 110, 200)


class PlanTool(QgsMapTool):
    """A gesture: `begun` (whether it takes back), any number of `swept` shapes in map coordinates, `ended`.

    The right button, or Ctrl with the left, takes back. Esc ends a gesture with `cancelled`.
    """

    begun = pyqtSignal(bool)
    swept = pyqtSignal(object)
    ended = pyqtSignal()
    cancelled = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Work on `canvas`."""
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.active_gesture = False
        self.band = QgsRubberBand(canvas, Qgis.GeometryType.Polygon)
        self.band.setFillColor(_FILL)
        self.band.setStrokeColor(_LINE)
        self.band.setWidth(2)

    def start(self, event: QgsMapMouseEvent) -> None:
        """Begin a gesture where the event is."""
        self.active_gesture = True
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.begun.emit(event.button() == Qt.MouseButton.RightButton or control)

    def finish(self) -> None:
        """End the gesture."""
        self.active_gesture = False
        self.band.reset(Qgis.GeometryType.Polygon)
        self.ended.emit()

    def cancel(self) -> None:
        """Break off the gesture; without one there is nothing to do."""
        self.band.reset(Qgis.GeometryType.Polygon)
        if self.active_gesture:
            self.active_gesture = False
            self.cancelled.emit()

    def draw(self, points: list[QgsPointXY]) -> None:
        """Show the shape drawn so far."""
        self.band.reset(Qgis.GeometryType.Polygon)
        for point in points:
            self.band.addPoint(point, False)
        self.band.updatePosition()
        self.band.update()

    # What QGIS calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Break off on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
            event.accept()
        else:
            event.ignore()

    def deactivate(self) -> None:
        """Break off when another tool is taken up."""
        self.cancel()
        super().deactivate()
