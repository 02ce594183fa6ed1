"""Boundaries for the public: one coverage without gap or overlap, generalised, in degrees of five decimals.

Everything here is noding, merging and polygonising, so that real layers (borders without shared
vertices, slivers) become a coverage on the way, and any GEOS that QGIS carries will do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.crs import METRES_PER_DEGREE
from ..base.errors import InputError
from ..base.i18n import translate
from ..geo.coverage import GRID_M, check_areas, noded, owned_faces, simplified

DECIMALS = 5
UNITS_PER_DEGREE = 10**DECIMALS


@dataclass(frozen=True)
class LocalMetres:
    """Degrees to metres round a middle latitude: near enough to simplify and to measure a sliver by."""

    longitude: float
    latitude: float

    @classmethod
    def around(cls, geometry: NDArray[np.object_]) -> LocalMetres:
        """Return the metres round the middle of the geometry's bounds."""
        west, south, east, north = shapely.total_bounds(geometry)
        return cls((west + east) / 2, (south + north) / 2)

    def _scale(self) -> NDArray[np.float64]:
        return METRES_PER_DEGREE * np.array([math.cos(math.radians(self.latitude)), 1.0])

    def to_metres(self, geometry: NDArray[np.object_]) -> NDArray[np.object_]:
        """Return geometry in degrees as geometry in metres."""
        origin = np.array([self.longitude, self.latitude])
        return np.asarray(shapely.transform(geometry, lambda points: (points - origin) * self._scale()))

    def to_degrees(self, geometry: NDArray[np.object_]) -> NDArray[np.object_]:
        """Return geometry in metres as geometry in degrees."""
        origin = np.array([self.longitude, self.latitude])
        return np.asarray(shapely.transform(geometry, lambda points: points / self._scale() + origin))


def public_boundaries(geometry: NDArray[np.object_], names: list[str], tolerance_m: float) -> NDArray[np.object_]:
    """Return (n,) sectors as one coverage in degrees of five decimals, generalised by `tolerance_m` metres.

    Every border is simplified once (Douglas and Peucker 1973, keeping topology) and is the same line
    seen from both sides. Slivers of gap or overlap narrower than two metres go to a neighbour.

    Args:
        geometry: (n,) polygons in degrees (longitude, latitude; WGS 84).
        names: (n,) names for messages.
        tolerance_m: how far a border may move, in metres.

    Raises:
        InputError: a sector without area or not in degrees, or two that overlap by more than a sliver.

    """
    check_areas(geometry, names)
    _check_degrees(geometry, names)
    local = LocalMetres.around(geometry)
    polygons = shapely.make_valid(local.to_metres(geometry))
    lines = noded(shapely.boundary(shapely.set_precision(polygons, GRID_M)), GRID_M)
    original = owned_faces(lines, polygons, names)
    simple = simplified(lines, tolerance_m)
    units = noded(_scaled(local.to_degrees(np.array([simple])), UNITS_PER_DEGREE), 1.0)
    coverage = owned_faces(local.to_metres(_scaled(np.array([units]), 1 / UNITS_PER_DEGREE))[0], original, names)
    rounded = shapely.transform(local.to_degrees(coverage), lambda points: np.round(points, DECIMALS))
    return np.array([_counter_clockwise(sector) for sector in rounded], dtype=object)


def are_degrees(bounds: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which of (n, 4) bounds (least and greatest x and y) can be longitudes and latitudes."""
    return np.asarray((np.abs(bounds) <= [180.0, 90.0, 180.0, 90.0]).all(axis=1))


def _check_degrees(geometry: NDArray[np.object_], names: list[str]) -> None:
    bounds = shapely.bounds(geometry)
    strange = np.flatnonzero(~are_degrees(bounds))
    if len(strange):
        message = translate(
            "Core",
            "Sector “{sector}” lies at {x:.0f}, {y:.0f}, which is no longitude and latitude. Check the coordinate reference system of the sectors' layer.",
        )
        first = strange[0]
        x, y = (max(bounds[first, axis::2], key=abs) for axis in (0, 1))  # the corner farthest out
        raise InputError(message.format(sector=names[first], x=x, y=y))


def _scaled(geometry: NDArray[np.object_], factor: float) -> NDArray[np.object_]:
    return np.asarray(shapely.transform(geometry, lambda points: points * factor))


def _counter_clockwise(sector: shapely.Geometry) -> shapely.Geometry:
    """Return the polygon with outer rings counter-clockwise and holes clockwise, as GeoJSON (RFC 7946) asks."""
    parts = []
    for part in shapely.get_parts(sector):
        rings = [shapely.get_exterior_ring(part), *part.interiors]
        turned = [
            shapely.reverse(ring) if shapely.is_ccw(ring) != (number == 0) else ring
            for number, ring in enumerate(rings)
        ]
        parts.append(shapely.Polygon(turned[0], turned[1:]))
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
