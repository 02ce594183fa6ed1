"""An initiative evaluated: what was counted, what follows from it, and what was true before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ...base.errors import InputError
from ...base.i18n import translate
from ...crime.caveats import coverage_text, uncovered
from ...crime.rates import rate_ratio, rate_test
from ...crime.settings import Period
from ...geo.geometry import polygonal
from ...geo.point_location import holds_points
from .comparison_areas import check_apart, displacement_ring
from .displacement import (
    NOTHING,
    Areas,
    Counted,
    DifferenceEstimate,
    OddsRatio,
    RelativeEffect,
    alike_in_level,
    displacement_quotient,
    harm_difference,
    odds_ratio,
    target_effect,
    total_effect,
    weighted_displacement_difference,
)
from .pre_trends import (
    PeakCheck,
    SpreadCheck,
    TrendCheck,
    parallel_trends,
    regression_to_the_mean,
    seasons_match,
    spread,
)
from .settings import EvaluationSettings

ROLES = ("target", "comparison", "displacement", "displacement_comparison")


@dataclass(frozen=True)
class DatedIncidents:
    """Incidents with place and day: (n,) points in metres, (n,) datetime64[D], (n,) harm weights or None."""

    points: NDArray[np.object_]
    days: NDArray[np.datetime64]
    harm: NDArray[np.float64] | None = None


def checked_harm(harm: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the (n,) harm weights; raise InputError where one is missing or negative."""
    if np.isnan(harm).any() or harm.min(initial=0) < 0:
        message = translate("Evaluation", "{count} incidents have no harm weight, or a negative one. Fill them in.")
        raise InputError(message.format(count=int((np.isnan(harm) | (harm < 0)).sum())))
    return harm


@dataclass(frozen=True)
class StudyAreas:
    """The areas of an evaluation, each one polygon or multipolygon in metres; None if there is none."""

    target: Any
    comparison: Any | None = None
    displacement: Any | None = None
    displacement_comparison: Any | None = None

    def given(self) -> dict[str, Any]:
        """Return the areas there are, by role."""
        return {role: shape for role in ROLES if (shape := getattr(self, role)) is not None}


@dataclass(frozen=True)
class Monthly:
    """Counts of whole calendar months: (m,) first days, and (m,) counts by role."""

    months: NDArray[np.datetime64]
    counts: dict[str, NDArray[np.int64]]

    def before(self, period: Period) -> NDArray[np.bool_]:
        """Return the (m,) mask of the months that lie wholly in the period."""
        ends = (self.months + 1).astype("datetime64[D]") - 1
        return (self.months.astype("datetime64[D]") >= np.datetime64(period.start)) & (
            ends <= np.datetime64(period.end)
        )


@dataclass(frozen=True)
class Evaluation:
    """All that was found; None where it could not be, or was not asked for.

    Where months vary more than chance, every interval and p counts that in. `ratio` is (low, estimate, high) of the target's
    rate after over before, with its `p`; `comparison_ratio` likewise. The finding is by `odds` against a comparison, by
    `ratio` without one; `effect` is what `odds` says in incidents, scaled to the target. `weighted`, which compares
    changes in number, is kept only where areas are alike in level, `quotient` only where the target clearly did better: what
    did not happen cannot have been displaced. `total` is the effect in target and surroundings together.
    """

    settings: EvaluationSettings
    areas: Areas
    ratio: tuple[float, float, float]
    p: float
    effect: RelativeEffect | None
    weighted: DifferenceEstimate | None
    odds: OddsRatio | None
    quotient: float | None
    total: RelativeEffect | None
    comparison_ratio: tuple[float, float, float] | None
    harm: DifferenceEstimate | None = None
    trend: TrendCheck | None = None
    peak: PeakCheck | None = None
    spread: SpreadCheck | None = None
    season_matched: bool | None = None
    monthly: Monthly | None = None
    study_areas: StudyAreas | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def has_comparison(self) -> bool:
        """Return True if a comparison area with incidents is given."""
        return not self.areas.comparison.empty

    @property
    def has_surroundings(self) -> bool:
        """Return True if a ring or displacement area with incidents is given."""
        return not self.areas.displacement.empty


