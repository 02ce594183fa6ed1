"""The still map for readers without JavaScript and for print: an inline SVG of the sectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from .boundaries import LocalMetres
from .map_shapes import SectorShape
from .public_record import PublicRecord

WIDTH = 640


@dataclass(frozen=True)
class OverviewPart:
    """One sector: its SVG path and where its number stands, in drawing units."""

    anchor: str
    label: str
    colour: int
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Overview:
    """The whole drawing, `width` by `height` units."""

    width: int
    height: int
    parts: tuple[OverviewPart, ...]


def overview(record: PublicRecord, shapes: tuple[SectorShape, ...]) -> Overview:
    """Return the sectors drawn north up, 640 units wide or at most 640 high."""
    polygons = np.array([shape.polygon for shape in shapes], dtype=object)
    local = LocalMetres.around(polygons)
    metres = local.to_metres(polygons)
    west, south, east, north = shapely.total_bounds(metres)
    scale = WIDTH / max(east - west, north - south)
    labels = local.to_metres(np.array([shapely.Point(shape.label) for shape in shapes], dtype=object))
    parts = []
    for sector, shape, polygon, label in zip(record.sectors, shapes, metres, labels, strict=True):
        x, y = round((label.x - west) * scale), round((north - label.y) * scale)
        path = _path(polygon, float(west), float(north), float(scale))
        parts.append(OverviewPart(sector.anchor, _short(sector.sector_id), shape.colour, path, x, y))
    return Overview(round((east - west) * scale), round((north - south) * scale), tuple(parts))


def _path(polygon: shapely.Geometry, west: float, north: float, scale: float) -> str:
    drawn = shapely.transform(polygon, lambda points: np.rint((points - [west, north]) * [scale, -scale]))
    pieces = []
    for part in shapely.get_parts(drawn):
        for ring in (part.exterior, *part.interiors):
            points = shapely.get_coordinates(ring).astype(int)
            kept = points[np.r_[True, np.any(np.diff(points, axis=0) != 0, axis=1)]]
            pieces.append("M" + "L".join(f"{x} {y}" for x, y in kept) + "z")
    return "".join(pieces)


def _short(text: str) -> str:
    return text if len(text) <= 8 else text[:7] + "…"
