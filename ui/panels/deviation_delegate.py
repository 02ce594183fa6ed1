"""Draws a deviation as a number over a bar from the middle."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter
from qgis.PyQt.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from .sector_model import SORT_ROLE

UNDER, OVER = QColor(59, 130, 196), QColor(222, 110, 60)
FULL_PERCENT = 50.0


class DeviationDelegate(QStyledItemDelegate):
    """Blue to the left under the mean, orange to the right over it; half the cell is 50 percent."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw the bar, then the number over it."""
        deviation = index.data(SORT_ROLE)
        if deviation is not None and abs(deviation) < 1e300:
            half = option.rect.width() / 2
            length = max(-1.0, min(1.0, deviation / FULL_PERCENT)) * (half - 2)
            middle = option.rect.left() + half
            bar = QRectF(min(middle, middle + length), option.rect.top() + 3, abs(length), option.rect.height() - 6)
            colour = QColor(OVER if deviation > 0 else UNDER)
            colour.setAlpha(120)
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRect(bar)
            painter.restore()
        super().paint(painter, option, index)
