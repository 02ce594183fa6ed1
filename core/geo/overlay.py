"""Polygons over polygons: shares of areas in units, and a layer as one coverage, without gap or overlap.

A coverage has the same line on both sides of a border. It is made by noding, merging and polygonising, so that real layers
(borders without shared vertices, slivers) become one on the way, and any GEOS that QGIS carries will do.
`point_location` says in which unit a point lies.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from ..base.errors import InputError
from ..base.i18n import translate
from .geometry import polygonal

GRID_M = 0.1
SLIVER_WIDTH_M = 2.0
_SLIVER_STEP_M = 10.0  # at most between two corners of a sliver while it is cut up
NEGLIGIBLE = 1e-9  # a smaller share of an area is an error of rounding where borders touch


def representative_points(geometry: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return (n,) points, one for each of (n,) geometries of any kind: itself, or one on it; None stays None."""
    return shapely.point_on_surface(geometry)


def area_shares(areas: NDArray[np.object_], polygons: NDArray[np.object_]) -> csr_array:
    """Return a sparse (a, n) matrix: the share of each area that lies in each unit; a row sums to at most 1.

    Where units overlap, what an area has in them is scaled so that nothing counts twice. An area
    without extent counts for nothing.
    """
    areas = polygonal(areas)
    area, unit = shapely.STRtree(polygons).query(areas, predicate="intersects")
    common = shapely.area(shapely.intersection(areas[area], polygons[unit]))
    inside = np.bincount(area, common, len(areas))
    whole = np.maximum(shapely.area(areas), inside)
    positive = common > NEGLIGIBLE * whole[area]
    values = common[positive] / whole[area[positive]]
    return coo_array((values, (area[positive], unit[positive])), shape=(len(areas), len(polygons))).tocsr()


