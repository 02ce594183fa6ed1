"""The outcome of balancing: a plan with what was reached, its sectors as features, and the choice among several plans.

Every plan is tested against the instance after the run, by code that is not part of the search, so that a defect of the
solver ends the run instead of being published. Of several plans made with other seeds and weights, those remain that
no other one dominates.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ...base.arrays import Floats, Ints, sums
from ...base.errors import SectorPlannerError
from ...base.i18n import translate
from ...base.progress import Progress
from ...base.table import FeatureTable
from ...geo.contiguity import ContiguityGraph, neighbour_colours
from ...plan.plan import UNASSIGNED, Plan
from ...plan.sectors import deviation, sector_table
from ...plan.succession import UnitWeights, continued, ids_after, ordered
from .instance import Instance
from .settings import LARGEST_SEED, BalanceSettings

# Factors on (tolerance, continuity, compactness) that the plans take in turn.
VARIANTS = ((1.0, 1.0, 1.0), (0.5, 1.0, 1.0), (1.0, 3.0, 1.0), (0.25, 1.0, 1.0), (1.0, 0.3, 2.0))


@dataclass(frozen=True)
class DistrictOutcome:
    """What the search gives back for one district.

    Attributes:
        labels: (u,) label of each unit of the district, 0 to k - 1.
        codes: (k,) sector each label is locked to, as in `District`; -1 where free.
        officers: (k,) officers of each label; all 1 if none were asked for.
        floor: deviation (a share) below which no plan of this district can come.
        proven: whether no better plan of this district exists.
        stopped: whether the time limit or Stop ended the search early.

    """

    labels: Ints
    codes: Ints
    officers: Ints
    floor: float
    proven: bool = False
    stopped: bool = False


@dataclass(frozen=True)
class SolveOutcome:
    """A plan over the whole area, and what was reached with it.

    Attributes:
        plan: the plan, numbered after today's.
        previous: (K,) today's sector each one continues, a position in `sector_names`; -1 for a new one.
        district: (K,) district of each sector.
        officers: (K,) officers; all 1 if none were asked for.
        load: (K,) workload.
        further: (c, K) sums of the further criteria.
        deviation: (K,) load per officer against its mean in the district, as a share; 0 where that has no load.
        border_m: border between sectors in metres.
        residents_moved: residents whose sector changes; 0 if there is no plan of today.
        outcomes: per district.

    """

    plan: Plan
    previous: Ints
    district: Ints
    officers: Ints
    load: Floats
    further: Floats
    deviation: Floats
    border_m: float
    residents_moved: float
    outcomes: tuple[DistrictOutcome, ...]

    @property
    def count(self) -> int:
        """Return the number of sectors K."""
        return len(self.plan)

    @cached_property
    def sector(self) -> Ints:
        """Return the (n,) place of each unit's sector among the plan's, counted from 1 to K."""
        return self.plan.labels + 1

    @cached_property
    def further_deviation(self) -> Floats:
        """Return (c, K) each further criterion per officer against its mean in the sector's district, as a share."""
        found = [deviation(total, self.officers, self.district) / 100.0 for total in self.further]
        return np.nan_to_num(np.reshape(found, self.further.shape))

    def worst(self, district: int | None = None) -> float:
        """Return the greatest deviation, of one district or of all, as a share."""
        chosen = self.deviation if district is None else self.deviation[self.district == district]
        return float(np.abs(chosen).max())


def assemble(instance: Instance, outcomes: list[DistrictOutcome]) -> SolveOutcome:
    """Return the plan with its sectors numbered after today's plan.

    A sector that continues one of today's keeps its number, a locked one that of its lock. Without a plan of today the
    numbers are 1 to K: districts in their order, then from north-west to south-east.
    """
    label = np.zeros(instance.size, dtype=np.int64)
    first = 0
    district, codes, officers = [], [], []
    for number, outcome in enumerate(outcomes):
        label[instance.units_of(number)] = first + outcome.labels
        first += len(outcome.codes)
        district.append(np.full(len(outcome.codes), number))
        codes.append(outcome.codes)
        officers.append(outcome.officers)
    order = _order(instance, label, np.concatenate(district))
    label = np.argsort(order)[label]
    where, held = np.concatenate(district)[order], np.concatenate(codes)[order]
    previous, ids = _numbered(instance, label, where, np.where(held < len(instance.sector_names), held, UNASSIGNED))
    staffed, order = np.concatenate(officers)[order], ordered(ids)
    found = with_sums(
        instance, np.argsort(order)[label], previous[order], where[order], staffed[order], tuple(outcomes)
    )
    return replace(found, plan=replace(found.plan, sector_ids=tuple(ids[row] for row in order)))


def _numbered(
    instance: Instance, label: Ints, district: Ints, held: Ints
) -> tuple[Ints, tuple[int, ...] | tuple[str, ...]]:
    """Return the (K,) sector of today that each one continues, and the (K,) ids; `held` (K,) are those of locks."""
    today = Plan(instance.sector_names, instance.current)
    weights = UnitWeights(instance.population, instance.area, instance.district)
    previous = continued(Plan(tuple(range(len(district))), label), today, weights, held)
    return previous, ids_after(today, previous, district, weights.districts_of(today))


