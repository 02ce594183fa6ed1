"""The report on two plans: who changes officer, where, and between which sectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...base.i18n import number, percent, translate
from ...reporting.maps import choropleth
from ...reporting.page import Cell, Column, Figure, Note, Report, Section, Table, Text, dated
from ..comparison import CHANGES, GAINS, LOSES, STAYS, Comparison, changed_units, comparison_text, transitions
from ..plan import Plan
from ..sectors import dissolve

_MOST = 100
WIDEST = 10
_COLOURS = {CHANGES: "var(--tone-2)", GAINS: "var(--tone-3)", LOSES: "var(--bad)", STAYS: "var(--nothing)"}


def compare_report(
    comparison: Comparison,
    names: tuple[str, str],
    inputs: Sequence[tuple[str, str]] = (),
    made: str = "",
) -> Report:
    """Return the report; `names` are those of the old and the new plan."""
    units, people = comparison.count(CHANGES)
    whole = float(comparison.residents.sum())
    facts = [
        (translate("Core", "Plan of today"), names[0]),
        (translate("Core", "New plan"), names[1]),
        (translate("Core", "Units that change"), number(units, 0)),
    ]
    if comparison.has_population:
        share = percent(100 * people / whole if whole else None, 1)
        facts.append((translate("Core", "Residents who change officer"), f"{number(people, 0)} ({share})"))
    return Report(
        title=translate("Core", "Two plans compared"),
        subtitle=comparison.units.name,
        facts=dated(facts, made),
        sections=[
            _summary(comparison),
            _map(comparison),
            _sectors(comparison),
            _matrix(comparison),
            _list(comparison),
        ],
        inputs=inputs,
        limits=[
            translate(
                "Core",
                "A sector is the same where its id is the same; whether its officer stays is not known here.",
            )
        ],
    )


def _summary(comparison: Comparison) -> Section:
    people = comparison.count(CHANGES)[1]
    parts: list[Text | Note] = [Text(comparison_text(comparison))]
    if comparison.least < people:
        message = translate(
            "Core",
            "With the new sectors numbered so as to keep most residents where they are, only {least} would change. "
            "Look at the numbering before you publish.",
        )
        parts.append(Note(message.format(least=number(comparison.least, 0)), "warning"))
    for kind, message in (
        (GAINS, translate("Core", "Units that had no sector and get one: {units}.")),
        (LOSES, translate("Core", "Units that lose their sector and get none: {units}.")),
    ):
        units = comparison.count(kind)[0]
        if units:
            parts.append(Note(message.format(units=units), "bad" if kind == LOSES else "info"))
    return Section(translate("Core", "In short"), parts)


def _map(comparison: Comparison) -> Section:
    kinds, ids = comparison.kind(), [*comparison.ids, "–"]
    tips = [f"{ids[a]} → {ids[b]}" if a != b else ids[a] for a, b in zip(comparison.old, comparison.new, strict=True)]
    outlines = dissolve(comparison.units.geometry, Plan(comparison.ids, comparison.new))
    titles = {
        CHANGES: translate("Core", "Changes sector"),
        GAINS: translate("Core", "Gets a sector"),
        LOSES: translate("Core", "Loses its sector"),
        STAYS: translate("Core", "Stays"),
    }
    drawing = choropleth(
        comparison.units.geometry,
        [_COLOURS[kind] for kind in kinds],
        translate("Core", "Map of the units that change sector"),
        tips=tips,
        outline=outlines[[not shape.is_empty for shape in outlines]],
        legend=[(_COLOURS[kind], title) for kind, title in titles.items() if (kinds == kind).any()],
    )
    return Section(
        translate("Core", "Where"), [Figure(drawing, translate("Core", "Outlines: the sectors of the new plan."))]
    )


def _amount(comparison: Comparison) -> str:
    return translate("Core", "Residents") if comparison.has_population else translate("Core", "Units")


def _sectors(comparison: Comparison) -> Section:
    """Return for each sector what it had, what leaves, what comes, and what it has."""
    table = comparison.matrix()
    before, after, stay = table.sum(axis=1), table.sum(axis=0), np.diag(table)
    columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "Before"), 0),
        Column(translate("Core", "Leave"), 0),
        Column(translate("Core", "Come"), 0),
        Column(translate("Core", "After"), 0),
        Column(translate("Core", "Change"), 0, signed=True),
    ]
    rows = [
        (one, before[row], before[row] - stay[row], after[row] - stay[row], after[row], after[row] - before[row])
        for row, one in enumerate(comparison.ids)
    ]
    return Section(translate("Core", "Sector by sector"), [Table(columns, rows, caption=_amount(comparison))])


def _matrix(comparison: Comparison) -> Section:
    """Return the matrix where it fits on a page, else the flows that there are."""
    table = comparison.matrix()
    has_none = bool(table[-1].any() or table[:, -1].any())
    names = [*comparison.ids, translate("Core", "none")] if has_none else list(comparison.ids)
    heading = translate("Core", "From sector to sector")
    if len(names) > WIDEST:
        return Section(heading, [_flows(comparison, [*comparison.ids, translate("Core", "none")])])
    rows: list[tuple[Cell, ...]] = [
        (name, *(number(value, 0) if value else "" for value in table[row, : len(names)]))
        for row, name in enumerate(names)
    ]
    text = translate("Core", "Rows are the sectors of today, columns those of the new plan; the diagonal stays.")
    columns = [Column(translate("Core", "Sector")), *(Column(name, 0) for name in names)]
    return Section(heading, [Text(text), Table(columns, rows, caption=_amount(comparison))])


def _flows(comparison: Comparison, names: list[str]) -> Table:
    table = comparison.matrix()
    np.fill_diagonal(table, 0)
    old, new = np.nonzero(table)
    order = np.argsort(-table[old, new], kind="stable")
    columns = [Column(translate("Core", "From")), Column(translate("Core", "To")), Column(_amount(comparison), 0)]
    return Table(columns, [(names[old[row]], names[new[row]], float(table[old[row], new[row]])) for row in order])


def _list(comparison: Comparison) -> Section:
    changed = changed_units(comparison).attributes.sort_values("population", ascending=False, kind="stable")
    flows = transitions(comparison)
    flows = flows[flows["old_sector"].fillna("") != flows["new_sector"].fillna("")]
    columns = [
        Column(translate("Core", "Unit")),
        Column(translate("Core", "Old sector")),
        Column(translate("Core", "New sector")),
        Column(translate("Core", "Residents"), 0),
    ]
    shown = changed.head(_MOST)
    rows = list(
        zip(
            shown["unit_id"],
            shown["old_sector"].fillna("–"),
            shown["new_sector"].fillna("–"),
            shown["population"],
            strict=True,
        )
    )
    message = translate("Core", "Flows between sectors: {flows}. The units with most residents come first.")
    parts: list[Text | Table | Note] = [Text(message.format(flows=len(flows))), Table(columns, rows)]
    if len(changed) > _MOST:
        more = translate("Core", "And {count} more, in the layer of changed units.")
        parts.append(Note(more.format(count=len(changed) - _MOST)))
    return Section(translate("Core", "Units that change"), parts)
