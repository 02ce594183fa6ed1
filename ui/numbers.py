"""Numbers in the dock, as the reader's language writes them."""

from __future__ import annotations

from functools import cache

from ..core.publish import numbers
from ..core.publish.numbers import Language
from ..processing.base import reader_language


@cache
def language() -> Language:
    """Return the language that QGIS was started in, English where reports have no other."""
    return "da" if reader_language() == "da" else "en"


def number(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """Return a number with separators and a true minus; an en dash where it is missing."""
    return numbers.number(float(value), decimals, language(), signed=signed)


def change(before: float, after: float, decimals: int = 0, *, signed: bool = False) -> str:
    """Return “before → after”."""
    return f"{number(before, decimals, signed=signed)} → {number(after, decimals, signed=signed)}"
