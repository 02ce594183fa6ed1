"""Every promise of the balancing, over random planar maps, against a checker that shares no code with the engine."""

from collections import deque
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from scipy.spatial import Delaunay
from sector_planner.core.balance.model.instance import Instance
from sector_planner.core.balance.model.settings import BalanceSettings
from sector_planner.core.balance.preparation.district import make_district
from sector_planner.core.balance.runtime.driver import balance
from sector_planner.core.balance.solver import multilevel as levels
from sector_planner.core.balance.solver.initial import preview
from sector_planner.core.base.errors import InfeasibleError
from sector_planner.core.geo.contiguity import ContiguityGraph

QUICK = BalanceSettings(effort="quick")


@pytest.fixture(scope="module", autouse=True)
def hardly_any_effort():
    """Search a little only: the promises hold however short the search."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(levels.EFFORTS, "quick", levels.Effort(40_000, 300, 0, 1, 500, (20,)))
        yield


def make_instance(points, edges, lengths, load, districts, district=None, **more):
    """Return an instance over points with little squares as geometry."""
    n = len(points)
    order = np.lexsort((edges[:, 1], edges[:, 0]))
    none = np.full(n, -1, dtype=np.int64)
    values = {
        "names": tuple(f"u{i}" for i in range(n)),
        "geometry": shapely.box(points[:, 0] - 1, points[:, 1] - 1, points[:, 0] + 1, points[:, 1] + 1),
        "graph": ContiguityGraph(n, edges[order], lengths[order]),
        "load": load,
        "population": np.ceil(load),
        "area": np.full(n, 4.0),
        "xy": points,
        "district": np.zeros(n, dtype=np.int64) if district is None else district,
        "districts": districts,
        "sector_names": (),
        "current": none,
        "lock": none,
        "group": none,
        "barrier": np.zeros(len(edges), dtype=bool),
    }
    return Instance(**{**values, **more})


def random_map(rng, n, loads):
    """Return points, edges and lengths of a planar graph with holes, and loads; it may fall apart into islands."""
    points = rng.random((n, 2)) * 1000
    if n < 4:
        edges = np.array([(i, i + 1) for i in range(n - 1)], dtype=np.int64).reshape(-1, 2)
    else:
        sides = Delaunay(points).simplices[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)
        edges = np.unique(np.sort(sides, axis=1), axis=0).astype(np.int64)
        edges = edges[rng.random(len(edges)) < rng.choice([0.55, 0.8, 1.0])]
    lengths = rng.random(len(edges)) * 100 + 0.01
    load = {
        "even": np.ones(n),
        "uneven": rng.lognormal(0, 1, n),
        "empty": np.where(rng.random(n) < 0.5, 0.0, 1.0),
        "huge": np.where(rng.random(n) < 0.05, 1e9, rng.random(n)),
    }[loads]
    load[rng.integers(n)] += 1.0
    return points, edges, lengths, load


def neighbours_of(n, edges):
    near = {i: [] for i in range(n)}
    for a, b in edges.tolist():
        near[a].append(b)
        near[b].append(a)
    return near


def islands(n, near):
    seen, found = set(), []
    for first in range(n):
        if first not in seen:
            found.append(reached(first, near, lambda _: True))
            seen |= found[-1]
    return found


def reached(first, near, allowed):
    seen, queue = {first}, deque([first])
    while queue:
        for other in near[queue.popleft()]:
            if other not in seen and allowed(other):
                seen.add(other)
                queue.append(other)
    return seen


def with_bridges(rng, points, edges, lengths):
    """Return edges that join the islands by links of length 0."""
    found = islands(len(points), neighbours_of(len(points), edges))
    links = [sorted((int(rng.choice(sorted(found[0]))), int(rng.choice(sorted(other))))) for other in found[1:]]
    links = np.array(links, dtype=np.int64).reshape(-1, 2)
    return np.concatenate([edges, links]), np.concatenate([lengths, np.zeros(len(links))])


def check_plan(instance, plan):
    """Raise where a promise is broken."""
    sector = plan.sector.tolist()
    wanted = sum(count for _, count in instance.districts)
    assert sorted(set(sector)) == list(range(1, wanted + 1))
    near = neighbours_of(instance.size, instance.graph.edges)
    for number in set(sector):
        members = {unit for unit, one in enumerate(sector) if one == number}
        assert reached(min(members), near, lambda unit, members=members: unit in members) == members
        assert len({int(instance.district[unit]) for unit in members}) == 1
    for place, (_, count) in enumerate(instance.districts):
        assert len({one for one, home in zip(sector, instance.district, strict=True) if home == place}) == count
    for values in (instance.lock, instance.group):
        sector_districts = {}
        for unit, value in enumerate(values.tolist()):
            if value >= 0:
                assert sector_districts.setdefault(value, sector[unit]) == sector[unit]
    sector_districts = {int(value): sector[unit] for unit, value in enumerate(instance.lock) if value >= 0}
    assert len(set(sector_districts.values())) == len(sector_districts)
    check_numbers(instance, plan, sector)


def check_numbers(instance, plan, sector):
    """Raise where the plan's numbers are not those of its sectors."""
    border = sum(
        length
        for (a, b), length in zip(instance.graph.edges.tolist(), instance.graph.border_m.tolist(), strict=True)
        if sector[a] != sector[b]
    )
    assert plan.border_m == pytest.approx(border)
    for place, (_, _) in enumerate(instance.districts):
        own = [n for n in range(1, plan.count + 1) if plan.district[n - 1] == place]
        load = {n: sum(instance.load[u] for u in range(instance.size) if sector[u] == n) for n in own}
        mean = sum(load.values()) / sum(plan.officers[n - 1] for n in own)
        for n in own:
            assert plan.deviation[n - 1] == pytest.approx(load[n] / plan.officers[n - 1] / mean - 1, abs=1e-9)
        assert plan.worst(place) >= plan.outcomes[place].floor - 1e-9


MAPS = st.tuples(
    st.integers(0, 2**32 - 1),
    st.one_of(st.integers(1, 12), st.integers(1, 60), st.integers(1, 400)),
    st.sampled_from(["even", "uneven", "empty", "huge"]),
)
PATIENT = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a failing map is as small as it was drawn: shrinking takes minutes
    suppress_health_check=list(HealthCheck),
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
    hidden = balance(make_instance(points, edges, lengths, load, (("", 2),)), QUICK).sector - 1
    sizes = np.bincount(hidden)
    counts = np.minimum(sizes, sectors)
    instance = make_instance(points, edges, lengths, load, (("b", int(counts[0])), ("a", int(counts[1]))), hidden)
    today = balance(instance, QUICK).sector
    check_plan(instance, balance(instance, QUICK))
    locked = np.where(rng.random(n) < share / 10, today - 1, -1)
    names = tuple(str(i + 1) for i in range(int(counts.sum())))
    held = replace(instance, sector_names=names, current=today - 1, lock=locked, load=rng.permutation(load))
    plan = balance(held, QUICK)
    check_plan(held, plan)
    kept = locked >= 0
    assert (plan.sector[kept] == today[kept]).all(), "locked units keep today's number"
    moved = float(held.population[plan.sector != today].sum())
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
