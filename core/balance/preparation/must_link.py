"""Must-link constraints: units that must share a sector, contracted to one node each.

Locks to the same sector, groups, and the unit a station lies in are must-link constraints. A group whose units do not
touch also takes the units on a shortest path between them, because a sector is connected anyway; so every must-link group
becomes one connected node, and the search never has to check these constraints.

Paths of several groups can block each other. So paths inside a group's current sector come first, where groups of
different sectors cannot meet; a group that finds its path blocked goes first in a new attempt; and at last a group may be
connected through others that may share its sector, and merges with them. Where the number of units is small, the exact
solver has the last word: an instance is refused only if it is known to be impossible, or no attempt connects it.

Cannot-link pairs matter here too: a path never passes a unit that must not share the sector of the group.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from ...base.arrays import Ints, Mask
from ...base.errors import Reason
from ...base.i18n import listed, translate
from ...geo.contiguity import components, symmetric
from ..exact.labelling import any_plan, can_be_settled
from ..model.instance import Instance
from ..model.problem import Problem

ATTEMPTS = 8  # orders in which groups are connected before one counts as impossible to connect

Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class ContractedUnits:
    """The nodes of a district.

    Attributes:
        cluster: (u,) node of each unit of the district.
        code: (c,) sector a node is locked to: a position in the instance's `sector_names`,
            after these the stations; -1 if it is free.
        is_forced: whether only units that must share a sector are one node; false where a path was chosen.

    """

    cluster: Ints
    code: Ints
    is_forced: bool = True


def contract_must_links(
    instance: Instance, units: Ints, *, lightest: bool = False
) -> tuple[ContractedUnits, list[Reason]]:
    """Contract the must-link groups of a district.

    Args:
        instance: units, locks, groups, stations and cannot-link pairs.
        units: (u,) units of the district.
        lightest: whether units that do not touch are joined over the least load, not over the least distance.

    Returns:
        The nodes, and the reasons why some groups cannot be formed. With reasons, the nodes are not to be used.

    """
    district = _District(instance, units, lightest=lightest)
    code = district.code
    group = _linked(code, instance.group[units])
    reasons = district.locked_to_different_sectors(group)
    if reasons:
        return ContractedUnits(np.arange(len(units)), code), reasons
    members = np.bincount(group)[group]
    seeds = np.where((members > 1) | (code >= 0), group, -1)
    group, reasons = district.connected(seeds, set(group[code >= 0].tolist()))
    if reasons or district.is_wrong(group):
        plan = district.any_plan(seeds)
        if plan is not None:
            group, reasons = district.connected_within(seeds, plan), []
    cluster = _numbered(group)
    code_of = np.full(int(cluster.max()) + 1, -1, dtype=np.int64)
    np.maximum.at(code_of, cluster, code)
    return ContractedUnits(cluster, code_of, bool((group == seeds).all())), reasons


def _linked(code: Ints, named: Ints) -> Ints:
    """Return the (u,) must-link group of each unit: units that share a lock or a name, directly or in a chain."""
    pairs = [np.zeros((0, 2), dtype=np.int64)]
    for values in (code, named):
        order = np.argsort(values, kind="stable")
        order = order[values[order] >= 0]
        same = values[order[1:]] == values[order[:-1]]
        pairs.append(np.column_stack([order[:-1][same], order[1:][same]]))
    return components(len(code), np.concatenate(pairs))[1]


class _District:
    """A district while its must-link groups are connected.

    Groups are (u,) arrays with a number for each unit, -1 for a unit of no group.

    Attributes:
        code: (u,) sector each unit is locked to, as in `ContractedUnits`.

    """

    def __init__(self, instance: Instance, units: Ints, *, lightest: bool = False) -> None:
        self._instance, self._units, self._lightest = instance, units, lightest
        self._graph, _ = instance.graph.subgraph(units)
        self._current = instance.current[units]
        self.code = self._codes()

    def _codes(self) -> Ints:
        """Return each unit's lock: a sector, or the station that lies in it."""
        instance, units = self._instance, self._units
        code = instance.lock[units].copy()
        row_of = np.full(instance.size, -1, dtype=np.int64)
        row_of[units] = np.arange(len(units))
        for station, unit in enumerate(instance.stations):
            row = row_of[unit]
            if row >= 0 and code[row] < 0:
                current = instance.current[unit]
                taken = set(code.tolist())
                code[row] = current if current >= 0 and current not in taken else len(instance.sector_names) + station
        return code

    def locked_to_different_sectors(self, group: Ints) -> list[Reason]:
        """Return a reason for every group whose units are locked to different sectors."""
        instance, units, code = self._instance, self._units, self.code
        reasons = []
        for number in np.unique(group[code >= 0]):
            inside = np.flatnonzero((group == number) & (code >= 0))
            codes = np.unique(code[inside])
            if len(codes) > 1:
                message = translate(
                    "Core",
                    "Units {units} must stay together, but are locked to different sectors: {sectors}. "
                    "Remove a lock or take a unit out of the group.",
                )
                names = [instance.names[units[row]] for row in inside]
                sectors = ", ".join(instance.sector_name(int(one)) for one in codes)
                reasons.append(Reason(message.format(units=listed(names), sectors=sectors), tuple(names)))
        return reasons

    def _cannot_connect(self, inside: Mask) -> Reason:
        """Return the reason for the units of a group that cannot be connected."""
        instance, units = self._instance, self._units[inside]
        names = [instance.names[unit] for unit in units]
        codes = instance.lock[units]
        if (codes >= 0).any():
            message = translate(
                "Core",
                "The units locked to sector {sector} ({units}) cannot be connected: units locked elsewhere lie between "
                "them. Unlock some, or add a link.",
            )
            sector = instance.sector_name(int(codes.max()))
            return Reason(message.format(sector=sector, units=listed(names)), tuple(names))
        message = translate(
            "Core",
            "Units {units} must stay together but cannot be connected: units locked elsewhere lie between them. "
            "Unlock some, or add a link.",
        )
        return Reason(message.format(units=listed(names)), tuple(names))

    @cached_property
    def _distances(self) -> csr_matrix:
        """Return the distances between neighbours: metres, or half the load of both and a little for each step."""
        i, j = self._graph.edges.T
        xy = self._instance.xy[self._units]
        distance = np.hypot(*(xy[i] - xy[j]).T) + 1.0
        if self._lightest:
            load = self._instance.load[self._units]
            distance = (load[i] + load[j]) / 2.0 + 1e-3 * load.mean() * distance / distance.mean()
        return symmetric(self._graph.size, self._graph.edges, distance)

    @cached_property
    def _cannot_link(self) -> Pairs:
        """Return the rows of units that must never share a sector, each pair both ways."""
        row_of = {unit: row for row, unit in enumerate(self._units.tolist())}
        pairs = [(row_of[a], row_of[b]) for a, b in self._instance.cannot_link if a in row_of and b in row_of]
        return pairs + [(b, a) for a, b in pairs]

    @property
    def _sector_count(self) -> int:
        return self._instance.districts[int(self._instance.district[self._units[0]])][1]

    def is_wrong(self, group: Ints) -> bool:
        """Return whether groups contain a cannot-link pair, leave fewer nodes than sectors, or allow no plan."""
        nodes = len(np.unique(group[group >= 0])) + int((group < 0).sum())
        if nodes < self._sector_count or any(0 <= group[a] == group[b] for a, b in self._cannot_link):
            return True
        return bool(self._cannot_link) and self.any_plan(group) is None

    def any_plan(self, group: Ints) -> Ints | None:
        """Return the (u,) sectors of some plan that meets groups, locks and cannot-link pairs; None if none is found."""
        rows_of = [np.flatnonzero(group == number) for number in np.unique(group[group >= 0])]
        must_link = [(int(rows[0]), int(row)) for rows in rows_of for row in rows[1:]]
        locked = [int(rows[0]) for rows in rows_of if self.code[rows].max() >= 0]
        cannot_link = (*self._cannot_link, *combinations(locked, 2))
        free, one = np.full(len(self._units), -1), np.ones(len(self._units))
        problem = Problem(
            graph=self._graph, cost=np.zeros(len(self._graph.edges)), load=one, target=np.ones(self._sector_count),
            tolerance=np.inf, xy=self._instance.xy[self._units], area=one, fixed=free, keep=free, keep_cost=one,
            cannot_link=cannot_link,
        )  # fmt: skip
        return any_plan(problem, must_link)[0] if can_be_settled(problem) and self._sector_count > 1 else None

    def connected(self, group: Ints, locked: set[int]) -> tuple[Ints, list[Reason]]:
        """Connect each group along shortest paths; return the groups and reasons for those that stay disconnected.

        Args:
            group: groups to connect.
            locked: numbers of the groups that are locked to a sector.

        """
        order = np.unique(group[group >= 0]).tolist()
        fewest: tuple[Ints, list[int]] | None = None
        for _ in range(ATTEMPTS):
            grown, blocked = self._all_connected(group.copy(), order, set(locked))
            if fewest is None or len(blocked) < len(fewest[1]):
                fewest = grown, blocked
            blocked_first = [*blocked, *(number for number in order if number not in blocked)]
            if not blocked or blocked_first == order:
                break
            order = blocked_first
        grown, blocked = fewest or (group, [])
        by_themselves = [
            number
            for number in blocked
            if len(blocked) == 1 or self._is_blocked_by_locks(group, number, locked - {*blocked})
        ]
        reasons = [self._cannot_connect(group == number) for number in by_themselves or blocked]
        return grown, reasons if by_themselves else _as_one(reasons)

    def _is_blocked_by_locks(self, group: Ints, number: int, locked: set[int]) -> bool:
        """Return whether a group is disconnected even after removing every group that could share its sector."""
        left = np.where((group == number) | np.isin(group, list(locked)), group, -1)
        return not self._connect(left, number, np.ones(len(group), dtype=bool), [])

    def connected_within(self, group: Ints, plan: Ints) -> Ints:
        """Connect each group inside its sector of a plan; those of a sector become one if they block each other."""
        group = group.copy()
        for sector in np.unique(plan[group >= 0]).tolist():
            inside = plan == sector
            for number in np.unique(group[inside & (group >= 0)]).tolist():
                if not self._connect(group, number, inside, []):
                    group[inside & (group >= 0)] = number
                    self._connect(group, number, inside, [])
                    break
        return group

    def _all_connected(self, group: Ints, order: list[int], locked: set[int]) -> tuple[Ints, list[int]]:
        """Connect the groups in this order; return them and the numbers of those that stay disconnected."""
        for number in order:
            sectors = np.unique(self._current[group == number])
            if len(sectors) == 1 and sectors[0] >= 0:
                self._connect(group, number, self._current == sectors[0], self._cannot_link)
        anywhere = np.ones(len(group), dtype=bool)
        blocked = [
            number
            for number in order
            if (group == number).any()
            and not self._connect(group, number, anywhere, self._cannot_link)
            and not self._merge_with_others(group, number, locked)
            and not self._connect(group, number, anywhere, [])
        ]
        return group, [number for number in blocked if (group == number).any()]

    def _merge_with_others(self, group: Ints, number: int, locked: set[int]) -> bool:
        """Connect a group through others that may share its sector, which become part of it; return whether it worked."""
        merged, locks = group.copy(), locked & {number}
        anywhere = np.ones(len(group), dtype=bool)
        while True:
            partners = {int(merged[b]) for a, b in self._cannot_link if merged[a] == number}
            closed = partners | (locked if locks else set())
            is_open = (merged >= 0) & (merged != number) & ~np.isin(merged, list(closed))
            grown = np.where(is_open, -1, merged)
            if not self._connect(grown, number, anywhere, self._cannot_link):
                return False
            absorbed = np.unique(merged[(grown == number) & is_open])
            merged[(grown == number) | np.isin(merged, absorbed)] = number
            locks |= locked & set(absorbed.tolist())
            if len(locks) > 1:
                return False
            if not len(absorbed):
                break
        group[:] = merged
        if locks:
            locked.add(number)
        return True

    def _connect(self, group: Ints, number: int, where: Mask, cannot_link: Pairs) -> bool:
        """Add the units on shortest paths to a group until it is connected; return whether it is.

        Args:
            group: groups, which are changed.
            number: the group to connect.
            where: (u,) units that paths may use.
            cannot_link: pairs whose partners in the group paths avoid.

        """
        while True:
            nodes = np.flatnonzero(group == number)
            piece = self._graph.subgraph(nodes)[0].components()[1]
            if not piece.any():
                return True
            is_open = (group < 0) & where
            is_open[[b for a, b in cannot_link if group[a] == number]] = False
            allowed = np.flatnonzero((group == number) | is_open)
            path = _shortest_path(self._distances, allowed, nodes[piece == 0], nodes[piece > 0])
            if path is None:
                return False
            group[path] = number


