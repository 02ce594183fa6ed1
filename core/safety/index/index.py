"""The city's safety index: editions of districts in five ordered categories, with their method."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...base.errors import InputError
from ...base.i18n import translate
from ...base.table import FeatureTable
from ...geo.geometry import polygonal
from .settings import CATEGORIES, IDS

NO_CATEGORY = -1
_FILLER = re.compile(r"\b(behov|indsats|indsatsbehov|need|action|for|en|et|of)\b|[^\w]+")


@dataclass(frozen=True)
class IndexFields:
    """Where the index stands in a layer; an empty name, or a field that is not there, means not known."""

    category: str = "category"
    year: str = "year"
    method: str = "method"
    name: str = "name"
    value: str = "value"


@dataclass(frozen=True)
class IndexEdition:
    """One year of the index.

    Attributes:
        year: None where the layer does not say.
        names: (n,) names of the districts.
        geometry: (n,) polygons in metres.
        category: (n,) positions in CATEGORIES, NO_CATEGORY if there is no data.
        method: (n,) how the category was found, empty where not known.
        value: (n,) the figure behind the category, NaN where not known.

    """

    year: int | None
    names: NDArray[np.object_]
    geometry: NDArray[np.object_]
    category: NDArray[np.int64]
    method: NDArray[np.object_]
    value: NDArray[np.float64]


def read_editions(districts: FeatureTable, fields: IndexFields) -> list[IndexEdition]:
    """Return the editions in the layer, oldest first; without a field of years all rows are one edition.

    Raises:
        InputError: the layer is empty, a year or value is not a number, a category is none of the five, or a district has
            categories by two methods in one edition.

    """
    if len(districts) == 0:
        message = translate("Core", "Layer “{layer}” has no safety districts.")
        raise InputError(message.format(layer=districts.name))
    table = pd.DataFrame(
        {
            "name": _texts(districts, fields.name),
            "category": _categories(districts, fields.category),
            "method": _texts(districts, fields.method),
            "value": _numbers(districts, fields.value),
            "year": _years(districts, fields.year),
        }
    )
    _refuse_two_methods(districts.name, table)
    geometry, years = polygonal(districts.geometry), table["year"].to_numpy()
    return [
        IndexEdition(
            None if year < 0 else int(year),
            rows["name"].to_numpy(dtype=object),
            geometry[rows.index.to_numpy()],
            rows["category"].to_numpy(),
            rows["method"].to_numpy(dtype=object),
            rows["value"].to_numpy(),
        )
        for year in np.unique(years)
        for rows in [table[years == year]]
    ]


def _refuse_two_methods(layer: str, table: pd.DataFrame) -> None:
    """Refuse a district whose category was found by two methods in one edition: both cannot hold."""
    known = table[(table["category"] != NO_CATEGORY) & (table["name"] != "")]
    methods = known.groupby(["year", "name"])["method"].nunique()
    if (methods > 1).any():
        year, name = methods[methods > 1].index[0]
        message = translate(
            "Core",
            "Layer “{layer}”: “{name}” has categories by several methods in {year}. Filter the layer to one method.",
        )
        raise InputError(message.format(layer=layer, name=name, year=year))


def category_of(text: str | float | None) -> int | None:
    """Return the position of a category written in English or Danish, NO_CATEGORY where empty, None where unknown."""
    if text is None or pd.isna(text) or not str(text).strip():
        return NO_CATEGORY
    word = _FILLER.sub(" ", str(text).casefold()).strip()
    for position, category in enumerate(CATEGORIES):
        if word in (category.id, *category.spellings):
            return position
    return NO_CATEGORY if word in ("no data", "no_data", "ingen data", "na", "n a") else None


def _categories(districts: FeatureTable, field: str) -> list[int]:
    codes = []
    for row, text in enumerate(_values(districts, field)):
        code = category_of(text)
        if code is None:
            message = translate(
                "Core",
                "Layer “{layer}”, feature {fid}, field “{field}”: “{value}” is none of the index's categories "
                "({known}, or the Danish words). Correct it, or leave it empty where there is no data.",
            )
            known = ", ".join(IDS)
            fid = districts.feature_ids[row]
            raise InputError(message.format(layer=districts.name, fid=fid, field=field, value=text, known=known))
        codes.append(code)
    return codes


def _years(districts: FeatureTable, field: str) -> NDArray[np.int64]:
    if field not in districts.attributes.columns:
        return np.full(len(districts), -1)
    years = districts.numbers(field)
    missing = np.flatnonzero(np.isnan(years))
    if len(missing):
        message = translate(
            "Core", "Layer “{layer}”, feature {fid}: the year (“{field}”) is missing. An edition needs its year."
        )
        raise InputError(message.format(layer=districts.name, fid=districts.feature_ids[missing[0]], field=field))
    return years.astype(np.int64)


def _numbers(districts: FeatureTable, field: str) -> NDArray[np.float64]:
    there = field in districts.attributes.columns
    return districts.numbers(field) if there else np.full(len(districts), np.nan)


def _texts(districts: FeatureTable, field: str) -> list[str]:
    return ["" if text is None or pd.isna(text) else str(text).strip() for text in _values(districts, field)]


def _values(districts: FeatureTable, field: str) -> list[str | float | None]:
    there = field in districts.attributes.columns
    return districts.attributes[field].tolist() if there else [None] * len(districts)
