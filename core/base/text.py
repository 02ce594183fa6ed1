"""Messages and logs are sent around: a database's address is shown in them without its password."""

from __future__ import annotations

import re

_VALUE = r"(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[^\s;&,]+)"
_NAMED = re.compile(rf"\b(password|passwd|pwd)\s*=\s*{_VALUE}", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(://[^/\s:@]+:)[^/\s@]+@")


def without_passwords(text: str) -> str:
    """Return the text with the password of every connection in it left out."""
    return _IN_ADDRESS.sub(r"\1…@", _NAMED.sub(r"\1=…", text))
