"""Each wish of the balancing on a board where it matters."""

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from builders.instances import board_instance
from builders.plans import all_plans
from sector_planner.core.balance.analysis import explanation as explain
from sector_planner.core.balance.model import plan
from sector_planner.core.balance.model.plan import pareto, variants
from sector_planner.core.balance.model.settings import BalanceSettings
from sector_planner.core.balance.preparation import feasibility
from sector_planner.core.balance.preparation.district import make_district
from sector_planner.core.balance.runtime import driver as solve
from sector_planner.core.balance.runtime.task import SearchResult
from sector_planner.core.balance.solver import exact
from sector_planner.core.balance.solver.initial import preview
from sector_planner.core.balance.solver.lower_bounds import deviation_floor
from sector_planner.core.base.errors import InfeasibleError, InputError
from sector_planner.core.geo.contiguity import ContiguityGraph

pytestmark = pytest.mark.usefixtures("some_or_quick")
QUICK = BalanceSettings(effort="quick")


def solved(instance, **wishes):
    return plan.require_promises(instance, solve.balance(instance, replace(QUICK, **wishes)))


def test_locked_units_lie_in_their_sector_and_take_along_what_lies_between():
    lock = np.full(20, -1)
    lock[[0, 4]] = 0
    plan = solved(board_instance(5, 4, 3, lock=lock, sector_names=("harbour",)), tolerance=40)
    assert plan.sector[0] == plan.sector[4]
    assert plan.previous[plan.sector[0] - 1] == 0


def test_locks_that_wall_each_other_off_are_refused_with_both_names():
    lock = np.array([0, 1, 0])
    with pytest.raises(InfeasibleError, match="locked to sector a .0-0, 2-0. cannot be connected"):
        solved(board_instance(3, 1, 2, lock=lock, sector_names=("a", "b")))


def test_groups_stay_together_even_where_the_border_would_part_them():
    group = np.full(16, -1)
    group[[0, 15]] = 3
    plan = solved(board_instance(4, 4, 2, group=group), tolerance=30)
    assert plan.sector[0] == plan.sector[15]


def test_a_group_locked_to_two_sectors_is_refused():
    lock, group = np.full(9, -1), np.full(9, -1)
    lock[[0, 8]] = [0, 1]
    group[[0, 8]] = 0
    with pytest.raises(InfeasibleError, match="0-0, 2-2 must stay together.*sectors: a, b"):
        solved(board_instance(3, 3, 2, lock=lock, group=group, sector_names=("a", "b")))


def test_pairs_that_must_be_apart_are_apart():
    together = solved(board_instance(6, 2, 2)).sector
    assert together[0] == together[6]
    plan = solved(board_instance(6, 2, 2, cannot_link=((0, 6),)), tolerance=5)
    assert plan.sector[0] != plan.sector[6]


def test_further_criteria_are_balanced_too():
    west_heavy = np.array([[3.0 if x < 3 else 1.0 for _ in range(4) for x in range(6)]])
    plain = solved(board_instance(6, 4, 2, barrier=_between(6, 4, 2)), barrier_cost=20)
    both = solved(
        board_instance(6, 4, 2, criteria=west_heavy, barrier=_between(6, 4, 2)), balance_tolerance=10, barrier_cost=20
    )

    def uneven(plan):
        sums = np.bincount(plan.sector - 1, weights=west_heavy[0])
        return abs(sums[0] / sums.mean() - 1)

    assert uneven(plain) > 0.4
    assert uneven(both) <= 0.1
    assert both.worst() <= 0.05


def _between(width, height, column):
    """Return the mask of the edges between two columns of the board: a barrier."""
    instance = board_instance(width, height, 1)
    a, b = instance.xy[instance.graph.edges[:, 0], 0], instance.xy[instance.graph.edges[:, 1], 0]
    return (a != b) & (np.minimum(a, b) == column * 100 + 50)


def test_borders_prefer_barriers():
    instance = board_instance(8, 4, 2, barrier=_between(8, 4, 2))
    free, drawn = solved(instance, tolerance=50, barrier_cost=1), solved(instance, tolerance=50, barrier_cost=10)
    assert free.border_m == drawn.border_m == 400
    assert (drawn.sector.reshape(4, 8)[:, :3] == drawn.sector[0]).all()
    assert (drawn.sector.reshape(4, 8)[:, 3:] != drawn.sector[0]).all()


def test_each_station_has_a_sector_of_its_own_around_it():
    stations = np.array([0, 1])
    plan = solved(
        board_instance(6, 4, 2, stations=stations, station_xy=np.array([[50.0, 50.0], [150.0, 50.0]])), tolerance=10
    )
    assert plan.sector[0] != plan.sector[1]


def test_officers_make_loads_follow_whole_officers():
    plan = solved(board_instance(6, 5, 3), officers=10, tolerance=5)
    assert sorted(plan.officers.tolist()) == [3, 3, 4]
    assert plan.load.tolist() == (3.0 * plan.officers).tolist()


