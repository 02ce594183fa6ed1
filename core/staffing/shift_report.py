"""The shift pattern as a section of the manning report."""

from __future__ import annotations

from ..base.i18n import translate
from ..base.numbers import number, percent
from ..reporting import charts
from ..reporting.page import Cell, Column, Figure, Section, Table, Text
from .shifts import FIRST_HOUR, LENGTH, STARTS, ShiftPattern


def shift_section(pattern: ShiftPattern) -> Section:
    """Return officers present by hour against incidents by hour, on an average weekday."""
    columns = [Column(translate("Core", "Shift")), Column(translate("Core", "Officers"), 0)]
    shifts: list[list[Cell]] = [
        [f"{start:02d}–{start + LENGTH:02d}", count] for start, count in zip(STARTS, pattern.counts, strict=True)
    ]
    hours = [f"{FIRST_HOUR + hour:02d}" for hour in range(len(pattern.present))]
    rows: list[list[Cell]] = [
        [f"{hour}–{int(hour) + 1:02d}", float(incidents), int(present), float(incidents / present)]
        for hour, incidents, present in zip(hours, pattern.incidents, pattern.present, strict=True)
    ]
    by_hour = [
        Column(translate("Core", "Hour")),
        Column(translate("Core", "Incidents a weekday"), 2),
        Column(translate("Core", "Officers present"), 0),
        Column(translate("Core", "Incidents an officer"), 3),
    ]
    title = translate("Core", "Share of the day from 07 to 23, percent, by hour")
    incidents, present = (100.0 * values / values.sum() for values in (pattern.incidents, pattern.present))
    series = [
        charts.Series(translate("Core", "incidents"), incidents.tolist(), "var(--tone-2)"),
        charts.Series(translate("Core", "officer hours"), present.tolist()),
    ]
    text = translate(
        "Core",
        "Of the weekdays' incidents {outside} fall between 23 and 07, and {weekend} of all on Saturdays and Sundays: "
        "this pattern does not cover them.",
    )
    said = text.format(outside=percent(pattern.outside_percent, 0), weekend=percent(pattern.weekend_percent, 0))
    total = translate("Core", "{officers} officers on duty on a weekday.")
    return Section(
        translate("Core", "Shifts on weekdays, 07 to 23"),
        [
            Text(total.format(officers=number(sum(pattern.counts), 0))),
            Table(columns, shifts),
            Figure(charts.lines(series, hours, title), title),
            Table(by_hour, rows),
            Text(said),
        ],
        new_page=True,
    )
