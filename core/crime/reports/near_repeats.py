"""The report on near repeats: the Knox table in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...base.i18n import number, translate
from ...reporting.page import Cell, Column, Note, Report, Section, Swatch, Table, Text
from ..near_repeats import Knox, band_names
from ..settings import NearRepeatSettings


def near_repeat_report(
    table: Knox,
    settings: NearRepeatSettings,
    incidents: int,
    facts: Sequence[tuple[str, str]],
    inputs: Sequence[tuple[str, str]],
) -> Report:
    """Return the report on a Knox table of `incidents` incidents."""
    distances, days = band_names(settings)
    method = translate(
        "Core",
        "Knox test: dates were dealt out anew among the places {count} times (seed {seed}). A band is notable with at "
        "least five pairs, 1.2 times as many as expected, and an adjusted p that with its standard error is 0.05 or less. "
        "It is adjusted for all bands of the table by their largest statistic in the same permutations (Westfall and Young 1993): where only "
        "chance is at work, at most one table in twenty has a notable band.",
    )
    return Report(
        title=translate("Core", "Near repeats"),
        subtitle=translate("Core", "{count} incidents with place and time").format(count=number(incidents, 0)),
        facts=facts,
        sections=[
            Section(translate("Core", "What was found"), [_finding(table, distances, days)]),
            Section(
                translate("Core", "Observed over expected"),
                [_ratios(table, distances, days), _pairs(table, distances, days)],
            ),
            Section(
                translate("Core", "How it was found"),
                [Text(method.format(count=number(settings.permutations, 0), seed=settings.seed))],
            ),
        ],
        inputs=inputs,
        limits=[
            translate(
                "Core", "An incident counts on the day it began; long intervals between from and to blur the bands."
            ),
            translate("Core", "Places near the edge have fewer neighbours on file than in truth."),
        ],
    )


def _finding(table: Knox, distances: list[str], days: list[str]) -> Note:
    if not table.significant.any():
        text = translate("Core", "No band of distance and days has notably more pairs than chance would give.")
        return Note(text)
    ratio = np.where(table.significant, table.ratio, -np.inf)
    row, column = np.unravel_index(int(np.argmax(ratio)), ratio.shape)
    message = translate(
        "Core",
        "{bands} of {all} bands are notable. First of all: {distance}, {days}, with {ratio} times as many pairs as "
        "expected ({observed} against {expected}, adjusted p = {p}).",
    )
    text = message.format(
        bands=int(table.significant.sum()),
        all=table.significant.size,
        distance=distances[row],
        days=days[column],
        ratio=number(float(table.ratio[row, column]), 1),
        observed=number(float(table.observed[row, column]), 0),
        expected=number(float(table.expected[row, column]), 1),
        p=number(float(table.p_adjusted[row, column]), 3),
    )
    return Note(text, "warning")


def _ratios(table: Knox, distances: list[str], days: list[str]) -> Table:
    rows: list[list[Cell]] = []
    for name, ratios, significant, p in zip(distances, table.ratio, table.significant, table.p_adjusted, strict=True):
        cells: list[Cell] = [name]
        for ratio, marked, probability in zip(ratios.tolist(), significant.tolist(), p.tolist(), strict=True):
            text = f"{number(ratio, 2)} (p {number(probability, 3)})"
            cells.append(Swatch(text, "var(--bad)") if marked else text)
        rows.append(cells)
    columns = [Column(translate("Core", "Distance")), *(Column(name) for name in days)]
    return Table(
        columns,
        rows,
        translate("Core", "Ratio of observed to expected pairs, and adjusted p; notable bands are marked"),
    )


def _pairs(table: Knox, distances: list[str], days: list[str]) -> Table:
    rows: list[list[Cell]] = [[name, *map(int, counts)] for name, counts in zip(distances, table.observed, strict=True)]
    columns = [Column(translate("Core", "Distance")), *(Column(name, 0) for name in days)]
    return Table(columns, rows, translate("Core", "Pairs observed"))
