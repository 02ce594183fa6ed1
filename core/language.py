"""The seam through which core's messages reach the reader's language.

`translate` has the form that Qt's extraction tools read. Without a translator (tests, other programs)
the English source text is returned.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable
from numbers import Number
from typing import Any

Translator = Callable[[str, str], str]


def _source_text(_context: str, text: str) -> str:
    return text


class _CommaFormatter(string.Formatter):
    """Writes numbers with the decimal comma: a hole of 21,005 m² would read as 21 m² in Danish."""

    def format_field(self, value: Any, format_spec: str) -> str:
        text = super().format_field(value, format_spec)
        return text.translate(_SWAPPED) if format_spec and isinstance(value, Number) else text


class _CommaText(str):
    """A text whose `format` writes numbers with the decimal comma."""

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        return _FORMATTER.vformat(self, args, values)


_SWAPPED = str.maketrans(",.", ".,")
_FORMATTER = _CommaFormatter()
_translator: Translator = _source_text
_text: type[str] = str


def translate(context: str, text: str) -> str:
    """Return `text` in the reader's language; `context` names the part of the program it belongs to."""
    return _text(_translator(context, text))


def use_translator(translator: Translator | None, comma: bool = False) -> None:
    """Send all texts through `translator` (QGIS's own, when the plugin runs); None goes back to English.

    `comma` says that the translator's language has the decimal comma.
    """
    global _translator, _text
    _translator = translator or _source_text
    _text = _CommaText if translator and comma else str


def listed(names: Iterable[object], most: int = 6) -> str:
    """Return the names with commas, the first `most` of them and how many more there are."""
    texts = [str(name) for name in names]
    text = ", ".join(texts[:most])
    if len(texts) > most:
        text += translate("Core", " and {count} more").format(count=len(texts) - most)
    return text
