"""How many sectors each local police district gets, as people write it: North East=9;North West=5."""

from __future__ import annotations

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.natural import whole_number


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
