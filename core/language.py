"""The seam through which core's messages reach the reader's language.

`translate` has the form that Qt's extraction tools read. Without a translator (tests, other programs)
the English source text is returned.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable
from numbers import Number
from typing import Any

from .days import days_in

Translator = Callable[[str, str], str]


def _source_text(_context: str, text: str) -> str:
    return text


class _EnglishFormatter(string.Formatter):
    """Writes days, periods and moments (not texts that hold some) as English does."""

    language = "en"

    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(super().format_field(value, format_spec))
        return text if format_spec or isinstance(value, str | Number) else days_in(text, self.language)


class _DanishFormatter(_EnglishFormatter):
    """Writes numbers with the decimal comma: a hole of 21,005 m² would read as 21 m² in Danish."""

    language = "da"

    def format_field(self, value: Any, format_spec: str) -> str:
        text = super().format_field(value, format_spec)
        return text.translate(_SWAPPED) if format_spec and isinstance(value, Number) else text


class _Text(str):
    """A text whose `format` writes numbers and days as the reader does."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        return _formatter.vformat(self, args, values)


_SWAPPED = str.maketrans(",.", ".,")
_translator: Translator = _source_text
_formatter: string.Formatter = _EnglishFormatter()


def translate(context: str, text: str) -> str:
    """Return `text` in the reader's language; `context` names the part of the program it belongs to."""
    return _Text(_translator(context, text))


def use_translator(translator: Translator | None, comma: bool = False) -> None:
    """Send all texts through `translator` (QGIS's own, when the plugin runs); None goes back to English.

    `comma` says that the translator's language writes numbers, and days, as Danish does.
    """
    global _translator, _formatter
    _translator = translator or _source_text
    _formatter = _DanishFormatter() if translator and comma else _EnglishFormatter()


def listed(names: Iterable[object], most: int = 6) -> str:
    """Return the names with commas, the first `most` of them and how many more there are."""
    texts = [str(name) for name in names]
    text = ", ".join(texts[:most])
    if len(texts) > most:
        text += translate("Core", " and {count} more").format(count=len(texts) - most)
    return text
