"""The still map for readers without JavaScript and for print: an inline SVG of the sectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from .boundaries import UNITS_PER_DEGREE, LocalMetres

if TYPE_CHECKING:
    from .publication import Publication

WIDTH = 640
LEAST_STEP = 0.7  # drawing units; what is smaller cannot be seen


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
    water: str
    roads: str


def overview(publication: Publication) -> Overview:
    """Return the sectors drawn north up, 640 units wide or at most 640 high."""
    record, shapes = publication.record, publication.shapes
    polygons = np.array([shape.polygon for shape in shapes], dtype=object)
    local = LocalMetres.around(polygons)
    metres = local.to_metres(polygons)
    west, south, east, north = shapely.total_bounds(metres)
    scale = WIDTH / max(east - west, north - south)
    labels = local.to_metres(np.array([shapely.Point(shape.label) for shape in shapes], dtype=object))
    parts = []
    for sector, shape, polygon, label in zip(record.sectors, shapes, metres, labels, strict=True):
        x, y = round((label.x - west) * scale), round((north - label.y) * scale)
        path = _path(shapely.simplify(polygon, LEAST_STEP / scale), (west, north, scale))
        parts.append(OverviewPart(sector.anchor, _short(sector.sector_id), shape.colour, path, x, y))

    def drawn(steps: list[int], close: str) -> str:
        points = np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / UNITS_PER_DEGREE
        line = local.to_metres(np.array([shapely.linestrings(points)]))[0]
        points = shapely.get_coordinates(shapely.simplify(line, LEAST_STEP / scale))
        return _line(points, (west, north, scale)) + close

    return Overview(
        width=round((east - west) * scale),
        height=round((north - south) * scale),
        parts=tuple(parts),
        water="".join(drawn(ring, "z") for rings in publication.water for ring in rings),
        roads="".join(drawn(line, "") for line in publication.roads),
    )


def _path(polygon: shapely.Geometry, frame: tuple[float, float, float]) -> str:
    rings = [ring for part in shapely.get_parts(polygon) for ring in (part.exterior, *part.interiors)]
    return "".join(_line(shapely.get_coordinates(ring), frame) + "z" for ring in rings)


def _line(points: NDArray[np.float64], frame: tuple[float, float, float]) -> str:
    """Return points in metres as an SVG path of steps in whole drawing units; `frame` is west, north and scale."""
    west, north, scale = frame
    units = np.rint((points - [west, north]) * [scale, -scale]).astype(int)
    kept = units[np.r_[True, np.any(np.diff(units, axis=0) != 0, axis=1)]]
    steps = " ".join(f"{x} {y}" for x, y in np.diff(kept, axis=0))
    return f"M{kept[0][0]} {kept[0][1]}" + (f"l{steps.replace(' -', '-')}" if steps else "")


def _short(text: str) -> str:
    return text if len(text) <= 8 else text[:7] + "…"
