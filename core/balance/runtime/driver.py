"""From an instance to plans: refuse what is impossible, then search each district.

All searches of all plans run side by side: a plan is finished with its slowest district, so that its districts need not
wait for each other. Officers are allocated to the loads that come out, and loads are balanced per officer, so
the two alternate until the allocation no longer changes; the best plan of all rounds counts, because the last one need
not be the best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from ...base.arrays import Floats, Ints
from ...base.progress import Progress
from ...staffing.allocation import allocate
from ..model.instance import Instance
from ..model.plan import DistrictOutcome, SolveOutcome, assemble, pareto, variants
from ..model.settings import BalanceSettings
from ..preparation.district import District, make_district
from ..preparation.feasibility import require_feasible
from ..solver import multilevel as levels
from ..solver.lower_bounds import deviation_floor
from ..solver.multilevel import Effort
from .deadline import Deadline
from .scheduler import SearchMonitor, WorkerPool, run_searches
from .task import Search, SearchResult

ROUNDS = 4  # rounds of allocating officers and balancing, at most
ROUND_SHARE = 0.6  # share of the time left that a round may take if another may be needed

Officers = list[Ints]


def balance(instance: Instance, settings: BalanceSettings, progress: Progress | None = None) -> SolveOutcome:
    """Return the best plan; see `balance_all`."""
    return balance_all(instance, settings, progress)[0]


def balance_all(
    instance: Instance, settings: BalanceSettings, progress: Progress | None = None, deadline: Deadline | None = None
) -> list[SolveOutcome]:
    """Balance an instance.

    Args:
        instance: units, their graph, and everything to respect.
        settings: what the analyst asks for.
        progress: shows the progress and the best plan so far; may stop or cancel the run.
        deadline: of the searches; from the settings' time limit if None.

    Returns:
        Plans with the sectors asked for: connected, complete, locks and must-link groups respected. There are at most
        as many as the settings' alternatives, the best first, none dominated by another in deviation, boundary and
        residents moved. At the deadline, or when the analyst stops, they are the best so far.

    Raises:
        InfeasibleError: the instance cannot be met; it holds every reason.
        CancelledError: the analyst cancelled.

    """
    require_feasible(instance, settings)
    progress = progress or Progress()
    deadline = deadline or Deadline(settings.time_limit)
    plan_settings = variants(settings)
    with WorkerPool(settings.scheduler) as workers:
        if not settings.officers:
            plans = _divide(instance, plan_settings, [None] * len(plan_settings), workers, deadline, progress)
        else:
            plans = _with_officers(instance, plan_settings, workers, deadline, progress)
    return pareto(plans, settings.tolerance / 100.0)


def _with_officers(
    instance: Instance,
    plan_settings: list[BalanceSettings],
    workers: WorkerPool,
    deadline: Deadline,
    progress: Progress,
) -> list[SolveOutcome]:
    """Return the plans found by allocating and balancing in turn until no plan's officers change.

    A round that the time limit interrupts is continued by the next one.
    """
    officers: list[Officers | None] = [_first_officers(instance, variant) for variant in plan_settings]
    best: list[SolveOutcome] = []
    plans: list[SolveOutcome] = []
    settled = False
    for round_ in range(ROUNDS):
        part = progress.part(round_ / ROUNDS, (round_ + 1) / ROUNDS)
        until = deadline if settled or round_ == ROUNDS - 1 else deadline.share(ROUND_SHARE)
        plans = _divide(instance, plan_settings, officers, workers, until, part, plans)
        best = [
            min(was, now, key=partial(_mark, variant))
            for was, now, variant in zip(best or plans, plans, plan_settings, strict=True)
        ]
        again: list[Officers | None] = [_reallocated(instance, plan_settings[0], plan) for plan in plans]
        settled = all(_same(before, after) for before, after in zip(officers, again, strict=True))
        cut_short = any(outcome.stopped for plan in plans for outcome in plan.outcomes)
        if (settled and not cut_short) or deadline.is_over() or progress.is_stopped():
            break
        officers = again
    return best


def _mark(settings: BalanceSettings, plan: SolveOutcome) -> tuple[float, float]:
    """Return the key by which the plans of several rounds compare."""
    return round(max(0.0, plan.worst() - settings.tolerance / 100.0), 9), plan.border_m


def _same(before: Officers | None, after: Officers | None) -> bool:
    """Return whether two allocations give the same numbers of officers in every district."""
    pairs = zip(before or [], after or [], strict=True)
    return all(np.array_equal(np.sort(a), np.sort(b)) for a, b in pairs)


def _first_officers(instance: Instance, settings: BalanceSettings) -> Officers:
    """Return the (k,) officers of each district for sectors that share its load equally."""
    loads = [
        np.full(sectors, instance.load[instance.units_of(number)].sum() / sectors)
        for number, (_, sectors) in enumerate(instance.districts)
    ]
    return _allocated(instance, np.concatenate(loads), settings)


def _reallocated(instance: Instance, settings: BalanceSettings, plan: SolveOutcome) -> Officers:
    loads = [
        np.bincount(outcome.labels, weights=instance.load[instance.units_of(number)], minlength=len(outcome.codes))
        for number, outcome in enumerate(plan.outcomes)
    ]
    return _allocated(instance, np.concatenate(loads), settings)


def _allocated(instance: Instance, loads: Floats, settings: BalanceSettings) -> Officers:
    counts = np.cumsum([sectors for _, sectors in instance.districts])[:-1]
    return list(np.split(allocate(loads, settings.officers, settings.minimum_officers), counts))


def _divide(
    instance: Instance,
    plan_settings: list[BalanceSettings],
    officers: list[Officers | None],
    workers: WorkerPool,
    deadline: Deadline,
    progress: Progress,
    before: Sequence[SolveOutcome] = (),
) -> list[SolveOutcome]:
    """Return one plan for each of several settings, district by district; all searches run side by side.

    Searches for the plans of the round `before` that were interrupted are continued.
    """
    districts = [
        [
            make_district(instance, variant, number, None if staffed is None else staffed[number])
            for number in range(len(instance.districts))
        ]
        for variant, staffed in zip(plan_settings, officers, strict=True)
    ]
    tasks = [
        Search(
            district.problem,
            _effort_of(variant, len(district.codes) / instance.sector_count),
            variant.seed,
            _start_from(district, variant, before[plan].outcomes[number] if before else None),
        )
        for plan, (variant, of_plan) in enumerate(zip(plan_settings, districts, strict=True))
        for number, district in enumerate(of_plan)
    ]

    count = len(instance.districts)

    def plan_of(number: int, results: Sequence[SearchResult]) -> SolveOutcome:
        staffed: Sequence[Ints | None] = officers[number] or [None] * count
        parts = zip(districts[number], results, staffed, strict=True)
        return assemble(instance, [_outcome(*part) for part in parts])

    def draft(number: int, labels: list[Ints]) -> Ints:
        return plan_of(number, [SearchResult(of_district, stopped=True) for of_district in labels]).sector

    monitor = SearchMonitor(tasks, count, instance.graph.border_between(instance.district), draft)
    progress.publish_draft(monitor.draft)
    results = run_searches(tasks, workers, progress, deadline, monitor)
    return [plan_of(number, results[number * count :][:count]) for number in range(len(plan_settings))]


def _effort_of(settings: BalanceSettings, share: float) -> Effort:
    """Return the effort for a district with `share` of the sectors."""
    whole = levels.EFFORTS[settings.effort]
    return replace(whole, proposals=int(whole.proposals * max(share, 0.1)))


def _start_from(district: District, settings: BalanceSettings, before: DistrictOutcome | None) -> Ints | None:
    """Return the (n,) plan to start from: that of an interrupted search, or the current one if staying has a value."""
    if before is not None and before.stopped:
        labels = np.zeros(district.problem.size, dtype=np.int64)
        labels[district.cluster] = before.labels
        return labels
    return district.start() if settings.continuity > 0 or settings.max_moved < 100.0 else None


def _outcome(district: District, result: SearchResult, officers: Ints | None) -> DistrictOutcome:
    return DistrictOutcome(
        labels=result.labels[district.cluster],
        codes=_locked(district),
        officers=np.ones(len(district.codes), dtype=np.int64) if officers is None else officers,
        floor=deviation_floor(district.problem),
        proven=result.proven,
        stopped=result.stopped,
    )


def _locked(district: District) -> Ints:
    """Return the (k,) sector each label is locked to; -1 where it is free."""
    fixed = district.problem.fixed
    locked = np.zeros(len(district.codes), dtype=bool)
    locked[fixed[fixed >= 0]] = True
    return np.where(locked, district.codes, -1)
