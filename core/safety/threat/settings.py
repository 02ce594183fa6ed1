"""Quarters and levels of the threat assessment. Imports nothing heavy: dialogs and styles read them from here."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ...base.errors import InputError
from ...base.i18n import translate
from ...crime.settings import Period
from ..index.settings import Category

THREAT_LEVELS = (
    Category("too_few", "too few to say", "for få til at sige noget", "#c9cfd6"),
    Category("low", "low", "lav", "#cfe3d4"),
    Category("moderate", "moderate", "moderat", "#ecd68c"),
    Category("raised", "raised", "forhøjet", "#eda25b"),
    Category("high", "high", "høj", "#c0392b"),
)
_FORM = re.compile(r"\s*(\d{4})\s*[-/ ]?\s*[qk]?\s*([1-4])\s*$", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year."""

    year: int
    number: int

    @property
    def period(self) -> Period:
        """Return its first and last day."""
        start = dt.date(self.year, 3 * self.number - 2, 1)
        following = self.later(1)
        return Period(start, dt.date(following.year, 3 * following.number - 2, 1) - dt.timedelta(days=1))

    def later(self, quarters: int) -> Quarter:
        """Return the quarter that many quarters later; earlier where negative."""
        year, number = divmod(4 * self.year + self.number - 1 + quarters, 4)
        return Quarter(year, number + 1)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


def read_quarter(text: str) -> Quarter:
    """Return the quarter written as 2026-Q3, 2026Q3 or 2026-K3; raise InputError for anything else."""
    match = _FORM.match(text)
    if match is None:
        message = translate("Core", "“{text}” is no quarter. Write it as 2026-Q3.")
        raise InputError(message.format(text=text))
    return Quarter(int(match[1]), int(match[2]))


@dataclass(frozen=True)
class ThreatSettings:
    """The quarter to assess, the confidence of intervals (percent), and the marking of every page."""

    quarter: Quarter
    confidence: float = 95.0
    marking: str = ""

    def __post_init__(self) -> None:
        if not 50 <= self.confidence < 100:
            raise InputError(translate("Core", "The confidence is a percentage from 50 to below 100."))
        if not 1900 <= self.quarter.year <= 2200:
            message = translate("Core", "“{quarter}” is no quarter that incidents can lie in.")
            raise InputError(message.format(quarter=self.quarter))
