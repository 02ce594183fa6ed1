"""Balancing from request to plans: refuse what cannot be, then divide each district."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from ..manning import allocate
from ..plan import matched, overlap
from ..progress import Progress
from . import levels
from .alternatives import pareto, variants
from .board import Board
from .deadline import Deadline
from .district import District, make_district
from .execute import WorkerPool, run_searches
from .feasibility import require_feasible
from .floor import deviation_floor
from .graph import Floats, Ints
from .levels import Effort
from .plan import DistrictOutcome, SolveOutcome, assemble
from .request import Request
from .settings import BalanceSettings
from .tasks import Found, Search

ROUNDS = 4  # of alternating allocation of officers and balancing
ROUND_SHARE = 0.6  # of the time left that a round may take, should another be needed

Officers = list[Ints]


def balance(request: Request, settings: BalanceSettings, progress: Progress | None = None) -> SolveOutcome:
    """Return the best plan of `balance_all`."""
    return balance_all(request, settings, progress)[0]


def balance_all(
    request: Request, settings: BalanceSettings, progress: Progress | None = None, deadline: Deadline | None = None
) -> list[SolveOutcome]:
    """Return plans with the sectors asked for: connected, complete, locks and groups honoured.

    There are at most as many as ALTERNATIVES says, the best first, none beaten by another in deviation,
    border and residents moved alike. At the deadline, or when the analyst stops, they are the best so far.

    Raises:
        InfeasibleError: the request cannot be met; it holds every reason.
        CancelledError: the analyst cancelled.

    """
    require_feasible(request, settings)
    progress = progress or Progress()
    deadline = deadline or Deadline(settings.time_limit)
    wishes = variants(settings)
    with WorkerPool(settings.scheduler) as workers:
        if not settings.officers:
            plans = _divide(request, wishes, [None] * len(wishes), workers, deadline, progress)
        else:
            plans = _with_officers(request, wishes, workers, deadline, progress)
    return pareto(plans, settings.tolerance / 100.0)


def _with_officers(
    request: Request, wishes: list[BalanceSettings], workers: WorkerPool, deadline: Deadline, progress: Progress
) -> list[SolveOutcome]:
    """Return plans found by alternating allocation and balancing until no plan's officers change.

    A round that the time limit cuts short is taken up by the next one where it ended.
    """
    officers: list[Officers | None] = [_first_officers(request, wish) for wish in wishes]
    best: list[SolveOutcome] = []
    plans: list[SolveOutcome] = []
    settled = False
    for round_ in range(ROUNDS):
        part = progress.part(round_ / ROUNDS, (round_ + 1) / ROUNDS)
        until = deadline if settled or round_ == ROUNDS - 1 else deadline.share(ROUND_SHARE)
        plans = _divide(request, wishes, officers, workers, until, part, plans)
        best = [
            min(was, now, key=partial(_mark, wish)) for was, now, wish in zip(best or plans, plans, wishes, strict=True)
        ]
        again: list[Officers | None] = [_reallocated(request, wishes[0], plan) for plan in plans]
        settled = all(_same(before, after) for before, after in zip(officers, again, strict=True))
        cut_short = any(outcome.stopped for plan in plans for outcome in plan.outcomes)
        if (settled and not cut_short) or deadline.is_over() or progress.is_stopped():
            break
        officers = again
    return best


def _mark(settings: BalanceSettings, plan: SolveOutcome) -> tuple[float, float]:
    """Return the key by which the plans of several rounds compare."""
    return round(max(0.0, plan.worst() - settings.tolerance / 100.0), 9), plan.border_m


def _same(one: Officers | None, other: Officers | None) -> bool:
    """Tell whether two allocations give the same numbers of officers in every district."""
    pairs = zip(one or [], other or [], strict=True)
    return all(np.array_equal(np.sort(a), np.sort(b)) for a, b in pairs)


def _first_officers(request: Request, settings: BalanceSettings) -> Officers:
    """Return (k,) officers per district for sectors that share their district's load equally."""
    loads = [
        np.full(sectors, request.load[request.units_of(number)].sum() / sectors)
        for number, (_, sectors) in enumerate(request.districts)
    ]
    return _allocated(request, np.concatenate(loads), settings)


