"""What must be known of the incidents behind a figure: told in one wording, in the log and the report of every count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..base.arrays import Times
from ..base.i18n import translate
from .incidents import TYPE, IncidentChunk
from .rates import FEW
from .settings import Period

_NEGLIGIBLE = 0.02  # share of a period that may be missing from a file, as where it is a few days old
_FEW_MIDNIGHTS, _MANY_MIDNIGHTS = 5, 0.1
_FACTORS = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


@dataclass
class Caveats:
    """Counts of incidents in a figure that are not what they seem.

    Attributes:
        counted: all incidents in the figure. untimed: without any usable time.
        reversed: whose end lies before their start on the same day: the day is known, the time of day is not.
        swapped: whose end lies on a day before their start: from and to are taken to have changed places.
        midnight: at midnight to the second. timed: with a known time of day.
        twins: incidents beyond the first with the same place, times and type, as counted elsewhere.

    """

    counted: int = 0
    untimed: int = 0
    reversed: int = 0
    swapped: int = 0
    midnight: int = 0
    timed: int = 0
    twins: int = 0
    _marks: list[NDArray[np.uint64]] = field(default_factory=list)

    @classmethod
    def of(cls, chunk: IncidentChunk) -> Caveats:
        """Return the caveats of incidents with their times as they are on file."""
        start, end = chunk.start, chunk.end
        backward = reversed_on_a_day(start, end)
        known = ~np.isnat(start) | ~np.isnat(end)
        begin = np.where(np.isnat(start), end, start)
        finish = np.where(np.isnat(end), start, end)
        midnight = known & (begin == finish) & (begin == begin.astype("datetime64[D]"))
        return cls(
            len(chunk),
            int((~known).sum()),
            int(backward.sum()),
            int(((end < start) & ~backward).sum()),
            int(midnight.sum()),
            int((known & ~backward).sum()),
            0,
            [_marks(chunk.take(known))],
        )

    @property
    def doubles(self) -> int:
        """Count the incidents with the very place, times and type of another one that was counted before."""
        marks = np.sort(np.concatenate([np.empty(0, np.uint64), *self._marks]))
        return self.twins + int((marks[1:] == marks[:-1]).sum())

    def merge(self, other: Caveats) -> None:
        """Add those of another part of the incidents."""
        for name in ("counted", "untimed", "reversed", "swapped", "midnight", "timed", "twins"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self._marks += other._marks

    def texts(self, *, by_clock: bool = True) -> list[str]:
        """List the caveats; without `by_clock`, for figures that count days, those on the time of day are left out."""
        lines = {
            "untimed": translate("Core", "{count:,} of {counted:,} incidents have no usable time."),
            "swapped": translate(
                "Core", "{count:,} incidents counted with from and to swapped: they ended before they began."
            ),
        }
        if by_clock:
            lines["reversed"] = translate(
                "Core",
                "{count:,} incidents end before they begin on the same day, as where an end after midnight was given the "
                "day of the start: they count for their day, at no known time of it.",
            )
            if self.midnight >= max(_FEW_MIDNIGHTS, _MANY_MIDNIGHTS * self.timed):
                lines["midnight"] = translate(
                    "Core",
                    "{count:,} of {timed:,} times are midnight to the second: dates written with a clock of 00:00? Then hours "
                    "and dayparts mislead; store them as dates, and each is spread over its day.",
                )
        lines["doubles"] = translate(
            "Core",
            "{count:,} incidents have the very place, time and type of another: entered twice? Check them, and remove "
            "duplicates first.",
        )
        counts = {name: int(getattr(self, name)) for name in lines}
        return [
            text.format(count=counts[name], counted=self.counted, timed=self.timed)
            for name, text in lines.items()
            if counts[name]
        ]


def reversed_on_a_day(start: Times, end: Times) -> NDArray[np.bool_]:
    """Return (n,) which ends lie before their start on the same day."""
    return np.asarray((end < start) & (start.astype("datetime64[D]") == end.astype("datetime64[D]")))


def ends_on_next_day(start: Times, end: Times) -> tuple[Times, int]:
    """Return (n,) ends of which those before their start on the same day are a day later, and how many these are."""
    backward = reversed_on_a_day(start, end)
    return np.where(backward, end + np.timedelta64(86_400, "s"), end), int(backward.sum())


def next_day_text(count: int) -> list[str]:
    """Describe the ends that were put on the next day; empty if there are none."""
    message = translate(
        "Core", "{count:,} incidents end before they begin on the same day: their ends count on the next day, as asked."
    )
    return [message.format(count=count)] if count else []


def _marks(chunk: IncidentChunk) -> NDArray[np.uint64]:
    """Return (n,) a hash of each incident's place, times and type; of different incidents it is different."""
    columns = [(chunk.x + 0.0).view(np.uint64), (chunk.y + 0.0).view(np.uint64)]
    columns += [times.astype("datetime64[s]").view(np.uint64) for times in (chunk.start, chunk.end)]
    if TYPE in chunk.categories:
        columns.append(chunk.categories[TYPE].astype(np.int64).view(np.uint64))
    marks = np.zeros(len(chunk), dtype=np.uint64)
    for column in columns:
        marks ^= column
        marks *= _FACTORS[0]
        marks ^= marks >> np.uint64(29)
        marks *= _FACTORS[1]
        marks ^= marks >> np.uint64(32)
        marks *= _FACTORS[2]
    return marks


def uncovered(first: dt.date, last: dt.date, count: int, periods: Iterable[Period | None]) -> Period | None:
    """Return the first period that the file does not cover, so that its count would be too small; None if all are covered.

    That is so where five incidents or more, at the file's own rate, and two percent of the period are missing.

    Args:
        first: day of the first incident on file.
        last: day of the last one.
        count: incidents on file with a time.
        periods: whose counts are to be compared.

    """
    per_day = count / ((last - first).days + 1)
    for period in periods:
        if period is not None:
            missing = max(0, (period.end - last).days) + max(0, (first - period.start).days)
            if min(missing, period.days) * per_day >= FEW and missing > _NEGLIGIBLE * period.days:
                return period
    return None


def coverage_text(first: dt.date, last: dt.date, period: Period) -> str:
    """Describe a file that does not cover a period; see `uncovered`."""
    text = translate("Core", "The incidents on file are from {first} to {last} and do not cover the period {period}.")
    return text.format(first=first, last=last, period=period)


def place_text(missing: int, read: int) -> list[str]:
    """Describe the incidents without a usable place; empty if all have one."""
    message = translate("Core", "{count:,} of {read:,} incidents have no usable place and are in no figure.")
    return [message.format(count=missing, read=read)] if missing else []


def offset_texts(offsets: Mapping[str, tuple[int, int]], time_zone: str) -> list[str]:
    """Describe the times with an offset from UTC, by field: the number with an offset, and the number without."""
    every = translate(
        "Core", "Field “{field}”: {count:,} times have an offset from UTC and were put on the clock of {zone}."
    )
    mixed = translate(
        "Core",
        "Field “{field}” mixes times: {count:,} have an offset from UTC and were put on the clock of {zone}, {plain:,} have "
        "none and were taken as written there. Check that both were stored alike.",
    )
    return [
        (mixed if plain else every).format(field=name, count=zoned, plain=plain, zone=time_zone)
        for name, (zoned, plain) in offsets.items()
        if zoned
    ]
