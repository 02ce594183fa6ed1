from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.geo.contiguity import ContiguityGraph
from sector_planner.core.plan.plan import UNASSIGNED, Plan

LABELS = st.lists(st.integers(-1, 2), min_size=8, max_size=8).map(np.array)


@settings(derandomize=True, deadline=None)
@given(LABELS, LABELS, st.lists(st.integers(0, 9), min_size=8, max_size=8))
def test_sectors_continue_those_with_which_most_weight_stays_and_none_twice(new, old, weight):
    weight = np.array(weight, dtype=float)
    match = Plan((1, 2, 3), new).matched_to(Plan(("a", "b", "c"), old), weight)
    known = match[match != UNASSIGNED]
    assert len(set(known.tolist())) == len(known)

    def stays(number):
        return weight[(new >= 0) & (old >= 0) & (np.append(number, UNASSIGNED)[new] == old)].sum()

    assert stays(match) == max(stays(np.array(numbers)) for numbers in permutations(range(3)))
    for sector in np.flatnonzero(match != UNASSIGNED):
        assert weight[(new == sector) & (old == match[sector])].sum() > 0


def test_the_parts_of_a_sector_come_by_weight_then_by_units():
    graph = ContiguityGraph.from_pairs(6, np.array([[0, 1], [2, 3], [4, 5]]))
    plan = Plan(("a", "b"), np.array([0, 0, 0, 0, 0, 1]))
    parts = plan.parts(graph, 0, np.array([1.0, 1, 1, 1, 5, 9]))
    assert [part.tolist() for part in parts] == [[4], [0, 1], [2, 3]]
    assert plan.parts(graph, 1, np.ones(6))[0].tolist() == [5]
