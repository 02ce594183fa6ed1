"""Large neighbourhood search: groups of a few neighbouring sectors annealed again while the rest stays fixed.

The method is Shaw, Using Constraint Programming and Local Search Methods to Solve Vehicle Routing Problems, 1998, with
annealing as the inner search. A plan is good only if every part of it is; parts tried one by one need not all turn out
well in the same run. So this spends flips better than further runs over the whole plan: with half of all flips for it,
five of seven runs at standard effort ended with a shorter boundary, and best effort took less time as well.

Invariant: a group is a problem of its own with the outer boundary left out, since no division of the group changes it,
and with the part of the cap on moves that the rest of the plan leaves. So a group's gain is the plan's gain, and a new
division is accepted only if `Problem.rank` of the whole plan improves.

Tried and dropped: starting while the plan is still outside its tolerance. At 400 units flips end 2 to 4 % outside a
tolerance of 1 %, and groups tried on such a plan were lost when it was balanced afterwards; restarts are balanced first.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from ...base.arrays import Floats, Ints
from ...geo.contiguity import symmetric
from ..model.problem import Problem
from .annealing import Schedule, anneal
from .context import SearchContext, snapshot
from .settings import NeighbourhoodSettings
from .swaps import anneal_by_swaps


def improve_neighbourhoods(
    problem: Problem, labels: Ints, proposals: int, settings: NeighbourhoodSettings, context: SearchContext
) -> Ints:
    """Anneal one group of neighbouring sectors after another; the plan's rank never gets worse.

    Args:
        problem: what to divide.
        labels: (n,) label of each node of a plan that keeps all promises, as the result does.
        proposals: flips proposed in all, approximately.
        settings: sizes of the groups and what is tried on each.
        context: random numbers, which choose the groups, callback and settings of the search.

    Returns:
        (n,) label of each node.

    """
    best, spent = problem.rank(labels), 0
    while problem.count > 1 and spent < proposals:
        if not context.goes_on(spent / proposals, partial(snapshot, problem, labels)):
            break
        sectors = _draw_group(problem, labels, int(context.rng.choice(settings.sectors)), context.rng)
        nodes, inner, start = subproblem(problem, labels, sectors)
        candidate = labels.copy()
        candidate[nodes] = sectors[_reannealed(inner, start, settings, context.unobserved())]
        rank = problem.rank(candidate)
        if rank < best:
            labels, best = candidate, rank
        spent += settings.flips * len(sectors)
    return labels


def _reannealed(group: Problem, start: Ints, settings: NeighbourhoodSettings, context: SearchContext) -> Ints:
    """Return the labels of a group after one run."""
    schedule = Schedule(settings.flips * group.count, settings.initial_temperature, settings.final_temperature)
    labels = anneal(group, start, schedule, context)
    if not settings.swaps or group.excess(labels) <= 0:
        return labels
    if group.excess(start) <= 0 and group.objective(labels) >= group.objective(start):
        return labels
    return anneal_by_swaps(group, labels, settings.swaps * group.size, context)


def _draw_group(problem: Problem, labels: Ints, count: int, rng: np.random.Generator) -> Ints:
    """Draw a sector and `count` - 1 neighbours; the more boundary they share with the group, the likelier."""
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


def subproblem(problem: Problem, labels: Ints, sectors: Ints) -> tuple[Ints, Problem, Ints]:
    """Return the problem of dividing some sectors again.

    Args:
        problem: the whole problem.
        labels: (n,) label of each node of the present plan.
        sectors: (s,) labels of the sectors, ascending.

    Returns:
        (u,) nodes of these sectors, the problem over them, and their (u,) labels now, from 0 to s - 1.

    """
    index_of = np.full(problem.count, -1, dtype=np.int64)
    index_of[sectors] = np.arange(len(sectors))
    nodes = np.flatnonzero(index_of[labels] >= 0)
    graph, rows = problem.graph.subgraph(nodes)
    row_of = {node: row for row, node in enumerate(nodes.tolist())}
    keep_weight = problem.keep_weight[nodes] if len(problem.keep_weight) else problem.keep_weight
    keep = np.where(problem.keep[nodes] >= 0, index_of[problem.keep[nodes]], -1)
    moved_elsewhere = problem.moved(labels) - _moved(keep, index_of[labels[nodes]], keep_weight)
    inner = replace(
        problem,
        graph=graph,
        cost=problem.cost[rows],
        load=problem.load[nodes],
        target=problem.target[sectors],
        xy=problem.xy[nodes],
        area=problem.area[nodes],
        fixed=np.where(problem.fixed[nodes] >= 0, index_of[problem.fixed[nodes]], -1),
        keep=keep,
        keep_cost=problem.keep_cost[nodes],
        criteria=problem.criteria[:, nodes] if len(problem.criteria) else problem.criteria,
        anchors=problem.anchors[sectors] if len(problem.anchors) else problem.anchors,
        cannot_link=tuple((row_of[a], row_of[b]) for a, b in problem.cannot_link if a in row_of and b in row_of),
        moved_cap=problem.moved_cap - moved_elsewhere,
        keep_weight=keep_weight,
    )
    return nodes, inner, index_of[labels[nodes]]


def _moved(keep: Ints, labels: Ints, weight: Floats) -> float:
    return float(weight[(keep >= 0) & (keep != labels)].sum()) if len(weight) else 0.0
