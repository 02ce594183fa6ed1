"""Every promise of the balancing, over random planar maps, against a checker that shares no code with the engine."""

from dataclasses import replace

import numpy as np
import pytest
from builders.instances import make_instance, random_map, with_bridges
from builders.plans import check_plan, islands, neighbours_of, reached
from builders.settings import PATIENT, QUICK
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.balance.preparation.district import make_district
from sector_planner.core.balance.runtime.driver import balance
from sector_planner.core.balance.solver.initial import preview
from sector_planner.core.base.errors import InfeasibleError

pytestmark = pytest.mark.usefixtures("hardly_any_or_quick")
MAPS = st.tuples(
    st.integers(0, 2**32 - 1),
    st.one_of(st.integers(1, 12), st.integers(1, 60), st.integers(1, 200)),
    st.sampled_from(["even", "uneven", "empty", "huge"]),
)


@PATIENT
@given(MAPS, st.integers(1, 12))
def test_any_connected_map_gets_the_sectors_asked_for_or_a_reason(drawn, sectors):
    seed, n, loads = drawn
    rng = np.random.default_rng(seed)
    points, edges, lengths, load = random_map(rng, n, loads)
    edges, lengths = with_bridges(rng, points, edges, lengths)
    instance = make_instance(points, edges, lengths, load, (("", sectors),))
    if n < sectors:
        with pytest.raises(InfeasibleError, match=f"{n} units cannot make {sectors} sectors"):
            balance(instance, QUICK)
    else:
        check_plan(instance, balance(instance, QUICK))


@PATIENT
@given(MAPS)
def test_islands_without_a_link_are_all_named(drawn):
    seed, n, loads = drawn
    points, edges, lengths, load = random_map(np.random.default_rng(seed), n, loads)
    found = islands(n, neighbours_of(n, edges))
    instance = make_instance(points, edges, lengths, load, (("", 1),))
    if len(found) == 1:
        check_plan(instance, balance(instance, QUICK))
        return
    with pytest.raises(InfeasibleError) as caught:
        balance(instance, QUICK)
    named = sorted(sorted(reason.unit_ids) for reason in caught.value.reasons)
    largest = max(map(len, found))
    expected = sorted(sorted(f"u{unit}" for unit in island) for island in found)
    assert len(named) == len(found) - 1
    assert all(names in expected for names in named)
    assert any(len(island) == largest and sorted(f"u{u}" for u in island) not in named for island in found)


@PATIENT
@given(MAPS, st.integers(2, 6), st.integers(0, 3))
def test_locks_groups_and_districts_are_honoured(drawn, sectors, share):
    seed, n, loads = drawn
    rng = np.random.default_rng(seed)
    points, edges, lengths, load = random_map(rng, n + 2 * sectors, loads)
    edges, lengths = with_bridges(rng, points, edges, lengths)
    n += 2 * sectors
    load = load + 0.1
    halves = make_instance(points, edges, lengths, load, (("", 2),))
    hidden = preview(make_district(halves, QUICK, 0, None).problem, seed % 1000)
    sizes = np.bincount(hidden)
    counts = np.minimum(sizes, sectors)
    instance = make_instance(points, edges, lengths, load, (("b", int(counts[0])), ("a", int(counts[1]))), hidden)
    first = balance(instance, QUICK)
    check_plan(instance, first)
    today = first.sector
    locked = np.where(rng.random(n) < share / 10, today - 1, -1)
    names = tuple(str(i + 1) for i in range(int(counts.sum())))
    held = replace(instance, sector_names=names, current=today - 1, lock=locked, load=rng.permutation(load))
    plan = balance(held, QUICK)
    check_plan(held, plan)
    kept = locked >= 0
    number = np.array(plan.plan.sector_ids)[plan.plan.labels]
    assert (number[kept] == today[kept]).all(), "locked units keep today's number"
    moved = float(held.population[number != today].sum())
    assert plan.residents_moved == pytest.approx(moved)


@PATIENT
@given(MAPS, st.integers(1, 9), st.floats(0, 0.5))
def test_what_is_shown_at_once_keeps_the_promises(drawn, sectors, share):
    seed, n, loads = drawn
    rng = np.random.default_rng(seed)
    n += sectors
    points, edges, lengths, load = random_map(rng, n, loads)
    edges, lengths = with_bridges(rng, points, edges, lengths)
    lock = np.full(n, -1)
    held = rng.choice(n, int(share * sectors), replace=False)
    lock[held] = np.arange(len(held))
    names = tuple(str(number) for number in range(sectors))
    instance = make_instance(points, edges, lengths, load, (("", sectors),), sector_names=names, lock=lock)
    labels = preview(make_district(instance, QUICK, 0, None).problem, seed % 1000)
    near = neighbours_of(n, edges)
    assert sorted(set(labels.tolist())) == list(range(sectors))
    for number in range(sectors):
        members = set(np.flatnonzero(labels == number).tolist())
        assert reached(min(members), near, lambda unit, members=members: unit in members) == members
    assert labels[held].tolist() == list(range(len(held)))


@PATIENT
@given(MAPS, st.integers(2, 5), st.integers(2, 30))
def test_officers_are_whole_and_at_least_two(drawn, sectors, spare):
    seed, n, loads = drawn
    rng = np.random.default_rng(seed)
    n += sectors
    points, edges, lengths, load = random_map(rng, n, loads)
    edges, lengths = with_bridges(rng, points, edges, lengths)
    instance = make_instance(points, edges, lengths, load, (("", sectors),))
    plan = balance(instance, replace(QUICK, officers=2 * sectors + spare))
    check_plan(instance, plan)
    assert plan.officers.sum() == 2 * sectors + spare
    assert plan.officers.min() >= 2
    with pytest.raises(InfeasibleError, match="too few"):
        balance(instance, replace(QUICK, officers=2 * sectors - 1))


@settings(max_examples=6, deadline=None, derandomize=True)
@given(MAPS, st.integers(0, 1000))
def test_the_same_seed_gives_the_same_plan(drawn, seed):
    rng = np.random.default_rng(drawn[0])
    points, edges, lengths, load = random_map(rng, drawn[1] + 6, drawn[2])
    edges, lengths = with_bridges(rng, points, edges, lengths)
    instance = make_instance(points, edges, lengths, load, (("", 4),))
    first, again = (balance(instance, replace(QUICK, seed=seed)) for _ in range(2))
    assert first.sector.tolist() == again.sector.tolist()
