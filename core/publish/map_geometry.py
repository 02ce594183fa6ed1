"""Boundaries for the public: one coverage without gap or overlap, generalised, in degrees of five decimals.

Everything here is noding, merging and polygonising, so that real layers (borders without shared
vertices, slivers) become a coverage on the way, and any GEOS that QGIS carries will do.

The sectors' shapes as the page carries them: whole hundred-thousandths of a degree, each point as a step.

Quiet context for the map: water and main roads, as bare lines without any attribute.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.ops import polylabel

from ..base.arrays import Ints
from ..base.crs import METRES_PER_DEGREE
from ..base.errors import InputError
from ..base.i18n import translate
from ..geo.contiguity import neighbour_colours
from ..geo.coverage import GRID_M, check_areas, noded, owned_faces, simplified, without_slivers
from .public_record import PublicRecord

DECIMALS = 5
UNITS_PER_DEGREE = 10**DECIMALS
TRUE_UNITS_PER_DEGREE = 10**8
ON_A_LINE = 2e-9  # degrees; a fifth of a millimetre
MARGIN_M = 800.0
LEAST_WATER_M2 = 4_000.0
LEAST_ROAD_M = 150.0
MOST_POINTS = 6_000


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
    original, lines = without_slivers(lines, polygons, names)
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


@dataclass(frozen=True)
class SectorShape:
    """One sector's published polygon in degrees, its colour index and where its number stands."""

    sector_id: str
    polygon: shapely.Geometry
    colour: int
    label: tuple[float, float]


def extent_around(shapes: Sequence[SectorShape], margin: float) -> tuple[float, float, float, float]:
    """Return west, south, east and north (degrees) of the sectors, wider by `margin`, a share of their extent, each way."""
    west, south, east, north = shapely.total_bounds([shape.polygon for shape in shapes]).tolist()
    wide, high = margin * (east - west), margin * (north - south)
    return west - wide, south - high, east + wide, north + high


def sector_shapes(
    record: PublicRecord, ids: list[str], geometry: NDArray[np.object_], tolerance_m: float
) -> tuple[SectorShape, ...]:
    """Return the shapes in the record's order; `geometry` (n,) in degrees belongs to `ids` (n,)."""
    coverage = public_boundaries(geometry, ids, tolerance_m)
    colours = neighbour_colours(len(coverage), shared_borders(coverage)).tolist()
    by_id = {key: row for row, key in enumerate(ids)}
    local = LocalMetres.around(coverage)
    metres = local.to_metres(coverage)
    labels = local.to_degrees(np.array([_label_point(shape) for shape in metres], dtype=object))
    rows = [by_id[sector.sector_id] for sector in record.sectors]
    return tuple(
        SectorShape(
            ids[row], coverage[row], colours[row], (round(labels[row].x, DECIMALS), round(labels[row].y, DECIMALS))
        )
        for row in rows
    )


def shared_borders(coverage: NDArray[np.object_]) -> Ints:
    """Return (m, 2) polygons, each pair once, that share more than points of their outlines, in any units."""
    left, right = shapely.STRtree(coverage).query(coverage, predicate="intersects")
    left, right = left[left < right], right[left < right]
    common = shapely.intersection(shapely.boundary(coverage[left]), shapely.boundary(coverage[right]))
    return np.column_stack([left, right])[shapely.length(common) > 0].astype(np.int64)


