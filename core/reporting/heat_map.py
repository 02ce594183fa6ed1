"""A table of numbers as a heat map: rows by columns, darker where there is more."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from ..base.numbers import number
from .charts import WIDTH
from .svg import element, label, picture

_STEPS = 5
_ROW = 24.0


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
