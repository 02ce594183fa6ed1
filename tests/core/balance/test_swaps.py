"""Swaps: what is screened at once, as arrays, agrees with what is tried one by one."""

from dataclasses import replace

import numpy as np
import pytest
from builders.searches import drawn_problem, keeps_promises
from sector_planner.core.balance.solver import swaps as module
from sector_planner.core.balance.solver.context import SearchContext
from sector_planner.core.balance.solver.flips import State
from sector_planner.core.balance.solver.settings import SolverSettings, SwapSettings
from sector_planner.core.balance.solver.swaps import anneal_by_swaps

TEMPERATURE, WEIGHT = 0.5, 4.0


def uneven(seed):
    """Return nine sectors of nine uneven units, a further field, and two units that stay where they are."""
    rows = ["000111222", "333444555", "666777888"]
    problem, labels = drawn_problem([row for row in rows for _ in range(3)], tolerance=0.02)
    rng = np.random.default_rng(seed)
    load, people = (values * 9 / values.sum() for values in rng.random((2, problem.size)) + 0.3)
    fixed = np.full(problem.size, -1)
    fixed[[2, 60]] = labels[[2, 60]]
    cost = rng.random(len(problem.cost)) + 0.5
    criteria, tolerances = np.array([people]), np.array([0.1])
    problem = replace(problem, load=load, cost=cost, fixed=fixed, criteria=criteria, criteria_tolerance=tolerances)
    return problem, labels


def exact_changes(state, measures, swaps):
    """Yield the flips of each swap and the change of cost once it is made; None where it cannot be."""
    before = state.cost + WEIGHT * module._penalty(measures)
    for flips in swaps.flips():
        if not module._make(state, measures, flips):
            yield flips, None
            continue
        yield flips, state.cost + WEIGHT * module._penalty(measures) - before
        module._unmake(state, measures, flips)


@pytest.mark.parametrize("seed", range(5))
def test_what_would_be_accepted_is_never_screened_out(seed):
    problem, labels = uneven(seed)
    weight = WEIGHT / float(problem.cost.mean())
    state = State(problem, labels, SolverSettings(swaps=SwapSettings(penalty_weight=weight)))

    def search(seed):
        return module._SwapSearch(problem, state, np.random.default_rng(seed))

    ragged = search(seed + 100)
    for flips in ragged.draw(200).flips():
        module._make(state, ragged.measures, flips)  # ragged boundaries, so that some swaps shorten them
    before = state.plan.copy()
    rng = np.random.default_rng(seed)
    swaps = module._SwapSearch(problem, state, rng).draw(600)
    limits = (TEMPERATURE * rng.standard_exponential(600)).tolist()
    kept = [flips for flips, _ in search(seed).promising(600, TEMPERATURE)]
    measures = search(seed).measures
    beside = set(map(tuple, problem.graph.edges.tolist()))
    wanted, weighed = [], []
    for (flips, change), limit in zip(exact_changes(state, measures, swaps), limits, strict=True):
        if change is not None and change <= limit:
            wanted.append(flips)
        nodes = tuple(sorted(node for node, _, _ in flips))
        if nodes not in beside and (change is None or change <= limit):
            weighed.append(flips)
    assert 5 < len(wanted) < 500
    assert all(flips in kept for flips in wanted)
    apart = [flips for flips in kept if tuple(sorted(node for node, _, _ in flips)) not in beside]
    assert all(flips in weighed for flips in apart)
    assert state.labels == state.plan.tolist() == before.tolist()


@pytest.mark.parametrize("seed", range(5))
def test_swaps_come_within_the_tolerance_and_keep_all_promises(seed):
    problem, labels = uneven(seed)
    found = anneal_by_swaps(problem, labels, 150_000, SearchContext(np.random.default_rng(seed)))
    assert keeps_promises(problem, found)
    assert problem.excess(found) < 0.5 * problem.excess(labels)
    assert np.array_equal(found, anneal_by_swaps(problem, labels, 150_000, SearchContext(np.random.default_rng(seed))))
