"""The few SVG elements that charts and maps are made of; texts are escaped, coordinates have one decimal."""

from __future__ import annotations

import math
from collections.abc import Iterable

from markupsafe import Markup


def element(name: str, content: object = "", **attributes: str | float) -> Markup:
    """Return an element; in attribute names an underscore stands for a hyphen, `css` for class."""
    written = Markup("").join(
        Markup(' {}="{}"').format("class" if key == "css" else key.replace("_", "-"), _short(value))
        for key, value in attributes.items()
    )
    return Markup("<{}{}>{}</{}>").format(name, written, content, name)


def label(content: object, x: float, y: float, anchor: str = "start", css: str = "") -> Markup:
    """Return a text whose baseline stands at x, y."""
    return element("text", content, x=x, y=y, text_anchor=anchor, css=css)


def line(x1: float, y1: float, x2: float, y2: float, css: str = "axis", style: str = "") -> Markup:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, css=css, style=style)


def path(points: Iterable[tuple[float, float]], style: str, css: str = "") -> Markup:
    """Return an open line through the points; a point that is not finite interrupts it."""
    steps, pen = [], "M"
    for x, y in points:
        if not math.isfinite(y):
            pen = "M"
            continue
        steps.append(f"{pen}{x:.1f} {y:.1f}")
        pen = "L"
    return element("path", d="".join(steps), style=f"fill:none;{style}", css=css)


def picture(parts: Iterable[Markup], width: float, height: float, description: str) -> Markup:
    """Return the whole drawing; `description` is what a screen reader says."""
    return element(
        "svg",
        Markup("").join([element("title", description), *parts]),
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
    )


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Return about as many round numbers as asked for that span low to high; if they are equal, from low to low + 1."""
    if not high > low:
        high = low + 1.0
    raw = (high - low) / max(about, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = power * next(size for size in (1, 2, 5, 10) if raw <= size * power * 1.0001)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def decimals_of(values: list[float]) -> int:
    """Return the fewest decimals with which the round numbers of an axis are exact; at most four."""
    return next((count for count in range(4) if all(abs(round(v, count) - v) < 1e-9 for v in values)), 4)


def _short(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
