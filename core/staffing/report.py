"""The report on staffing: officers by sector, advised moves, the effect of a few more or fewer, and the shift pattern."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.i18n import number, percent, translate
from ..base.names import as_text
from ..base.table import FeatureTable
from ..plan.sectors import deviation, deviation_station
from ..reporting import charts
from ..reporting.page import Cell, Column, Figure, Items, Note, Part, Report, Section, Table, Text
from .advice import Advice, CurvePoint, Move, advise, fewer_sectors, more_sectors, officer_curve
from .allocation import FIRST_HOUR, SHIFT_HOURS, STARTS, ShiftPattern, allocate, load_per_officer
from .settings import METHODS, StaffingSettings


@dataclass(frozen=True)
class StaffedSectors:
    """Sectors and their officers: (k,) names, loads, officers; today's, advice, shifts and districts where known.

    `fair` is what each would get if nobody minded who is where today.
    """

    names: Sequence[str]
    load: NDArray[np.float64]
    officers: NDArray[np.int64]
    settings: StaffingSettings
    current: NDArray[np.float64] | None = None
    advice: Advice | None = None
    shifts: ShiftPattern | None = None
    districts: Sequence[str | None] = ()
    fair: NDArray[np.int64] | None = None

    def columns(self) -> dict[str, NDArray[Any]]:
        """Return the (k,) officers, load of each, deviations, and the change where today's are known."""
        columns: dict[str, NDArray[Any]] = {
            "officers": self.officers,
            "load_per_officer": load_per_officer(self.load, self.officers),
            "deviation": deviation(self.load, self.officers, self.districts),
            "deviation_station": deviation_station(self.load, self.officers),
        }
        if self.current is not None and self.fair is not None:
            columns["change"] = self.officers - self.current.astype("int64")
            columns["officers_fair"] = self.fair
        return columns


def allocate_to_sectors(
    sectors: FeatureTable,
    names: Sequence[str],
    settings: StaffingSettings,
    workload_field: str,
    current_field: str = "",
) -> StaffedSectors:
    """Return the officers shared out to sectors by their load, with advice where a field tells today's.

    Raises:
        InputError: there are no sectors, or a load or today's number is missing.

    """
    load = _filled(sectors, workload_field)
    if len(load) == 0:
        message = translate("AllocateOfficers", "Layer “{layer}” has no sectors.")
        raise InputError(message.format(layer=sectors.name))
    fair = allocate(load, settings.officers, settings.minimum, settings.method)
    districts = _districts(sectors)
    if not current_field:
        return StaffedSectors(names, load, fair, settings, districts=districts, fair=fair)
    current = _filled(sectors, current_field)
    advice = advise(load, current, settings)
    return StaffedSectors(names, load, advice.officers, settings, current, advice, districts=districts, fair=fair)


def _districts(sectors: FeatureTable) -> list[str | None]:
    """Return the sectors' local police districts; None for all where the layer has no such field."""
    if "police_district" not in sectors.attributes.columns:
        return [None] * len(sectors)
    return [as_text(name) or None for name in sectors.attributes["police_district"]]


def _filled(sectors: FeatureTable, field: str) -> NDArray[np.float64]:
    """Return the (k,) numbers of a field; raise InputError, naming the feature, where one is missing."""
    values = sectors.numbers(field)
    missing = np.flatnonzero(np.isnan(values))
    if len(missing):
        message = translate(
            "AllocateOfficers", "Layer “{layer}”, feature {fid}, field “{field}”: the number is missing."
        )
        raise InputError(message.format(layer=sectors.name, fid=sectors.feature_ids[missing[0]], field=field))
    return values


def staffing_report(
    staffed: StaffedSectors,
    neighbours: Sequence[tuple[int, int]],
    criteria: pd.DataFrame | None,
    facts: Sequence[tuple[str, str]],
    inputs: Sequence[tuple[str, str]],
) -> Report:
    """Return the report.

    Args:
        staffed: what was worked out.
        neighbours: pairs of neighbouring sectors, as positions.
        criteria: (k, criteria) contributions to the load, or None where they are not known.
        facts: edition and date.
        inputs: the run's inputs and parameters.

    """
    sections = [_officers(staffed)]
    if staffed.advice is not None:
        sections.append(_moves(staffed))
    sections.append(_curve(staffed, neighbours))
    if criteria is not None:
        sections.append(_criteria(staffed, criteria))
    if staffed.shifts is not None:
        sections.append(shift_section(staffed.shifts))
    return Report(
        title=translate("Core", "Manning of the sectors"),
        subtitle=translate("Core", "{officers} officers in {sectors} sectors, at least {minimum} in each").format(
            officers=staffed.settings.officers, sectors=len(staffed.load), minimum=staffed.settings.minimum
        ),
        facts=[*facts, (translate("Core", "Method"), method_titles()[staffed.settings.method])],
        sections=sections,
        inputs=inputs,
        limits=[
            translate("Core", "The workload is a model of four criteria, not a measurement of working hours."),
            translate("Core", "Whole officers cannot match the load exactly; the deviation column shows what is left."),
            translate("Core", "Leave and experience are not in these figures."),
        ],
    )


