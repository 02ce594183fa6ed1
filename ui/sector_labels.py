"""Every sector's name on the map, amid its units."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsPointXY
from qgis.gui import QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from ..core.editing.tally import SectorTotals
from ..core.editing.units import MEASURES
from .place import Place

_AREA = MEASURES.index("area_m2")
_INK, _HALO = QColor(30, 34, 42), QColor(255, 255, 255, 220)


def middle_units(tally: SectorTotals) -> list[tuple[int, int]]:
    """Return each sector that has an area, with the position of the unit nearest to the middle of its area."""
    area = tally.units.measures[:, _AREA]
    rows = np.flatnonzero((tally.labels >= 0) & (area > 0))
    codes, points, weight = tally.labels[rows], tally.units.inner_point[rows], area[rows]
    total = np.maximum(np.bincount(codes, weight), 1e-9)
    middle = np.column_stack([np.bincount(codes, weight * axis) / total for axis in points.T])
    away = ((points - middle[codes]) ** 2).sum(axis=1)
    order = np.lexsort((away, codes))
    sectors, first = np.unique(codes[order], return_index=True)
    return list(zip(sectors.tolist(), rows[order[first]].tolist(), strict=True))


class SectorLabels(QgsMapCanvasItem):
    """A name for each sector, at the unit nearest to the middle of its area."""

    def __init__(self, place: Place) -> None:
        """Label the plan as it stands."""
        super().__init__(place.canvas)
        self.place = place
        self._labels: list[tuple[QgsPointXY, str]] = []
        self.setZValue(20)
        self.refresh()

    def refresh(self) -> None:
        """Label the plan as it now stands."""
        session = self.place.session
        transform = self.place.to_canvas()
        self._labels = [
            (transform.transform(QgsPointXY(*session.units.inner_point[row].tolist())), session.label(code))
            for code, row in middle_units(session.tally)
        ]
        self.updatePosition()
        self.update()

    def updatePosition(self) -> None:
        """Cover the canvas: what is drawn follows from the map's extent."""
        self.setRect(self.place.canvas.extent())

    def paint(self, painter: QPainter, _option: Any = None, _widget: Any = None) -> None:
        """Draw the names with a halo."""
        font = QFont(self.place.canvas.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() + 1)
        metrics = QFontMetricsF(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for point, text in self._labels:
            centre = self.toCanvasCoordinates(point) - self.pos()
            start = QPointF(centre.x() - metrics.horizontalAdvance(text) / 2, centre.y() + metrics.ascent() / 2.4)
            path = QPainterPath()
            path.addText(start, font, text)
            painter.strokePath(path, QPen(_HALO, 3.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))  # fmt: skip
            painter.fillPath(path, _INK)

    def boundingRect(self) -> QRectF:
        """Return the canvas's rectangle in the item's own coordinates."""
        return QRectF(0, 0, self.place.canvas.width(), self.place.canvas.height())

    def close(self) -> None:
        """Take the names off the map."""
        self.place.canvas.scene().removeItem(self)
