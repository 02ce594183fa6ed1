"""The cost of assigning chosen units to another sector of a plan, term by term."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ...base.arrays import Ints, sums
from ...base.errors import InfeasibleError, InputError
from ...base.i18n import listed, number, percent, translate
from ...base.names import as_text
from ...base.progress import Progress
from ...base.text import natural
from ...plan.move_cost import Change, MoveCost
from ...staffing.allocation import allocate
from ..model.instance import BalanceLayers, Instance, read_instance
from ..model.plan import SolveOutcome, with_sums
from ..model.settings import BalanceSettings
from ..preparation.feasibility import unusable
from .explanation import unit_move_cost


@dataclass(frozen=True)
class MoveOption:
    """One unit (a position), one sector it could join (a number, 1 to K), and the cost of that."""

    unit: int
    sector: int
    cost: MoveCost


@dataclass(frozen=True)
class Assignments:
    """The current plan, with the costs asked for; `sector_names` (K,) are those of the plan."""

    instance: Instance
    plan: SolveOutcome
    sector_names: tuple[str, ...]
    options: list[MoveOption]


def explain_assignment(
    layers: BalanceLayers,
    sector_field: str,
    chosen: list[str],
    target: str,
    settings: BalanceSettings,
    progress: Progress | None = None,
) -> Assignments:
    """Calculate the cost of assigning each of the units `chosen` (by id) to another sector.

    With no `target`, every sector the unit borders on is tried; if there is none, those its own sector borders on.
    A unit's best offers come first: allowed ones, connected ones, those nearest to the tolerances, short borders.
    Residents count as moved against `layers.current_field`, and without one against the plan itself.

    Raises:
        InputError: a field, a unit or the target is not there, or a unit has no sector.
        InfeasibleError: a workload, an area or a district is missing, or the officers are too few.

    """
    units, progress = layers.units, progress or Progress()
    of_unit = [as_text(value) for value in units.column(sector_field)]
    if layers.district_field:
        layers = replace(layers, district_sectors=_sectors_per_district(layers, sector_field, of_unit))
    names = tuple(sorted(set(of_unit) - {""}, key=natural))
    layers = replace(layers, sector_count=len(names), current_field=layers.current_field or sector_field)
    instance = read_instance(layers, progress.part(0.0, 0.8))
    _require_sectors(instance, units.name, sector_field, of_unit)
    if reasons := unusable(instance, settings):
        raise InfeasibleError(reasons)
    plan = _plan(instance, names, of_unit, settings)
    wanted = 0 if not target.strip() else _number(names, target.strip())
    options: list[MoveOption] = []
    rows = _positions(instance, chosen)
    for row in progress.part(0.8, 1.0).each(rows, len(rows)):
        options += _move_options(instance, plan, row, wanted, settings)
    if not options:
        message = translate(
            "Core", "The units to explain have no other sector to go to. Choose another target or units."
        )
        raise InputError(message)
    return Assignments(instance, plan, names, options)


def _sectors_per_district(layers: BalanceLayers, sector_field: str, of_unit: list[str]) -> dict[str, int]:
    """Return the number of sectors in each district; raise InputError for a sector that lies in several."""
    district_of: dict[str, str] = {}
    districts: dict[str, str] = {}
    for sector, value in zip(of_unit, layers.units.column(layers.district_field), strict=True):
        district = as_text(value)
        if not sector or not district:
            continue
        district = districts.setdefault(district.casefold(), district)
        if district_of.setdefault(sector, district) != district:
            message = translate(
                "Core",
                "Layer “{layer}”, field “{field}”: sector {sector} has units in the districts {one} and {other}. "
                "Leave DISTRICT_FIELD out, or correct the plan.",
            )
            raise InputError(
                message.format(
                    layer=layers.units.name, field=sector_field, sector=sector, one=district_of[sector], other=district
                )
            )
    found = list(district_of.values())
    return {district: found.count(district) for district in sorted(set(found), key=natural)}


def _require_sectors(instance: Instance, layer: str, field: str, of_unit: list[str]) -> None:
    without = [name for name, sector in zip(instance.names, of_unit, strict=True) if not sector]
    if without:
        message = translate(
            "Core",
            "Layer “{layer}”, field “{field}”: {count} units have no sector: {units}. Give each one, or run Repair sectors.",
        )
        raise InputError(message.format(layer=layer, field=field, count=len(without), units=listed(without)))


def _plan(instance: Instance, names: tuple[str, ...], of_unit: list[str], settings: BalanceSettings) -> SolveOutcome:
    place = {name: row for row, name in enumerate(names)}
    label = np.array([place[name] for name in of_unit], dtype=np.int64)
    today = {name: code for code, name in enumerate(instance.sector_names)}
    district = np.zeros(len(names), dtype=np.int64)
    district[label] = instance.district
    load = sums(instance.load, label, len(names))
    officers = np.ones(len(names), dtype=np.int64)
    if settings.officers:
        officers = allocate(np.maximum(load, 1e-9), settings.officers, settings.minimum_officers)
    return with_sums(instance, label, np.array([today.get(name, -1) for name in names]), district, officers)


def _number(names: tuple[str, ...], target: str) -> int:
    if target not in names:
        message = translate("Core", "There is no sector “{target}” in the plan. It has: {names}.")
        raise InputError(message.format(target=target, names=listed(names, 30)))
    return names.index(target) + 1


def _positions(instance: Instance, chosen: list[str]) -> list[int]:
    place = {name: row for row, name in enumerate(instance.names)}
    missing = [name for name in chosen if name not in place]
    if missing:
        message = translate("Core", "Units to explain: there is no unit with the id {names}. Correct the ids.")
        raise InputError(message.format(names=listed(missing)))
    return [place[name] for name in dict.fromkeys(chosen)]


def _move_options(
    instance: Instance, plan: SolveOutcome, unit: int, wanted: int, settings: BalanceSettings
) -> list[MoveOption]:
    own = int(plan.sector[unit])
    sectors = [wanted] if wanted else _around(instance, plan.sector, np.array([unit]), own)
    sectors = sectors or _around(instance, plan.sector, np.flatnonzero(plan.sector == own), own)
    options = [
        MoveOption(unit, sector, unit_move_cost(instance, plan, unit, sector)) for sector in sectors if sector != own
    ]
    return sorted(options, key=lambda one: _rank(one.cost, settings))


def _around(instance: Instance, sector: Ints, units: Ints, own: int) -> list[int]:
    """Return the sectors that border on any of `units`, in order."""
    there = np.unique(sector[instance.graph.borders[units].indices])
    return [int(one) for one in there if one != own]


def _rank(one: MoveCost, settings: BalanceSettings) -> tuple[bool, bool, float, float]:
    return bool(one.forbidden), not one.connected, max(excess(one, settings), 0.0), one.border_m


def excess(one: MoveCost, settings: BalanceSettings) -> float:
    """Return the largest excess of a deviation over its tolerance, in percentage points; negative if all are within."""
    two = np.concatenate([one.sources, one.targets])
    loads = [abs(float(one.after[sector])) - settings.tolerance for sector in two]
    further = [abs(float(after[sector])) - settings.balance_tolerance for _, after in one.further for sector in two]
    return max(loads + further)


def obstacle(one: MoveCost) -> str:
    """Return the reasons against an assignment, separated by semicolons; an empty text if it is possible."""
    told = {
        "district": translate("Core", "lies in another district"),
        "lock": translate("Core", "is locked"),
        "group": translate("Core", "stays together with its group"),
        "apart": translate("Core", "must never share that sector with one of its units"),
    }
    texts = [told[one.forbidden]] if one.forbidden else []
    if one.splits or one.empties:
        texts.append(translate("Core", "the sector it leaves would fall into parts or be empty"))
    if not one.touches:
        texts.append(translate("Core", "does not border on that sector"))
    return "; ".join(texts)


def as_table(found: Assignments, settings: BalanceSettings) -> pd.DataFrame:
    """Return one row for each unit and sector; deviations are in percent, before and after."""
    instance, names = found.instance, found.sector_names
    titles = instance.titles or instance.names
    rows = []
    for option in found.options:
        unit, sector, one = option.unit, option.sector, option.cost
        old = found.plan.sector[unit]
        row = {
            "unit_id": instance.names[unit],
            "unit": titles[unit],
            "from_sector": names[old - 1],
            "to_sector": names[sector - 1],
            "obstacle": obstacle(one),
            "within_tolerance": excess(one, settings) <= 1e-9,
            "border_change_m": one.border_m,
            **_deviations("from_", one.change(old - 1)),
            **_deviations("to_", one.change(sector - 1)),
            "residents_moved": one.residents,
            "from_stays_whole": not (one.splits or one.empties),
            "to_is_reached": one.touches,
        }
        changes = zip(one.further_changes(old - 1), one.further_changes(sector - 1), strict=True)
        for field, (left, joined) in zip(instance.criteria_names, changes, strict=True):
            row |= _deviations(f"{field}_from_", left) | _deviations(f"{field}_to_", joined)
        rows.append(row | {"price": sentence(found, option)})
    return pd.DataFrame(rows)


def _deviations(prefix: str, change: Change) -> dict[str, float]:
    return {f"{prefix}before": change[0], f"{prefix}after": change[1]}


def sentence(found: Assignments, option: MoveOption) -> str:
    """Return the cost in words: both deviations, the border, the residents."""
    one, names = option.cost, found.sector_names
    changes = one.change(int(one.sources[0])), one.change(option.sector - 1)
    before, after, joined_before, joined_after = (
        percent(value, 1, signed=True) for change in changes for value in change
    )
    message = translate(
        "Core",
        "Sector {old} would deviate by {after} instead of {before}, sector {new} by {joined_after} instead of "
        "{joined_before}; border {border} m; residents who change sector {residents}.",
    )
    return message.format(
        old=names[found.plan.sector[option.unit] - 1],
        new=names[option.sector - 1],
        before=before,
        after=after,
        joined_before=joined_before,
        joined_after=joined_after,
        border=number(one.border_m, 0, signed=True),
        residents=number(one.residents, 0, signed=True),
    )
