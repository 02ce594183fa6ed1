"""Editions of the safety index from a table (CSV, Excel), joined to the polygons of the districts by name.

Spellings of a district's name are matched where that is safe, and asked for where it is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...base.errors import InputError
from ...base.i18n import translate
from ...base.table import FeatureTable
from .index import NO_CATEGORY, category_of
from .settings import IDS

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue", "ß": "ss"})
_NUMBERED = re.compile(r"^\s*(?:(?:bydel|distrikt|district)\b)?[\s:.–-]*\d*[\s:.–-]+(?=[^\W\d])", re.IGNORECASE)
_SAME_WORD = {"kgs": "kongens", "skt": "sankt", "sct": "sankt", "ndr": "nordre", "sdr": "soendre"}
_FILLER = {"og", "and", "the"}
_TELLING = re.compile(r"indre|ydre|midt|\d+|(?:nord|syd)?(?:oest|vest)|nord|syd")
_ALIKE, _CLEAR = 0.88, 0.08


@dataclass(frozen=True)
class TableFields:
    """Where things stand in the table; an empty name means that it does not say."""

    name: str
    year: str = ""
    category: str = ""
    method: str = ""
    value: str = ""


@dataclass(frozen=True)
class Imported:
    """The editions as a layer: (n,) polygons and their rows (name, year, category, value, method); and all matches."""

    geometry: NDArray[np.object_]
    attributes: pd.DataFrame
    matches: pd.DataFrame


def import_index(
    districts: FeatureTable,
    name_field: str,
    table: FeatureTable,
    fields: TableFields,
    year: int | None,
    aliases: Mapping[str, str],
) -> Imported:
    """Return one row a district and edition, for every row of the table that means a district.

    Args:
        districts: polygons; several of one name are each given the row.
        name_field: their name.
        table: the editions.
        fields: of the table.
        year: of all rows, where the table has no year.
        aliases: as in `match_names`.

    Raises:
        InputError: a name is missing or cannot be matched safely, a category is none of the five, a district has two rows of one
            method in one edition, or there is no year.

    """
    known = _texts(districts, name_field)
    written = _texts(table, fields.name)
    if "" in written:
        message = translate(
            "Core", "Layer “{layer}”, feature {fid}, field “{field}” is empty. Write the district's name."
        )
        fid = table.feature_ids[written.index("")]
        raise InputError(message.format(layer=table.name, fid=fid, field=fields.name))
    matches = match_names(written, sorted(set(known) - {""}), aliases)
    rows = pd.DataFrame(
        {
            "name": [match.district for match in matches],
            "year": _years(table, fields.year, year),
            "category": _categories(table, fields.category),
            "value": _decimals(table, fields.value),
            "method": _texts(table, fields.method),
        }
    )
    rows = rows[rows["name"].notna()]
    _refuse_doubles(table, rows)
    places = pd.DataFrame({"name": known, "place": range(len(known))})
    joined = rows.merge(places, on="name").sort_values(["year", "place"]).reset_index(drop=True)
    geometry = districts.geometry[joined.pop("place").to_numpy()]
    return Imported(geometry, joined, _matches_table(matches))


def _matches_table(matches: list[Match]) -> pd.DataFrame:
    distinct = {match.written: match for match in matches}
    rows = [(match.written, match.district, match.how, match.likeness) for match in distinct.values()]
    table = pd.DataFrame(rows, columns=["written", "district", "how", "likeness"], dtype=object)
    return table.astype({"likeness": float})


def _years(table: FeatureTable, field: str, year: int | None) -> NDArray[np.int64]:
    if not field:
        if year is None:
            raise InputError(translate("Core", "Name the field with the year, or give the year of all rows."))
        return np.full(len(table), year)
    years = table.numbers(field)
    if np.isnan(years).any():
        message = translate("Core", "Layer “{layer}”, feature {fid}, field “{field}”: the year is missing.")
        fid = table.feature_ids[int(np.flatnonzero(np.isnan(years))[0])]
        raise InputError(message.format(layer=table.name, fid=fid, field=field))
    return years.astype(np.int64)


def _categories(table: FeatureTable, field: str) -> list[str | None]:
    found: list[str | None] = []
    for row, text in enumerate(_texts(table, field)):
        code = category_of(text)
        if code is None:
            message = translate(
                "Core",
                "Layer “{layer}”, feature {fid}, field “{field}”: “{value}” is none of the index's categories ({known}).",
            )
            fid, known = table.feature_ids[row], ", ".join(IDS)
            raise InputError(message.format(layer=table.name, fid=fid, field=field, value=text, known=known))
        found.append(None if code == NO_CATEGORY else IDS[code])
    return found


def _decimals(table: FeatureTable, field: str) -> NDArray[np.float64]:
    """Return the numbers of a field; NaN where missing or not named."""
    if not field:
        return np.full(len(table), np.nan)
    return table.numbers(field, grouped=False)


def _texts(table: FeatureTable, field: str) -> list[str]:
    if not field:
        return [""] * len(table)
    return ["" if value is None or pd.isna(value) else str(value).strip() for value in table.column(field)]


def _refuse_doubles(table: FeatureTable, rows: pd.DataFrame) -> None:
    doubled = rows[rows.duplicated(["name", "year", "method"])]
    if len(doubled):
        message = translate("Core", "Layer “{layer}” has more than one row for “{name}” in {year}. Keep one.")
        raise InputError(message.format(layer=table.name, name=doubled["name"].iloc[0], year=doubled["year"].iloc[0]))


@dataclass(frozen=True)
class Match:
    """How a written name was understood: `district` is None where the row is left out on purpose."""

    written: str
    district: str | None
    how: Literal["same", "spelling", "alike", "alias", "left out"]
    likeness: float


def plain(name: str) -> str:
    """Return a name without what hands differ in: case, accents, punctuation, a number before it, abbreviations."""
    text = name.strip().casefold()
    text = _NUMBERED.sub("", text) or text
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", "".join(letter for letter in text if not unicodedata.combining(letter)))
    return " ".join(_SAME_WORD.get(word, word) for word in words if word not in _FILLER)


def match_names(written: Sequence[str], known: Sequence[str], aliases: Mapping[str, str]) -> list[Match]:
    """Match each written name to a district, in order.

    A name is matched where it is the same, the same but for spelling, or so like one district and so unlike the others
    that only a slip can be meant; words that tell districts apart (indre, ydre, points of the compass, numbers) must agree.

    Args:
        written: names as in the table.
        known: names of the districts.
        aliases: district by written name, decided by the analyst; an empty district leaves the row out.

    Raises:
        InputError: names that cannot be matched safely, with the districts they may mean and what to write; or an alias
            for a district that is not there.

    """
    wrong = sorted(set(aliases.values()) - set(known) - {""})
    if wrong:
        message = translate("Core", "There is no district “{name}” for the name “{written}”. Correct the alias.")
        raise InputError(message.format(name=wrong[0], written=next(w for w, d in aliases.items() if d == wrong[0])))
    found = {name: _match(name, known, aliases) for name in dict.fromkeys(written)}
    unknown = [name for name, match in found.items() if match is None]
    if unknown:
        raise InputError(_question(unknown, known))
    return [match for name in written if (match := found[name]) is not None]


def read_aliases(text: str) -> dict[str, str]:
    """Return the aliases written as “written name=district; other name=”; raise InputError where a part has no “=”."""
    aliases = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        written, equals, district = part.partition("=")
        if not equals or not written.strip():
            message = translate("Core", "“{part}” is no alias. Write: name in the table=district; other name=")
            raise InputError(message.format(part=part))
        aliases[written.strip()] = district.strip()
    return aliases


def _match(name: str, known: Sequence[str], aliases: Mapping[str, str]) -> Match | None:
    if name in aliases:
        district = aliases[name] or None
        return Match(name, district, "alias" if district else "left out", 1.0)
    if name in known:
        return Match(name, name, "same", 1.0)
    same = [district for district in known if plain(district) == plain(name)]
    if len(same) == 1:
        return Match(name, same[0], "spelling", 1.0)
    ranked = _ranked(name, known)
    if same or not ranked or ranked[0][0] < _ALIKE or _telling(name) != _telling(ranked[0][1]):
        return None
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    return Match(name, ranked[0][1], "alike", ranked[0][0]) if ranked[0][0] - second >= _CLEAR else None


def _ranked(name: str, known: Sequence[str]) -> list[tuple[float, str]]:
    likeness = ((SequenceMatcher(None, plain(name), plain(district)).ratio(), district) for district in known)
    return sorted(likeness, key=lambda pair: (-pair[0], pair[1]))


def _telling(name: str) -> list[str]:
    return sorted(word for word in plain(name).split() if _TELLING.fullmatch(word))


def _question(unknown: Sequence[str], known: Sequence[str]) -> str:
    lines = [translate("Core", "These names cannot be matched to a district safely:")]
    for name in unknown:
        likely = ", ".join(f"“{district}”" for likeness, district in _ranked(name, known)[:3] if likeness > 0.4)
        text = (
            translate("Core", "“{name}”: perhaps {likely}?")
            if likely
            else translate("Core", "“{name}”: like none of them.")
        )
        lines.append(text.format(name=name, likely=likely))
    example = "; ".join(f"{name}=" for name in unknown)
    lines.append(
        translate("Core", "Say which is meant (nothing after “=” leaves the rows out): {example}").format(
            example=example
        )
    )
    return "\n".join(lines)
