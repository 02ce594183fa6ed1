"""Units shown over the map: being painted, pushed, locked, or proposed."""

from __future__ import annotations

from qgis.core import Qgis
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor


def unit_band(
    canvas: QgsMapCanvas,
    colour: QColor,
    pattern: Qt.BrushStyle = Qt.BrushStyle.SolidPattern,
    outline: QColor | None = None,
) -> QgsRubberBand:
    """Return an empty rubber band for units, filled with `colour` in a pattern."""
    band = QgsRubberBand(canvas, Qgis.GeometryType.Polygon)
    band.setFillColor(colour)
    band.setStrokeColor(outline or colour.darker(140))
    band.setBrushStyle(pattern)
    band.setWidth(2)
    return band


def remove(canvas: QgsMapCanvas, band: QgsRubberBand) -> None:
    """Take a rubber band off the map."""
    band.reset(Qgis.GeometryType.Polygon)
    canvas.scene().removeItem(band)
