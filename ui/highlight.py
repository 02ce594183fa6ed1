"""Leads the eye to units: an outline, a zoom, a flash."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from qgis.core import Qgis, QgsRectangle
from qgis.PyQt.QtGui import QColor

from ..processing.layers import to_geometry
from .overlay import remove, unit_band
from .place import Place

_LINE = QColor(20, 20, 20, 230)


class Highlight:
    """Outlines chosen sectors, zooms to units and flashes them."""

    def __init__(self, place: Place) -> None:
        """Show nothing yet."""
        self.place = place
        self.band = unit_band(place.canvas, QColor(0, 0, 0, 0), outline=_LINE)

    def outline(self, positions: NDArray[np.intp]) -> None:
        """Outline units, or nothing."""
        self.band.reset(Qgis.GeometryType.Polygon)
        self.place.show(self.band, positions)

    def zoom(self, positions: NDArray[np.intp], flash: bool = True) -> None:
        """Show units with some room around them, and flash them."""
        if not len(positions):
            return
        place = self.place
        bounds = QgsRectangle(*shapely.total_bounds(place.session.units.geometry[positions]).tolist())
        canvas = place.canvas
        there = place.to_canvas().transformBoundingBox(bounds)
        there.scale(1.6)
        canvas.setExtent(there)
        canvas.refresh()
        if flash:
            outline = to_geometry(shapely.union_all(place.session.units.geometry[positions]))
            canvas.flashGeometries([outline], place.session.crs)

    def close(self) -> None:
        """Take the outline off the map."""
        remove(self.place.canvas, self.band)
