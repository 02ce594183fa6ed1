"""Reasons why an instance is impossible, found before any search; each names the units and the remedy.

All reasons are reported at once, so that the analyst does not correct one after another. Reasons that follow from others
are left out: groups are not contracted in a district that is disconnected, for example. Whether cannot-link pairs can be
kept apart at all is a colouring problem; it is decided only where the exact solver can do it in a moment.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ...base.arrays import Ints, Mask
from ...base.errors import InfeasibleError, Reason
from ...base.i18n import listed, translate
from ...geo.adjacency import island_text, islands
from ...geo.contiguity import components
from ..exact.labelling import can_be_settled, is_impossible
from ..model.instance import Instance
from ..model.settings import BalanceSettings
from .district import make_district
from .must_link import contract_must_links

PAIRS = 8  # cannot-link pairs tried to leave out, so that a reason names as few as possible


def require_feasible(instance: Instance, settings: BalanceSettings) -> None:
    """Refuse an impossible instance.

    Raises:
        InfeasibleError: the instance cannot be met; it holds every reason, none of which follows from another.

    """
    reasons = unusable(instance, settings)
    for district, (name, _) in enumerate(instance.districts):
        units = instance.units_of(district)
        if len(units) == 0:
            message = translate("Core", "District “{name}” has no unit. Correct its name or leave it out.")
            reasons.append(Reason(message.format(name=name)))
        else:
            reasons += _district(instance, district, units)
    reasons = reasons or _inseparable(instance, settings)
    if reasons:
        raise InfeasibleError(reasons)


def unusable(instance: Instance, settings: BalanceSettings) -> list[Reason]:
    """Return a reason for each kind of unusable input: too few officers, units without workload, district or area."""
    reasons = []
    sectors = instance.sector_count
    needed = settings.minimum_officers * sectors
    if 0 < settings.officers < needed:
        message = translate(
            "Core",
            "{officers} officers are too few: {sectors} sectors with at least {minimum} each need {needed}. "
            "Give more officers or make fewer sectors.",
        )
        text = message.format(
            officers=settings.officers, sectors=sectors, minimum=settings.minimum_officers, needed=needed
        )
        reasons.append(Reason(text))
    missing = translate(
        "Core", "{count} units have no workload: {units}. Give them a number (zero where nothing happens)."
    )
    negative = translate("Core", "{count} units have a negative workload: {units}. A workload is zero or more.")
    homeless = translate("Core", "{count} units belong to no district: {units}. Give each the name of its district.")
    shapeless = translate("Core", "{count} units have no area: {units}. Draw them or leave them out.")
    reasons += _named(instance, instance.area <= 0, shapeless)
    reasons += _named(instance, np.isnan(instance.load), missing)
    reasons += _named(instance, instance.load < 0, negative)
    reasons += _named(instance, instance.district < 0, homeless)
    return reasons


def _named(instance: Instance, wrong: Mask, message: str) -> list[Reason]:
    names = [instance.names[unit] for unit in np.flatnonzero(wrong)]
    return [Reason(message.format(count=len(names), units=listed(names)), tuple(names))] if names else []


def _district(instance: Instance, district: int, units: Ints) -> list[Reason]:
    name, sectors = instance.districts[district]
    if np.nansum(instance.load[units]) <= 0:
        message = translate("Core", "{district}: no unit has any workload, so there is nothing to balance.")
        return [Reason(message.format(district=_called(instance, name)))]
    reasons = _islands(instance, name, units[instance.area[units] > 0])
    reasons += _spread(instance, district, units)
    if len(units) < sectors:
        message = translate("Core", "{district}: {units} units cannot make {sectors} sectors. Ask for fewer sectors.")
        reasons.append(Reason(message.format(district=_called(instance, name), units=len(units), sectors=sectors)))
    if reasons:  # must-link groups cannot be connected then, but their members are known
        return reasons + _must_and_cannot_link(instance, units, _linked_by_name(instance, units))
    return _must_links(instance, name, units, sectors)


def _linked_by_name(instance: Instance, units: Ints) -> Ints:
    """Return (u,) numbers that are equal for units linked by a lock or group, directly or in a chain."""
    pairs = [np.zeros((0, 2), dtype=np.int64)]
    for values in (instance.lock[units], instance.group[units]):
        rows = np.flatnonzero(values >= 0)
        _, first, row = np.unique(values[rows], return_index=True, return_inverse=True)
        pairs.append(np.column_stack([rows[first][row], rows]))
    return components(len(units), np.concatenate(pairs))[1]


def _called(instance: Instance, name: str) -> str:
    if len(instance.districts) == 1 and not name:
        return translate("Core", "The area")
    return translate("Core", "District “{name}”").format(name=name)


def _islands(instance: Instance, name: str, units: Ints) -> list[Reason]:
    """Return a reason for every part of the district that is not connected to its largest part."""
    graph, _ = instance.graph.subgraph(units)
    part = graph.components()[1]
    if not part.any():
        return []
    titles = [(instance.titles or instance.names)[unit] for unit in units]
    ids = [instance.names[unit] for unit in units]
    parts = islands(instance.geometry[units], part)
    prefix = "" if len(instance.districts) == 1 else f"{_called(instance, name)}: "
    return [Reason(prefix + island_text(island, titles), tuple(ids[row] for row in island.units)) for island in parts]


def _spread(instance: Instance, district: int, units: Ints) -> list[Reason]:
    """Return a reason for every lock and group that lies in this district and a later one."""
    reasons = []
    later = instance.district > district
    lock = translate("Core", "Units locked to sector {what} lie in more than one district: {units}. Unlock some.")
    group = translate("Core", "Group {what} lies in more than one district: {units}. Split it.")
    for values, message, is_lock in ((instance.lock, lock, True), (instance.group, group, False)):
        for value in np.intersect1d(values[units], values[later]):
            if value >= 0:
                names = [instance.names[unit] for unit in np.flatnonzero(values == value)]
                what = instance.sector_name(int(value)) if is_lock else str(value + 1)
                reasons.append(Reason(message.format(what=what, units=listed(names)), tuple(names)))
    return reasons


def _must_links(instance: Instance, name: str, units: Ints, sectors: int) -> list[Reason]:
    nodes, reasons = contract_must_links(instance, units)
    if reasons:
        return reasons
    locked = np.unique(nodes.code[nodes.code >= 0])
    if len(locked) > sectors:
        message = translate(
            "Core",
            "{district}: units are locked to {found} different sectors ({names}), but only {sectors} are asked for.",
        )
        names = listed([instance.sector_name(int(code)) for code in locked])
        text = message.format(district=_called(instance, name), found=len(locked), names=names, sectors=sectors)
        reasons.append(Reason(text))
    if len(nodes.code) < sectors:
        message = translate(
            "Core",
            "{district}: with what must stay together there are {units} pieces, too few for {sectors} sectors.",
        )
        reasons.append(Reason(message.format(district=_called(instance, name), units=len(nodes.code), sectors=sectors)))
    return reasons + _must_and_cannot_link(instance, units, nodes.cluster)


def _must_and_cannot_link(instance: Instance, units: Ints, cluster: Ints) -> list[Reason]:
    """Return a reason for every cannot-link pair in one must-link group."""
    node = dict(zip(units.tolist(), cluster.tolist(), strict=True))
    message = translate("Core", "Units {units} must never share a sector, but are held together by a lock or group.")
    reasons = []
    for pair in instance.cannot_link:
        if node.get(pair[0], -1) == node.get(pair[1], -2):
            names = tuple(instance.names[unit] for unit in pair)
            reasons.append(Reason(message.format(units=listed(list(names))), names))
    return reasons


def _inseparable(instance: Instance, settings: BalanceSettings) -> list[Reason]:
    """Return a reason, with few pairs, for every small district where no plan meets all cannot-link pairs."""
    message = translate(
        "Core",
        "{district}: no plan with {sectors} sectors keeps these units apart: {pairs}. Allow one of these pairs to share "
        "a sector, unlock units, or ask for more sectors.",
    )
    reasons = []
    for district, (name, sectors) in enumerate(instance.districts):
        problem = make_district(instance, settings, district, None).problem
        if not problem.cannot_link or not can_be_settled(problem) or not is_impossible(problem):
            continue
        own = set(instance.units_of(district).tolist())
        pairs = [pair for pair in dict.fromkeys(instance.cannot_link) if own.issuperset(pair)]
        for pair in pairs[:PAIRS]:
            fewer = tuple(other for other in pairs if other != pair)
            if is_impossible(make_district(replace(instance, cannot_link=fewer), settings, district, None).problem):
                pairs = list(fewer)
        units = tuple(dict.fromkeys(instance.names[unit] for pair in pairs for unit in pair))
        listed_pairs = ", ".join("|".join(instance.names[unit] for unit in pair) for pair in pairs)
        text = message.format(district=_called(instance, name), sectors=sectors, pairs=listed_pairs)
        reasons.append(Reason(text, units))
    return reasons
