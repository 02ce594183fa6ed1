from collections import deque

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.contiguity import ContiguityGraph, components

SIZE = 9
PAIRS = st.lists(
    st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda p: p[0] != p[1]), max_size=16
)
LABELS = st.lists(st.integers(-1, 2), min_size=SIZE, max_size=SIZE).map(np.array)


def graph_of(pairs):
    graph = ContiguityGraph.from_pairs(SIZE, np.array(pairs, dtype=np.int64).reshape(-1, 2))
    return ContiguityGraph(SIZE, graph.edges, 10.0 * np.arange(1, len(graph.edges) + 1))


def as_dict(graph):
    return dict(zip(map(tuple, graph.edges.tolist()), graph.border_m.tolist(), strict=True))


def reached_along(first, pairs, allowed):
    seen, queue = {first}, deque([first])
    while queue:
        node = queue.popleft()
        for other in {a + b - node for a, b in pairs if node in (a, b)} - seen:
            if allowed(node, other):
                seen.add(other)
                queue.append(other)
    return seen


@settings(derandomize=True, deadline=None)
@given(PAIRS, LABELS)
def test_parts_are_what_can_be_reached_without_leaving_the_label_numbered_by_their_first_node(pairs, labels):
    count, part = graph_of(pairs).components(labels)
    expected = [min(reached_along(node, pairs, lambda a, b: labels[a] == labels[b])) for node in range(SIZE)]
    firsts = sorted(set(expected))
    assert count == len(firsts)
    assert part.tolist() == [firsts.index(first) for first in expected]


@settings(derandomize=True, deadline=None)
@given(PAIRS, LABELS)
def test_a_contracted_graph_adds_up_borders_and_leaves_out_what_has_no_label(pairs, labels):
    graph, expected = graph_of(pairs), {}
    for (a, b), metres in as_dict(graph).items():
        ends = tuple(sorted((int(labels[a]), int(labels[b]))))
        if ends[0] != ends[1] and ends[0] >= 0:
            expected[ends] = expected.get(ends, 0.0) + metres
    assert as_dict(graph.contract(labels, 3)) == expected
    assert graph.border_between(labels) == sum(m for (a, b), m in as_dict(graph).items() if labels[a] != labels[b])


@settings(derandomize=True, deadline=None)
@given(PAIRS, PAIRS)
def test_links_join_what_shares_no_border_and_change_no_border_that_is_there(pairs, links):
    graph = graph_of(pairs)
    linked = graph.with_links(np.array(links, dtype=np.int64).reshape(-1, 2))
    expected = {tuple(sorted(link)): 0.0 for link in links} | as_dict(graph)
    assert as_dict(linked) == expected
    assert list(as_dict(linked)) == sorted(expected)


@settings(derandomize=True, deadline=None)
@given(PAIRS, st.lists(st.integers(0, SIZE - 1), unique=True))
def test_neighbours_edges_at_nodes_and_subgraphs_tell_the_same_as_the_edges(pairs, nodes):
    graph, nodes = graph_of(pairs), np.array(nodes, dtype=np.int64)
    known = as_dict(graph)
    for node in range(SIZE):
        expected = {a + b - node: metres for (a, b), metres in known.items() if node in (a, b)}
        assert dict(zip(*(values.tolist() for values in graph.neighbours(node)), strict=True)) == expected
    assert graph.edges_at(nodes).tolist() == np.flatnonzero(np.isin(graph.edges, nodes).any(axis=1)).tolist()
    inner, rows = graph.subgraph(nodes)
    assert (np.sort(nodes[inner.edges], axis=1) == graph.edges[rows]).all()
    assert (graph.weights != (graph.borders > 0)).nnz == 0


@pytest.mark.parametrize("size", [0, 1, 3])
def test_nodes_without_edges_are_components_of_their_own(size):
    count, part = components(size, np.empty((0, 2), dtype=np.int64))
    assert (count, part.tolist()) == (size, list(range(size)))