def method_titles() -> dict[str, str]:
    """Return the rules of apportionment by their names for people."""
    titles = (
        translate("Core", "Sainte-Laguë (Webster)"),
        translate("Core", "Huntington–Hill"),
        translate("Core", "Largest remainder (Hamilton)"),
    )
    return dict(zip(METHODS, titles, strict=True))


def _officers(staffed: StaffedSectors) -> Section:
    district = staffed.districts or [None] * len(staffed.load)
    away = deviation(staffed.load, staffed.officers, district)
    columns = [
        Column(translate("Core", "Sector")),
        Column(translate("Core", "Load, ‰"), 1),
        Column(translate("Core", "Officers"), 0),
        Column(translate("Core", "Load per officer"), 2),
        Column(translate("Core", "Deviation, %"), 1, signed=True),
    ]
    each = load_per_officer(staffed.load, staffed.officers)
    values: list[NDArray[np.float64]] = [staffed.load, staffed.officers.astype(float), each, away]
    if staffed.current is not None:
        columns[3:3] = [Column(translate("Core", "Today"), 0), Column(translate("Core", "Change"), 0, signed=True)]
        values[2:2] = [staffed.current, staffed.officers - staffed.current]
    several = len(set(district)) > 1
    if several:
        columns.append(Column(translate("Core", "Deviation from the station's mean, %"), 1, signed=True))
        columns.append(Column(translate("Core", "District")))
        values.append(deviation_station(staffed.load, staffed.officers))
    rows: list[list[Cell]] = [[name, *row] for name, *row in zip(staffed.names, *values, strict=True)]
    if several:
        rows = [[*row, name] for row, name in zip(rows, district, strict=True)]
    total: list[Cell] = [translate("Core", "All"), float(staffed.load.sum()), int(staffed.officers.sum())]
    if staffed.current is not None:
        total += [float(staffed.current.sum()), float(staffed.officers.sum() - staffed.current.sum())]
    total += [float(staffed.load.sum() / staffed.officers.sum()), *[None] * (3 if several else 1)]
    title = translate("Core", "Deviation of the load per officer from its mean in the district, percent")
    chart = charts.bars(staffed.names, away.tolist(), title, decimals=1, signed=True)
    return Section(translate("Core", "Officers by sector"), [Table(columns, rows, total=total), Figure(chart, title)])


def _moves(staffed: StaffedSectors) -> Section:
    moves = staffed.advice.moves if staffed.advice is not None else ()
    heading = translate("Core", "Who should move?")
    rule = translate(
        "Core",
        "Officers are moved only where one of the two sectors is more than {threshold:g} % away from the station's mean "
        "load per officer; smaller differences are left alone.",
    ).format(threshold=staffed.settings.threshold)
    if not moves:
        return Section(heading, [Note(translate("Core", "Nobody needs to move."), "good"), Text(rule)])
    return Section(heading, [Items([_sentence(move, staffed.names) for move in moves]), Text(rule)])


def _sentence(move: Move, names: Sequence[str]) -> str:
    if move.giver is None:
        text = translate("Core", "{count} newly come to {taker}")
    elif move.taker is None:
        text = translate("Core", "{count} leave {giver}")
    else:
        text = translate("Core", "{count} from {giver} to {taker}")
    giver = "" if move.giver is None else names[move.giver]
    taker = "" if move.taker is None else names[move.taker]
    return text.format(count=move.count, giver=giver, taker=taker)


