"""Everything drawn over the map: units being painted, pushed, locked or proposed, sector borders and sector names."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from qgis.core import Qgis, QgsPointXY, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsRubberBand
from qgis.PyQt.QtCore import QObject, QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from ...core.editing.changes import Proposal
from ...core.editing.totals import SectorTotals
from ...core.editing.units import MEASURES
from ...core.plan.sectors import merged
from ...processing.framework.layers import to_geometry
from .colours import SectorColours
from .units import CanvasUnits

_LINE = QColor(20, 20, 20, 230)
_COLOUR, _LOCK_LINE = QColor(40, 40, 60, 110), QColor(40, 40, 60, 160)
_GROUP = QColor(120, 40, 140, 120)
_BORDER_COLOUR = QColor(45, 52, 64)
_NEAR_M = 0.5
_ENOUGH = 0.95
_BORDER_LINE = 1
_AREA = MEASURES.index("area_m2")
_INK, _HALO = QColor(30, 34, 42), QColor(255, 255, 255, 220)


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


class Highlight:
    """Outlines chosen sectors, zooms to units and flashes them."""

    def __init__(self, canvas_units: CanvasUnits) -> None:
        """Show nothing yet."""
        self.canvas_units = canvas_units
        self.band = unit_band(canvas_units.canvas, QColor(0, 0, 0, 0), outline=_LINE)
        self._sectors: list[int] = []
        self._drawn = np.empty(0, dtype=np.intp)

    def outline(self, sectors: list[int]) -> None:
        """Outline sectors from now on, or nothing."""
        self._sectors = sectors
        self.refresh()

    def refresh(self) -> None:
        """Outline the sectors where they now run."""
        session = self.canvas_units.session
        positions = np.flatnonzero(np.isin(session.totals.labels, self._sectors)) if self._sectors else self._drawn[:0]
        if not np.array_equal(positions, self._drawn):
            self._drawn = positions
            self.redraw()

    def redraw(self) -> None:
        """Draw the outline again: the map has another CRS."""
        self.band.reset(Qgis.GeometryType.Polygon)
        if len(self._drawn):
            session = self.canvas_units.session
            self.band.addGeometry(to_geometry(merged(session.units.geometry[self._drawn])), session.crs)

    def zoom(self, positions: NDArray[np.intp], flash: bool = True) -> None:
        """Show units with some room around them, and flash them."""
        if not len(positions):
            return
        canvas_units = self.canvas_units
        bounds = QgsRectangle(*shapely.total_bounds(canvas_units.session.units.geometry[positions]).tolist())
        canvas = canvas_units.canvas
        there = canvas_units.to_canvas().transformBoundingBox(bounds)
        there.scale(1.6)
        canvas.setExtent(there)
        canvas.refresh()
        if flash:
            outline = to_geometry(shapely.union_all(canvas_units.session.units.geometry[positions]))
            canvas.flashGeometries([outline], canvas_units.session.crs)

    def close(self) -> None:
        """Take the outline off the map."""
        remove(self.canvas_units.canvas, self.band)


class LockOverlay:
    """Hatches locked units and sectors one way, and groups that stay together the other."""

    def __init__(self, canvas_units: CanvasUnits) -> None:
        """Show nothing yet."""
        self.canvas_units = canvas_units
        self.locked = unit_band(canvas_units.canvas, _COLOUR, Qt.BrushStyle.BDiagPattern, _LOCK_LINE)
        self.grouped = unit_band(canvas_units.canvas, _GROUP, Qt.BrushStyle.FDiagPattern)

    def refresh(self) -> None:
        """Show the locks as they now are."""
        session = self.canvas_units.session
        rules = session.settings.rules
        for band in (self.locked, self.grouped):
            band.reset(Qgis.GeometryType.Polygon)
        sectors = [code for code, name in enumerate(session.totals.sector_ids) if name in rules.sectors]
        locked = np.isin(session.totals.labels, sectors)
        if rules.units:
            locked |= np.array([name in rules.units for name in session.units.unit_ids])
        self.canvas_units.show(self.locked, np.flatnonzero(locked))
        for group in rules.together:
            members = [row for row, name in enumerate(session.units.unit_ids) if name in group]
            self.canvas_units.show(self.grouped, np.array(members, dtype=np.intp))

    def close(self) -> None:
        """Take the hatching off the map."""
        for band in (self.locked, self.grouped):
            remove(self.canvas_units.canvas, band)


class SectorBorders:
    """One line over all edges of the plan that are cut; each edge's line is worked out when it is first cut."""

    def __init__(self, canvas_units: CanvasUnits) -> None:
        """Draw the borders of the current plan."""
        self.canvas_units = canvas_units
        self.units = canvas_units.session.units
        self._lines: dict[int, NDArray[np.object_]] = {}
        self._drawn: NDArray[np.bool_] | None = None
        self.band = QgsRubberBand(canvas_units.canvas, Qgis.GeometryType.Line)
        self.band.setStrokeColor(_BORDER_COLOUR)
        self.band.setWidth(2)
        self.refresh()

    def refresh(self) -> None:
        """Draw the borders as they now run."""
        one, other = self.canvas_units.session.totals.labels[self.units.graph.edges].T
        cut = (one != other) & (self.units.graph.border_m > 0)
        if self._drawn is not None and (cut == self._drawn).all():
            return
        self._drawn = cut
        rows = np.flatnonzero(cut)
        self._work_out(np.array([row for row in rows.tolist() if row not in self._lines], dtype=np.intp))
        parts = [line for row in rows.tolist() for line in self._lines[row]]
        self.band.reset(Qgis.GeometryType.Line)
        if parts:
            self.band.addGeometry(to_geometry(shapely.multilinestrings(parts)), self.canvas_units.session.crs)

    def _work_out(self, rows: NDArray[np.intp]) -> None:
        one, other = self.units.geometry[self.units.graph.edges[rows]].T if len(rows) else (rows, rows)
        common = shapely.intersection(shapely.boundary(one), shapely.boundary(other))
        apart = np.flatnonzero(shapely.length(common) < _ENOUGH * self.units.graph.border_m[rows])
        common[apart] = shapely.intersection(shapely.boundary(one[apart]), shapely.buffer(other[apart], _NEAR_M))
        for row, shape in zip(rows.tolist(), common, strict=True):
            parts = shapely.get_parts(shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape)
            self._lines[row] = parts[shapely.get_type_id(parts) == _BORDER_LINE]

    def redraw(self) -> None:
        """Redraw the borders, also where they run as before."""
        self._drawn = None
        self.refresh()

    def close(self) -> None:
        """Take the borders off the map."""
        remove(self.canvas_units.canvas, self.band)


