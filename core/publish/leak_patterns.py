"""Strings that must never stand in a published file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

PRIVATE_DOMAINS = (
    "gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "icloud", "me", "mac", "aol", "gmx",
    "protonmail", "proton", "pm", "mail", "jubii", "ofir", "stofanet", "youseepost",
)  # fmt: skip
_EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_CPR = re.compile(r"(?<![0-9+])([0-3][0-9])([01][0-9])([0-9]{2})[- ]?[0-9]{4}(?![0-9])")
_PATH = re.compile(r"(?:file://|[A-Za-z]:\\|/(?:home|Users|mnt|srv|root)/)[^\s\"'<>]{2,}")
_FINE_COORDINATE = re.compile(r"(?<![0-9.])[0-9]{1,3}\.[0-9]{6,}")


def private_addresses(text: str) -> Iterator[str]:
    """Yield e-mail addresses at the providers that private people use."""
    for found in _EMAIL.finditer(text):
        if found[1].casefold().split(".")[-2] in PRIVATE_DOMAINS:
            yield found[0]


def cpr_like_numbers(text: str) -> Iterator[str]:
    """Yield numbers that have the form of a Danish civil registration number: a date and four digits."""
    for found in _CPR.finditer(text):
        try:
            dt.date(2000 + int(found[3]) % 4, int(found[2]), min(int(found[1]), 28))
        except ValueError:
            continue
        if 1 <= int(found[1]) <= 31:
            yield found[0]


def local_paths(text: str) -> Iterator[str]:
    """Yield paths of a file system."""
    yield from (found[0] for found in _PATH.finditer(text))


def fine_coordinates(text: str) -> Iterator[str]:
    """Yield numbers with six decimals or more, such as the place of a flat."""
    yield from (found[0] for found in _FINE_COORDINATE.finditer(text))
