"""Tables and single figures of an evaluation, for layers and models; candidates for a comparison area."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...base.table import FeatureTable
from ...crime.rates import percent_change, too_few
from ...geo.geometry import polygonal
from ...geo.point_location import each_holds
from .comparison_areas import Candidates, suggest
from .evaluation import ROLES, DatedIncidents, Evaluation, monthly_counts
from .verdict import Verdict


def measures_table(evaluation: Evaluation) -> pd.DataFrame:
    """Return one row a measure that could be had: measure, estimate, low, high, p; no p where too few to say."""
    low, ratio, high = map(percent_change, evaluation.ratio)
    target, nan = evaluation.areas.target, math.nan
    in_number = percent_change(target.after / target.before) if target.before else nan
    rows: list[tuple[str, float, float, float, float]] = [
        ("target_before", target.before, nan, nan, nan),
        ("target_after", target.after, nan, nan, nan),
        ("percent_change_in_number", in_number, nan, nan, nan),
        ("percent_change_in_rate", ratio, low, high, evaluation.p),
    ]
    if evaluation.comparison_ratio is not None:
        low, ratio, high = map(percent_change, evaluation.comparison_ratio)
        rows.append(("comparison_percent_change_in_rate", ratio, low, high, nan))
    if evaluation.effect is not None:
        low, estimate, high = evaluation.effect.difference
        rows.append(("difference_scaled_to_target", estimate, low, high, evaluation.effect.p))
    for name, found in (
        ("weighted_displacement_difference", evaluation.weighted),
        ("harm_weighted_difference", evaluation.harm),
        ("odds_ratio", evaluation.odds),
    ):
        if found is not None:
            rows.append((name, found.estimate, found.low, found.high, found.p))
    if evaluation.quotient is not None:
        rows.append(("weighted_displacement_quotient", evaluation.quotient, nan, nan, nan))
    if evaluation.total is not None:
        low, estimate, high = evaluation.total.difference
        rows.append(("total_net_effect", -estimate, -high, -low, evaluation.total.p))
    if evaluation.trend is not None:
        rows.append(("trend_before_percent_a_month", evaluation.trend.monthly_percent, nan, nan, evaluation.trend.p))
    table = pd.DataFrame(rows, columns=["measure", "estimate", "low", "high", "p"])
    if too_few(target.before, target.after):
        table["p"] = nan
    return table


def study_areas_table(evaluation: Evaluation) -> tuple[NDArray[np.object_], pd.DataFrame]:
    """Return the (a,) polygons of the study areas, and role, before and after of each."""
    given = evaluation.study_areas.given() if evaluation.study_areas is not None else {}
    shapes = np.empty(len(given), dtype=object)
    shapes[:] = list(given.values())
    counted = [getattr(evaluation.areas, role) for role in ROLES if role in given]
    table = pd.DataFrame(
        {
            "role": list(given),
            "before": [int(area.before) for area in counted],
            "after": [int(area.after) for area in counted],
        }
    )
    return shapes, table


def summary(evaluation: Evaluation, verdict: Verdict) -> dict[str, str | float | None]:
    """Return finding, verdict in both languages, and the three figures most asked for; None if not computed."""
    ratio = evaluation.ratio[1]
    return {
        "FINDING": verdict.conclusion,
        "VERDICT": " ".join(verdict.english),
        "VERDICT_DA": " ".join(verdict.danish),
        "PERCENT_CHANGE": percent_change(ratio) if math.isfinite(ratio) else None,
        "DIFFERENCE": None if evaluation.effect is None else evaluation.effect.difference[1],
        "ODDS_RATIO": None if evaluation.odds is None else evaluation.odds.estimate,
    }


@dataclass(frozen=True)
class Suggestions:
    """The areas that could serve for comparison: their ranking, as `comparison_areas.suggest` has it, and their polygons."""

    ranking: pd.DataFrame
    shapes: NDArray[np.object_]

    @property
    def table(self) -> pd.DataFrame:
        """Return the ranking without the areas' rows in their layer."""
        return self.ranking.drop(columns="row")


def suggest_comparisons(
    evaluation: Evaluation, incidents: DatedIncidents, areas: FeatureTable, names: list[str]
) -> Suggestions | None:
    """Return the areas most like the target before, as `comparison_areas.suggest` ranks them.

    None where the evaluation rests on no incidents. An area within the displacement ring's width of the target is next
    door and left out.
    """
    before, study_areas, monthly = evaluation.settings.before, evaluation.study_areas, evaluation.monthly
    if before is None or study_areas is None or monthly is None:
        return None
    shapes = polygonal(areas.geometry)
    early = monthly.before(before)
    counts = np.zeros((len(shapes), int(early.sum())), dtype=np.int64)
    for row, held in enumerate(each_holds(incidents.points, shapes)):
        counts[row] = monthly_counts(incidents.days, {"area": held}, before.start, before.end).counts["area"]
    apart = max(evaluation.settings.ring_m, 1.0)
    ranking = suggest(study_areas.target, monthly.counts["target"][early], Candidates(names, shapes, counts), apart)
    return Suggestions(ranking, shapes[ranking["row"].to_numpy(dtype=int)])
