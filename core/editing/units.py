"""The planning units as an editing session sees them: what each contributes, and who its neighbours are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from ..adjacency import rook_adjacency
from ..geometry import polygonal

MEASURES = ("units", "workload", "residents", "incidents", "exposed", "area_m2", "outline_m")


@dataclass(frozen=True)
class PlanUnits:
    """Units that an editing session moves between sectors.

    Attributes:
        unit_ids: (n,) the ids people know the units by.
        geometry: (n,) valid polygons in metres.
        edges: (m, 2) neighbours i < j; a declared link is an edge of length 0.
        border_m: (m,) metres of shared border.
        measures: (n, len(MEASURES)) what each unit adds to its sector; missing values count as 0.
        district: (n,) index into `districts`, -1 where unknown.
        districts: names of the local police districts.

    """

    unit_ids: tuple[str, ...]
    geometry: NDArray[np.object_]
    edges: NDArray[np.int32]
    border_m: NDArray[np.float64]
    measures: NDArray[np.float64]
    district: NDArray[np.int32]
    districts: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.unit_ids)

    @cached_property
    def _incident(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the edges at each unit in compressed form: offsets (n + 1,) and edge rows."""
        ends = self.edges.T.ravel()
        order = np.argsort(ends, kind="stable")
        offsets = np.r_[0, np.cumsum(np.bincount(ends, minlength=len(self)))]
        return offsets.astype(np.int64), (order % max(len(self.edges), 1)).astype(np.int64)

    def edges_at(self, positions: NDArray[np.intp]) -> NDArray[np.int64]:
        """Return the rows of all edges with an end in `positions`, each once."""
        offsets, rows = self._incident
        counts = offsets[positions + 1] - offsets[positions]
        starts = np.repeat(offsets[positions] - np.r_[0, np.cumsum(counts)[:-1]], counts) if len(positions) else counts
        return np.unique(rows[starts + np.arange(counts.sum())])

    @cached_property
    def repeated(self) -> list[NDArray[np.intp]]:
        """Return the positions of units that share an id, for each such id."""
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
    links: NDArray[np.int32] | None = None,
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
    adjacency = rook_adjacency(polygons)
    edges, border_m = adjacency.edges, adjacency.border_m
    if links is not None and len(links):
        edges, border_m = np.vstack([edges, links]), np.r_[border_m, np.zeros(len(links))]
    known = {"units": np.ones(len(polygons)), "area_m2": shapely.area(polygons), "outline_m": shapely.length(polygons)}
    zero = np.zeros(len(polygons))
    columns = [np.nan_to_num(known.get(name, values.get(name, zero))) for name in MEASURES]
    names = district or [None] * len(polygons)
    districts = tuple(sorted({name for name in names if name}))
    index = {name: row for row, name in enumerate(districts)}
    return PlanUnits(
        unit_ids,
        polygons,
        edges.astype(np.int32),
        border_m,
        np.column_stack(columns),
        np.array([index.get(name or "", -1) for name in names], dtype=np.int32),
        districts,
    )
