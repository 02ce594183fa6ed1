"""What is said of borders and deviations, against every plan of maps so small that all can be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
import shapely
from frame import Row, difference, rate
from sector_planner.core.balance.analysis.optimality_gap import OptimalityGap, optimality_gap
from sector_planner.core.balance.exact.border_bound import BoundSettings, border_bound
from sector_planner.core.balance.model.instance import BalanceLayers, Instance, read_instance
from sector_planner.core.balance.model.plan import SolveOutcome
from sector_planner.core.balance.model.settings import BalanceSettings
from sector_planner.core.balance.preparation.district import make_district
from sector_planner.core.balance.runtime.driver import balance
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.plan.sectors import dissolve

TITLE = "Borders and deviations of balanced plans"
TEXT = """
Voronoi maps of 5 to 9 units into 2 or 3 sectors, half of them on uneven ground, with barriers along a third of the borders in half of them, at tolerances from 0.5 to 40 %; all plans of each are enumerated. A claim is false where a plan within the tolerance (or as well balanced, where the tolerance is out of reach) has less border than is said to be least, and where a plan said to have the shortest border, or the least deviation, has not. Larger maps: 60 units into 4 or 5 at 5 %, share of the border that the bound leaves open.
"""
MAPS = 1000
LARGER = 10


@dataclass(frozen=True)
class Tried:
    """A map, what was made of it and said of it, and the (p,) borders and deviations of all its plans."""

    asked: BalanceSettings
    plan: SolveOutcome
    said: OptimalityGap
    border_m: np.ndarray
    deviation: np.ndarray


def _map(rng: np.random.Generator, units: int, sectors: int, uneven: bool, barriers: bool) -> Instance:
    places = shapely.multipoints(rng.random((units, 2)) * [1000, 700])
    cells = shapely.get_parts(shapely.voronoi_polygons(places))
    cells = shapely.intersection(cells, shapely.box(0, 0, 1000, 700))
    if uneven:
        cells = shapely.make_valid(shapely.transform(cells, lambda xy: xy**1.6 / 40))
    frame = pd.DataFrame({"workload": rng.lognormal(0, rng.choice([0.0, 0.6, 1.2]), units)})
    table = FeatureTable("units", cells, frame, np.arange(units))
    lines = shapely.boundary(cells)[rng.random(units) < 0.3] if barriers else np.empty(0, dtype=object)
    walls = FeatureTable("barriers", lines, pd.DataFrame(index=range(len(lines))), np.arange(len(lines)))
    return read_instance(BalanceLayers(table, "workload", sectors, barriers=walls))


def _whole(near: list[int], members: int) -> bool:
    reached = members & -members
    while True:
        grown = reached
        for unit, around in enumerate(near):
            if reached >> unit & 1:
                grown |= around & members
        if grown == reached:
            return reached == members
        reached = grown


def _all_plans(instance: Instance, sectors: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the border and deviation of every plan."""
    near = [0] * instance.size
    for a, b in instance.graph.edges.tolist():
        near[a] |= 1 << b
        near[b] |= 1 << a
    whole = [members > 0 and _whole(near, members) for members in range(1 << instance.size)]
    found = []
    for rest in product(range(sectors), repeat=instance.size - 1):
        labels = (0, *rest)
        members = [sum(1 << unit for unit, one in enumerate(labels) if one == sector) for sector in range(sectors)]
        if all(whole[one] for one in members):
            loads = np.bincount(labels, instance.load, minlength=sectors)
            found.append((instance.graph.border_between(np.array(labels)), np.abs(loads / loads.mean() - 1).max()))
    border_m, deviation = np.array(found).T
    return border_m, deviation


def _tried(seed: int) -> Tried:
    rng = np.random.default_rng([7, seed])
    sectors = int(rng.integers(2, 4))
    instance = _map(rng, int(rng.integers(5, 10 if sectors == 2 else 8)), sectors, seed % 2 > 0, seed % 4 > 1)
    asked = BalanceSettings(sector_count=sectors, tolerance=float(rng.choice([0.5, 2, 5, 15, 40])), effort="quick")
    plan = balance(instance, asked)
    said = optimality_gap(instance, asked, plan, dissolve(instance.geometry, plan.plan))
    return Tried(asked, plan, said, *_all_plans(instance, sectors))


def rows() -> Iterator[Row]:
    """Yield how often something false is said, and how much the bound leaves open on larger maps."""
    tried = [_tried(seed) for seed in range(MAPS)]
    allowed = [one.deviation <= max(one.asked.tolerance / 100, one.plan.worst()) + 1e-9 for one in tried]
    least = [float(one.border_m[fits].min()) for one, fits in zip(tried, allowed, strict=True)]
    told = [(one, best) for one, best in zip(tried, least, strict=True) if one.said.gap is not None]
    false = sum(one.said.least_border_m > best + 1e-4 for one, best in told)
    yield rate("No plan has less border than is said to be least", false, len(told), most=0.0)
    shortest = [(one, best) for one, best in told if one.said.gap == 0]
    false = sum(one.plan.border_m > best + 1e-4 for one, best in shortest)
    yield rate("No plan is shorter than one said to be the shortest", false, len(shortest), most=0.0)
    missed = [max(0.0, one.plan.worst() - max(one.asked.tolerance / 100, float(one.deviation.min()))) for one in tried]
    yield difference("The tolerance is kept, or no plan deviates less", missed, 1e-6, of="maps")
    proven = sum(one.plan.outcomes[0].proven for one in tried)
    yield rate("Small maps are proven to the end", proven, MAPS, least=1.0)
    yield _left_open()


def _left_open() -> Row:
    gaps = []
    for seed in range(LARGER):
        rng = np.random.default_rng([8, seed])
        instance = _map(rng, 60, 4 + seed % 2, uneven=False, barriers=False)
        asked = BalanceSettings(sector_count=4 + seed % 2, tolerance=5.0, effort="quick")
        plan = balance(instance, asked)
        problem = make_district(instance, asked, 0, None).problem
        bound = border_bound(problem, plan.outcomes[0].labels, BoundSettings(states=2_000_000))
        gaps.append(1 - bound / problem.objective(plan.outcomes[0].labels))
    median = float(np.median(gaps))
    found = f"median {median:.0%}, from {min(gaps):.0%} to {max(gaps):.0%}, promised ≤ 25%"
    return Row("What the bound leaves open of 60 units' border", f"{LARGER} maps", found, median <= 0.25)
