"""Polygons as one coverage: the same line seen from both sides, without gap or overlap.

Everything here is noding, merging and polygonising, so that real layers (borders without shared
vertices, slivers) become a coverage on the way, and any GEOS that QGIS carries will do.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.i18n import translate
from .geometry import polygonal

GRID_M = 0.1
SLIVER_WIDTH_M = 2.0


def vertex_count(geometry: NDArray[np.object_]) -> int:
    """Return the number of vertices of (n,) shapes together; missing ones have none."""
    return int(shapely.get_num_coordinates(geometry).sum())


def generalised(geometry: NDArray[np.object_], names: list[str], tolerance_m: float) -> NDArray[np.object_]:
    """Return (n,) polygons as one coverage, every border simplified once and shared by both sides.

    Borders are simplified by Douglas and Peucker (1973) between the points where three areas meet,
    keeping topology. Slivers of gap or overlap narrower than two metres go to a neighbour.

    Args:
        geometry: (n,) polygons in metres; invalid ones are repaired.
        names: (n,) names for messages.
        tolerance_m: how far a border may move.

    Raises:
        InputError: a polygon without area, or two that overlap by more than a sliver.

    """
    check_areas(geometry, names)
    polygons = shapely.set_precision(polygonal(geometry), GRID_M)
    areas = np.concatenate([polygons, _open_slivers(polygons)])
    lines = noded(shapely.boundary(areas), GRID_M)
    original = owned_faces(lines, polygons, names)
    return owned_faces(noded(simplified(lines, tolerance_m), GRID_M), original, names)


def _open_slivers(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the gaps narrower than a sliver that no ring encloses, because they open to the outside."""
    whole = shapely.union_all(polygons)
    grown = whole.buffer(SLIVER_WIDTH_M / 2, join_style="mitre", mitre_limit=2.0)
    closed = grown.buffer(-SLIVER_WIDTH_M / 2, join_style="mitre", mitre_limit=2.0)
    gaps = shapely.get_parts(shapely.set_precision(shapely.difference(closed, whole), GRID_M))
    return gaps[shapely.area(gaps) > SLIVER_WIDTH_M**2]


def simplified(lines: shapely.Geometry, tolerance_m: float) -> shapely.Geometry:
    """Return noded lines merged between the points where they meet, and simplified without crossing."""
    borders = shapely.line_merge(shapely.MultiLineString(list(shapely.get_parts(lines))))
    return shapely.simplify(borders, tolerance_m, preserve_topology=True)


def check_areas(geometry: NDArray[np.object_], names: list[str]) -> None:
    """Raise InputError at the first of (n,) polygons that has no area; `names` go into the message."""
    for shape, name in zip(geometry, names, strict=True):
        if shape is None or shape.is_empty or shapely.area(shape) == 0:
            raise InputError(translate("Core", "{sector} has no area. Repair or remove it.").format(sector=name))


def noded(lines: NDArray[np.object_] | shapely.Geometry, grid: float) -> shapely.Geometry:
    """Cut (n,) lines where they meet, each stretch once; coordinates are rounded to `grid` metres."""
    return shapely.unary_union(lines, grid_size=grid)


def owned_faces(lines: shapely.Geometry, polygons: NDArray[np.object_], names: list[str]) -> NDArray[np.object_]:
    """Return (n,) polygons made of the faces between noded `lines` that lie in each of `polygons` (metres)."""
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    owners = _owners(faces, polygons, names)
    made = np.array([shapely.union_all(faces[owners == row]) for row in range(len(polygons))], dtype=object)
    check_areas(made, names)
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
            "{one} and {other} overlap by {area} m². A resident there would be shown two officers. Repair the sectors first.",
        )
        raise InputError(message.format(one=one, other=other, area=round(float(shapely.area(faces[face])))))
    for face in np.flatnonzero((counts == 0) & (width <= SLIVER_WIDTH_M)):
        owners[face] = _longest_neighbour(int(face), faces, owners)
    return owners


def _longest_neighbour(face: int, faces: NDArray[np.object_], owners: NDArray[np.intp]) -> int:
    """Return the owner that shares most border with the face, -1 if none does."""
    touching = np.flatnonzero((owners >= 0) & shapely.intersects(faces, faces[face]))
    if not len(touching):
        return -1
    shared = shapely.length(shapely.intersection(shapely.boundary(faces[touching]), shapely.boundary(faces[face])))
    return int(np.argmax(np.bincount(owners[touching], weights=shared)))
