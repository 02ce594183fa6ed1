"""A frame round a widget that scrolls where there is less room than the widget needs."""

from __future__ import annotations

from qgis.gui import QgsScrollArea
from qgis.PyQt.QtWidgets import QFrame, QWidget


def scrolling(content: QWidget) -> QgsScrollArea:
    """Return the frame: without it, QGIS's window grows beyond the screen to hold docks one upon another."""
    area = QgsScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.setMinimumWidth(content.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
    return area
