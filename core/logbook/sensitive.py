"""Information that does not belong in the log: handled sources, and people's civil registration numbers.

A hint, not a lock: the words are looked for as whole words, Danish and English. What they are found in never
leaves by export.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

PATTERN = (
    r"\b(meddelere?n?s?|kildefører\w*|kildehåndtering\w*|kildeoplysning\w*|anonym kilde|fortrolig kilde|civil agent|"
    r"informants?|source.handled|confidential source|handled source)\b|\b[0-3]\d[01]\d{3}-?\d{4}\b"
)
_FOUND = re.compile(PATTERN, re.IGNORECASE)


def sensitive(texts: Iterable[str | None]) -> bool:
    """Tell whether any text speaks of a handled source or holds a civil registration number."""
    return any(_FOUND.search(text) for text in texts if text)
