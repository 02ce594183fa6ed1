"""Text that may be shown: connections without their passwords, names in natural order, and clean single lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .i18n import translate

_VALUE = r"(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[^\s;&,]+)"
_NAMED = re.compile(rf"\b(password|passwd|pwd)\s*=\s*{_VALUE}", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(://[^/\s:@]+:)[^/\s@]+@")
Key = tuple[tuple[tuple[int, int, str], ...], str]
_DROPPED_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn"}
# Letters and marks that show nothing: Hangul and Khmer fillers, the empty Braille cell, joiners, variation selectors.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_STACKED_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{2})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def without_passwords(text: str) -> str:
    """Return the text with the password of every connection in it left out."""
    return _IN_ADDRESS.sub(r"\1…@", _NAMED.sub(r"\1=…", text))


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
    """Return the name that is an id, or begins with it as “A1 Harbour” does with A1; None if none does, or several."""
    known = list(names)
    exact = [name for name in known if name.casefold() == text.casefold()]
    found = exact or [name for name in known if name.casefold().startswith(f"{text.casefold()} ")]
    return found[0] if len(found) == 1 else None


def id_called(text: str, ids: Sequence[str]) -> int | None:
    """Return the position of the id that people write as `text`; None for an unknown one, or where it may be several.

    Capitals and small letters are the same. A spreadsheet drops the zeros before a number: where no id is 7, 07 is meant.
    """
    spellings: tuple[Callable[[str], str], ...] = (str, str.casefold, lambda one: one.casefold().lstrip("0"))
    for spelt in spellings[: 3 if text.isdecimal() else 2]:
        found = [place for place, one in enumerate(ids) if spelt(one) == spelt(text)]
        if len(found) == 1:
            return found[0]
    return None


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


def length_problem(text: str, limit: int) -> str:
    """Describe the fault of a text longer than `limit` characters, and its remedy; empty for a text that fits."""
    if len(text) <= limit:
        return ""
    message = translate("Core", "{found} characters, and at most {limit} can be shown. Shorten it.")
    return message.format(found=len(text), limit=limit)