def _label_point(shape: shapely.Geometry) -> shapely.Point:
    """Return the point of the largest part that is farthest from its border (pole of inaccessibility)."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    return polylabel(largest, tolerance=10.0)


def steps(polygon: shapely.Geometry) -> list[list[list[int]]]:
    """Return polygons as lists of rings; a ring is longitude and latitude steps in turn, from 0, closing point left out."""
    return [[ring_steps(ring) for ring in _rings(part)] for part in shapely.get_parts(polygon)]


def polygon_of(found: list[list[list[int]]]) -> shapely.Geometry:
    """Return the polygon, or multi-polygon, that `steps` was made from, in degrees of five decimals."""
    parts = []
    for rings in found:
        points = [np.cumsum(np.reshape(ring, (-1, 2)), axis=0) / UNITS_PER_DEGREE for ring in rings]
        parts.append(shapely.Polygon(points[0], points[1:]))
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def true_borders(polygon: shapely.Geometry) -> list[list[str]]:
    """Return the polygon as it is, not generalised, as polygons of rings of packed text (1e-8 degrees, about a millimetre).

    Lookups use these; only what is drawn is generalised. Points on a straight line between others say
    nothing and are left out. Steps are packed as in Google's encoded polylines:
    https://developers.google.com/maps/documentation/utilities/polylinealgorithm
    """
    bare = shapely.simplify(polygon, ON_A_LINE)
    parts = [part for part in shapely.get_parts(bare) if part.geom_type == "Polygon"]
    return [[_packed_ring(ring) for ring in _rings(part)] for part in parts]


def packed(numbers: list[int]) -> str:
    """Return whole numbers as text in which small ones take one or two signs."""
    return "".join(_packed(number) for number in numbers)


def _packed_ring(ring: shapely.Geometry) -> str:
    points = np.rint(shapely.get_coordinates(ring)[:-1] * TRUE_UNITS_PER_DEGREE).astype(np.int64)
    return packed(np.diff(points, axis=0, prepend=[[0, 0]]).ravel().tolist())


def _packed(value: int) -> str:
    left, text = (~(value << 1) if value < 0 else value << 1), ""
    while left >= 0x20:
        text += chr((0x20 | (left & 0x1F)) + 63)
        left >>= 5
    return text + chr(left + 63)


def _rings(polygon: shapely.Polygon) -> list[shapely.LinearRing]:
    return [polygon.exterior, *polygon.interiors]


def ring_steps(line: shapely.Geometry, is_closed: bool = True) -> list[int]:
    """Return the points as steps from (0, 0); the closing point of a ring is left out."""
    points = np.rint(shapely.get_coordinates(line)[: -1 if is_closed else None] * UNITS_PER_DEGREE).astype(int)
    return [int(value) for value in np.diff(points, axis=0, prepend=[[0, 0]]).ravel()]


def geojson(record: PublicRecord, shapes: tuple[SectorShape, ...]) -> str:
    """Return the sectors as GeoJSON: id, name and colour index, nothing else."""
    names = {sector.sector_id: sector.name for sector in record.sectors}
    features = [
        {
            "type": "Feature",
            "id": shape.sector_id,
            "properties": {"sector_id": shape.sector_id, "name": names[shape.sector_id], "colour": shape.colour},
            "geometry": _rounded(shapely.geometry.mapping(shape.polygon)),
        }
        for shape in shapes
    ]
    head: dict[str, Any] = {
        "type": "FeatureCollection",
        "edition": record.edition,
        "content": record.content,
        "drawn_within_m": record.drawn_within_m,
        "note": f"Borders are drawn approximately: up to {record.drawn_within_m} m from where they are.",
    }
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "features": [\n{lines}\n]}}\n'


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return round(value, DECIMALS) if isinstance(value, float) else value


def water_steps(geometry: NDArray[np.object_], sectors: NDArray[np.object_]) -> list[list[list[int]]]:
    """Return polygons of water near the sectors as rings of steps; ponds below 4,000 m² are left out."""
    if not len(geometry):
        return []
    local = LocalMetres.around(sectors)
    near = shapely.make_valid(local.to_metres(geometry)) & _frame(local.to_metres(sectors))
    merged = shapely.get_parts(_thinned(shapely.union_all(near)))
    kept = merged[(shapely.get_dimensions(merged) == 2) & (shapely.area(merged) >= LEAST_WATER_M2)]
    return [[ring_steps(ring) for ring in (part.exterior, *part.interiors)] for part in local.to_degrees(kept)]


def road_steps(geometry: NDArray[np.object_], sectors: NDArray[np.object_]) -> list[list[int]]:
    """Return main roads near the sectors as lines of steps; pieces shorter than 150 m are left out."""
    if not len(geometry):
        return []
    local = LocalMetres.around(sectors)
    near = shapely.union_all(local.to_metres(geometry) & _frame(local.to_metres(sectors)))
    parts = shapely.get_parts(near)
    lines = shapely.line_merge(shapely.union_all(parts[shapely.get_dimensions(parts) == 1]))
    merged = shapely.get_parts(_thinned(lines))
    kept = merged[shapely.length(merged) >= LEAST_ROAD_M]
    return [ring_steps(line, is_closed=False) for line in local.to_degrees(kept)]


def _frame(sectors: NDArray[np.object_]) -> shapely.Geometry:
    west, south, east, north = shapely.total_bounds(sectors)
    return shapely.box(west - MARGIN_M, south - MARGIN_M, east + MARGIN_M, north + MARGIN_M)


def _thinned(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return the geometry simplified by 8 m, or by more until it is light enough for an old telephone."""
    for tolerance in (8.0, 16.0, 32.0, 64.0):
        simple = shapely.simplify(geometry, tolerance)
        if shapely.get_num_coordinates(simple) <= MOST_POINTS:
            break
    return simple
