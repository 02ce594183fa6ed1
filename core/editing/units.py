"""The planning units as an editing session sees them: what each contributes, and who its neighbours are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.arrays import Ints, Positions
from ..geo.contiguity import ContiguityGraph
from ..geo.geometry import polygonal

MEASURES = ("units", "workload", "residents", "incidents", "exposed", "area_m2", "outline_m")


@dataclass(frozen=True)
class PlanUnits:
    """Units that an editing session moves between sectors.

    Attributes:
        unit_ids: (n,) the ids people know the units by.
        geometry: (n,) valid polygons in metres.
        graph: their neighbours; a declared link is an edge of length 0.
        measures: (n, len(MEASURES)) what each unit adds to its sector; missing values count as 0.
        district: (n,) index into `districts`, -1 where unknown.
        districts: names of the local police districts.

    """

    unit_ids: tuple[str, ...]
    geometry: NDArray[np.object_]
    graph: ContiguityGraph
    measures: NDArray[np.float64]
    district: NDArray[np.int64]
    districts: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.unit_ids)

    @cached_property
    def repeated(self) -> list[Positions]:
        """Return the (k,) positions of the k units that share an id, for each such id."""
        ids, code, counts = np.unique(np.array(self.unit_ids, dtype=str), return_inverse=True, return_counts=True)
        return [np.flatnonzero(code == one) for one in np.flatnonzero(counts > 1)] if len(ids) < len(self) else []

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Return the spatial index of the units."""
        return shapely.STRtree(self.geometry)

    @cached_property
    def inner_point(self) -> NDArray[np.float64]:
        """Return (n, 2) a point inside each unit; NaN where it has no area."""
        inner = np.full((len(self), 2), np.nan)
        there = np.flatnonzero(~shapely.is_empty(self.geometry))
        inner[there] = shapely.get_coordinates(shapely.point_on_surface(self.geometry[there]))
        return inner


def plan_units(
    unit_ids: tuple[str, ...],
    geometry: NDArray[np.object_],
    values: dict[str, NDArray[np.float64]],
    district: list[str | None] | None = None,
    links: Ints | None = None,
) -> PlanUnits:
    """Return the units with their areas, outlines and neighbours worked out.

    Args:
        unit_ids: (n,) ids.
        geometry: (n,) polygons in metres, None where missing.
        values: any of the measures workload, residents, incidents, exposed, each (n,); NaN counts as 0.
        district: (n,) names of local police districts.
        links: (k, 2) pairs that count as neighbours across water.

    """
    polygons = polygonal(geometry)
    graph = ContiguityGraph.from_polygons(polygons)
    if links is not None:
        graph = graph.with_links(links)
    known = {"units": np.ones(len(polygons)), "area_m2": shapely.area(polygons), "outline_m": shapely.length(polygons)}
    zero = np.zeros(len(polygons))
    columns = [np.nan_to_num(known.get(name, values.get(name, zero))) for name in MEASURES]
    names = district or [None] * len(polygons)
    districts = tuple(sorted({name for name in names if name}))
    index = {name: row for row, name in enumerate(districts)}
    return PlanUnits(
        unit_ids,
        polygons,
        graph,
        np.column_stack(columns),
        np.array([index.get(name or "", -1) for name in names], dtype=np.int64),
        districts,
    )
