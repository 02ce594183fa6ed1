"""What a crime profile compares. Imports nothing heavy: dialogs read defaults from here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ..base.errors import InputError
from ..base.i18n import translate
from .settings import check_time_zone


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included."""

    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        """Return the number of days."""
        return (self.end - self.start).days + 1

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
    time_zone: str = "Europe/Copenhagen"

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
