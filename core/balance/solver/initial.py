"""Initial partitions: a power diagram of equal loads, and bisections of the plane or the graph where that fails.

A power diagram (a Voronoi diagram with a weight per centre) has compact convex cells, and for any centres there are
weights that give the cells any loads wanted: they solve the dual of semi-discrete optimal transport, a concave problem
that damped Newton steps settle quickly (Aurenhammer, Hoffmann and Aronov, Minkowski-Type Theorems and Least-Squares
Clustering, Algorithmica 20, 1998; Kitagawa, Mérigot and Thibert, Convergence of a Newton Algorithm for Semi-Discrete
Optimal Transport, Journal of the European Mathematical Society 21, 2019). The Newton system is sparse: a dense one of
21 rows went to BLAS threads, and took longer than all the rest.

The diagram uses distances only. Where bridges or chains of islands join a map, its cells fall apart, and repairing them
ruins the balance; bisections of the graph then do better (`divide`). The candidates are compared by
`Problem.prospective_cost`, which weighs cost against the deviation a search must still repair: judged by balance first,
a plan with poor boundaries won over a better one that lay a hair outside the tolerance, which cost up to a tenth of
boundary in a city with a river.

`preview` gives a plan to look at before the search begins, in a tenth of a second at 40,000 units: the same diagram is
settled on a few thousand coarse cells instead of the units, then a few Newton steps on the units equalise the loads.
Cells are strips from west to east, cut from south to north, with the same number of units in each: two sorts make them,
whatever the density.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csc_matrix
from scipy.sparse.linalg import spsolve
from scipy.spatial import cKDTree

from ...base.arrays import Floats, Ints, Mask
from ..model.problem import Problem
from .bisection import divide
from .context import SearchContext
from .contiguity_repair import fill_unassigned, repair
from .recombination import recombine
from .settings import DEFAULTS, InitialSettings


def initial_partition(problem: Problem, context: SearchContext) -> Ints:
    """Make an initial partition: every sector connected and not empty, loads roughly equal.

    A power diagram is taken if its loads come out about right and sectors have many nodes to trade. Else bisections
    along straight lines and along the graph compete with it.

    Args:
        problem: what to divide.
        context: random numbers and settings of the search.

    Returns:
        (n,) label of each node.

    """
    if problem.count == 1:
        return np.zeros(problem.size, dtype=np.int64)
    settings = context.settings.initial
    has_many_nodes = problem.size > context.settings.few_nodes_per_sector * problem.count
    diagram = repair(problem, power_diagram(problem, context.rng, settings))
    if has_many_nodes and problem.deviation(diagram) <= settings.uneven_from:
        return diagram
    rivals = [diagram, repair(problem, bisect_plane(problem, settings))]
    if problem.size <= settings.divided_up_to:
        rivals.append(divide(problem, context))
    labels = min(rivals, key=problem.prospective_cost)
    if has_many_nodes and problem.deviation(labels) > settings.uneven_from:
        return recombine(problem, labels, context.settings.recombination.rounds, context.unobserved())
    return labels


def power_diagram(problem: Problem, rng: np.random.Generator, settings: InitialSettings = DEFAULTS.initial) -> Ints:
    """Divide a problem by a power diagram whose cells carry equal loads.

    Args:
        problem: what to divide.
        rng: chooses the first centres by k-means++; they move to the centroids of their cells.
        settings: number of rounds and steps.

    Returns:
        (n,) label of each node; sectors may be disconnected or empty.

    """
    centres, weights = settle_centres(problem, rng, settings.sweeps, settings)
    return nearest_centre(problem.xy, centres, weights, settings.few_centres)


def settle_centres(
    problem: Problem, rng: np.random.Generator, sweeps: int, settings: InitialSettings = DEFAULTS.initial
) -> tuple[Floats, Floats]:
    """Return (k, 2) centres and (k,) weights of a power diagram whose cells carry about equal loads.

    Args:
        problem: what to divide.
        rng: chooses the first centres.
        sweeps: rounds of placing the centres.
        settings: number of steps in each round.

    """
    centres, is_fixed = _first_centres(problem, rng, settings.sample)
    weights = np.zeros(problem.count)
    for sweep in range(sweeps):
        is_last = sweep == sweeps - 1
        steps = settings.last_newton_steps if is_last else settings.newton_steps
        weights, labels = equalise_loads(problem, centres, weights, steps, settings)
        if not is_last:
            centres = np.where(is_fixed[:, None], centres, _centroids(problem, labels, centres))
    return centres, weights


def _first_centres(problem: Problem, rng: np.random.Generator, most: int) -> tuple[Floats, Mask]:
    """Return (k, 2) centres and (k,) which of them stay: locked nodes and stations, the rest by k-means++."""
    centres = problem.anchors.copy() if len(problem.anchors) else np.full((problem.count, 2), np.nan)
    is_fixed = ~np.isnan(centres[:, 0])
    locked = np.flatnonzero(problem.fixed >= 0)
    centres[problem.fixed[locked]] = problem.xy[locked]
    sample = rng.choice(problem.size, min(problem.size, most), replace=False)
    mass = problem.load[sample] + 1e-9 * max(problem.load.max(), 1e-9)
    xy = problem.xy[sample]
    distance = np.full(len(sample), np.inf)
    for centre in centres[~np.isnan(centres[:, 0])]:
        distance = np.minimum(distance, ((xy - centre) ** 2).sum(axis=1))
    for label in np.flatnonzero(np.isnan(centres[:, 0])):
        chance = mass if np.isinf(distance).all() else mass * distance
        chance = chance if chance.sum() > 0 else np.ones(len(sample))
        centres[label] = xy[rng.choice(len(sample), p=chance / chance.sum())]
        distance = np.minimum(distance, ((xy - centres[label]) ** 2).sum(axis=1))
    return centres, is_fixed


def nearest_centre(xy: Floats, centres: Floats, weights: Floats, few: int = DEFAULTS.initial.few_centres) -> Ints:
    """Return the (n,) power cell of each place.

    With many centres, each is lifted by its weight into a third dimension, where the nearest one is the power cell.

    Args:
        xy: (n, 2) places.
        centres: (k, 2) centres.
        weights: (k,) weights, in squared units of the places.
        few: centres up to which all are compared.

    """
    if len(centres) <= few:
        return _nearest_of_few(xy, centres, weights)
    lifted = np.column_stack([centres, np.sqrt(weights.max() - weights)])
    places = np.column_stack([xy, np.zeros(len(xy))])
    return np.asarray(cKDTree(lifted).query(places)[1], dtype=np.int64)


def _nearest_of_few(xy: Floats, centres: Floats, weights: Floats) -> Ints:
    x, y = xy.T.copy()
    least, label = np.full(len(xy), np.inf), np.zeros(len(xy), dtype=np.int64)
    for number, ((centre_x, centre_y), weight) in enumerate(zip(centres.tolist(), weights.tolist(), strict=True)):
        power = (x - centre_x) ** 2 + (y - centre_y) ** 2 - weight
        nearer = power < least
        np.copyto(least, power, where=nearer)
        np.copyto(label, number, where=nearer)
    return label


def equalise_loads(
    problem: Problem, centres: Floats, weights: Floats, steps: int, settings: InitialSettings = DEFAULTS.initial
) -> tuple[Floats, Ints]:
    """Return (k,) weights and (n,) labels after at most `steps` damped Newton steps towards the target loads.

    Args:
        problem: what to divide.
        centres: (k, 2) centres.
        weights: (k,) weights to start from.
        steps: Newton steps, at most.
        settings: damping and the limit of a step.

    """
    apart = ((centres[:, None] - centres[None]) ** 2).sum(axis=2)
    usual = float(np.median(apart[~np.eye(problem.count, dtype=bool)]))
    labels = nearest_centre(problem.xy, centres, weights, settings.few_centres)
    for _ in range(steps):
        loads = problem.loads(labels)
        empty = loads <= 0
        if empty.any():
            weights = weights + np.where(empty, settings.empty_cell_weight * usual / problem.count, 0.0)
        elif np.abs(loads / problem.target - 1).max() < settings.equal_loads:
            break
        else:
            weights = weights + _newton_step(problem, centres, labels, problem.target - loads, settings)
        weights = weights - weights.mean()
        labels = nearest_centre(problem.xy, centres, weights, settings.few_centres)
    return weights, labels


def _newton_step(problem: Problem, centres: Floats, labels: Ints, missing: Floats, settings: InitialSettings) -> Floats:
    """Return the (k,) change of weights that would move `missing` load across the present boundaries."""
    k = problem.count
    cut = problem.graph.cut(labels)
    i, j = problem.graph.edges[cut].T
    a, b = labels[i], labels[j]
    density = problem.load / np.maximum(problem.area, 1e-9)
    gap = np.hypot(*(centres[a] - centres[b]).T)
    flow = problem.graph.border_m[cut] * 0.5 * (density[i] + density[j]) / (2 * gap + 1e-9)
    total = np.bincount(a, flow, k) + np.bincount(b, flow, k)
    damped = total + settings.damping * total.mean() + 1e-12
    rows, columns = np.concatenate([a, b, np.arange(k)]), np.concatenate([b, a, np.arange(k)])
    hessian = csc_matrix((np.concatenate([-flow, -flow, damped]), (rows, columns)), shape=(k, k))
    step = spsolve(hessian, missing)
    most = settings.longest_step * float(np.median(gap**2)) if len(gap) else 0.0
    return np.asarray(step * min(1.0, most / (np.abs(step).max() + 1e-12)))


def _centroids(problem: Problem, labels: Ints, otherwise: Floats) -> Floats:
    loads = problem.loads(labels)
    sums = [np.bincount(labels, weights=problem.load * column, minlength=problem.count) for column in problem.xy.T]
    return np.where((loads > 0)[:, None], np.column_stack(sums) / np.maximum(loads, 1e-12)[:, None], otherwise)


def bisect_plane(problem: Problem, settings: InitialSettings = DEFAULTS.initial) -> Ints:
    """Divide a problem by recursive weighted bisection along straight lines.

    Args:
        problem: what to divide.
        settings: number of directions tried; the line that cuts the least boundary is taken.

    Returns:
        (n,) label of each node; sectors may be disconnected.

    """
    labels = np.zeros(problem.size, dtype=np.int64)
    load = problem.load + 1e-9
    todo = [(np.arange(problem.size), 0, problem.count)]
    while todo:
        nodes, first, count = todo.pop()
        labels[nodes] = first
        if count < 2 or len(nodes) < 2:
            continue
        middle = first + count // 2
        share = problem.target[first:middle].sum() / problem.target[first : first + count].sum()
        near = _best_half(problem, nodes, load[nodes], float(share), settings.directions)
        todo += [(nodes[near], first, count // 2), (nodes[~near], middle, count - count // 2)]
    return labels


def _best_half(problem: Problem, nodes: Ints, load: Floats, share: float, directions: int) -> Mask:
    """Return the mask of the part that carries `share` of the load."""
    graph, _ = problem.graph.subgraph(nodes)
    best, least = np.zeros(len(nodes), dtype=bool), np.inf
    for angle in np.arange(directions) * np.pi / directions:
        order = np.argsort(problem.xy[nodes] @ np.array([np.cos(angle), np.sin(angle)]), kind="stable")
        total = np.cumsum(load[order])
        near = np.zeros(len(nodes), dtype=bool)
        near[order[: min(max(1, int(np.searchsorted(total, total[-1] * share))), len(nodes) - 1)]] = True
        border = graph.border_between(near.astype(np.int64))
        if border < least:
            best, least = near, border
    return best


def preview(
    problem: Problem, seed: int = 1, labels: Ints | None = None, settings: InitialSettings = DEFAULTS.initial
) -> Ints:
    """Make a quick plan: every sector connected and not empty, locked nodes in place.

    Args:
        problem: what to divide.
        seed: of the centres.
        labels: (n,) current plan, -1 where it has no label; if given, the result is this plan, repaired.
        settings: number of cells and steps.

    Returns:
        (n,) label of each node.

    """
    if problem.count == 1:
        return np.zeros(problem.size, dtype=np.int64)
    if labels is not None and (labels >= 0).any():
        return repair(problem, fill_unassigned(problem, labels))
    cell = _coarse_cells(problem, settings.coarse_cells)
    coarse = problem if cell is None else problem.coarsen(cell)
    centres, weights = settle_centres(coarse, np.random.default_rng(seed), settings.preview_sweeps, settings)
    plan = repair(problem, equalise_loads(problem, centres, weights, settings.preview_newton_steps, settings)[1])
    if problem.deviation(plan) <= settings.uneven_from:
        return plan
    halves = bisect_plane(coarse, settings)
    bisected = repair(problem, halves if cell is None else halves[cell])
    return min((plan, bisected), key=problem.deviation)


def _coarse_cells(problem: Problem, count: int) -> Ints | None:
    """Return each unit's cell, about `count` of equally many units; None if there are too few units to join.

    Locked units have a cell of their own.
    """
    members = problem.size // count
    if members < 2:
        return None
    strips = int(np.sqrt(problem.size / members))
    x, y = problem.xy.T
    rank = np.empty(problem.size, dtype=np.int64)
    rank[np.argsort(x, kind="stable")] = np.arange(problem.size)
    strip = rank * strips // problem.size
    rank[np.lexsort((y, strip))] = np.arange(problem.size)
    cell = rank // members
    locked = problem.fixed >= 0
    cell[locked] = cell.max() + 1 + np.arange(int(locked.sum()))
    return np.unique(cell, return_inverse=True)[1].astype(np.int64)