def evaluate_counts(
    areas: Areas,
    settings: EvaluationSettings,
    harm: Areas | None = None,
    notes: list[str] | None = None,
    spread: SpreadCheck | None = None,
) -> Evaluation:
    """Evaluate counts; the lengths of time of the areas are set from the periods.

    Args:
        areas: counts by role.
        settings: periods and confidence.
        harm: the same weighted by harm, with the sums of squared weights.
        notes: what the reader should know about the counts.
        spread: how much counts vary from month to month; as chance has it where None.

    """
    timed, level = _timed(areas, settings), settings.level
    excess = spread.counted_excess if spread is not None else 1.0
    compared = not timed.comparison.empty
    odds = odds_ratio(timed, level, excess) if compared else None
    effect = target_effect(timed, level, excess) if compared else None
    ratio, p = _rate(timed.target, timed, level, excess)
    return Evaluation(
        settings,
        timed,
        ratio,
        p,
        effect,
        _weighted(timed, level, excess) if compared else None,
        odds,
        displacement_quotient(timed) if odds is not None and odds.low > 1 else None,
        effect if timed.displacement.empty else total_effect(timed, level, excess),
        _rate(timed.comparison, timed, level, excess)[0] if compared else None,
        harm_difference(_timed(harm, settings), level, excess) if harm and compared else None,
        spread=spread,
        season_matched=_seasons(settings),
        notes=[*(notes or []), *_cautions(timed)],
    )


def _rate(area: Counted, areas: Areas, level: float, excess: float) -> tuple[tuple[float, float, float], float]:
    """Return (low, estimate, high) of the area's own rate after over before, and the p of equal rates."""
    counts = area.before / excess, area.after / excess
    times = areas.before_time, areas.after_time
    return rate_ratio(*counts, *times, level), rate_test(*counts, *times)


def _weighted(areas: Areas, level: float, excess: float) -> DifferenceEstimate | None:
    fair = _fair(areas)
    return weighted_displacement_difference(fair, level, excess) if alike_in_level(fair) else None


def _cautions(areas: Areas) -> list[str]:
    """Return what is to be said of areas that are given and cannot be used as they are."""
    said = []
    if areas.comparison is not NOTHING and areas.comparison.empty:
        said.append(translate("Core", "The comparison area has no incidents in either period; it says nothing."))
    if not areas.comparison.empty and not alike_in_level(_fair(areas)):
        text = translate(
            "Core",
            "Target and comparison differ more than twofold in level: their changes in number are not compared (weighted "
            "displacement difference), but their ratios, and the difference is scaled to the target.",
        )
        said.append(text)
    return said


def _fair(areas: Areas) -> Areas:
    """Return the areas, without a displacement area that has no comparison: the general trend would count as its change."""
    return areas if areas.displacement_comparison != NOTHING else replace(areas, displacement=NOTHING)


def _seasons(settings: EvaluationSettings) -> bool | None:
    if settings.before is None or settings.after is None:
        return None
    return seasons_match(settings.before.calendar_months(), settings.after.calendar_months())


def _timed(areas: Areas, settings: EvaluationSettings) -> Areas:
    """Return the areas with times in lengths of the period after."""
    if settings.before is None or settings.after is None:
        return areas
    return replace(areas, before_time=settings.before.days / settings.after.days, after_time=1.0)


def evaluate_incidents(incidents: DatedIncidents, study_areas: StudyAreas, settings: EvaluationSettings) -> Evaluation:
    """Evaluate incidents by study area and period.

    Without a displacement area, a ring of `settings.ring_m` metres around the target is used.

    Raises:
        InputError: periods are missing, areas overlap, the target has no extent, or no incident has a day in the periods.

    """
    before, after = _periods(settings)
    study_areas = _with_ring(study_areas, settings)
    check_apart(study_areas.given())
    inside = _inside(incidents.points, study_areas)
    _check_days(incidents, before, after)
    areas = _counted(incidents.days, None, inside, study_areas, settings)
    harm = None if incidents.harm is None else _counted(incidents.days, incidents.harm, inside, study_areas, settings)
    notes = []
    unknown = int(np.isnat(incidents.days).sum())
    if unknown:
        text = translate("Core", "{unknown} of {total} incidents have no readable time and count nowhere.")
        notes.append(text.format(unknown=unknown, total=len(incidents.days)))
    monthly = monthly_counts(incidents.days, inside, before.start, after.end)
    early = monthly.before(before)
    target = monthly.counts["target"][early]
    comparison = monthly.counts["comparison"][early] if "comparison" in inside else None
    notes += _coverage(incidents.days, before, after)
    evaluation = evaluate_counts(areas, settings, harm, notes, spread(target, comparison))
    return replace(
        evaluation,
        trend=None if comparison is None else parallel_trends(target, comparison),
        peak=regression_to_the_mean(target),
        monthly=monthly,
        study_areas=study_areas,
    )


