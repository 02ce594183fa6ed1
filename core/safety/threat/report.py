"""Report of the threat assessment: an overview of all areas, then a sheet for each with its week as a heat map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from ...base.i18n import either, number, percent, translate
from ...reporting.maps import choropleth
from ...reporting.page import Cell, Column, Figure, Items, Note, Part, Report, Section, Swatch, Table, Text
from ...reporting.svg import element, label, picture
from .assessment import AreaThreat, Level, QuarterChange, level_of, rule_text
from .settings import THREAT_LEVELS, ThreatSettings
from .tables import AnalystNote as Written
from .tables import texts_of

_SCENES = 5
_EARLIER_NOTES = 4
_LARGEST = 900.0
_LEFT, _TOP, _WIDE, _HIGH = 56.0, 22.0, 84.0, 26.0
_STEPS, _DARK = 5, 4


@dataclass(frozen=True)
class ThreatPage:
    """What goes on the pages beside the figures; `outline` are the sectors, drawn above the areas."""

    settings: ThreatSettings
    geometry: NDArray[np.object_]
    outline: NDArray[np.object_]
    notes: Sequence[Written]
    facts: Sequence[tuple[str, str]]
    inputs: Sequence[tuple[str, str]]
    gang_filter: str = ""


def threat_report(threats: Sequence[AreaThreat], page: ThreatPage) -> Report:
    """Return the report; the marking of the settings stands on every page."""
    levels = [level_of(threat) for threat in threats]
    sheets = [_sheet(threat, level, page) for threat, level in zip(threats, levels, strict=True)]
    quarter = page.settings.quarter
    return Report(
        title=translate("Core", "Threat assessment of exposed areas"),
        subtitle=translate("Core", "{quarter}: {period}").format(quarter=quarter, period=quarter.period),
        facts=page.facts,
        sections=[_overview(threats, levels, page), *sheets, _rule()],
        inputs=page.inputs,
        limits=_limits(page),
        marking=page.settings.marking,
    )


def _overview(threats: Sequence[AreaThreat], levels: Sequence[Level], page: ThreatPage) -> Section:
    columns = [
        Column(translate("Core", "Area")),
        Column(translate("Core", "Level")),
        Column(translate("Core", "Incidents"), 0),
        Column(translate("Core", "Gang-related"), 0),
        Column(translate("Core", "Per 1,000 residents"), 1),
        Column(translate("Core", "Quarter before")),
        Column(translate("Core", "A year ago")),
    ]
    rows: list[list[Cell]] = [
        [
            threat.name,
            _level_cell(level),
            threat.incidents,
            threat.gang,
            threat.rate[1],
            _change_text(threat.previous, interval=False),
            _change_text(threat.year_ago, interval=False),
        ]
        for threat, level in zip(threats, levels, strict=True)
    ]
    cells = [_level_cell(level) for level in levels]
    title = translate("Core", "Levels")
    drawing = choropleth(
        page.geometry,
        [cell.colour for cell in cells],
        title,
        names=[threat.name for threat in threats],
        outline=page.outline,
        legend=[(level.colour, either(level.english, level.danish)) for level in THREAT_LEVELS],
    )
    return Section(translate("Core", "At a glance"), [Figure(drawing), Table(columns, rows)])


def _level_cell(level: Level) -> Swatch:
    found = next(option for option in THREAT_LEVELS if option.id == level.id)
    return Swatch(either(found.english, found.danish), found.colour)


def _change_text(change: QuarterChange, *, interval: bool = True) -> str:
    if change.count is None:
        return translate("Core", "no data so far back")
    if math.isnan(change.low):
        return translate("Core", "{count}: too few to say").format(count=change.count)
    if math.isnan(change.percent):
        return translate("Core", "{count}: no percentage").format(count=change.count)
    low, middle, high = (_percent(value) for value in (change.low, change.percent, change.high))
    text = translate("Core", "{count}: {change} ({low} to {high})") if interval else "{count}: {change}"
    return text.format(count=change.count, change=middle, low=low, high=high)


def _percent(value: float) -> str:
    """Return a change in percent; beyond tenfold its size says nothing more."""
    if value > _LARGEST:
        return ">" + percent(_LARGEST, 0, signed=True)
    return percent(value, 0, signed=True)


def _sheet(threat: AreaThreat, level: Level, page: ThreatPage) -> Section:
    cell = _level_cell(level)
    text = translate("Core", "Level: {level}. Why: {reasons}.").format(
        level=cell.text, reasons="; ".join(level.reasons)
    )
    parts: list[Part] = [Note(text, "bad" if level.id == "high" else "warning" if level.id == "raised" else "info")]
    parts.append(Items(_facts(threat)))
    parts += _kinds(threat)
    if len(threat.scenes):
        most = threat.scenes.sort_values(ascending=False, kind="stable").head(_SCENES)
        scenes = ", ".join(f"{scene} ({count})" for scene, count in most.items())
        parts.append(Text(translate("Core", "Scenes: {scenes}.").format(scenes=scenes)))
    if threat.week.sum() > 0:
        title = translate("Core", "When: incidents by weekday and time of day, uncertain times spread over their span")
        parts.append(Figure(week_chart(threat.week, title), title))
    else:
        parts.append(Text(translate("Core", "When: too few incidents with a known time to say.")))
    return Section(threat.name, [*parts, *_written(threat, page)], new_page=True)


def _facts(threat: AreaThreat) -> list[str]:
    unknown = translate("Core", "not known")
    rate = unknown
    if math.isfinite(threat.rate[1]):
        low, middle, high = (number(value, 1) for value in threat.rate)
        rate = translate("Core", "{rate} ({low} to {high})").format(rate=middle, low=low, high=high)
    against = unknown
    if math.isfinite(threat.against_station[1]):
        low, middle, high = (number(value, 1) for value in threat.against_station)
        against = translate("Core", "{rate} times ({low} to {high})").format(rate=middle, low=low, high=high)
    facts = [
        translate("Core", "Sector: {sector}").format(sector=threat.sector or unknown),
        translate("Core", "Residents: {count}").format(count=number(threat.residents, 0)),
        translate("Core", "Incidents: {count}").format(count=threat.incidents),
        translate("Core", "Per 1,000 residents: {rate}").format(rate=rate),
        translate("Core", "Rate against the rest of the station: {against}").format(against=against),
        translate("Core", "Quarter before: {change}").format(change=_change_text(threat.previous)),
        translate("Core", "Same quarter a year ago: {change}").format(change=_change_text(threat.year_ago)),
    ]
    if threat.gang is not None:
        facts.append(translate("Core", "Gang-related: {count}").format(count=threat.gang))
    if threat.gang_year_ago is not None:
        text = translate("Core", "Gang-related a year ago: {change}")
        facts.append(text.format(change=_change_text(threat.gang_year_ago)))
    return facts


def _kinds(threat: AreaThreat) -> list[Part]:
    if threat.kinds.empty:
        return [Text(translate("Core", "No incidents in the quarter."))]
    columns = [
        Column(translate("Core", "Type")),
        Column(translate("Core", "Incidents"), 0),
        Column(translate("Core", "Of the area's, %"), 0),
        Column(translate("Core", "Of its sector's, %"), 0),
        Column(translate("Core", "Of the station's, %"), 0),
    ]
    blank = translate("Core", "not given")
    rows: list[list[Cell]] = [
        [kind or blank, int(count), *shares] for kind, count, *shares in threat.kinds.itertuples(index=False)
    ]
    return [Table(columns, rows)]


def _written(threat: AreaThreat, page: ThreatPage) -> list[Part]:
    now, earlier = texts_of(page.notes, threat.name, page.settings.quarter)
    heading = translate("Core", "Assessment by the analyst: {text}")
    parts: list[Part] = [Text(heading.format(text=now or translate("Core", "nothing written yet")))]
    if earlier:
        parts.append(Items([f"{note.quarter}: {note.text}" for note in earlier[:_EARLIER_NOTES]]))
    return parts


def _rule() -> Section:
    return Section(translate("Core", "How the level is given"), [Items(rule_text())], new_page=True)


def _limits(page: ThreatPage) -> list[str]:
    limits = [
        translate(
            "Core",
            "These are recorded incidents at the place recorded; not all crime is, and some places stand for others.",
        ),
        translate("Core", "An incident whose time is uncertain counts on its earliest possible day."),
        translate("Core", "Intervals hold for counts that vary like chance; crime in series varies more."),
    ]
    if page.gang_filter:
        text = translate("Core", "Gang-related means: {filter}. What was not entered as such is not counted.")
        limits.append(text.format(filter=page.gang_filter))
    else:
        limits.append(
            translate("Core", "Nobody said which incidents are gang-related; the level knows nothing of gangs.")
        )
    return limits


def week_chart(week: NDArray[np.float64], description: str) -> Markup:
    """Draw `week`, the (7, d) weights by weekday and daypart, as shaded cells with their numbers."""
    days = (
        translate("Core", "Mon"),
        translate("Core", "Tue"),
        translate("Core", "Wed"),
        translate("Core", "Thu"),
        translate("Core", "Fri"),
        translate("Core", "Sat"),
        translate("Core", "Sun"),
    )
    hours = 24 // week.shape[1]
    parts = [
        label(f"{hours * part:02d}–{hours * (part + 1):02d}", _LEFT + _WIDE * (part + 0.5), 14, "middle", "soft")
        for part in range(week.shape[1])
    ]
    highest = max(float(week.max()), 1e-9)
    for day, part in np.ndindex(*week.shape):
        x, y, share = _LEFT + _WIDE * part, _TOP + _HIGH * day, week[day, part] / highest
        step = min(_STEPS, int(share * _STEPS) + 1)
        shade = f"fill:var(--step-{step})" if share > 0 else "fill:var(--panel)"
        parts.append(element("rect", x=x, y=y, width=_WIDE - 2, height=_HIGH - 2, rx=2, style=shade))
        text = number(week[day, part], 1)
        ink = "fill:var(--paper)" if share > 0 and step >= _DARK else "fill:var(--ink)"
        parts.append(element("text", text, x=x + _WIDE / 2 - 1, y=y + 16, text_anchor="middle", style=ink))
    parts += [label(day, _LEFT - 10, _TOP + _HIGH * row + 16, "end") for row, day in enumerate(days)]
    return picture(parts, _LEFT + _WIDE * week.shape[1], _TOP + _HIGH * 7, description)
