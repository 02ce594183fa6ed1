"""Regular cells over a plane: squares and hexagons whose place does not depend on the data.

A cell's place is counted from the origin of the coordinate system, so that the same cell has the same name
in every run, and squares of 100 m, 1 km or 10 km in EPSG:25832 are those of the Danish national grid
(Det Danske Kvadratnet; Danmarks Statistik, 2012). Cells are half-open: each point lies in exactly one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats, Ints
from ..base.errors import InputError
from ..base.i18n import translate
from .settings import MOST_CELLS, GridSettings

Bounds = tuple[float, float, float, float]
BLOCK = 1 << 15  # points worked on at once: their columns stay in the processor's cache


class Lattice(Protocol):
    """Cells numbered 0 to `len - 1`, row by row."""

    @property
    def size(self) -> float:
        """Return the cells' size in metres."""

    def codes(self, x: Floats, y: Floats) -> Ints:
        """Return the (n,) cell number of each point, -1 outside the lattice or where a coordinate is missing."""

    def polygons(self, codes: Ints) -> NDArray[np.object_]:
        """Return the (n,) shapely polygons of the cells."""

    def centres(self, codes: Ints) -> Floats:
        """Return the (n, 2) centres of the cells."""

    def names(self, codes: Ints) -> NDArray[np.object_]:
        """Return the (n,) names of the cells: size, row and column counted from the origin."""

    def within(self, bounds: Bounds) -> Ints:
        """Return the (k,) numbers of the cells that may touch `bounds`."""

    def __len__(self) -> int:
        """Return the number of cells."""


@dataclass(frozen=True)
class SquareLattice:
    """Squares of `size` metres; (first_column, first_row) is the south-western cell, counted from the origin."""

    size: float
    first_column: int
    first_row: int
    columns: int
    rows: int

    @classmethod
    def covering(cls, bounds: Bounds, size: float) -> SquareLattice:
        """Return the lattice whose cells cover `bounds` (xmin, ymin, xmax, ymax)."""
        west, south, east, north = (math.floor(value / size) for value in bounds)
        return cls(size, west, south, east - west + 1, north - south + 1)

    def __len__(self) -> int:
        return self.columns * self.rows

    def codes(self, x: Floats, y: Floats) -> Ints:
        """Return the (n,) cell number of each point, -1 outside the lattice or where a coordinate is missing."""
        codes = np.empty(len(x), dtype=np.int64)
        for start in range(0, len(x), BLOCK):
            part = slice(start, start + BLOCK)
            column = np.floor(x[part] / self.size)
            row = np.floor(y[part] / self.size)
            column -= self.first_column
            row -= self.first_row
            inside = (column >= 0) & (column < self.columns) & (row >= 0) & (row < self.rows)
            row *= self.columns
            row += column
            if not inside.all():
                row[~inside] = -1
            codes[part] = row
        return codes

    def _place(self, codes: Ints) -> tuple[Ints, Ints]:
        return codes % self.columns + self.first_column, codes // self.columns + self.first_row

    def polygons(self, codes: Ints) -> NDArray[np.object_]:
        """Return the (n,) shapely polygons of the cells."""
        column, row = self._place(codes)
        size = self.size
        return np.asarray(shapely.box(column * size, row * size, (column + 1) * size, (row + 1) * size), dtype=object)

    def centres(self, codes: Ints) -> Floats:
        """Return the (n, 2) centres of the cells."""
        column, row = self._place(codes)
        return np.column_stack([(column + 0.5) * self.size, (row + 0.5) * self.size])

    def names(self, codes: Ints) -> NDArray[np.object_]:
        """Return the (n,) names of the cells, as 100m_61756_7195: size, northing and easting."""
        column, row = self._place(codes)
        label = size_label(self.size)
        return _objects(f"{label}_{north}_{east}" for north, east in zip(row.tolist(), column.tolist(), strict=True))

    def within(self, bounds: Bounds) -> Ints:
        """Return the (k,) numbers of the cells that may touch `bounds`."""
        west, south, east, north = (value / self.size for value in bounds)
        columns = _span(math.ceil(west) - 1 - self.first_column, math.floor(east) - self.first_column, self.columns)
        rows = _span(math.ceil(south) - 1 - self.first_row, math.floor(north) - self.first_row, self.rows)
        return (rows[:, None] * self.columns + columns[None, :]).ravel()


