"""The report on hot spots: where, whose, how concentrated, and on what it rests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from ...base.i18n import number, percent, translate
from ...reporting import charts, maps
from ...reporting.page import Cell, Column, Figure, Items, Note, Report, Section, Table, Text
from ..hotspots import GridCells, HotSpots
from ..local_statistics import Concentration, concentration
from ..settings import TRENDS, HotspotSettings

_COLOURS = {
    "hot 99": "#8f1d3f",
    "hot 95": "#d1433f",
    "hot 90": "#f5a25b",
    "none": "var(--nothing)",
    "cold 90": "#bcd9e6",
    "cold 95": "#6fa9c9",
    "cold 99": "#2d6a94",
}
TREND_COLOURS = {"new": "#c2367e", "persistent": "#8f1d3f", "fading": "#7d8fa3", "sporadic": "#f5a25b"}
_MOST_ROWS, _MOST_CELLS = 30, 5_000


def hotspot_report(
    grid: GridCells,
    found: HotSpots,
    settings: HotspotSettings,
    outline: NDArray[np.object_] | None,
    facts: Sequence[tuple[str, str]],
    inputs: Sequence[tuple[str, str]],
) -> Report:
    """Return the report; `outline` holds the (k,) sectors' polygons in metres, if sectors are given."""
    sections = [_where(grid, found, outline), _concentration(concentration(grid.counts), grid)]
    if "trend" in found.cells:
        sections.append(_trend(grid, found, outline))
    sections.append(_method(found, settings, grid))
    incidents = number(float(grid.counts.sum()), 0)
    return Report(
        title=translate("Core", "Hot spots"),
        subtitle=translate("Core", "{spots} hot spots among {cells} cells and {incidents} incidents").format(
            spots=len(found.spots), cells=number(len(grid.counts), 0), incidents=incidents
        ),
        facts=facts,
        sections=sections,
        inputs=inputs,
        limits=[
            translate("Core", "A hot spot says that incidents gather there, not why, and not who commits them."),
            translate(
                "Core",
                "Chance spreads incidents evenly over the ground; where more people are, more incidents are to be expected.",
            ),
            translate("Core", "Recorded incidents are what was reported; places with less trust report less."),
        ],
    )


def _where(grid: GridCells, found: HotSpots, outline: NDArray[np.object_] | None) -> Section:
    names = class_titles()
    shapes, drawn = _areas(grid.geometry, found.cells["gi_class"].to_numpy(dtype=object))
    shown = [name for name in _COLOURS if (found.cells["gi_class"] == name).any()]
    figure = maps.choropleth(
        shapes,
        [_COLOURS[name] for name in drawn],
        translate("Core", "Map of hot and cold cells"),
        outline=outline,
        legend=[(_COLOURS[name], names[name]) for name in shown],
    )
    parts: list[Figure | Note | Table] = [Figure(figure, translate("Core", "Cells by Gi*, after adjustment"))]
    if not len(found.spots):
        parts.append(Note(translate("Core", "No cell stands out from chance. That is a finding, not a fault.")))
        return Section(translate("Core", "Where, and whose"), parts)
    columns = [
        Column(translate("Core", "Hot spot"), 0),
        Column(translate("Core", "Cells"), 0),
        Column(translate("Core", "Incidents"), 0),
        Column(translate("Core", "Of all, %"), 1),
        Column(translate("Core", "Highest Gi*"), 1),
        Column(translate("Core", "Whose")),
    ]
    fields = ["hot_spot", "cells", "incidents", "share_percent", "peak_z", "owners"]
    rows = found.spots[fields].head(_MOST_ROWS).to_numpy(dtype=object).tolist()
    caption = translate("Core", "The {shown} hot spots with most incidents, of {all}").format(
        shown=len(rows), all=len(found.spots)
    )
    straddling = int(found.spots["straddles"].sum())
    if straddling:
        message = translate("Core", "{count} hot spots straddle a line between sectors: all their officers are named.")
        parts.append(Note(message.format(count=straddling), "warning"))
    return Section(translate("Core", "Where, and whose"), [*parts, Table(columns, rows, caption)])


def _areas(geometry: NDArray[np.object_], names: NDArray[np.object_]) -> tuple[NDArray[np.object_], list[str]]:
    """Return polygons and their names: the cells, or where they are many, those of one name as one."""
    if len(geometry) <= _MOST_CELLS:
        return geometry, names.tolist()
    found = sorted(set(names))
    return np.array([shapely.union_all(geometry[names == name]) for name in found], dtype=object), found


def class_titles() -> dict[str, str]:
    """Return the titles of the classes of Gi*."""
    hot, cold = translate("Core", "hot, {level} %"), translate("Core", "cold, {level} %")
    titles = {f"hot {level}": hot.format(level=level) for level in ("99", "95", "90")}
    titles["none"] = translate("Core", "not told from chance")
    titles.update({f"cold {level}": cold.format(level=level) for level in ("90", "95", "99")})
    return titles


