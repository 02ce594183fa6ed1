"""Every bound against the best of all plans, on maps so small that all can be looked at."""

import time
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import shapely
from builders.plans import all_plans
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.balance.analysis import optimality_gap as bound
from sector_planner.core.balance.model.problem import Problem
from sector_planner.core.balance.solver.context import SearchContext
from sector_planner.core.balance.solver.lower_bounds import deviation_floor
from sector_planner.core.balance.solver.recombination import reduce_excess
from sector_planner.core.geo.contiguity import ContiguityGraph

FEW = settings(max_examples=30, deadline=None, derandomize=True)


def problem_of(graph, load, target):
    n = graph.size
    free = np.full(n, -1)
    scaled = load * target.sum() / load.sum()
    return Problem(
        graph, np.ones(len(graph.edges)), scaled, target, 0.05, np.zeros((n, 2)), np.ones(n), free, free, np.zeros(n)
    )


def lattice(columns, rows, rng):
    """Return rectangles of uneven width and height, as a map without gaps, and its graph."""
    x, y = (np.concatenate([[0], np.cumsum(rng.uniform(20, 200, count))]) for count in (columns, rows))
    cells = np.array([shapely.box(x[i], y[j], x[i + 1], y[j + 1]) for j in range(rows) for i in range(columns)])
    return cells, graph_of(cells)


def voronoi(n, rng):
    frame = shapely.box(0, 0, 1000, 700)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(rng.random((n, 2)) * [1000, 700])))
    cells = shapely.intersection(cells, frame)
    return cells, graph_of(cells)


def graph_of(cells):
    shared = ContiguityGraph.from_polygons(cells)
    return ContiguityGraph(len(cells), shared.edges, shared.border_m)


LOADS = st.sampled_from(["equal", "whole", "halves", "any", "heavy", "empty"])


def loads_of(kind, n, rng):
    values = {
        "equal": np.ones(n),
        "whole": rng.integers(1, 6, n),
        "halves": rng.integers(1, 8, n) / 2 + 0.25,
        "any": rng.random(n) + 0.1,
        "heavy": np.where(rng.random(n) < 0.3, rng.random(n) * 20, 1.0),
        "empty": np.where(rng.random(n) < 0.4, 0.0, rng.random(n)),
    }[kind].astype(float)
    values[0] += values.sum() == 0
    return values


@FEW
@given(st.integers(0, 2**32 - 1), LOADS, st.integers(2, 3), st.booleans())
def test_no_plan_deviates_less_than_the_floor(seed, kind, sectors, officers):
    rng = np.random.default_rng(seed)
    _, graph = lattice(3, 3 if sectors == 2 else 2, rng)
    target = rng.integers(2, 5, sectors).astype(float) if officers else np.ones(sectors)
    problem = problem_of(graph, loads_of(kind, graph.size, rng), target * sectors / target.sum())
    least = min(problem.deviation(labels) for labels in all_plans(graph, sectors))
    assert deviation_floor(problem) <= least + 1e-9


@pytest.mark.parametrize(
    ("load", "sectors", "floor"),
    [
        ([7, 1, 1, 1], 2, 0.4),  # one unit alone is too heavy
        ([3, 3, 3, 0.1, 0.1], 2, 0.304),  # two of three heavy ones share a sector
        ([1, 1, 1, 1, 1], 2, 0.2),  # two or three of five
        ([1, 2, 1, 1, 2, 1], 2, 0.0),
    ],
)
def test_the_floor_is_tight_where_sizes_alone_decide(load, sectors, floor):
    n = len(load)
    graph = ContiguityGraph(n, np.array([(i, i + 1) for i in range(n - 1)]), np.ones(n - 1))
    problem = problem_of(graph, np.array(load, dtype=float), np.ones(sectors))
    assert deviation_floor(problem) == pytest.approx(floor, abs=1e-3)
    assert min(problem.deviation(labels) for labels in all_plans(graph, sectors)) >= floor - 1e-9


def shortest(cells, graph, load, sectors, tolerance):
    """Return the least border of all plans within the tolerance, infinity where there is none; and the bound."""
    most = np.full(sectors, (1 + tolerance) * load.sum() / sectors)
    found = [
        graph.border_between(labels)
        for labels in all_plans(graph, sectors)
        if (np.bincount(labels, weights=load, minlength=sectors) <= most + 1e-9).all()
    ]
    return min(found, default=np.inf), bound.border_lower_bound(cells, shapely.area(cells), load, most)


@FEW
@given(st.integers(0, 2**32 - 1), LOADS, st.integers(2, 4), st.sampled_from([0.05, 0.3, 1.0]), st.booleans())
def test_no_plan_has_less_border_than_the_bound(seed, kind, sectors, tolerance, square):
    rng = np.random.default_rng(seed)
    cells, graph = lattice(3, 3 if sectors == 2 else 2, rng) if square else voronoi(8 if sectors == 2 else 6, rng)
    least, below = shortest(cells, graph, loads_of(kind, graph.size, rng), sectors, tolerance)
    assert below <= least + 1e-6


