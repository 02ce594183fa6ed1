"""What the sample city can be asked for. Imports nothing heavy: the dialog reads defaults and bounds from here."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import InputError
from ..base.i18n import translate
from ..plan.settings import parse_district_sectors

DEFAULT_DISTRICT_SECTORS = "North=8;Harbour=7;South=6"
MOST_SECTORS = 500
UNIT_COUNT_BOUNDS = (300, 20_000)


@dataclass(frozen=True)
class SampleSettings:
    """Seed (0 or more), number of planning units, and sectors per local police district as text."""

    seed: int = 1
    unit_count: int = 3000
    district_sectors: str = DEFAULT_DISTRICT_SECTORS

    def __post_init__(self) -> None:
        low, high = UNIT_COUNT_BOUNDS
        if self.seed < 0:
            message = translate("Core", "The seed is {seed}. Give a whole number of zero or more.")
            raise InputError(message.format(seed=self.seed))
        if not low <= self.unit_count <= high:
            message = translate("Core", "{count} planning units were asked for. Give a number from {low} to {high}.")
            raise InputError(message.format(count=self.unit_count, low=low, high=high))
        if sum(self.sectors().values()) > MOST_SECTORS:
            message = translate("Core", "{count} sectors were asked for. Give at most {most} in all.")
            raise InputError(message.format(count=sum(self.sectors().values()), most=MOST_SECTORS))

    def sectors(self) -> dict[str, int]:
        """Return the number of sectors by district; those of the sample city where the text is empty."""
        return parse_district_sectors(self.district_sectors) or parse_district_sectors(DEFAULT_DISTRICT_SECTORS)
