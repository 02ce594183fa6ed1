"""The sectors' shapes as the page carries them: whole hundred-thousandths of a degree, each point as a step."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.ops import polylabel

from ..arrays import Ints
from ..metrics import neighbour_colours
from .boundaries import DECIMALS, UNITS_PER_DEGREE, LocalMetres, public_boundaries
from .public_record import PublicRecord

TRUE_UNITS_PER_DEGREE = 10**8
ON_A_LINE = 2e-9  # degrees; a fifth of a millimetre


@dataclass(frozen=True)
class SectorShape:
    """One sector's published polygon in degrees, its colour index and where its number stands."""

    sector_id: str
    polygon: shapely.Geometry
    colour: int
    label: tuple[float, float]


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
