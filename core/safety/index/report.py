"""The safety index over the sectors as a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...base.i18n import either, listed, translate
from ...crime.rates import FEW
from ...reporting.maps import choropleth
from ...reporting.page import Cell, Column, Figure, Note, Part, Report, Section, Swatch, Table, Text
from .against_crime import QUADRANTS
from .index import NO_CATEGORY, IndexEdition
from .settings import CATEGORIES, IDS, NO_DATA, Category
from .trend import category_panels, value_panels


@dataclass(frozen=True)
class IndexResult:
    """What the overlay found: sectors' names and (k,) polygons, the editions, and the tables of the overlay."""

    names: Sequence[str]
    geometry: NDArray[np.object_]
    editions: Sequence[IndexEdition]
    overlay: pd.DataFrame
    four_way: pd.DataFrame | None = None


def index_report(result: IndexResult, facts: Sequence[tuple[str, str]], inputs: Sequence[tuple[str, str]]) -> Report:
    """Return the report; `facts` and `inputs` identify the run."""
    shown = next(
        e for e in result.editions if pd.isna(result.overlay["year"][0]) or e.year == result.overlay["year"][0]
    )
    sections = [_shares(result, shown), _change(result)]
    if result.four_way is not None:
        sections.append(_four_way(result))
    if len(result.editions) > 1:
        sections.append(_editions(result))
    return Report(
        title=translate("Core", "Safety index by sector"),
        subtitle=translate("Core", "How much of each sector lies in which category of need for action"),
        facts=[*facts, *_edition_facts(shown)],
        sections=sections,
        inputs=inputs,
        limits=_limits(),
    )


def _limits() -> list[str]:
    return [
        translate("Core", "The five categories have an order but no distance: they are never averaged."),
        translate("Core", "A category describes a whole district; it says nothing of a street or an estate in it."),
        translate("Core", "No data means that the index does not say, never that there is no need."),
        translate("Core", "Editions found by different methods are never compared, nor where the method is not named."),
    ]


def _edition_facts(edition: IndexEdition) -> list[tuple[str, str]]:
    facts = [(translate("Core", "Index edition"), str(edition.year or translate("Core", "year not given")))]
    methods = sorted({method for method in edition.method if method})
    return [*facts, (translate("Core", "Index method"), listed(methods) or translate("Core", "not given"))]


def _title(category: Category) -> str:
    return either(category.english, category.danish)


def _word(category: Category) -> str:
    """Return the category without “need”, for a table's narrow columns."""
    return _title(category).split(" ")[0]


def _short(name: str | None) -> Swatch:
    category = next((category for category in CATEGORIES if category.id == name), None)
    if category is None:
        return Swatch(_title(NO_DATA), NO_DATA.colour)
    return Swatch(_word(category), category.colour)


def _swatch(name: object, options: Sequence[Category]) -> Swatch:
    category = next((option for option in options if option.id == name), NO_DATA)
    return Swatch(_title(category), category.colour)


def _map(result: IndexResult, ids: Sequence[object], options: Sequence[Category], title: str) -> Figure:
    cells = [_swatch(name, options) for name in ids]
    drawing = choropleth(
        result.geometry,
        [cell.colour for cell in cells],
        title,
        names=[name.split(" ")[0] for name in result.names],
        tips=[f"{name}: {cell.text}" for name, cell in zip(result.names, cells, strict=True)],
        legend=[(option.colour, _title(option)) for option in (*options, NO_DATA)],
    )
    return Figure(drawing, title)


def _shares(result: IndexResult, edition: IndexEdition) -> Section:
    table = result.overlay
    parts: list[Part] = []
    unknown = sorted({name for name, code in zip(edition.names, edition.category, strict=True) if code == NO_CATEGORY})
    if (edition.category == NO_CATEGORY).all():
        text = translate(
            "Core",
            "The layer has no categories, so every sector is without data. The districts are named below with their "
            "shares: {names}.",
        )
        parts.append(Note(text.format(names=listed(unknown, 40)), "warning"))
    elif unknown:
        text = translate("Core", "Districts without a category in this edition: {names}.")
        parts.append(Note(text.format(names=listed(unknown, 40)), "warning"))
    parts.append(_map(result, table["dominant"].tolist(), CATEGORIES, translate("Core", "Dominant category")))
    columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "Dominant")),
        Column(translate("Core", "Worst")),
        *(Column(_word(category), 0) for category in CATEGORIES),
        Column(translate("Core", "No data"), 0),
    ]
    rows: list[list[Cell]] = [
        [
            name,
            _short(row["dominant"]),
            _short(row["worst"]),
            *(float(row[f"share_{category}"]) for category in IDS),
            float(row["no_data_share"]),
        ]
        for name, row in zip(result.names, table.to_dict("records"), strict=True)
    ]
    districts: list[list[Cell]] = [[name, text] for name, text in zip(result.names, table["districts"], strict=True)]
    parts += [
        Table(columns, rows, caption=_basis(table)),
        Table([Column(translate("Core", "Sector")), Column(translate("Core", "Districts of the index"))], districts),
    ]
    return Section(translate("Core", "Need for action"), parts)


