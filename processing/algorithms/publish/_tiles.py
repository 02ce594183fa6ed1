"""Background tiles for the public map, drawn by QGIS beside the page (XYZ, Web Mercator, 256 pixels)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsProcessingContext,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QCoreApplication, QSize
from qgis.PyQt.QtGui import QColor, QImage, QPainter

from ....core.base.errors import InputError
from ....core.base.progress import Progress
from ...framework.crs import WEB_MERCATOR

translate = QCoreApplication.translate
SIDE, BLOCK = 256, 8
HALF_WORLD = 20037508.342789244
MOST_TILES = 4000
PAPER = "#ecebe6"


@dataclass(frozen=True)
class TileRange:
    """The tiles of one zoom: columns and rows, both ends included."""

    zoom: int
    west: int
    east: int
    north: int
    south: int

    def count(self) -> int:
        """Return how many tiles there are."""
        return (self.east - self.west + 1) * (self.south - self.north + 1)

    def blocks(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield blocks of at most eight by eight tiles: column, row, columns, rows. Labels are whole in a block."""
        for x in range(self.west, self.east + 1, BLOCK):
            for y in range(self.north, self.south + 1, BLOCK):
                yield x, y, min(BLOCK, self.east + 1 - x), min(BLOCK, self.south + 1 - y)


def tile_range(bounds: tuple[float, float, float, float], zoom: int) -> TileRange:
    """Return the tiles that cover bounds in degrees (west, south, east, north)."""
    west, south, east, north = bounds
    return TileRange(zoom, _column(west, zoom), _column(east, zoom), _row(north, zoom), _row(south, zoom))


def _column(longitude: float, zoom: int) -> int:
    return int((longitude + 180.0) / 360.0 * 2**zoom)


def _row(latitude: float, zoom: int) -> int:
    angle = math.radians(latitude)
    return int((1.0 - math.asinh(math.tan(angle)) / math.pi) / 2.0 * 2**zoom)


def write_tiles(
    layers: list[Any],
    bounds: tuple[float, float, float, float],
    zooms: tuple[int, int],
    folder: Path,
    context: QgsProcessingContext,
    progress: Progress,
) -> int:
    """Draw `layers` (top first) as folder/zoom/column/row.png; return how many tiles were written.

    Raises InputError where that would be more than 4,000 tiles.
    """
    ranges = [tile_range(bounds, zoom) for zoom in range(zooms[0], zooms[1] + 1)]
    total = sum(each.count() for each in ranges)
    if total > MOST_TILES:
        message = translate(
            "Tiles", "The background would take {count} tiles, more than {most}. Lower the largest zoom."
        )
        raise InputError(message.format(count=total, most=MOST_TILES))
    blocks = [(each.zoom, *block) for each in ranges for block in each.blocks()]
    for zoom, x, y, columns, rows in progress.each(blocks, len(blocks)):
        image = _draw(layers, zoom, (x, y, columns, rows), context)
        for column in range(columns):
            place = folder / str(zoom) / str(x + column)
            place.mkdir(parents=True, exist_ok=True)
            for row in range(rows):
                tile = image.copy(column * SIDE, row * SIDE, SIDE, SIDE)
                tile.save(str(place / f"{y + row}.png"), "PNG", 0)
    return total


def _draw(layers: list[Any], zoom: int, block: tuple[int, int, int, int], context: QgsProcessingContext) -> QImage:
    x, y, columns, rows = block
    size = 2 * HALF_WORLD / 2**zoom
    west, north = x * size - HALF_WORLD, HALF_WORLD - y * size
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem(WEB_MERCATOR))
    settings.setBackgroundColor(QColor(PAPER))
    settings.setTransformContext(context.transformContext())
    settings.setOutputSize(QSize(columns * SIDE, rows * SIDE))
    settings.setExtent(QgsRectangle(west, north - rows * size, west + columns * size, north))
    image = QImage(columns * SIDE, rows * SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(PAPER))
    painter = QPainter(image)
    QgsMapRendererCustomPainterJob(settings, painter).renderSynchronously()
    painter.end()
    return image
