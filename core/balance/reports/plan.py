"""The report on a plan.

The first page says what was reached and how certain it is. Maps before and after follow, then a table of the sectors,
what moves against the current plan and why, and the alternatives side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ...base.arrays import Ints, Mask
from ...base.i18n import listed, number, percent, translate
from ...base.table import FeatureTable
from ...plan import plan as plans_of_fields
from ...plan.sectors import dissolve
from ...plan.workload import CRITERIA, contributions
from ...reporting.charts import bars
from ...reporting.maps import choropleth
from ...reporting.page import Column, Figure, Items, Note, Part, Report, Row, Section, Table, Text
from ...staffing.allocation import allocate
from ..analysis.explanation import MoveReasons, moved_units
from ..analysis.optimality_gap import OptimalityGap
from ..model.instance import Instance
from ..model.plan import SolveOutcome, map_colours, sector_titles
from ..model.settings import BalanceSettings

WHOLE, HALF = (760.0, 520.0), (460.0, 460.0)  # widest and highest that a map is, alone and beside another
_NOTHING = "var(--nothing)"
EXPLAINED = 100  # moved units listed with their reason


@dataclass(frozen=True)
class Background:
    """What the report says about the run beside the plan itself."""

    inputs: Sequence[tuple[str, str]] = ()
    made: str = ""
    layer: str = ""
    warnings: tuple[str, ...] = ()


def balance_report(
    instance: Instance,
    settings: BalanceSettings,
    plans: list[SolveOutcome],
    sectors: FeatureTable,
    optimality: OptimalityGap,
    background: Background,
) -> Report:
    """Return the report; `plans` are the best and its alternatives, `sectors` those of the best."""
    plan = plans[0]
    outlines, table = sectors.geometry, sectors.attributes
    sections = [
        Section(translate("Core", "What was reached"), verdict(instance, settings, plan)),
        _maps(instance, plan, outlines),
        _sector_table(instance, plan, table),
        *_made_of(plan, table),
        _deviations(instance, settings, plan),
    ]
    if (instance.current >= 0).any():
        sections.append(changes_section(instance, settings, plan))
    if len(plans) > 1:
        sections.append(side_by_side(instance, plans))
    sections.append(certainty(plan, optimality))
    if background.warnings:
        sections.append(Section(translate("Core", "Warnings about the data"), [Items(background.warnings)]))
    return Report(
        title=translate("Core", "Balanced sectors"),
        subtitle=background.layer,
        facts=[*facts(instance, plan), (translate("Core", "Made"), background.made)],
        sections=sections,
        inputs=background.inputs,
        limits=[
            translate("Core", "The workload is a weighted sum of indicators: a model of work, not a measurement."),
            translate("Core", "Borders are measured along the units' own borders; links count as no border."),
        ],
    )


def _maps(instance: Instance, plan: SolveOutcome, outlines: NDArray[np.object_]) -> Section:
    colour = np.zeros(plan.count, dtype=np.int64)
    colour[plan.sector - 1] = map_colours(instance.graph, plan.sector)
    has_today = bool((instance.current >= 0).any())
    width, height = HALF if has_today else WHOLE
    after = choropleth(
        outlines,
        tones(colour),
        translate("Core", "Map of the new sectors"),
        names=[str(one) for one in plan.plan.sector_ids],
        tips=sector_titles(instance, plan),
        outline=_district_outlines(instance, plan, outlines),
        width=width,
        height=height,
    )
    new = Figure(after, translate("Core", "The new sectors, by number. Thick lines: local police districts."))
    return Section(translate("Core", "Map"), [Row([_before(instance), new]) if has_today else new])


def _before(instance: Instance) -> Figure:
    codes, position = np.unique(instance.current[instance.current >= 0], return_inverse=True)
    of_unit = np.full(instance.size, -1, dtype=np.intp)
    of_unit[instance.current >= 0] = position
    today = plans_of_fields.Plan(tuple(codes.tolist()), of_unit)
    names = [instance.sector_names[code] for code in codes]
    outlines = dissolve(instance.geometry, today)
    colour = map_colours(instance.graph, of_unit + 1)
    of_sector = [int(colour[np.argmax(of_unit == sector)]) for sector in range(len(codes))]
    width, height = HALF
    title = translate("Core", "Map of today's sectors")
    drawing = choropleth(outlines, tones(np.array(of_sector)), title, names=names, width=width, height=height)
    return Figure(drawing, translate("Core", "Today's sectors."))


def _district_outlines(instance: Instance, plan: SolveOutcome, outlines: NDArray[np.object_]) -> NDArray[np.object_]:
    merged = [shapely.union_all(outlines[plan.district == number]) for number in range(len(instance.districts))]
    shapes = np.empty(len(merged), dtype=object)
    shapes[:] = merged
    return shapes


def _sector_table(instance: Instance, plan: SolveOutcome, table: pd.DataFrame) -> Section:
    titles = {
        "population": translate("Core", "Residents"),
        "crime_load": translate("Core", "Crime load"),
        "exposed_population": translate("Core", "Residents of exposed areas"),
        "special_load": translate("Core", "Special places"),
    }
    columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "District")),
        Column(translate("Core", "Units"), 0),
    ]
    shown = ["name", "police_district", "units"]
    for field in titles:
        if table[field].notna().any():
            columns.append(Column(titles[field], 0))
            shown.append(field)
    columns += [
        Column(translate("Core", "Workload"), 1),
        Column(translate("Core", "Officers"), 0),
        Column(translate("Core", "Deviation, %"), 1, signed=True),
    ]
    shown += ["workload", "officers", "deviation"]
    if len(instance.districts) == 1:
        columns.pop(1)
        shown.remove("police_district")
    if table["officers"].isna().all():
        columns.pop(-2)
        shown.remove("officers")
    rows = table[shown].astype(object).values.tolist()
    total = [_total(table, field) for field in shown]
    for name, deviation in zip(instance.criteria_names, 100 * plan.further_deviation, strict=True):
        columns.append(Column(translate("Core", "{field}: deviation, %").format(field=name), 1, signed=True))
        rows = [[*row, one] for row, one in zip(rows, deviation.tolist(), strict=True)]
        total.append("")
    return Section(translate("Core", "Every sector"), [Table(columns, rows, total=total)], new_page=True)


def _made_of(plan: SolveOutcome, table: pd.DataFrame) -> list[Section]:
    """Return each criterion's part of every sector's workload; nothing where the workload is made of something else."""
    known = {name: table[field].to_numpy(float) for name, field in CRITERIA.items() if table[field].notna().all()}
    parts = contributions(plan.load, known)
    if parts is None:
        return []
    parts = parts.loc[:, parts.any()]
    per_officer = np.bincount(plan.district, plan.load) / np.bincount(plan.district, plan.officers)
    share = 100.0 * parts.to_numpy() / (per_officer[plan.district] * plan.officers)[:, None]
    titles = {
        "crime": translate("Core", "Crime, %"),
        "exposed": translate("Core", "Exposed areas, %"),
        "special": translate("Core", "Special places, %"),
        "population": translate("Core", "Population, %"),
    }
    columns = [Column(translate("Core", "Sector")), *(Column(titles[name], 1) for name in parts.columns)]
    columns.append(Column(translate("Core", "Together, %"), 1))
    rows = [[name, *row, sum(row)] for name, row in zip(table["name"], share.tolist(), strict=True)]
    text = translate(
        "Core", "In percent of the district's mean load for as many officers: together, 100 plus the deviation."
    )
    return [Section(translate("Core", "What the workload is made of"), [Text(text), Table(columns, rows)])]


def _total(table: pd.DataFrame, field: str) -> str | float | None:
    if field == "name":
        return translate("Core", "Total")
    return "" if field in ("police_district", "deviation") else float(table[field].sum())


def _deviations(instance: Instance, settings: BalanceSettings, plan: SolveOutcome) -> Section:
    inside = np.abs(plan.deviation) <= settings.tolerance / 100 + 1e-9
    chart = bars(
        sector_titles(instance, plan),
        (100 * plan.deviation).tolist(),
        translate("Core", "Deviation of every sector"),
        decimals=1,
        colours=["var(--tone-1)" if one else "var(--warning)" for one in inside],
        signed=True,
    )
    caption = translate("Core", "Load per officer against its mean in the district, in percent.")
    return Section(translate("Core", "Deviation"), [Figure(chart, caption)])


def facts(instance: Instance, plan: SolveOutcome) -> list[tuple[str, str]]:
    """Return the numbers of the head of the page."""
    found = [
        (translate("Core", "Sectors"), str(plan.count)),
        (translate("Core", "Units"), number(instance.size, 0)),
        (translate("Core", "Residents"), number(float(instance.population.sum()), 0)),
        (translate("Core", "Greatest deviation"), percent(100 * plan.worst(), 1)),
        (translate("Core", "Inner border, km"), number(plan.border_m / 1000, 1)),
    ]
    if (instance.current >= 0).any():
        found.append((translate("Core", "Residents who change sector"), number(plan.residents_moved, 0)))
    return found


def verdict(instance: Instance, settings: BalanceSettings, plan: SolveOutcome) -> list[Part]:
    """Summarise the result: each district within the tolerance or not, and the current plan beside the new one."""
    parts: list[Part] = [
        _reached(name, settings, plan, district) for district, (name, _) in enumerate(instance.districts)
    ]
    if any(outcome.stopped for outcome in plan.outcomes):
        message = translate("Core", "The search was ended early, by its time limit or by Stop: the best plan by then.")
        parts.append(Note(message))
    if (instance.current >= 0).any():
        parts.append(_today_and_then(instance, settings, plan))
    return parts


def _today_and_then(instance: Instance, settings: BalanceSettings, plan: SolveOutcome) -> Table:
    moved = plan.residents_moved / max(float(instance.population[instance.current >= 0].sum()), 1e-9)
    residents = number(plan.residents_moved, 0)
    rows = [
        (
            translate("Core", "Greatest deviation of load per officer from its mean in the district"),
            percent(100 * _todays_deviation(instance, settings), 1),
            percent(100 * plan.worst(), 1),
        ),
        (
            translate("Core", "Border between sectors, km"),
            number(instance.graph.border_between(instance.current) / 1000, 1),
            number(plan.border_m / 1000, 1),
        ),
        (
            translate("Core", "Residents who change sector"),
            "",
            f"{residents} ({percent(100 * moved, 1)})",
        ),
    ]
    return Table([Column(""), Column(translate("Core", "Today")), Column(translate("Core", "New plan"))], rows)


def _todays_deviation(instance: Instance, settings: BalanceSettings) -> float:
    """Return the greatest deviation of today's sectors, each in the district of most of its load.

    Officers, where any are given, are shared out to them as to the new ones.
    """
    has = instance.current >= 0
    codes, sector = np.unique(instance.current[has], return_inverse=True)
    held = np.zeros((len(codes), len(instance.districts)))
    np.add.at(held, (sector, instance.district[has]), instance.load[has] + 1e-12)
    load, district = held.sum(axis=1), held.argmax(axis=1)
    enough = settings.officers >= settings.minimum_officers * len(codes)
    officers = allocate(load, settings.officers, settings.minimum_officers) if enough else np.ones(len(codes))
    mean = np.bincount(district, weights=load) / np.maximum(np.bincount(district, weights=officers), 1e-12)
    return float(np.abs(load / officers / mean[district] - 1.0).max())


def certainty(plan: SolveOutcome, optimality: OptimalityGap) -> Section:
    """Describe the checks that the plan passed and the bounds proven for it."""
    checked = translate(
        "Core",
        "Every unit is in exactly one sector, every sector is connected, and locks and groups are honoured; "
        "this was checked after the run.",
    )
    return Section(translate("Core", "How sure this is"), [Text(checked), _proven(plan, optimality)])


def _proven(plan: SolveOutcome, optimality: OptimalityGap) -> Part:
    values = {
        "least": number(optimality.least_border_m / 1000, 1),
        "border": number(plan.border_m / 1000, 1),
        "gap": percent(100 * (optimality.gap or 0.0), 1),
    }
    if optimality.gap == 0 and optimality.is_best:
        return Note(translate("Core", "No better plan exists: this was proven."), "good")
    if optimality.gap == 0:
        return Note(translate("Core", "No plan as well balanced has shorter borders: this was proven."), "good")
    if optimality.is_best:
        message = translate(
            "Core", "No plan is better by all that was asked for: this was proven. It was not asked for metres alone."
        )
        if optimality.gap is not None:
            message = translate(
                "Core",
                "No plan is better by all that was asked for: this was proven. In metres alone, no plan as well balanced "
                "has less than {least} km of border, and this one has {border} km, {gap} of which are more than that.",
            )
        return Note(message.format(**values), "good")
    if optimality.gap is None:
        return Text(translate("Core", "That no plan has shorter borders is not proven."))
    message = translate(
        "Core",
        "Not proven the best: no plan as well balanced has less than {least} km of border, and this one has {border} "
        "km. What could really be saved is at most these {gap}.",
    )
    return Text(message.format(**values))


def _reached(name: str, settings: BalanceSettings, plan: SolveOutcome, district: int) -> Note:
    worst = plan.worst(district)
    values = {
        "district": name + ": " if name else "",
        "worst": percent(100 * worst, 1),
        "tolerance": percent(settings.tolerance, 1),
        "floor": percent(100 * plan.outcomes[district].floor, 1),
    }
    if worst <= settings.tolerance / 100 + 1e-9:
        message = translate("Core", "{district}every sector lies within {worst} of the mean (asked for: {tolerance}).")
        return Note(_capitalised(message.format(**values)), "good")
    return Note(not_reached(values), "warning")


def not_reached(values: dict[str, str]) -> str:
    """Return the sentence on a tolerance that was not reached."""
    message = translate(
        "Core",
        "{district}a deviation of {tolerance} was not reached: {worst}; the floor is {floor}, from the units' sizes.",
    )
    return _capitalised(message.format(**values))


def _capitalised(sentence: str) -> str:
    """Return a sentence that may have lost its beginning with a capital letter, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def tones(colour: Ints) -> list[str]:
    """Return the page's colour for each of (k,) colour indices; grey for -1."""
    return [f"var(--tone-{one + 1})" if one >= 0 else _NOTHING for one in colour]


