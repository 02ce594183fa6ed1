"""All editions of the index beside each other: one small panel a district, broken where they cannot be chained."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...base.i18n import number, short, translate
from ...reporting.svg import decimals_of, element, label, line, picture, ticks
from .index import NO_CATEGORY, IndexEdition
from .settings import CATEGORIES

PER_ROW = 4
_WIDTH, _HEIGHT, _TOP, _DEPTH, _LETTERS = 184.0, 106.0, 24.0, 52.0, 24


@dataclass(frozen=True)
class _Point:
    """A district in one edition: a category's position or a value; `chained` to the edition before it."""

    year: int
    value: float
    chained: bool


Trends = Mapping[str, Sequence[_Point]]


def category_trends(editions: Sequence[IndexEdition]) -> Trends:
    """Return each district's categories over the editions, by name; parts of one name take the greatest need.

    A point is chained where the edition directly before has the district too, found by the same named method.
    """
    rows = [
        {
            (name, method): float(category)
            for name, method, category in sorted(
                zip(edition.names, edition.method, edition.category.tolist(), strict=True)
            )
            if name and category != NO_CATEGORY
        }
        for edition in editions
    ]
    trends: dict[str, list[_Point]] = {}
    for before, edition, now in zip([{}, *rows], editions, rows, strict=False):
        for (name, method), category in now.items():
            chained = bool(method) and (name, method) in before
            trends.setdefault(name, []).append(_Point(edition.year or 0, category, chained))
    return dict(sorted(trends.items()))


def value_trends(editions: Sequence[IndexEdition]) -> Trends:
    """Return each district's values over the editions, one series for every method, named with it where it has a name."""
    trends: dict[str, list[_Point]] = {}
    before: set[str] = set()
    for edition in editions:
        now: dict[str, float] = {}
        for name, method, value in zip(edition.names, edition.method, edition.value.tolist(), strict=True):
            if name and math.isfinite(value):
                now[f"{name}: {method}" if method else name] = value
        for title, value in now.items():
            chained = title in before and ": " in title
            trends.setdefault(title, []).append(_Point(edition.year or 0, value, chained))
        before = set(now)
    return dict(sorted(trends.items()))


def category_panels(editions: Sequence[IndexEdition]) -> Markup:
    """Return a panel a district: years along the bottom, the five categories upward."""
    colours = [category.colour for category in CATEGORIES]
    scale = [float(level) for level in range(len(CATEGORIES))]
    title = translate("Core", "Categories by edition and district")
    trends = category_trends(editions)
    return _panels(trends, editions, dict.fromkeys(trends, scale), colours, title)


def value_panels(editions: Sequence[IndexEdition]) -> Markup:
    """Return a panel a district and method: years along the bottom, values upward from zero, one scale a method."""
    trends = value_trends(editions)
    methods = {name: name.rpartition(": ")[2] if ": " in name else "" for name in trends}
    highest = {
        method: max(point.value for name, points in trends.items() if methods[name] == method for point in points)
        for method in methods.values()
    }
    scales = {name: ticks(0.0, highest[methods[name]], 3) for name in trends}
    return _panels(trends, editions, scales, [], translate("Core", "Values by edition and district"))


def _panels(
    trends: Trends,
    editions: Sequence[IndexEdition],
    scales: Mapping[str, Sequence[float]],
    colours: Sequence[str],
    description: str,
) -> Markup:
    years = [edition.year or 0 for edition in editions]
    panels = []
    for place, (name, points) in enumerate(trends.items()):
        row, column = divmod(place, PER_ROW)
        scale = scales[name]
        frame = _Panel(years[0], years[-1], scale[0], scale[-1])
        drawn = frame.draw(name, points, scale, colours)
        panels.append(element("g", drawn, transform=f"translate({column * 190:g} {row * (_HEIGHT + 8):g})"))
    return picture(panels, 760, -(-len(trends) // PER_ROW) * (_HEIGHT + 8), description)


@dataclass(frozen=True)
class _Panel:
    first: int
    last: int
    low: float
    high: float

    def x(self, year: int) -> float:
        return 12 + (year - self.first) / max(self.last - self.first, 1) * (_WIDTH - 24)

    def y(self, value: float) -> float:
        return _TOP + 6 + _DEPTH * (1 - (value - self.low) / (self.high - self.low))

    def draw(
        self,
        name: str,
        points: Sequence[_Point],
        scale: Sequence[float],
        colours: Sequence[str],
    ) -> Markup:
        shown = name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
        parts = [element("g", label(shown, 4, 12, css="strong") + element("title", name))]
        parts += [line(4, self.y(step), _WIDTH - 4, self.y(step), "grid") for step in scale]
        if not colours:
            top = number(self.high, decimals_of([self.high]))
            parts.append(label(top, _WIDTH - 4, self.y(self.high) - 2, "end", "soft"))
        parts += [
            line(self.x(one.year), self.y(one.value), self.x(two.year), self.y(two.value), "axis")
            for one, two in itertools.pairwise(points)
            if two.chained
        ]
        parts += [self._dot(point, colours) for point in points]
        parts.append(label(self.first, 4, _HEIGHT - 6, css="soft"))
        if self.last != self.first:
            parts.append(label(self.last, _WIDTH - 4, _HEIGHT - 6, "end", "soft"))
        return Markup("").join(parts)

    def _dot(self, point: _Point, colours: Sequence[str]) -> Markup:
        colour = colours[int(point.value)] if colours else "var(--tone-1)"
        tip = element("title", f"{point.year}" if colours else f"{point.year}: {short(point.value)}")
        style = f"fill:{colour}"
        return element("circle", tip, cx=self.x(point.year), cy=self.y(point.value), r=4.5, style=style, css="area")
