"""What may not be moved: locked sectors and units, groups that stay together, units that never share a sector."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..base.i18n import translate
from .totals import SectorTotals


@dataclass(frozen=True)
class Locks:
    """Locks of a plan, by unit and sector ids. Projects store them under the names of these attributes.

    Attributes:
        sectors: sectors that neither give nor take.
        units: units that stay where they are.
        together: must-link groups, whose units move as one.
        apart: cannot-link groups, of which no two units share a sector.

    """

    sectors: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    together: tuple[frozenset[str], ...] = ()
    apart: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True)
class MoveCheck:
    """Units that may move, by their `positions` (c,), and the reasons why others may not."""

    positions: NDArray[np.intp]
    refusals: tuple[str, ...] = field(default=())


def allowed_moves(
    locks: Locks, totals: SectorTotals, positions: NDArray[np.intp], targets: NDArray[np.int64]
) -> MoveCheck:
    """Check the moves of units at `positions` (c,) to the sector numbers `targets` (c,), with a reason per refusal.

    A unit that is already in its target is neither moved nor refused.
    """
    moving = totals.labels[positions] != targets
    positions, targets = positions[moving], targets[moving]
    new = dict(zip(positions.tolist(), targets.tolist(), strict=True))
    place = {name: row for row, name in enumerate(totals.units.unit_ids)} if locks.together or locks.apart else {}
    refusals: list[str] = []
    for position, target in list(new.items()):
        reason = _locked(locks, totals, position, target)
        if not reason and locks.together:
            reason = _separates(locks, totals, place, new, position, target)
        if not reason and locks.apart:
            reason = _joins(locks, totals, place, new, position, target)
        if reason:
            refusals.append(reason)
            del new[position]
    refusals += _broken_groups(locks, totals, place, new)
    allowed = np.array([position for position in positions.tolist() if position in new], dtype=np.intp)
    return MoveCheck(allowed, tuple(dict.fromkeys(refusals)))


def with_groups(locks: Locks, units: tuple[str, ...], positions: NDArray[np.intp]) -> NDArray[np.intp]:
    """Extend unit `positions` (p,) by those of all units in a must-link group with one of them, to (q,)."""
    chosen = set(positions.tolist())
    names = {units[position] for position in chosen}
    wanted = {name for group in locks.together if group & names for name in group} - names
    if not wanted:
        return positions
    return np.r_[positions, [row for row, name in enumerate(units) if name in wanted and row not in chosen]].astype(
        np.intp
    )


def _locked(locks: Locks, totals: SectorTotals, position: int, target: int) -> str:
    unit = totals.units.unit_ids[position]
    if unit in locks.units:
        return translate("Core", "Unit {unit} is locked. Unlock it to move it.").format(unit=unit)
    for code in (int(totals.labels[position]), target):
        if code >= 0 and totals.sector_ids[code] in locks.sectors:
            message = translate("Core", "Sector {sector} is locked: it neither gives nor takes units. Unlock it first.")
            return message.format(sector=totals.sector_ids[code])
    return ""


def _separates(
    locks: Locks, totals: SectorTotals, place: dict[str, int], new: dict[int, int], position: int, target: int
) -> str:
    unit = totals.units.unit_ids[position]
    for group in locks.together:
        if unit not in group:
            continue
        for other in sorted(group - {unit}):
            row = place.get(other)
            if row is not None and new.get(row, int(totals.labels[row])) != target:
                message = translate("Core", "Unit {unit} stays together with {other}; move both, or end the group.")
                return message.format(unit=unit, other=other)
    return ""


def _joins(
    locks: Locks, totals: SectorTotals, place: dict[str, int], new: dict[int, int], position: int, target: int
) -> str:
    unit = totals.units.unit_ids[position]
    for group in locks.apart:
        if unit not in group or target < 0:
            continue
        for other in sorted(group - {unit}):
            row = place.get(other)
            if row is not None and new.get(row, int(totals.labels[row])) == target:
                message = translate("Core", "Units {unit} and {other} must never share a sector.")
                return message.format(unit=unit, other=other)
    return ""


def _broken_groups(locks: Locks, totals: SectorTotals, place: dict[str, int], new: dict[int, int]) -> list[str]:
    """Take back moves that a later refusal left alone, until every group is whole; return the reasons."""
    refusals: list[str] = []
    while locks.together:
        broken = {p: r for p, target in new.items() if (r := _separates(locks, totals, place, new, p, target))}
        if not broken:
            break
        refusals += broken.values()
        for position in broken:
            del new[position]
    return refusals
