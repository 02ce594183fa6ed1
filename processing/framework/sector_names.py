"""What sectors are called in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...core.base.table import FeatureTable


def sector_names(sectors: FeatureTable, field: str) -> list[str]:
    """Return the values of `field`, with those of `name` where there is one; feature ids where neither is."""
    from ...core.base.names import as_text, row_ids

    known = sectors.attributes
    if field not in known.columns:
        field = "name"
    if field not in known.columns:
        return [str(number) for number in sectors.feature_ids]
    names = row_ids(sectors, field)
    if field == "name" or "name" not in known.columns:
        return names
    titles = [as_text(title) for title in known["name"]]
    return [name if title in (name, "") else f"{name} {title}" for name, title in zip(names, titles, strict=True)]
