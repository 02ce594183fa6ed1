"""The report on a plan: what was reached, the map before and after, every sector, what moved, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from .. import plan as plans_of_fields
from ..contributions import contributions
from ..dissolve import dissolve
from ..language import translate
from ..publish.charts import bars
from ..publish.maps import choropleth
from ..publish.report_page import Column, Figure, Items, Report, Row, Section, Table, Text, render
from ..table import FeatureTable
from ..workload import CRITERIA
from .plan import SolveOutcome
from .proof import Proof
from .report_changes import changes, side_by_side, tones
from .report_summary import certainty, facts, verdict
from .request import Request
from .sectors import map_colours, sector_titles
from .settings import BalanceSettings

WHOLE, HALF = (760.0, 520.0), (460.0, 460.0)  # widest and highest that a map is, alone and beside another


@dataclass(frozen=True)
class Background:
    """What the report says about the run beside the plan itself."""

    inputs: Sequence[tuple[str, str]] = ()
    made: str = ""
    layer: str = ""
    warnings: tuple[str, ...] = ()


def balance_report(
    request: Request,
    settings: BalanceSettings,
    plans: list[SolveOutcome],
    sectors: FeatureTable,
    proof: Proof,
    background: Background,
) -> str:
    """Return the report as a self-contained page; `plans` are the best and its alternatives, `sectors` those of the best."""
    plan = plans[0]
    outlines, table = sectors.geometry, sectors.attributes
    sections = [
        Section(translate("Core", "What was reached"), verdict(request, settings, plan)),
        _maps(request, plan, outlines),
        _sector_table(request, plan, table),
        *_made_of(plan, table),
        _deviations(request, settings, plan),
    ]
    if (request.current >= 0).any():
        sections.append(changes(request, settings, plan))
    if len(plans) > 1:
        sections.append(side_by_side(request, plans))
    sections.append(certainty(plan, proof))
    if background.warnings:
        sections.append(Section(translate("Core", "Warnings about the data"), [Items(background.warnings)]))
    return render(
        Report(
            title=translate("Core", "Balanced sectors"),
            subtitle=background.layer,
            facts=[*facts(request, plan), (translate("Core", "Made"), background.made)],
            sections=sections,
            inputs=background.inputs,
            limits=[
                translate("Core", "The workload is a weighted sum of indicators: a model of work, not a measurement."),
                translate("Core", "Borders are measured along the units' own borders; links count as no border."),
            ],
        )
    )


def _maps(request: Request, plan: SolveOutcome, outlines: NDArray[np.object_]) -> Section:
    colour = np.zeros(plan.count, dtype=np.int64)
    colour[plan.sector - 1] = map_colours(request.graph, plan.sector)
    has_today = bool((request.current >= 0).any())
    width, height = HALF if has_today else WHOLE
    after = choropleth(
        outlines,
        tones(colour),
        translate("Core", "Map of the new sectors"),
        names=[str(number_) for number_ in range(1, plan.count + 1)],
        tips=sector_titles(request, plan),
        outline=_district_outlines(request, plan, outlines),
        width=width,
        height=height,
    )
    new = Figure(after, translate("Core", "The new sectors, by number. Thick lines: local police districts."))
    return Section(translate("Core", "Map"), [Row([_before(request), new]) if has_today else new])


def _before(request: Request) -> Figure:
    codes, position = np.unique(request.current[request.current >= 0], return_inverse=True)
    of_unit = np.full(request.size, -1, dtype=np.intp)
    of_unit[request.current >= 0] = position
    today = plans_of_fields.Plan(tuple(codes.tolist()), of_unit)
    names = [request.sector_names[code] for code in codes]
    outlines = dissolve(request.geometry, today)
    colour = map_colours(request.graph, of_unit + 1)
    of_sector = [int(colour[np.argmax(of_unit == sector)]) for sector in range(len(codes))]
    width, height = HALF
    title = translate("Core", "Map of today's sectors")
    drawing = choropleth(outlines, tones(np.array(of_sector)), title, names=names, width=width, height=height)
    return Figure(drawing, translate("Core", "Today's sectors."))


def _district_outlines(request: Request, plan: SolveOutcome, outlines: NDArray[np.object_]) -> NDArray[np.object_]:
    merged = [shapely.union_all(outlines[plan.district == number]) for number in range(len(request.districts))]
    shapes = np.empty(len(merged), dtype=object)
    shapes[:] = merged
    return shapes


def _sector_table(request: Request, plan: SolveOutcome, table: pd.DataFrame) -> Section:
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
    if table["officers"].isna().all():
        columns.pop(-2)
        shown.remove("officers")
    rows = table[shown].astype(object).values.tolist()
    total = [_total(table, field) for field in shown]
    for name, deviation in zip(request.criteria_names, 100 * plan.further_deviation, strict=True):
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


def _deviations(request: Request, settings: BalanceSettings, plan: SolveOutcome) -> Section:
    inside = np.abs(plan.deviation) <= settings.tolerance / 100 + 1e-9
    chart = bars(
        sector_titles(request, plan),
        (100 * plan.deviation).tolist(),
        translate("Core", "Deviation of every sector"),
        decimals=1,
        colours=["var(--tone-1)" if one else "var(--warning)" for one in inside],
        signed=True,
    )
    caption = translate("Core", "Load per officer against its mean in the district, in percent.")
    return Section(translate("Core", "Deviation"), [Figure(chart, caption)])
