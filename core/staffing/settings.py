"""How officers are shared out. Imports nothing heavy: dialogs read the defaults from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from ..base.errors import InputError
from ..base.i18n import translate

Method = Literal["sainte_lague", "huntington_hill", "largest_remainder"]
METHODS: tuple[Method, ...] = get_args(Method)
MOST_OFFICERS = 2_000  # more than any station has: advice and shifts weigh every one of them


@dataclass(frozen=True)
class StaffingSettings:
    """Officers to share out, the least a sector needs, and the rule of apportionment.

    Nobody is moved between two sectors whose load per officer is within `threshold` percent of the station's mean.
    `presence` is the percentage of all officers who are on duty on a weekday, after leave, courses and sickness.
    """

    officers: int = 60
    minimum: int = 2
    method: Method = "sainte_lague"
    threshold: float = 10.0
    presence: float = 75.0

    def __post_init__(self) -> None:
        if self.officers < 1:
            raise InputError(translate("Core", "There are no officers to share out. Give a number of at least 1."))
        if self.officers > MOST_OFFICERS:
            message = translate("Core", "{officers} officers are more than a station has: {most} at most. Correct it.")
            raise InputError(message.format(officers=self.officers, most=MOST_OFFICERS))
        if self.minimum < 0:
            raise InputError(translate("Core", "The least number of officers in a sector cannot be negative."))
        if self.threshold < 0:
            raise InputError(translate("Core", "The threshold for moving people cannot be below 0 percent."))
        if not 0 < self.presence <= 100:
            raise InputError(translate("Core", "The share of officers on duty is above 0 and at most 100 percent."))
        method_named(self.method)


def method_named(name: str) -> Method:
    """Return the rule of apportionment of this name; raise InputError for any other name."""
    for method in METHODS:
        if method == name:
            return method
    message = translate("Core", "“{method}” is not a way of sharing out officers. Choose one of: {methods}.")
    raise InputError(message.format(method=name, methods=", ".join(METHODS)))
