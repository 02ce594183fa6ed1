"""Repairing a plan: units without a sector and detached parts go to a neighbour, each repair with its cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Ints
from ..base.i18n import listed, translate
from ..base.names import row_ids
from ..base.progress import Progress
from ..base.table import FeatureTable
from ..geo.contiguity import ContiguityGraph
from ..geo.geometry import polygonal, polygonal_parts
from .plan import UNASSIGNED, Plan
from .sectors import as_multi, sector_names

_LINK_M = 1.0


@dataclass(frozen=True)
class Repair:
    """One move: units (positions) from a sector (UNASSIGNED for none) to another, and what it costs.

    Attributes:
        units: (u,) positions of the units that move together.
        source: sector they leave, a position in the plan, UNASSIGNED where they had none.
        target: sector they join; UNASSIGNED where no neighbour was found, so that nothing is moved.
        residents: people who live there; they change officer unless they had none.
        load: workload moved.
        border_m: change of the inner border in metres; negative is shorter.
        target_load: (before, after) workload of the sector they join.

    """

    units: NDArray[np.intp]
    source: int
    target: int
    residents: float
    load: float
    border_m: float
    target_load: tuple[float, float]


@dataclass(frozen=True)
class Repaired:
    """The repaired plan and the repairs in the order they were made."""

    plan: Plan
    repairs: list[Repair]


def repair_plan(
    units: FeatureTable,
    plan: Plan,
    *,
    links: Ints | None = None,
    expected_parts: dict[str, int] | None = None,
    progress: Progress | None = None,
) -> Repaired:
    """Return the plan with every unit in a sector and every sector in one piece, as far as neighbours allow.

    Of each sector the part with most workload stays (most units if there is none). Every other
    part, and every unit without a sector, joins the sector with which it shares most border, in its own
    local police district where one there touches it. What touches no sector stays as it was.

    Args:
        units: planning units in metres.
        plan: their sectors.
        links: (l, 2) pairs of units that count as neighbours.
        expected_parts: separate parts a sector may keep, by sector id as text.
        progress: shows progress and cancels.

    """
    progress = progress or Progress()
    graph = ContiguityGraph.from_polygons(units.geometry, progress=progress)
    if links is not None:
        graph = graph.with_links(links, _LINK_M)
    load = units.numbers("workload") if "workload" in units.attributes.columns else np.zeros(len(units))
    load = np.nan_to_num(load)
    loose = list(_loose_parts(plan, graph, load, expected_parts or {}))
    of_unit = plan.labels.copy()
    for part, _ in loose:
        of_unit[part] = UNASSIGNED
    placed = _placed(units, plan, loose, of_unit, graph, load)
    repairs = [repair for repair in placed if repair.source == UNASSIGNED or repair.source != repair.target]
    for repair in repairs:
        if repair.target == UNASSIGNED:
            of_unit[repair.units] = repair.source
    costed = [replace(repair, border_m=_border_change(repair, plan.labels, of_unit, graph)) for repair in repairs]
    return Repaired(Plan(plan.sector_ids, of_unit), costed)


def _shared_border(graph: ContiguityGraph, units: NDArray[np.intp], of_unit: NDArray[np.intp]) -> dict[int, float]:
    """Return the metres of border that a group of units has with each sector; UNASSIGNED among them."""
    inside = set(units.tolist())
    found: dict[int, float] = defaultdict(float)
    for unit in inside:
        for other, metres in zip(*graph.neighbours(unit), strict=True):
            if int(other) not in inside:
                found[int(of_unit[other])] += float(metres)
    return found


def _border_change(repair: Repair, before: NDArray[np.intp], after: NDArray[np.intp], graph: ContiguityGraph) -> float:
    """Return the metres of inner border that the moved units gain; what has no sector has no border."""

    def inner(own: int, of_unit: NDArray[np.intp]) -> float:
        shared = _shared_border(graph, repair.units, of_unit)
        return sum(metres for sector, metres in shared.items() if UNASSIGNED not in (own, sector) and sector != own)

    return inner(repair.target, after) - inner(repair.source, before) if repair.target >= 0 else 0.0


def _loose_parts(
    plan: Plan, graph: ContiguityGraph, load: NDArray[np.float64], expected: dict[str, int]
) -> Iterator[tuple[NDArray[np.intp], int]]:
    """Yield the parts that must move, with the sector each leaves: units without a sector one by one."""
    for unit in np.flatnonzero(plan.labels == UNASSIGNED):
        yield np.array([unit]), UNASSIGNED
    for sector, sector_id in enumerate(plan.sector_ids):
        for part in plan.parts(graph, sector, load)[expected.get(str(sector_id), 1) :]:
            yield part, sector


def _placed(
    units: FeatureTable,
    plan: Plan,
    loose: list[tuple[NDArray[np.intp], int]],
    of_unit: NDArray[np.intp],
    graph: ContiguityGraph,
    load: NDArray[np.float64],
) -> Iterator[Repair]:
    """Yield the repairs, the part with most border to a sector first; changes `of_unit` as it goes."""
    people = units.numbers("population") if "population" in units.attributes.columns else np.zeros(len(units))
    people = np.nan_to_num(people)
    district = _district_codes(units)
    district_of_sector = _sector_districts(plan.labels, district, len(plan))
    part_of = {int(unit): row for row, (part, _) in enumerate(loose) for unit in part}
    choice = {row: _choice(part, of_unit, graph, district, district_of_sector) for row, (part, _) in enumerate(loose)}
    while choice:
        best = max(choice, key=lambda row: (choice[row][0], choice[row][1], -row))
        (_, _, target), (part, source) = choice.pop(best), loose[best]
        residents, moved = float(people[part].sum()), float(load[part].sum())
        if target == UNASSIGNED:
            yield Repair(part, source, UNASSIGNED, residents, moved, 0.0, (0.0, 0.0))
            continue
        before = float(load[of_unit == target].sum())
        of_unit[part] = target
        yield Repair(part, source, target, residents, moved, 0.0, (before, before + moved))
        beside = np.unique(graph.edges[graph.edges_at(part)]).tolist()
        for row in {part_of.get(other, best) for other in beside} & choice.keys():
            choice[row] = _choice(loose[row][0], of_unit, graph, district, district_of_sector)


def _choice(
    part: NDArray[np.intp],
    of_unit: NDArray[np.intp],
    graph: ContiguityGraph,
    district: NDArray[np.intp],
    district_of_sector: NDArray[np.intp],
) -> tuple[bool, float, int]:
    """Return whether a sector of the part's own district touches it, the metres shared, and the sector."""
    shared = _shared_border(graph, part, of_unit)
    shared.pop(UNASSIGNED, None)
    if not shared:
        return False, 0.0, UNASSIGNED
    own = int(district[part[0]])
    in_own_district, metres, sector = max(
        (bool(district_of_sector[one] == own), metres, -one) for one, metres in shared.items()
    )
    return in_own_district, metres, -sector


