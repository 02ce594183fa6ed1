"""The sectors of a plan as features, with the numbers this run is about."""

from __future__ import annotations

import numpy as np

from ..arrays import Ints
from ..contiguity import ContiguityGraph
from ..metrics import neighbour_colours
from ..progress import Progress
from ..sectors import sector_table
from ..table import FeatureTable
from .plan import SolveOutcome
from .request import Request


def sector_features(
    request: Request, plan: SolveOutcome, units: FeatureTable, progress: Progress, *, has_officers: bool
) -> FeatureTable:
    """Return the sectors with the fields of `sector_table`; workload, officers and deviation are the plan's.

    Without officers given, the plan counts every sector as one: officers and load_per_officer are then empty.
    """
    as_read = plan.plan
    officers = plan.officers if has_officers else None
    table = sector_table(units, as_read, officers, sector_titles(request, plan), progress)
    attributes = table.attributes.assign(
        police_district=np.array([request.districts[number][0] or None for number in plan.district], dtype=object),
        workload=plan.load,
        load_per_officer=plan.load / plan.officers if has_officers else np.nan,
        deviation=100.0 * plan.deviation,
    )
    return FeatureTable(table.name, table.geometry, attributes, table.feature_ids)


def sector_titles(request: Request, plan: SolveOutcome) -> list[str]:
    """Return each sector's name: today's where it continues one, else its number."""
    return [
        request.sector_names[code] if code >= 0 else str(number) for number, code in enumerate(plan.previous, start=1)
    ]


def map_colours(graph: ContiguityGraph, sector: Ints) -> Ints:
    """Return (n,) colours 0 to 5 such that neighbouring sectors differ; units without a sector (0) have -1."""
    colour = neighbour_colours(int(sector.max()) + 1, graph.contract(sector).edges)
    return np.where(sector > 0, colour[sector], -1)
