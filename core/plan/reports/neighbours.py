"""The report on neighbours: who covers for whom, on a map and in a list."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...base.i18n import number, translate
from ...reporting.maps import choropleth
from ...reporting.page import Cell, Column, Figure, Note, Report, Section, Table, Text, dated
from ..neighbours import Neighbours


def neighbours_report(found: Neighbours, inputs: Sequence[tuple[str, str]] = (), made: str = "") -> Report:
    """Return the report."""
    sectors = found.sectors.attributes
    groups = sectors.loc[sectors["cover_group"] > 0, "cover_group"]
    facts = [
        (translate("Core", "Sectors"), number(len(sectors), 0)),
        (translate("Core", "Neighbour pairs"), number(len(found.pairs), 0)),
        (translate("Core", "Cover groups"), number(groups.nunique(), 0)),
        (translate("Core", "Border, km"), number(found.pairs.attributes["border_m"].sum() / 1000, 1)),
    ]
    return Report(
        title=translate("Core", "Neighbours and cover"),
        subtitle=found.sectors.name,
        facts=dated(facts, made),
        sections=[_cover(found), _map(found), _pairs(found)],
        inputs=inputs,
        limits=[
            translate("Core", "Partners are chosen by border length; who works well together is not known here."),
        ],
    )


def _cover(found: Neighbours) -> Section:
    sectors = found.sectors.attributes
    text = translate(
        "Core",
        "In holidays and at sudden events the sectors of a group stand in for each other. Pairs are chosen so that as "
        "many sectors as possible have a partner of their own and partners share as much border as possible; one left "
        "over joins a pair.",
    )
    with_officers = "group_officers" in sectors.columns
    columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "Group"), 0),
        Column(translate("Core", "Cover partner")),
        Column(translate("Core", "Shared border, m"), 0),
        Column(translate("Core", "Neighbours"), 0),
        *([Column(translate("Core", "Officers of the group"), 0)] if with_officers else []),
    ]
    rows: list[tuple[Cell, ...]] = [
        (
            row.name_,
            row.cover_group,
            row.cover_name,
            row.cover_border_m,
            row.neighbours,
            *([row.group_officers] if with_officers else []),
        )
        for row in sectors.rename(columns={"name": "name_"}).sort_values("cover_group", kind="stable").itertuples()
    ]
    separate = sectors[
        (sectors["neighbours"] == 0) & sectors["cover_name"].notna() & sectors["cover_distance_m"].notna()
    ]
    message = translate("Core", "{sector} borders no other sector; {partner} is nearest, at {distance:,.0f} m.")
    notes = [
        Note(message.format(sector=row.name_, partner=row.cover_name, distance=row.cover_distance_m), "warning")
        for row in separate.rename(columns={"name": "name_"}).itertuples()
    ]
    return Section(translate("Core", "Who covers for whom"), [Text(text), Table(columns, rows), *notes])


def _map(found: Neighbours) -> Section:
    sectors = found.sectors.attributes
    colours = [f"var(--tone-{colour + 1})" for colour in sectors["colour"]]
    drawing = choropleth(
        found.sectors.geometry, colours, translate("Core", "Map of the cover groups"), names=list(sectors["sector_id"])
    )
    caption = translate("Core", "Sectors of one group have one colour, and neighbouring groups differ.")
    return Section(translate("Core", "Map"), [Figure(drawing, caption)])


def _pairs(found: Neighbours) -> Section:
    pairs = found.pairs.attributes
    columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "Neighbour")),
        Column(translate("Core", "Shared border, m"), 0),
        Column(translate("Core", "Across districts")),
        Column(translate("Core", "Cover")),
    ]
    yes = translate("Core", "yes")
    across = pairs["across_districts"].fillna(False).to_numpy(dtype=bool)
    order = np.argsort(-pairs["border_m"].to_numpy(), kind="stable")
    rows = [
        (
            pairs["name"].iloc[row],
            pairs["neighbour"].iloc[row],
            float(pairs["border_m"].iloc[row]),
            yes if across[row] else "",
            yes if pairs["cover"].iloc[row] else "",
        )
        for row in order
    ]
    return Section(translate("Core", "All neighbours"), [Table(columns, rows)])
