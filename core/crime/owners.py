"""Which sectors own a hot spot, said so that every officer concerned is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.i18n import translate
from ..base.names import as_text
from ..base.natural import natural

LEAST_SHARE = 0.10


@dataclass(frozen=True)
class Ownership:
    """The sectors with at least LEAST_SHARE of a hot spot's area, in the order of their ids, and what to say."""

    sectors: tuple[str, ...]
    text: str

    @property
    def straddles(self) -> bool:
        """Tell whether more than one sector owns the hot spot."""
        return len(self.sectors) > 1


def cell_shares(
    hot_spots: NDArray[np.int64], areas: NDArray[np.float64], sector_ids: Sequence[object]
) -> list[dict[str, float]]:
    """Return, for hot spots 1 to their number, the area of each sector's cells; a cell belongs to one sector."""
    shares: list[dict[str, float]] = [{} for _ in range(int(hot_spots.max(initial=0)))]
    for cell in np.flatnonzero(hot_spots):
        if sector := as_text(sector_ids[cell]):
            share = shares[hot_spots[cell] - 1]
            share[sector] = share.get(sector, 0.0) + float(areas[cell])
    return shares


def sector_shares(
    hot_spots: NDArray[np.object_], sectors: NDArray[np.object_], sector_ids: Sequence[object]
) -> list[dict[str, float]]:
    """Return, for each hot spot's polygon, the area that each sector with an id has of it."""
    rows, columns = shapely.STRtree(sectors).query(hot_spots, predicate="intersects")
    areas = shapely.area(shapely.intersection(hot_spots[rows], sectors[columns]))
    shares: list[dict[str, float]] = [{} for _ in hot_spots]
    for row, column, area in zip(rows.tolist(), columns.tolist(), areas.tolist(), strict=True):
        if name := as_text(sector_ids[column]):
            shares[row][name] = shares[row].get(name, 0.0) + area
    return shares


def ownership(share: Mapping[str, float], officers: Mapping[str, str]) -> Ownership:
    """Return who owns a hot spot, from the sectors' areas in it and the responsible officers by sector."""
    total = sum(share.values())
    owning = tuple(sorted((name for name, area in share.items() if area >= LEAST_SHARE * total > 0), key=natural))
    if not owning:
        return Ownership((), translate("Core", "outside all sectors"))
    named = [f"{name} ({officers[name]})" if officers.get(name) else name for name in owning]
    if len(named) == 1:
        return Ownership(owning, translate("Core", "in sector {sector}").format(sector=named[0]))
    message = translate("Core", "straddles the line between {first} and {last}")
    return Ownership(owning, message.format(first=", ".join(named[:-1]), last=named[-1]))
