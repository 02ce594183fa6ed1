"""Mutations of the engine: each is let loose on a case that the engine as it is passes, and must be caught.

Caught by the checker of `test_balance_guarantees`, which shares no code with the engine, and by the engine's own
check after every run.
"""

from dataclasses import replace

import numpy as np
import pytest
from builders.instances import board_instance
from builders.plans import all_plans, check_plan
from sector_planner.core.balance.model import plan
from sector_planner.core.balance.model.settings import BalanceSettings
from sector_planner.core.balance.preparation import must_link as blocks
from sector_planner.core.balance.preparation.district import make_district
from sector_planner.core.balance.runtime import driver as solve
from sector_planner.core.balance.solver import contiguity_repair as repair
from sector_planner.core.balance.solver import flips
from sector_planner.core.balance.solver import multilevel as levels
from sector_planner.core.balance.solver import swaps as exchange
from sector_planner.core.balance.solver.lower_bounds import deviation_floor
from sector_planner.core.base.errors import InfeasibleError

QUICK = BalanceSettings(effort="quick", tolerance=1)
SEEDS = range(1, 6)  # a search may do without the mistake that it could make
pytestmark = pytest.mark.usefixtures("hardly_any_or_quick")


def uneven_board(width=9, height=8, sectors=6, **more):
    """Return squares with uneven loads."""
    load = np.random.default_rng(2).random(width * height) + 0.3
    return board_instance(width, height, sectors, load, **more)


LOCKED = np.full(72, -1)
LOCKED[[0, 71, 40]] = [0, 0, 1]
GROUPED = np.full(72, -1)
GROUPED[[8, 63]] = 0
DISTRICT = np.repeat([0, 1], 36)

CASES = {
    "plain": lambda: uneven_board(),
    "locked": lambda: uneven_board(lock=LOCKED, sector_names=("a", "b")),
    "grouped": lambda: uneven_board(group=GROUPED),
    "nested": lambda: replace(uneven_board(), district=DISTRICT, districts=(("S", 4), ("N", 2))),
}


def without(field):
    """Return `make_district` as it would be if it ignored a field of the instance."""
    return lambda instance, *rest: make_district(replace(instance, **{field: np.full(instance.size, -1)}), *rest)


def everything_in_one_sector(problem, _context):
    """Return an initial partition that is repaired from one sector."""
    return repair.repair(problem, np.zeros(problem.size, dtype=np.int64))


def everything_is_connected(patch):
    patch.setattr(flips, "stays_connected", lambda *_: True)
    patch.setattr(exchange, "stays_connected", lambda *_: True)
    patch.setattr(levels, "reduce_excess", lambda problem, labels, *rest: labels)
    patch.setattr(levels, "initial_partition", everything_in_one_sector)


def disconnected_parts_are_left(patch):
    patch.setattr(repair, "_without_disconnected_parts", lambda problem, labels: labels)
    patch.setattr(levels, "anneal", lambda problem, labels, *rest: labels)
    patch.setattr(levels, "anneal_by_swaps", lambda problem, labels, *rest: labels)
    patch.setattr(
        levels, "initial_partition", lambda problem, context: context.rng.integers(0, problem.count, problem.size)
    )
    patch.setattr(levels, "reduce_excess", lambda problem, labels, *rest: labels)


def empty_sectors_are_left(patch):
    patch.setattr(repair, "_split_for", lambda problem, labels, label: labels)
    patch.setattr(levels, "anneal", lambda problem, labels, *rest: labels)
    patch.setattr(levels, "reduce_excess", lambda problem, labels, *rest: labels)
    patch.setattr(levels, "initial_partition", everything_in_one_sector)


def districts_are_counted_wrong(patch):
    real = make_district
    patch.setattr(
        solve,
        "make_district",
        lambda instance, *rest: real(replace(instance, districts=tuple((a, 3) for a, _ in instance.districts)), *rest),
    )


