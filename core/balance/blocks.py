"""Units that must share a sector, joined into one node each: locks, groups and the seats of stations."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from ..contiguity import ContiguityGraph, components, symmetric
from ..errors import Reason
from ..language import listed, translate
from .exact import any_plan, can_be_settled
from .graph import Ints, Mask
from .problem import Problem
from .request import Request

ORDERS = 8  # in which blocks that get in each other's way are grown before one is said to be torn


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
    seeds = np.where(held, block, -1)
    block, reasons = _connected(request, graph, units, seeds, set(block[code >= 0].tolist()))
    if reasons or _is_wrong(request, graph, units, block, code):
        plan = _possible(request, graph, units, seeds, code)
        block, reasons = (block, reasons) if plan is None else (_grown_within(request, graph, units, seeds, plan), [])
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


def _is_wrong(request: Request, graph: ContiguityGraph, units: Ints, block: Ints, code: Ints) -> bool:
    """Tell whether blocks hold units that must be apart, leave fewer nodes than sectors, or no plan that is seen."""
    sectors = request.districts[int(request.district[units[0]])][1]
    nodes = len(np.unique(block[block >= 0])) + int((block < 0).sum())
    foes = _foes(request, units)
    if nodes < sectors or any(0 <= block[a] == block[b] for a, b in foes):
        return True
    return bool(foes) and _possible(request, graph, units, block, code) is None


def _possible(request: Request, graph: ContiguityGraph, units: Ints, block: Ints, code: Ints) -> Ints | None:
    """Return (u,) sectors of some plan that keeps all blocks, locks and pairs apart; None where none was found."""
    sectors = request.districts[int(request.district[units[0]])][1]
    held = [np.flatnonzero(block == number) for number in np.unique(block[block >= 0])]
    together = [(int(rows[0]), int(row)) for rows in held for row in rows[1:]]
    locked = [int(rows[0]) for rows in held if code[rows].max() >= 0]
    free, one = np.full(len(units), -1), np.ones(len(units))
    problem = Problem(
        graph, np.zeros(len(graph.edges)), one, np.ones(sectors), np.inf, request.xy[units], one, free, free, one,
        enemies=(*_foes(request, units), *combinations(locked, 2)),
    )  # fmt: skip
    return any_plan(problem, together)[0] if can_be_settled(problem) and sectors > 1 else None


def _connected(
    request: Request, graph: ContiguityGraph, units: Ints, block: Ints, locked: set[int]
) -> tuple[Ints, list[Reason]]:
    """Return the blocks grown along shortest ways until each is connected; reasons for those that cannot be.

    Ways inside today's sector come first, for all blocks: there they cannot get in each other's way. A block that
    finds its way closed by another's goes first when all begin anew; ways go around units that must be apart.
    """
    ways = _ways(request, graph, units)
    order = np.unique(block[block >= 0]).tolist()
    foes = _foes(request, units)
    fewest: tuple[Ints, list[int]] | None = None
    for _ in range(ORDERS):
        grown, torn = _all_grown(graph, ways, block.copy(), order, request.current[units], foes, set(locked))
        if fewest is None or len(torn) < len(fewest[1]):
            fewest = grown, torn
        first = [*torn, *(number for number in order if number not in torn)]
        if not torn or first == order:
            break
        order = first
    grown, torn = fewest or (block, [])
    alone = [
        number for number in torn if len(torn) == 1 or _is_torn_alone(graph, ways, block, number, locked - {*torn})
    ]
    reasons = [_cut_off(request, units[block == number]) for number in alone or torn]
    return grown, reasons if alone else _as_one(reasons)


def _is_torn_alone(graph: ContiguityGraph, ways: csr_matrix, block: Ints, number: int, locked: set[int]) -> bool:
    """Tell whether a block stays torn where all go that could share its sector, and the other torn ones."""
    left = np.where((block == number) | np.isin(block, list(locked)), block, -1)
    return not _grow(graph, ways, left, number, np.ones(len(block), dtype=bool), [])


def _as_one(reasons: list[Reason]) -> list[Reason]:
    """Return what blocks say that only wall each other off, as the one reason it is."""
    if not reasons:
        return []
    units = tuple(dict.fromkeys(unit for reason in reasons for unit in reason.unit_ids))
    return [Reason(" ".join(reason.message for reason in reasons), units)]


def _ways(request: Request, graph: ContiguityGraph, units: Ints) -> csr_matrix:
    """Return the distances in metres between neighbours."""
    i, j = graph.edges.T
    distance = np.hypot(*(request.xy[units[i]] - request.xy[units[j]]).T) + 1.0
    return symmetric(graph.size, graph.edges, distance)


def _grown_within(request: Request, graph: ContiguityGraph, units: Ints, block: Ints, plan: Ints) -> Ints:
    """Return the blocks grown inside the sectors of a plan; those of a sector become one where they are in each other's way."""
    ways, block = _ways(request, graph, units), block.copy()
    for sector in np.unique(plan[block >= 0]).tolist():
        inside = plan == sector
        for number in np.unique(block[inside & (block >= 0)]).tolist():
            if not _grow(graph, ways, block, number, inside, []):
                block[inside & (block >= 0)] = number
                _grow(graph, ways, block, number, inside, [])
                break
    return block


