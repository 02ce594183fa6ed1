"""Which planning units border on which: one graph for plans, solver, editing and cells of a grid.

Imports neither shapely nor pandas: the solver's worker processes start with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csgraph, csr_matrix

from ..base.arrays import Floats, Ints, Mask
from ..base.crs import TOLERANCE_M

if TYPE_CHECKING:
    from ..base.progress import Progress

COLOURS = 6


@dataclass(frozen=True)
class ContiguityGraph:
    """An undirected graph: every edge once, i < j, sorted by i, then j.

    Attributes:
        size: number of nodes n.
        edges: (m, 2) node pairs.
        border_m: (m,) shared border in metres; 0 for a declared link and for cells that meet at a corner.

    """

    size: int
    edges: Ints
    border_m: Floats

    @classmethod
    def from_pairs(cls, size: int, pairs: NDArray[np.integer[Any]]) -> ContiguityGraph:
        """Build the graph of (p, 2) pairs without borders, in any order and direction, each as often as it comes."""
        ends = np.sort(np.asarray(pairs, dtype=np.int64).reshape(-1, 2), axis=1)
        keys = np.unique(ends[:, 0] * max(size, 1) + ends[:, 1])
        edges = np.column_stack(np.divmod(keys, max(size, 1)))
        return cls(size, edges, np.zeros(len(edges)))

    @classmethod
    def from_polygons(
        cls, geometry: NDArray[np.object_], tolerance_m: float = TOLERANCE_M, progress: Progress | None = None
    ) -> ContiguityGraph:
        """Build the graph of the units that share more than a corner (rook contiguity).

        Args:
            geometry: (n,) polygons or multipolygons in metres; invalid ones are repaired, None is an island.
            tolerance_m: widest sliver in metres across which units still are neighbours; a shorter border is a corner.
            progress: shows progress and cancels.

        """
        from .adjacency import rook_borders

        return cls(len(geometry), *rook_borders(geometry, tolerance_m, progress))

    @cached_property
    def borders(self) -> csr_matrix:
        """Return the (n, n) symmetric matrix of borders in metres (explicit zeros for links)."""
        return symmetric(self.size, self.edges, self.border_m)

    @cached_property
    def weights(self) -> csr_matrix:
        """Return the (n, n) symmetric matrix with 1 for neighbours."""
        return symmetric(self.size, self.edges, np.ones(len(self.edges)))

    @cached_property
    def _incident(self) -> tuple[Ints, Ints]:
        """Return the edges at each node in compressed form: offsets (n + 1,) and edge rows."""
        ends = self.edges.T.ravel()
        order = np.argsort(ends, kind="stable")
        offsets = np.r_[0, np.cumsum(np.bincount(ends, minlength=self.size))]
        return offsets.astype(np.int64), (order % max(len(self.edges), 1)).astype(np.int64)

    def neighbours(self, node: int) -> tuple[Ints, Floats]:
        """Return a node's (d,) neighbours and the (d,) metres of border with each."""
        own = slice(self.borders.indptr[node], self.borders.indptr[node + 1])
        return self.borders.indices[own].astype(np.int64), self.borders.data[own]

    def edges_at(self, nodes: NDArray[np.integer[Any]]) -> Ints:
        """Return the (e,) rows of all edges with an end in `nodes` (c,), each once."""
        offsets, rows = self._incident
        counts = offsets[nodes + 1] - offsets[nodes]
        starts = np.repeat(offsets[nodes] - np.r_[0, np.cumsum(counts)[:-1]], counts) if len(nodes) else counts
        return np.unique(rows[starts + np.arange(counts.sum())])

    def with_links(self, pairs: NDArray[np.integer[Any]], border_m: float = 0.0) -> ContiguityGraph:
        """Return the graph with further (l, 2) pairs as edges of `border_m` metres; neighbours keep their border."""
        links = ContiguityGraph.from_pairs(self.size, pairs).edges
        edges = np.concatenate([self.edges, links])
        metres = np.concatenate([self.border_m, np.full(len(links), border_m)])
        _, first = np.unique(edges[:, 0] * max(self.size, 1) + edges[:, 1], return_index=True)
        return ContiguityGraph(self.size, edges[first], metres[first])

    def components(self, labels: NDArray[Any] | None = None) -> tuple[int, Ints]:
        """Return the number of connected components, and each node's, numbered by their first node.

        Args:
            labels: (n,) where given, only nodes of equal label are connected: the parts of a plan's sectors.

        """
        return components(self.size, self.edges if labels is None else self.edges[~self.cut(labels)])

    def cut(self, labels: NDArray[Any]) -> Mask:
        """Return the (m,) mask of edges between different labels."""
        return np.asarray(labels[self.edges[:, 0]] != labels[self.edges[:, 1]])

    def border_between(self, labels: NDArray[Any]) -> float:
        """Return the metres of border between nodes of different label; `labels` is (n,)."""
        return float(self.border_m[self.cut(labels)].sum())

    def subgraph(self, nodes: NDArray[np.integer[Any]]) -> tuple[ContiguityGraph, Ints]:
        """Return the graph among `nodes` (c,), numbered in their order, and the (e,) rows of its edges in this one."""
        index_of = np.full(self.size, -1, dtype=np.int64)
        index_of[nodes] = np.arange(len(nodes))
        ends = index_of[self.edges]
        inside = np.flatnonzero((ends >= 0).all(axis=1))
        return ContiguityGraph(len(nodes), ends[inside], self.border_m[inside]), inside

    def contract(self, cluster: NDArray[np.integer[Any]], count: int | None = None) -> ContiguityGraph:
        """Return the graph whose nodes are the clusters; parallel borders add up.

        Args:
            cluster: (n,) cluster of each node, 0 to c - 1; negative for nodes that are left out.
            count: c; by default one more than the highest cluster.

        """
        if count is None:
            count = int(cluster.max(initial=-1)) + 1
        ends = np.sort(cluster[self.edges].astype(np.int64), axis=1)
        crossing = (ends[:, 0] != ends[:, 1]) & (ends[:, 0] >= 0)
        pairs, row = np.unique(ends[crossing, 0] * count + ends[crossing, 1], return_inverse=True)
        border_m = np.bincount(row, weights=self.border_m[crossing], minlength=len(pairs)).astype(np.float64)
        return ContiguityGraph(count, np.column_stack(np.divmod(pairs, max(count, 1))), border_m)


