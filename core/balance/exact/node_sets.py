"""Sets of nodes of a small graph as bits of whole numbers, and all connected ones that can be a sector."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ...base.arrays import Floats, Ints, Mask
from ...geo.contiguity import ContiguityGraph
from ..solver.context import SearchCallback, never_stop

Sets = NDArray[np.uint64]
"""(w, c) words of 63 nodes each of c sets."""

_Value = TypeVar("_Value", np.uint64, np.float64)
_WORD = 63
_CHUNK = 16
_ONE = np.uint64(1)
_BATCH = 50_000  # sets decided on together
_CHECKED = 3  # decisions after which it is looked at what a set has cut off
_FEW = 500  # sets among which that is always looked at


class NodeSets:
    """The nodes of a graph; sets of them are (w, c) words of bits.

    What a set has around it and what it holds are read from tables of 16 nodes each, so that a million sets are asked
    at once.
    """

    def __init__(self, graph: ContiguityGraph) -> None:
        """Take the graph whose nodes are meant."""
        self.size, self.edges = graph.size, graph.edges
        self.words = -(-graph.size // _WORD)
        self._chunks = [
            (word, first, min(first + _CHUNK, _WORD, self.size - word * _WORD))
            for word in range(self.words)
            for first in range(0, min(_WORD, self.size - word * _WORD), _CHUNK)
        ]
        near = np.zeros((self.words, graph.size), dtype=np.uint64)
        single = self.single()
        for a, b in graph.edges.tolist():
            near[:, a] |= single[:, b]
            near[:, b] |= single[:, a]
        self._near = [_table(part) for part in self._parts(near)]
        self._ones = [_table(part) for part in self._parts(np.ones((1, graph.size)))]

    def _parts(self, values: NDArray[_Value]) -> Iterator[NDArray[_Value]]:
        for word, first, last in self._chunks:
            yield values[:, word * _WORD + first : word * _WORD + last]

    def _keys(self, sets: Sets) -> Iterator[NDArray[np.uint64]]:
        for word, first, last in self._chunks:
            yield (sets[word] >> np.uint64(first)) & np.uint64((1 << (last - first)) - 1)

    @property
    def all(self) -> Sets:
        """Return (w, 1) the set of all nodes."""
        return np.bitwise_or.reduce(self.single(), axis=1)[:, None]

    def single(self) -> Sets:
        """Return (w, n) the sets of one node each."""
        node = np.arange(self.size)
        made = np.zeros((self.words, self.size), dtype=np.uint64)
        made[node // _WORD, node] = _ONE << (node % _WORD).astype(np.uint64)
        return made

    def before(self) -> Sets:
        """Return (w, n) for each node the set of those before it."""
        return np.concatenate(
            [self.all & np.uint64(0), np.bitwise_or.accumulate(self.single(), axis=1)[:, :-1]], axis=1
        )

    def around(self, sets: Sets) -> Sets:
        """Return the neighbours of the nodes of each set, whether or not they belong to it."""
        found = np.zeros_like(sets)
        for key, table in zip(self._keys(sets), self._near, strict=True):
            found |= table[:, key]
        return found

    def totals(self, sets: Sets, values: Floats) -> Floats:
        """Return (c,) the sum of (n,) values over each set."""
        tables = [_table(part) for part in self._parts(np.asarray(values, dtype=np.float64)[None])]
        return self._looked_up(sets, tables)

    def counts(self, sets: Sets) -> Ints:
        """Return (c,) the number of nodes of each set."""
        return self._looked_up(sets, self._ones).astype(np.int64)

    def _looked_up(self, sets: Sets, tables: list[Floats]) -> Floats:
        found = np.zeros(sets.shape[1])
        for key, table in zip(self._keys(sets), tables, strict=True):
            found += table[0, key]
        return found

    def between(self, one: Sets, other: Sets, cost: Floats) -> Floats:
        """Return (c,) the sum of the (m,) costs of the edges from one set to another that has none of its nodes."""
        found = np.zeros(one.shape[1])
        for (a, b), metres in zip(self.edges.tolist(), cost.tolist(), strict=True):
            found += metres * (self.holds(one, a) & self.holds(other, b) | self.holds(one, b) & self.holds(other, a))
        return found

    def holds(self, sets: Sets, node: int) -> Mask:
        """Return (c,) whether each set has the node."""
        return np.asarray((sets[node // _WORD] >> np.uint64(node % _WORD)) & _ONE, dtype=bool)

    def members(self, sets: Sets) -> Mask:
        """Return (n, c) whether each set has each node."""
        return np.array([self.holds(sets, node) for node in range(self.size)])

    def of(self, members: Mask) -> Sets:
        """Return the sets with the (n, c) members."""
        made = np.zeros((self.words, members.shape[1]), dtype=np.uint64)
        for node, own in enumerate(members):
            made[node // _WORD] |= own.astype(np.uint64) << np.uint64(node % _WORD)
        return made

    def component(self, sets: Sets, seeds: Sets) -> Sets:
        """Return the component of each set that has its seed."""
        found = seeds.copy()
        growing = np.arange(sets.shape[1])
        while len(growing):
            now = found[:, growing]
            grown = now | (self.around(now) & sets[:, growing])
            changed = (grown != now).any(axis=0)
            growing = growing[changed]
            found[:, growing] = grown[:, changed]
        return found

    def components(self, sets: Sets) -> Iterator[tuple[Ints, Sets]]:
        """Yield rows and (w, r) one component of the set of each row, until all components are told."""
        rest, rows = sets.copy(), np.flatnonzero(sets.any(axis=0))
        while len(rows):
            component = self.component(rest[:, rows], first_nodes(rest[:, rows]))
            yield rows, component
            rest[:, rows] &= ~component
            rows = rows[rest[:, rows].any(axis=0)]

    def is_connected(self, sets: Sets) -> Mask:
        """Return (c,) whether each set is connected and has a node."""
        return np.asarray(sets.any(axis=0) & (self.component(sets, first_nodes(sets)) == sets).all(axis=0))


def first_nodes(sets: Sets) -> Sets:
    """Return the sets of the first node of each set."""
    found = sets & (~sets + _ONE)
    for word in range(1, len(sets)):
        found[word, sets[:word].any(axis=0)] = 0
    return found


def _table(values: NDArray[_Value]) -> NDArray[_Value]:
    """Return (r, 2**b) what each set of b nodes has together, of (r, b) values: the sum, or all bits."""
    table = np.zeros((len(values), 1), dtype=values.dtype)
    for column in values.T:
        more = table | column[:, None] if values.dtype == np.uint64 else table + column[:, None]
        table = np.concatenate([table, more], axis=1)
    return table


@dataclass(frozen=True)
class SectorLimits:
    """What every sector of a plan keeps to.

    Attributes:
        load: (n,) loads of the nodes.
        least: load of a sector, at least.
        most: the same, at most.
        count: sectors of the plan.
        cost: (m,) costs of the edges.
        most_cost: cost of the edges that leave a sector, at most.

    """

    load: Floats
    least: float
    most: float
    count: int
    cost: Floats
    most_cost: float


def sector_sets(
    nodes: NodeSets, limits: SectorLimits, most_states: int, callback: SearchCallback = never_stop
) -> Sets | None:
    """Return all connected sets that can be a sector; with two sectors, only those with the first node.

    From its first node a set grows by decisions: the next node beside it belongs to it, or not. The border with nodes
    that do not belong only gets longer, so that most sets end as soon as it is too long. Whatever a set cuts off that
    is too light for a sector of its own can only be in the same one, and joins at once.

    Args:
        nodes: the graph.
        limits: what a sector keeps to.
        most_states: decisions looked at, at most.
        callback: may end the work.

    Returns:
        (w, c) sets, each once; None where there is more to look at.

    """
    count = 1 if limits.count == 2 else nodes.size
    inside, outside = nodes.single()[:, :count], nodes.before()[:, :count]
    waiting = [(_Growing(inside, outside, nodes.between(inside, outside, limits.cost)), 0)]
    found: list[Sets] = [inside[:, :0]]
    beside_cost = _costs_beside(nodes, limits.cost)
    seen = 0
    while waiting:
        growing, depth = waiting.pop()
        growing = growing.take(growing.border <= limits.most_cost)
        if depth % _CHECKED == 0 or len(growing.border) < _FEW:
            growing = _kept(nodes, limits, growing)
        seen += len(growing.border)
        if seen > most_states or not callback(1.0):
            return None
        beside = nodes.around(growing.inside) & ~growing.inside & ~growing.outside
        is_open = beside.any(axis=0)
        found.append(_whole(nodes, limits, growing.take(~is_open)))
        following = growing.take(is_open).decided(first_nodes(beside[:, is_open]), nodes, beside_cost)
        rows = range(0, len(following.border), _BATCH)
        waiting += [(following.take(slice(first, first + _BATCH)), depth + 1) for first in rows]
    return np.concatenate(found, axis=1)


@dataclass(frozen=True)
class _Growing:
    """Sets while they grow: (w, c) what belongs to each, what does not, and (c,) the cost of the edges between."""

    inside: Sets
    outside: Sets
    border: Floats

    def take(self, rows: Mask | slice) -> _Growing:
        return _Growing(self.inside[:, rows], self.outside[:, rows], self.border[rows])

    def decided(self, following: Sets, nodes: NodeSets, beside_cost: list[list[tuple[int, float]]]) -> _Growing:
        """Return twice as many sets: each with a further node that belongs to it, and that does not."""
        with_it, without = self.border.copy(), self.border.copy()
        for node, around in enumerate(beside_cost):
            rows = np.flatnonzero(nodes.holds(following, node))
            if len(rows):
                inside, outside = self.inside[:, rows], self.outside[:, rows]
                for other, cost in around:
                    with_it[rows] += cost * nodes.holds(outside, other)
                    without[rows] += cost * nodes.holds(inside, other)
        return _Growing(
            np.concatenate([self.inside | following, self.inside], axis=1),
            np.concatenate([self.outside, self.outside | following], axis=1),
            np.concatenate([with_it, without]),
        )


def _costs_beside(nodes: NodeSets, cost: Floats) -> list[list[tuple[int, float]]]:
    """Return each node's neighbours and the costs of the edges to them."""
    found: list[list[tuple[int, float]]] = [[] for _ in range(nodes.size)]
    for (a, b), one in zip(nodes.edges.tolist(), cost.tolist(), strict=True):
        found[a].append((b, one))
        found[b].append((a, one))
    return found


