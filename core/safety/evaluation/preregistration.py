"""Registration of a planned evaluation, deviations of the later run from it, and the power to detect a drop."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import asdict, dataclass
from typing import Any

import shapely
from scipy import optimize, stats

from ...base.errors import InputError
from ...base.i18n import translate
from ...crime.settings import Period
from .evaluation import Evaluation, StudyAreas
from .settings import EvaluationSettings

FORMAT = "sector-planner-evaluation-1"
_SAME_AREA = 0.99
POWER = 0.80


@dataclass(frozen=True)
class Registration:
    """What was fixed before the start.

    Attributes:
        title: name of the initiative.
        registered: day of registration.
        crs: of the areas, as authority:code.
        areas: WKT by role.
        before, after: first and last day of each period, ISO.
        measure: which incidents count, as text; empty for all.
        incidents_before: counted in the target by then.
        smallest_drop: smallest detectable drop, percent; None if none could be found.
        format: version of this record.

    """

    title: str
    registered: str
    crs: str
    areas: dict[str, str]
    before: tuple[str, str]
    after: tuple[str, str]
    measure: str
    incidents_before: int
    smallest_drop: float | None
    format: str = FORMAT

    def periods(self) -> tuple[Period, Period]:
        """Return the periods before and after."""
        first, second = (Period(*map(dt.date.fromisoformat, days)) for days in (self.before, self.after))
        return first, second

    def to_json(self) -> str:
        """Return the record as text, the same for the same plan."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_registration(text: str) -> Registration:
    """Return the record that `to_json` wrote; raise InputError where the text is none."""
    try:
        content = json.loads(text)
        if content.get("format") != FORMAT:
            raise ValueError
        made = Registration(**{**content, "before": tuple(content["before"]), "after": tuple(content["after"])})
        made.periods()
        for wkt in made.areas.values():
            shapely.from_wkt(wkt)
    except (ValueError, TypeError, AttributeError, KeyError, shapely.GEOSException) as error:
        message = translate(
            "Core", "The file is no registration of an evaluation. Choose the one that “planevaluation” wrote."
        )
        raise InputError(message) from error
    return made


def describe_areas(study_areas: StudyAreas) -> dict[str, str]:
    """Return the areas as WKT with whole centimetres."""
    return {role: shapely.to_wkt(shape, rounding_precision=2) for role, shape in study_areas.given().items()}


@dataclass(frozen=True)
class Deviation:
    """One way in which the run differs from what was registered."""

    what: str
    registered: str
    now: str


def deviations(plan: Registration, evaluation: Evaluation, measure: str) -> list[Deviation]:
    """Return the differences of area, periods, measure and count before from the registration; empty if all agree."""
    found: list[Deviation] = []

    def compare(what: str, registered: Any, now: Any) -> None:
        if registered != now:
            found.append(Deviation(what, str(registered), str(now)))

    settings: EvaluationSettings = evaluation.settings
    before, after = plan.periods()
    compare(translate("Core", "Period before"), before, settings.before)
    compare(translate("Core", "Period after"), after, settings.after)
    compare(translate("Core", "Which incidents count"), plan.measure, measure)
    compare(translate("Core", "Incidents before"), plan.incidents_before, int(evaluation.areas.target.before))
    return [*_moved_areas(plan, evaluation), *found]


def _moved_areas(plan: Registration, evaluation: Evaluation) -> list[Deviation]:
    now = evaluation.study_areas.given() if evaluation.study_areas is not None else {}
    moved = []
    for role in ("target", "comparison"):
        registered, current = plan.areas.get(role), now.get(role)
        if registered is None and current is None:
            continue
        share = 0.0 if registered is None or current is None else _overlap(shapely.from_wkt(registered), current)
        if share < _SAME_AREA:
            what = translate("Core", "Target area") if role == "target" else translate("Core", "Comparison area")
            text = translate("Core", "{share:.0f} % in common").format(share=100 * share)
            moved.append(Deviation(what, "100 %", text))
    return moved


def _overlap(one: Any, other: Any) -> float:
    """Return the area in common over the area of both together."""
    union = shapely.area(shapely.union(one, other))
    return float(shapely.area(shapely.intersection(one, other)) / union) if union > 0 else 0.0


def smallest_detectable_drop(
    before: float, length: float, comparison: float | None = None, confidence: float = 0.95, power: float = POWER
) -> float | None:
    """Return the smallest drop, in percent, that would be found with the given power; None where even 100 % would not.

    From the standard error of the log rate ratio (or of the log odds ratio against a comparison area), which is an
    approximation for small counts.

    Args:
        before: incidents in the target before, or expected in a period as long.
        length: of the period after, in lengths of the period before.
        comparison: incidents in the comparison area before; None without one.
        confidence: of the two-sided interval that must exclude no change.
        power: wanted probability of finding the drop.

    """
    if before <= 0 or (comparison is not None and comparison <= 0):
        return None
    wanted = float(stats.norm.ppf(0.5 + confidence / 2) + stats.norm.ppf(power))
    fixed = 1.0 / before + (0.0 if comparison is None else 1.0 / comparison + 1.0 / (comparison * length))

    def gap(log_ratio: float) -> float:
        return -log_ratio - wanted * math.sqrt(fixed + 1.0 / (before * length * math.exp(log_ratio)))

    best = optimize.minimize_scalar(lambda x: -gap(x), bounds=(-12.0, -1e-9), method="bounded").x
    if gap(best) <= 0:
        return None
    return -100.0 * math.expm1(optimize.brentq(gap, best, -1e-12))


def incidents_needed(drop_percent: float, length: float = 1.0, confidence: float = 0.95, power: float = POWER) -> int:
    """Return the incidents before that it takes to see a drop of that size (0 to 100, exclusive) without a comparison."""
    wanted = float(stats.norm.ppf(0.5 + confidence / 2) + stats.norm.ppf(power))
    ratio = 1.0 - drop_percent / 100.0
    return math.ceil((wanted / math.log(ratio)) ** 2 * (1.0 + 1.0 / (length * ratio)))