def monthly_counts(
    days: NDArray[np.datetime64], inside: dict[str, NDArray[np.bool_]], start: dt.date, end: dt.date
) -> Monthly:
    """Count incidents in the whole calendar months from `start` to `end` by role.

    Args:
        days: (n,) day of each incident, NaT where unknown.
        inside: (n,) mask of the incidents in the area, by role.
        start: first day.
        end: last day, included.

    """
    first, last = np.datetime64(start, "M"), np.datetime64(end + dt.timedelta(days=1), "M")
    if start.day > 1:
        first += 1
    months = np.arange(first, max(first, last))
    position = (days.astype("datetime64[M]") - first).astype(np.int64)
    known = ~np.isnat(days) & (position >= 0) & (position < len(months))
    counts = {role: np.bincount(position[known & mask], minlength=len(months)) for role, mask in inside.items()}
    return Monthly(months, counts)


def _periods(settings: EvaluationSettings) -> tuple[Period, Period]:
    if settings.before is None or settings.after is None:
        raise InputError(translate("Core", "Give the first and last day of the periods before and after."))
    return settings.before, settings.after


def _with_ring(study_areas: StudyAreas, settings: EvaluationSettings) -> StudyAreas:
    shapes = {role: polygonal(np.array([shape], dtype=object))[0] for role, shape in study_areas.given().items()}
    if shapes["target"].is_empty:
        raise InputError(translate("Core", "The target area has no extent. Draw it as a polygon."))
    if "displacement" not in shapes and settings.ring_m > 0:
        shapes["displacement"] = displacement_ring(shapes["target"], shapes.get("comparison"), settings.ring_m)
    return StudyAreas(**shapes)


def _inside(points: NDArray[np.object_], study_areas: StudyAreas) -> dict[str, NDArray[np.bool_]]:
    """Return which incidents lie in which area; where areas overlap, the area named first has them."""
    taken = np.zeros(len(points), dtype=bool)
    inside = {}
    given = study_areas.given()
    held = holds_points(points, np.array([*given.values()], dtype=object))
    for role, holds in zip(given, held, strict=True):
        inside[role] = holds & ~taken
        taken |= inside[role]
    return inside


def _check_days(incidents: DatedIncidents, before: Period, after: Period) -> None:
    known = incidents.days[~np.isnat(incidents.days)]
    if not len(known):
        raise InputError(translate("Core", "No incident has a readable time. Choose the field with the times."))
    first, last = known.min().astype(object), known.max().astype(object)
    if last < before.start or first > after.end:
        message = translate(
            "Core", "The incidents are from {first} to {last}; none lies in the periods {before} or {after}."
        )
        raise InputError(message.format(first=first, last=last, before=before, after=after))


def _coverage(days: NDArray[np.datetime64], before: Period, after: Period) -> list[str]:
    """Return a warning where the file ends, or begins, within a period."""
    known = days[~np.isnat(days)]
    first, last = known.min().item(), known.max().item()
    lacking = uncovered(first, last, len(known), (before, after))
    if lacking is None:
        return []
    text = translate(
        "Core", "If the file is cut off there, the change is an artefact: complete it, or shorten the period."
    )
    return [coverage_text(first, last, lacking) + " " + text]


def _counted(
    days: NDArray[np.datetime64],
    harm: NDArray[np.float64] | None,
    inside: dict[str, NDArray[np.bool_]],
    study_areas: StudyAreas,
    settings: EvaluationSettings,
) -> Areas:
    before, after = _periods(settings)
    sizes = {
        role: shapely.area(shape) / shapely.area(study_areas.target) for role, shape in study_areas.given().items()
    }
    when = {
        "before": (days >= np.datetime64(before.start)) & (days <= np.datetime64(before.end)),
        "after": (days >= np.datetime64(after.start)) & (days <= np.datetime64(after.end)),
    }
    counted = {}
    for role, mask in inside.items():
        weight = max(sizes[role], 1e-9) if settings.by_area else 1.0
        early, late = (_weights(harm, mask & at) for at in when.values())
        squares = (None, None) if harm is None else (float((early**2).sum()), float((late**2).sum()))
        counted[role] = Counted(float(early.sum()), float(late.sum()), weight, *squares)
    none = NOTHING
    return Areas(
        counted["target"],
        counted.get("comparison", none),
        counted.get("displacement", none),
        counted.get("displacement_comparison", none),
    )


def _weights(harm: NDArray[np.float64] | None, mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the weight of each incident of the mask: its harm, or one."""
    return np.ones(int(mask.sum())) if harm is None else harm[mask]
