"""What a publication holds: every file of the published folder, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .editions import Moved
from .map_geometry import SectorShape
from .public_record import PublicRecord


@dataclass(frozen=True)
class Publication:
    """The public record, and what the page draws and searches: shapes in the record's order, bare lines, streets."""

    record: PublicRecord
    shapes: tuple[SectorShape, ...]
    streets: list[list[Any]]
    moved: tuple[Moved, ...]
    water: list[list[list[int]]]
    roads: list[list[int]]
    tile_zooms: tuple[int, int] | None = None
