"""How long a patrol needs to each unit of its sector: from a station, or from the sector's middle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats
from ..base.errors import InputError
from ..base.i18n import translate
from ..base.names import as_text, row_ids
from ..base.table import FeatureTable
from ..base.text import natural
from ..geo.geometry import polygonal
from ..geo.point_location import OUTSIDE, owner_of_points
from .sectors import as_multi
from .settings import ReachSettings

Measure = Callable[[NDArray[np.object_], NDArray[np.object_], float], Floats]


@dataclass(frozen=True)
class Reach:
    """Minutes to each unit and to the sectors, as features, and where patrols start from.

    Attributes:
        units: one feature for each unit: unit_id, sector_id, start, minutes; missing where it cannot be reached.
        sectors: one feature for each sector: start, mean_minutes, worst_minutes, worst_unit, unreachable.

    """

    units: FeatureTable
    sectors: FeatureTable


def patrol_reach(
    sectors: FeatureTable,
    units: FeatureTable,
    stations: FeatureTable | None,
    measure: Measure,
    settings: ReachSettings,
) -> Reach:
    """Calculate the travel time of patrols to each unit, in minutes.

    A unit belongs to the sector that holds its middle. A sector's patrols start from the station, of its
    own local police district where stations name theirs, from which its residents are reached soonest; without
    stations from the unit in the middle of its residents.

    Args:
        sectors: sectors in metres; field sector_id where there is one.
        units: planning units in metres; mean minutes are weighted by population where there is one.
        stations: points, or None.
        measure: returns (o, n) metres over the road network from origins to targets, infinite if there is no
            way; a point that gets to no road within so many metres has none.
        settings: mode and access.

    Raises:
        InputError: the layer of sectors is empty.

    """
    if not len(sectors):
        raise InputError(translate("Core", "Layer “{layer}” has no sectors.").format(layer=sectors.name))
    polygons = polygonal(sectors.geometry)
    ids, names = row_ids(sectors, "sector_id"), _names(sectors)
    middles = np.asarray(shapely.point_on_surface(polygonal(units.geometry)))
    owner = owner_of_points(middles, polygons)
    people = np.ones(len(units))
    if "population" in units.attributes.columns:
        people = np.nan_to_num(units.numbers("population"))
    if stations is None:
        row = np.array([_central_unit(middles, people, owner == sector) for sector in range(len(ids))], dtype=np.intp)
        origins, allowed = middles[np.maximum(row, 0)], np.eye(len(ids), dtype=bool) & (row >= 0)[:, None]
        starts = [translate("Core", "middle: {unit}").format(unit=one) for one in np.array(row_ids(units))[row]]
    else:
        origins = np.asarray(shapely.centroid(stations.geometry))
        allowed, starts = _allowed(sectors, stations), _names(stations)
    minutes = measure(origins, middles, settings.access_m) / settings.metres_per_minute
    start = np.array([_best_start(minutes, allowed[sector], owner == sector, people) for sector in range(len(ids))])
    needed = np.full(len(units), np.inf)
    inside = (owner != OUTSIDE) & (start[owner] >= 0)
    needed[inside] = minutes[start[owner[inside]], np.flatnonzero(inside)]
    return Reach(
        _unit_features(units, owner, ids, start, starts, needed),
        _sector_features(sectors, polygons, ids, names, owner, start, starts, needed, people, units),
    )


def _names(table: FeatureTable) -> list[str]:
    field = next((one for one in ("name", "navn", "sector_id") if one in table.attributes.columns), "")
    return row_ids(table, field)


def _central_unit(middles: NDArray[np.object_], people: Floats, inside: NDArray[np.bool_]) -> int:
    """Return the unit nearest to the middle of the residents of a sector, -1 where it has no unit."""
    rows = np.flatnonzero(inside)
    if len(rows) == 0:
        return -1
    points = shapely.get_coordinates(middles[rows])
    weight = people[rows] if people[rows].sum() > 0 else np.ones(len(rows))
    middle = np.average(points, axis=0, weights=weight)
    return int(rows[np.argmin(np.hypot(*(points - middle).T))])


def _allowed(sectors: FeatureTable, stations: FeatureTable) -> NDArray[np.bool_]:
    """Return (k, o) whether a sector's patrols may start from a station: one of its own district, if any has one."""
    field = "police_district"
    if field not in sectors.attributes.columns or field not in stations.attributes.columns:
        return np.ones((len(sectors), len(stations)), dtype=bool)
    own = np.array([as_text(one) for one in sectors.attributes[field]], dtype=object)
    theirs = np.array([as_text(one) for one in stations.attributes[field]], dtype=object)
    same = own[:, None] == theirs[None, :]
    return np.asarray(same | ~same.any(axis=1, keepdims=True))


