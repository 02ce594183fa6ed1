"""When things happen: a small table of weekdays and dayparts in shades."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from ...base.i18n import translate
from ...base.numbers import number
from ...reporting.svg import element, label, picture

_LEFT, _TOP, _WIDE, _HIGH = 56.0, 22.0, 84.0, 26.0
_STEPS, _DARK = 5, 4


def week_chart(week: NDArray[np.float64], description: str) -> Markup:
    """Return (7 weekdays, d dayparts of equal length) weights as shaded cells with their numbers."""
    days = (
        translate("Core", "Mon"),
        translate("Core", "Tue"),
        translate("Core", "Wed"),
        translate("Core", "Thu"),
        translate("Core", "Fri"),
        translate("Core", "Sat"),
        translate("Core", "Sun"),
    )
    hours = 24 // week.shape[1]
    parts = [
        label(f"{hours * part:02d}–{hours * (part + 1):02d}", _LEFT + _WIDE * (part + 0.5), 14, "middle", "soft")
        for part in range(week.shape[1])
    ]
    highest = max(float(week.max()), 1e-9)
    for day, part in np.ndindex(*week.shape):
        x, y, share = _LEFT + _WIDE * part, _TOP + _HIGH * day, week[day, part] / highest
        step = min(_STEPS, int(share * _STEPS) + 1)
        shade = f"fill:var(--step-{step})" if share > 0 else "fill:var(--panel)"
        parts.append(element("rect", x=x, y=y, width=_WIDE - 2, height=_HIGH - 2, rx=2, style=shade))
        text = number(week[day, part], 1)
        ink = "fill:var(--paper)" if share > 0 and step >= _DARK else "fill:var(--ink)"
        parts.append(element("text", text, x=x + _WIDE / 2 - 1, y=y + 16, text_anchor="middle", style=ink))
    parts += [label(day, _LEFT - 10, _TOP + _HIGH * row + 16, "end") for row, day in enumerate(days)]
    return picture(parts, _LEFT + _WIDE * week.shape[1], _TOP + _HIGH * 7, description)
