"""The map tools of the plan: each turns mouse and keys into signals, and changes nothing itself.

Paint: click or drag over units. Lasso: draw a shape freehand. Rectangle: press, drag, release. Eyedropper: pick the target
sector from the map. Push: click where two sectors meet, move, click.
"""

from __future__ import annotations

from qgis.core import Qgis, QgsGeometry, QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, Qt, pyqtSignal
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
        for number, point in enumerate(points, 1):
            self.band.addPoint(point, number == len(points))  # a band that was reset is shown by an update of its own

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


class PushTool(QgsMapTool):
    """Emits `grabbed` and `dropped` at the two clicks, `moved` (map point, pixel) between them, `released` on Esc."""

    grabbed = pyqtSignal(QgsPointXY)
    moved = pyqtSignal(QgsPointXY, QPoint)
    dropped = pyqtSignal(QgsPointXY)
    released = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Work on `canvas`."""
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.holding = False

    def hold(self) -> None:
        """Confirm that a border was grabbed; without this the next click grabs again."""
        self.holding = True

    def release(self) -> None:
        """Let go of the border and leave it where it was."""
        self.holding = False
        self.released.emit()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Grab or drop with the left button, let go with the right."""
        if event.button() == Qt.MouseButton.RightButton:
            self.release()
        elif event.button() == Qt.MouseButton.LeftButton and self.holding:
            self.holding = False
            self.dropped.emit(event.mapPoint())
        elif event.button() == Qt.MouseButton.LeftButton:
            self.grabbed.emit(event.mapPoint())

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Follow the cursor while a border is held."""
        if self.holding:
            self.moved.emit(event.mapPoint(), event.pos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let go on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.release()
            event.accept()
        else:
            event.ignore()

    def deactivate(self) -> None:
        """Let go when another tool is taken up."""
        self.release()
        super().deactivate()
