"""Sectors as features: dissolved outline, sums of the units' indicators, staffing and measures of shape.

Outlines come without the hairline gaps between units that do not quite meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats
from ..base.crs import TOLERANCE_M
from ..base.errors import InputError
from ..base.i18n import translate
from ..base.progress import Progress
from ..base.table import FeatureTable
from ..geo.contiguity import ContiguityGraph, neighbour_colours
from ..geo.geometry import parts, polsby_popper, polygonal, polygonal_parts, reock
from .plan import Plan

SUMMED = ("population", "crime_load", "exposed_population", "special_load", "workload")


def sector_table(
    units: FeatureTable,
    plan: Plan,
    officers: NDArray[np.int64] | None = None,
    names: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> FeatureTable:
    """Return one feature for each sector of the plan, in the plan's order.

    Fields: sector_id, name, police_district, units, population, crime_load, exposed_population,
    special_load, area_m2, workload, officers, load_per_officer, deviation (percent from the mean of
    the local police district; of the workload where officers are not given), perimeter_m,
    polsby_popper, reock, parts, colour (0 to 5, neighbours differ). A sum whose field the units
    lack is missing.

    Args:
        units: planning units in metres.
        plan: their sectors.
        officers: (k,) officers of each sector, where known.
        names: (k,) names of the sectors; made from their ids by default.
        progress: shows progress and cancels.

    Raises:
        InputError: no unit has a sector.

    """
    if len(plan) == 0:
        message = translate("Core", "Layer “{layer}”: no unit has a sector. Choose the field that holds the plan.")
        raise InputError(message.format(layer=units.name))
    progress = progress or Progress()
    outline = dissolve(units.geometry, plan)
    progress.show(0.6)
    graph = ContiguityGraph.from_polygons(units.geometry, progress=progress.part(0.6, 1.0))
    sums = {field: _sum(units, plan, field) for field in SUMMED}
    district = sector_districts(units, plan)
    staffed = np.full(len(plan), np.nan) if officers is None else officers.astype(np.float64)
    columns = {
        "sector_id": pd.Series(plan.sector_ids, dtype=object if plan.is_text() else "int64"),
        "name": pd.Series(list(names or sector_names(plan)), dtype=object),
        "police_district": pd.Series(district, dtype=object),
        "units": pd.Series(np.bincount(plan.labels[plan.labels >= 0], minlength=len(plan))),
        **{field: pd.Series(sums[field]) for field in SUMMED[:-1]},
        "area_m2": pd.Series(plan.sums(shapely.area(units.geometry))),
        "workload": pd.Series(sums["workload"]),
        "officers": pd.Series([None if np.isnan(one) else int(one) for one in staffed], dtype="Int64"),
        "load_per_officer": pd.Series(sums["workload"] / staffed),
        "deviation": pd.Series(deviation(sums["workload"], officers, district)),
        "perimeter_m": pd.Series(shapely.length(outline)),
        "polsby_popper": pd.Series(polsby_popper(outline)),
        "reock": pd.Series(reock(outline)),
        "parts": pd.Series(parts(outline)),
        "colour": pd.Series(neighbour_colours(len(plan), graph.contract(plan.labels, len(plan)).edges)),
    }
    return FeatureTable(units.name, outline, pd.DataFrame(columns), np.arange(len(plan), dtype=np.int64))


def sector_names(plan: Plan) -> list[str]:
    """Return the sectors' names: “Sector 3” for a number, the text itself for text."""
    if plan.is_text():
        return [str(one) for one in plan.sector_ids]
    return [translate("Core", "Sector {id}").format(id=one) for one in plan.sector_ids]


def _sum(units: FeatureTable, plan: Plan, field: str) -> Floats:
    if field not in units.attributes.columns:
        return np.full(len(plan), np.nan)
    return plan.sums(units.numbers(field))


