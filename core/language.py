"""The seam through which core's messages reach the reader's language.

`translate` has the form that Qt's extraction tools read. Without a translator (tests, other programs)
the English source text is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

Translator = Callable[[str, str], str]


def _source_text(_context: str, text: str) -> str:
    return text


_translator: Translator = _source_text


def translate(context: str, text: str) -> str:
    """Return `text` in the reader's language; `context` names the part of the program it belongs to."""
    return _translator(context, text)


def use_translator(translator: Translator | None) -> None:
    """Send all texts through `translator` (QGIS's own, when the plugin runs); None goes back to English."""
    global _translator
    _translator = translator or _source_text


def listed(names: Iterable[object], most: int = 6) -> str:
    """Return the names with commas, the first `most` of them and how many more there are."""
    texts = [str(name) for name in names]
    text = ", ".join(texts[:most])
    if len(texts) > most:
        text += translate("Core", " and {count} more").format(count=len(texts) - most)
    return text
