"""The report on planning units: what went into them, what stayed outside, and where the workload lies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...base.i18n import translate
from ...base.numbers import number, short
from ...reporting.maps import choropleth, quantile_steps
from ...reporting.page import Column, Figure, Note, Report, Section, Table, Text, dated
from ..indicators import indicator_names
from ..units import PlanningUnits


def units_report(units: PlanningUnits, inputs: Sequence[tuple[str, str]] = (), made: str = "") -> Report:
    """Return the report."""
    attributes = units.table.attributes
    districts = sorted(attributes["police_district"].dropna().unique())
    facts = [
        (translate("Core", "Units"), number(len(attributes), 0)),
        (translate("Core", "Residents"), number(attributes["population"].sum(), 0)),
        (translate("Core", "Area, km²"), number(attributes["area_m2"].sum() / 1e6, 1)),
        (translate("Core", "Local police districts"), ", ".join(districts) or "–"),
    ]
    return Report(
        title=translate("Core", "Planning units"),
        subtitle=units.table.name,
        facts=dated(facts, made),
        inputs=inputs,
        sections=[_sources(units), _indicators(units), _map(units)],
        limits=[
            translate("Core", "The workload uses the default weights; “Compute workload” takes others."),
            translate(
                "Core",
                "Residents spread by area, and exposed residents by share of area, assume that people live "
                "evenly within each area: they are modelled figures.",
            ),
        ],
    )


def _sources(units: PlanningUnits) -> Section:
    columns = [
        Column(translate("Core", "Indicator")),
        Column(translate("Core", "Layer")),
        Column(translate("Core", "Features"), 0),
        Column(translate("Core", "Sum"), 0),
        Column(translate("Core", "In the units"), 0),
        Column(translate("Core", "Outside"), 0),
        Column(translate("Core", "Features outside"), 0),
    ]
    rows = [
        (t.indicator, t.source, t.features, t.total, t.inside, t.outside, t.features_outside) for t in units.tallies
    ]
    heading = translate("Core", "What was counted")
    notes = [Note(note, "warning") for note in units.notes]
    if not rows:
        return Section(heading, [Text(translate("Core", "No other layer was given; the units' own fields were used."))])
    return Section(heading, [Table(columns, rows), *notes])


def _indicators(units: PlanningUnits) -> Section:
    columns = [
        Column(translate("Core", "Indicator")),
        Column(translate("Core", "Sum"), 0),
        Column(translate("Core", "Units without any"), 0),
        Column(translate("Core", "Median"), 1),
        Column(translate("Core", "Largest"), 1),
        Column(translate("Core", "Largest unit")),
    ]
    rows = []
    for field, name in indicator_names().items():
        values = units.table.attributes[field].to_numpy(dtype=float)
        largest = int(values.argmax())
        owner = units.table.attributes["unit_id"].iloc[largest] if values[largest] > 0 else None
        rows.append((name, values.sum(), int((values == 0).sum()), float(np.median(values)), values[largest], owner))
    return Section(translate("Core", "Indicators"), [Table(columns, rows)])


def _map(units: PlanningUnits) -> Section:
    attributes = units.table.attributes
    density = (attributes["workload"] / attributes["area_m2"] * 1e6).to_numpy(dtype=float)
    colours, legend = quantile_steps(density)
    tips = [
        f"{unit}: {short(value)} ‰" for unit, value in zip(attributes["unit_id"], attributes["workload"], strict=True)
    ]
    drawing = choropleth(
        units.table.geometry,
        colours,
        translate("Core", "Map of the workload per square kilometre"),
        tips=tips,
        legend=legend,
    )
    caption = translate("Core", "Workload in per mille per km², five classes with equally many units.")
    return Section(translate("Core", "Where the workload lies"), [Figure(drawing, caption)])
