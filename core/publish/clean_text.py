"""Text that may be shown to the public: no invisible characters, no odd spaces, a length that fits."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from ..language import translate

_DROPPED_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn"}
# Letters and marks that show nothing: Hangul and Khmer fillers, the empty Braille cell, joiners, variation selectors.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_STACKED_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{2})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def clean_text(value: Any) -> str:
    """Return `value` as one line of visible characters; nothing for None.

    Control, zero-width and bidirectional characters are dropped, white space becomes single spaces,
    and more than two stacked accents are cut, since each can make a page lie about what it says.
    """
    if value is None:
        return ""
    text = unicodedata.normalize("NFC", re.sub(r"\s", " ", str(value)))
    text = "".join(letter for letter in text if unicodedata.category(letter) not in _DROPPED_CATEGORIES)
    text = _STACKED_MARKS.sub(r"\1", _BLANK.sub("", text))
    return re.sub(r" +", " ", text).strip()


def shortened(value: Any, limit: int) -> str:
    """Return the clean text cut to `limit` characters, for a message; what is published is never cut."""
    text = clean_text(value)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def excess(text: str, limit: int) -> str:
    """Return what is wrong with a text longer than `limit` characters, and the remedy; nothing where it fits."""
    if len(text) <= limit:
        return ""
    message = translate("Core", "{found} characters, and at most {limit} can be shown. Shorten it.")
    return message.format(found=len(text), limit=limit)
