"""Names of features, unit ids and sector ids as text, and names of fields that a format changed.

A Shapefile keeps ten letters of a field's name (police_dis), dBase programs write it in capitals.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .errors import InputError
from .i18n import listed, translate
from .table import FeatureTable


def as_text(value: object) -> str:
    """Return an id as text; 12.0 is 12, missing is empty."""
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def row_ids(table: FeatureTable, field: str = "unit_id") -> list[str]:
    """Return an id for each of the n features: the field as text, the feature's own id where it is missing."""
    if field not in table.attributes.columns:
        return [str(fid) for fid in table.feature_ids]
    return [as_text(one) or str(fid) for one, fid in zip(table.attributes[field], table.feature_ids, strict=True)]


def unit_ids(units: FeatureTable) -> NDArray[np.object_]:
    """Return the (n,) unit ids as text: the field unit_id, or “u0001”, “u0002”, … without that field.

    Raises:
        InputError: ids repeat; the message names them.

    """
    width = max(4, len(str(len(units))))
    made = [f"u{row + 1:0{width}d}" for row in range(len(units))]
    if "unit_id" not in units.attributes.columns:
        return np.array(made, dtype=object)
    given = [as_text(value) for value in units.attributes["unit_id"]]
    ids = pd.Series([known or new for known, new in zip(given, made, strict=True)], dtype=object)
    repeated = ids[ids.duplicated()].unique()
    if len(repeated):
        message = translate(
            "Core",
            "Layer “{layer}”, field “unit_id”: ids that occur more than once: {ids}. "
            "Dissolve the layer by unit_id if these are parts of one unit; otherwise give each its own id.",
        )
        raise InputError(message.format(layer=units.name, ids=listed(repeated)))
    return ids.to_numpy()


KNOWN = (
    "unit_id",
    "sector_id",
    "name",
    "population",
    "police_district",
    "crime_load",
    "exposed_population",
    "special_load",
    "workload",
    "officers",
    "load_per_officer",
    "district_name",
    "district_id",
    "role",
    "before",
    "after",
    "percent",
    "area_weight",
    "harm_weight",
)
DBF_LETTERS = 10


def is_cut(name: str, known: str) -> bool:
    """Return True if `name` may be the name `known` as a format cuts it."""
    return name.casefold() in (known.casefold(), known[:DBF_LETTERS].casefold())


def cut_fields(names: Iterable[str], known: Iterable[str] = KNOWN) -> dict[str, str]:
    """Return the field that stands for each of `known` that is not there by its own name; none where two might.

    A field with a meaning of its own stands for no other: `population` is not a cut `population_share`.
    """
    all_names = list(names)
    there = [name for name in all_names if name not in KNOWN]
    found = {one: [name for name in there if is_cut(name, one)] for one in known if one not in all_names}
    return {one: matches[0] for one, matches in found.items() if len(matches) == 1}


def cut_fields_of(names: Iterable[str]) -> set[str]:
    """Return the known names among `names` that only repeat a field whose name a format cut."""
    there = [str(name) for name in names]
    return {one for one in KNOWN if one in there and any(name != one and is_cut(name, one) for name in there)}
