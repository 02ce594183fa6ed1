"""Between the canvas and the plan: map coordinates to units and back."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from qgis.core import QgsCoordinateTransform, QgsGeometry, QgsPointXY, QgsProject
from qgis.gui import QgsMapCanvas, QgsRubberBand

from ..processing.layers import to_geometry
from ..processing.reference_systems import transformation
from .session import PlanSession


class Place:
    """Finds a session's units on a canvas, whatever CRS the canvas has."""

    def __init__(self, session: PlanSession, canvas: QgsMapCanvas) -> None:
        """Look for the units of `session` on `canvas`."""
        self.session, self.canvas = session, canvas

    def from_canvas(self) -> QgsCoordinateTransform:
        """Return the transformation from map coordinates to the units'."""
        return transformation(self.canvas.mapSettings().destinationCrs(), self.session.crs, QgsProject.instance())

    def to_canvas(self) -> QgsCoordinateTransform:
        """Return the transformation from the units' coordinates to the map's."""
        return transformation(self.session.crs, self.canvas.mapSettings().destinationCrs(), QgsProject.instance())

    def point(self, point: QgsPointXY) -> tuple[float, float]:
        """Return a map point in the session's metres."""
        there = self.from_canvas().transform(point)
        return there.x(), there.y()

    def metres(self, pixels: float, at: QgsPointXY) -> float:
        """Return the length in metres of `pixels` on the screen."""
        beside = QgsPointXY(at.x() + pixels * self.canvas.mapUnitsPerPixel(), at.y())
        (x, y), (other_x, other_y) = self.point(at), self.point(beside)
        return float(np.hypot(other_x - x, other_y - y))

    def units_in(self, shape: QgsGeometry) -> NDArray[np.intp]:
        """Return the units a shape touches; of those a polygon touches, the ones whose inner point it holds.

        A click on a border touches several units: only the first counts, so one click moves one unit.
        """
        there = QgsGeometry(shape)
        there.transform(self.from_canvas())
        swept = shapely.from_wkb(bytes(there.asWkb()))
        units = self.session.units
        found = units.tree.query(swept, predicate="intersects")
        if swept.geom_type == "Point":
            return np.sort(found)[:1]
        if shapely.get_dimensions(swept) == 2:
            shapely.prepare(swept)
            inside = shapely.contains_xy(swept, units.inner_point[found])
            return found[inside]
        return found

    def show(self, band: QgsRubberBand, positions: NDArray[np.intp]) -> None:
        """Add units to a rubber band, as one outline."""
        if len(positions):
            outline = shapely.union_all(self.session.units.geometry[positions])
            band.addGeometry(to_geometry(outline), self.session.crs)
