"""Addresses as people write them, read by the table that the public page reads them by too (resources/web/streets.js).

One table, run here and in the page, so that an address finds the same street in an import, a lookup and on the page.
Belongs to the package core/base of the new layout, as addresses.py: imports and the public page both use it.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from .paths import RESOURCES

STREETS = RESOURCES / "web" / "streets.js"
_MOST_SPELLINGS = 24


@dataclass(frozen=True)
class Address:
    """An address as it was read.

    Attributes:
        name: the street as it was written, folded: lower case, plain letters; empty if there is none.
        number: house number, 0 if there is none.
        letter: the house's letter in lower case, or empty.
        last: the last house number of a range, 0 if there is none.
        postcode: four digits, or empty.
        town: folded, or empty.

    """

    name: str
    number: int
    letter: str
    last: int
    postcode: str
    town: str


def read_address(text: str) -> Address:
    """Return the parts of an address as people write it: floors, doors, ranges, and where the number stands, are seen to."""
    folded = _fold(text)
    for pattern, replacement in _table()["text"]:
        folded = _replace(pattern, replacement, folded)
    rest, postcode, town = _take_postcode(folded)
    if found := _match("number_last", rest):
        return _address(found[1], found[2], found[3], found[4], postcode, town)
    if found := _match("number_first", rest):
        name, _, tail = found[3].partition(",")
        return _address(name, found[1], found[2], tail, postcode, town)
    name, comma, tail = rest.partition(",")
    return _address(name, "0", "", comma + tail, postcode, town)


def street_keys(name: str) -> list[str]:
    """Return the spellings that a street's name stands for, without blanks and signs, the likeliest first.

    More than one where an abbreviation has several meanings: St. is Sankt or Store.
    """
    spelt = [_fold(name)]
    for pattern, words in _table()["words"]:
        if any(re.search(pattern, one, re.ASCII) for one in spelt):
            spelt = [_replace(pattern, word, one) for one in spelt for word in words][:_MOST_SPELLINGS]
    keys = (re.sub(r"[^a-z0-9]", "", one) for one in spelt)
    return list(dict.fromkeys(key for key in keys if key))


def loose_key(key: str) -> str:
    """Return the key as it is where accents are missing: æ, ae and a are one letter."""
    for pattern, replacement in _table()["loose"]:
        key = key.replace(pattern, replacement)
    return key


def plain_address(text: str) -> str:
    """Return an address so that two spellings of one place are the same text: street, number and letter."""
    read = read_address(text)
    street = next(iter(street_keys(read.name)), "")
    return f"{loose_key(street)} {read.number or ''}{read.letter}".strip()


def stored_keys(text: str) -> Iterator[str]:
    """Yield the keys under which an address is found: with its postal code, where it has one, and without."""
    read = read_address(text)
    for key in _place_keys(read):
        yield f"{key}|{read.postcode}"
        if read.postcode:
            yield f"{key}|*"


def asked_keys(text: str) -> Iterator[str]:
    """Yield the keys to look an address up by, the surest first; one in another postal code is never found."""
    read = read_address(text)
    for key in _place_keys(read):
        yield from (f"{key}|{read.postcode}", f"{key}|") if read.postcode else (f"{key}|", f"{key}|*")


def _place_keys(read: Address) -> Iterator[str]:
    keys = street_keys(read.name)
    for key in dict.fromkeys(chain(keys, (f"~{loose_key(key)}" for key in keys))):
        yield f"{key} {read.number}{read.letter}"


def _address(name: str, number: str, letter: str | None, tail: str, postcode: str, town: str) -> Address:
    last = _match("range", tail)
    return Address(
        name=name.split(",")[-1].strip(),
        number=int(number),
        letter=letter or "",
        last=int(last[1]) if last else 0,
        postcode=postcode,
        town=(town or _town_in(tail)).strip(),
    )


def _take_postcode(text: str) -> tuple[str, str, str]:
    """Return the rest of the text, its postal code and its town."""
    if found := _match("post_only", text):
        return "", found[1], found[2] or ""
    if found := _match("post_first", text):
        return found[3], found[1], found[2]
    if found := _match("post_number", text):
        return found[2], found[1], ""
    if found := _match("post_last", text):
        return found[1], found[2], found[3] or ""
    return text, "", ""


def _town_in(tail: str) -> str:
    parts = [part.strip() for part in tail.split(",")]
    towns = [part for part in parts if re.fullmatch(r"[a-z][a-z .]{2,}", part) and not _match("not_a_town", part)]
    return towns[-1] if towns else ""


def _fold(text: str) -> str:
    letters = _table()["letters"]
    plain = "".join(letters.get(letter, letter) for letter in unicodedata.normalize("NFC", text).lower())
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", plain))


def _match(name: str, text: str) -> re.Match[str] | None:
    return re.search(_table()[name], text, re.ASCII)


def _replace(pattern: str, replacement: str, text: str) -> str:
    return re.sub(pattern, re.sub(r"\$(\d)", r"\\g<\1>", replacement), text, flags=re.ASCII)


@functools.cache
def _table() -> dict[str, Any]:
    """Return the table that stands between its marks in the page's own script."""
    script = STREETS.read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(script.split("/*table*/")[1].split("/*end*/")[0])
    return table
