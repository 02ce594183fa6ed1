"""The reports on planning units and on their workload.

The first shows what went into the units and what stayed outside; the second how the criteria weigh and correlate, and
where the workload lies.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ...base.i18n import number, short, translate
from ...base.names import row_ids
from ...base.table import FeatureTable
from ...reporting.charts import bars
from ...reporting.maps import choropleth, quantile_steps
from ...reporting.page import Cell, Column, Figure, Note, Report, Section, Table, Text, dated
from ..settings import WorkloadWeights
from ..units import PlanningUnits, indicator_names
from ..workload import CRITERIA

_MOST = 15


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
        (t.indicator, t.source, t.features, t.total, t.inside, t.outside, t.features_outside) for t in units.coverages
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


def criterion_names() -> dict[str, str]:
    """Return the translated names of the criteria."""
    return {
        "crime": translate("Core", "Crime"),
        "exposed": translate("Core", "Exposed housing areas"),
        "special": translate("Core", "Special places"),
        "population": translate("Core", "Population"),
    }


def workload_report(
    units: FeatureTable,
    shares: pd.DataFrame,
    weights: WorkloadWeights,
    inputs: Sequence[tuple[str, str]] = (),
    made: str = "",
) -> Report:
    """Return the report; `shares` is what `workload` returned for the units."""
    load = shares["workload"].to_numpy(dtype=float)
    top = np.sort(load)[::-1]
    half = int(np.searchsorted(top.cumsum(), 500.0)) + 1
    facts = [
        (translate("Core", "Units"), number(len(units), 0)),
        (translate("Core", "Units that carry half the load"), number(half, 0)),
        (translate("Core", "Largest unit, ‰"), number(top[0], 1)),
        (translate("Core", "Units without load"), number(int((load == 0).sum()), 0)),
    ]
    return Report(
        title=translate("Core", "Workload"),
        subtitle=units.name,
        facts=dated(facts, made),
        sections=[
            _weights(shares, weights),
            _correlations(shares),
            _largest(units, shares),
            _workload_map(units, load),
        ],
        inputs=inputs,
        limits=[
            translate("Core", "The workload is a weighing of criteria, not a measurement of hours worked."),
            translate("Core", "Shares are of this layer's own sums: they change when the area changes."),
        ],
    )


def _weights(shares: pd.DataFrame, weights: WorkloadWeights) -> Section:
    names, given = criterion_names(), weights.by_criterion()
    used = {
        name: weight if f"{name}_share" in shares and shares[f"{name}_share"].any() else 0.0
        for name, weight in given.items()
    }
    total = sum(used.values())
    labels = [names[name] for name in used]
    drawing = bars(
        labels,
        [100 * weight / total for weight in used.values()],
        translate("Core", "Weights in percent"),
    )
    unused = [names[name] for name, weight in given.items() if weight > 0 and used[name] == 0]
    parts: list[Figure | Note] = [Figure(drawing, translate("Core", "Weight of each criterion as used, in percent."))]
    if unused:
        message = translate("Core", "Without any value here, so their weight went to the others: {criteria}.")
        parts.append(Note(message.format(criteria=", ".join(unused)), "warning"))
    return Section(translate("Core", "Weights"), parts)


def _correlations(shares: pd.DataFrame) -> Section:
    """Return Spearman's rank correlations: robust where criteria are skewed."""
    names = criterion_names()
    known = [name for name in CRITERIA if f"{name}_share" in shares and np.ptp(shares[f"{name}_share"]) > 0]
    columns = [f"{name}_share" for name in known] + ["workload"]
    ranks = shares[columns].rank().to_numpy(dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        table = np.atleast_2d(np.corrcoef(ranks, rowvar=False))
    titles = [names[name] for name in known] + [translate("Core", "Workload")]
    rows: list[tuple[Cell, ...]] = [
        (title, *(float(value) for value in row)) for title, row in zip(titles, table, strict=True)
    ]
    heading = translate("Core", "How the criteria go together")
    if len(rows) < 2 or not np.isfinite(table).all():
        return Section(heading, [Text(translate("Core", "There is nothing that varies to correlate."))])
    text = translate(
        "Core",
        "Spearman's rank correlation over the units: 1 means the same order, 0 none, −1 the reverse. Two criteria "
        "that go closely together count nearly the same thing twice.",
    )
    return Section(heading, [Text(text), Table([Column(""), *(Column(title, 2) for title in titles)], rows)])


def _largest(units: FeatureTable, shares: pd.DataFrame) -> Section:
    names = criterion_names()
    known = [name for name in CRITERIA if f"{name}_share" in shares]
    ids = row_ids(units)
    order = shares["workload"].to_numpy().argsort(kind="stable")[::-1][:_MOST]
    rows: list[tuple[Cell, ...]] = [
        (
            ids[row],
            float(shares["workload"].iloc[row]),
            *(float(shares[f"{name}_share"].iloc[row]) for name in known),
        )
        for row in order
    ]
    columns = [
        Column(translate("Core", "Unit")),
        Column(translate("Core", "Workload, ‰"), 2),
        *(Column(f"{names[name]}, ‰", 2) for name in known),
    ]
    return Section(translate("Core", "The heaviest units"), [Table(columns, rows)])


def _workload_map(units: FeatureTable, load: NDArray[np.float64]) -> Section:
    area = np.array([0.0 if shape is None else shapely.area(shape) for shape in units.geometry])
    density = np.divide(load * 1e6, area, out=np.zeros(len(load)), where=area > 0)
    colours, legend = quantile_steps(density)
    drawing = choropleth(
        units.geometry, colours, translate("Core", "Map of the workload per square kilometre"), legend=legend
    )
    caption = translate("Core", "Workload in per mille per km², five classes with equally many units.")
    return Section(translate("Core", "Where the workload lies"), [Figure(drawing, caption)])
