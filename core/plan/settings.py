"""Settings of a plan: weights of the workload's criteria, limits of the checks, patrol speeds, sectors per district.

Imports nothing heavy: dialogs read the defaults from here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.text import whole_number

TOLERANCE = 10.0
MINIMUM_OFFICERS = 2
RULES = (
    "unassigned",
    "detached part",
    "enclave",
    "overlap",
    "gap",
    "invalid geometry",
    "duplicate id",
    "too few officers",
    "outside tolerance",
)
SPEEDS_KMH = {"foot": 5.0, "bicycle": 15.0}
MODES = tuple(SPEEDS_KMH)
ACCESS_M = 500.0


@dataclass(frozen=True)
class WorkloadWeights:
    """Relative weights (zero or more; only ratios matter) of the method's four criteria."""

    crime: float = 40.0
    exposed: float = 20.0
    special: float = 10.0
    population: float = 30.0

    def __post_init__(self) -> None:
        if min(self.by_criterion().values()) < 0:
            raise InputError(translate("Core", "A weight is negative. Give weights of zero or more."))
        if not any(self.by_criterion().values()):
            raise InputError(translate("Core", "All weights are zero. Give at least one criterion a weight."))

    def by_criterion(self) -> dict[str, float]:
        """Return the weights by criterion name."""
        return {"crime": self.crime, "exposed": self.exposed, "special": self.special, "population": self.population}


@dataclass(frozen=True)
class CheckSettings:
    """Limits of the checks.

    Attributes:
        tolerance: greatest deviation of the load per officer from the district's mean, in percent.
        minimum_officers: fewest officers of a sector.
        expected_parts: separate parts that a sector may have (real islands), by sector id as text; 1 for all others.

    """

    tolerance: float = TOLERANCE
    minimum_officers: int = MINIMUM_OFFICERS
    expected_parts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.tolerance < 0 or self.minimum_officers < 0:
            raise InputError(translate("Core", "Tolerance and fewest officers must be zero or more."))


def parse_expected_parts(text: str) -> dict[str, int]:
    """Return the parts by sector from text such as “3=2; 7=4”; raise InputError at the first piece that does not read so."""
    parts: dict[str, int] = {}
    for piece in filter(None, (piece.strip() for piece in text.split(";"))):
        name, _, number = (side.strip() for side in piece.partition("="))
        if not name or not (count := whole_number(number)):
            message = translate(
                "Core", "Expected parts: “{piece}” is not of the form sector=parts. Write for example “3=2; 7=4”."
            )
            raise InputError(message.format(piece=piece))
        parts[name] = count
    return parts


def parse_pairs(text: str) -> dict[str, str]:
    """Return the texts by name from such as “20=P0012; 21=P0007”; raise InputError at the first piece that does not read so."""
    pairs: dict[str, str] = {}
    for piece in filter(None, (piece.strip() for piece in text.replace("\n", ";").split(";"))):
        name, _, value = (side.strip() for side in piece.rpartition("="))
        if not name or not value or name in pairs:
            message = translate(
                "Core",
                "“{piece}” is not of the form sector=service number, or names a sector again. Write for example {example}.",
            )
            raise InputError(message.format(piece=piece, example="20=P0012; 21=P0007"))
        pairs[name] = value
    return pairs


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


def parse_district_sectors(text: str) -> dict[str, int]:
    """Return the number of sectors by district, in the order written; an empty text gives an empty dict.

    Parts are separated by semicolons or line breaks; a name may hold anything but those, an equals sign too.
    Sector ids run from 1 through the districts in this order.

    Raises:
        InputError: a part is not name=number, a number is below 1, or a district appears twice.

    """
    counts: dict[str, int] = {}
    for part in filter(str.strip, text.replace("\n", ";").split(";")):
        name, count = _parse_part(part.strip())
        if name.casefold() in map(str.casefold, counts):
            message = translate("Core", "Sectors per district: “{name}” appears twice. Give each district once.")
            raise InputError(message.format(name=name))
        counts[name] = count
    return counts


def _parse_part(part: str) -> tuple[str, int]:
    name, _, number = (piece.strip() for piece in part.rpartition("="))
    count = whole_number(number)
    if not name or count is None:
        message = translate(
            "Core",
            "Sectors per district: “{part}” cannot be read. Write district=number, separated by semicolons, such as: {example}",
        )
        raise InputError(message.format(part=part, example="North East=9;North West=5"))
    if count < 1:
        message = translate(
            "Core", "Sectors per district: “{name}” has {number} sectors. Give at least 1, or leave it out."
        )
        raise InputError(message.format(name=name, number=number))
    return name, count
