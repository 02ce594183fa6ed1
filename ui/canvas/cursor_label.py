"""A note that follows the cursor over the map."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QLabel

_AWAY = 18


class CursorLabel(QLabel):
    """Shown beside the cursor, always inside the canvas; light in every theme, as the map under it is."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        """Make a hidden label over `canvas`."""
        super().__init__(canvas)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setStyleSheet(
            "QLabel { background: #fffdf0; color: #1e222a; border: 1px solid #1e222a; border-radius: 3px; padding: 6px; }"
        )
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