def _best_start(minutes: Floats, allowed: NDArray[np.bool_], inside: NDArray[np.bool_], people: Floats) -> int:
    """Return the start that leaves fewest residents out of reach and, of those, needs least time; -1 for none."""
    rows = np.flatnonzero(allowed)
    if len(rows) == 0 or not inside.any():
        return -1
    needed, weight = minutes[np.ix_(rows, np.flatnonzero(inside))], people[inside] + 1e-9
    lost = np.where(np.isinf(needed), weight, 0.0).sum(axis=1)
    total = np.where(np.isinf(needed), 0.0, needed * weight).sum(axis=1)
    return int(rows[np.lexsort((total, lost))[0]])


def _unit_features(
    units: FeatureTable,
    owner: NDArray[np.intp],
    ids: list[str],
    start: NDArray[np.intp],
    starts: list[str],
    needed: Floats,
) -> FeatureTable:
    frame = pd.DataFrame(
        {
            "unit_id": pd.Series(row_ids(units), dtype=object),
            "sector_id": pd.Series([ids[one] if one != OUTSIDE else None for one in owner], dtype=object),
            "start": pd.Series(
                [starts[start[one]] if one != OUTSIDE and start[one] >= 0 else None for one in owner], dtype=object
            ),
            "minutes": np.where(np.isfinite(needed), needed, np.nan),
        }
    )
    shapes = np.empty(len(units), dtype=object)
    shapes[:] = [as_multi(shape) for shape in polygonal(units.geometry)]
    return FeatureTable(units.name, shapes, frame, units.feature_ids)


def _sector_features(
    sectors: FeatureTable,
    polygons: NDArray[np.object_],
    ids: list[str],
    names: list[str],
    owner: NDArray[np.intp],
    start: NDArray[np.intp],
    starts: list[str],
    needed: Floats,
    people: Floats,
    units: FeatureTable,
) -> FeatureTable:
    unit_ids = np.array(row_ids(units), dtype=object)
    rows = []
    for sector, sector_id in enumerate(ids):
        inside = np.flatnonzero(owner == sector)
        reached = inside[np.isfinite(needed[inside])]
        weight = people[reached] if people[reached].sum() > 0 else np.ones(len(reached))
        last = reached[needed[reached].round(6) >= round(float(needed[reached].max(initial=0.0)), 6)]
        worst = min(last.tolist(), key=lambda row: natural(unit_ids[row])) if len(reached) else -1
        lost = unit_ids[np.setdiff1d(inside, reached)]
        rows.append(
            {
                "sector_id": sector_id,
                "name": names[sector],
                "start": starts[start[sector]] if start[sector] >= 0 else None,
                "units": len(inside),
                "mean_minutes": float(np.average(needed[reached], weights=weight)) if len(reached) else np.nan,
                "worst_minutes": float(needed[worst]) if worst >= 0 else np.nan,
                "worst_unit": unit_ids[worst] if worst >= 0 else None,
                "unreachable": len(lost),
                "unreachable_ids": ", ".join(lost),
            }
        )
    shapes = np.empty(len(ids), dtype=object)
    shapes[:] = [as_multi(shape) for shape in polygons]
    return FeatureTable(sectors.name, shapes, pd.DataFrame(rows), sectors.feature_ids)
