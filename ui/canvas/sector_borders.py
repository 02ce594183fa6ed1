"""The borders between sectors, drawn strong over the units."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from qgis.core import Qgis
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtGui import QColor

from ...processing.framework.layers import to_geometry
from .overlays import remove
from .units import Place

_COLOUR = QColor(45, 52, 64)
_NEAR_M = 0.5
_ENOUGH = 0.95
_LINE = 1


class SectorBorders:
    """One line over all edges of the plan that are cut; each edge's line is worked out when it is first cut."""

    def __init__(self, place: Place) -> None:
        """Draw the borders of the plan as it stands."""
        self.place = place
        self.units = place.session.units
        self._lines: dict[int, NDArray[np.object_]] = {}
        self._drawn: NDArray[np.bool_] | None = None
        self.band = QgsRubberBand(place.canvas, Qgis.GeometryType.Line)
        self.band.setStrokeColor(_COLOUR)
        self.band.setWidth(2)
        self.refresh()

    def refresh(self) -> None:
        """Draw the borders as they now run."""
        one, other = self.place.session.tally.labels[self.units.graph.edges].T
        cut = (one != other) & (self.units.graph.border_m > 0)
        if self._drawn is not None and (cut == self._drawn).all():
            return
        self._drawn = cut
        rows = np.flatnonzero(cut)
        self._work_out(np.array([row for row in rows.tolist() if row not in self._lines], dtype=np.intp))
        parts = [line for row in rows.tolist() for line in self._lines[row]]
        self.band.reset(Qgis.GeometryType.Line)
        if parts:
            self.band.addGeometry(to_geometry(shapely.multilinestrings(parts)), self.place.session.crs)

    def _work_out(self, rows: NDArray[np.intp]) -> None:
        one, other = self.units.geometry[self.units.graph.edges[rows]].T if len(rows) else (rows, rows)
        common = shapely.intersection(shapely.boundary(one), shapely.boundary(other))
        apart = np.flatnonzero(shapely.length(common) < _ENOUGH * self.units.graph.border_m[rows])
        common[apart] = shapely.intersection(shapely.boundary(one[apart]), shapely.buffer(other[apart], _NEAR_M))
        for row, shape in zip(rows.tolist(), common, strict=True):
            parts = shapely.get_parts(shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape)
            self._lines[row] = parts[shapely.get_type_id(parts) == _LINE]

    def redraw(self) -> None:
        """Draw the borders anew, also where they run as before."""
        self._drawn = None
        self.refresh()

    def close(self) -> None:
        """Take the borders off the map."""
        remove(self.place.canvas, self.band)
