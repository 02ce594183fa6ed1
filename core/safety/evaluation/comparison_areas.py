"""The ring around a target, and areas that could serve as its comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ...base.errors import InputError
from ...base.i18n import translate
from ...crime.rates import FEW

_SHARED = 0.001


def displacement_ring(target: Any, comparison: Any | None, width_m: float) -> Any:
    """Return the ring within `width_m` metres of the target, without the target and the comparison area."""
    ring = shapely.difference(shapely.buffer(target, width_m), target)
    return ring if comparison is None else shapely.difference(ring, comparison)


def check_apart(areas: dict[str, Any]) -> None:
    """Raise InputError if two of the named areas overlap: an incident cannot count in both."""
    names = list(areas)
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            common = shapely.area(shapely.intersection(areas[one], areas[other]))
            if common > _SHARED * min(shapely.area(areas[one]), shapely.area(areas[other])):
                message = translate(
                    "Core",
                    "“{one}” and “{other}” overlap on {common:.0f} m². An incident cannot count on both sides: cut the "
                    "overlap out of one of them.",
                )
                raise InputError(message.format(one=one, other=other, common=common))


@dataclass(frozen=True)
class Candidates:
    """Areas that may serve for comparison: names, (n,) polygons, and (n, m) incidents by month before."""

    names: list[str]
    geometry: NDArray[np.object_]
    monthly: NDArray[np.int64]


def suggest(
    target: Any, target_monthly: NDArray[np.int64], candidates: Candidates, apart_m: float, most: int = 5
) -> pd.DataFrame:
    """Rank the candidates most like the target before, best first, none within `apart_m` metres of it.

    `target_monthly` has the (m,) incidents of the target by month, as the candidates have theirs.

    Columns: row (position), name, per_month, level_percent (difference of level), trend_percent (difference of the change
    from the first to the second half), likeness (0 to 100, 100 is alike). Likeness is 100 · exp(−distance), the distance
    being the Euclidean one of log level and log trend. Candidates with fewer incidents than can be judged are left out.
    """
    near = shapely.distance(candidates.geometry, target) <= apart_m
    rows = np.flatnonzero(~near & (candidates.monthly.sum(axis=1) >= FEW))
    if len(rows) == 0 or target_monthly.sum() < FEW:
        return pd.DataFrame(columns=["row", "name", "per_month", "level_percent", "trend_percent", "likeness"])
    level = np.log(candidates.monthly[rows].sum(axis=1) / target_monthly.sum())
    trend = _trend(candidates.monthly[rows]) - _trend(target_monthly[None, :])[0]
    table = pd.DataFrame(
        {
            "row": rows,
            "name": [candidates.names[row] for row in rows],
            "per_month": candidates.monthly[rows].mean(axis=1),
            "level_percent": 100.0 * np.expm1(level),
            "trend_percent": 100.0 * np.expm1(trend),
            "likeness": 100.0 * np.exp(-np.hypot(level, trend)),
        }
    )
    return table.sort_values(["likeness", "name"], ascending=[False, True]).head(most).reset_index(drop=True)


def _trend(monthly: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the log of the second half over the first, with ½ added so that a half without incidents counts."""
    half = monthly.shape[1] // 2
    if half == 0:
        return np.zeros(len(monthly))
    return np.asarray(np.log((monthly[:, -half:].sum(axis=1) + 0.5) / (monthly[:, :half].sum(axis=1) + 0.5)))
