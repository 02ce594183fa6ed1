"""What a crime grid is made of. Imports nothing heavy: dialogs read defaults and bounds from here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..base.errors import InputError
from ..base.i18n import translate

SHAPES = ("square", "hexagon", "national")
NATIONAL_SIZES = {"100m": 100.0, "1km": 1000.0, "10km": 10000.0}
MOST_CELLS = 20_000_000
PERIODS = {"none": 0, "month": 1, "quarter": 3, "year": 12}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYPARTS = ("night", "morning", "afternoon", "evening")


@dataclass(frozen=True)
class GridSettings:
    """Cells of `cell_size` metres, and which incidents count.

    Attributes:
        cell_size: side of a square, or distance between opposite sides of a hexagon, in metres.
        shape: one of SHAPES; `national` is the Danish national grid (DDKN).
        clip: cut the cells along the outer border of the sectors.
        top_types: how many of the most frequent types have a column of their own.
        start, end: first and last day that count, both included; None leaves that end open.
        periods: one of PERIODS; a column of counts for every month, quarter or year.
        time_zone: where the incidents' local times were written down, as an IANA name.

    """

    cell_size: float = 250.0
    shape: str = "square"
    clip: bool = False
    top_types: int = 10
    start: dt.date | None = None
    end: dt.date | None = None
    periods: str = "none"
    time_zone: str = "Europe/Copenhagen"

    def __post_init__(self) -> None:
        self._check_cells()
        if self.start and self.end and self.end < self.start:
            message = translate(
                "Core", "The period ends ({end}) before it starts ({start}). Give an end on or after the start."
            )
            raise InputError(message.format(start=self.start, end=self.end))
        check_time_zone(self.time_zone)

    def _check_cells(self) -> None:
        if self.shape not in SHAPES:
            message = translate("Core", "“{shape}” is not a shape of cells. Choose one of: {shapes}.")
            raise InputError(message.format(shape=self.shape, shapes=", ".join(SHAPES)))
        if not 0 < self.cell_size < float("inf"):
            message = translate("Core", "A cell size of {size} m cannot be drawn. Give a size above zero, in metres.")
            raise InputError(message.format(size=f"{self.cell_size:g}"))
        if self.shape == "national" and self.cell_size not in NATIONAL_SIZES.values():
            message = translate(
                "Core",
                "The Danish national grid has no cells of {size} m. Choose 100, 1000 or 10000 m, or another shape.",
            )
            raise InputError(message.format(size=f"{self.cell_size:g}"))

    @property
    def period_months(self) -> int:
        """Return how many months a column of counts spans; 0 where none is wanted."""
        return PERIODS[self.periods]

    @property
    def has_period(self) -> bool:
        """Tell whether a period limits what counts."""
        return bool(self.start or self.end)


def check_time_zone(name: str) -> None:
    """Raise InputError where this computer knows no time zone of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = translate("Core", "“{name}” is not a time zone known here. Give an IANA name, as Europe/Copenhagen.")
        raise InputError(message.format(name=name)) from error
