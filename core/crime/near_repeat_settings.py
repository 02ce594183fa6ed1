"""The bands of a near-repeat analysis. Imports nothing heavy: dialogs read defaults and bounds from here."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from ..base.errors import InputError
from ..base.i18n import translate

MOST_PERMUTATIONS = 999_999  # more tell no p apart that anyone would act on


@dataclass(frozen=True)
class NearRepeatSettings:
    """Upper ends of the bands, and how chance is tried.

    Attributes:
        distances: upper ends in metres, ascending; a first one of 0 is the same place.
        days: upper ends in whole days, ascending.
        permutations: how often the dates are dealt out anew among the places; 19 to MOST_PERMUTATIONS.
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
