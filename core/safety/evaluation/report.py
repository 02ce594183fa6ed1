"""Report of an evaluation: verdict, counts, development before the start, map, and comparison with its plan."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ...base.i18n import days_in, either, number, percent, translate
from ...crime.rates import percent_change, too_few
from ...reporting import charts
from ...reporting.maps import choropleth
from ...reporting.page import Cell, Column, Figure, Items, Note, Part, Report, Section, Table, Text, Tone
from .counts_table import PercentOnly
from .displacement import NOTHING, DifferenceEstimate
from .evaluation import ROLES, Evaluation
from .pre_trends import LEAST_MONTHS, PeakCheck
from .preregistration import Deviation, Registration
from .verdict import Verdict, clearly_better, p_text

_TONES: dict[str, Tone] = {"unsure": "warning", "rose_more": "bad", "rose": "bad"}
_LEAST_CHANGE = -100.0
_COLOURS = {
    "target": "var(--tone-2)",
    "comparison": "var(--tone-1)",
    "displacement": "var(--tone-4)",
    "displacement_comparison": "var(--tone-6)",
}


@dataclass(frozen=True)
class EvaluationPage:
    """What goes on the page beside the evaluation itself."""

    title: str
    facts: Sequence[tuple[str, str]]
    inputs: Sequence[tuple[str, str]]
    suggestions: pd.DataFrame | None = None
    plan: Registration | None = None
    deviations: Sequence[Deviation] = field(default_factory=list)


def evaluation_report(evaluation: Evaluation, verdict: Verdict, page: EvaluationPage) -> Report:
    """Return the report of an evaluation with counts."""
    settings = evaluation.settings
    sections = [_verdict(verdict, evaluation), _counts(evaluation)]
    sections.append(_measures(evaluation))
    if evaluation.monthly is not None and len(evaluation.monthly.months) > 1:
        sections.append(_months(evaluation))
    sections.append(before_section(evaluation))
    if evaluation.study_areas is not None:
        sections.append(map_section(evaluation))
    if page.suggestions is not None:
        sections.append(suggestions_section(page.suggestions))
    if page.plan is not None:
        sections.append(plan_section(page.plan, page.deviations, evaluation))
    periods = []
    if settings.before and settings.after:
        periods = [
            (translate("Core", "Before"), str(settings.before)),
            (translate("Core", "After"), str(settings.after)),
        ]
    return Report(
        title=page.title,
        subtitle=translate("Core", "Before and after, against a comparison, with what chance explains"),
        facts=[*page.facts, *periods],
        sections=sections,
        inputs=page.inputs,
        limits=limits(),
    )


def percents_report(percents: Sequence[PercentOnly], page: EvaluationPage) -> Report:
    """Return the report on percentages that were given without counts: what they would need."""
    columns = [
        Column(translate("Core", "Area")),
        Column(translate("Core", "Change, %"), 0, signed=True),
        Column(translate("Core", "Incidents before that such a drop needs"), 0),
    ]
    rows: list[list[Cell]] = [[one.name, one.percent, one.needed] for one in percents]
    text = translate(
        "Core",
        "Percentages alone cannot be judged: 100 to 44 and 9 to 4 are both −56 %. What is needed are the numbers of "
        "incidents before and after, with the lengths of both periods, and the same for an area without the initiative.",
    )
    needed = translate(
        "Core",
        "The last column is how many incidents there must have been before, with periods of one length, for such a drop "
        "to be told from no change (95 % confidence, 80 % power).",
    )
    heading = translate("Core", "What is missing")
    section = Section(heading, [Note(text, "warning"), Table(columns, rows), Text(needed)])
    return Report(page.title, [section], facts=page.facts, inputs=page.inputs, limits=limits())


def limits() -> list[str]:
    """Return the limits of every evaluation of this kind."""
    return [
        translate("Core", "A difference is not a cause: something else may have happened in the same place and time."),
        translate("Core", "Intervals hold for counts that vary like chance (Poisson); crime in series varies more."),
        translate("Core", "Recorded crime is not all crime; willingness to report may have changed."),
        translate(
            "Core", "A choice of area, period or measure made after seeing the figures makes any result look better."
        ),
    ]


def _verdict(verdict: Verdict, evaluation: Evaluation) -> Section:
    first, second = either((verdict.english, verdict.danish), (verdict.danish, verdict.english))
    other = either("På dansk", "In English")
    tone: Tone = "good" if clearly_better(evaluation, verdict) else _TONES.get(verdict.conclusion, "info")
    parts: list[Part] = [Note(first[0], tone), Items(first[1:])]
    parts += [Note(note, "warning") for note in evaluation.notes]
    parts += [Text(f"{other}: {' '.join(second)}")]
    return Section(translate("Core", "Verdict"), parts)


def _counts(evaluation: Evaluation) -> Section:
    settings, titles = evaluation.settings, role_titles()
    rows: list[list[Cell]] = []
    for role in ROLES:
        area = getattr(evaluation.areas, role)
        if area == NOTHING:
            continue
        rates: list[Cell] = [None, None, None]
        if settings.before and settings.after:
            early, late = area.before / settings.before.months, area.after / settings.after.months
            rates = [early, late, percent_change(late / early) if early else None]
        rows.append(
            [
                titles[role],
                area.before,
                area.after,
                percent_change(area.after / area.before) if area.before else None,
                *rates,
            ]
        )
    columns = [
        Column(translate("Core", "Area")),
        Column(translate("Core", "Before"), 0),
        Column(translate("Core", "After"), 0),
        Column(translate("Core", "In number, %"), 0, signed=True),
        Column(translate("Core", "Per month before"), 1),
        Column(translate("Core", "Per month after"), 1),
        Column(translate("Core", "Per month, %"), 0, signed=True),
    ]
    if not (settings.before and settings.after):
        columns, rows = columns[:4], [row[:4] for row in rows]
    parts: list[Part] = [Table(columns, rows)]
    if not too_few(evaluation.areas.target.before, evaluation.areas.target.after):
        parts += _changes(evaluation)
    return Section(translate("Core", "What was counted"), parts)


def _changes(evaluation: Evaluation) -> list[Part]:
    """Return the chart of the changes of rates, and of the ratio that the verdict is by."""
    titles = role_titles()
    ratios = [(titles["target"], evaluation.ratio)]
    if evaluation.comparison_ratio is not None:
        ratios.append((titles["comparison"], evaluation.comparison_ratio))
    for found, name in (
        (evaluation.effect, translate("Core", "Target against comparison")),
        (evaluation.total if evaluation.has_surroundings else None, translate("Core", "With surroundings")),
    ):
        if found is not None and found.expected > 0:
            ratios.append((name, (found.low, found.after / found.expected, found.high)))
    if not math.isfinite(evaluation.ratio[1]):
        return []
    estimates = [tuple(map(percent_change, ratio)) for _, ratio in ratios]
    caption = translate("Core", "Change in percent, with its {confidence} % interval")
    title = caption.format(confidence=number(evaluation.settings.confidence, 0))
    rows = [(e[0], e[1], e[2]) for e in estimates]
    drawing = charts.intervals([name for name, _ in ratios], rows, title, least=_LEAST_CHANGE)
    return [Figure(drawing, title)]


def _measures(evaluation: Evaluation) -> Section:
    rows: list[list[Cell]] = []

    def add(name: str, value: float | None, low: float | None, high: float | None, reading: str) -> None:
        if value is not None:
            rows.append([name, number(value, 2), number(low, 2), number(high, 2), reading])

    def add_difference(name: str, found: DifferenceEstimate | None, reading: str) -> None:
        if found is not None:
            add(name, found.estimate, found.low, found.high, reading)

    target = evaluation.areas.target
    shown = not too_few(target.before, target.after)

    def with_p(reading: str, p: float) -> str:
        return f"{reading}; {p_text(p)}" if shown else reading

    low, estimate, high = evaluation.ratio
    reading = with_p(translate("Core", "below 1: fewer; exact test given the sum of both"), evaluation.p)
    add(translate("Core", "Rate ratio, after over before"), estimate, low, high, reading)
    if evaluation.odds is not None:
        odds = evaluation.odds
        reading = translate("Core", "above 1: the target did better than the comparison; the verdict is by this")
        if odds.shifted:
            reading += translate("Core", "; ½ was added to each count since one is zero")
        add(translate("Core", "Odds ratio (ad/bc)"), odds.estimate, odds.low, odds.high, with_p(reading, odds.p))
    if evaluation.effect is not None:
        low, estimate, high = evaluation.effect.difference
        reading = translate("Core", "incidents, scaled to the target; below 0: fewer than by the comparison's ratio")
        add(translate("Core", "Difference, scaled"), estimate, low, high, with_p(reading, evaluation.effect.p))
    reading = translate("Core", "changes in number, not scaled, as published; for areas of one level")
    add_difference(translate("Core", "Weighted displacement difference"), evaluation.weighted, reading)
    reading = translate("Core", "the scaled difference, each incident counting its harm")
    add_difference(translate("Core", "Harm-weighted difference"), evaluation.harm, reading)
    reading = translate("Core", "above 0: the surroundings gained too; below −1: more was displaced than gained")
    add(translate("Core", "Weighted displacement quotient"), evaluation.quotient, None, None, reading)
    if evaluation.total is not None:
        low, estimate, high = evaluation.total.difference
        reading = translate("Core", "incidents prevented in target and surroundings, negative where more happened")
        add(translate("Core", "Total net effect"), -estimate, -high, -low, with_p(reading, evaluation.total.p))
    columns = [
        Column(translate("Core", "Measure")),
        Column(translate("Core", "Estimate")),
        Column(translate("Core", "From")),
        Column(translate("Core", "To")),
        Column(translate("Core", "How to read it")),
    ]
    return Section(translate("Core", "Measures"), [Table(columns, rows)])


def _months(evaluation: Evaluation) -> Section:
    monthly, titles = evaluation.monthly, role_titles()
    if monthly is None:
        return Section("", [])
    dashed = {"displacement", "displacement_comparison"}
    series = [
        charts.Series(titles[role], counts.astype(float).tolist(), _COLOURS[role], role in dashed)
        for role, counts in monthly.counts.items()
    ]
    after = evaluation.settings.after
    position = (
        0.0
        if after is None
        else float((np.datetime64(after.start, "D") - monthly.months[0].astype("datetime64[D]")).astype(int)) / 30.44
    )
    title = translate("Core", "Incidents by month; the line is where the period after starts")
    drawing = charts.lines(
        series,
        [str(month) for month in monthly.months],
        title,
        marks=[(position, translate("Core", "start"))],
    )
    return Section(translate("Core", "Month by month"), [Figure(drawing, title)], new_page=True)


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
    given, titles = evaluation.study_areas.given() if evaluation.study_areas else {}, role_titles()
    shapes = np.empty(len(given), dtype=object)
    shapes[:] = list(given.values())
    title = translate("Core", "The areas compared")
    colours = [_COLOURS[role] for role in given]
    legend = [(_COLOURS[role], titles[role]) for role in given]
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
    """Return the comparison of the run with its registration."""
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
