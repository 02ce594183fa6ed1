"""A note that follows the cursor over the map."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QFrame, QLabel, QToolTip

_AWAY = 18


class CursorLabel(QLabel):
    """Shown beside the cursor, in the colours of the theme's tooltips, always inside the canvas."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Make a hidden label over `canvas`."""
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setPalette(QToolTip.palette())
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.Box)
        self.setMargin(6)
        self.hide()

    def show_at(self, pixel: QPoint, html: str) -> None:
        """Show `html` near a canvas pixel."""
        self.setText(html)
        self.adjustSize()
        room = self.parentWidget().size()
        x, y = pixel.x() + _AWAY, pixel.y() + _AWAY
        if x + self.width() > room.width():
            x = pixel.x() - _AWAY - self.width()
        if y + self.height() > room.height():
            y = pixel.y() - _AWAY - self.height()
        self.move(max(x, 0), max(y, 0))
        self.show()
        self.raise_()