def changes_section(instance: Instance, settings: BalanceSettings, plan: SolveOutcome) -> Section:
    """Describe the changes against the current plan: their number, a map, flows between sectors, and reasons."""
    units = moved_units(instance, plan)
    moved = np.zeros(instance.size, dtype=bool)
    moved[units] = True
    share = plan.residents_moved / max(float(instance.population[instance.current >= 0].sum()), 1e-9)
    message = translate("Core", "{units} units with {residents} residents ({share}) change sector.")
    text = message.format(
        units=number(len(units), 0),
        residents=number(plan.residents_moved, 0),
        share=percent(100 * share, 1),
    )
    parts: list[Part] = [Text(text)]
    if units:
        parts += [
            _moves(instance, plan, moved),
            _flows(instance, plan, moved),
            _reasons(instance, settings, plan, units),
        ]
    return Section(translate("Core", "What moves"), parts)


def _moves(instance: Instance, plan: SolveOutcome, moved: Mask) -> Figure:
    """Return the map of what moves: one area for each pair of sectors, in the colour of the new one."""
    titles = sector_titles(instance, plan)
    pair = np.where(moved, instance.current * (plan.count + 1) + plan.sector, -1)
    flows, where = np.unique(pair, return_inverse=True)
    areas = dissolve(instance.geometry, plans_of_fields.Plan(tuple(flows.tolist()), where.astype(np.intp)))
    new = flows % (plan.count + 1)
    colour = map_colours(instance.graph, plan.sector)
    colour_of = dict(zip(plan.sector.tolist(), colour.tolist(), strict=True))
    message = translate("Core", "from {old} to {new}")
    tips = [
        message.format(old=instance.sector_names[flow // (plan.count + 1)], new=titles[to - 1]) if flow >= 0 else ""
        for flow, to in zip(flows.tolist(), new.tolist(), strict=True)
    ]
    drawing = choropleth(
        areas,
        tones(np.array([colour_of[to] if flow >= 0 else -1 for flow, to in zip(flows, new, strict=True)])),
        translate("Core", "Map of the units that change sector"),
        height=360,
        tips=tips,
        outline=sector_outlines(instance, plan),
    )
    caption = translate("Core", "What changes sector, in the colour of the new one. Thick lines: the new sectors.")
    return Figure(drawing, caption)


def sector_outlines(instance: Instance, plan: SolveOutcome) -> NDArray[np.object_]:
    """Return the (K,) outlines of the sectors in metres."""
    return dissolve(instance.geometry, plan.plan)


def _flows(instance: Instance, plan: SolveOutcome, moved: Mask) -> Table:
    titles = sector_titles(instance, plan)
    rows = []
    for old, new in sorted(
        {(int(a), int(b)) for a, b in zip(instance.current[moved], plan.sector[moved], strict=True)}
    ):
        units = np.flatnonzero(moved & (instance.current == old) & (plan.sector == new))
        residents = float(instance.population[units].sum())
        names = listed([instance.names[unit] for unit in units])
        rows.append((instance.sector_names[old], titles[new - 1], len(units), residents, names))
    columns = [
        Column(translate("Core", "From")),
        Column(translate("Core", "To")),
        Column(translate("Core", "Units"), 0),
        Column(translate("Core", "Residents"), 0),
        Column(translate("Core", "Which")),
    ]
    return Table(columns, rows)


def _reasons(instance: Instance, settings: BalanceSettings, plan: SolveOutcome, units: list[int]) -> Table:
    reasons = MoveReasons(instance, settings, plan)
    rows = [(instance.names[unit], float(instance.population[unit]), reasons.of(unit)) for unit in units[:EXPLAINED]]
    columns = [
        Column(translate("Core", "Unit")),
        Column(translate("Core", "Residents"), 0),
        Column(translate("Core", "Why it moves")),
    ]
    return Table(columns, rows)


def side_by_side(instance: Instance, plans: list[SolveOutcome]) -> Section:
    """Return the plans that no other beats in everything, with small maps."""
    columns = [
        Column(translate("Core", "Plan")),
        Column(translate("Core", "Field of the units")),
        Column(translate("Core", "Greatest deviation, %"), 2),
        Column(translate("Core", "Inner border, km"), 1),
        Column(translate("Core", "Residents who change sector"), 0),
    ]
    rows, drawings = [], list[Figure]()
    for rank, plan in enumerate(plans, start=1):
        field = "sector_id" if rank == 1 else f"sector_id_{rank}"
        rows.append((str(rank), field, 100 * plan.worst(), plan.border_m / 1000, plan.residents_moved))
        title = translate("Core", "Plan {rank}").format(rank=rank)
        colour = np.zeros(plan.count, dtype=np.int64)
        colour[plan.sector - 1] = map_colours(instance.graph, plan.sector)
        drawing = choropleth(sector_outlines(instance, plan), tones(colour), title, width=380, height=260)
        drawings.append(Figure(drawing, title))
    text = translate("Core", "None of these plans beats another in deviation, border and change alike.")
    return Section(translate("Core", "Alternatives"), [Text(text), Table(columns, rows), Row(drawings)], new_page=True)
