"""Borders redrawn as least cuts, and regions annealed anew: never worse, no promise broken."""

from dataclasses import replace

import numpy as np
import pytest
from builders.searches import drawn_problem, keeps_promises, town
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.balance.solver.context import SearchContext
from sector_planner.core.balance.solver.flow_refinement import redraw_boundaries
from sector_planner.core.balance.solver.initial import initial_partition
from sector_planner.core.balance.solver.neighbourhood_search import improve_neighbourhoods, subproblem
from sector_planner.core.balance.solver.settings import NeighbourhoodSettings


def context(seed):
    return SearchContext(np.random.default_rng(seed))


def redraw(problem, labels):
    return redraw_boundaries(problem, labels, 3, context(3))


def improve(problem, labels):
    return improve_neighbourhoods(problem, labels, 8_000, NeighbourhoodSettings((5,), 1_000, 1.0, 0.02), context(3))


def improve_closely(problem, labels):
    """Improve small groups of sectors, by swaps too: the tolerance is tighter than flips alone can reach."""
    tight = replace(problem, tolerance=0.002)
    return improve_neighbourhoods(tight, labels, 8_000, NeighbourhoodSettings((2, 3), 800, 1.0, 0.02, 20), context(3))


@pytest.mark.parametrize("better", [redraw, improve, improve_closely])
@settings(max_examples=12, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), locked=st.booleans(), continued=st.booleans())
def test_plans_are_never_worse_and_keep_their_promises(better, seed, locked, continued):
    problem = town(seed)
    rng = np.random.default_rng(seed)
    labels = initial_partition(problem, SearchContext(rng))
    if locked:
        held = np.array([rng.choice(np.flatnonzero(labels == label)) for label in range(0, problem.count, 2)])
        fixed = np.full(problem.size, -1)
        fixed[held] = labels[held]
        problem = replace(problem, fixed=fixed)
    if continued:
        keep = initial_partition(problem, context(seed + 1))
        weight = np.full(problem.size, 1 / problem.size)
        problem = replace(problem, keep=keep, keep_cost=rng.random(problem.size), keep_weight=weight, moved_cap=0.7)
    before = labels.copy()
    found = better(problem, labels)
    assert keeps_promises(problem, found)
    aim = replace(problem, tolerance=0.002) if better is improve_closely else problem
    assert aim.rank(found) <= aim.rank(labels)
    assert np.array_equal(found, better(problem, labels))
    assert np.array_equal(labels, before)


def test_a_ragged_border_becomes_straight_at_once():
    problem, labels = drawn_problem(["00011111", "00000111", "00011111", "00000111"])
    found = redraw(problem, labels)
    assert problem.graph.border_between(labels) == 10
    assert problem.graph.border_between(found) == 4
    assert found.reshape(4, 8)[0].tolist() == [0, 0, 0, 0, 1, 1, 1, 1]


def test_a_locked_square_bends_the_border_around_itself():
    rows = ["00011111", "00000111", "00011111", "00000111"]
    fixed = np.full(32, -1)
    fixed[4] = 0
    problem, labels = drawn_problem(["00001111", *rows[1:]], fixed=fixed)
    problem = replace(problem, fixed=np.where(np.arange(32) == 3, 1, -1))
    labels[3] = 1
    found = redraw(problem, labels)
    assert found[3] == 1
    assert keeps_promises(problem, found)
    assert problem.graph.border_between(found) < problem.graph.border_between(labels)


def test_residents_who_would_change_sector_hold_the_border_where_it_is():
    rows = ["00011111", "00000111", "00011111", "00000111"]
    problem, labels = drawn_problem(rows)
    kept = replace(problem, keep=labels, keep_cost=np.full(32, 10.0), keep_weight=np.full(32, 1 / 32))
    assert np.array_equal(redraw(kept, labels), labels)
    capped = replace(kept, keep_cost=np.zeros(32), moved_cap=0.01)
    assert np.array_equal(redraw(capped, labels), labels)
    assert not np.array_equal(redraw(problem, labels), labels)


def test_a_cheaper_border_outside_the_tolerance_is_not_taken():
    neck = ["000111111", "000011111", "000111111"]
    problem, labels = drawn_problem(neck, tolerance=0.3)
    cost = np.where(np.isin(problem.graph.edges, [1, 10, 19]).any(axis=1), 0.01, 1.0)
    cheap = replace(problem, cost=cost)
    found = redraw(cheap, labels)
    assert problem.deviation(found) <= 0.3 < 1 - 3 / 13.5


def test_a_sector_is_never_cut_at_its_neck():
    """The least cut would give the upper sector the neck of the outer one, and so leave two pieces of that."""
    problem, labels = drawn_problem(["00111100", "00111100", "00000000", "00222200", "00222200"], tolerance=1.0)
    inner = (labels[problem.graph.edges] == 1).all(axis=1)
    problem = replace(problem, cost=np.where(inner, 3.0, 1.0))
    assert keeps_promises(problem, redraw(problem, labels))
    torn = np.where(np.arange(40) // 8 * (np.arange(40) % 8 // 2 % 3 > 0) == 2, 1, labels)
    assert problem.rank(torn) < problem.rank(labels)
    assert not keeps_promises(problem, torn)


def test_swaps_bring_neighbourhoods_closer_to_a_tolerance_than_flips_alone():
    def left(seed, swaps):
        rng = np.random.default_rng(seed)
        problem, labels = drawn_problem(["000111222", "000111222", "333444555", "333444555"], tolerance=0.01)
        problem = replace(problem, load=(load := rng.random(36) + 0.3) * 6 / load.sum())
        settings = NeighbourhoodSettings((3,), 1_000, 1.0, 0.02, swaps)
        return problem.excess(improve_neighbourhoods(problem, labels, 30_000, settings, context(3)))

    assert sum(left(seed, 200) for seed in range(6)) < 0.5 * sum(left(seed, 0) for seed in range(6))


def test_a_group_of_sectors_counts_what_moved_outside_it_against_the_cap():
    problem = town(5)
    labels, keep = (initial_partition(problem, context(seed)) for seed in (5, 6))
    weight = np.random.default_rng(7).random(problem.size)
    problem = replace(problem, keep=keep, keep_weight=weight / weight.sum(), moved_cap=0.9)
    _, inner, start = subproblem(problem, labels, np.array([1, 3, 4]))
    assert inner.moved_cap - inner.moved(start) == pytest.approx(problem.moved_cap - problem.moved(labels))
    assert np.allclose(inner.loads(start), problem.loads(labels)[[1, 3, 4]])