def test_a_round_of_allocation_cut_short_is_taken_up_where_it_ended(monkeypatch):
    begun, ended = [], []

    def cut_short(tasks, *_):
        begun.append([task.labels for task in tasks])
        ended.append([preview(task.problem, len(begun)) for task in tasks])
        return [SearchResult(labels, stopped=True) for labels in ended[-1]]

    monkeypatch.setattr(solve, "run_searches", cut_short)
    solved(board_instance(6, 4, 3), officers=12, time_limit=60)
    assert begun[0] == [None]
    assert len(begun) == solve.ROUNDS
    for before, after in pairwise(zip(begun, ended, strict=True)):
        assert after[0][0].tolist() == before[1][0].tolist()


def today(width, height, column):
    """Return today's plan: two sectors, parted after `column` columns."""
    return np.array([0 if x < column else 1 for _ in range(height) for x in range(width)])


def test_continuity_moves_no_more_than_balance_asks_for():
    instance = board_instance(10, 4, 2, current=today(10, 4, 6), sector_names=("1", "2"))
    kept = solved(instance, tolerance=25)
    assert kept.residents_moved == 0
    moved = solved(instance, tolerance=1)
    assert moved.residents_moved == 40
    assert moved.sector[0] == 1, "sectors that continue keep their number"


def test_the_cap_on_moves_holds_against_the_balance():
    instance = board_instance(10, 4, 2, current=today(10, 4, 7), sector_names=("1", "2"))
    capped = solved(instance, tolerance=1, max_moved=10, continuity=0)
    assert capped.residents_moved <= 0.1 * instance.population.sum()
    assert solved(instance, tolerance=1, continuity=0).worst() <= 0.01 < capped.worst()


def test_the_cap_on_moves_is_one_cap_for_all_districts_together():
    district = np.repeat([0, 1], 20)
    sides = {"district": district, "districts": (("S", 2), ("N", 2)), "sector_names": ("1", "2", "3", "4")}
    instance = board_instance(10, 4, 4, current=today(10, 4, 7) + 2 * district, **sides)
    capped = solved(instance, tolerance=1, max_moved=10, continuity=0)
    assert 0 < capped.residents_moved <= 0.1 * instance.population.sum()
    assert solved(instance, tolerance=1, continuity=0).residents_moved >= 0.2 * instance.population.sum()


def test_compactness_straightens_a_border_that_continuity_would_keep():
    ragged = np.array([0 if x < (5 if y % 2 else 3) else 1 for y in range(8) for x in range(8)])
    instance = board_instance(8, 8, 2, current=ragged, sector_names=("1", "2"))
    loose = solved(instance, tolerance=10, compactness=0.05, continuity=20)
    tight = solved(instance, tolerance=10, compactness=20, continuity=0.05)
    assert tight.border_m < loose.border_m
    assert tight.residents_moved > loose.residents_moved == 0


def test_links_connect_and_count_as_no_border():
    instance = board_instance(4, 1, 2)
    edges, length = instance.graph.edges, instance.graph.border_m.copy()
    length[1] = 0.0
    plan = solved(replace(instance, graph=ContiguityGraph(4, edges, length)))
    assert plan.border_m == 0


def test_the_time_limit_returns_the_best_plan_so_far(within):
    instance = board_instance(60, 60, 12, load=np.random.default_rng(1).random(3600))
    with within(6):
        plan = solved(instance, effort="best", time_limit=2)
    assert plan.outcomes[0].stopped


def test_wrong_settings_are_refused_by_name():
    with pytest.raises(InputError, match="TOLERANCE is 0"):
        BalanceSettings(tolerance=0)
    with pytest.raises(InputError, match="EFFORT"):
        BalanceSettings(effort="heroic")


# Alternatives


def test_alternatives_are_a_pareto_set_and_the_same_again():
    instance = board_instance(6, 5, 4, load=np.random.default_rng(3).random(30) + 0.2)
    plans, again = (solve.balance_all(instance, replace(QUICK, alternatives=3)) for _ in range(2))
    assert [plan.sector.tolist() for plan in plans] == [plan.sector.tolist() for plan in again]
    marks = [(plan.worst(), plan.border_m, plan.residents_moved) for plan in plans]
    for one, other in product(marks, repeat=2):
        assert one == other or any(a < b for a, b in zip(one, other, strict=True))
    assert len(variants(replace(QUICK, alternatives=7))) == 7
    assert pareto(plans + plans, 0.05)[0] is plans[0]


# Proof


@pytest.mark.parametrize("seed", range(3))
def test_on_a_board_that_can_be_enumerated_the_best_plan_is_found_and_proven(seed):
    rng = np.random.default_rng(seed)
    instance = board_instance(4, 3, 2, load=rng.random(12) + 0.5)
    instance = replace(
        instance, graph=ContiguityGraph(12, instance.graph.edges, rng.random(len(instance.graph.edges)) * 100 + 10)
    )
    settings = replace(QUICK, tolerance=15)
    problem = make_district(instance, settings, 0, None).problem
    best = min((problem.rank(labels) for labels in all_plans(instance.graph, 2)), key=lambda rank: rank)
    plan = solve.balance(instance, settings)
    assert problem.rank(plan.sector - 1) == pytest.approx(best)
    assert plan.outcomes[0].proven


