"""Sections of the report that compare: what moves against today and why, and the alternatives side by side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .. import plan as plans_of_fields
from ..arrays import Ints, Mask
from ..dissolve import dissolve
from ..language import listed, translate
from ..publish.maps import choropleth
from ..publish.numbers import number, percent
from ..publish.report_page import Column, Figure, Part, Row, Section, Table, Text
from .explain import moved_units, why_moved
from .plan import SolveOutcome
from .request import Request
from .sectors import map_colours, sector_titles
from .settings import BalanceSettings

NOTHING = "var(--nothing)"
EXPLAINED = 100  # moved units listed with their reason


def tones(colour: Ints) -> list[str]:
    """Return the page's colour of each index; grey for -1."""
    return [f"var(--tone-{one + 1})" if one >= 0 else NOTHING for one in colour]


def changes(request: Request, settings: BalanceSettings, plan: SolveOutcome) -> Section:
    """Return what changes against today: how many, where, from where to where, and why."""
    units = moved_units(request, plan)
    moved = np.zeros(request.size, dtype=bool)
    moved[units] = True
    share = plan.residents_moved / max(float(request.population[request.current >= 0].sum()), 1e-9)
    message = translate("Core", "{units} units with {residents} residents ({share}) change sector.")
    text = message.format(
        units=number(len(units), 0),
        residents=number(plan.residents_moved, 0),
        share=percent(100 * share, 1),
    )
    parts: list[Part] = [Text(text)]
    if units:
        parts += [
            _moves(request, plan, moved),
            _flows(request, plan, moved),
            _reasons(request, settings, plan, units),
        ]
    return Section(translate("Core", "What moves"), parts)


def _moves(request: Request, plan: SolveOutcome, moved: Mask) -> Figure:
    """Return the map of what moves: one area for each pair of sectors, in the colour of the new one."""
    titles = sector_titles(request, plan)
    pair = np.where(moved, request.current * (plan.count + 1) + plan.sector, -1)
    flows, where = np.unique(pair, return_inverse=True)
    areas = dissolve(request.geometry, plans_of_fields.Plan(tuple(flows.tolist()), where.astype(np.intp)))
    new = flows % (plan.count + 1)
    colour = map_colours(request.graph, plan.sector)
    colour_of = dict(zip(plan.sector.tolist(), colour.tolist(), strict=True))
    message = translate("Core", "from {old} to {new}")
    tips = [
        message.format(old=request.sector_names[flow // (plan.count + 1)], new=titles[to - 1]) if flow >= 0 else ""
        for flow, to in zip(flows.tolist(), new.tolist(), strict=True)
    ]
    drawing = choropleth(
        areas,
        tones(np.array([colour_of[to] if flow >= 0 else -1 for flow, to in zip(flows, new, strict=True)])),
        translate("Core", "Map of the units that change sector"),
        height=360,
        tips=tips,
        outline=sector_outlines(request, plan),
    )
    caption = translate("Core", "What changes sector, in the colour of the new one. Thick lines: the new sectors.")
    return Figure(drawing, caption)


def sector_outlines(request: Request, plan: SolveOutcome) -> NDArray[np.object_]:
    """Return the (K,) outlines of the sectors."""
    return dissolve(request.geometry, plan.plan)


def _flows(request: Request, plan: SolveOutcome, moved: Mask) -> Table:
    titles = sector_titles(request, plan)
    rows = []
    for old, new in sorted({(int(a), int(b)) for a, b in zip(request.current[moved], plan.sector[moved], strict=True)}):
        units = np.flatnonzero(moved & (request.current == old) & (plan.sector == new))
        residents = float(request.population[units].sum())
        names = listed([request.names[unit] for unit in units])
        rows.append((request.sector_names[old], titles[new - 1], len(units), residents, names))
    columns = [
        Column(translate("Core", "From")),
        Column(translate("Core", "To")),
        Column(translate("Core", "Units"), 0),
        Column(translate("Core", "Residents"), 0),
        Column(translate("Core", "Which")),
    ]
    return Table(columns, rows)


def _reasons(request: Request, settings: BalanceSettings, plan: SolveOutcome, units: list[int]) -> Table:
    rows = [
        (request.names[unit], float(request.population[unit]), why_moved(request, settings, plan, unit))
        for unit in units[:EXPLAINED]
    ]
    columns = [
        Column(translate("Core", "Unit")),
        Column(translate("Core", "Residents"), 0),
        Column(translate("Core", "Why it moves")),
    ]
    return Table(columns, rows)


def side_by_side(request: Request, plans: list[SolveOutcome]) -> Section:
    """Return the plans of which none beats another in everything, with small maps."""
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
        colour[plan.sector - 1] = map_colours(request.graph, plan.sector)
        drawing = choropleth(sector_outlines(request, plan), tones(colour), title, width=380, height=260)
        drawings.append(Figure(drawing, title))
    text = translate("Core", "None of these plans beats another in deviation, border and change alike.")
    return Section(translate("Core", "Alternatives"), [Text(text), Table(columns, rows), Row(drawings)], new_page=True)
