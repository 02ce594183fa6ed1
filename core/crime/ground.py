"""The ground a grid covers: the sectors, or wherever there are incidents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ..arrays import Ints
from ..point_location import NEAR_M
from ..progress import Progress
from ..table import FeatureTable
from .area import NOBODY, SectorArea, sector_area, sector_polygons
from .grid_settings import GridSettings
from .lattice import Bounds, Lattice, cover, require_smaller_cells


@dataclass(frozen=True)
class Ground:
    """The lattice, those of its cells that are drawn (ascending), and the sectors where there are any."""

    lattice: Lattice
    cells: Ints
    area: SectorArea | None = None

    def owners(self) -> NDArray[np.int32]:
        """Return (cells,) the row of the sector with the largest share of each cell."""
        return np.full(len(self.cells), NOBODY) if self.area is None else self.area.owner[self.cells]

    def polygons(self, clip: bool) -> NDArray[np.object_]:
        """Return the (cells,) polygons; with `clip`, only what of them lies in the sectors."""
        cells = self.lattice.polygons(self.cells)
        if self.area is None or not clip:
            return cells
        union = shapely.union_all(self.area.polygons)
        shapely.prepare(union)
        cut = np.flatnonzero(~shapely.contains_properly(union, cells))
        cells[cut] = [_surface(part) for part in shapely.intersection(union, cells[cut])]
        return cells


def _surface(shape: shapely.Geometry) -> shapely.Geometry:
    """Return what of an intersection has an area, as a MultiPolygon."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)


def sector_ground(sectors: FeatureTable, settings: GridSettings, progress: Progress) -> Ground:
    """Return the cells that share area with the sectors."""
    polygons = sector_polygons(sectors, progress)
    west, south, east, north = shapely.total_bounds(polygons).tolist()
    require_smaller_cells((west, south, east, north), settings)
    lattice = cover((west - NEAR_M, south - NEAR_M, east + NEAR_M, north + NEAR_M), settings)
    area = sector_area(polygons, lattice, progress)
    return Ground(lattice, np.flatnonzero(area.owner != NOBODY), area)


def open_ground(bounds: Bounds, settings: GridSettings) -> Ground:
    """Return the cells that share ground with `bounds`."""
    lattice = cover(bounds, settings)
    codes = lattice.within(bounds)
    return Ground(lattice, codes[shapely.intersects(lattice.polygons(codes), shapely.box(*bounds))])
