"""Cells of a lattice that lie in the sectors, the sector of each cell and incident, and the extent of a crime grid.

Incidents in cells wholly inside one sector are assigned by their cell, the others by exact point in polygon. Without
sectors a grid covers the bounds of the incidents.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats, Ints
from ..base.errors import InputError
from ..base.i18n import translate
from ..base.names import row_ids
from ..base.progress import Progress
from ..base.table import FeatureTable
from ..geo.point_location import NEAR_M, PointLocator, owner_of_points
from .incidents import IncidentChunk
from .lattice import Bounds, Lattice, cover, require_smaller_cells
from .settings import GridSettings

NO_SECTOR = -1
_OUTSIDE, _BORDER, INSIDE = np.int8(0), np.int8(1), np.int8(2)
_AT_ONCE = 100_000


@dataclass(frozen=True)
class SectorArea:
    """The sectors' cells on a lattice.

    Attributes:
        lattice: the cells.
        polygons: (k,) the sectors, valid.
        owner: (cells,) the sector with the largest share of each cell, NO_SECTOR outside all sectors.
        state: (cells,) whether a cell lies outside, on a border or wholly inside one sector.
        exposure_m2: (cells,) m² of each cell inside the sectors; 0 outside.

    """

    lattice: Lattice
    polygons: NDArray[np.object_]
    owner: NDArray[np.int32]
    state: NDArray[np.int8]
    exposure_m2: NDArray[np.float32]

    @cached_property
    def _locator(self) -> PointLocator:
        return PointLocator(self.polygons)

    def locate(self, chunk: IncidentChunk) -> tuple[Ints, NDArray[np.int32]]:
        """Return the (n,) cell and sector of each incident, -1 for both outside all sectors."""
        codes = self.lattice.codes(chunk.x, chunk.y)
        sectors = np.where(codes >= 0, self.owner[codes], NO_SECTOR).astype(np.int32)
        boundary = np.flatnonzero((codes >= 0) & (self.state[codes] != INSIDE))
        if len(boundary):
            sectors[boundary] = self._locator.owners(chunk.x[boundary], chunk.y[boundary])
            self._settle(boundary[self.state[codes[boundary]] == _OUTSIDE], chunk, codes, sectors)
        codes[sectors == NO_SECTOR] = -1
        return codes, sectors

    def _settle(self, rows: NDArray[np.intp], chunk: IncidentChunk, codes: Ints, sectors: NDArray[np.int32]) -> None:
        """Move points on or just off the outer border, whose own cell lies outside, to the neighbouring cell inside."""
        rows = rows[sectors[rows] != NO_SECTOR]
        points = shapely.points(chunk.x[rows], chunk.y[rows])
        feet = shapely.get_point(shapely.shortest_line(self.polygons[sectors[rows]], points), 0)
        x, y = shapely.get_x(feet), shapely.get_y(feet)
        step = self.lattice.size * 1e-6
        for across, up in ((0, 0), (-1, 0), (0, -1), (-1, -1), (1, 0), (0, 1), (1, 1), (-1, 1), (1, -1)):
            if not len(rows):
                return
            beside = self.lattice.codes(x + across * step, y + up * step)
            kept = (beside >= 0) & (self.state[beside] != _OUTSIDE)
            codes[rows[kept]] = beside[kept]
            rows, x, y = rows[~kept], x[~kept], y[~kept]
        sectors[rows] = NO_SECTOR


def sector_polygons(sectors: FeatureTable, progress: Progress) -> NDArray[np.object_]:
    """Return the (k,) polygons of the sectors, repaired where invalid and prepared for many queries.

    Raises:
        InputError: no feature has an area.

    """
    shapes = sectors.geometry.copy()
    shapes[shapely.is_missing(shapes)] = shapely.Polygon()
    invalid = ~shapely.is_valid(shapes)
    if invalid.any():
        message = translate("Core", "Layer “{layer}”: {count} invalid geometries were repaired for this run.")
        progress.warn(message.format(layer=sectors.name, count=int(invalid.sum())))
        shapes[invalid] = shapely.buffer(shapely.make_valid(shapes[invalid]), 0)
    if not (shapely.area(shapes) > 0).any():
        message = translate("Core", "Layer “{layer}” has no polygon with an area. Choose the layer of the sectors.")
        raise InputError(message.format(layer=sectors.name))
    shapely.prepare(shapes)
    return shapes


def sectors_at(
    points: NDArray[np.object_], sectors: FeatureTable, field: str, progress: Progress
) -> NDArray[np.object_]:
    """Return (n,) the id of each point's sector, None outside all."""
    ids = np.array([*row_ids(sectors, field), None], dtype=object)
    return ids[owner_of_points(points, sector_polygons(sectors, progress))]


