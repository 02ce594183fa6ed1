"""Editions of the index from a table (CSV, Excel) onto the districts' polygons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import InputError
from ..language import translate
from ..table import FeatureTable
from .district_names import Match, match_names
from .index import NO_CATEGORY, category_of
from .index_settings import IDS


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
