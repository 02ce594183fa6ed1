"""From the request to one problem per district, and from its labels back to the units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..contiguity import ContiguityGraph
from .blocks import Blocks, find_blocks
from .cost import border_cost
from .graph import Floats, Ints, sums
from .problem import Problem
from .request import Request
from .settings import BalanceSettings


@dataclass(frozen=True)
class District:
    """One district's problem, and what its nodes and labels stand for.

    Attributes:
        units: (u,) units of the district.
        cluster: (u,) node of each unit.
        problem: the problem over the nodes.
        codes: (k,) sector each label continues: a position in the request's `sector_names`; -1 for a new one.

    """

    units: Ints
    cluster: Ints
    problem: Problem
    codes: Ints

    def start(self) -> Ints | None:
        """Return today's plan over the nodes; None where no node has one."""
        keep = self.problem.keep
        return None if (keep < 0).all() else keep


def make_district(request: Request, settings: BalanceSettings, district: int, officers: Ints | None) -> District:
    """Return the problem of a district; `officers` (k,) are those of its sectors, where known."""
    units = request.units_of(district)
    sectors = request.districts[district][1]
    blocks, _ = find_blocks(request, units)
    graph, rows = request.graph.subgraph(units)
    nodes = int(blocks.cluster.max()) + 1
    codes = _label_codes(request, units, blocks, sectors)
    keep, weight = _kept(request, units, blocks.cluster, codes, nodes)
    total = float(request.load[units].sum())
    cost = border_cost(graph, request.barrier[rows], settings.barrier_cost, settings.compactness)
    weighted = ContiguityGraph(graph.size, graph.edges, cost).contract(blocks.cluster)
    area = sums(request.area[units], blocks.cluster, nodes)
    share = 1.0 / np.bincount(blocks.cluster, minlength=nodes)
    xy = np.column_stack([sums(column, blocks.cluster, nodes) * share for column in request.xy[units].T])
    problem = Problem(
        graph=graph.contract(blocks.cluster),
        cost=weighted.border_m,
        load=sums(request.load[units], blocks.cluster, nodes) * sectors / total,
        target=np.ones(sectors) if officers is None else officers * sectors / officers.sum(),
        tolerance=settings.tolerance / 100.0,
        xy=xy,
        area=area,
        fixed=_places(blocks.code, codes),
        keep=keep,
        keep_cost=weight * _move_cost(weighted, sectors, settings),
        criteria=_criteria(request, units, blocks.cluster, nodes, sectors),
        criteria_tolerance=np.full(len(request.criteria), settings.balance_tolerance / 100.0),
        centres=_centres(request, units, blocks, codes),
        enemies=_enemies(request, units, blocks.cluster),
        moved_cap=settings.max_moved / 100.0 * float(weight.sum()) if settings.max_moved < 100.0 else np.inf,
        keep_weight=weight,
    )
    return District(units, blocks.cluster, problem, codes)


def _label_codes(request: Request, units: Ints, blocks: Blocks, sectors: int) -> Ints:
    """Return the sector each label continues: locked ones first, then today's with most residents."""
    locked = np.unique(blocks.code[blocks.code >= 0])
    current = request.current[units]
    here = current >= 0
    residents = np.bincount(current[here], weights=request.population[units][here] + 1e-9)
    residents[locked[locked < len(residents)]] = 0.0
    order = np.argsort(-residents, kind="stable")
    order = order[residents[order] > 0][: sectors - len(locked)]
    codes = np.full(sectors, -1, dtype=np.int64)
    known = np.sort(np.concatenate([locked, order]))
    codes[: len(known)] = known
    return codes


def _places(codes: Ints, of_labels: Ints) -> Ints:
    """Return the label of each sector code; -1 where no label continues it."""
    highest = int(max(codes.max(initial=0), of_labels.max(initial=0)))
    label = np.full(highest + 2, -1, dtype=np.int64)
    label[of_labels[of_labels >= 0]] = np.flatnonzero(of_labels >= 0)
    return label[codes]


def _kept(request: Request, units: Ints, cluster: Ints, codes: Ints, nodes: int) -> tuple[Ints, Floats]:
    """Return each node's label of today (where most of its residents are), and its share of all residents."""
    label = _places(request.current[units], codes)
    residents = request.population[units] + 1e-9
    votes = np.zeros(nodes)
    keep = np.full(nodes, -1, dtype=np.int64)
    for one in np.unique(label[label >= 0]):
        votes_here = sums(np.where(label == one, residents, 0.0), cluster, nodes)
        keep = np.where(votes_here > votes, one, keep)
        votes = np.maximum(votes, votes_here)
    return keep, sums(residents, cluster, nodes) / request.population.sum().clip(1e-9)


def _move_cost(weighted: ContiguityGraph, sectors: int, settings: BalanceSettings) -> float:
    """Return what it costs to move all residents: as many times a compact plan's border as CONTINUITY says."""
    compact = float(weighted.border_m.mean()) * np.sqrt(weighted.size * sectors) if len(weighted.border_m) else 1.0
    return float(settings.continuity * compact)


def _criteria(request: Request, units: Ints, cluster: Ints, nodes: int, sectors: int) -> Floats:
    rows = [
        sums(values[units], cluster, nodes) * sectors / max(values[units].sum(), 1e-12) for values in request.criteria
    ]
    return np.array(rows) if rows else np.zeros((0, nodes))


def _centres(request: Request, units: Ints, blocks: Blocks, codes: Ints) -> Floats:
    """Return where the sectors with a station in this district should lie; NaN elsewhere."""
    centres = np.full((len(codes), 2), np.nan)
    label = _places(blocks.code, codes)
    for unit, place in zip(request.stations, request.station_xy, strict=True):
        row = np.flatnonzero(units == unit)
        if len(row):
            centres[label[blocks.cluster[row[0]]]] = place
    return centres


def _enemies(request: Request, units: Ints, cluster: Ints) -> tuple[tuple[int, int], ...]:
    node = dict(zip(units.tolist(), cluster.tolist(), strict=True))
    return tuple((node[a], node[b]) for a, b in request.apart if a in node and b in node)
