"""Better plans a few neighbouring sectors at a time, while the rest of the plan stands still.

A whole plan is good only if every part of it is; parts tried one by one need not all be lucky at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from ..contiguity import symmetric
from .anneal import Schedule, anneal
from .exchange import exchange
from .graph import Floats, Ints
from .problem import Problem
from .terms import terms_of
from .watch import Watch, always, sight


@dataclass(frozen=True)
class Turn:
    """What is tried on one region.

    Attributes:
        sectors: of how many sectors it may be.
        flips: proposed for each of them.
        hot, cold: first and last temperature, in mean edge costs.
        exchanges: proposed for each node where flips alone end outside the tolerance, but might have found something.

    """

    sectors: tuple[int, ...]
    flips: int
    hot: float
    cold: float
    exchanges: int = 0


WIDE = Turn((5,), 16_000, 0.5, 0.06)  # where single nodes weigh little, flips alone come within the tolerance
FINE = Turn((3, 4), 4_000, 1.0, 0.02, 1_000)  # hot enough to forget where the borders ran


def improve_regions(
    problem: Problem,
    labels: Ints,
    proposals: int,
    turn: Turn,
    rng: np.random.Generator,
    watch: Watch = always,
) -> Ints:
    """Return labels of no worse rank, after one region after another was annealed anew.

    Args:
        problem: what to divide.
        labels: (n,) a plan that keeps all promises, as the plan returned does.
        proposals: flips proposed in all, about.
        turn: what is tried on each region.
        rng: chooses the regions.
        watch: told how much is done; answers whether to go on.

    """
    best, spent = problem.rank(labels), 0
    while problem.count > 1 and spent < proposals and watch(spent / proposals, partial(sight, problem, labels)):
        sectors = _region(problem, labels, int(rng.choice(turn.sectors)), rng)
        nodes, inner, begun = within(problem, labels, sectors)
        found = labels.copy()
        found[nodes] = sectors[_anew(inner, begun, turn, rng)]
        rank = problem.rank(found)
        if rank < best:
            labels, best = found, rank
        spent += turn.flips * len(sectors)
    return labels


def _anew(region: Problem, begun: Ints, turn: Turn, rng: np.random.Generator) -> Ints:
    """Return the plan of a region after one run."""
    schedule = Schedule(turn.flips * region.count, hot=turn.hot, cold=turn.cold)
    found = anneal(region, begun, schedule, rng, terms_of(region))
    if not turn.exchanges or region.excess(found) <= 0:
        return found
    if region.excess(begun) <= 0 and region.objective(found) >= region.objective(begun):
        return found
    return exchange(region, found, turn.exchanges * region.size, rng)


def _region(problem: Problem, labels: Ints, count: int, rng: np.random.Generator) -> Ints:
    """Return the labels of a sector drawn by lot and of neighbours, likelier the more border they share with it."""
    cut = problem.graph.cut(labels)
    beside = symmetric(problem.count, labels[problem.graph.edges[cut]], problem.cost[cut])
    chosen = [int(rng.integers(problem.count))]
    while len(chosen) < count:
        shared = np.asarray(beside[chosen].sum(axis=0)).ravel()
        shared[chosen] = 0.0
        if not shared.any():
            break
        chosen.append(int(rng.choice(problem.count, p=shared / shared.sum())))
    return np.sort(chosen)


def within(problem: Problem, labels: Ints, sectors: Ints) -> tuple[Ints, Problem, Ints]:
    """Return the nodes of some sectors, the problem of dividing them anew, and its labels now (0, 1, …)."""
    place = np.full(problem.count, -1, dtype=np.int64)
    place[sectors] = np.arange(len(sectors))
    nodes = np.flatnonzero(place[labels] >= 0)
    graph, rows = problem.graph.subgraph(nodes)
    number = {node: row for row, node in enumerate(nodes.tolist())}
    keep_weight = problem.keep_weight[nodes] if len(problem.keep_weight) else problem.keep_weight
    keep = np.where(problem.keep[nodes] >= 0, place[problem.keep[nodes]], -1)
    moved = problem.moved(labels) - _moved(keep, place[labels[nodes]], keep_weight)
    inner = replace(
        problem,
        graph=graph,
        cost=problem.cost[rows],
        load=problem.load[nodes],
        target=problem.target[sectors],
        xy=problem.xy[nodes],
        area=problem.area[nodes],
        fixed=np.where(problem.fixed[nodes] >= 0, place[problem.fixed[nodes]], -1),
        keep=keep,
        keep_cost=problem.keep_cost[nodes],
        criteria=problem.criteria[:, nodes] if len(problem.criteria) else problem.criteria,
        centres=problem.centres[sectors] if len(problem.centres) else problem.centres,
        enemies=tuple((number[a], number[b]) for a, b in problem.enemies if a in number and b in number),
        moved_cap=problem.moved_cap - moved,
        keep_weight=keep_weight,
    )
    return nodes, inner, place[labels[nodes]]


def _moved(keep: Ints, labels: Ints, weight: Floats) -> float:
    return float(weight[(keep >= 0) & (keep != labels)].sum()) if len(weight) else 0.0
