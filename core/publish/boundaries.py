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

from ..errors import InputError
from ..language import translate

METRES_PER_DEGREE = 111_320.0
GRID_M = 0.1
SLIVER_WIDTH_M = 2.0
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
        InputError: a sector without area, or two that overlap by more than a sliver.

    """
    _check_areas(geometry, names)
    local = LocalMetres.around(geometry)
    polygons = shapely.make_valid(local.to_metres(geometry))
    lines = _noded(shapely.boundary(shapely.set_precision(polygons, GRID_M)), GRID_M)
    original = _owned_faces(lines, polygons, names)
    borders = shapely.line_merge(shapely.multilinestrings(shapely.get_parts(lines)))
    simple = shapely.simplify(borders, tolerance_m, preserve_topology=True)
    units = _noded(_scaled(local.to_degrees(np.array([simple])), UNITS_PER_DEGREE), 1.0)
    coverage = _owned_faces(local.to_metres(_scaled(np.array([units]), 1 / UNITS_PER_DEGREE))[0], original, names)
    rounded = shapely.transform(local.to_degrees(coverage), lambda points: np.round(points, DECIMALS))
    return np.array([_counter_clockwise(sector) for sector in rounded], dtype=object)


def _check_areas(geometry: NDArray[np.object_], names: list[str]) -> None:
    for shape, name in zip(geometry, names, strict=True):
        if shape is None or shape.is_empty or shapely.area(shape) == 0:
            raise InputError(translate("Core", "Sector {sector} has no area. Repair or remove it.").format(sector=name))


def _noded(lines: NDArray[np.object_], grid: float) -> shapely.Geometry:
    """Return the lines cut where they meet, on a grid, each stretch once."""
    return shapely.unary_union(lines, grid_size=grid)


def _scaled(geometry: NDArray[np.object_], factor: float) -> NDArray[np.object_]:
    return np.asarray(shapely.transform(geometry, lambda points: points * factor))


def _owned_faces(lines: shapely.Geometry, polygons: NDArray[np.object_], names: list[str]) -> NDArray[np.object_]:
    """Return (n,) polygons made of the faces between noded `lines` that lie in each of `polygons` (metres)."""
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    owners = _owners(faces, polygons, names)
    made = np.array([shapely.union_all(faces[owners == row]) for row in range(len(polygons))], dtype=object)
    _check_areas(made, names)
    return made


def _owners(faces: NDArray[np.object_], polygons: NDArray[np.object_], names: list[str]) -> NDArray[np.intp]:
    """Return the polygon each face belongs to, -1 for a hole."""
    tree = shapely.STRtree(polygons)
    found_faces, found = tree.query(shapely.point_on_surface(faces), predicate="intersects")
    owners = np.full(len(faces), -1)
    owners[found_faces[::-1]] = found[::-1]
    counts = np.bincount(found_faces, minlength=len(faces))
    width = 2 * shapely.area(faces) / np.maximum(shapely.length(faces), 1e-9)
    for face in np.flatnonzero((counts > 1) & (width > SLIVER_WIDTH_M)):
        one, other = (names[row] for row in found[found_faces == face][:2])
        message = translate(
            "Core",
            "Sectors {one} and {other} overlap by {area} m². A resident there would be shown two officers. Repair the sectors first.",
        )
        raise InputError(message.format(one=one, other=other, area=round(float(shapely.area(faces[face])))))
    for face in np.flatnonzero((counts == 0) & (width <= SLIVER_WIDTH_M)):
        owners[face] = _longest_neighbour(int(face), faces, owners)
    return owners


def _longest_neighbour(face: int, faces: NDArray[np.object_], owners: NDArray[np.intp]) -> int:
    """Return the owner that shares most border with the face, -1 where none does."""
    touching = np.flatnonzero((owners >= 0) & shapely.intersects(faces, faces[face]))
    if not len(touching):
        return -1
    shared = shapely.length(shapely.intersection(shapely.boundary(faces[touching]), shapely.boundary(faces[face])))
    return int(np.argmax(np.bincount(owners[touching], weights=shared)))


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
