"""What sectors are called in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..core.table import FeatureTable


def sector_names(sectors: FeatureTable, field: str) -> list[str]:
    """Return the values of `field`, with those of `name` where there is one; feature ids where neither is."""
    known = sectors.attributes
    if field not in known.columns:
        field = "name"
    if field not in known.columns:
        return [str(number) for number in sectors.feature_ids]
    names = known[field].astype(str)
    if field != "name" and "name" in known.columns:
        titles = known["name"].fillna("").astype(str)
        names = names.where(titles == names, names.str.cat(titles, sep=" ").str.strip())
    return [str(name) for name in names]
