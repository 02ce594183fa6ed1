"""Geometry for the public page: boundaries as one coverage without gap or overlap, and water and main roads as bare lines.

Everything is noding, merging and polygonising, so that real layers (borders without shared vertices, slivers) become a
coverage on the way, and any GEOS that QGIS carries will do. The page carries shapes as whole hundred-thousandths of a
degree, each point as a step from the one before. Names that the analyst chose are shown too: of a named layer nothing but
one field's text and a place passes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.ops import polylabel

from ..base.arrays import Ints
from ..base.crs import METRES_PER_DEGREE
from ..base.errors import InputError
from ..base.i18n import translate
from ..base.table import FeatureTable
from ..base.text import clean_text, length_problem, shortened
from ..geo.contiguity import neighbour_colours
from ..geo.overlay import GRID_M, check_areas, noded, owned_faces, simplified, without_slivers
from .public_record import PublicRecord

DECIMALS = 5
UNITS_PER_DEGREE = 10**DECIMALS
TRUE_UNITS_PER_DEGREE = 10**8
ON_A_LINE = 2e-9  # degrees; a fifth of a millimetre
MARGIN = 0.4  # of the sectors' longer side: no more can be seen, however the map is moved
EDGE_M = 1.0
LEAST_CUT_M = 300.0  # water that meets the edge of its layer along so much was cut off there
LEAST_WATER_M2 = 4_000.0
LEAST_ROAD_M = 150.0
MOST_POINTS = 6_000
LEAST_PART = 0.05  # of the sector's largest part; a part from this size on carries the sector's number
LABEL_KINDS = ("district", "station", "place", "street")
_NAME_FIELDS = ("name", "navn", "bydel", "stednavn", "kvarternavn")
LONGEST_LABEL = 60
MOST_LABELS = 400
MOST_ROAD_NAMES = 150
LABELS_APART_M = 1_000.0  # the same name nearer than this is the same place
STRAIGHT_M = 30.0  # a stretch of road bends no more than this
STRETCHES = 3


@dataclass(frozen=True)
class LocalMetres:
    """Degrees to metres round a middle latitude: near enough to simplify and to measure a sliver by."""

    longitude: float
    latitude: float

    @classmethod
    def around(cls, geometry: NDArray[np.object_]) -> LocalMetres:
        """Return the metres round the middle of the bounds of `geometry` (n,)."""
        west, south, east, north = shapely.total_bounds(geometry)
        return cls((west + east) / 2, (south + north) / 2)

    def _scale(self) -> NDArray[np.float64]:
        return METRES_PER_DEGREE * np.array([math.cos(math.radians(self.latitude)), 1.0])

    def to_metres(self, geometry: NDArray[np.object_]) -> NDArray[np.object_]:
        """Return `geometry` (n,) in degrees as (n,) shapes in metres."""
        origin = np.array([self.longitude, self.latitude])
        return np.asarray(shapely.transform(geometry, lambda points: (points - origin) * self._scale()))

    def to_degrees(self, geometry: NDArray[np.object_]) -> NDArray[np.object_]:
        """Return `geometry` (n,) in metres as (n,) shapes in degrees."""
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
    """Return the (n,) mask of (n, 4) bounds (least and greatest x and y) that can be longitudes and latitudes."""
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


Mark = tuple[float, float, int]


@dataclass(frozen=True)
class SectorShape:
    """One sector's published polygon in degrees, its colour index and where its number stands.

    `marks`: longitude and latitude in degrees and the room around it in metres, one for every larger part, the largest first.
    """

    sector_id: str
    polygon: shapely.Geometry
    colour: int
    marks: tuple[Mark, ...]


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
    rows = [by_id[sector.sector_id] for sector in record.sectors]
    return tuple(SectorShape(ids[row], coverage[row], colours[row], _marks(metres[row], local)) for row in rows)


def shared_borders(coverage: NDArray[np.object_]) -> Ints:
    """Return (m, 2) polygons, each pair once, that share more than points of their outlines, in any units."""
    left, right = shapely.STRtree(coverage).query(coverage, predicate="intersects")
    left, right = left[left < right], right[left < right]
    common = shapely.intersection(shapely.boundary(coverage[left]), shapely.boundary(coverage[right]))
    return np.column_stack([left, right])[shapely.length(common) > 0].astype(np.int64)


def _marks(shape: shapely.Geometry, local: LocalMetres) -> tuple[Mark, ...]:
    parts = sorted(shapely.get_parts(shape), key=shapely.area, reverse=True)
    return tuple(_mark(part, local) for part in parts if part.area >= LEAST_PART * parts[0].area)


def _mark(part: shapely.Polygon, local: LocalMetres) -> Mark:
    """Return the point of a polygon in metres that is farthest from its border (pole of inaccessibility), and how far."""
    pole = polylabel(part, tolerance=10.0)
    place = local.to_degrees(np.array([pole], dtype=object))[0]
    return round(place.x, DECIMALS), round(place.y, DECIMALS), int(shapely.distance(pole, part.boundary))


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
    """Return the polygons of water `geometry` (n,) near the `sectors` (k,) as rings of steps; ponds below 4,000 m² are left out."""
    if not len(geometry):
        return []
    local = LocalMetres.around(sectors)
    frame = _frame(local.to_metres(sectors))
    water = shapely.union_all(shapely.make_valid(local.to_metres(geometry)))
    area = shapely.total_bounds(local.to_metres(sectors))
    merged = shapely.get_parts(_thinned(_drawn_out(water, area, frame.bounds) & frame))
    kept = merged[(shapely.get_dimensions(merged) == 2) & (shapely.area(merged) >= LEAST_WATER_M2)]
    return [[ring_steps(ring) for ring in (part.exterior, *part.interiors)] for part in local.to_degrees(kept)]


def _drawn_out(
    water: shapely.Geometry, area: NDArray[np.float64], frame: tuple[float, float, float, float]
) -> shapely.Geometry:
    """Return water, drawn on to the frame where its layer was cut off beyond the area: a sea does not end at a line."""
    for side in range(4) if not water.is_empty else ():
        axis, outward = side % 2, -1.0 if side < 2 else 1.0
        edge, goal = water.bounds[side], frame[side]
        if not outward * area[side] < outward * edge < outward * goal:
            continue
        west, south, east, north = water.bounds
        near, far = sorted((edge, edge - outward * EDGE_M))
        strip = water & (shapely.box(near, south, far, north) if axis == 0 else shapely.box(west, near, east, far))
        if strip.area >= LEAST_CUT_M * EDGE_M:
            water = shapely.union_all([water, _stretched(strip, axis, edge, goal)])
    return water


def _stretched(strip: shapely.Geometry, axis: int, edge: float, goal: float) -> shapely.Geometry:
    """Return the strip with those of its points that lie on the edge moved to the goal."""

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        moved = points.copy()
        moved[np.abs(points[:, axis] - edge) < EDGE_M / 2, axis] = goal
        return moved

    return shapely.make_valid(shapely.transform(strip, move))


def road_steps(geometry: NDArray[np.object_], sectors: NDArray[np.object_]) -> list[list[int]]:
    """Return the main roads `geometry` (n,) near the `sectors` (k,) as lines of steps; pieces shorter than 150 m are left out."""
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
    margin = MARGIN * max(east - west, north - south)
    return shapely.box(west - margin, south - margin, east + margin, north + margin)


@dataclass(frozen=True)
class NamedLayer:
    """A layer in degrees whose names the map shows; without `field`, the field that is called name (or navn) holds them."""

    kind: str
    table: FeatureTable
    field: str = ""

    def names(self) -> list[str]:
        """Return the text of every feature.

        Raises:
            InputError: there is no such field, or a text is too long for a map.

        """
        field = self.field or next(
            (name for name in map(str, self.table.attributes) if name.casefold() in _NAME_FIELDS), "name"
        )
        texts = [clean_text(value) if isinstance(value, str) else "" for value in self.table.column(field).tolist()]
        for fid, text in zip(self.table.feature_ids, texts, strict=True):
            if problem := length_problem(text, LONGEST_LABEL):
                message = translate("Core", "Layer “{layer}”, feature {fid}: {problem}")
                raise InputError(message.format(layer=self.table.name, fid=fid, problem=problem))
        return texts


@dataclass(frozen=True)
class MapLabel:
    """A name on the map.

    Attributes:
        kind: one of LABEL_KINDS.
        text: the name.
        spot: longitude and latitude, in hundred-thousandths of a degree.
        room: metres to the border of what is named, or the length of the stretch of road; 0 for a point.
        angle: degrees by which the text is turned clockwise, from -90 to 90; only along roads.

    """

    kind: str
    text: str
    spot: tuple[int, int]
    room: int = 0
    angle: int = 0


def map_labels(layers: Sequence[NamedLayer], sectors: NDArray[np.object_]) -> tuple[MapLabel, ...]:
    """Return the names that lie near the sectors, by kind; of roads the longest and their straightest stretches.

    Args:
        layers: what is named.
        sectors: (n,) polygons in degrees.

    Raises:
        InputError: a layer without its field, with a text that is too long, or with so many names that it can be none of
            districts, stations and well-known places.

    """
    if not layers:
        return ()
    local = LocalMetres.around(sectors)
    frame = _frame(local.to_metres(sectors))
    found = [
        label
        for layer in layers
        for label in (_road_labels if layer.kind == "street" else _labels)(layer, local, frame)
    ]
    return tuple(sorted(found, key=lambda label: LABEL_KINDS.index(label.kind)))


def _near(layer: NamedLayer, local: LocalMetres, frame: shapely.Geometry) -> list[tuple[str, shapely.Geometry]]:
    """Return names and shapes in metres of what has both and lies inside the frame."""
    geometry = local.to_metres(layer.table.geometry)
    inside = shapely.intersects(geometry, frame)
    return [(name, shape) for name, shape, near in zip(layer.names(), geometry, inside, strict=True) if name and near]


def _labels(layer: NamedLayer, local: LocalMetres, frame: shapely.Geometry) -> list[MapLabel]:
    """Return a label for every named place, one where the same name occurs again close by."""
    kept: dict[str, list[shapely.Point]] = {}
    found = []
    for name, shape in _near(layer, local, frame):
        largest = max(shapely.get_parts(shape), key=shapely.area)
        point = polylabel(largest, tolerance=10.0) if largest.geom_type == "Polygon" else shape.representative_point()
        if any(point.distance(other) < LABELS_APART_M for other in kept.get(name, [])):
            continue
        kept.setdefault(name, []).append(point)
        room = int(point.distance(largest.boundary)) if largest.geom_type == "Polygon" else 0
        found.append(_label(layer.kind, name, point, local, room=room))
    if len(found) > MOST_LABELS:
        message = translate("Core", "Layer “{layer}” has {count} names near the sectors, more than the {most} that a map can show. Give only districts, stations or places that people know.")  # fmt: skip
        raise InputError(message.format(layer=shortened(layer.table.name, 40), count=len(found), most=MOST_LABELS))
    return found


def _road_labels(layer: NamedLayer, local: LocalMetres, frame: shapely.Geometry) -> list[MapLabel]:
    """Return labels on the longest straight stretches of the longest roads."""
    roads: dict[str, list[shapely.Geometry]] = {}
    for name, shape in _near(layer, local, frame):
        roads.setdefault(name, []).append(shape & frame)
    whole = {name: shapely.line_merge(shapely.union_all(parts)) for name, parts in roads.items()}
    longest = sorted(whole, key=lambda name: (-whole[name].length, name))[:MOST_ROAD_NAMES]
    return [label for name in longest for label in _along(name, whole[name], local)]


def _along(name: str, road: shapely.Geometry, local: LocalMetres) -> list[MapLabel]:
    lines = [line for line in shapely.get_parts(road) if line.geom_type == "LineString"]
    corners = [shapely.get_coordinates(shapely.simplify(line, STRAIGHT_M)) for line in lines]
    stretches = [shapely.LineString(pair) for line in corners for pair in pairwise(line)]
    stretches = [stretch for stretch in stretches if stretch.length >= LEAST_ROAD_M]
    labels = []
    for stretch in sorted(stretches, key=shapely.length, reverse=True)[:STRETCHES]:
        (ax, ay), (bx, by) = stretch.coords
        turn = -math.degrees(math.atan2(by - ay, bx - ax))  # clockwise, as screens count
        upright = turn - 180 * round(turn / 180)
        labels.append(_label("street", name, stretch.centroid, local, room=int(stretch.length), angle=round(upright)))
    return labels


def _label(
    kind: str, text: str, point: shapely.Point, local: LocalMetres, *, room: int = 0, angle: int = 0
) -> MapLabel:
    place = local.to_degrees(np.array([point], dtype=object))[0]
    x, y = (round(value * UNITS_PER_DEGREE) for value in (place.x, place.y))
    return MapLabel(kind, text, (x, y), room, angle)


def _thinned(geometry: shapely.Geometry) -> shapely.Geometry:
    """Return the geometry simplified by 16 m, or by more until it is light enough for an old telephone."""
    for tolerance in (16.0, 32.0, 64.0):
        simple = shapely.simplify(geometry, tolerance)
        if shapely.get_num_coordinates(simple) <= MOST_POINTS:
            break
    return simple