def sector_area(polygons: NDArray[np.object_], lattice: Lattice, progress: Progress) -> SectorArea:
    """Return the cells of `lattice` that share area with the sectors; the sector with the largest share owns a cell.

    `polygons` are the (k,) sectors in metres, valid and prepared.
    """
    owner = np.full(len(lattice), NO_SECTOR, dtype=np.int32)
    state = np.full(len(lattice), _OUTSIDE, dtype=np.int8)
    share, exposure = np.zeros(len(lattice), dtype=np.float32), np.zeros(len(lattice), dtype=np.float32)
    for index, polygon in progress.each(enumerate(polygons), len(polygons)):
        if polygon.is_empty:
            continue
        candidates = lattice.within(tuple(polygon.bounds))
        for start in range(0, len(candidates), _AT_ONCE):
            progress.check()
            _claim(candidates[start : start + _AT_ONCE], index, polygon, lattice, owner, state, share, exposure)
    return SectorArea(lattice, polygons, owner, state, exposure)


def _claim(
    codes: Ints,
    index: int,
    polygon: shapely.Geometry,
    lattice: Lattice,
    owner: NDArray[np.int32],
    state: NDArray[np.int8],
    share: NDArray[np.float32],
    exposure: NDArray[np.float32],
) -> None:
    """Give `polygon` those cells of which no earlier sector has as large a share."""
    cells = lattice.polygons(codes)
    touching = shapely.intersects(polygon, cells)
    codes, cells = codes[touching], cells[touching]
    inside = shapely.contains_properly(polygon, cells)
    cells[~inside] = shapely.intersection(polygon, cells[~inside])
    areas = shapely.area(cells).astype(np.float32)
    exposure[codes] += areas
    larger = areas > share[codes]
    owner[codes[larger]] = index
    share[codes[larger]] = areas[larger]
    overlapped = state[codes] != _OUTSIDE
    state[codes[areas > 0]] = _BORDER
    state[codes[inside & ~overlapped]] = INSIDE


@dataclass(frozen=True)
class GridExtent:
    """The lattice, those of its cells that are drawn (ascending), and what they cover: sectors, or the bounds of incidents.

    Attributes:
        lattice: the cells.
        cells: (n,) numbers of the cells that are drawn.
        area: the sectors where there are any.
        bounds: west, south, east and north of the incidents in metres, where there are no sectors.

    """

    lattice: Lattice
    cells: Ints
    area: SectorArea | None = None
    bounds: Bounds | None = None

    def exposure_m2(self) -> Floats:
        """Return (n,) the m² of each cell inside the sectors, or without these inside the bounds of the incidents.

        Where sectors overlap, the ground they share counts once for each, but no cell has more than its own area. A row
        of incidents has no ground; its cells count whole.
        """
        exposure = np.full(len(self.cells), float(shapely.area(self.lattice.polygons(self.cells[:1])).sum()))
        if self.area is not None:
            return np.minimum(self.area.exposure_m2[self.cells], exposure)
        if self.bounds is not None and min(self.bounds[2] - self.bounds[0], self.bounds[3] - self.bounds[1]) > 0:
            low, high = np.array(self.bounds[:2]), np.array(self.bounds[2:])
            centres, reach = self.lattice.centres(self.cells), self.lattice.size
            cut = np.flatnonzero(((centres - low < reach) | (high - centres < reach)).any(axis=1))
            cells = self.lattice.polygons(self.cells[cut])
            exposure[cut] = shapely.area(shapely.intersection(cells, shapely.box(*self.bounds)))
        return exposure

    def owners(self) -> NDArray[np.int32]:
        """Return the (n,) row of the sector with the largest share of each cell, NO_SECTOR outside all sectors."""
        return np.full(len(self.cells), NO_SECTOR) if self.area is None else self.area.owner[self.cells]

    def owner_ids(self, sectors: FeatureTable, field: str) -> NDArray[Any]:
        """Return (cells,) the value of `field` of the sector with the largest share of each cell."""
        return np.asarray(sectors.column(field).to_numpy()[self.owners()])

    def polygons(self, clip: bool) -> NDArray[np.object_]:
        """Return the (n,) polygons of the cells; with `clip`, only their parts inside the sectors."""
        cells = self.lattice.polygons(self.cells)
        if self.area is None or not clip:
            return cells
        union = shapely.union_all(self.area.polygons)
        shapely.prepare(union)
        cut = np.flatnonzero(~shapely.contains_properly(union, cells))
        cells[cut] = [_surface(part) for part in shapely.intersection(union, cells[cut])]
        return cells


def _surface(shape: shapely.Geometry) -> shapely.Geometry:
    """Return the polygonal part of an intersection, as a MultiPolygon."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)


def sector_extent(sectors: FeatureTable, settings: GridSettings, progress: Progress) -> GridExtent:
    """Return the cells that share area with the sectors."""
    polygons = sector_polygons(sectors, progress)
    west, south, east, north = shapely.total_bounds(polygons).tolist()
    require_smaller_cells((west, south, east, north), settings)
    lattice = cover((west - NEAR_M, south - NEAR_M, east + NEAR_M, north + NEAR_M), settings)
    area = sector_area(polygons, lattice, progress)
    return GridExtent(lattice, np.flatnonzero(area.owner != NO_SECTOR), area)


def open_extent(bounds: Bounds, settings: GridSettings) -> GridExtent:
    """Return the cells that intersect `bounds` (west, south, east, north in metres)."""
    lattice = cover(bounds, settings)
    codes = lattice.within(bounds)
    return GridExtent(lattice, codes[shapely.intersects(lattice.polygons(codes), shapely.box(*bounds))], bounds=bounds)
