"""Units that must share a sector, joined into one node each: locks, groups and the seats of stations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from ..errors import Reason
from ..language import listed, translate
from .graph import Graph, Ints, Mask, components, symmetric
from .request import Request


@dataclass(frozen=True)
class Blocks:
    """The nodes of a district.

    Attributes:
        cluster: (u,) node of each unit of the district.
        code: (c,) sector a node is locked to: a position in the request's `sector_names`,
            after these the stations; -1 where it is free.

    """

    cluster: Ints
    code: Ints


def find_blocks(request: Request, units: Ints) -> tuple[Blocks, list[Reason]]:
    """Return the blocks of the district made of `units`, and why some cannot be formed.

    A block whose units do not touch takes along the units on the shortest way between them.
    """
    graph, _ = request.graph.subgraph(units)
    code = _codes(request, units)
    block = _joined(request, units, code)
    reasons = _torn(request, units, code, block)
    if reasons:
        return Blocks(np.arange(len(units)), code), reasons
    members = np.bincount(block)[block]
    held = (members > 1) | (code >= 0)
    block, reasons = _connected(request, graph, units, np.where(held, block, -1))
    cluster = _numbered(block)
    by_node = np.full(int(cluster.max()) + 1, -1, dtype=np.int64)
    np.maximum.at(by_node, cluster, code)
    return Blocks(cluster, by_node), reasons


def _codes(request: Request, units: Ints) -> Ints:
    """Return each unit's lock: a sector, or the station that has its seat there."""
    code = request.lock[units].copy()
    place = np.full(request.size, -1, dtype=np.int64)
    place[units] = np.arange(len(units))
    for station, unit in enumerate(request.stations):
        row = place[unit]
        if row >= 0 and code[row] < 0:
            wish = request.current[unit]
            taken = set(code.tolist())
            code[row] = wish if wish >= 0 and wish not in taken else len(request.sector_names) + station
    return code


def _joined(request: Request, units: Ints, code: Ints) -> Ints:
    """Return the block of each unit: those that share a lock or a group, directly or in a chain."""
    pairs = [np.zeros((0, 2), dtype=np.int64)]
    for values in (code, request.group[units]):
        order = np.argsort(values, kind="stable")
        order = order[values[order] >= 0]
        same = values[order[1:]] == values[order[:-1]]
        pairs.append(np.column_stack([order[:-1][same], order[1:][same]]))
    return components(len(units), np.concatenate(pairs))[1]


def _torn(request: Request, units: Ints, code: Ints, block: Ints) -> list[Reason]:
    """Return a reason for every block whose units are locked to different sectors, or must be apart."""
    reasons = []
    for number in np.unique(block[code >= 0]):
        inside = np.flatnonzero((block == number) & (code >= 0))
        codes = np.unique(code[inside])
        if len(codes) > 1:
            message = translate(
                "Core",
                "Units {units} must stay together, but are locked to different sectors: {sectors}. "
                "Remove a lock or take a unit out of the group.",
            )
            found = [request.names[units[row]] for row in inside]
            sectors = ", ".join(sector_name(request, int(one)) for one in codes)
            reasons.append(Reason(message.format(units=listed(found), sectors=sectors), tuple(found)))
    return reasons


def _connected(request: Request, graph: Graph, units: Ints, block: Ints) -> tuple[Ints, list[Reason]]:
    """Return the blocks grown along shortest ways until each is connected; reasons for those that cannot be.

    Ways inside today's sector come first, for all blocks: there they cannot get in each other's way.
    """
    i, j = graph.edges.T
    distance = np.hypot(*(request.xy[units[i]] - request.xy[units[j]]).T) + 1.0
    ways = symmetric(graph.size, graph.edges, distance)
    current = request.current[units]
    block = block.copy()
    numbers = np.unique(block[block >= 0])
    for number in numbers:
        homes = np.unique(current[block == number])
        if len(homes) == 1 and homes[0] >= 0:
            _grow(graph, ways, block, int(number), current == homes[0])
    anywhere = np.ones(len(units), dtype=bool)
    torn = [number for number in numbers if not _grow(graph, ways, block, int(number), anywhere)]
    return block, [_cut_off(request, units[block == number]) for number in torn]


def _grow(graph: Graph, ways: csr_matrix, block: Ints, number: int, where: Mask) -> bool:
    """Add the units on shortest ways inside `where` to a block until it is connected; tell whether it is."""
    while True:
        nodes = np.flatnonzero(block == number)
        piece = graph.subgraph(nodes)[0].components()[1]
        if not piece.any():
            return True
        allowed = np.flatnonzero((block == number) | ((block < 0) & where))
        way = _shortest_way(ways, allowed, nodes[piece == 0], nodes[piece > 0])
        if way is None:
            return False
        block[way] = number


def _shortest_way(ways: csr_matrix, allowed: Ints, source: Ints, goal: Ints) -> Ints | None:
    """Return the nodes of a shortest way from `source` to `goal` through `allowed`; None where there is none."""
    place = np.full(int(allowed.max()) + 1, -1, dtype=np.int64)
    place[allowed] = np.arange(len(allowed))
    open_ways = ways[allowed][:, allowed]
    length, before, _ = dijkstra(
        open_ways, directed=False, indices=place[source], min_only=True, return_predecessors=True
    )
    end = place[goal][int(length[place[goal]].argmin())]
    if np.isinf(length[end]):
        return None
    way = []
    while end >= 0:
        way.append(int(allowed[end]))
        end = before[end]
    return np.array(way, dtype=np.int64)


def _cut_off(request: Request, units: Ints) -> Reason:
    found = [request.names[unit] for unit in units]
    codes = request.lock[units]
    if (codes >= 0).any():
        message = translate(
            "Core",
            "The units locked to sector {sector} ({units}) cannot be connected: units locked elsewhere lie between "
            "them. Unlock some, or add a link.",
        )
        sector = sector_name(request, int(codes.max()))
        return Reason(message.format(sector=sector, units=listed(found)), tuple(found))
    message = translate(
        "Core",
        "Units {units} must stay together but cannot be connected: units locked elsewhere lie between them. "
        "Unlock some, or add a link.",
    )
    return Reason(message.format(units=listed(found)), tuple(found))


def _numbered(block: Ints) -> Ints:
    """Return node numbers 0, 1, …: one a block, one a free unit, in the order of their first units."""
    own = np.where(block >= 0, block, len(block) + np.arange(len(block)))
    _, first, where = np.unique(own, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[where].astype(np.int64)


def sector_name(request: Request, code: int) -> str:
    """Return the name of a sector code."""
    if code < len(request.sector_names):
        return request.sector_names[code]
    return translate("Core", "of station {number}").format(number=code - len(request.sector_names) + 1)