def _basis(table: pd.DataFrame) -> str:
    """Return the whole of which the shares are percent."""
    counted = set(table["basis"])
    if counted == {"area"}:
        return translate("Core", "Percent of the sector's area")
    if counted == {"residents"}:
        return translate("Core", "Percent of the sector's residents")
    return translate("Core", "Percent of the sector's residents; of its area where nobody lives")


def _change(result: IndexResult) -> Section:
    table = result.overlay
    heading = translate("Core", "Change since the edition before")
    if pd.isna(table["compare_year"][0]):
        return Section(heading, [Text(translate("Core", "There is no earlier edition to compare with."))])
    if table["change"].isna().all():
        text = translate(
            "Core",
            "The edition of {year} cannot be compared with this one: the methods differ or are not named, or one of "
            "them has no data.",
        )
        return Section(heading, [Note(text.format(year=table["compare_year"][0]), "warning")])
    words = {
        "better": translate("Core", "less need"),
        "worse": translate("Core", "greater need"),
        "mixed": translate("Core", "both ways"),
        "unchanged": translate("Core", "unchanged"),
        None: translate("Core", "cannot be compared"),
    }
    columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "Since {year}").format(year=table["compare_year"][0])),
        Column(translate("Core", "Less need, %"), 0),
        Column(translate("Core", "Greater need, %"), 0),
        Column(translate("Core", "Unchanged, %"), 0),
    ]
    rows: list[list[Cell]] = [
        [name, words[row["change"]], row["better_share"], row["worse_share"], row["unchanged_share"]]
        for name, row in zip(result.names, table.to_dict("records"), strict=True)
    ]
    text = translate("Core", "Percent of the sector whose category moved; what is missing to 100 cannot be compared.")
    return Section(heading, [Table(columns, rows), Text(text)])


def _four_way(result: IndexResult) -> Section:
    view = result.four_way if result.four_way is not None else pd.DataFrame()
    title = translate("Core", "The index against recorded crime")
    columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "View")),
        Column(translate("Core", "Feels unsafe, %"), 0),
        Column(translate("Core", "Incidents"), 0),
        Column(translate("Core", "Rate"), 1),
        Column(translate("Core", "More than chance?")),
    ]
    clear = {True: translate("Core", "yes"), False: translate("Core", "no")}
    rows: list[list[Cell]] = [
        [
            name,
            _swatch(row["four_way"], QUADRANTS),
            row["unsafe_share"],
            int(row["incidents"]),
            row["crime_rate"],
            clear.get(row["crime_clear"]),
        ]
        for name, row in zip(result.names, view.to_dict("records"), strict=True)
    ]
    text = translate(
        "Core",
        "Feels unsafe: at least half of what has data lies in a category of intensified or strong need. Much crime: a "
        "rate above that of all sectors together, per 1,000 residents (per square km without a population layer). "
        "Nothing is said where most is without data, or where fewer than {few} incidents would decide it.",
    ).format(few=FEW)
    ids = view["four_way"].tolist()
    return Section(title, [_map(result, ids, QUADRANTS, title), Table(columns, rows), Text(text)], new_page=True)


def _editions(result: IndexResult) -> Section:
    text = translate(
        "Core",
        "Upward is greater need. A line joins two editions only where the district has data in both, found by the same "
        "named method; a gap is an edition without data.",
    )
    parts: list[Part] = [Text(text)]
    if any((edition.category != NO_CATEGORY).any() for edition in result.editions):
        legend: list[list[Cell]] = [[Swatch(_title(category), category.colour)] for category in reversed(CATEGORIES)]
        key = Table([Column(translate("Core", "Category, greatest need first"))], legend)
        parts += [Figure(category_panels(result.editions)), key]
    if any(np.isfinite(edition.value).any() for edition in result.editions):
        caption = translate("Core", "Values behind the categories, as given; one scale for each method, from zero.")
        parts.append(Figure(value_panels(result.editions), caption))
    return Section(translate("Core", "All editions by district"), parts, new_page=True)
