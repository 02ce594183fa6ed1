"""A first plan: a power diagram of equal loads, or bisection of the plane or the graph where that fails."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csc_matrix
from scipy.sparse.linalg import spsolve
from scipy.spatial import cKDTree

from .divide import divided
from .graph import Floats, Ints, Mask
from .problem import Problem
from .recombine import ROUNDS, recombined
from .repair import repair

UNEVEN = 0.10  # deviation of a power diagram up to which the search mends it with ease
FEW = 60  # nodes per sector up to which balance is hard to find
MOST_DIVIDED = 30_000  # nodes up to which cutting along the graph is quick
DIRECTIONS = 8
FEW_CENTRES = 40  # up to these, looking at every centre is faster than a tree


def start(problem: Problem, rng: np.random.Generator) -> Ints:
    """Return (n,) labels: every sector connected and not empty, loads roughly equal.

    A power diagram will do where its loads come out about right and sectors have many nodes to trade. Else
    its rivals are bisections along straight lines and along the graph itself, which knows of bridges and
    chains of islands; the best in border and balance is taken.
    """
    if problem.count == 1:
        return np.zeros(problem.size, dtype=np.int64)
    roomy = problem.size > FEW * problem.count
    diagram = repair(problem, power_diagram(problem, rng))
    if roomy and problem.deviation(diagram) <= UNEVEN:
        return diagram
    rivals = [diagram, repair(problem, bisection(problem))]
    if problem.size <= MOST_DIVIDED:
        rivals.append(divided(problem, rng))
    labels = min(rivals, key=problem.promise)
    return recombined(problem, labels, rng, ROUNDS) if roomy and problem.deviation(labels) > UNEVEN else labels


def power_diagram(problem: Problem, rng: np.random.Generator, sweeps: int = 12) -> Ints:
    """Return labels by a power diagram whose cells carry equal loads.

    Centres start as k-means++ and move to their cells' centroids; the weights solve the dual of
    semi-discrete optimal transport by Newton steps (Aurenhammer et al. 1998; Kitagawa et al. 2019).
    """
    return nearest_centre(problem.xy, *settled_centres(problem, rng, sweeps))


def settled_centres(problem: Problem, rng: np.random.Generator, sweeps: int) -> tuple[Floats, Floats]:
    """Return (k, 2) centres and (k,) weights of a power diagram whose cells carry about equal loads."""
    centres, held = _first_centres(problem, rng)
    weights = np.zeros(problem.count)
    for sweep in range(sweeps):
        last = sweep == sweeps - 1
        weights, labels = equalised(problem, centres, weights, steps=9 if last else 3)
        if not last:
            centres = np.where(held[:, None], centres, _centroids(problem, labels, centres))
    return centres, weights


def _first_centres(problem: Problem, rng: np.random.Generator) -> tuple[Floats, Mask]:
    """Return (k, 2) centres and which of them stay: locked nodes and stations first, the rest by k-means++."""
    centres = problem.centres.copy() if len(problem.centres) else np.full((problem.count, 2), np.nan)
    held = ~np.isnan(centres[:, 0])
    locked = np.flatnonzero(problem.fixed >= 0)
    centres[problem.fixed[locked]] = problem.xy[locked]
    sample = rng.choice(problem.size, min(problem.size, 20_000), replace=False)
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
    return centres, held


def nearest_centre(xy: Floats, centres: Floats, weights: Floats) -> Ints:
    """Return the (n,) power cell of each place: the nearest centre after lifting each by its weight."""
    if len(centres) <= FEW_CENTRES:
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


def equalised(problem: Problem, centres: Floats, weights: Floats, steps: int) -> tuple[Floats, Ints]:
    """Return weights and labels after at most `steps` damped Newton steps towards the target loads."""
    apart = ((centres[:, None] - centres[None]) ** 2).sum(axis=2)
    usual = float(np.median(apart[~np.eye(problem.count, dtype=bool)]))
    labels = nearest_centre(problem.xy, centres, weights)
    for _ in range(steps):
        loads = problem.loads(labels)
        empty = loads <= 0
        if empty.any():
            weights = weights + np.where(empty, 0.3 * usual / problem.count, 0.0)
        elif np.abs(loads / problem.target - 1).max() < 0.004:
            break
        else:
            weights = weights + _newton_step(problem, centres, labels, problem.target - loads)
        weights = weights - weights.mean()
        labels = nearest_centre(problem.xy, centres, weights)
    return weights, labels


def _newton_step(problem: Problem, centres: Floats, labels: Ints, missing: Floats) -> Floats:
    """Return the change of weights that would move `missing` load across the present borders."""
    k = problem.count
    cut = problem.graph.cut(labels)
    i, j = problem.graph.edges[cut].T
    a, b = labels[i], labels[j]
    density = problem.load / np.maximum(problem.area, 1e-9)
    gap = np.hypot(*(centres[a] - centres[b]).T)
    flow = problem.graph.border_m[cut] * 0.5 * (density[i] + density[j]) / (2 * gap + 1e-9)
    total = np.bincount(a, flow, k) + np.bincount(b, flow, k)
    damped = total + 0.01 * total.mean() + 1e-12
    rows, columns = np.concatenate([a, b, np.arange(k)]), np.concatenate([b, a, np.arange(k)])
    hessian = csc_matrix((np.concatenate([-flow, -flow, damped]), (rows, columns)), shape=(k, k))
    step = spsolve(hessian, missing)
    most = 0.15 * float(np.median(gap**2)) if len(gap) else 0.0
    return np.asarray(step * min(1.0, most / (np.abs(step).max() + 1e-12)))


def _centroids(problem: Problem, labels: Ints, otherwise: Floats) -> Floats:
    loads = problem.loads(labels)
    sums = [np.bincount(labels, weights=problem.load * column, minlength=problem.count) for column in problem.xy.T]
    return np.where((loads > 0)[:, None], np.column_stack(sums) / np.maximum(loads, 1e-12)[:, None], otherwise)


def bisection(problem: Problem) -> Ints:
    """Return labels by recursive weighted bisection: of eight directions the one that cuts the least border."""
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
        near = _best_half(problem, nodes, load[nodes], float(share))
        todo += [(nodes[near], first, count // 2), (nodes[~near], middle, count - count // 2)]
    return labels


def _best_half(problem: Problem, nodes: Ints, load: Floats, share: float) -> Mask:
    """Return the mask of the part that carries `share` of the load."""
    graph, _ = problem.graph.subgraph(nodes)
    best, least = np.zeros(len(nodes), dtype=bool), np.inf
    for angle in np.arange(DIRECTIONS) * np.pi / DIRECTIONS:
        order = np.argsort(problem.xy[nodes] @ np.array([np.cos(angle), np.sin(angle)]), kind="stable")
        total = np.cumsum(load[order])
        near = np.zeros(len(nodes), dtype=bool)
        near[order[: min(max(1, int(np.searchsorted(total, total[-1] * share))), len(nodes) - 1)]] = True
        border = graph.border_between(near.astype(np.int64))
        if border < least:
            best, least = near, border
    return best
