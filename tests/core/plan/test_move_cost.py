import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.geo.contiguity import ContiguityGraph, components
from sector_planner.core.plan.move_cost import move_cost
from sector_planner.core.plan.plan import Plan

SIZE, SECTORS = 9, 3
PAIRS = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda p: p[0] != p[1]), max_size=18
)
LABELS = st.lists(st.integers(-1, SECTORS - 1), min_size=SIZE, max_size=SIZE).map(np.array)
MOVES = st.dictionaries(st.integers(0, SIZE - 1), st.integers(0, SECTORS - 1), max_size=4)


def parts_of(graph, nodes):
    """The parts of some nodes, each a set."""
    inside = graph.edges[np.isin(graph.edges, nodes).all(axis=1)]
    part = components(graph.size, inside)[1]
    return [set(np.array(nodes)[part[nodes] == number].tolist()) for number in np.unique(part[nodes])] if nodes else []


@settings(max_examples=300, derandomize=True, deadline=None)
@given(PAIRS, LABELS, MOVES)
def test_border_splits_and_touching_are_what_the_plan_before_and_after_shows(pairs, before, moves):
    graph = ContiguityGraph.from_pairs(SIZE, np.array(pairs, dtype=np.int64).reshape(-1, 2))
    graph = ContiguityGraph(SIZE, graph.edges, 10.0 * np.arange(1, len(graph.edges) + 1))
    moves = {unit: target for unit, target in moves.items() if before[unit] != target}
    units, targets = (np.array(list(values), dtype=np.int64) for values in (moves, moves.values()))
    even = np.zeros(SECTORS)
    cost = move_cost(graph, Plan(tuple(range(SECTORS)), before), units, targets, even, even, 0.0)

    after = before.copy()
    after[units] = targets
    assert cost.border_m == graph.border_between(after) - graph.border_between(before)
    splits, empties, touches = False, False, True
    for sector in range(SECTORS):
        had, has = (np.flatnonzero(labels == sector).tolist() for labels in (before, after))
        stays = set(had) & set(has)
        splits |= any(len(parts_of(graph, sorted(part & stays))) > 1 for part in parts_of(graph, had))
        empties |= bool(had) and not has
        new = [part for part in parts_of(graph, has) if part - stays]
        touches &= all(part & stays for part in new) or (not stays and len(new) == 1)
    assert (cost.splits, cost.empties, cost.touches) == (splits, empties, touches)
    assert cost.connected == (touches and not splits and not empties)
