"""The sectors of a plan as features: outline, sums, officers and deviation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..table import FeatureTable
from .graph import Graph, Ints, sums
from .plan import Plan
from .request import Request

SUMMED = ("population", "crime_load", "exposed_population", "special_load")


def sector_features(request: Request, plan: Plan, units: FeatureTable) -> tuple[NDArray[np.object_], pd.DataFrame]:
    """Return (K,) outlines and the attributes of the sectors, one row a sector, by number."""
    place = plan.sector - 1
    geometry = np.empty(plan.count, dtype=object)
    for sector in range(plan.count):
        merged = shapely.union_all(request.geometry[place == sector])
        geometry[sector] = shapely.MultiPolygon(list(shapely.get_parts(merged)))
    columns: dict[str, object] = {
        "sector_id": np.arange(1, plan.count + 1),
        "name": sector_titles(request, plan),
        "police_district": [request.districts[number][0] or None for number in plan.district],
        "units": np.bincount(place, minlength=plan.count),
    }
    for field in SUMMED:
        if field in units.attributes.columns:
            columns[field] = sums(np.nan_to_num(units.numbers(field)), place, plan.count)
    columns["area_m2"] = sums(request.area, place, plan.count)
    columns["workload"] = plan.load
    columns["officers"] = plan.officers
    columns["load_per_officer"] = plan.load / plan.officers
    columns["deviation"] = 100.0 * plan.deviation
    return geometry, pd.DataFrame(columns)


def sector_titles(request: Request, plan: Plan) -> list[str]:
    """Return each sector's name: today's where it continues one, else its number."""
    return [
        request.sector_names[code] if code >= 0 else str(number) for number, code in enumerate(plan.previous, start=1)
    ]


def map_colours(graph: Graph, sector: Ints, most: int = 6) -> Ints:
    """Return (n,) colours 0 to 5 such that neighbouring sectors differ; units without a sector (0) have -1.

    Each sector is coloured after all but at most five of its neighbours are set aside, which
    any plane map allows (smallest-last order of Matula and Beck 1983).
    """
    count = int(sector.max()) + 1
    quotient = graph.contract(sector)
    near: list[set[int]] = [set() for _ in range(count)]
    for a, b in quotient.edges.tolist():
        near[a].add(b)
        near[b].add(a)
    left, order = set(range(count)), []
    while left:
        least = min(left, key=lambda one: (len(near[one] & left), one))
        order.append(least)
        left.remove(least)
    colour = np.full(count, -1, dtype=np.int64)
    for one in reversed(order):
        used = {int(colour[other]) for other in near[one]}
        colour[one] = next((free for free in range(most) if free not in used), one % most)
    return np.where(sector > 0, colour[sector], -1)
