"""A table of counts instead of incidents: one row an area (and kind of crime), before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...base.errors import InputError
from ...base.i18n import listed, translate
from ...base.names import row_ids
from ...base.table import FeatureTable
from .displacement import NOTHING, Areas, Counted
from .evaluation import ROLES
from .preregistration import incidents_needed

_WORDS = {
    "target": ("target", "treatment", "treated", "indsats", "indsatsområde"),
    "comparison": ("comparison", "control", "sammenligning", "kontrol"),
    "displacement": ("displacement", "buffer", "forskydning", "omgivelser"),
    "displacement_comparison": ("displacement_comparison", "displacement_control", "sammenligning_omgivelser"),
}


@dataclass(frozen=True)
class PercentOnly:
    """A published change without counts: the area's name and the change in percent."""

    name: str
    percent: float

    @property
    def needed(self) -> int | None:
        """Return the number of incidents before that makes such a drop significant; None if it is not a drop."""
        return incidents_needed(-self.percent) if -100 < self.percent < 0 else None


@dataclass(frozen=True)
class CountTable:
    """What a table says: counts by role, weighted by harm where it has weights, or percentages alone."""

    areas: Areas | None
    harm: Areas | None
    percents: tuple[PercentOnly, ...]


def read_counts(table: FeatureTable) -> CountTable:
    """Return the counts of a table with the fields role, before, after, and optionally harm_weight and area_weight.

    Rows of one role are added up. A table that has only `percent` (and `name`) is returned as percentages.

    Raises:
        InputError: fields are missing, a role is unknown, no row is a target, or a count is missing, negative or not whole.

    """
    known = table.attributes.columns
    if "before" not in known or "after" not in known:
        if "percent" in known:
            return CountTable(None, None, _percents(table))
        message = translate(
            "Core", "Layer “{layer}” needs the fields role, before and after (or percent alone). It has: {fields}."
        )
        raise InputError(message.format(layer=table.name, fields=listed(known, 20)))
    before, after = _whole(table, "before"), _whole(table, "after")
    if "percent" in known and np.isnan(before).all() and np.isnan(after).all():
        return CountTable(None, None, _percents(table))
    _refuse_missing(table, before, after)
    roles = [_role(table, row) for row in range(len(table))] if "role" in known else ["target"] * len(table)
    if "target" not in roles:
        message = translate("Core", "Layer “{layer}” has no row with the role “target”.")
        raise InputError(message.format(layer=table.name))
    sizes = table.numbers("area_weight") if "area_weight" in known else np.ones(len(table))
    plain = _areas(roles, before, after, np.ones(len(table)), sizes)
    harm = _areas(roles, before, after, table.numbers("harm_weight"), sizes) if "harm_weight" in known else None
    return CountTable(plain, harm, ())


def percents_table(percents: Sequence[PercentOnly]) -> pd.DataFrame:
    """Return measure, percent and incidents_needed, one row a percentage."""
    return pd.DataFrame(
        {
            "measure": [one.name for one in percents],
            "percent": [one.percent for one in percents],
            "incidents_needed": pd.array([one.needed for one in percents], dtype="Int64"),
        }
    )


def _areas(
    roles: list[str],
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    weight: NDArray[np.float64],
    sizes: NDArray[np.float64],
) -> Areas:
    counted = {}
    for role in ROLES:
        rows = np.array([own == role for own in roles])
        if not rows.any():
            counted[role] = NOTHING
            continue
        early, late, each = before[rows], after[rows], weight[rows]
        squares = (float((early * each**2).sum()), float((late * each**2).sum()))
        counted[role] = Counted(
            float((early * each).sum()), float((late * each).sum()), float(sizes[rows][0]), *squares
        )
    return Areas(counted["target"], counted["comparison"], counted["displacement"], counted["displacement_comparison"])


def _role(table: FeatureTable, row: int) -> str:
    text = str(table.attributes["role"].iloc[row]).strip().casefold().replace(" ", "_")
    for role, words in _WORDS.items():
        if text in words:
            return role
    message = translate("Core", "Layer “{layer}”, feature {fid}: “{text}” is no role. Use one of: {roles}.")
    raise InputError(message.format(layer=table.name, fid=table.feature_ids[row], text=text, roles=", ".join(ROLES)))


def _whole(table: FeatureTable, field: str) -> NDArray[np.float64]:
    values = table.numbers(field)
    wrong = np.flatnonzero((values < 0) | (values != np.floor(values)) & ~np.isnan(values))
    if len(wrong):
        message = translate(
            "Core", "Layer “{layer}”, feature {fid}, field “{field}”: {value} is no count of incidents."
        )
        row = int(wrong[0])
        raise InputError(message.format(layer=table.name, fid=table.feature_ids[row], field=field, value=values[row]))
    return values


def _refuse_missing(
    table: FeatureTable,
    before: NDArray[np.float64],
    after: NDArray[np.float64],
) -> None:
    missing = np.flatnonzero(np.isnan(before) | np.isnan(after))
    if len(missing):
        message = translate(
            "Core", "Layer “{layer}”, feature {fid}: a count is missing. Give 0 where nothing happened."
        )
        raise InputError(message.format(layer=table.name, fid=table.feature_ids[missing[0]]))


def _percents(table: FeatureTable) -> tuple[PercentOnly, ...]:
    names = row_ids(table, "name")
    values = table.numbers("percent")
    return tuple(
        PercentOnly(name, float(value)) for name, value in zip(names, values, strict=True) if np.isfinite(value)
    )
