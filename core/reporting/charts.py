"""Charts and heat maps as inline SVG, coloured by the report's style sheet to follow light, dark and paper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from ..base.i18n import number
from .svg import decimals_of, element, label, line, path, picture, ticks

WIDTH = 760.0
_CHARACTER = 7.0  # average width of a letter at the charts' text size
_STEPS = 5
_ROW = 24.0


def bars(
    labels: Sequence[str],
    values: Sequence[float],
    description: str,
    *,
    decimals: int = 0,
    colours: Sequence[str] | None = None,
    signed: bool = False,
    reference: float | None = None,
) -> Markup:
    """Return horizontal bars from zero with the value beside each; NaN gives no bar and an en dash.

    Args:
        labels: one text a bar.
        values: one number a bar.
        description: what a screen reader says.
        decimals: decimals of the written values.
        colours: CSS colours, one a bar; var(--tone-1) by default.
        signed: write a plus before positive values.
        reference: value at which a vertical line is drawn across all bars.

    """
    row, left = 24.0, _margin(labels)
    finite = [value for value in values if math.isfinite(value)]
    low, high = min([0.0, *finite]), max([0.0, *finite, reference or 0.0])
    span = (high - low) or 1.0
    room = WIDTH - left - (140.0 if low < 0 else 70.0)
    zero = left + (70.0 if low < 0 else 0.0) - low / span * room
    parts = []
    for index, (text, value) in enumerate(zip(labels, values, strict=True)):
        middle, end = row * index + row / 2, zero + (value if math.isfinite(value) else 0.0) / span * room
        colour = colours[index] if colours else "var(--tone-1)"
        parts.append(label(text, left - 10, middle + 4, "end"))
        parts.append(
            element("rect", x=min(zero, end), y=middle - 7, width=abs(end - zero), height=14, style=f"fill:{colour}")
        )
        written = number(value, decimals, signed=signed)
        parts.append(label(written, end + (-6 if end < zero else 6), middle + 4, "end" if end < zero else "start"))
    height = row * len(labels) + 4
    parts.append(line(zero, 0, zero, height))
    if reference is not None:
        at = zero + reference / span * room
        parts.append(line(at, 0, at, height, style="stroke-dasharray:4 3"))
    return picture(parts, WIDTH, height, description)


@dataclass(frozen=True)
class Series:
    """A named line of a chart: one value for every label below, NaN if there is none."""

    name: str
    values: Sequence[float]
    colour: str = "var(--tone-1)"
    dashed: bool = False


@dataclass(frozen=True)
class Frame:
    """The plotting area of a chart: where values and positions come to stand."""

    count: int
    low: float
    high: float
    width: float = WIDTH
    height: float = 260.0
    left: float = 56.0
    right: float = 130.0
    top: float = 22.0
    bottom: float = 34.0

    def x(self, position: float) -> float:
        """Return the x (pixels) of a position 0 to count - 1."""
        return self.left + position / max(self.count - 1, 1) * (self.width - self.left - self.right)

    def y(self, value: float) -> float:
        """Return the y (pixels) of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.height - self.bottom - share * (self.height - self.top - self.bottom)


def lines(
    series: Sequence[Series],
    labels: Sequence[str],
    description: str,
    *,
    marks: Sequence[tuple[float, str]] = (),
    bands: Sequence[tuple[float, float, str]] = (),
) -> Markup:
    """Return lines over evenly spaced labels, each named at its end.

    Args:
        series: the lines.
        labels: texts along the bottom; as many are written as there is room for.
        description: what a screen reader says.
        marks: positions (0 to number of labels - 1) with a text, drawn as vertical lines.
        bands: from, to and text of shaded spans of positions.

    """
    finite = [value for one in series for value in one.values if math.isfinite(value)]
    steps = ticks(min([0.0, *finite]), max([1.0, *finite]))
    right = max([70.0, *(_CHARACTER * len(one.name) + 34 for one in series)])
    frame = Frame(len(labels), steps[0], steps[-1], right=min(right, WIDTH / 2.5))
    parts = [_band(frame, *band) for band in bands]
    parts += [_grid(frame, step, decimals_of(steps)) for step in steps]
    parts.append(_bottom_labels(frame, labels))
    parts += [_mark(frame, *mark) for mark in marks]
    for one in series:
        style = f"stroke:{one.colour};stroke-width:2.2;{'stroke-dasharray:5 4' if one.dashed else ''}"
        parts.append(path([(frame.x(i), frame.y(v)) for i, v in enumerate(one.values)], style))
    parts += _names(frame, series)
    return picture(parts, frame.width, frame.height, description)


