"""Names that hold numbers: in the order people expect, and read as numbers only where they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

Key = tuple[tuple[tuple[int, int, str], ...], str]


def natural(name: object) -> Key:
    """Return a sort key under which numbers inside text count as numbers: “S2” comes before “S10”, 2.1 before 10.

    However many digits there are, none is converted: Python refuses to read a number of thousands of digits.
    """
    text = str(name)
    pieces = [piece for piece in re.split("([0-9]+)", text) if piece]
    return tuple(_piece(piece) for piece in pieces), text


def _piece(piece: str) -> tuple[int, int, str]:
    if not "0" <= piece[0] <= "9":
        return 1, 0, piece.casefold()
    digits = piece.lstrip("0")
    return 0, len(digits), digits


def whole_number(text: str) -> int | None:
    """Return the number that at most 15 digits write; None for any other text, such as “²”, “1.0” or “-1”."""
    return int(text) if re.fullmatch("[0-9]{1,15}", text) else None


def named_so(text: str, names: Iterable[str]) -> str | None:
    """Return the name that is an id, or begins with it as “A1 Harbour” does with A1; None where none does, or several."""
    known = list(names)
    exact = [name for name in known if name.casefold() == text.casefold()]
    found = exact or [name for name in known if name.casefold().startswith(f"{text.casefold()} ")]
    return found[0] if len(found) == 1 else None
