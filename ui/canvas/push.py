"""Push: click where two sectors meet, move, click."""

from __future__ import annotations

from qgis.core import QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent


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
