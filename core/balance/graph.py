"""The graph of planning units in compressed form, its components, and its contraction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Graph:
    """An undirected graph: every edge once, i < j, sorted.

    Attributes:
        size: number of nodes n.
        edges: (m, 2) node pairs.
        length: (m,) shared border in metres; 0 for a declared link.

    """

    size: int
    edges: Ints
    length: Floats

    @cached_property
    def adjacency(self) -> csr_matrix:
        """Return the (n, n) symmetric matrix of border lengths (explicit zeros for links)."""
        return symmetric(self.size, self.edges, self.length)

    def components(self) -> tuple[int, Ints]:
        """Return the number of connected components and each node's component."""
        return components(self.size, self.edges)

    def cut(self, labels: Ints) -> Mask:
        """Return the (m,) mask of edges between different labels."""
        return labels[self.edges[:, 0]] != labels[self.edges[:, 1]]

    def border(self, labels: Ints) -> float:
        """Return the border between labels in metres."""
        return float(self.length[self.cut(labels)].sum())

    def subgraph(self, nodes: Ints) -> tuple[Graph, Ints]:
        """Return the graph among `nodes` (numbered in their order) and the positions of its edges in this one."""
        place = np.full(self.size, -1, dtype=np.int64)
        place[nodes] = np.arange(len(nodes))
        ends = place[self.edges]
        inside = np.flatnonzero((ends >= 0).all(axis=1))
        return Graph(len(nodes), ends[inside], self.length[inside]), inside

    def contract(self, cluster: Ints) -> Graph:
        """Return the graph whose nodes are the clusters (0 to c - 1); parallel borders add up."""
        count = int(cluster.max()) + 1 if len(cluster) else 0
        ends = np.sort(cluster[self.edges], axis=1)
        apart = ends[:, 0] != ends[:, 1]
        pairs, where = np.unique(ends[apart, 0] * count + ends[apart, 1], return_inverse=True)
        length = sums(self.length[apart], where, len(pairs))
        return Graph(count, np.column_stack(np.divmod(pairs, max(count, 1))), length)


def sums(values: Floats, cluster: Ints, count: int) -> Floats:
    """Return the (count,) sum of the values of each cluster."""
    return np.asarray(np.bincount(cluster, weights=values, minlength=count), dtype=np.float64)


def symmetric(size: int, edges: Ints, values: Floats) -> csr_matrix:
    """Return the (n, n) symmetric sparse matrix with `values` at `edges`, columns sorted."""
    rows = np.concatenate([edges[:, 0], edges[:, 1]])
    columns = np.concatenate([edges[:, 1], edges[:, 0]])
    matrix = csr_matrix((np.concatenate([values, values]), (rows, columns)), shape=(size, size))
    matrix.sort_indices()
    return matrix


def components(size: int, edges: Ints) -> tuple[int, Ints]:
    """Return the number of connected components and the (n,) component of each node."""
    matrix = csr_matrix((np.ones(len(edges), dtype=np.int8), (edges[:, 0], edges[:, 1])), shape=(size, size))
    count, component = connected_components(matrix, directed=False)
    return int(count), component.astype(np.int64)


def pieces(graph: Graph, labels: Ints) -> tuple[int, Ints]:
    """Return the number of connected pieces of equal label and the (n,) piece of each node."""
    return components(graph.size, graph.edges[~graph.cut(labels)])