def middle_units(totals: SectorTotals) -> list[tuple[int, int]]:
    """Return each sector that has an area, with the position of the unit nearest to the middle of its area."""
    area = totals.units.measures[:, _AREA]
    rows = np.flatnonzero((totals.labels >= 0) & (area > 0))
    codes, points, weight = totals.labels[rows], totals.units.inner_point[rows], area[rows]
    total = np.maximum(np.bincount(codes, weight), 1e-9)
    middle = np.column_stack([np.bincount(codes, weight * axis) / total for axis in points.T])
    away = ((points - middle[codes]) ** 2).sum(axis=1)
    order = np.lexsort((away, codes))
    sectors, first = np.unique(codes[order], return_index=True)
    return list(zip(sectors.tolist(), rows[order[first]].tolist(), strict=True))


class SectorLabels(QgsMapCanvasItem):
    """A name for each sector, at the unit nearest to the middle of its area."""

    def __init__(self, canvas_units: CanvasUnits) -> None:
        """Label the current plan."""
        super().__init__(canvas_units.canvas)
        self.canvas_units = canvas_units
        self._labels: list[tuple[QgsPointXY, str]] = []
        self.setZValue(20)
        self.refresh()

    def refresh(self) -> None:
        """Label the current plan."""
        session = self.canvas_units.session
        transform = self.canvas_units.to_canvas()
        self._labels = [
            (transform.transform(QgsPointXY(*session.units.inner_point[row].tolist())), session.label(code))
            for code, row in middle_units(session.totals)
        ]
        self.updatePosition()
        self.update()

    def updatePosition(self) -> None:
        """Cover the canvas: what is drawn follows from the map's extent."""
        self.setRect(self.canvas_units.canvas.extent())

    def paint(self, painter: QPainter, _option: Any = None, _widget: Any = None) -> None:
        """Draw the names with a halo."""
        font = QFont(self.canvas_units.canvas.font())
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
        return QRectF(0, 0, self.canvas_units.canvas.width(), self.canvas_units.canvas.height())

    def close(self) -> None:
        """Take the names off the map."""
        self.canvas_units.canvas.scene().removeItem(self)


class ProposalPreview(QObject):
    """Draws one proposal at a time; the outlines are worked out in a thread, for large plans take a second."""

    _worked_out = pyqtSignal(int, object)

    def __init__(self, canvas_units: CanvasUnits, colours: SectorColours, parent: QObject | None = None) -> None:
        """Draw on the canvas of `canvas_units`."""
        super().__init__(parent)
        self._canvas_units, self._colours = canvas_units, colours
        self.bands: list[QgsRubberBand] = []
        self._turn = 0
        self._worked_out.connect(self._draw)

    def show(self, proposed: Proposal) -> None:
        """Draw a proposal in the place of the last one, as soon as its outlines are known."""
        self._turn += 1
        threading.Thread(target=self._work_out, args=(self._turn, proposed), daemon=True).start()

    def _work_out(self, turn: int, proposed: Proposal) -> None:
        geometry = self._canvas_units.session.units.geometry
        outlines = {
            code: merged(geometry[proposed.positions[proposed.targets == code]])
            for code in np.unique(proposed.targets).tolist()
        }
        self._worked_out.emit(turn, outlines)

    def _draw(self, turn: int, outlines: dict[int, Any]) -> None:
        if turn != self._turn:
            return
        self._remove()
        for code, outline in outlines.items():
            colour = self._colours.of(code)
            for pattern, shade in (
                (Qt.BrushStyle.SolidPattern, colour),
                (Qt.BrushStyle.BDiagPattern, colour.darker(220)),
            ):
                band = unit_band(self._canvas_units.canvas, shade, pattern, colour.darker(240))
                band.addGeometry(to_geometry(outline), self._canvas_units.session.crs)
                self.bands.append(band)

    def clear(self) -> None:
        """Take the preview off the map."""
        self._turn += 1
        self._remove()

    def _remove(self) -> None:
        for band in self.bands:
            remove(self._canvas_units.canvas, band)
        self.bands.clear()
