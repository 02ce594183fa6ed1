"""Make a plan keep its promises: locked nodes in place, every sector connected, none empty.

Invariant: labels of a plan that keeps all promises come back unchanged, so the search may call `repair` on any plan.
Disconnected parts go to the neighbour with which they share most boundary, all at once and then again until none is
left: each round gives every part beside a kept one a label, so the number of rounds is bounded by the parts.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order

from ...base.arrays import Floats, Ints, Mask, sums
from ...geo.contiguity import ContiguityGraph
from ..model.problem import Problem


def repair(problem: Problem, labels: Ints) -> Ints:
    """Make every sector connected, not empty, and holding its locked node.

    Args:
        problem: what to divide. Its graph must be connected, each label locked at one node at most, and n >= k.
        labels: (n,) label of each node.

    Returns:
        (n,) label of each node.

    """
    labels = np.where(problem.fixed >= 0, problem.fixed, labels)
    labels = _without_disconnected_parts(problem, labels)
    for label in np.flatnonzero(np.bincount(labels, minlength=problem.count) == 0):
        labels = _split_for(problem, labels, int(label))
    return labels


def fill_unassigned(problem: Problem, labels: Ints) -> Ints:
    """Give nodes without a label (-1) the label that reaches them in the fewest steps; return (n,) labels."""
    labels = labels.copy()
    while (labels < 0).any():
        ends = problem.graph.edges[(labels[problem.graph.edges] < 0).sum(axis=1) == 1]
        assigned = labels[ends[:, 0]] >= 0
        labels[np.where(assigned, ends[:, 1], ends[:, 0])] = labels[np.where(assigned, ends[:, 0], ends[:, 1])]
    return labels


def _without_disconnected_parts(problem: Problem, labels: Ints) -> Ints:
    """Return labels after each disconnected part has gone to the neighbour it shares most boundary with."""
    while True:
        count, piece = problem.graph.components(labels)
        label_of = np.zeros(count, dtype=np.int64)
        label_of[piece] = labels
        mass = sums(problem.load + 1e-9, piece, count)
        mass[piece[problem.fixed >= 0]] = np.inf
        is_loose = np.ones(count, dtype=bool)
        is_loose[_heaviest_pieces(mass, label_of, problem.count)] = False
        if not is_loose.any():
            return labels
        labels = _absorb(problem.graph, piece, label_of, is_loose)[piece]


def _heaviest_pieces(mass: Floats, label_of: Ints, labels: int) -> Ints:
    """Return the piece each label keeps: the one with the largest mass, which is infinite for a locked node's."""
    main = np.full(labels, -1, dtype=np.int64)
    order = np.argsort(mass, kind="stable")
    main[label_of[order]] = order
    return main[main >= 0]


def _absorb(graph: ContiguityGraph, piece: Ints, label_of: Ints, is_loose: Mask) -> Ints:
    """Return each piece's new label; a loose piece beside a main one takes the label it shares most boundary with."""
    cut = piece[graph.edges[:, 0]] != piece[graph.edges[:, 1]]
    a, b = piece[graph.edges[cut]].T
    border = graph.border_m[cut] + 1e-3
    source, other = np.concatenate([a, b]), np.concatenate([b, a])
    beside = is_loose[source] & ~is_loose[other]
    shared = csr_matrix(
        (np.concatenate([border, border])[beside], (source[beside], label_of[other[beside]])),
        shape=(len(label_of), int(label_of.max()) + 1),
    )
    rows = np.flatnonzero(np.diff(shared.indptr))
    changed = label_of.copy()
    changed[rows] = np.asarray(shared[rows].argmax(axis=1)).ravel()
    return changed


def _split_for(problem: Problem, labels: Ints, label: int) -> Ints:
    """Return labels in which the empty `label` got about half of the heaviest sector that can be split."""
    sizes = np.bincount(labels, minlength=problem.count)
    donor = int(np.where(sizes > 1, problem.loads(labels), -1.0).argmax())
    nodes = np.flatnonzero(labels == donor)
    graph, _ = problem.graph.subgraph(nodes)
    locked = np.flatnonzero(problem.fixed[nodes] >= 0)
    root = int(locked[0]) if len(locked) else 0
    order, parent = breadth_first_order(graph.weights, root, directed=False)
    below = problem.load[nodes].copy()
    for node in order[:0:-1]:
        below[parent[node]] += below[node]
    aim = problem.target[label] if below[root] > 2 * problem.target[label] else below[root] / 2
    top = order[1:][int(np.abs(below[order[1:]] - aim).argmin())]
    inside = np.zeros(len(nodes), dtype=bool)
    inside[top] = True
    for node in order[1:]:
        inside[node] |= inside[parent[node]]
    changed = labels.copy()
    changed[nodes[inside]] = label
    return changed