def test_the_floor_is_below_every_plan():
    for seed in range(4):
        instance = board_instance(3, 3, 2, load=np.random.default_rng(seed).pareto(0.7, 9) + 0.1)
        problem = make_district(instance, QUICK, 0, None).problem
        least = min(problem.deviation(labels) for labels in all_plans(instance.graph, 2))
        assert deviation_floor(problem) <= least + 1e-9


# Explanations


def test_the_price_of_a_unit_elsewhere_is_what_moving_it_changes():
    instance = board_instance(6, 2, 2, current=today(6, 2, 4), sector_names=("1", "2"))
    plan = solved(instance, tolerance=1)
    unit = explain.moved_units(instance, plan)[0]
    back = explain.unit_move_cost(instance, plan, unit, 1)
    assert back.border_m == 100
    assert back.change(0) == pytest.approx((0, 100 / 6))
    reasons = explain.MoveReasons(instance, replace(QUICK, tolerance=1), plan)
    assert "today's sector would deviate by +16.7% instead of 0.0%" in reasons.of(unit)


def test_a_moved_units_reason_names_the_further_field():
    """Today's sector has the same workload as the other but two thirds of the residents: staying would keep it so."""
    people = np.array([[4.0, 4.0, 1.0, 1.0, 1.0, 1.0]] * 2).ravel()
    today = np.array([[0, 0, 0, 1, 1, 1]] * 2).ravel()
    instance = board_instance(
        6, 2, 2, criteria=people[None], criteria_names=("people",), current=today, sector_names=("1", "2")
    )
    wishes = {"tolerance": 50, "balance_tolerance": 5}
    plan = solved(instance, **wishes)
    unit = explain.moved_units(instance, plan)[0]
    old, new = instance.current[unit] + 1, plan.sector[unit]
    on_progress = explain.unit_move_cost(instance, plan, unit, old)
    sums = np.array([people[plan.sector == sector].sum() for sector in (1, 2)])
    [left], [joined] = on_progress.further_changes(new - 1), on_progress.further_changes(old - 1)
    assert joined == pytest.approx(
        [100 * (people_there / 12 - 1) for people_there in (sums[old - 1], sums[old - 1] + people[unit])]
    )
    assert left == pytest.approx(
        [100 * (people_there / 12 - 1) for people_there in (sums[new - 1], sums[new - 1] - people[unit])]
    )
    said = explain.MoveReasons(instance, replace(QUICK, **wishes), plan).of(unit)
    assert f"with it “people” of today's sector would deviate by +{joined[1]:.1f}%" in said
    assert "“people” of the new sector" in said
    assert "people" not in explain.MoveReasons(instance, replace(QUICK, tolerance=50, balance_tolerance=90), plan).of(
        unit
    )


def test_a_wrong_bound_would_be_seen():
    instance = board_instance(4, 1, 2, load=[7, 1, 1, 1])
    problem = make_district(instance, QUICK, 0, None).problem
    least = min(problem.deviation(labels) for labels in all_plans(instance.graph, 2))
    assert deviation_floor(problem) == pytest.approx(least), "tight here: a higher bound is wrong, a lower one weak"


def test_the_price_is_right_for_every_unit_and_sector():
    instance = board_instance(7, 5, 4, load=np.random.default_rng(4).random(35) + 0.2)
    plan = solved(instance, tolerance=20)
    for unit, sector in product(range(35), range(1, 5)):
        changed = plan.sector.copy()
        changed[unit] = sector
        on_progress = explain.unit_move_cost(instance, plan, unit, sector)
        assert on_progress.border_m == pytest.approx(instance.graph.border_between(changed) - plan.border_m)
        parts = graph_parts(instance.graph, changed)
        assert on_progress.connected == (parts == 4 and len(set(changed.tolist())) == 4)


def graph_parts(graph, sector):
    near = {u: set() for u in range(graph.size)}
    for a, b in graph.edges.tolist():
        if sector[a] == sector[b]:
            near[a].add(b)
            near[b].add(a)
    left, parts = set(range(graph.size)), 0
    while left:
        parts += 1
        stack = [left.pop()]
        while stack:
            fresh = near[stack.pop()] & left
            left -= fresh
            stack += fresh
    return parts


def test_every_reason_is_there_and_none_follows_from_another():
    instance = board_instance(3, 1, 5, load=[1, np.nan, -1])
    with pytest.raises(InfeasibleError) as caught:
        feasibility.require_feasible(instance, replace(QUICK, officers=3))
    assert len(caught.value.reasons) == 4
    assert exact.is_small(make_district(board_instance(3, 3, 2), QUICK, 0, None).problem)
