"""Settings of crime grids, hot spots, near repeats and crime profiles, with their defaults, units and bounds.

Imports nothing heavy: dialogs read defaults, choices and bounds from here.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..base.errors import InputError
from ..base.i18n import translate

SHAPES = ("square", "hexagon", "national")
NATIONAL_SIZES = {"100m": 100.0, "1km": 1000.0, "10km": 10000.0}
MOST_CELLS = 20_000_000
MONTH_DAYS = 365.25 / 12
PERIODS = {"none": 0, "month": 1, "quarter": 3, "year": 12}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYPARTS = ("night", "morning", "afternoon", "evening")
NEIGHBOURHOODS = ("contiguity", "distance")
LEVELS = ((0.01, "99"), (0.05, "95"), (0.10, "90"))
TRENDS = ("new", "persistent", "fading", "sporadic")
TIME_ZONE = "Europe/Copenhagen"
MOST_PERMUTATIONS = 999_999  # more tell no p apart that anyone would act on


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
    time_zone: str = TIME_ZONE

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
        """Return the number of months in a column of counts; 0 without such columns."""
        return PERIODS[self.periods]

    @property
    def has_period(self) -> bool:
        """Return True if only incidents of a period count."""
        return bool(self.start or self.end)


def check_time_zone(name: str) -> None:
    """Raise InputError where this computer knows no time zone of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = translate("Core", "“{name}” is not a time zone known here. Give an IANA name, as Europe/Copenhagen.")
        raise InputError(message.format(name=name)) from error


@dataclass(frozen=True)
class HotspotSettings:
    """Which cells are neighbours.

    Attributes:
        neighbourhood: `contiguity` (cells that share a side or a corner) or `distance`.
        distance: between centres, in metres, for `distance`.

    """

    neighbourhood: str = "contiguity"
    distance: float = 500.0

    def __post_init__(self) -> None:
        if self.neighbourhood not in NEIGHBOURHOODS:
            message = translate("Core", "“{name}” is no kind of neighbourhood. Choose one of: {names}.")
            raise InputError(message.format(name=self.neighbourhood, names=", ".join(NEIGHBOURHOODS)))
        if self.neighbourhood == "distance" and not self.distance > 0:
            raise InputError(
                translate("Core", "Give a distance above zero, in metres, within which cells are neighbours.")
            )


@dataclass(frozen=True)
class NearRepeatSettings:
    """Upper ends of the bands, and how chance is tried.

    Attributes:
        distances: upper ends in metres, ascending; a first one of 0 is the same place.
        days: upper ends in whole days, ascending.
        permutations: how often the dates are permuted among the places; 19 to MOST_PERMUTATIONS.
        seed: of the permutations.

    """

    distances: tuple[float, ...] = (0.0, 100.0, 200.0, 300.0, 400.0)
    days: tuple[int, ...] = (7, 14, 21, 28)
    permutations: int = 999
    seed: int = 1

    def __post_init__(self) -> None:
        ascending = all(low < high for ends in (self.distances, self.days) for low, high in itertools.pairwise(ends))
        if not self.distances or not self.days or not ascending or min(self.distances) < 0 or min(self.days) < 0:
            message = translate(
                "Core", "Bands must be ascending numbers of zero or more; found {distances} m and {days} days."
            )
            raise InputError(message.format(distances=_join(self.distances), days=_join(self.days)))
        if self.permutations < 19:
            raise InputError(
                translate("Core", "Give at least 19 permutations; with fewer, no p of 0.05 can be reached.")
            )
        if self.permutations > MOST_PERMUTATIONS:
            message = translate("Core", "Give at most {most:,} permutations; found {count:,}.")
            raise InputError(message.format(most=MOST_PERMUTATIONS, count=self.permutations))


def read_bands(text: str) -> list[float]:
    """Return the numbers in “0, 100, 200”, or raise InputError; the separator is a comma, a semicolon or a blank."""
    parts = [part for part in re.split(r"[,;\s]+", text.strip()) if part]
    try:
        return [float(part) for part in parts]
    except ValueError as error:
        message = translate(
            "Core", "“{text}” is no list of numbers. Write the upper ends of the bands as 100, 200, 400."
        )
        raise InputError(message.format(text=text)) from error


def _join(values: tuple[float, ...]) -> str:
    return ", ".join(f"{value:g}" for value in values)


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included; InputError where it ends before it starts."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end < self.start:
            message = translate("Core", "A period ends ({end}) before it starts ({start}). Swap the two days.")
            raise InputError(message.format(start=self.start, end=self.end))

    @property
    def days(self) -> int:
        """Return the number of days."""
        return (self.end - self.start).days + 1

    @property
    def months(self) -> float:
        """Return the length in average months."""
        return self.days / MONTH_DAYS

    def calendar_months(self) -> set[int]:
        """Return the months of the year that the period touches, 1 to 12."""
        return {(self.start.month - 1 + step) % 12 + 1 for step in range(min(12, self.month_span()))}

    def month_span(self) -> int:
        """Return the number of calendar months that the period touches."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def year_before(self) -> Period:
        """Return the same days a year earlier."""
        return Period(_year_before(self.start), _year_before(self.end))

    def __str__(self) -> str:
        return f"{self.start} – {self.end}"


@dataclass(frozen=True)
class ProfileSettings:
    """The period a profile is about, and the one it is compared with.

    Attributes:
        start, end: first and last day of the period, both or neither; without them, the last twelve months on file.
        compare_start, compare_end: of the period compared with, both or neither; without them, a year earlier.
        time_zone: where the incidents' local times were written down, as an IANA name.

    """

    start: dt.date | None = None
    end: dt.date | None = None
    compare_start: dt.date | None = None
    compare_end: dt.date | None = None
    time_zone: str = TIME_ZONE

    def __post_init__(self) -> None:
        for start, end in ((self.start, self.end), (self.compare_start, self.compare_end)):
            if (start is None) != (end is None):
                raise InputError(translate("Core", "A period needs its first and its last day. Give both, or neither."))
            if start and end and end < start:
                message = translate(
                    "Core", "The period ends ({end}) before it starts ({start}). Give an end on or after the start."
                )
                raise InputError(message.format(start=start, end=end))
        check_time_zone(self.time_zone)

    def periods(self, first: dt.date, last: dt.date) -> tuple[Period, Period | None]:
        """Return the period and the one compared with, for a file that runs from `first` to `last`.

        Without days of its own the period is the last twelve months on file; it is compared with the year before where
        the file holds all of that.
        """
        if self.start and self.end:
            period = Period(self.start, self.end)
        else:
            period = Period(max(first, _year_before(last + dt.timedelta(days=1))), last)
        if self.compare_start and self.compare_end:
            return period, Period(self.compare_start, self.compare_end)
        before = period.year_before()
        return period, before if before.start >= first else None


def _year_before(day: dt.date) -> dt.date:
    """Return the same day a year earlier; the last of February for a leap day."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
