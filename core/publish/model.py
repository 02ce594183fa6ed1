"""What a publication holds: every file of the published folder, by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from .editions import Moved
from .map_geometry import SectorShape
from .public_record import PublicRecord, print_stamp
from .record_file import borders_hash, content_hash


@dataclass(frozen=True)
class Publication:
    """The public record, and what the page draws and searches: shapes in the record's order, bare lines, streets.

    `borders` are the sectors' true borders, packed, in the same order: the shapes are only drawn.
    """

    record: PublicRecord
    shapes: tuple[SectorShape, ...]
    borders: tuple[list[list[str]], ...]
    streets: list[list[Any]]
    moved: tuple[Moved, ...]
    water: list[list[list[int]]]
    roads: list[list[int]]
    tile_zooms: tuple[int, int] | None = None
    tiles_hash: str = ""

    def stamped(self) -> Publication:
        """Return the publication with the stamps of what it holds."""
        printed = print_stamp(self.record.contacts_hash, borders_hash(self))
        stamped = replace(self, record=replace(self.record, print_hash=printed))
        return replace(stamped, record=replace(stamped.record, content=content_hash(stamped)))
