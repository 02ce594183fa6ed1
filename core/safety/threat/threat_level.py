"""The level of a threat, by a rule that can be read: points for what is clear, none for what may be chance."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ...base.i18n import translate
from ...crime.rates import FEW, too_few
from .assessment import AreaThreat, Change

_LEVELS = ((4, "high"), (2, "raised"), (1, "moderate"), (0, "low"))


@dataclass(frozen=True)
class Level:
    """The id of a level in `threat_settings.LEVELS`, its points, and what gave them."""

    id: str
    points: int
    reasons: tuple[str, ...]


def rule_text() -> list[str]:
    """Return the rule, a line each."""
    return [
        translate(
            "Core",
            "+2 where the rate per resident is clearly above twice that of the rest of the station, +1 where above it",
        ),
        translate("Core", "+1 where incidents are clearly more than in the same quarter a year ago"),
        translate("Core", "+1 where at least {few} incidents are gang-related").format(few=FEW),
        translate("Core", "+1 where gang-related incidents are clearly more than a year ago"),
        translate(
            "Core", "Clearly: the whole interval lies on that side. 0 low, 1 moderate, 2–3 raised, 4 or more high."
        ),
        translate("Core", "Too few to say: fewer than {few} incidents now and a year ago.").format(few=FEW),
    ]


def level_of(threat: AreaThreat) -> Level:
    """Return the level by the rule."""
    before = threat.year_ago.count or 0
    if too_few(threat.incidents, before):
        return Level("too_few", 0, (translate("Core", "fewer than {few} incidents").format(few=FEW),))
    reasons: list[tuple[int, str]] = []
    low = threat.against_station[0]
    if low > 2:
        reasons.append((2, translate("Core", "rate clearly above twice that of the rest of the station")))
    elif low > 1:
        reasons.append((1, translate("Core", "rate clearly above that of the rest of the station")))
    if _clearly_up(threat.year_ago):
        reasons.append((1, translate("Core", "clearly more incidents than a year ago")))
    if threat.gang is not None and threat.gang >= FEW:
        reasons.append((1, translate("Core", "{count} gang-related incidents").format(count=threat.gang)))
    if threat.gang_year_ago is not None and _clearly_up(threat.gang_year_ago):
        reasons.append((1, translate("Core", "clearly more gang-related incidents than a year ago")))
    points = sum(points for points, _ in reasons)
    found = next(name for least, name in _LEVELS if points >= least)
    texts = tuple(f"{text} (+{worth})" for worth, text in reasons)
    return Level(found, points, texts or (translate("Core", "nothing stands out clearly"),))


def _clearly_up(change: Change) -> bool:
    return math.isfinite(change.low) and change.low > 0