def symmetric(size: int, edges: Ints, values: Floats) -> csr_matrix:
    """Return the (n, n) symmetric sparse matrix with `values` (m,) at `edges` (m, 2), columns sorted."""
    rows = np.concatenate([edges[:, 0], edges[:, 1]])
    columns = np.concatenate([edges[:, 1], edges[:, 0]])
    matrix = csr_matrix((np.concatenate([values, values]), (rows, columns)), shape=(size, size))
    matrix.sort_indices()
    return matrix


def components(size: int, edges: NDArray[np.integer[Any]]) -> tuple[int, Ints]:
    """Return the number of connected components and the (n,) component of each node, numbered by their first node.

    Args:
        size: number of nodes n.
        edges: (m, 2) node pairs in any order.

    """
    if size < 2:
        return size, np.zeros(size, dtype=np.int64)
    matrix = csr_matrix((np.ones(len(edges), dtype=np.int8), (edges[:, 0], edges[:, 1])), shape=(size, size))
    count, component = csgraph.connected_components(matrix, directed=False)
    return int(count), component.astype(np.int64)


def neighbour_colours(
    count: int, edges: NDArray[Any], most: int = COLOURS, kept: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """Return (k,) colours 0 to `most` - 1 such that neighbours differ; `edges` is (m, 2), loops do not count.

    Each node is coloured after all but at most five of its neighbours are set aside, which any
    plane map allows (smallest-last order, Matula and Beck 1983). Beyond a plane map, a node that finds
    no free colour takes the one that fewest neighbours have.

    Args:
        count: number of nodes k.
        edges: (m, 2) neighbours.
        most: number of colours.
        kept: (k,) colours that nodes should keep, -1 for none: where two neighbours have the same, the later node gives
            it up; where that leaves a node without a colour, all are given anew.

    """
    near: list[set[int]] = [set() for _ in range(count)]
    for one, other in edges[edges[:, 0] != edges[:, 1]].tolist():
        near[one].add(other)
        near[other].add(one)
    left, order = set(range(count)), []
    while left:
        least = min(left, key=lambda node: (len(near[node] & left), node))
        order.append(least)
        left.remove(least)
    colour = np.full(count, -1, dtype=np.int64)
    if kept is not None:
        for node in np.flatnonzero(kept >= 0).tolist():
            if all(colour[other] != kept[node] for other in near[node]):
                colour[node] = kept[node]
    for node in [node for node in reversed(order) if colour[node] < 0]:
        taken = [int(colour[other]) for other in near[node] if colour[other] >= 0]
        colour[node] = min(range(most), key=lambda free: (taken.count(free), free))
    if kept is not None and any(colour[node] == colour[other] for node in range(count) for other in near[node]):
        return neighbour_colours(count, edges, most)
    return colour
