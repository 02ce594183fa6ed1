"""What a plan is checked against. Imports nothing heavy: dialogs read the defaults from here."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.natural import whole_number

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
