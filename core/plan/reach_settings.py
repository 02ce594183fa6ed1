"""How patrols move. Imports nothing heavy: dialogs read the defaults from here."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import InputError
from ..base.i18n import translate

SPEEDS_KMH = {"foot": 5.0, "bicycle": 15.0}
MODES = tuple(SPEEDS_KMH)
ACCESS_M = 500.0


@dataclass(frozen=True)
class ReachSettings:
    """Mode of movement, and how far from a road a unit's middle or a station may lie."""

    mode: str = "foot"
    access_m: float = ACCESS_M

    def __post_init__(self) -> None:
        if self.mode not in SPEEDS_KMH:
            message = translate("Core", "“{mode}” is no way to patrol that is known here. Choose one of: {modes}.")
            raise InputError(message.format(mode=self.mode, modes=", ".join(MODES)))
        if self.access_m <= 0:
            raise InputError(translate("Core", "The distance to the nearest road must be more than zero metres."))

    @property
    def metres_per_minute(self) -> float:
        """Return the speed."""
        return SPEEDS_KMH[self.mode] * 1000.0 / 60.0
