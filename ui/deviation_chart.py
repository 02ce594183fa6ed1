"""The chart of deviations: a bar a sector, the tolerance as a band."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from .deviation_delegate import OVER, UNDER
from .numbers import number

_MARGIN, _TEXT = 10.0, 14.0


@dataclass(frozen=True)
class Bar:
    """A sector's number, label and deviation in percent."""

    sector: int
    label: str
    deviation: float


class DeviationChart(QWidget):
    """Bars from the highest to the lowest deviation; `picked` carries the sector number clicked."""

    picked = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty chart."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.bars: list[Bar] = []
        self.tolerance = 10.0

    def show_bars(self, bars: list[Bar], tolerance: float) -> None:
        """Show deviations; sectors without one are left out."""
        self.bars = sorted((bar for bar in bars if np.isfinite(bar.deviation)), key=lambda bar: -bar.deviation)
        self.tolerance = tolerance
        self.update()

    def sizeHint(self) -> QSize:
        """Return a low, wide size."""
        return QSize(280, 130)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that can be read."""
        return QSize(160, 80)

    def _reach(self) -> float:
        """Return the percent at the top and bottom of the scale: the next of a few round values."""
        largest = max([abs(bar.deviation) for bar in self.bars] + [1.5 * self.tolerance])
        return float(next((step for step in (10, 20, 50, 100, 200, 500) if step >= largest), largest))

    def _place(self, row: int, reach: float) -> QRectF:
        left = _MARGIN + 34
        width = (self.width() - left - _MARGIN) / max(len(self.bars), 1)
        middle, half = self._middle()
        height = min(1.0, abs(self.bars[row].deviation) / reach) * half
        top = middle - height if self.bars[row].deviation > 0 else middle
        return QRectF(left + row * width + width * 0.12, top, width * 0.76, max(height, 1.0))

    def _middle(self) -> tuple[float, float]:
        height = self.height() - 2 * _MARGIN - _TEXT
        return _MARGIN + height / 2, height / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tolerance, scale and bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        reach = self._reach()
        self._paint_scale(painter, reach)
        font = painter.font()
        font.setPointSizeF(max(6.0, font.pointSizeF() - 2))
        painter.setFont(font)
        for row, bar in enumerate(self.bars):
            place = self._place(row, reach)
            colour = QColor(OVER if bar.deviation > 0 else UNDER)
            colour.setAlpha(235 if abs(bar.deviation) > self.tolerance else 120)
            painter.fillRect(place, colour)
            slot = QRectF(
                place.left() - place.width() * 0.3, self.height() - _MARGIN - _TEXT, place.width() * 1.6, _TEXT
            )
            painter.setPen(self.palette().text().color())
            label = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideNone, int(slot.width()))
            if painter.fontMetrics().horizontalAdvance(label) <= slot.width():
                painter.drawText(slot, Qt.AlignmentFlag.AlignCenter, label)
        painter.end()

    def _paint_scale(self, painter: QPainter, reach: float) -> None:
        middle, half = self._middle()
        left, right = _MARGIN + 34, self.width() - _MARGIN
        text = self.palette().text().color()
        band = QColor(text)
        band.setAlpha(22)
        allowed = min(1.0, self.tolerance / reach) * half
        painter.fillRect(QRectF(left, middle - allowed, right - left, 2 * allowed), band)
        line = QColor(text)
        line.setAlpha(110)
        painter.setPen(QPen(line, 1))
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        for value, y in ((reach, middle - half), (0, middle), (-reach, middle + half)):
            place = QRectF(0, y - 8, left - 5, 16)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(value, signed=True)
            )

    def _bar_at(self, x: float) -> Bar | None:
        reach = self._reach()
        places = (self._place(row, reach) for row in range(len(self.bars)))
        hit = (row for row, place in enumerate(places) if place.left() <= x <= place.right())
        return next((self.bars[row] for row in hit), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the sector clicked."""
        bar = self._bar_at(event.pos().x())
        if bar is not None:
            self.picked.emit(bar.sector)

    def event(self, event: QEvent) -> bool:
        """Show sector and deviation as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            bar = self._bar_at(event.pos().x())
            QToolTip.showText(
                event.globalPos(), f"{bar.label}: {number(bar.deviation, 1, signed=True)} %" if bar else "", self
            )
            return True
        return bool(super().event(event))