def _concentration(found: Concentration, grid: GridCells) -> Section:
    labels = [
        translate("Core", "fullest {percent} of cells").format(percent=percent(share, 0)) for share, _ in found.shares
    ]
    values = [value for _, value in found.shares]
    description = translate("Core", "Share of incidents in the fullest cells")
    parts: list[Figure | Text | Note] = [
        Figure(
            charts.bars(labels, values, description, decimals=1),
            translate("Core", "Percent of all incidents in the fullest cells"),
        ),
        Text(
            translate("Core", "Half of all incidents lie in {share} of the cells.").format(share=percent(found.half, 1))
        ),
    ]
    if found.least < 100:
        message = translate(
            "Core",
            "There are fewer incidents ({incidents}) than cells ({cells}): even spread as thinly as possible they would "
            "fill only {least} of the cells, so part of the concentration is unavoidable.",
        )
        incidents, cells = (number(float(value), 0) for value in (grid.counts.sum(), len(grid.counts)))
        least = percent(found.least, 1)
        parts.append(Note(message.format(incidents=incidents, cells=cells, least=least)))
    return Section(translate("Core", "How concentrated"), parts)


def trend_titles() -> dict[str, str]:
    """Return the meaning of each trend."""
    return {
        "new": translate("Core", "new: hot in the last period only"),
        "persistent": translate("Core", "persistent: hot in the last period and in at least half of those before"),
        "fading": translate("Core", "fading: hot in at least half of the periods before, not in the last"),
        "sporadic": translate("Core", "sporadic: hot now and then"),
    }


def _trend(grid: GridCells, found: HotSpots, outline: NDArray[np.object_] | None) -> Section:
    titles = trend_titles()
    shapes, drawn = _areas(grid.geometry, found.cells["trend"].fillna("none").to_numpy(dtype=object))
    figure = maps.choropleth(
        shapes,
        [TREND_COLOURS.get(name, _COLOURS["none"]) for name in drawn],
        translate("Core", "Map of trends"),
        outline=outline,
        legend=[(TREND_COLOURS[name], titles[name].split(":")[0]) for name in TRENDS],
    )
    rows: list[list[Cell]] = [[titles[name], int((found.cells["trend"] == name).sum())] for name in TRENDS]
    periods = ", ".join(name.removeprefix("period_").replace("_", " ") for name in grid.periods or {})
    return Section(
        translate("Core", "Trend"),
        [
            Text(translate("Core", "Periods, oldest first: {periods}.").format(periods=periods)),
            Figure(figure, ""),
            Table([Column(translate("Core", "Trend")), Column(translate("Core", "Cells"), 0)], rows),
        ],
    )


def _scatter(overdispersion: float) -> str:
    """Return in words how counts scatter from one cell to the next."""
    if overdispersion <= 0:
        return translate("Core", "Neighbouring cells differ no more than chance has it.")
    message = translate(
        "Core",
        "Neighbouring cells differ more than single incidents would by chance (a place is visited again): chance is "
        "negative binomial with k = {size}.",
    )
    return message.format(size=number(1 / overdispersion, 2))


def _method(found: HotSpots, settings: HotspotSettings, grid: GridCells) -> Section:
    if settings.neighbourhood == "distance":
        weights = translate("Core", "Neighbours: cells whose centres lie within {distance} m.").format(
            distance=number(settings.distance, 0)
        )
    else:
        weights = translate("Core", "Neighbours: cells that share a side or a corner.")
    mean = translate("Core", "On average {mean} neighbours a cell; {alone} cells have none.")
    quadrants = found.cells["moran_class"].value_counts()
    moran = translate(
        "Core",
        "Local Moran (row-standardised weights, p by the same chance, adjusted p ≤ 0.05): {hh} cells high among "
        "high, {hl} high among low, {lh} low among high, {ll} low among low.",
    )
    return Section(
        translate("Core", "How it was found"),
        [
            Items(
                [
                    translate(
                        "Core",
                        "Getis-Ord Gi* with binary weights; each cell is its own neighbour. Gi* orders the cells; whether one "
                        "stands out is told by the exact two-sided p of its neighbourhood's incidents among as many thrown at "
                        "random on the ground (Besag and Newell 1991).",
                    ),
                    _scatter(found.overdispersion),
                    weights + " " + mean.format(mean=number(found.neighbours, 1), alone=found.alone),
                    translate(
                        "Core",
                        "Adjusted for {cells} tests by the false-discovery rate (Benjamini and Hochberg 1995); hot spots are "
                        "neighbouring cells with an adjusted p of 0.05 or less and at least five incidents around them; "
                        "fewer are too few to say.",
                    ).format(cells=number(len(grid.counts), 0)),
                    moran.format(
                        hh=int(quadrants.get("high-high", 0)),
                        hl=int(quadrants.get("high-low", 0)),
                        lh=int(quadrants.get("low-high", 0)),
                        ll=int(quadrants.get("low-low", 0)),
                    ),
                ]
            )
        ],
    )
