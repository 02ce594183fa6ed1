"""Candidates for a comparison area, counted from the incidents before the start."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from ...base.table import FeatureTable
from ...geo.geometry import polygonal
from .comparison_areas import Candidates, suggest
from .evaluation import DatedIncidents, Evaluation, monthly_counts


def suggest_comparisons(
    evaluation: Evaluation, incidents: DatedIncidents, areas: FeatureTable, names: list[str]
) -> pd.DataFrame | None:
    """Return the areas most like the target before, as `comparison_areas.suggest` ranks them.

    None where the evaluation rests on no incidents. An area within the displacement ring's width of the target is next
    door and left out. An incident on a border counts in both areas: they are candidates, not parts of a whole.
    """
    before, grounds, monthly = evaluation.settings.before, evaluation.grounds, evaluation.monthly
    if before is None or grounds is None or monthly is None:
        return None
    shapes = polygonal(areas.geometry)
    early = monthly.before(before)
    counts = np.zeros((len(shapes), int(early.sum())), dtype=np.int64)
    area, point = shapely.STRtree(incidents.points).query(shapes, predicate="intersects")
    for row in np.unique(area):
        mask = np.zeros(len(incidents.points), dtype=bool)
        mask[point[area == row]] = True
        found = monthly_counts(incidents.days, {"area": mask}, before.start, before.end)
        counts[row] = found.counts["area"]
    apart = max(evaluation.settings.ring_m, 1.0)
    return suggest(grounds.target, monthly.counts["target"][early], Candidates(names, shapes, counts), apart)
