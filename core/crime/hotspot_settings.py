"""How hot spots are told from chance. Imports nothing heavy: dialogs read defaults and choices from here."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import InputError
from ..base.i18n import translate

NEIGHBOURHOODS = ("contiguity", "distance")
LEVELS = ((0.01, "99"), (0.05, "95"), (0.10, "90"))
TRENDS = ("new", "persistent", "fading", "sporadic")


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
