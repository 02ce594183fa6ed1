"""One problem per district, from an instance.

Loads, criteria and targets are scaled so that the mean sector carries 1; costs so that an average boundary costs 1. So
tolerances, temperatures and weights mean the same on every map.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ...base.arrays import Floats, Ints, sums
from ...geo.contiguity import ContiguityGraph
from ..model.instance import Instance
from ..model.problem import Problem, border_cost
from ..model.settings import BalanceSettings
from ..solver.lower_bounds import deviation_floor
from .must_link import ContractedUnits, contract_must_links


@dataclass(frozen=True)
class District:
    """One district's problem, and what its nodes and labels stand for.

    Attributes:
        units: (u,) units of the district.
        cluster: (u,) node of each unit.
        problem: the problem over the nodes.
        codes: (k,) sector each label continues: a position in the instance's `sector_names`; -1 for a new sector.
        is_forced: whether every plan of the district is one of the problem; false where a path between units that must
            stay together was chosen.

    """

    units: Ints
    cluster: Ints
    problem: Problem
    codes: Ints
    is_forced: bool = True

    def start(self) -> Ints | None:
        """Return the (n,) current plan over the nodes; None if no node has a sector."""
        keep = self.problem.keep
        return None if (keep < 0).all() else keep


def make_district(instance: Instance, settings: BalanceSettings, district: int, officers: Ints | None) -> District:
    """Make the problem of a district.

    Units that must stay together and do not touch are joined over the least distance; where the tolerance is then out of
    reach, over the least load if that brings it nearer.

    Args:
        instance: units and everything to respect.
        settings: what the analyst asks for.
        district: a position in the instance's districts.
        officers: (k,) officers of each sector; None where every sector counts alike.

    """
    source = _Source(instance, settings, district, officers)
    found = source.made(lightest=False)
    if found.is_forced or deviation_floor(found.problem) <= found.problem.tolerance:
        return found
    lighter = source.made(lightest=True)
    return min(found, lighter, key=lambda one: deviation_floor(one.problem))


@dataclass(frozen=True)
class _Source:
    """What a district is made from, as `make_district` is given it."""

    instance: Instance
    settings: BalanceSettings
    district: int
    officers: Ints | None

    def made(self, *, lightest: bool) -> District:
        """Return the district with units that must stay together joined over the least distance, or the least load."""
        instance, settings, district, officers = self.instance, self.settings, self.district, self.officers
        units = instance.units_of(district)
        sectors = instance.districts[district][1]
        contracted, _ = contract_must_links(instance, units, lightest=lightest)
        graph, rows = instance.graph.subgraph(units)
        nodes = int(contracted.cluster.max()) + 1
        codes = _label_codes(instance, units, contracted, sectors)
        keep, weight = _current_plan(instance, units, contracted.cluster, codes, nodes)
        total = float(instance.load[units].sum())
        cost = border_cost(graph, instance.barrier[rows], settings.barrier_cost, settings.compactness)
        weighted = ContiguityGraph(graph.size, graph.edges, cost).contract(contracted.cluster)
        area = sums(instance.area[units], contracted.cluster, nodes)
        share = 1.0 / np.bincount(contracted.cluster, minlength=nodes)
        xy = np.column_stack([sums(column, contracted.cluster, nodes) * share for column in instance.xy[units].T])
        problem = Problem(
            graph=graph.contract(contracted.cluster),
            cost=weighted.border_m,
            load=sums(instance.load[units], contracted.cluster, nodes) * sectors / total,
            target=np.ones(sectors) if officers is None else officers * sectors / officers.sum(),
            tolerance=settings.tolerance / 100.0,
            xy=xy,
            area=area,
            fixed=_labels_of(contracted.code, codes),
            keep=keep,
            keep_cost=weight * (settings.continuity * _compact_border(weighted, sectors)),
            criteria=_criteria(instance, units, contracted.cluster, nodes, sectors),
            criteria_tolerance=np.full(len(instance.criteria), settings.balance_tolerance / 100.0),
            anchors=_anchors(instance, units, contracted, codes),
            cannot_link=_cannot_link(instance, units, contracted.cluster),
            moved_cap=settings.max_moved / 100.0 * float(weight.sum()) if settings.max_moved < 100.0 else np.inf,
            keep_weight=weight,
        )
        return District(units, contracted.cluster, problem, codes, contracted.is_forced)


def _label_codes(instance: Instance, units: Ints, contracted: ContractedUnits, sectors: int) -> Ints:
    """Return the (k,) sector each label continues: locked ones first, then current ones with most residents."""
    locked = np.unique(contracted.code[contracted.code >= 0])
    current = instance.current[units]
    here = current >= 0
    residents = np.bincount(current[here], weights=instance.population[units][here] + 1e-9)
    residents[locked[locked < len(residents)]] = 0.0
    order = np.argsort(-residents, kind="stable")
    order = order[residents[order] > 0][: sectors - len(locked)]
    codes = np.full(sectors, -1, dtype=np.int64)
    continued = np.sort(np.concatenate([locked, order]))
    codes[: len(continued)] = continued
    return codes


def _labels_of(codes: Ints, code_of: Ints) -> Ints:
    """Return the label of each of some sector codes; -1 where no label continues it."""
    highest = int(max(codes.max(initial=0), code_of.max(initial=0)))
    label = np.full(highest + 2, -1, dtype=np.int64)
    label[code_of[code_of >= 0]] = np.flatnonzero(code_of >= 0)
    return label[codes]


def _current_plan(instance: Instance, units: Ints, cluster: Ints, codes: Ints, nodes: int) -> tuple[Ints, Floats]:
    """Return each node's (n,) current label (that of most of its residents) and (n,) share of all residents."""
    label = _labels_of(instance.current[units], codes)
    residents = instance.population[units] + 1e-9
    votes = np.zeros(nodes)
    keep = np.full(nodes, -1, dtype=np.int64)
    for candidate in np.unique(label[label >= 0]):
        votes_here = sums(np.where(label == candidate, residents, 0.0), cluster, nodes)
        keep = np.where(votes_here > votes, candidate, keep)
        votes = np.maximum(votes, votes_here)
    return keep, sums(residents, cluster, nodes) / instance.population.sum().clip(1e-9)


def _compact_border(weighted: ContiguityGraph, sectors: int) -> float:
    """Return the boundary of a compact plan with so many sectors: what moving all residents costs, times CONTINUITY."""
    return float(weighted.border_m.mean() * np.sqrt(weighted.size * sectors)) if len(weighted.border_m) else 1.0


def _criteria(instance: Instance, units: Ints, cluster: Ints, nodes: int, sectors: int) -> Floats:
    rows = [
        sums(values[units], cluster, nodes) * sectors / max(values[units].sum(), 1e-12) for values in instance.criteria
    ]
    return np.array(rows) if rows else np.zeros((0, nodes))


def _anchors(instance: Instance, units: Ints, contracted: ContractedUnits, codes: Ints) -> Floats:
    """Return the (k, 2) station of each sector in this district; NaN for sectors without one."""
    anchors = np.full((len(codes), 2), np.nan)
    label = _labels_of(contracted.code, codes)
    for unit, xy in zip(instance.stations, instance.station_xy, strict=True):
        row = np.flatnonzero(units == unit)
        if len(row):
            anchors[label[contracted.cluster[row[0]]]] = xy
    return anchors


def _cannot_link(instance: Instance, units: Ints, cluster: Ints) -> tuple[tuple[int, int], ...]:
    node = dict(zip(units.tolist(), cluster.tolist(), strict=True))
    return tuple((node[a], node[b]) for a, b in instance.cannot_link if a in node and b in node)
