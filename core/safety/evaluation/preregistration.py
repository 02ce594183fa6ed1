"""An evaluation planned beforehand: what was registered, and how the later run compares with it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import Any

import shapely

from ...base.errors import InputError
from ...base.i18n import translate
from .evaluation import Evaluation, Grounds
from .settings import EvaluationSettings, Period

FORMAT = "sector-planner-evaluation-1"
_SAME_AREA = 0.99


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
        smallest_drop: smallest detectable drop, percent; None where none could be found.
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


def describe_areas(grounds: Grounds) -> dict[str, str]:
    """Return the areas as WKT with whole centimetres."""
    return {role: shapely.to_wkt(shape, rounding_precision=2) for role, shape in grounds.given().items()}


@dataclass(frozen=True)
class Deviation:
    """One way in which the run differs from what was registered."""

    what: str
    registered: str
    now: str


def deviations(plan: Registration, evaluation: Evaluation, measure: str) -> list[Deviation]:
    """Return how area, periods, measure and the count before differ from the registration; empty where nothing does."""
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
    now = evaluation.grounds.given() if evaluation.grounds is not None else {}
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
