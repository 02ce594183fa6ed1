"""The parts of an evaluation's report that do not speak of the counts: what was true before, where, and the plan."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from ...base.days import days_in
from ...base.i18n import translate
from ...base.numbers import percent
from ...crime.rates import percent_change
from ...reporting.maps import choropleth
from ...reporting.page import Column, Figure, Note, Part, Section, Table, Text
from .evaluation import Evaluation
from .pre_trends import LEAST_MONTHS, PeakCheck
from .preregistration import Deviation, Registration
from .verdict import p_text

COLOURS = {
    "target": "var(--tone-2)",
    "comparison": "var(--tone-1)",
    "displacement": "var(--tone-4)",
    "displacement_comparison": "var(--tone-6)",
}


def role_titles() -> dict[str, str]:
    """Return the areas' roles for people."""
    return {
        "target": translate("Core", "Target area"),
        "comparison": translate("Core", "Comparison area"),
        "displacement": translate("Core", "Displacement area"),
        "displacement_comparison": translate("Core", "Comparison of the displacement area"),
    }


def before_section(evaluation: Evaluation) -> Section:
    """Return whether trends were alike, the start unusually high, and the seasons the same."""
    parts: list[Part] = []
    trend, peak = evaluation.trend, evaluation.peak
    if trend is not None and trend.state != "too_few":
        text = translate(
            "Core", "Trend: before the start the target changed {change} a month relative to the comparison ({p})."
        )
        change = percent(trend.monthly_percent, 1, signed=True)
        parts.append(Text(text.format(change=change, p=p_text(trend.p))))
    else:
        text = translate(
            "Core", "Trend: not checked; it takes a comparison and at least {months} whole months with incidents."
        )
        parts.append(Text(text.format(months=LEAST_MONTHS)))
    if peak is not None:
        parts.append(Text(_level_text(peak)))
    if evaluation.season_matched is not None:
        same = translate("Core", "Season: both periods cover the same months of the year.")
        other = translate("Core", "Season: the periods cover different months of the year.")
        parts.append(Text(same if evaluation.season_matched else other))
    return Section(translate("Core", "What was true before"), parts)


def _level_text(peak: PeakCheck) -> str:
    if peak.expected_percent >= 0:
        return translate("Core", "Level: the later half of the time before was no higher than the earlier half.")
    text = translate(
        "Core",
        "Level: the later half of the time before was higher than the earlier half ({p}). A return to the earlier level "
        "would be {expected}.",
    )
    expected = percent(peak.expected_percent, 0, signed=True)
    return text.format(p=p_text(peak.p), expected=expected)


def map_section(evaluation: Evaluation) -> Section:
    """Return the map of the areas compared."""
    given, titles = evaluation.grounds.given() if evaluation.grounds else {}, role_titles()
    shapes = np.empty(len(given), dtype=object)
    shapes[:] = list(given.values())
    title = translate("Core", "The areas compared")
    colours = [COLOURS[role] for role in given]
    legend = [(COLOURS[role], titles[role]) for role in given]
    drawing = choropleth(shapes, colours, title, tips=[titles[role] for role in given], legend=legend, height=380)
    return Section(title, [Figure(drawing)])


def suggestions_section(table: pd.DataFrame) -> Section:
    """Return the areas that could serve for comparison."""
    heading = translate("Core", "Areas that could serve for comparison")
    if table.empty:
        text = translate("Core", "No candidate is far enough from the target and has enough incidents to be judged.")
        return Section(heading, [Text(text)])
    columns = [
        Column(translate("Core", "Area")),
        Column(translate("Core", "Per month before"), 1),
        Column(translate("Core", "Level against the target, %"), 0, signed=True),
        Column(translate("Core", "Trend against the target, %"), 0, signed=True),
        Column(translate("Core", "Likeness, 0–100"), 0),
    ]
    rows = table[["name", "per_month", "level_percent", "trend_percent", "likeness"]].to_numpy(dtype=object).tolist()
    text = translate("Core", "Choose by what you know of the places, and before you look at the time after.")
    return Section(heading, [Table(columns, rows), Text(text)])


def plan_section(plan: Registration, found: Sequence[Deviation], evaluation: Evaluation) -> Section:
    """Return how the run compares with what was registered."""
    heading = translate("Core", "Against what was registered")
    text = translate("Core", "“{title}” was registered on {day}.").format(
        title=plan.title, day=days_in(plan.registered)
    )
    parts: list[Part] = [Text(text)]
    if plan.smallest_drop is not None and math.isfinite(evaluation.ratio[1]):
        text = translate("Core", "The smallest drop that could be detected was {drop}; found was {change} per month.")
        change = percent(percent_change(evaluation.ratio[1]), 0, signed=True)
        parts.append(Text(text.format(drop=percent(plan.smallest_drop, 0), change=change)))
    if not found:
        parts.append(Note(translate("Core", "Areas, periods, measure and the count before are as registered."), "good"))
        return Section(heading, parts)
    columns = [
        Column(translate("Core", "What")),
        Column(translate("Core", "Registered")),
        Column(translate("Core", "Now")),
    ]
    note = translate(
        "Core", "The run differs from the plan; what was changed after the figures were known weakens the result."
    )
    return Section(
        heading, [*parts, Note(note, "warning"), Table(columns, [[d.what, d.registered, d.now] for d in found])]
    )
