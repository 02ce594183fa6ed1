"""Changes of a plan while it is edited: units, residents and officers against the plan at the start, and of a proposal.

Both compare two assignments of the same units, and neither changes the plan. What is saved goes into the decision
record: who moved which unit when, from where to where, and why; it is read back as a report. Pushing a border gives the
units that would change hands.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.i18n import listed, translate
from ..plan.move_cost import MoveCost, move_cost
from ..plan.plan import UNASSIGNED, Plan
from ..plan.succession import UnitWeights, continued
from ..reporting.page import Column, Note, Report, Section, Table, Text, render
from .totals import SectorStaffing, SectorTotals, StaffingRules, staff_sectors
from .units import MEASURES

_RESIDENTS = MEASURES.index("residents")


@dataclass(frozen=True)
class Pending:
    """Changes of a plan.

    Attributes:
        positions: (c,) units whose sector differs.
        residents_moved: residents whose sector, and so whose officer, changes.
        gained, lost: (k,) residents each sector gains and loses.
        officers: (k,) officers gained (positive) or lost by each sector.

    """

    positions: NDArray[np.intp]
    residents_moved: float
    gained: NDArray[np.float64]
    lost: NDArray[np.float64]
    officers: NDArray[np.int64]


def pending(totals: SectorTotals, origin: NDArray[np.int64], before: SectorStaffing, now: SectorStaffing) -> Pending:
    """Compare the plan with its `origin`, (n,) sector numbers; `before` is the staffing at the origin.

    Somebody who had no sector changes no officer: such units count as changed, their residents do not.
    """
    positions = np.flatnonzero(totals.labels != origin)
    residents = totals.units.measures[positions, _RESIDENTS]
    rows = len(totals) + 1
    gained, lost = np.zeros(rows), np.zeros(rows)
    np.add.at(gained, totals.labels[positions], residents)
    np.add.at(lost, origin[positions], residents)
    officers = now.officers.copy()
    officers[: len(before.officers)] -= before.officers
    moved = float(residents[origin[positions] != UNASSIGNED].sum())
    return Pending(positions, moved, gained[:-1], lost[:-1], officers)


@dataclass(frozen=True)
class Proposal:
    """Units that would move and the sector number each would go to, both (c,)."""

    positions: NDArray[np.intp]
    targets: NDArray[np.int64]

    def of(self, positions: NDArray[np.intp]) -> Proposal:
        """Return the part of the proposal that moves units among `positions` (p,)."""
        keep = np.isin(self.positions, positions)
        return Proposal(self.positions[keep], self.targets[keep])


@dataclass(frozen=True)
class Effect:
    """What a proposal costs, with the plan before and after it: staffing, border between sectors, (k,) residents."""

    cost: MoveCost
    before: SectorStaffing
    after: SectorStaffing
    border_before_m: float
    residents_before: NDArray[np.float64]
    residents_after: NDArray[np.float64]


def renamed(current: NDArray[np.int64], labels: NDArray[np.intp], weights: UnitWeights) -> NDArray[np.int64]:
    """Return labels as sector numbers so that the most residents stay where they are, as `continued` has it.

    Args:
        current: (n,) sector number of each unit; negative where it has none.
        labels: (n,) labels 0 to k - 1 of the proposed plan, k no more than the sectors in `current`.
        weights: what the n units count for.

    """
    sectors = np.unique(current[current >= 0])
    previous = Plan(tuple(sectors.tolist()), np.where(current >= 0, np.searchsorted(sectors, current), -1))
    number = continued(Plan(tuple(range(int(labels.max(initial=0)) + 1)), labels), previous, weights)
    number[number < 0] = np.setdiff1d(np.arange(len(sectors)), number)[: int((number < 0).sum())]
    return sectors[number[labels]]


def proposal(totals: SectorTotals, positions: NDArray[np.intp], codes: NDArray[np.int64]) -> Proposal:
    """Return the moves of units at `positions` (c,) to the sector numbers `codes` (c,); -1 leaves a unit alone."""
    moving = (codes >= 0) & (totals.labels[positions] != codes)
    return Proposal(positions[moving], codes[moving])


def effect(totals: SectorTotals, proposed: Proposal, staffing_rules: StaffingRules) -> Effect:
    """Evaluate a proposal on a copy of the plan."""
    after = SectorTotals(totals.units, totals.sector_ids, totals.labels.copy())
    after.move(proposed.positions, proposed.targets)
    residents = totals.units.measures[proposed.positions, _RESIDENTS]
    had_sector = totals.labels[proposed.positions] >= 0
    now, then = staff_sectors(totals, staffing_rules), staff_sectors(after, staffing_rules)
    cost = move_cost(
        totals.units.graph,
        totals.plan,
        proposed.positions,
        proposed.targets,
        now.deviation,
        then.deviation,
        float(residents[had_sector].sum()),
    )
    return Effect(
        cost,
        now,
        then,
        totals.units.graph.border_between(totals.labels),
        totals.measure("residents").copy(),
        after.measure("residents"),
    )


@dataclass(frozen=True)
class RecordedChange:
    """One unit's change of sector in one save; an empty sector is none. `at` is local time, ISO 8601."""

    at: str
    by: str
    plan: str
    unit_id: str
    from_sector: str
    to_sector: str
    residents: float
    reason: str


