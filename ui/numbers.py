"""Numbers in the dock, as the reader's language writes them."""

from __future__ import annotations

from ..core.base import numbers


def number(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """Return a number with separators and a true minus; an en dash where it is missing."""
    return numbers.number(float(value), decimals, signed=signed)


def change(before: float, after: float, decimals: int = 0, *, signed: bool = False) -> str:
    """Return “before → after”."""
    return f"{number(before, decimals, signed=signed)} → {number(after, decimals, signed=signed)}"
