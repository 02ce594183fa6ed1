"""The report on the cost of assigning units elsewhere: the cheapest option of each, a map, and every term."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ...base.i18n import number, percent, translate
from ...plan.sectors import dissolve
from ...reporting.maps import choropleth
from ...reporting.page import Cell, Column, Figure, Items, Note, Report, Section, Table, dated
from ..analysis.assignment import Assignments, MoveOption, excess, obstacle, sentence
from ..model.settings import BalanceSettings

_MOST = 30  # units told one by one; the table has them all
_CHOSEN, _OTHER = "var(--tone-2)", "var(--nothing)"


def assignment_report(
    found: Assignments,
    settings: BalanceSettings,
    inputs: Sequence[tuple[str, str]] = (),
    made: str = "",
) -> Report:
    """Return the report."""
    by_unit = [list(options) for _, options in groupby(found.options, key=lambda one: one.unit)]
    facts = [
        (translate("Core", "Units"), number(len(by_unit), 0)),
        (translate("Core", "Sectors in the plan"), number(found.plan.count, 0)),
        (translate("Core", "Tolerance"), percent(settings.tolerance, 1)),
        (translate("Core", "Greatest deviation now"), percent(100 * found.plan.worst(), 1)),
    ]
    told = [_of_unit(found, options, settings) for options in by_unit[:_MOST]]
    return Report(
        title=translate("Core", "The price of another sector"),
        facts=dated(facts, made),
        sections=[_summary(found, by_unit, settings), _map(found), *told],
        inputs=inputs,
        limits=[
            translate(
                "Core",
                "Each unit is priced by itself, with all others where they are. To move one and balance the rest again, "
                "lock it to its new sector in Balance sectors.",
            )
        ],
    )


def _summary(found: Assignments, by_unit: list[list[MoveOption]], settings: BalanceSettings) -> Section:
    """Return the best option of each unit in words."""
    names = found.instance.titles or found.instance.names
    best = [options[0] for options in by_unit]
    lines = [f"{names[one.unit]}: {_verdict(one, settings)} {sentence(found, one)}" for one in best]
    parts: list[Items | Note] = [Items(lines[:_MOST])]
    if len(lines) > _MOST:
        more = translate("Core", "And {count} more units, in the table.")
        parts.append(Note(more.format(count=len(lines) - _MOST)))
    return Section(translate("Core", "The cheapest other sector of each unit"), parts)


def _verdict(option: MoveOption, settings: BalanceSettings) -> str:
    if reason := obstacle(option.cost):
        return translate("Core", "not possible ({reason}).").format(reason=reason)
    if excess(option.cost, settings) <= 1e-9:
        return translate("Core", "possible within the tolerance.")
    return translate("Core", "possible, but outside the tolerance.")


def _map(found: Assignments) -> Section:
    instance, plan = found.instance, found.plan
    chosen = {option.unit for option in found.options}
    titles = instance.titles or instance.names
    colours = [_CHOSEN if unit in chosen else _OTHER for unit in range(instance.size)]
    outlines = dissolve(instance.geometry, plan.plan)
    tips = [f"{title}: {found.sector_names[sector - 1]}" for title, sector in zip(titles, plan.sector, strict=True)]
    legend = [(_CHOSEN, translate("Core", "Explained")), (_OTHER, translate("Core", "Other units"))]
    drawing = choropleth(
        instance.geometry,
        colours,
        translate("Core", "Map of the units explained"),
        tips=tips,
        outline=outlines,
        legend=legend,
    )
    return Section(
        translate("Core", "Where"), [Figure(drawing, translate("Core", "Outlines: the sectors of the plan."))]
    )


def _of_unit(found: Assignments, options: list[MoveOption], settings: BalanceSettings) -> Section:
    """Return every term of every sector that a unit could join."""
    instance, plan, unit = found.instance, found.plan, options[0].unit
    own = int(plan.sector[unit])
    columns = [
        Column(translate("Core", "To sector")),
        Column(translate("Core", "Border, m"), 0, signed=True),
        Column(translate("Core", "Deviation it leaves, %"), 1, signed=True),
        Column(translate("Core", "Deviation it joins, %"), 1, signed=True),
        Column(translate("Core", "Residents who change"), 0, signed=True),
        *(
            Column(title.format(field=name), 1, signed=True)
            for name in instance.criteria_names
            for title in (translate("Core", "{field}: leaves, %"), translate("Core", "{field}: joins, %"))
        ),
        Column(translate("Core", "Verdict")),
    ]
    rows: list[tuple[Cell, ...]] = [
        (
            found.sector_names[option.sector - 1],
            option.cost.border_m,
            float(option.cost.after[own - 1]),
            float(option.cost.after[option.sector - 1]),
            option.cost.residents,
            *(float(after[one - 1]) for _, after in option.cost.further for one in (own, option.sector)),
            _verdict(option, settings),
        )
        for option in options
    ]
    caption = translate("Core", "Now in sector {sector}, which deviates by {deviation:+.1f} %").format(
        sector=found.sector_names[own - 1], deviation=100 * float(plan.deviation[own - 1])
    )
    return Section((instance.titles or instance.names)[unit], [Table(columns, rows, caption=caption)])
