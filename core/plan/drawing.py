"""A first plan grown from seeds: one sector round each point, connected, and even where a workload is given."""

from __future__ import annotations

import heapq

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.i18n import listed, translate
from ..base.progress import Progress
from ..base.table import FeatureTable
from ..geo.contiguity import ContiguityGraph
from ..geo.geometry import places, polygonal
from .plan import UNASSIGNED, Plan, plan_of

REACH_M = 100.0


def plan_from_seeds(
    units: FeatureTable, seeds: FeatureTable, workload_field: str = "", progress: Progress | None = None
) -> Plan:
    """Return a plan with one connected sector for each seed.

    Each sector starts with the unit under its seed and takes neighbours one by one: the sector with
    least workload has the next turn and takes the unit nearest to its seed; without a workload
    the unit nearest to any seed is next. Sector ids are the seeds' field sector_id, else 1, 2, … in
    their order. Units that no seed can reach over shared borders stay without a sector.

    Args:
        units: planning units in metres.
        seeds: points.
        workload_field: what should be even; empty for nearness alone.
        progress: shows progress and cancels.

    Raises:
        InputError: no seed, one that lies more than REACH_M from every unit, two in one unit, or ids that repeat.

    """
    progress = progress or Progress()
    polygons = polygonal(units.geometry)
    ids = _seed_ids(seeds)
    start = _seed_units(units, polygons, seeds)
    near = _neighbours(polygons, progress)
    middle = places(shapely.point_on_surface(polygons))
    points = places(shapely.centroid(seeds.geometry))
    load = np.nan_to_num(units.numbers(workload_field)) if workload_field else np.zeros(len(units))
    of_seed = _grown(start, near, middle, points, load, even=bool(workload_field))
    of_unit = np.where(of_seed >= 0, ids.labels[of_seed], UNASSIGNED)
    return Plan(ids.sector_ids, of_unit)


def _seed_ids(seeds: FeatureTable) -> Plan:
    """Return the seeds' ids as a plan over the seeds themselves."""
    if len(seeds) == 0:
        message = translate("Core", "Layer “{layer}” has no points. Draw one for each sector.")
        raise InputError(message.format(layer=seeds.name))
    if "sector_id" not in seeds.attributes.columns:
        return plan_of(pd.Series(range(1, len(seeds) + 1)))
    ids = plan_of(seeds.ids("sector_id"))
    if (ids.labels < 0).any() or len(ids) < len(seeds):
        message = translate(
            "Core",
            "Layer “{layer}”, field “sector_id”: empty or repeated at features {features}. Give each seed its own id.",
        )
        wrong = (ids.labels < 0) | pd.Series(ids.labels).duplicated(keep=False).to_numpy()
        raise InputError(message.format(layer=seeds.name, features=listed(seeds.feature_ids[wrong])))
    return ids


def _seed_units(units: FeatureTable, polygons: NDArray[np.object_], seeds: FeatureTable) -> NDArray[np.intp]:
    """Return the unit under each seed, or the nearest within reach."""
    tree = shapely.STRtree(polygons)
    start = np.full(len(seeds), UNASSIGNED, dtype=np.intp)
    for row, point in enumerate(shapely.centroid(seeds.geometry)):
        if point is None or point.is_empty:
            found = np.empty(0, dtype=np.intp)
        else:
            found = tree.query(point, predicate="intersects")
            found = found if len(found) else tree.query_nearest(point, max_distance=REACH_M)
        if len(found) == 0:
            message = translate(
                "Core",
                "Layer “{layer}”, point {fid} lies more than {reach:g} m from every unit. Move it onto the unit it is meant for.",
            )
            raise InputError(message.format(layer=seeds.name, fid=seeds.feature_ids[row], reach=REACH_M))
        start[row] = found.min()
    twice = pd.Series(start).duplicated(keep=False).to_numpy()
    if twice.any():
        message = translate(
            "Core", "Layer “{layer}”: these points lie in one unit of “{units}”: {features}. Move one of them."
        )
        same = start == start[twice][0]
        features = listed(seeds.feature_ids[same])
        raise InputError(message.format(layer=seeds.name, features=features, units=units.name))
    return start


def _neighbours(polygons: NDArray[np.object_], progress: Progress) -> list[list[int]]:
    graph = ContiguityGraph.from_polygons(polygons, progress=progress)
    return [graph.neighbours(unit)[0].tolist() for unit in range(graph.size)]


def _grown(
    start: NDArray[np.intp],
    near: list[list[int]],
    middle: NDArray[np.float64],
    points: NDArray[np.float64],
    load: NDArray[np.float64],
    *,
    even: bool,
) -> NDArray[np.intp]:
    """Return the seed each unit belongs to, UNASSIGNED where none reaches it."""
    owner = np.full(len(near), UNASSIGNED, dtype=np.intp)
    fringe: list[list[tuple[float, int]]] = [[] for _ in start]
    carried = np.zeros(len(start))

    def take(seed: int, unit: int) -> None:
        owner[unit] = seed
        carried[seed] += load[unit]
        for other in near[unit]:
            if owner[other] == UNASSIGNED:
                away = float(np.hypot(*(middle[other] - points[seed])))
                heapq.heappush(fringe[seed], (away, other))

    for seed, unit in enumerate(start):
        take(seed, int(unit))
    growing = set(range(len(start)))
    while growing:
        for seed in list(growing):
            while fringe[seed] and owner[fringe[seed][0][1]] != UNASSIGNED:
                heapq.heappop(fringe[seed])
            if not fringe[seed]:
                growing.remove(seed)
        if growing:
            turn = min(growing, key=lambda seed: (carried[seed] if even else fringe[seed][0][0], seed))
            take(turn, heapq.heappop(fringe[turn])[1])
    return owner