def _curve(staffed: StaffedSectors, neighbours: Sequence[tuple[int, int]]) -> Section:
    points = officer_curve(staffed.load, staffed.settings)
    here = next(point for point in points if point.officers == staffed.settings.officers)
    rows = [_curve_row(str(point.officers), point, _difference(point, here, staffed.names)) for point in points]
    fewer = fewer_sectors(staffed.load, neighbours, staffed.settings)
    if fewer is not None:
        (first, second), point = fewer
        text = translate("Core", "“{first}” and “{second}” made one")
        changed = text.format(first=staffed.names[first], second=staffed.names[second])
        rows.append(_curve_row(translate("Core", "1 sector fewer"), point, changed))
    heaviest, point = more_sectors(staffed.load, staffed.settings)
    changed = translate("Core", "“{sector}” cut into equal halves").format(sector=staffed.names[heaviest])
    rows.append(_curve_row(translate("Core", "1 sector more"), point, changed))
    columns = [
        Column(translate("Core", "Officers")),
        Column(translate("Core", "Highest load per officer"), 2),
        Column(translate("Core", "Lowest"), 2),
        Column(translate("Core", "Largest deviation from the station's mean, %"), 1),
        Column(translate("Core", "What would change")),
    ]
    title = translate("Core", "Highest and lowest load per officer by number of officers")
    chart = charts.lines(
        [
            charts.Series(translate("Core", "highest"), [point.highest for point in points]),
            charts.Series(translate("Core", "lowest"), [point.lowest for point in points], "var(--tone-3)"),
        ],
        [str(point.officers) for point in points],
        title,
        marks=[(points.index(here), translate("Core", "now"))],
    )
    parts: list[Part] = [
        Table(columns, rows),
        Figure(chart, title),
        Text(translate("Core", "One sector more or fewer is an estimate from loads alone: draw the plan to be sure.")),
    ]
    return Section(translate("Core", "A few more, a few fewer"), parts)


def _curve_row(name: str, point: CurvePoint, changed: str) -> list[Cell]:
    return [name, point.highest, point.lowest, point.largest_deviation_station, changed]


def _difference(point: CurvePoint, here: CurvePoint, names: Sequence[str]) -> str:
    if point.given is None:
        return translate("Core", "too few for the floor of every sector")
    if point is here or here.given is None:
        return translate("Core", "the fair manning, whoever is where today")
    change = point.given - here.given
    return ", ".join(f"{names[row]}: {change[row]:+d}".replace("-", "−") for row in np.flatnonzero(change))


def _criteria(staffed: StaffedSectors, criteria: pd.DataFrame) -> Section:
    titles = {
        "crime": translate("Core", "Crime, ‰"),
        "exposed": translate("Core", "Exposed areas, ‰"),
        "special": translate("Core", "Special places, ‰"),
        "population": translate("Core", "Population, ‰"),
    }
    columns = [Column(translate("Core", "Sector")), *(Column(titles[name], 1) for name in criteria.columns)]
    columns.append(Column(translate("Core", "Load, ‰"), 1))
    rows: list[list[Cell]] = [
        [name, *parts, load]
        for name, parts, load in zip(staffed.names, criteria.to_numpy().tolist(), staffed.load, strict=True)
    ]
    total: list[Cell] = [translate("Core", "All"), *criteria.sum().tolist(), float(staffed.load.sum())]
    return Section(translate("Core", "What the load is made of"), [Table(columns, rows, total=total)])


def shift_section(pattern: ShiftPattern) -> Section:
    """Return officers present by hour against incidents by hour, on an average weekday."""
    columns = [Column(translate("Core", "Shift")), Column(translate("Core", "Officers"), 0)]
    shifts: list[list[Cell]] = [
        [f"{start:02d}–{start + SHIFT_HOURS:02d}", count] for start, count in zip(STARTS, pattern.counts, strict=True)
    ]
    hours = [f"{FIRST_HOUR + hour:02d}" for hour in range(len(pattern.present))]
    rows: list[list[Cell]] = [
        [f"{hour}–{int(hour) + 1:02d}", float(incidents), int(present), float(incidents / present)]
        for hour, incidents, present in zip(hours, pattern.incidents, pattern.present, strict=True)
    ]
    by_hour = [
        Column(translate("Core", "Hour")),
        Column(translate("Core", "Incidents a weekday"), 2),
        Column(translate("Core", "Officers present"), 0),
        Column(translate("Core", "Incidents an officer"), 3),
    ]
    title = translate("Core", "Share of the day from 07 to 23, percent, by hour")
    incidents, present = (100.0 * values / values.sum() for values in (pattern.incidents, pattern.present))
    series = [
        charts.Series(translate("Core", "incidents"), incidents.tolist(), "var(--tone-2)"),
        charts.Series(translate("Core", "officer hours"), present.tolist()),
    ]
    text = translate(
        "Core",
        "Of the weekdays' incidents {outside} fall between 23 and 07, and {weekend} of all on Saturdays and Sundays: "
        "this pattern does not cover them.",
    )
    said = text.format(outside=percent(pattern.outside_percent, 0), weekend=percent(pattern.weekend_percent, 0))
    total = translate("Core", "{officers} officers on duty on a weekday.")
    return Section(
        translate("Core", "Shifts on weekdays, 07 to 23"),
        [
            Text(total.format(officers=number(sum(pattern.counts), 0))),
            Table(columns, shifts),
            Figure(charts.lines(series, hours, title), title),
            Table(by_hour, rows),
            Text(said),
        ],
        new_page=True,
    )
