"""Make a plan keep its promises: locks honoured, every sector connected, none empty."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order

from .graph import Ints, Mask
from .problem import Problem


def repair(problem: Problem, labels: Ints) -> Ints:
    """Return labels of which every sector is connected, holds its locked node and is not empty.

    The graph must be connected, every label locked at one node at most, and n >= k.
    """
    labels = np.where(problem.fixed >= 0, problem.fixed, labels)
    labels = _without_strays(problem, labels)
    for label in np.flatnonzero(np.bincount(labels, minlength=problem.count) == 0):
        labels = _split_for(problem, labels, int(label))
    return labels


def filled(problem: Problem, labels: Ints) -> Ints:
    """Return labels for all nodes: those without one take the label that reaches them first."""
    labels = labels.copy()
    while (labels < 0).any():
        ends = problem.graph.edges[(labels[problem.graph.edges] < 0).sum(axis=1) == 1]
        known = labels[ends[:, 0]] >= 0
        labels[np.where(known, ends[:, 1], ends[:, 0])] = labels[np.where(known, ends[:, 0], ends[:, 1])]
    return labels


def _without_strays(problem: Problem, labels: Ints) -> Ints:
    """Return labels whose stray pieces went to the neighbour with which they share most border."""
    while True:
        count, piece = problem.graph.components(labels)
        label_of = np.zeros(count, dtype=np.int64)
        label_of[piece] = labels
        stray = np.ones(count, dtype=bool)
        stray[_kept_pieces(problem, piece, label_of, count)] = False
        if not stray.any():
            return labels
        labels = _absorb(problem, piece, label_of, stray)[piece]


def _kept_pieces(problem: Problem, piece: Ints, label_of: Ints, count: int) -> Ints:
    """Return the piece each label keeps: the one with its locked node, else the heaviest."""
    mass = np.bincount(piece, weights=problem.load + 1e-9, minlength=count)
    mass[piece[problem.fixed >= 0]] = np.inf
    kept = np.full(problem.count, -1, dtype=np.int64)
    order = np.argsort(mass, kind="stable")
    kept[label_of[order]] = order
    return kept[kept >= 0]


def _absorb(problem: Problem, piece: Ints, label_of: Ints, stray: Mask) -> Ints:
    """Return each piece's new label: strays beside a kept piece take the label they share most border with."""
    cut = piece[problem.graph.edges[:, 0]] != piece[problem.graph.edges[:, 1]]
    a, b = piece[problem.graph.edges[cut]].T
    border = problem.graph.border_m[cut] + 1e-3
    source, other = np.concatenate([a, b]), np.concatenate([b, a])
    beside = stray[source] & ~stray[other]
    shared = csr_matrix(
        (np.concatenate([border, border])[beside], (source[beside], label_of[other[beside]])),
        shape=(len(label_of), problem.count),
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
