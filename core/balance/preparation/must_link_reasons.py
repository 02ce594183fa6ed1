"""Reasons why must-link groups cannot be formed, as texts for the analyst."""

from __future__ import annotations

import numpy as np

from ...base.arrays import Ints
from ...base.errors import Reason
from ...base.i18n import listed, translate
from ..model.instance import Instance


def locked_to_different_sectors(instance: Instance, units: Ints, code: Ints, group: Ints) -> list[Reason]:
    """Return a reason for every group whose units are locked to different sectors.

    Args:
        instance: the instance, for the names of units and sectors.
        units: (u,) positions of the units in the instance.
        code: (u,) sector each is locked to; -1 where free.
        group: (u,) must-link group of each.

    """
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
            sectors = ", ".join(sector_name(instance, int(one)) for one in codes)
            reasons.append(Reason(message.format(units=listed(names), sectors=sectors), tuple(names)))
    return reasons


def cannot_connect(instance: Instance, units: Ints) -> Reason:
    """Return the reason for the (u,) units of a group that cannot be connected."""
    names = [instance.names[unit] for unit in units]
    codes = instance.lock[units]
    if (codes >= 0).any():
        message = translate(
            "Core",
            "The units locked to sector {sector} ({units}) cannot be connected: units locked elsewhere lie between "
            "them. Unlock some, or add a link.",
        )
        sector = sector_name(instance, int(codes.max()))
        return Reason(message.format(sector=sector, units=listed(names)), tuple(names))
    message = translate(
        "Core",
        "Units {units} must stay together but cannot be connected: units locked elsewhere lie between them. "
        "Unlock some, or add a link.",
    )
    return Reason(message.format(units=listed(names)), tuple(names))


def as_one(reasons: list[Reason]) -> list[Reason]:
    """Return the reasons of groups that only block each other as the single reason it is."""
    if not reasons:
        return []
    units = tuple(dict.fromkeys(unit for reason in reasons for unit in reason.unit_ids))
    return [Reason(" ".join(reason.message for reason in reasons), units)]


def sector_name(instance: Instance, code: int) -> str:
    """Return the name of a sector code as in `ContractedUnits`, for messages."""
    if code < len(instance.sector_names):
        return instance.sector_names[code]
    return translate("Core", "of station {number}").format(number=code - len(instance.sector_names) + 1)