def _reallocated(request: Request, settings: BalanceSettings, plan: SolveOutcome) -> Officers:
    loads = [
        np.bincount(outcome.labels, weights=request.load[request.units_of(number)], minlength=len(outcome.codes))
        for number, outcome in enumerate(plan.outcomes)
    ]
    return _allocated(request, np.concatenate(loads), settings)


def _allocated(request: Request, loads: Floats, settings: BalanceSettings) -> Officers:
    counts = np.cumsum([sectors for _, sectors in request.districts])[:-1]
    return list(np.split(allocate(loads, settings.officers, settings.minimum_officers), counts))


def _divide(
    request: Request,
    wishes: list[BalanceSettings],
    officers: list[Officers | None],
    workers: WorkerPool,
    deadline: Deadline,
    progress: Progress,
    before: Sequence[SolveOutcome] = (),
) -> list[SolveOutcome]:
    """Return one plan per wish, each made district by district; all searches run side by side.

    Where the search for a plan of the round `before` was cut short, it is taken up there.
    """
    districts = [
        [
            make_district(request, wish, number, None if manned is None else manned[number])
            for number in range(len(request.districts))
        ]
        for wish, manned in zip(wishes, officers, strict=True)
    ]
    tasks = [
        Search(
            district.problem,
            _effort_of(wish, len(district.codes) / request.sector_count),
            wish.seed,
            _warm(district, wish, before[plan].outcomes[number] if before else None),
        )
        for plan, (wish, of_wish) in enumerate(zip(wishes, districts, strict=True))
        for number, district in enumerate(of_wish)
    ]

    together = len(request.districts)

    def plan_of(number: int, found: Sequence[Found]) -> SolveOutcome:
        manned: Sequence[Ints | None] = officers[number] or [None] * together
        return assemble(
            request, [_outcome(request, *one) for one in zip(districts[number], found, manned, strict=True)]
        )

    def drawn(number: int, labels: list[Ints]) -> Ints:
        return plan_of(number, [Found(one, stopped=True) for one in labels]).sector

    board = Board(tasks, together, request.graph.border_between(request.district), drawn)
    progress.draft(board.draft)
    found = run_searches(tasks, workers, progress, deadline, board)
    return [plan_of(number, found[number * together :][:together]) for number in range(len(wishes))]


def _effort_of(settings: BalanceSettings, share: float) -> Effort:
    """Return the effort for a district with `share` of the sectors."""
    whole = levels.EFFORTS[settings.effort]
    return replace(whole, proposals=int(whole.proposals * max(share, 0.1)))


def _warm(district: District, settings: BalanceSettings, before: DistrictOutcome | None) -> Ints | None:
    """Return the plan to begin with: that of a search cut short, or today's where staying is worth something."""
    if before is not None and before.stopped:
        labels = np.zeros(district.problem.size, dtype=np.int64)
        labels[district.cluster] = before.labels
        return labels
    return district.start() if settings.continuity > 0 or settings.max_moved < 100.0 else None


def _outcome(request: Request, district: District, found: Found, officers: Ints | None) -> DistrictOutcome:
    of_units = found.labels[district.cluster]
    return DistrictOutcome(
        labels=of_units,
        codes=_continued(request, district, of_units),
        officers=np.ones(len(district.codes), dtype=np.int64) if officers is None else officers,
        floor=deviation_floor(district.problem),
        proven=found.proven,
        stopped=found.stopped,
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
        shared = overlap(labels, current, residents, (k, len(request.sector_names)))
        found = matched(shared[np.ix_(free, candidates)])
        codes[free[found >= 0]] = candidates[found[found >= 0]]
    return codes