def _all_grown(
    graph: ContiguityGraph,
    ways: csr_matrix,
    block: Ints,
    order: list[int],
    current: Ints,
    foes: list[tuple[int, int]],
    locked: set[int],
) -> tuple[Ints, list[int]]:
    """Return the blocks grown in this order, and those that stay torn."""
    for number in order:
        homes = np.unique(current[block == number])
        if len(homes) == 1 and homes[0] >= 0:
            _grow(graph, ways, block, number, current == homes[0], foes)
    anywhere = np.ones(len(block), dtype=bool)
    torn = [
        number
        for number in order
        if (block == number).any()
        and not _grow(graph, ways, block, number, anywhere, foes)
        and not _grown_together(graph, ways, block, number, foes, locked)
        and not _grow(graph, ways, block, number, anywhere, [])
    ]
    return block, [number for number in torn if (block == number).any()]


def _grown_together(
    graph: ContiguityGraph, ways: csr_matrix, block: Ints, number: int, foes: list[tuple[int, int]], locked: set[int]
) -> bool:
    """Connect a block through others that may share its sector, which become part of it; tell whether that is possible."""
    whole, held = block.copy(), locked & {number}
    anywhere = np.ones(len(block), dtype=bool)
    while True:
        against = {int(whole[foe]) for unit, foe in foes if whole[unit] == number} | (locked if held else set())
        open_ = (whole >= 0) & (whole != number) & ~np.isin(whole, list(against))
        grown = np.where(open_, -1, whole)
        if not _grow(graph, ways, grown, number, anywhere, foes):
            return False
        absorbed = np.unique(whole[(grown == number) & open_])
        whole[(grown == number) | np.isin(whole, absorbed)] = number
        held |= locked & set(absorbed.tolist())
        if len(held) > 1:
            return False
        if not len(absorbed):
            break
    block[:] = whole
    if held:
        locked.add(number)
    return True


def _foes(request: Request, units: Ints) -> list[tuple[int, int]]:
    """Return the rows of units that must never share a sector, each pair both ways."""
    place = {unit: row for row, unit in enumerate(units.tolist())}
    pairs = [(place[a], place[b]) for a, b in request.apart if a in place and b in place]
    return pairs + [(b, a) for a, b in pairs]


def _grow(
    graph: ContiguityGraph, ways: csr_matrix, block: Ints, number: int, where: Mask, foes: list[tuple[int, int]]
) -> bool:
    """Add the units on shortest ways inside `where`, around its foes, to a block until it is connected; tell whether it is."""
    while True:
        nodes = np.flatnonzero(block == number)
        piece = graph.subgraph(nodes)[0].components()[1]
        if not piece.any():
            return True
        open_ = (block < 0) & where
        open_[[foe for unit, foe in foes if block[unit] == number]] = False
        allowed = np.flatnonzero((block == number) | open_)
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
