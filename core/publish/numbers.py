"""Numbers as readers of English and Danish write them."""

from __future__ import annotations

import math
from typing import Literal

Language = Literal["en", "da"]
MISSING = "–"


def number(value: float | None, decimals: int = 0, language: Language = "en", *, signed: bool = False) -> str:
    """Return `value` with separators of the language and a true minus; an en dash where it is missing."""
    if value is None or not math.isfinite(value):
        return MISSING
    text = f"{value:{'+' if signed else ''},.{decimals}f}"
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("+-")
    if language == "da":
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", "−")


def short(value: float, language: Language = "en") -> str:
    """Return `value` with three significant digits."""
    text = f"{value:.3g}"
    return text.replace(".", ",") if language == "da" else text


def percent(value: float | None, decimals: int = 0, language: Language = "en", *, signed: bool = False) -> str:
    """Return `value`, already in percent, with its sign: 12% in English, 12 % in Danish."""
    text = number(value, decimals, language, signed=signed)
    if text == MISSING:
        return text
    return text + ("\N{NARROW NO-BREAK SPACE}%" if language == "da" else "%")
