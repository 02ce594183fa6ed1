"""The report on a plan: what was reached, the map before and after, every sector, what moved, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from .. import plan as plans_of_fields
from ..dissolve import dissolve
from ..language import translate
from ..publish.charts import bars
from ..publish.maps import choropleth
from ..publish.numbers import Language, number, percent
from ..publish.report_page import Column, Figure, Items, Note, Part, Report, Section, Table, Text, render
from ..table import FeatureTable
from .plan import Plan
from .proof import Proof
from .report_changes import changes, side_by_side, tones
from .request import Request
from .sectors import map_colours, sector_titles
from .settings import BalanceSettings


@dataclass(frozen=True)
class Background:
    """What the report says about the run beside the plan itself."""

    inputs: Sequence[tuple[str, str]] = ()
    made: str = ""
    language: Language = "en"
    layer: str = ""
    warnings: tuple[str, ...] = ()


def balance_report(
    request: Request,
    settings: BalanceSettings,
    plans: list[Plan],
    sectors: FeatureTable,
    proof: Proof,
    background: Background,
) -> str:
    """Return the report as a self-contained page; `plans` are the best and its alternatives, `sectors` those of the best."""
    language, plan = background.language, plans[0]
    outlines, table = sectors.geometry, sectors.attributes
    sections = [
        Section(translate("Core", "What was reached"), _verdict(request, settings, plan, proof, language)),
        _maps(request, plan, outlines),
        _sector_table(request, table),
        _deviations(request, settings, plan, language),
    ]
    if (request.current >= 0).any():
        sections.append(changes(request, plan, settings.tolerance / 100, language))
    if len(plans) > 1:
        sections.append(side_by_side(request, plans))
    if background.warnings:
        sections.append(Section(translate("Core", "Warnings about the data"), [Items(background.warnings)]))
    return render(
        Report(
            title=translate("Core", "Balanced sectors"),
            subtitle=background.layer,
            facts=[*_facts(request, plan, language), (translate("Core", "Made"), background.made)],
            sections=sections,
            inputs=background.inputs,
            limits=[
                translate("Core", "The workload is a weighted sum of indicators: a model of work, not a measurement."),
                translate("Core", "Borders are measured along the units' own borders; links count as no border."),
            ],
            language=language,
        )
    )


def _facts(request: Request, plan: Plan, language: Language) -> list[tuple[str, str]]:
    facts = [
        (translate("Core", "Sectors"), str(plan.count)),
        (translate("Core", "Units"), number(request.size, 0, language)),
        (translate("Core", "Residents"), number(float(request.population.sum()), 0, language)),
        (translate("Core", "Greatest deviation"), percent(100 * plan.worst(), 1, language)),
        (translate("Core", "Inner border, km"), number(plan.border_m / 1000, 1, language)),
    ]
    if (request.current >= 0).any():
        facts.append((translate("Core", "Residents who change sector"), number(plan.residents_moved, 0, language)))
    return facts


def _verdict(request: Request, settings: BalanceSettings, plan: Plan, proof: Proof, language: Language) -> list[Part]:
    """Return one note per district: within the tolerance, or how far from it and why."""
    parts: list[Part] = [
        Text(
            translate(
                "Core",
                "Every unit is in exactly one sector, every sector is connected, and locks and groups are honoured; "
                "this was checked after the run.",
            )
        )
    ]
    for district, (name, _) in enumerate(request.districts):
        parts.append(_reached(name, settings, plan, district, language))
    parts.append(_proven(plan, proof, language))
    if any(outcome.stopped for outcome in plan.outcomes):
        parts.append(Note(translate("Core", "The time limit ended the search early; this is the best plan by then.")))
    return parts


def _proven(plan: Plan, proof: Proof, language: Language) -> Part:
    if proof.is_best:
        return Note(translate("Core", "No better plan exists: this was proven."), "good")
    if proof.gap is None:
        return Text(translate("Core", "That no plan has shorter borders is not proven."))
    message = translate(
        "Core",
        "Not proven the best: no plan as well balanced has less than {least} km of border, and this one has {border} "
        "km. The bound knows areas and outlines only; what could really be saved is at most these {gap}.",
    )
    values = {
        "least": number(proof.least_border_m / 1000, 1, language),
        "border": number(plan.border_m / 1000, 1, language),
        "gap": percent(100 * proof.gap, 0, language),
    }
    return Text(message.format(**values))


def _reached(name: str, settings: BalanceSettings, plan: Plan, district: int, language: Language) -> Note:
    worst = plan.worst(district)
    values = {
        "district": name + ": " if name else "",
        "worst": percent(100 * worst, 1, language),
        "tolerance": percent(settings.tolerance, 1, language),
        "floor": percent(100 * plan.outcomes[district].floor, 1, language),
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


def _maps(request: Request, plan: Plan, outlines: NDArray[np.object_]) -> Section:
    titles = sector_titles(request, plan)
    parts: list[Part] = []
    if (request.current >= 0).any():
        parts.append(_before(request))
    colour = np.zeros(plan.count, dtype=np.int64)
    colour[plan.sector - 1] = map_colours(request.graph, plan.sector)
    after = choropleth(
        outlines,
        tones(colour),
        translate("Core", "Map of the new sectors"),
        names=[str(number_) for number_ in range(1, plan.count + 1)],
        tips=titles,
        outline=_district_outlines(request, plan, outlines),
    )
    parts.append(Figure(after, translate("Core", "The new sectors, by number. Thick lines: local police districts.")))
    return Section(translate("Core", "Map"), parts)


def _before(request: Request) -> Figure:
    codes, position = np.unique(request.current[request.current >= 0], return_inverse=True)
    of_unit = np.full(request.size, -1, dtype=np.intp)
    of_unit[request.current >= 0] = position
    today = plans_of_fields.Plan(tuple(codes.tolist()), of_unit)
    names = [request.sector_names[code] for code in codes]
    outlines = dissolve(request.geometry, today)
    colour = map_colours(request.graph, of_unit + 1)
    of_sector = [int(colour[np.argmax(of_unit == sector)]) for sector in range(len(codes))]
    drawing = choropleth(
        outlines,
        tones(np.array(of_sector)),
        translate("Core", "Map of today's sectors"),
        names=names,
        height=360,
    )
    return Figure(drawing, translate("Core", "Today's sectors."))


def _district_outlines(request: Request, plan: Plan, outlines: NDArray[np.object_]) -> NDArray[np.object_]:
    merged = [shapely.union_all(outlines[plan.district == number]) for number in range(len(request.districts))]
    shapes = np.empty(len(merged), dtype=object)
    shapes[:] = merged
    return shapes


def _sector_table(request: Request, table: pd.DataFrame) -> Section:
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
    if len(request.districts) == 1:
        columns.pop(1)
        shown.remove("police_district")
    if (table["officers"] == 1).all():
        columns.pop(-2)
        shown.remove("officers")
    rows = table[shown].astype(object).values.tolist()
    total = [_total(table, field) for field in shown]
    return Section(translate("Core", "Every sector"), [Table(columns, rows, total=total)], new_page=True)


def _total(table: pd.DataFrame, field: str) -> str | float | None:
    if field == "name":
        return translate("Core", "Total")
    return "" if field in ("police_district", "deviation") else float(table[field].sum())


def _deviations(request: Request, settings: BalanceSettings, plan: Plan, language: Language) -> Section:
    inside = np.abs(plan.deviation) <= settings.tolerance / 100 + 1e-9
    chart = bars(
        sector_titles(request, plan),
        (100 * plan.deviation).tolist(),
        translate("Core", "Deviation of every sector"),
        decimals=1,
        colours=["var(--tone-1)" if one else "var(--warning)" for one in inside],
        signed=True,
        language=language,
    )
    caption = translate("Core", "Load per officer against its mean in the district, in percent.")
    return Section(translate("Core", "Deviation"), [Figure(chart, caption)])