def with_sums(
    instance: Instance,
    labels: Ints,
    previous: Ints,
    district: Ints,
    officers: Ints,
    outcomes: tuple[DistrictOutcome, ...] = (),
) -> SolveOutcome:
    """Return the plan with these labels (n,), 0 to K - 1, and what adds up in its sectors; all else is (K,)."""
    k = len(district)
    load = sums(instance.load, labels, k)
    return SolveOutcome(
        plan=Plan(tuple(range(1, k + 1)), labels),
        previous=previous,
        district=district,
        officers=officers,
        load=load,
        further=np.array([sums(values, labels, k) for values in instance.criteria]).reshape(-1, k),
        deviation=np.nan_to_num(deviation(load, officers, district) / 100.0),
        border_m=instance.graph.border_between(labels),
        residents_moved=_moved(instance, labels, previous),
        outcomes=outcomes,
    )


def _order(instance: Instance, label: Ints, district: Ints) -> Ints:
    """Return the labels by district, then from north-west to south-east."""
    weight = instance.area + 1e-9
    mass = np.bincount(label, weights=weight)
    x, y = (np.bincount(label, weights=weight * column) / mass for column in instance.xy.T)
    return np.lexsort((x - y, district))


def _moved(instance: Instance, labels: Ints, previous: Ints) -> float:
    had = instance.current >= 0
    stays = previous[labels] == instance.current
    return float(instance.population[had & ~stays].sum())


def sector_features(
    instance: Instance, plan: SolveOutcome, units: FeatureTable, progress: Progress, *, has_officers: bool
) -> FeatureTable:
    """Return the sectors with the fields of `sector_table`; workload, officers and deviation are the plan's.

    Without officers given, the plan counts every sector as one: officers and load_per_officer are then empty.
    """
    as_read = plan.plan
    officers = plan.officers if has_officers else None
    table = sector_table(units, as_read, officers, sector_titles(instance, plan), progress)
    attributes = table.attributes.assign(
        police_district=np.array([instance.districts[number][0] or None for number in plan.district], dtype=object),
        workload=plan.load,
        load_per_officer=plan.load / plan.officers if has_officers else np.nan,
        deviation=100.0 * plan.deviation,
    )
    return FeatureTable(table.name, table.geometry, attributes, table.feature_ids)


def sector_titles(instance: Instance, plan: SolveOutcome) -> list[str]:
    """Return each sector's name: today's where it continues one, else its id."""
    return [
        instance.sector_names[code] if code >= 0 else str(one)
        for one, code in zip(plan.plan.sector_ids, plan.previous, strict=True)
    ]


def map_colours(graph: ContiguityGraph, sector: Ints) -> Ints:
    """Return (n,) colours 0 to 5 such that neighbouring sectors differ; units without a sector (0) have -1."""
    colour = neighbour_colours(int(sector.max()) + 1, graph.contract(sector).edges)
    return np.where(sector > 0, colour[sector], -1)


class BrokenPromiseError(SectorPlannerError):
    """The solver made a plan that it must not make: a defect of the program, not of the input."""


def broken_promises(instance: Instance, plan: SolveOutcome) -> list[str]:
    """List the promises that a plan breaks; empty unless the solver has a defect."""
    sector = plan.sector
    wrong = []
    if sorted(np.unique(sector).tolist()) != list(range(1, instance.sector_count + 1)):
        wrong.append("the number of sectors")
    count, _ = instance.graph.components(sector)
    if count != instance.sector_count:
        wrong.append("connected sectors")
    sector_districts = np.unique(np.column_stack([sector, instance.district]), axis=0)
    made = np.bincount(sector_districts[:, 1], minlength=len(instance.districts))
    if len(sector_districts) != instance.sector_count or made.tolist() != [
        sectors for _, sectors in instance.districts
    ]:
        wrong.append("sectors per district")
    for values in (instance.lock, instance.group):
        held = values >= 0
        if len(np.unique(np.column_stack([values, sector])[held], axis=0)) != len(np.unique(values[held])):
            wrong.append("units that stay together")
    locks = np.unique(np.column_stack([instance.lock, sector])[instance.lock >= 0], axis=0)
    if len(np.unique(locks[:, 1])) != len(locks):
        wrong.append("locks to different sectors")
    return wrong


def require_promises(instance: Instance, plan: SolveOutcome) -> SolveOutcome:
    """Return the plan; raise BrokenPromiseError where it breaks a promise."""
    wrong = broken_promises(instance, plan)
    if wrong:
        message = translate("Core", "The solver broke its promises ({what}). Nothing was kept. Please report this.")
        raise BrokenPromiseError(message.format(what=", ".join(wrong)))
    return plan


def variants(settings: BalanceSettings) -> list[BalanceSettings]:
    """Return the settings of each plan; the first are the ones given."""
    varied = []
    for number in range(settings.alternatives):
        tolerance, continuity, compactness = VARIANTS[number % len(VARIANTS)]
        varied.append(
            replace(
                settings,
                seed=(settings.seed + number) % LARGEST_SEED,
                tolerance=max(settings.tolerance * tolerance, 0.01),
                continuity=min(settings.continuity * continuity, 100.0),
                compactness=min(settings.compactness * compactness, 100.0),
            )
        )
    return varied


def pareto(plans: list[SolveOutcome], tolerance: float) -> list[SolveOutcome]:
    """Return the plans that no other dominates in deviation, boundary and residents moved.

    Args:
        plans: plans of one instance.
        tolerance: a share. Plans within it come before others; among these the shorter boundary comes first.

    """
    marks = [(round(plan.worst(), 9), round(plan.border_m, 3), round(plan.residents_moved, 6)) for plan in plans]
    undominated = [
        number
        for number, mark in enumerate(marks)
        if mark not in marks[:number] and not any(_dominates(other, mark) for other in marks)
    ]
    undominated.sort(key=lambda number: (max(0.0, marks[number][0] - tolerance), marks[number][1], number))
    return [plans[number] for number in undominated]


def _dominates(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a != b and all(mine <= yours for mine, yours in zip(a, b, strict=True))