@dataclass(frozen=True)
class HexagonLattice:
    """Flat-topped hexagons `size` metres high, drawn as QGIS's creategrid does; odd columns lie half a cell lower.

    `first_column` is even; rows are counted downwards from `first_row`, as QGIS does from the top of its extent.
    """

    size: float
    first_column: int
    first_row: int
    columns: int
    rows: int

    @property
    def pitch(self) -> float:
        """Return the distance between the middles of neighbouring columns, by QGIS's own constants."""
        return (0.288675134594813 + 0.577350269189626) * self.size

    @property
    def tip(self) -> float:
        """Return the distance in metres by which a hexagon's tips extend beyond its flat sides."""
        return 0.288675134594813 * self.size

    @classmethod
    def covering(cls, bounds: Bounds, size: float) -> HexagonLattice:
        """Return the lattice whose cells cover `bounds` (xmin, ymin, xmax, ymax)."""
        pitch = cls(size, 0, 0, 0, 0).pitch
        west = 2 * math.floor(bounds[0] / (2 * pitch)) - 2
        north = math.ceil(bounds[3] / size) + 1
        columns = math.floor(bounds[2] / pitch) - west + 2
        rows = north - math.floor(bounds[1] / size) + 1
        return cls(size, west, -north, columns, rows)

    def __len__(self) -> int:
        return self.columns * self.rows

    def codes(self, x: Floats, y: Floats) -> Ints:
        """Return the (n,) cell number of each point, -1 outside the lattice or where a coordinate is missing.

        A hexagon is all that is nearest to its middle: the nearest middle among even and among odd
        columns is found by rounding, and the nearer of the two wins; even columns win a tie.
        """
        codes = np.empty(len(x), dtype=np.int64)
        for start in range(0, len(x), BLOCK):
            part = slice(start, start + BLOCK)
            codes[part] = self._block(x[part], y[part])
        return codes

    def _block(self, x: Floats, y: Floats) -> Ints:
        across = x - self.first_column * self.pitch - (self.pitch + self.tip) / 2
        down = -self.first_row * self.size - y
        even_column, even_row, even_distance = self._nearest(across, down - self.size / 2)
        odd_column, odd_row, odd_distance = self._nearest(across - self.pitch, down - self.size)
        odd = odd_distance < even_distance
        column = np.where(odd, 2 * odd_column + 1, 2 * even_column)
        row = np.where(odd, odd_row, even_row)
        inside = (column >= 0) & (column < self.columns) & (row >= 0) & (row < self.rows)
        return np.where(inside, row * self.columns + column, -1).astype(np.int64)

    def _nearest(self, across: Floats, down: Floats) -> tuple[Floats, Floats, Floats]:
        column = np.floor(across / (2 * self.pitch) + 0.5)
        row = np.floor(down / self.size + 0.5)
        distance = (across - column * (2 * self.pitch)) ** 2 + (down - row * self.size) ** 2
        return column, row, distance

    def polygons(self, codes: Ints) -> NDArray[np.object_]:
        """Return the (n,) shapely polygons of the cells, their corners shared exactly with the neighbours'."""
        column, row = codes % self.columns, codes // self.columns
        left = self.first_column * self.pitch
        x1 = left + column * self.pitch
        x2 = left + column * self.pitch + self.tip
        x3 = left + (column + 1) * self.pitch
        x4 = left + (column + 1) * self.pitch + self.tip
        top = 2 * row + column % 2
        y1, y2, y3 = (-self.first_row * self.size - (top + step) * (self.size / 2) for step in range(3))
        ring = [(x1, y2), (x2, y1), (x3, y1), (x4, y2), (x3, y3), (x2, y3), (x1, y2)]
        corners = np.stack([np.stack(corner, axis=-1) for corner in ring], axis=1)
        return np.asarray(shapely.polygons(corners), dtype=object)

    def centres(self, codes: Ints) -> Floats:
        """Return the (n, 2) centres of the cells."""
        column, row = codes % self.columns, codes // self.columns
        x = (self.first_column + column) * self.pitch + (self.pitch + self.tip) / 2
        y = -self.first_row * self.size - (row + 0.5 + 0.5 * (column % 2)) * self.size
        return np.column_stack([x, y])

    def names(self, codes: Ints) -> NDArray[np.object_]:
        """Return the (n,) names of the cells: hex, size, row (northwards) and column."""
        column, row = codes % self.columns + self.first_column, -(codes // self.columns + self.first_row)
        label = size_label(self.size)
        return _objects(f"hex{label}_{north}_{east}" for north, east in zip(row.tolist(), column.tolist(), strict=True))

    def within(self, bounds: Bounds) -> Ints:
        """Return the (k,) numbers of the cells that may touch `bounds`."""
        west, south, east, north = bounds
        columns = _span(
            math.floor(west / self.pitch) - self.first_column - 1,
            math.floor(east / self.pitch) - self.first_column + 1,
            self.columns,
        )
        top = -self.first_row
        rows = _span(math.floor(top - north / self.size) - 1, math.floor(top - south / self.size) + 1, self.rows)
        return (rows[:, None] * self.columns + columns[None, :]).ravel()


def _span(first: int, last: int, count: int) -> Ints:
    return np.arange(max(first, 0), min(last, count - 1) + 1, dtype=np.int64)


def _objects(texts: Iterable[str]) -> NDArray[np.object_]:
    return np.array(list(texts), dtype=np.object_)


def size_label(size: float) -> str:
    """Return 100m, 250m, 1km, 10km: the size as the national grid writes it."""
    return f"{size / 1000:g}km" if size >= 1000 and size % 1000 == 0 else f"{size:g}m"


def require_smaller_cells(bounds: Bounds, settings: GridSettings) -> None:
    """Raise InputError where a cell is larger than the area of `bounds`, as where metres were taken for degrees."""
    width, height, size = bounds[2] - bounds[0], bounds[3] - bounds[1], settings.cell_size
    if size > max(width, height):
        message = translate(
            "Core",
            "A cell of {size} m is larger than the area ({width:.0f} m × {height:.0f} m). Choose smaller cells.",
        )
        raise InputError(message.format(size=f"{size:g}", width=width, height=height))


def cover(bounds: Bounds, settings: GridSettings) -> Lattice:
    """Return the lattice of the settings' cells that covers `bounds`, which may be flat, as of a row of places or one.

    Raises InputError where there would be more than MOST_CELLS cells.
    """
    width, height, size = bounds[2] - bounds[0], bounds[3] - bounds[1], settings.cell_size
    if (width / size + 1) * (height / size + 1) > MOST_CELLS:
        message = translate(
            "Core",
            "Cells of {size} m over {width:.0f} m × {height:.0f} m would be {count:,.0f}; at most {most:,} are drawn. "
            "Choose larger cells, or a sector layer that leaves out far-off incidents.",
        )
        count = (width / size + 1) * (height / size + 1)
        raise InputError(message.format(size=f"{size:g}", width=width, height=height, count=count, most=MOST_CELLS))
    if settings.shape == "hexagon":
        return HexagonLattice.covering(bounds, size)
    return SquareLattice.covering(bounds, size)
