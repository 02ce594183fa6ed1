"""The locale of the program: the one language in which a text, its numbers and its days are written.

It is held in a context variable. Where none is set, it is the reader's, which QGIS tells when the plugin starts; without
QGIS (tests, other programs, worker processes) that is English. `translate` has the form that Qt's extraction tools read.
Files and fields keep days in ISO 8601.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import re
import string
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from numbers import Number
from typing import Any, Literal, TypeVar

Language = Literal["en", "da"]
Translator = Callable[[str, str], str]
T = TypeVar("T")
_MISSING = "–"
_SWAPPED = str.maketrans(",.", ".,")
_MONTHS = {
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    "da": ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"],
}  # fmt: skip
# Whole words only: the date in a path, a file name or an id stays as it is written there.
_ISO = re.compile(
    r"(?<![\w/\\.-])(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"(?![\w/\\-]|\.\w)"
)
_current: ContextVar[Locale] = ContextVar("locale")


def _source_text(_context: str, text: str) -> str:
    return text


@dataclass(frozen=True)
class Locale:
    """A language, and how texts, numbers and days are written in it.

    Attributes:
        language: decides on decimal sign, month names and which of two texts is shown.
        translator: gives a text in that language; the English source if there is none.

    """

    language: Language = "en"
    translator: Translator = field(default=_source_text, repr=False, compare=False)

    def text(self, context: str, text: str) -> str:
        """Return `text`, of a part of the program, in this language; its `format` writes numbers and days likewise."""
        return _Text(self.translator(context, text), self)

    def either(self, english: T, danish: T) -> T:
        """Return the one that is in this language."""
        return danish if self.language == "da" else english

    def separated(self, text: str) -> str:
        """Return a number that Python wrote (1,234.5) with the separators of this language."""
        return text.translate(_SWAPPED) if self.language == "da" else text

    def number(self, value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
        """Return `value` with separators and a true minus; an en dash where it is missing."""
        if value is None or not math.isfinite(value):
            return _MISSING
        text = f"{value:{'+' if signed else ''},.{decimals}f}"
        if not any(digit in text for digit in "123456789"):
            text = text.lstrip("+-")
        return self.separated(text).replace("-", "−")

    def percent(self, value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
        """Return `value`, already in percent, with its sign: 12% in English, 12 % in Danish."""
        text = self.number(value, decimals, signed=signed)
        return text if text == _MISSING else text + self.either("%", "\N{NARROW NO-BREAK SPACE}%")

    def short(self, value: float) -> str:
        """Return `value` with three significant digits."""
        return self.separated(f"{value:.3g}")

    def day(self, day: dt.date) -> str:
        """Return “20 Nov 2026” in English, “20. nov. 2026” in Danish; a moment (local time) with its clock."""
        name = _MONTHS[self.language][day.month - 1]
        text = self._day(day, name[:3] + (self.either("", ".") if len(name) > 3 else ""))
        if not isinstance(day, dt.datetime):
            return text
        return text + self.either(f", {day:%H:%M}", f" kl. {day:%H.%M}")

    def long_day(self, day: dt.date) -> str:
        """Return “20 November 2026” in English, “20. november 2026” in Danish."""
        return self._day(day, _MONTHS[self.language][day.month - 1])

    def _day(self, day: dt.date, month: str) -> str:
        return f"{day.day}{self.either('', '.')} {month} {day.year}"

    def days_in(self, text: str) -> str:
        """Return `text` with every ISO 8601 day or moment in it as people write it; times keep their own clock."""

        def readable(found: re.Match[str]) -> str:
            try:
                day = dt.date.fromisoformat(found["day"])
                if not found["clock"]:
                    return self.day(day)
                return self.day(dt.datetime.combine(day, dt.time.fromisoformat(found["clock"])))
            except ValueError:
                return found[0]

        return _ISO.sub(readable, text)


class _Formatter(string.Formatter):
    """Writes numbers, and days, periods and moments (not texts that hold some) as a locale does."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale

    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(super().format_field(value, format_spec))
        if isinstance(value, Number):
            # A hole of 21,005 m² would read as 21 m² in Danish.
            return self._locale.separated(text) if format_spec else text
        return text if format_spec or isinstance(value, str) else self._locale.days_in(text)


class _Text(str):
    """A text whose `format` writes numbers and days in the locale it was translated in; elsewhere it is a plain text."""

    __slots__ = ("_locale",)
    _locale: Locale

    def __new__(cls, text: str, locale: Locale) -> _Text:
        made = super().__new__(cls, text)
        made._locale = locale
        return made

    def format(self, *args: object, **values: object) -> str:
        return _Formatter(self._locale).vformat(self, args, values)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


_reader = Locale()


def current_locale() -> Locale:
    """Return the locale of this context; the reader's if none is set."""
    return _current.get(_reader)


@contextlib.contextmanager
def locale(language: Language) -> Iterator[Locale]:
    """Write everything in `language` while the context lasts, in this thread alone.

    Texts are translated where it is the reader's language; in another they stay the English source.
    """
    made = _reader if language == _reader.language else Locale(language)
    token = _current.set(made)
    try:
        yield made
    finally:
        _current.reset(token)


def use_translator(translator: Translator | None, language: Language = "en") -> None:
    """Make the reader's language the one in which `translator` (QGIS's own) gives texts; None goes back to English."""
    global _reader
    _reader = Locale(language, translator) if translator else Locale()


def translate(context: str, text: str) -> str:
    """Return `text` in the current locale; `context` names the part of the program it belongs to."""
    return current_locale().text(context, text)


def either(english: T, danish: T) -> T:
    """Return the one that is in the language of the current locale."""
    return current_locale().either(english, danish)


def listed(names: Iterable[object], most: int = 6) -> str:
    """Return the names with commas, the first `most` of them and how many more there are."""
    texts = [str(name) for name in names]
    text = ", ".join(texts[:most])
    if len(texts) > most:
        text += translate("Core", " and {count} more").format(count=len(texts) - most)
    return text


def day_text(day: dt.date) -> str:
    """Return “20 Nov 2026” in English, “20. nov. 2026” in Danish; a moment (local time) with its clock."""
    return current_locale().day(day)


def long_day_text(day: dt.date) -> str:
    """Return “20 November 2026” in English, “20. november 2026” in Danish."""
    return current_locale().long_day(day)


def days_in(text: str) -> str:
    """Return `text` with every ISO 8601 day or moment in it as people write it; times keep their own clock."""
    return current_locale().days_in(text)


def number(value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
    """Return `value` with separators and a true minus; an en dash where it is missing."""
    return current_locale().number(value, decimals, signed=signed)


def short(value: float) -> str:
    """Return `value` with three significant digits."""
    return current_locale().short(value)


def percent(value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
    """Return `value`, already in percent, with its sign: 12% in English, 12 % in Danish."""
    return current_locale().percent(value, decimals, signed=signed)
