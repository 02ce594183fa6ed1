"""The report on patrols' reach: minutes by sector, on a map, and what cannot be reached."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .language import listed, translate
from .publish.charts import bars
from .publish.maps import choropleth
from .publish.numbers import number
from .publish.report_page import Cell, Column, Figure, Note, Report, Section, Table, Text, dated
from .reach import Reach
from .reach_settings import ReachSettings

_LIMITS = (5.0, 10.0, 15.0, 30.0)


def reach_report(
    reach: Reach,
    settings: ReachSettings,
    inputs: Sequence[tuple[str, str]] = (),
    made: str = "",
) -> Report:
    """Return the report."""
    sectors = reach.sectors.attributes
    modes = {"foot": translate("Core", "on foot, 5 km/h"), "bicycle": translate("Core", "by bicycle, 15 km/h")}
    facts = [
        (translate("Core", "Patrol"), modes[settings.mode]),
        (translate("Core", "Sectors"), number(len(sectors), 0)),
        (translate("Core", "Worst, minutes"), number(sectors["worst_minutes"].max(), 1)),
        (translate("Core", "Units out of reach"), number(sectors["unreachable"].sum(), 0)),
    ]
    return Report(
        title=translate("Core", "Reach of patrols"),
        subtitle=reach.sectors.name,
        facts=dated(facts, made),
        sections=[_sectors(reach), _map(reach), *_lost(reach)],
        inputs=inputs,
        limits=[
            translate(
                "Core",
                "Speeds are constant; lights, stairs and hills are not known. One-way streets bind bicycles only.",
            ),
            translate(
                "Core",
                "To a unit means to one point inside it, and straight from the nearest road that leads there without "
                "crossing other units, railways or waters.",
            ),
        ],
    )


def _sectors(reach: Reach) -> Section:
    sectors = reach.sectors.attributes
    columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "Starts from")),
        Column(translate("Core", "Mean, min"), 1),
        Column(translate("Core", "Worst, min"), 1),
        Column(translate("Core", "Worst unit")),
        Column(translate("Core", "Out of reach"), 0),
    ]
    fields = ("name", "start", "mean_minutes", "worst_minutes", "worst_unit", "unreachable")
    rows: list[tuple[Cell, ...]] = [
        tuple(row) for row in sectors[list(fields)].astype(object).where(sectors[list(fields)].notna(), None).to_numpy()
    ]
    drawing = bars(
        list(sectors["name"]),
        sectors["mean_minutes"].tolist(),
        translate("Core", "Mean minutes by sector"),
        decimals=1,
    )
    text = translate("Core", "Means are weighted by residents where the units have any.")
    return Section(translate("Core", "Sector by sector"), [Text(text), Figure(drawing), Table(columns, rows)])


def _map(reach: Reach) -> Section:
    minutes = reach.units.attributes["minutes"].to_numpy(dtype=float)
    step = np.searchsorted(_LIMITS, minutes, side="left")
    colours = [
        f"var(--step-{one + 1})" if known else "var(--nothing)"
        for one, known in zip(step, np.isfinite(minutes), strict=True)
    ]
    bounds = ["0", *(f"{limit:.0f}" for limit in _LIMITS)]
    legend = [(f"var(--step-{row + 1})", f"{bounds[row]}–{bounds[row + 1]} min") for row in range(len(_LIMITS))]
    legend += [("var(--step-5)", f"> {_LIMITS[-1]:.0f} min"), ("var(--nothing)", translate("Core", "Out of reach"))]
    drawing = choropleth(
        reach.units.geometry,
        colours,
        translate("Core", "Map of the minutes to each unit"),
        tips=[
            f"{one}: {number(value, 1)} min"
            for one, value in zip(reach.units.attributes["unit_id"], minutes, strict=True)
        ],
        outline=reach.sectors.geometry,
        legend=legend,
    )
    return Section(translate("Core", "Where it takes long"), [Figure(drawing)])


def _lost(reach: Reach) -> list[Section]:
    sectors = reach.sectors.attributes
    lost = sectors[sectors["unreachable"] > 0]
    if len(lost) == 0:
        return []
    message = translate("Core", "{sector}: {units}")
    notes = [
        Note(message.format(sector=name, units=listed(units.split(", "), 12)), "warning")
        for name, units in zip(lost["name"], lost["unreachable_ids"], strict=True)
    ]
    text = translate("Core", "No way over the roads, or too far from any: islands, or roads that the layer lacks.")
    return [Section(translate("Core", "Units out of reach"), [Text(text), *notes])]
