"""Small maps as inline SVG: areas in colours, with names and a legend."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import shapely
from markupsafe import Markup
from numpy.typing import NDArray

from ..base.i18n import short
from .svg import element, label, picture

Geometry = NDArray[np.object_]


def choropleth(
    geometry: Geometry,
    colours: Sequence[str],
    description: str,
    *,
    names: Sequence[str] | None = None,
    tips: Sequence[str] | None = None,
    outline: Geometry | None = None,
    legend: Sequence[tuple[str, str]] = (),
    width: float = 760.0,
    height: float = 520.0,
) -> Markup:
    """Return a map of the areas, north up, as large as fits into width × height.

    Args:
        geometry: (n,) polygons in metres; None is left out.
        colours: (n,) CSS colours.
        description: what a screen reader says.
        names: (n,) texts written on the areas.
        tips: (n,) texts shown when the pointer rests on an area.
        outline: (m,) polygons drawn as outlines above, and shown whole, for example sectors over units.
        legend: (colour, text) rows, drawn below the map.
        width: of the drawing, in pixels.
        height: of the map without its legend, in pixels.

    """
    drawn = [row for row, shape in enumerate(geometry) if shape is not None and not shape.is_empty]
    if not drawn:
        return picture([], width, 1.0, description)
    framed = geometry[drawn] if outline is None else np.concatenate([geometry[drawn], outline])
    to_paper = _Paper(framed, width, height)
    parts = [_area(to_paper.path(geometry[row]), colours[row], tips[row] if tips else "") for row in drawn]
    parts += [element("path", d=to_paper.path(shape), css="outline") for shape in ([] if outline is None else outline)]
    for row in drawn if names else []:
        x, y = to_paper.point(shapely.point_on_surface(geometry[row]))
        parts.append(label(names[row] if names else "", x, y + 4, "middle", "halo"))
    key, rows = _legend(legend, to_paper.height + 24, width)
    return picture([*parts, key], width, to_paper.height + (14 + 22 * rows if rows else 0), description)


class _Paper:
    """Metres to pixels, y downward, with what a pixel cannot show left out."""

    def __init__(self, geometry: Geometry, width: float, height: float) -> None:
        west, south, east, north = shapely.total_bounds(geometry)
        self.scale = min((width - 4) / max(east - west, 1e-9), (height - 4) / max(north - south, 1e-9))
        self.west, self.north = west, north
        self.left = (width - (east - west) * self.scale) / 2
        self.height = (north - south) * self.scale + 4

    def point(self, point: shapely.Point) -> tuple[float, float]:
        return (point.x - self.west) * self.scale + self.left, (self.north - point.y) * self.scale + 2

    def path(self, shape: shapely.Geometry) -> str:
        simple = shapely.simplify(shape, 0.4 / self.scale)
        rings = shapely.get_rings(shapely.get_parts(simple))
        return "".join(self._ring(shapely.get_coordinates(ring)) for ring in rings)

    def _ring(self, coordinates: NDArray[np.float64]) -> str:
        x = (coordinates[:-1, 0] - self.west) * self.scale + self.left
        y = (self.north - coordinates[:-1, 1]) * self.scale + 2
        return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)) + "Z"


def _area(path: str, colour: str, tip: str) -> Markup:
    content = element("title", tip) if tip else ""
    return element("path", content, d=path, css="area", style=f"fill:{colour}", fill_rule="evenodd")


def _legend(legend: Sequence[tuple[str, str]], top: float, width: float) -> tuple[Markup, int]:
    """Return the legend from `top` down, and how many rows it takes."""
    parts, x, row = [], 0.0, 0
    for colour, text in legend:
        room = 44.0 + 7.0 * len(text)
        if x and x + room > width:
            x, row = 0.0, row + 1
        y = top + 22 * row
        parts.append(element("rect", x=x, y=y - 11, width=14, height=14, rx=2, css="area", style=f"fill:{colour}"))
        parts.append(label(text, x + 21, y + 1))
        x += room
    return Markup("").join(parts), row + 1 if legend else 0


def quantile_steps(values: NDArray[np.float64]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return a colour for each of (n,) values, in five classes of equally many positive ones, and their legend."""
    steps = [f"var(--step-{step})" for step in range(1, 6)]
    positive = values[values > 0]
    limits = np.unique(np.quantile(positive, [0.2, 0.4, 0.6, 0.8])) if len(positive) else np.empty(0)
    step = np.searchsorted(limits, values, side="right")
    bounds = [0.0, *limits, float(values.max(initial=0.0))]
    legend = [(steps[row], f"{short(low)}–{short(high)}") for row, (low, high) in enumerate(itertools.pairwise(bounds))]
    return [steps[row] for row in step], legend