def recorded_changes(
    totals: SectorTotals, saved: NDArray[np.int64], plan: str, by: str, at: str, reason: str
) -> list[RecordedChange]:
    """Return a change for every unit whose sector differs from the `saved` (n,) sector numbers."""
    names = [*totals.sector_ids, ""]
    return [
        RecordedChange(
            at,
            by,
            plan,
            totals.units.unit_ids[row],
            names[saved[row]],
            names[totals.labels[row]],
            float(totals.units.measures[row, _RESIDENTS]),
            reason,
        )
        for row in np.flatnonzero(totals.labels != saved).tolist()
    ]


def record_report(layer: str, record: list[RecordedChange], made: str) -> str:
    """Return the `record`, in the order it was made, as an HTML page with the latest save first.

    `made` is the day it is read.
    """
    saves: dict[tuple[str, str, str, str], list[RecordedChange]] = defaultdict(list)
    for change in record:
        saves[change.at, change.by, change.plan, change.reason].append(change)
    sections = [_section(key, saves[key]) for key in reversed(saves)]
    if not sections:
        empty = Note(translate("Core", "Nothing has been saved with the dock yet."))
        sections = [Section(translate("Core", "Changes"), [empty])]
    facts = [
        (translate("Core", "Layer"), layer),
        (translate("Core", "Made"), made),
        (translate("Core", "Saves"), str(len(saves))),
    ]
    limits = [translate("Core", "Changes saved without the dock open are not in this record.")]
    title = translate("Core", "Decision record of the plan")
    return render(Report(title=title, facts=facts, sections=sections, limits=limits))


def _section(key: tuple[str, str, str, str], save: list[RecordedChange]) -> Section:
    at, by, plan, reason = key
    moves: dict[tuple[str, str], list[RecordedChange]] = defaultdict(list)
    for change in save:
        moves[change.from_sector, change.to_sector].append(change)
    columns = [
        Column(translate("Core", "From")),
        Column(translate("Core", "To")),
        Column(translate("Core", "Units"), 0),
        Column(translate("Core", "Residents"), 0),
        Column(translate("Core", "Which")),
    ]
    rows = [
        [
            old or "–",
            new or "–",
            len(some),
            sum(one.residents for one in some),
            listed([one.unit_id for one in some], 12),
        ]
        for (old, new), some in sorted(moves.items())
    ]
    message = translate("Core", "Why: {reason}").format(reason=reason or translate("Core", "no reason was given"))
    heading = translate("Core", "{at}, {by}, plan “{plan}”").format(at=at.replace("T", " "), by=by, plan=plan)
    return Section(heading, [Text(message), Table(columns, rows)])


@dataclass(frozen=True)
class Push:
    """Units at `positions` (c,) that go from sector `giver` to sector `taker`, both sector numbers."""

    giver: int
    taker: int
    positions: NDArray[np.intp]


def sectors_meeting(totals: SectorTotals, point: tuple[float, float], reach_m: float) -> tuple[int, int] | None:
    """Return the two sectors nearest to a point within `reach_m`, the nearest first; None where only one is near."""
    spot = shapely.Point(point)
    near = totals.units.tree.query(spot, predicate="dwithin", distance=reach_m)
    order = near[np.argsort(shapely.distance(totals.units.geometry[near], spot), kind="stable")]
    found = list(dict.fromkeys(int(code) for code in totals.labels[order] if code >= 0))
    return (found[0], found[1]) if len(found) > 1 else None


def push(
    totals: SectorTotals, pair: tuple[int, int], start: tuple[float, float], end: tuple[float, float]
) -> Push | None:
    """Push the border between a `pair` of sectors from `start` to `end`; None where `end` is in neither sector.

    The sector in which the push ends gives: its units whose inner point is as near to `start` as `end`
    is, or through which the push goes, and which the other sector reaches over shared borders. A sector
    never loses its last unit.
    """
    under = totals.units.tree.query(shapely.Point(end), predicate="intersects")
    giving = [int(code) for code in totals.labels[under] if code in pair]
    if not giving:
        return None
    giver = giving[0]
    taker = pair[1] if giver == pair[0] else pair[0]
    reach = float(np.hypot(end[0] - start[0], end[1] - start[1]))
    wanted = _within(totals, giver, start, reach)
    path = totals.units.tree.query(shapely.LineString([start, end]), predicate="intersects")
    wanted[path[totals.labels[path] == giver]] = True
    positions = _reached(totals, taker, wanted)
    if len(positions) == int(totals.measure("units")[giver]):
        positions = positions[:-1]
    return Push(giver, taker, np.sort(positions))


def _within(totals: SectorTotals, giver: int, centre: tuple[float, float], reach_m: float) -> NDArray[np.bool_]:
    away = totals.units.inner_point - np.array(centre)
    return (totals.labels == giver) & (np.hypot(*away.T) <= reach_m)


def _reached(totals: SectorTotals, taker: int, wanted: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return the wanted units that touch the taker, or another reached one; those near it first."""
    neighbours = _neighbours(totals, np.flatnonzero(wanted))
    start = [unit for unit, beside in neighbours.items() if (totals.labels[beside] == taker).any()]
    queue, reached = deque(start), dict.fromkeys(start)
    while queue:
        for unit in neighbours[queue.popleft()]:
            if wanted[unit] and unit not in reached:
                reached[int(unit)] = None
                queue.append(int(unit))
    return np.array(list(reached), dtype=np.intp)


def _neighbours(totals: SectorTotals, members: NDArray[np.intp]) -> dict[int, NDArray[np.int64]]:
    return {unit: totals.units.graph.neighbours(unit)[0] for unit in members.tolist()}
