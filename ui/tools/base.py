"""What all map tools of the plan share."""

from __future__ import annotations

from qgis.core import Qgis, QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QEvent, QObject, Qt, pyqtSignal
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
        self._canvas = canvas
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.active_gesture = False
        self.band = QgsRubberBand(canvas, Qgis.GeometryType.Polygon)
        self.band.setFillColor(_FILL)
        self.band.setStrokeColor(_LINE)
        self.band.setWidth(2)

    def start(self, event: QgsMapMouseEvent) -> None:
        """Begin a gesture where the event is."""
        self.active_gesture = True
        self._canvas.installEventFilter(self)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.begun.emit(event.button() == Qt.MouseButton.RightButton or control)

    def finish(self) -> None:
        """End the gesture."""
        self._rest()
        self.ended.emit()

    def cancel(self) -> None:
        """Break off the gesture; without one there is nothing to do."""
        if self.active_gesture:
            self._rest()
            self.cancelled.emit()

    def _rest(self) -> None:
        self.active_gesture = False
        self._canvas.removeEventFilter(self)
        self.band.reset(Qgis.GeometryType.Polygon)

    def draw(self, points: list[QgsPointXY]) -> None:
        """Show the shape drawn so far."""
        self.band.reset(Qgis.GeometryType.Polygon)
        for point in points:
            self.band.addPoint(point, False)
        self.band.updatePosition()
        self.band.update()

    # What QGIS calls

    def eventFilter(self, _canvas: QObject, event: QEvent) -> bool:
        """Break off on Esc: while a button is down the canvas keeps keys from its tool."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.cancel()
            return True
        return False

    def deactivate(self) -> None:
        """Break off when another tool is taken up."""
        self.cancel()
        super().deactivate()