def _whole(nodes: NodeSets, limits: SectorLimits, done: _Growing) -> Sets:
    """Return the sets that have grown to the end and are sectors."""
    kept = _kept(nodes, limits, done)
    return kept.inside[:, nodes.totals(kept.inside, limits.load) >= limits.least]


def _kept(nodes: NodeSets, limits: SectorLimits, growing: _Growing) -> _Growing:
    """Return the growing sets that can still become a sector, with all that can only belong to them."""
    inside, fits = _closed(nodes, limits, growing.inside, growing.outside)
    growing = _Growing(inside, growing.outside, growing.border).take(fits)
    if limits.least > 0:
        reach = nodes.component(~growing.outside & nodes.all, growing.inside)
        growing = growing.take(nodes.totals(reach, limits.load) >= limits.least)
    return growing


def _closed(nodes: NodeSets, limits: SectorLimits, inside: Sets, outside: Sets) -> tuple[Sets, Mask]:
    """Return the growing sets with what they cut off that is too light, and which of them can be a sector."""
    count = inside.shape[1]
    joined, parts, fits = inside.copy(), np.zeros(count, dtype=np.int64), np.ones(count, dtype=bool)
    for rows, component in nodes.components(nodes.all & ~inside):
        is_light = nodes.totals(component, limits.load) < limits.least
        joined[:, rows[is_light]] |= component[:, is_light]
        fits[rows] &= ~is_light | ~(component & outside[:, rows]).any(axis=0)
        parts[rows[~is_light]] += 1
    # Where the rest has more parts than there are other sectors, the lightest of them will have to join as well.
    further = np.maximum(parts - limits.count + 1, 0) * max(limits.least, 0.0)
    return joined, fits & (nodes.totals(joined, limits.load) + further <= limits.most)
