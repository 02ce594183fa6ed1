"""Numbers as readers of the current locale write them."""

from __future__ import annotations

from .i18n import current_locale


def number(value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
    """Return `value` with separators and a true minus; an en dash where it is missing."""
    return current_locale().number(value, decimals, signed=signed)


def short(value: float) -> str:
    """Return `value` with three significant digits."""
    return current_locale().short(value)


def percent(value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
    """Return `value`, already in percent, with its sign: 12% in English, 12 % in Danish."""
    return current_locale().percent(value, decimals, signed=signed)