def borders_are_counted_once_too_often(patch):
    real = plan.assemble
    patch.setattr(solve, "assemble", lambda *what: replace(found := real(*what), border_m=found.border_m + 100.0))


def deviations_are_flattered(patch):
    real = plan.assemble
    patch.setattr(solve, "assemble", lambda *what: replace(found := real(*what), deviation=0.5 * found.deviation))


MUTATIONS = [
    ("plain", everything_is_connected, True),
    ("plain", disconnected_parts_are_left, True),
    ("locked", lambda patch: patch.setattr(solve, "make_district", without("lock")), True),
    ("grouped", lambda patch: patch.setattr(solve, "make_district", without("group")), True),
    ("nested", districts_are_counted_wrong, True),
    ("plain", borders_are_counted_once_too_often, False),
    ("plain", deviations_are_flattered, False),
]


def is_right(instance, found):
    try:
        check_plan(instance, found)
    except AssertionError:
        return False
    return True


@pytest.mark.parametrize("case", CASES)
def test_the_engine_as_it_is_passes(case):
    instance = CASES[case]()
    for seed in SEEDS:
        found = solve.balance(instance, replace(QUICK, seed=seed))
        check_plan(instance, plan.require_promises(instance, found))


@pytest.mark.parametrize(("case", "mutate", "is_promise"), MUTATIONS)
def test_the_checker_catches_the_mutation(monkeypatch, case, mutate, is_promise):
    instance = CASES[case]()
    mutate(monkeypatch)
    found = [solve.balance(instance, replace(QUICK, seed=seed)) for seed in SEEDS]
    wrong = [one for one in found if not is_right(instance, one)]
    assert wrong, "no seed shows the mutation"
    assert all(bool(plan.broken_promises(instance, one)) == is_promise for one in wrong)


def test_a_sector_left_empty_is_caught(monkeypatch):
    empty_sectors_are_left(monkeypatch)
    with pytest.raises((AssertionError, ValueError)):
        check_plan(uneven_board(), solve.balance(uneven_board(), QUICK))


def test_a_floor_too_high_is_caught(monkeypatch):
    monkeypatch.setattr(solve, "deviation_floor", lambda problem: 0.5 + deviation_floor(problem))
    with pytest.raises(AssertionError):
        check_plan(uneven_board(), solve.balance(uneven_board(), QUICK))


def test_an_unproven_plan_called_proven_is_caught(monkeypatch):
    """Whatever is called proven must be the best of all plans; a solver that stops at the first plan is not."""
    instance = uneven_board(4, 3, 2)
    problem = make_district(instance, replace(QUICK, tolerance=15), 0, None).problem
    best = min(problem.rank(labels) for labels in all_plans(instance.graph, 2))

    def proven_rank():
        found = solve.balance(instance, replace(QUICK, tolerance=15))
        assert found.outcomes[0].proven
        return problem.rank(found.outcomes[0].labels)

    assert proven_rank() == pytest.approx(best)
    bad = max((labels for labels in all_plans(instance.graph, 2)), key=lambda labels: problem.objective(labels))
    monkeypatch.setattr("sector_planner.core.balance.exact.set_partition.best_plan", lambda *_: (bad, True))
    assert proven_rank() > best


def test_reasons_left_out_or_made_up_are_caught(monkeypatch):
    lock = np.full(9, -1)
    lock[[0, 2, 1]] = [0, 0, 1]
    instance = uneven_board(3, 1, 2, lock=lock[:3], sector_names=("a", "b"))
    with pytest.raises(InfeasibleError):
        solve.balance(instance, QUICK)
    monkeypatch.setattr(solve, "require_feasible", lambda *_: None)
    monkeypatch.setattr("sector_planner.core.balance.preparation.district.contract_must_links", lambda instance, units, **_: (blocks.contract_must_links(replace(instance, lock=instance.lock * 0 - 1), units)))  # fmt: skip
    found = solve.balance(instance, QUICK)
    with pytest.raises(AssertionError):
        check_plan(instance, found)