def test_the_bounds_compared_are_not_all_nothing():
    said = [shortest(*lattice(3, 2, np.random.default_rng(seed)), np.ones(6), 4, 1.0)[1] > 0 for seed in range(8)]
    assert any(said)


def test_the_bound_says_something_where_sectors_are_many():
    """Four square sectors on a board have 1600 m of border; the bound knows of circles only."""
    cells = np.array([shapely.box(100 * x, 100 * y, 100 * x + 100, 100 * y + 100) for y in range(8) for x in range(8)])
    below = bound.border_lower_bound(cells, shapely.area(cells), np.ones(64), np.full(4, 16.0))
    assert 0.75 * 1600 < below < 0.85 * 1600


def test_a_ragged_coast_weakens_the_bound_only_a_little():
    x = np.arange(0, 3200, 100)
    teeth = [shapely.box(a, 0, a + 100, 3200 + 60 * (row % 2)) for row, a in enumerate(x)]
    smooth = [shapely.box(a, 0, a + 100, 3200) for a in x]
    values = []
    for shapes in (smooth, teeth):
        cells = np.array(shapes, dtype=object)
        values.append(bound.border_lower_bound(cells, shapely.area(cells), np.ones(32), np.full(16, 2.0)))
    assert values[0] > 0
    assert values[1] > 0.9 * values[0]


@pytest.mark.parametrize("name", ["_isoperimetric", "_largest_areas"])
def test_a_bound_that_promises_too_much_is_caught(monkeypatch, name):
    real = getattr(bound, name)
    too_much = {
        "_isoperimetric": lambda *what: 2.0 * real(*what),
        "_largest_areas": lambda area, load, most: np.linspace(0, area.sum(), len(most) + 1)[1:],
    }
    monkeypatch.setattr(bound, name, too_much[name])
    narrow = np.array([0, 10, 20, 30, 400])  # three little sectors and a large one have little border
    cells = np.array([shapely.box(a, 0, b, 400 if a == 30 else 10) for a, b in pairwise(narrow)])
    if name == "_isoperimetric":
        cells = np.array(
            [shapely.box(100 * x, 100 * y, 100 * x + 100, 100 * y + 100) for y in (0, 1) for x in range(4)]
        )
    least, below = shortest(cells, graph_of(cells), np.ones(len(cells)), 4, 0.0)
    assert below > least
    monkeypatch.undo()
    assert shortest(cells, graph_of(cells), np.ones(len(cells)), 4, 0.0)[1] <= least


def ragged_coast(corners, *, lakes=0):
    """Return an island of 10 km with a ragged coast, and lakes of four square metres in a row through it."""
    around = np.linspace(0.0, 2 * np.pi, corners + 1)
    radius = 5_000.0 * (1.0 + 0.01 * np.sin(997 * around) + 0.002 * np.random.default_rng(1).random(len(around)))
    coast = shapely.linearrings(np.column_stack([radius * np.cos(around), radius * np.sin(around)]))
    shores = [shapely.box(x, 0, x + 2, 2).exterior for x in np.linspace(-4_000.0, 4_000.0, lakes)]
    return shapely.polygons(coast, shores or None)


def test_a_ragged_coast_of_many_corners_is_smoothed_in_time_and_stays_inside(timed):
    coast = ragged_coast(200_000)
    began = time.process_time()
    inner = bound._inner(coast, 2_000.0)
    assert not timed or time.process_time() - began < 10.0
    for part in inner:
        assert shapely.difference(part, shapely.buffer(coast, 1e-6)).area == 0.0
    assert min(part.length for part in inner) < 1.1 * 2 * np.pi * 5_000 < coast.length


@pytest.mark.parametrize(("corners", "lakes"), [(500, 0), (4_000, 0), (60_000, 50)])
def test_what_is_smoothed_of_an_outline_lies_within_it(corners, lakes):
    coast = ragged_coast(corners, lakes=lakes)
    for part in bound._inner(coast, 2_000.0):
        assert shapely.difference(part, coast).area < 1e-6


def test_a_lopsided_plan_is_mended_to_a_tight_tolerance():
    rng = np.random.default_rng(5)
    cells = np.array([shapely.box(x, y, x + 1, y + 1) for y in range(60) for x in range(60)])
    problem = replace(problem_of(graph_of(cells), rng.lognormal(0, 0.5, 3_600), np.ones(9)), tolerance=0.0005)
    lopsided = np.repeat(np.repeat(np.arange(9).reshape(3, 3), [21, 20, 19], axis=0), [21, 20, 19], axis=1).ravel()
    assert problem.deviation(lopsided) > 0.1
    assert (
        problem.deviation(reduce_excess(problem, lopsided, SearchContext(np.random.default_rng(1))))
        <= problem.tolerance
    )
