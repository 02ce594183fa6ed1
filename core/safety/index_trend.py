"""All editions of the index beside each other: one small panel a district, broken where they cannot be chained."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..language import translate
from ..publish.svg import element, label, line, picture
from .index import NO_CATEGORY, Edition
from .index_settings import CATEGORIES

PER_ROW = 4
_WIDTH, _HEIGHT, _TOP, _STEP, _LETTERS = 184.0, 106.0, 24.0, 13.0, 24


@dataclass(frozen=True)
class Point:
    """A district's category in one edition; `chained` to the edition before it where both can be compared."""

    year: int
    category: int
    chained: bool


def district_trends(editions: Sequence[Edition]) -> dict[str, list[Point]]:
    """Return each district's categories over the editions, by name; parts of one name take the greatest need.

    A point is chained where the edition directly before has the district too, found by the same named method.
    """
    trends: dict[str, list[Point]] = {}
    before: dict[str, str] = {}
    for edition in editions:
        now: dict[str, str] = {}
        found: dict[str, int] = {}
        for name, category, method in zip(edition.names, edition.category, edition.method, strict=True):
            if name and category != NO_CATEGORY:
                found[name] = max(found.get(name, NO_CATEGORY), int(category))
                now[name] = method
        for name, category in found.items():
            chained = bool(now[name]) and before.get(name) == now[name]
            trends.setdefault(name, []).append(Point(edition.year or 0, category, chained))
        before = now
    return dict(sorted(trends.items()))


def small_multiples(editions: Sequence[Edition]) -> Markup:
    """Return the panels: years along the bottom, the five categories upward, lines only where editions are chained."""
    trends = district_trends(editions)
    years = [edition.year or 0 for edition in editions]
    panels = [
        element("g", _panel(name, points, years), transform=f"translate({x * 190:g} {y * (_HEIGHT + 8):g})")
        for (y, x), (name, points) in zip(_places(len(trends)), trends.items(), strict=True)
    ]
    rows = -(-len(trends) // PER_ROW)
    return picture(panels, 760, rows * (_HEIGHT + 8), translate("Core", "Categories by edition and district"))


def _places(count: int) -> list[tuple[int, int]]:
    return [divmod(number, PER_ROW) for number in range(count)]


def _panel(name: str, points: Sequence[Point], years: Sequence[int]) -> Markup:
    span = max(years[-1] - years[0], 1)

    def x(year: int) -> float:
        return 12 + (year - years[0]) / span * (_WIDTH - 24)

    def y(category: int) -> float:
        return _TOP + (len(CATEGORIES) - 1 - category) * _STEP + 6

    shown = name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
    parts = [element("g", label(shown, 4, 12, css="strong") + element("title", name))]
    parts += [line(4, y(level), _WIDTH - 4, y(level), "grid") for level in range(len(CATEGORIES))]
    parts += [
        line(x(one.year), y(one.category), x(two.year), y(two.category), "axis")
        for one, two in itertools.pairwise(points)
        if two.chained
    ]
    parts += [
        element(
            "circle", cx=x(p.year), cy=y(p.category), r=4.5, style=f"fill:{CATEGORIES[p.category].colour}", css="area"
        )
        for p in points
    ]
    parts.append(label(years[0], 4, _HEIGHT - 6, css="soft"))
    if years[-1] != years[0]:
        parts.append(label(years[-1], _WIDTH - 4, _HEIGHT - 6, "end", "soft"))
    return Markup("").join(parts)