def intervals(
    labels: Sequence[str],
    estimates: Sequence[tuple[float, float, float]],
    description: str,
    *,
    reference: float = 0.0,
    decimals: int = 0,
    least: float = -math.inf,
) -> Markup:
    """Return one row per label with a dot at the estimate and a line from low to high.

    `estimates` holds (low, estimate, high); an end that is not finite runs to the edge. The dashed line marks
    `reference`, usually no change. The axis does not go below `least`, the smallest value that can be.
    """
    row, left, right = 30.0, _margin(labels), 40.0
    finite = [value for three in estimates for value in three if math.isfinite(value)] + [reference]
    steps = [step for step in ticks(min(finite), max(finite)) if step > least]
    if math.isfinite(least) and min(finite) < steps[0]:
        steps = [least, *steps]
    frame = Frame(2, 0.0, 1.0, left=left, right=right)

    def x(value: float) -> float:
        inside = min(max(value, steps[0]), steps[-1])
        return frame.x((inside - steps[0]) / (steps[-1] - steps[0]))

    height = row * len(labels) + 6
    parts = [line(x(step), 0, x(step), height, "grid") for step in steps]
    parts += [label(number(s, decimals_of(steps)), x(s), height + 18, "middle", "soft") for s in steps]
    parts.append(line(x(reference), 0, x(reference), height, style="stroke-dasharray:4 3"))
    for index, (text, (low, estimate, high)) in enumerate(zip(labels, estimates, strict=True)):
        middle = row * index + row / 2 + 6
        parts.append(label(text, left - 14, middle + 4, "end"))
        if math.isfinite(estimate):
            parts.append(line(x(low), middle, x(high), middle, "", "stroke:var(--tone-1);stroke-width:3"))
            parts.append(element("circle", cx=x(estimate), cy=middle, r=5, style="fill:var(--tone-1)"))
            written = number(estimate, decimals)
            parts.append(label(written, x(estimate), middle - 9, "middle", "halo"))
    return picture(parts, WIDTH, height + 26, description)


def _margin(labels: Sequence[str]) -> float:
    return min(max([40.0, *(_CHARACTER * len(text) + 22 for text in labels)]), WIDTH / 2.2)


def _grid(frame: Frame, value: float, decimals: int) -> Markup:
    at = frame.y(value)
    css = "axis" if value == 0 else "grid"
    return line(frame.left, at, frame.width - frame.right, at, css) + label(
        number(value, decimals), frame.left - 8, at + 4, "end", "soft"
    )


def _bottom_labels(frame: Frame, labels: Sequence[str]) -> Markup:
    room = frame.width - frame.left - frame.right
    widest = max([_CHARACTER * len(text) for text in labels], default=1.0) + 14
    stride = max(1, math.ceil(widest * len(labels) / room))
    return Markup("").join(
        label(text, frame.x(index), frame.height - frame.bottom + 20, "middle", "soft")
        for index, text in enumerate(labels)
        if index % stride == 0
    )


def _mark(frame: Frame, position: float, text: str) -> Markup:
    at = frame.x(position)
    style = "stroke:var(--bad);stroke-dasharray:5 3;stroke-width:1.5"
    return line(at, frame.top - 6, at, frame.height - frame.bottom, "", style) + label(
        text, at + 5, frame.top + 12, css="halo"
    )


def _band(frame: Frame, start: float, end: float, text: str) -> Markup:
    shade = element(
        "rect",
        x=frame.x(start),
        y=frame.top,
        width=max(frame.x(end) - frame.x(start), 0.0),
        height=frame.height - frame.top - frame.bottom,
        style="fill:var(--panel)",
    )
    return shade + label(text, frame.x(start) + 4, frame.top - 8, css="soft")


def _names(frame: Frame, series: Sequence[Series]) -> list[Markup]:
    """Return the names at the lines' ends, moved apart where they would overlap."""
    ends = []
    for one in series:
        last = next((i for i in reversed(range(len(one.values))) if math.isfinite(one.values[i])), None)
        if last is not None:
            ends.append((frame.y(one.values[last]), one))
    written, above = [], -math.inf
    for at, one in sorted(ends, key=lambda end: end[0]):
        above = max(at, above + 15)
        mark = element("circle", cx=frame.width - frame.right + 12, cy=above, r=4, style=f"fill:{one.colour}")
        written.append(mark + label(one.name, frame.width - frame.right + 21, above + 4))
    return written


def heat_map(
    rows: Sequence[str],
    columns: Sequence[str],
    values: NDArray[np.float64],
    description: str,
) -> Markup:
    """Return a heat map with each value of a half or more written into its cell.

    Args:
        rows: texts before the rows.
        columns: texts above the columns.
        values: (rows, columns) of zero or more.
        description: what a screen reader says.

    """
    left = 16.0 + 7.0 * max(len(text) for text in rows)
    wide = (WIDTH - left) / len(columns)
    top = 20.0
    parts = [label(text, left + wide * (index + 0.5), 13, "middle", "soft") for index, text in enumerate(columns)]
    most = float(values.max(initial=0.0)) or 1.0
    for row, name in enumerate(rows):
        y = top + _ROW * row
        parts.append(label(name, left - 8, y + 16, "end"))
        parts += [_cell(left + wide * column, y, wide, value, most) for column, value in enumerate(values[row])]
    return picture(parts, WIDTH, top + _ROW * len(rows) + 2, description)


def _cell(x: float, y: float, wide: float, value: float, most: float) -> Markup:
    step = min(int(value / most * _STEPS), _STEPS - 1) + 1
    colour = f"var(--step-{step})" if value >= 0.05 * most else "var(--panel)"
    box = element("rect", x=x + 1, y=y + 1, width=wide - 2, height=_ROW - 2, rx=2, style=f"fill:{colour}")
    if value < 0.5:
        return box
    ink = "fill:var(--paper)" if step > 3 else ""
    text = element("text", number(value, 0), x=x + wide / 2, y=y + 16, text_anchor="middle", style=ink)
    return box + text
