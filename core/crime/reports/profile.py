"""The crime profile as a report: an overview of all areas, then a sheet for each."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ...base.i18n import number, percent, translate
from ...reporting import charts, maps
from ...reporting.charts import Series, heat_map
from ...reporting.page import Cell, Column, Figure, Note, Part, Report, Section, Table, Text
from ..harm import harm_parts
from ..incidents import METHOD, SCENE, TYPE
from ..profile import CountChange, Profile, change, verdict_text
from ..rates import poisson_interval
from ..settings import Period

_SHOWN = 8
_FULLEST = 5
_STEPS = [f"var(--step-{step})" for step in range(1, 6)]


def profile_report(
    profiles: Sequence[Profile],
    polygons: NDArray[np.object_],
    periods: tuple[Period | None, Period | None],
    facts: Sequence[tuple[str, str]],
    inputs: Sequence[tuple[str, str]],
) -> Report:
    """Return the report on `polygons` (k,) in metres; `periods` are the one shown and the one compared with."""
    period, compared = periods
    stated = [(translate("Core", "Period"), str(period) if period else translate("Core", "all on file"))]
    if compared:
        stated.append((translate("Core", "Compared with"), str(compared)))
    sections = [_overview(profiles, polygons)] if len(profiles) > 1 else []
    sections += [_sheet(profile, polygon, periods) for profile, polygon in zip(profiles, polygons, strict=True)]
    return Report(
        title=translate("Core", "Crime profile"),
        subtitle=", ".join(profile.name for profile in profiles) if len(profiles) <= 3 else "",
        facts=[*stated, *facts],
        sections=sections,
        inputs=inputs,
        limits=[
            translate("Core", "Intervals are 95 percent, for counts that vary by chance around a steady rate."),
            translate("Core", "An incident belongs to the day on which it began, or ended where only that is known."),
            translate(
                "Core",
                "Hours are aoristic weights: an incident between two times is spread evenly over the time between.",
            ),
            translate("Core", "Recorded incidents are what was reported; habits of reporting differ and change."),
        ],
    )


def _overview(profiles: Sequence[Profile], polygons: NDArray[np.object_]) -> Section:
    counts = np.array([profile.counts.incidents for profile in profiles], dtype=float)
    figure = maps.choropleth(
        polygons,
        _colours(counts),
        translate("Core", "Map of incidents by area"),
        names=[profile.name for profile in profiles] if len(profiles) <= 40 else None,
        tips=[f"{p.name}: {number(p.counts.incidents, 0)}" for p in profiles],
        height=380,
        legend=_legend(counts),
    )
    columns = [Column(translate("Core", "Area")), Column(translate("Core", "Incidents"), 0)]
    compared = any(profile.change for profile in profiles)
    if compared:
        columns += _change_columns()
    rows: list[list[Cell]] = [
        [profile.name, profile.counts.incidents, *(_change_cells(profile.change) if compared else [])]
        for profile in profiles
    ]
    return Section(
        translate("Core", "Overview"), [Figure(figure, translate("Core", "Incidents by area")), Table(columns, rows)]
    )


def _change_columns() -> list[Column]:
    return [
        Column(translate("Core", "Before"), 0),
        Column(translate("Core", "Change per day, %"), 0, signed=True),
        Column(translate("Core", "95 % interval")),
        Column(translate("Core", "Says")),
    ]


def _change_cells(found: CountChange | None) -> list[Cell]:
    if found is None:
        return [None, None, "", ""]
    if found.verdict == "few":
        return [found.before, None, "", verdict_text(found)]
    return [found.before, found.percent, _interval(found), verdict_text(found)]


def _interval(found: CountChange) -> str:
    low, high = (number(value, 0, signed=True) if math.isfinite(value) else "∞" for value in (found.low, found.high))
    return translate("Core", "{low} to {high}").format(low=low, high=high)


def _colours(counts: NDArray[np.float64]) -> list[str]:
    most = counts.max(initial=0.0)
    return [
        _STEPS[min(int(count / most * len(_STEPS)), len(_STEPS) - 1)] if count > 0 else "var(--nothing)"
        for count in counts.tolist()
    ]


def _legend(counts: NDArray[np.float64]) -> list[tuple[str, str]]:
    """Return colour and range of each step that a whole number falls into."""
    most = int(counts.max(initial=0.0))
    rows = []
    for step, colour in enumerate(_STEPS):
        low = max(math.ceil(step * most / len(_STEPS)), 1)
        high = math.ceil((step + 1) * most / len(_STEPS)) - 1 if step < len(_STEPS) - 1 else most
        if high >= low:
            text = number(low, 0) + (f"–{number(high, 0)}" if high > low else "")
            rows.append((colour, text))
    return rows


def _sheet(profile: Profile, polygon: shapely.Geometry, periods: tuple[Period | None, Period | None]) -> Section:
    counts = profile.counts
    parts: list[Part] = [Text(_headline(profile))]
    if counts.no_time:
        message = translate("Core", "{count} more have no usable time and are in neither period.")
        parts.append(Note(message.format(count=number(counts.no_time, 0))))
    if counts.incidents:
        parts.append(_map(profile, polygon))
        parts += [part for kind, table in profile.kinds.items() for part in _kind(kind, table, profile)]
        parts += _type_changes(profile, periods)
        if profile.harm is not None:
            parts += harm_parts(profile.harm, profile.change is not None)
        parts += _time(profile)
        parts.append(_fullest(profile))
    return Section(profile.name, parts, new_page=True)


def _headline(profile: Profile) -> str:
    incidents, found = number(profile.counts.incidents, 0), profile.change
    if found is None:
        return translate("Core", "{count} incidents.").format(count=incidents)
    before = number(found.before, 0)
    if found.verdict == "few" or not math.isfinite(found.percent):
        message = translate("Core", "{count} incidents, {before} in the period compared with: {verdict}.")
        return message.format(count=incidents, before=before, verdict=verdict_text(found))
    message = translate(
        "Core",
        "{count} incidents, {before} in the period compared with: {change} per day (95 % interval {interval} %): {verdict}.",
    )
    change = percent(found.percent, 0, signed=True)
    interval = _interval(found)
    return message.format(count=incidents, before=before, change=change, interval=interval, verdict=verdict_text(found))


def _map(profile: Profile, polygon: shapely.Geometry) -> Figure:
    cells = shapely.intersection(profile.lattice.polygons(profile.cells), polygon)
    shapes = np.array([polygon, *cells], dtype=object)
    colours = ["var(--panel)", *_colours(profile.cell_counts)]
    names = profile.lattice.names(profile.cells)
    tips = [
        profile.name,
        *(f"{name}: {number(count, 0)}" for name, count in zip(names, profile.cell_counts, strict=True)),
    ]
    figure = maps.choropleth(
        shapes,
        colours,
        translate("Core", "Map of incidents in {area}").format(area=profile.name),
        tips=tips,
        outline=np.array([polygon], dtype=object),
        legend=_legend(profile.cell_counts),
        height=300,
    )
    caption = translate("Core", "Incidents by cell of {size} m")
    return Figure(figure, caption.format(size=number(profile.lattice.size, 0)))


def _kind(kind: str, table: pd.DataFrame, profile: Profile) -> list[Part]:
    titles = {
        TYPE: translate("Core", "By type"),
        SCENE: translate("Core", "By scene"),
        METHOD: translate("Core", "By method"),
    }
    top, rest = table.head(_SHOWN), table.iloc[_SHOWN:]
    texts, values = top["text"].tolist(), top["count"].tolist()
    if len(rest):
        texts.append(translate("Core", "{count} others").format(count=len(rest)))
        values.append(int(rest["count"].sum()))
    unknown = profile.counts.incidents - int(table["count"].sum())
    if unknown:
        texts.append(translate("Core", "not stated"))
        values.append(unknown)
    colours = ["var(--tone-1)"] * len(top) + ["var(--tone-6)"] * (len(texts) - len(top))
    chart = charts.bars(texts, values, titles[kind], colours=colours)
    return [Figure(chart, titles[kind])]


def _type_changes(profile: Profile, periods: tuple[Period | None, Period | None]) -> list[Part]:
    """Return a table of each frequent type's change; empty if nothing is compared."""
    period, compared = periods
    if period is None or compared is None or TYPE not in profile.kinds:
        return []
    rows: list[list[Cell]] = [
        [text, count, *_change_cells(change(count, before, period, compared))]
        for text, count, before in profile.kinds[TYPE].head(_SHOWN).itertuples(index=False)
    ]
    columns = [Column(translate("Core", "Type")), Column(translate("Core", "Incidents"), 0), *_change_columns()]
    return [Table(columns, rows, translate("Core", "Change by type"))]