def sector_districts(units: FeatureTable, plan: Plan) -> list[str | None]:
    """Return the district with most area in each sector; None where the units name none."""
    if "police_district" not in units.attributes.columns:
        return [None] * len(plan)
    frame = pd.DataFrame(
        {
            "sector": plan.labels,
            "district": units.attributes["police_district"],
            "area": shapely.area(units.geometry),
        }
    ).dropna(subset=["district"])
    areas = frame[frame["sector"] >= 0].groupby(["sector", "district"], sort=True)["area"].sum()
    largest: dict[int, str] = {}
    for (sector, district), area in zip(areas.index.tolist(), areas.tolist(), strict=True):
        if sector not in largest or area > areas[sector, largest[sector]]:
            largest[sector] = str(district)
    return [largest.get(sector) for sector in range(len(plan))]


def deviation(
    workload: Floats, officers: NDArray[np.int64] | None, district: Sequence[str | None] | NDArray[np.intp]
) -> Floats:
    """Return the load per officer against its mean in the sector's own district, in percent.

    This is what every field, column and finding called deviation holds. The mean is total load over total officers.

    Args:
        workload: (k,) load of each sector in any one unit.
        officers: (k,) officers; None counts one for every sector.
        district: (k,) names or numbers; the sectors without one (None or empty) are a district together.

    Returns:
        (k,) percent; NaN where a sector has no officers or its district no load.

    """
    staffed = np.ones(len(workload)) if officers is None else officers.astype(np.float64)
    code = _codes(district)
    mean = np.bincount(code, workload)[code] / np.maximum(np.bincount(code, staffed)[code], 1e-12)
    own = np.divide(workload, staffed, out=np.full(len(workload), np.nan), where=staffed > 0)
    return 100.0 * np.divide(own - mean, mean, out=np.full(len(workload), np.nan), where=mean > 0)


def _codes(district: Sequence[str | None] | NDArray[np.intp]) -> NDArray[np.intp]:
    if isinstance(district, np.ndarray):
        return district - district.min(initial=0)
    return np.asarray(pd.factorize(pd.Series([name or "" for name in district], dtype=object))[0], dtype=np.intp)


def deviation_station(workload: Floats, officers: NDArray[np.int64] | None) -> Floats:
    """Return the (k,) load per officer against its mean over all sectors, in percent: the station as one district."""
    return deviation(workload, officers, np.zeros(len(workload), dtype=np.intp))


def dissolve(geometry: NDArray[np.object_], plan: Plan, tolerance_m: float = TOLERANCE_M) -> NDArray[np.object_]:
    """Return (k,) valid multipolygons, one for each sector of the plan.

    Gaps between units of a sector narrower than `tolerance_m` are closed, so that a sector that is
    connected in its `ContiguityGraph` is one piece; real holes and real islands stay.

    Args:
        geometry: (n,) polygons or multipolygons in metres; invalid ones are repaired.
        plan: the sectors.
        tolerance_m: widest gap that is closed.

    """
    units = polygonal(geometry)
    outlines = np.empty(len(plan), dtype=object)
    for sector in range(len(plan)):
        outlines[sector] = as_multi(closed(merged(units[plan.members(sector)]), tolerance_m))
    return outlines


def merged(polygons: NDArray[np.object_]) -> Any:
    """Return the union of (n,) polygons: along shared borders where they are drawn alike, else by exact overlay."""
    try:
        whole = shapely.coverage_union_all(polygons)
        is_right = shapely.is_valid(whole) and np.isclose(whole.area, shapely.area(polygons).sum(), rtol=1e-9)
    except shapely.GEOSException:
        is_right = False
    return polygonal_parts(whole if is_right else shapely.union_all(polygons))


def closed(shape: Any, tolerance_m: float) -> Any:
    """Return the shape with gaps narrower than `tolerance_m` closed, where that makes pieces or holes fewer."""
    if _pieces(shape) <= 1:
        return shape
    reach = tolerance_m / 2
    wide = shapely.buffer(shape, reach, join_style="mitre", mitre_limit=2.0)
    filled = polygonal_parts(shapely.union(shape, shapely.buffer(wide, -reach, join_style="mitre", mitre_limit=2.0)))
    return filled if _pieces(filled) < _pieces(shape) else shape


def _pieces(shape: Any) -> int:
    parts = shapely.get_parts(shape)
    return len(parts) + int(shapely.get_num_interior_rings(parts).sum())


def as_multi(shape: Any) -> Any:
    """Return a polygon or multipolygon as a multipolygon."""
    return shapely.MultiPolygon(list(shapely.get_parts(shape)))