def covered_share(polygons: NDArray[np.object_], cover: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return (n,) the share of each unit's area that `cover` covers; overlapping covers count once."""
    parts = shapely.get_parts(shapely.union_all(polygonal(cover)))
    unit, part = shapely.STRtree(parts).query(polygons, predicate="intersects")
    common = shapely.area(shapely.intersection(polygons[unit], parts[part]))
    area = shapely.area(polygons)
    share = np.bincount(unit, common, len(polygons)) / np.where(area > 0, area, 1.0)
    return np.where(share > NEGLIGIBLE, np.minimum(share, 1.0), 0.0)


def largest_owner(
    polygons: NDArray[np.object_], areas: NDArray[np.object_], names: Sequence[str | None]
) -> NDArray[np.object_]:
    """Return (n,) the name that covers most of each unit (areas of one name together); None if none does.

    Of equal shares the first name in alphabetical order wins.
    """
    areas = polygonal(areas)
    unit, area = shapely.STRtree(areas).query(polygons, predicate="intersects")
    common = shapely.area(shapely.intersection(polygons[unit], areas[area]))
    known = sorted({name for name in names if name})
    position = {name: column for column, name in enumerate(known)}
    column = np.array([position.get(names[row] or "", -1) for row in area], dtype=np.intp)
    keep = (column >= 0) & (common > NEGLIGIBLE * shapely.area(polygons)[unit])
    cover = np.zeros((len(polygons), len(known) + 1))
    np.add.at(cover, (unit[keep], column[keep]), common[keep])
    best = cover.argmax(axis=1)
    return np.array([known[b] if row[b] > 0 else None for b, row in zip(best, cover, strict=True)], dtype=object)


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
    original, lines = without_slivers(noded(shapely.boundary(areas), GRID_M), polygons, names)
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


def without_slivers(
    lines: shapely.Geometry, polygons: NDArray[np.object_], names: list[str]
) -> tuple[NDArray[np.object_], shapely.Geometry]:
    """Return (n,) polygons made of the faces between noded `lines`, and the lines without the slivers among them.

    A sliver between two polygons goes to the one with more border to it. Where slivers of several polygons hang
    together they are cut apart at the places where three meet, and each piece goes its own way: else a network of
    hairlines would all belong to one polygon. `names` go into messages.
    """
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    cuts = _cuts(faces, _owners(faces, polygons, names, gaps=False))
    if not len(cuts):
        return owned_faces(lines, polygons, names), lines
    original = owned_faces(noded(np.array([lines, *cuts], dtype=object), GRID_M), polygons, names)
    return original, noded(shapely.boundary(original), GRID_M)


def _cuts(faces: NDArray[np.object_], owners: NDArray[np.intp]) -> NDArray[np.object_]:
    """Return lines that cut slivers which lie between more than two polygons into pieces between two."""
    held = np.flatnonzero(owners >= 0)
    tree, found = shapely.STRtree(faces[held]), []
    slivers = faces[(owners < 0) & (_width(faces) <= SLIVER_WIDTH_M)]
    for sliver in slivers:
        around = owners[held[tree.query(sliver, predicate="intersects")]]
        if len(np.unique(around)) > 2:
            found.append(_cuts_of(sliver, tree, owners[held]))
    return np.array([line for lines in found for line in lines], dtype=object)


def _cuts_of(sliver: shapely.Geometry, tree: shapely.STRtree, owners: NDArray[np.intp]) -> NDArray[np.object_]:
    """Return the lines between the pieces of a sliver, each of which lies between the same polygons."""
    dense = shapely.segmentize(sliver, _SLIVER_STEP_M)
    triangles = shapely.get_parts(shapely.delaunay_triangles(dense))
    pieces = shapely.get_parts(shapely.intersection(triangles, dense))
    pieces = pieces[shapely.area(pieces) > 0]
    corners, piece = shapely.get_coordinates(pieces, return_index=True)
    corner, face = tree.query(shapely.points(corners), predicate="dwithin", distance=GRID_M / 10)
    sides = np.zeros((len(pieces), int(owners.max()) + 1), dtype=bool)
    sides[piece[corner], owners[face]] = True
    kind = np.unique(sides, axis=0, return_inverse=True)[1].ravel()
    joined = np.array([shapely.union_all(pieces[kind == one]) for one in np.unique(kind)], dtype=object)
    between = shapely.difference(shapely.boundary(joined), shapely.buffer(shapely.boundary(sliver), GRID_M / 100))
    lines = shapely.get_parts(shapely.line_merge(shapely.union_all(between)))
    return np.asarray(lines[~shapely.is_empty(lines)], dtype=object)


def _width(faces: NDArray[np.object_]) -> NDArray[np.float64]:
    return np.asarray(2 * shapely.area(faces) / np.maximum(shapely.length(faces), 1e-9))


def owned_faces(lines: shapely.Geometry, polygons: NDArray[np.object_], names: list[str]) -> NDArray[np.object_]:
    """Return (n,) polygons made of the faces between noded `lines` that lie in each of `polygons` (metres)."""
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    owners = _owners(faces, polygons, names)
    made = np.array([shapely.union_all(faces[owners == row]) for row in range(len(polygons))], dtype=object)
    check_areas(made, names)
    return made


def _owners(
    faces: NDArray[np.object_], polygons: NDArray[np.object_], names: list[str], *, gaps: bool = True
) -> NDArray[np.intp]:
    """Return the polygon each face belongs to, -1 for a hole; without `gaps`, for a sliver of gap too."""
    tree = shapely.STRtree(polygons)
    found_faces, found = tree.query(shapely.point_on_surface(faces), predicate="intersects")
    owners = np.full(len(faces), -1)
    owners[found_faces[::-1]] = found[::-1]
    counts = np.bincount(found_faces, minlength=len(faces))
    width = _width(faces)
    for face in np.flatnonzero((counts > 1) & (width > SLIVER_WIDTH_M)):
        one, other = (names[row] for row in found[found_faces == face][:2])
        message = translate(
            "Core",
            "{one} and {other} overlap by {area} m². A resident there would be shown two officers. Repair the sectors first.",
        )
        raise InputError(message.format(one=one, other=other, area=round(float(shapely.area(faces[face])))))
    for face in np.flatnonzero((counts == 0) & (width <= SLIVER_WIDTH_M)) if gaps else ():
        owners[face] = _longest_neighbour(int(face), faces, owners)
    return owners


def _longest_neighbour(face: int, faces: NDArray[np.object_], owners: NDArray[np.intp]) -> int:
    """Return the owner that shares most border with the face, -1 if none does."""
    touching = np.flatnonzero((owners >= 0) & shapely.intersects(faces, faces[face]))
    if not len(touching):
        return -1
    shared = shapely.length(shapely.intersection(shapely.boundary(faces[touching]), shapely.boundary(faces[face])))
    return int(np.argmax(np.bincount(owners[touching], weights=shared)))