def _time(profile: Profile) -> list[Part]:
    parts: list[Part] = []
    if profile.counts.timed:
        days = [
            *(translate("Core", "Mon"), translate("Core", "Tue"), translate("Core", "Wed"), translate("Core", "Thu")),
            *(translate("Core", "Fri"), translate("Core", "Sat"), translate("Core", "Sun")),
        ]
        description = translate("Core", "Incidents by weekday and hour")
        figure = heat_map(days, [f"{hour:02d}" for hour in range(24)], profile.week, description)
        caption = translate("Core", "By weekday and hour: {timed} of {all} incidents have a time")
        timed, every = (number(value, 0) for value in (profile.counts.timed, profile.counts.incidents))
        parts.append(Figure(figure, caption.format(timed=timed, all=every)))
    if len(profile.months) > 1:
        series = [Series(translate("Core", "period"), profile.months.tolist())]
        if profile.months_before.notna().any():
            before = translate("Core", "a year before")
            series.append(Series(before, profile.months_before.tolist(), "var(--tone-6)", dashed=True))
        figure = charts.lines(series, profile.months.index.tolist(), translate("Core", "By month"))
        parts.append(Figure(figure, translate("Core", "By month; the first and last may be part of a month")))
        parts.append(_months(profile))
    return parts


def _months(profile: Profile) -> Table:
    rows: list[list[Cell]] = []
    for month, count in zip(profile.months.index.tolist(), profile.months.tolist(), strict=True):
        low, high = (number(value, 0) for value in poisson_interval(int(count)))
        before = profile.months_before[month]
        rows.append([str(month), int(count), f"{low}–{high}", None if math.isnan(before) else int(before)])
    columns = [
        Column(translate("Core", "Month")),
        Column(translate("Core", "Incidents"), 0),
        Column(translate("Core", "95 % interval")),
        Column(translate("Core", "A year before"), 0),
    ]
    return Table(columns, rows)


def _fullest(profile: Profile) -> Table:
    order = np.lexsort((profile.cells, -profile.cell_counts))[:_FULLEST]
    names = profile.lattice.names(profile.cells)
    total = max(profile.counts.incidents, 1)
    rows: list[list[Cell]] = [
        [
            str(names[row]),
            int(profile.cell_counts[row]),
            100 * profile.cell_counts[row] / total,
            profile.cell_types[row],
        ]
        for row in order.tolist()
    ]
    columns = [
        Column(translate("Core", "Cell")),
        Column(translate("Core", "Incidents"), 0),
        Column(translate("Core", "Of the area's, %"), 0),
        Column(translate("Core", "Most frequent type")),
    ]
    return Table(columns, rows, translate("Core", "The fullest cells"))