def _district_codes(units: FeatureTable) -> NDArray[np.intp]:
    if "police_district" not in units.attributes.columns:
        return np.zeros(len(units), dtype=np.intp)
    return np.asarray(pd.factorize(units.attributes["police_district"])[0], dtype=np.intp)


def _sector_districts(of_unit: NDArray[np.intp], district: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """Return (k,) the district in which most units of each sector lie."""
    table = np.zeros((count, int(district.max(initial=0)) + 2), dtype=np.int64)
    assigned = of_unit >= 0
    np.add.at(table, (of_unit[assigned], district[assigned]), 1)
    return table.argmax(axis=1)


def repairs_table(units: FeatureTable, repaired: Repaired) -> FeatureTable:
    """Return the repairs as features: number, units, from_sector, to_sector, residents, workload, border and message."""
    polygons = polygonal(units.geometry)
    ids = row_ids(units)
    plan, names = repaired.plan, sector_names(repaired.plan)
    rows, shapes = [], np.empty(len(repaired.repairs), dtype=object)
    for number, repair in enumerate(repaired.repairs):
        moved = [ids[unit] for unit in repair.units]
        shapes[number] = as_multi(polygonal_parts(shapely.union_all(polygons[repair.units])))
        rows.append(
            {
                "repair": number + 1,
                "unit_ids": ", ".join(moved),
                "from_sector": str(plan.sector_ids[repair.source]) if repair.source >= 0 else None,
                "to_sector": str(plan.sector_ids[repair.target]) if repair.target >= 0 else None,
                "population": repair.residents,
                "workload": repair.load,
                "border_m": repair.border_m,
                "load_before": repair.target_load[0],
                "load_after": repair.target_load[1],
                "message": repair_text(repair, moved, names),
            }
        )
    columns = ["repair", "unit_ids", "from_sector", "to_sector", "population", "workload"]
    columns += ["border_m", "load_before", "load_after", "message"]
    return FeatureTable("repairs", shapes, pd.DataFrame(rows, columns=columns), np.arange(len(rows), dtype=np.int64))


def repair_text(repair: Repair, unit_ids: list[str], names: list[str]) -> str:
    """Return one sentence on a repair and its cost."""
    if repair.target == UNASSIGNED:
        message = translate(
            "Core", "No other sector touches {units}, so nothing was moved. Add a link line, or expect more parts."
        )
        return message.format(units=listed(unit_ids))
    if repair.source == UNASSIGNED:
        message = translate(
            "Core", "Had no sector: {units}. Joins {target} with residents {residents:,.0f}, workload {load:.2f}."
        )
    else:
        message = translate(
            "Core",
            "Cut off from {source}: {units}. Joins {target}; residents who change officer {residents:,.0f}, workload {load:.2f}.",
        )
    return message.format(
        units=listed(unit_ids),
        source=names[repair.source] if repair.source >= 0 else "",
        target=names[repair.target],
        residents=repair.residents,
        load=repair.load,
    )
