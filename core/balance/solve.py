"""Balancing from request to plan: refuse what cannot be, then divide each district."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import linear_sum_assignment

from ..manning import allocate
from ..progress import Progress
from .bound import deviation_floor
from .district import District, make_district
from .feasibility import require_feasible
from .graph import Floats, Ints
from .levels import EFFORTS, Effort, search
from .plan import Outcome, Plan, assemble
from .request import Request
from .settings import BalanceSettings

ROUNDS = 4  # of alternating allocation of officers and balancing


@dataclass
class Clock:
    """Shows progress, raises where the analyst cancelled, and says when the time is up."""

    progress: Progress
    limit: float = 0.0
    began: float = field(default_factory=time.monotonic)
    stopped: bool = False

    def part(self, low: float, high: float) -> Clock:
        """Return the clock of a part of the work: the same time, a slice of the progress."""
        return Clock(self.progress.part(low, high), self.limit, self.began, self.stopped)

    def go_on(self, done: float) -> bool:
        """Show how much is done; answer whether to go on."""
        self.progress.show(done)
        if self.limit and time.monotonic() - self.began > self.limit:
            self.stopped = True
        return not self.stopped


def balance(request: Request, settings: BalanceSettings, progress: Progress | None = None) -> Plan:
    """Return a plan with the sectors asked for: connected, complete, locks and groups honoured.

    Raises:
        InfeasibleError: the request cannot be met; it holds every reason.
        CancelledError: the analyst cancelled.

    """
    require_feasible(request, settings)
    clock = Clock(progress or Progress(), settings.time_limit)
    if not settings.officers:
        return _divide(request, settings, None, clock)
    officers = _first_officers(request, settings)
    for round_ in range(ROUNDS):
        plan = _divide(request, settings, officers, clock.part(round_ / ROUNDS, (round_ + 1) / ROUNDS))
        again = _reallocate(request, settings, plan)
        if all(np.array_equal(np.sort(a), np.sort(b)) for a, b in zip(officers, again, strict=True)):
            break
        officers = again
    return plan


def _first_officers(request: Request, settings: BalanceSettings) -> list[Ints]:
    """Return (k,) officers per district for sectors that share their district's load equally."""
    loads = [
        np.full(sectors, request.load[request.units_of(number)].sum() / sectors)
        for number, (_, sectors) in enumerate(request.districts)
    ]
    return _allocated(request, np.concatenate(loads), settings)


def _reallocate(request: Request, settings: BalanceSettings, plan: Plan) -> list[Ints]:
    loads = [
        np.bincount(outcome.labels, weights=request.load[request.units_of(number)], minlength=len(outcome.codes))
        for number, outcome in enumerate(plan.outcomes)
    ]
    return _allocated(request, np.concatenate(loads), settings)


def _allocated(request: Request, loads: Floats, settings: BalanceSettings) -> list[Ints]:
    counts = np.cumsum([sectors for _, sectors in request.districts])[:-1]
    return list(np.split(allocate(loads, settings.officers, settings.minimum_officers), counts))


def _divide(request: Request, settings: BalanceSettings, officers: list[Ints] | None, clock: Clock) -> Plan:
    """Return the plan made district by district."""
    outcomes = []
    done = 0
    for number, (_, sectors) in enumerate(request.districts):
        manned = None if officers is None else officers[number]
        district = make_district(request, settings, number, None if manned is None else manned.astype(float))
        part = clock.part(done / request.sector_count, (done + sectors) / request.sector_count)
        done += sectors
        effort = _effort_of(settings, sectors / request.sector_count)
        labels = search(district.problem, effort, settings.seed, _warm(district, settings), part.go_on)
        clock.stopped = part.stopped
        outcomes.append(_outcome(request, district, labels, manned, stopped=part.stopped))
    return assemble(request, outcomes)


def _effort_of(settings: BalanceSettings, share: float) -> Effort:
    """Return the effort for a district with `share` of the sectors."""
    whole = EFFORTS[settings.effort]
    return replace(whole, proposals=int(whole.proposals * max(share, 0.1)))


def _warm(district: District, settings: BalanceSettings) -> Ints | None:
    """Return today's plan to begin with, where staying is worth something."""
    return district.start() if settings.continuity > 0 or settings.max_moved < 100.0 else None


def _outcome(request: Request, district: District, labels: Ints, officers: Ints | None, *, stopped: bool) -> Outcome:
    of_units = labels[district.cluster]
    return Outcome(
        labels=of_units,
        codes=_continued(request, district, of_units),
        officers=np.ones(len(district.codes), dtype=np.int64) if officers is None else officers,
        floor=deviation_floor(district.problem),
        stopped=stopped,
    )


def _continued(request: Request, district: District, labels: Ints) -> Ints:
    """Return the sector each label continues, so that the most residents keep theirs; locked labels stay."""
    k = len(district.codes)
    locked = np.zeros(k, dtype=bool)
    locked[district.problem.fixed[district.problem.fixed >= 0]] = True
    free = np.flatnonzero(~locked)
    held = set(district.codes[locked].tolist())
    current = request.current[district.units]
    candidates = np.array([code for code in np.unique(current[current >= 0]) if code not in held], dtype=np.int64)
    codes = np.where(locked, district.codes, -1)
    if len(free) and len(candidates):
        residents = request.population[district.units] + 1e-9
        shared = np.zeros((k, len(request.sector_names)))
        np.add.at(shared, (labels[current >= 0], current[current >= 0]), residents[current >= 0])
        overlap = shared[np.ix_(free, candidates)]
        rows, columns = linear_sum_assignment(overlap, maximize=True)
        real = overlap[rows, columns] > 0
        codes[free[rows[real]]] = candidates[columns[real]]
    return codes
