"""Candidates for a comparison area, counted from the incidents before the start."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..geometry import polygonal
from ..point_location import each_holds
from ..table import FeatureTable
from .comparison_areas import Candidates, suggest
from .initiative import DatedIncidents, Evaluation, monthly_counts


def suggest_comparisons(
    evaluation: Evaluation, incidents: DatedIncidents, areas: FeatureTable, names: list[str]
) -> pd.DataFrame | None:
    """Return the areas most like the target before, as `comparison_areas.suggest` ranks them.

    None where the evaluation rests on no incidents. An area within the displacement ring's width of the target is next
    door and left out.
    """
    before, grounds, monthly = evaluation.settings.before, evaluation.grounds, evaluation.monthly
    if before is None or grounds is None or monthly is None:
        return None
    shapes = polygonal(areas.geometry)
    early = monthly.before(before)
    counts = np.zeros((len(shapes), int(early.sum())), dtype=np.int64)
    for row, held in enumerate(each_holds(incidents.points, shapes)):
        counts[row] = monthly_counts(incidents.days, {"area": held}, before.start, before.end).counts["area"]
    apart = max(evaluation.settings.ring_m, 1.0)
    return suggest(grounds.target, monthly.counts["target"][early], Candidates(names, shapes, counts), apart)