def _shortest_path(distances: csr_matrix, allowed: Ints, source: Ints, goal: Ints) -> Ints | None:
    """Return the nodes of a shortest path from `source` to `goal` through `allowed`; None if no path exists."""
    index_of = np.full(int(allowed.max()) + 1, -1, dtype=np.int64)
    index_of[allowed] = np.arange(len(allowed))
    inside = distances[allowed][:, allowed]
    length, before, _ = dijkstra(
        inside, directed=False, indices=index_of[source], min_only=True, return_predecessors=True
    )
    end = index_of[goal][int(length[index_of[goal]].argmin())]
    if np.isinf(length[end]):
        return None
    path = []
    while end >= 0:
        path.append(int(allowed[end]))
        end = before[end]
    return np.array(path, dtype=np.int64)


def _numbered(group: Ints) -> Ints:
    """Return (u,) node numbers 0, 1, …: one for each group and free unit, in the order of their first units."""
    own = np.where(group >= 0, group, len(group) + np.arange(len(group)))
    _, first, row = np.unique(own, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[row].astype(np.int64)


def _as_one(reasons: list[Reason]) -> list[Reason]:
    """Return the reasons of groups that only block each other as the single reason it is."""
    if not reasons:
        return []
    units = tuple(dict.fromkeys(unit for reason in reasons for unit in reason.unit_ids))
    return [Reason(" ".join(reason.message for reason in reasons), units)]
