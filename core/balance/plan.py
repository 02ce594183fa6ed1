"""What comes out of balancing: a plan, and what was reached with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..arrays import Floats, Ints, sums
from ..natural import whole_number
from ..plan import Plan
from ..sectors import deviation
from .request import Request


@dataclass(frozen=True)
class DistrictOutcome:
    """What the search gives back for one district.

    Attributes:
        labels: (u,) label of each unit of the district, 0 to k - 1.
        codes: (k,) sector each label continues, as in `District`.
        officers: (k,) officers of each label; all 1 where none were asked for.
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
        plan: the plan; its `sector_ids` are the numbers 1 to K.
        previous: (K,) today's sector each one continues, a position in `sector_names`; -1 for a new one.
        district: (K,) district of each sector.
        officers: (K,) officers; all 1 where none were asked for.
        load: (K,) workload.
        further: (c, K) sums of the further criteria.
        deviation: (K,) load per officer against its mean in the district, as a share; 0 where that has no load.
        border_m: border between sectors in metres.
        residents_moved: residents whose sector changes; 0 where there is no plan of today.
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
        """Return the (n,) sector number of each unit, 1 to K."""
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


def assemble(request: Request, outcomes: list[DistrictOutcome]) -> SolveOutcome:
    """Return the plan with its sectors numbered: districts in their order, then from north-west to south-east.

    Where today's sectors bear the numbers 1 to K, those that continue keep theirs.
    """
    label = np.zeros(request.size, dtype=np.int64)
    first = 0
    district, codes, officers = [], [], []
    for number, outcome in enumerate(outcomes):
        label[request.units_of(number)] = first + outcome.labels
        first += len(outcome.codes)
        district.append(np.full(len(outcome.codes), number))
        codes.append(outcome.codes)
        officers.append(outcome.officers)
    order = _order(request, label, np.concatenate(district), np.concatenate(codes))
    number_of = np.argsort(order)
    previous = np.concatenate(codes)[order]
    previous = np.where(previous < len(request.sector_names), previous, -1)
    manned, where = np.concatenate(officers)[order], np.concatenate(district)[order]
    return with_sums(request, number_of[label], previous, where, manned, tuple(outcomes))


def with_sums(
    request: Request,
    labels: Ints,
    previous: Ints,
    district: Ints,
    officers: Ints,
    outcomes: tuple[DistrictOutcome, ...] = (),
) -> SolveOutcome:
    """Return the plan with these labels (n,), 0 to K - 1, and what adds up in its sectors; all else is (K,)."""
    k = len(district)
    load = sums(request.load, labels, k)
    return SolveOutcome(
        plan=Plan(tuple(range(1, k + 1)), labels),
        previous=previous,
        district=district,
        officers=officers,
        load=load,
        further=np.array([sums(values, labels, k) for values in request.criteria]).reshape(-1, k),
        deviation=np.nan_to_num(deviation(load, officers, district) / 100.0),
        border_m=request.graph.border_between(labels),
        residents_moved=_moved(request, labels, previous),
        outcomes=outcomes,
    )


def _order(request: Request, label: Ints, district: Ints, codes: Ints) -> Ints:
    """Return the labels in the order of their numbers."""
    weight = request.area + 1e-9
    mass = np.bincount(label, weights=weight)
    x, y = (np.bincount(label, weights=weight * column) / mass for column in request.xy.T)
    order = np.lexsort((x - y, district))
    return _with_numbers_kept(request, order, district, codes)


def _with_numbers_kept(request: Request, order: Ints, district: Ints, codes: Ints) -> Ints:
    """Return `order` with the sectors that continue one of today's numbers in that number's place."""
    k = len(order)
    names = [whole_number(name) or 0 for name in request.sector_names]
    known = np.array([names[code] if 0 <= code < len(names) else 0 for code in codes])
    used = known[known > 0]
    block = np.sort(district)
    fits = (used <= k).all() and len(set(used.tolist())) == len(used)
    if not len(used) or not fits or (block[used - 1] != district[known > 0]).any():
        return order
    kept = np.full(k, -1, dtype=np.int64)
    kept[used - 1] = np.flatnonzero(known > 0)
    for number in range(block[-1] + 1):
        rest = [label for label in order if district[label] == number and known[label] == 0]
        kept[(kept < 0) & (block == number)] = rest
    return kept


def _moved(request: Request, labels: Ints, previous: Ints) -> float:
    had = request.current >= 0
    stays = previous[labels] == request.current
    return float(request.population[had & ~stays].sum())
