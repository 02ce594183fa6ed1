"""Quarterly threat assessment of exposed areas: counts, their comparison with the station, and the threat level.

The level follows a rule that can be read: points for what is significant, none for what may be chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ...base.errors import InputError
from ...base.i18n import listed, translate
from ...base.table import FeatureTable
from ...crime.aoristic import known_intervals, week_weights
from ...crime.rates import FEW, poisson_interval, rate_ratio, too_few
from ...crime.settings import TIME_ZONE, Period
from ...geo.geometry import polygonal
from ...geo.overlay import largest_owner
from ...geo.point_location import OUTSIDE, each_holds, owner_of_points
from .settings import Quarter, ThreatSettings

_HOURS = 168
DAYPART = 6
NAME_FIELDS = ("name", "navn", "delomraade", "byomraade", "area")
_UNKNOWN = (math.nan, math.nan, math.nan)
_LEVELS = ((4, "high"), (2, "raised"), (1, "moderate"), (0, "low"))


@dataclass(frozen=True)
class QuarterIncidents:
    """All incidents there are, of any time.

    Attributes:
        points: (n,) places in metres, None where unknown.
        start, end: (n,) datetime64[s] local times, NaT where unknown.
        kind, scene: (n,) texts, empty where unknown.
        gang: (n,) whether an incident is gang-related; None if not known.
        time_zone: IANA name.

    """

    points: NDArray[np.object_]
    start: NDArray[np.datetime64]
    end: NDArray[np.datetime64]
    kind: NDArray[np.object_]
    scene: NDArray[np.object_]
    gang: NDArray[np.bool_] | None = None
    time_zone: str = TIME_ZONE

    @property
    def day(self) -> NDArray[np.datetime64]:
        """Return (n,) the day an incident counts for: of its earliest possible time, else of its latest."""
        return np.where(np.isnat(self.start), self.end, self.start).astype("datetime64[D]")

    def counted_in(self, areas: ExposedAreas, quarter: Quarter) -> NDArray[np.bool_]:
        """Return (n,) which lie in an area, and in the quarter or at an unknown time."""
        day = self.day
        inside = owner_of_points(self.points, areas.geometry) != OUTSIDE
        return inside & (np.isnat(day) | within(day, quarter.period))


@dataclass(frozen=True)
class ReferenceSectors:
    """What areas are compared with: names, polygons and residents of the sectors; empty if there are none."""

    names: Sequence[str]
    geometry: NDArray[np.object_]
    residents: NDArray[np.float64] | None = None

    @classmethod
    def nowhere(cls) -> Self:
        """Return no sectors at all."""
        return cls([], np.empty(0, dtype=object))


@dataclass(frozen=True)
class ExposedAreas:
    """The exposed areas, each name once: (k,) names, polygons, and residents (NaN where unknown)."""

    names: Sequence[str]
    geometry: NDArray[np.object_]
    residents: NDArray[np.float64]


@dataclass(frozen=True)
class QuarterChange:
    """A count against an earlier one: the earlier count and the change in percent with its interval.

    `count` is None where the incidents do not reach back that far; the percentages are NaN where too few to say.
    """

    count: int | None
    percent: float
    low: float
    high: float


@dataclass(frozen=True)
class AreaThreat:
    """One area in one quarter.

    Attributes:
        name: of the area. sector: in which most of it lies, empty where unknown. residents: NaN where unknown.
        incidents: in the quarter. gang: of them gang-related, None where not asked.
        rate: per 1,000 residents with its interval; NaN where residents are unknown or too few incidents.
        against_station: (low, ratio, high) of its rate over that of the rest of the station; NaN where either is unknown.
        previous, year_ago: changes. gang_year_ago: likewise for gang-related incidents.
        kinds: by kind of crime: incidents, and percent of the area's, the sector's and the station's incidents.
        scenes: counts by scene.
        week: (7, 4) aoristic weights by weekday and daypart; all zero where no time is known.

    """

    name: str
    sector: str
    residents: float
    incidents: int
    gang: int | None
    rate: tuple[float, float, float]
    against_station: tuple[float, float, float]
    previous: QuarterChange
    year_ago: QuarterChange
    gang_year_ago: QuarterChange | None
    kinds: pd.DataFrame
    scenes: pd.Series
    week: NDArray[np.float64]


def merge_areas(names: Sequence[str], geometry: NDArray[np.object_], residents: NDArray[np.float64]) -> ExposedAreas:
    """Merge the areas of each name, in alphabetical order.

    Args:
        names: (n,) names of the areas.
        geometry: (n,) polygons in metres.
        residents: (n,) residents, NaN where unknown.

    Raises:
        InputError: no area is given, or one has no name.

    """
    if not len(names):
        raise InputError(translate("Core", "The layer of exposed areas is empty."))
    blank = [row + 1 for row, name in enumerate(names) if not name.strip()]
    if blank:
        message = translate("Core", "Exposed areas number {rows} have no name. Give them one, or choose another field.")
        raise InputError(message.format(rows=listed(blank)))
    shapes, distinct = polygonal(geometry), sorted(set(names))
    rows = [np.flatnonzero(np.array(names, dtype=object) == name) for name in distinct]
    merged = np.empty(len(distinct), dtype=object)
    merged[:] = [shapely.union_all(shapes[own]) for own in rows]
    return ExposedAreas(distinct, merged, np.array([residents[own].sum() for own in rows]))


def areas_of_layer(table: FeatureTable, name_field: str = "", residents_field: str = "") -> ExposedAreas:
    """Return the areas of a layer, named by a field, else by one of NAME_FIELDS, else by their feature ids.

    Raises InputError where an area has no name, or there is none at all.
    """
    known = table.attributes.columns
    field = name_field or next((name for name in NAME_FIELDS if name in known), "")
    if field:
        names = ["" if name is None else str(name) for name in table.column(field)]
    else:
        names = [str(number) for number in table.feature_ids]
    residents = table.numbers(residents_field) if residents_field else np.full(len(table), np.nan)
    return merge_areas(names, table.geometry, residents)


def field_texts(table: FeatureTable, field: str) -> NDArray[np.object_]:
    """Return (n,) the texts of a field without blanks around them; empty where missing, or without such a field."""
    if field not in table.attributes.columns:
        return np.full(len(table), "", dtype=object)
    return np.array(["" if value is None else str(value).strip() for value in table.attributes[field]], dtype=object)


def assess(
    incidents: QuarterIncidents, areas: ExposedAreas, station: ReferenceSectors, settings: ThreatSettings
) -> list[AreaThreat]:
    """Assess every area in its quarter.

    The station is all of its sectors together; without sectors, all incidents there are. Where the incidents do not reach
    back to the start of an earlier quarter, that quarter is not known rather than zero.

    Raises:
        InputError: no incident has a readable time, or none lies in the quarter.

    """
    days = incidents.day
    _check_quarter(days, settings.quarter)
    home = owner_of_points(incidents.points, polygonal(station.geometry))
    everywhere = home != OUTSIDE if len(station.names) else np.ones(len(home), dtype=bool)
    sectors = (
        largest_owner(areas.geometry, station.geometry, station.names)
        if len(station.names)
        else [None] * len(areas.names)
    )
    threats = []
    for row, inside in enumerate(each_holds(incidents.points, areas.geometry)):
        sector = str(sectors[row] or "")
        beside = _in_sector(home, station, sector)
        threats.append(
            _assess_area(
                incidents,
                days,
                areas.names[row],
                sector,
                float(areas.residents[row]),
                inside,
                beside,
                everywhere,
                station,
                settings,
            )
        )
    return threats


def _assess_area(
    incidents: QuarterIncidents,
    days: NDArray[np.datetime64],
    name: str,
    sector: str,
    residents: float,
    inside: NDArray[np.bool_],
    beside: NDArray[np.bool_] | None,
    everywhere: NDArray[np.bool_],
    station: ReferenceSectors,
    settings: ThreatSettings,
) -> AreaThreat:
    quarter, level = settings.quarter, settings.confidence / 100.0
    now = within(days, quarter.period)
    own = inside & now
    count = int(own.sum())
    gang = incidents.gang
    rest = int((everywhere & ~inside & now).sum())
    return AreaThreat(
        name=name,
        sector=sector,
        residents=residents,
        incidents=count,
        gang=None if gang is None else int((own & gang).sum()),
        rate=_rate(count, residents, level),
        against_station=_against(count, residents, rest, station, level),
        previous=_change(days, inside, quarter, -1, level),
        year_ago=_change(days, inside, quarter, -4, level),
        gang_year_ago=None if gang is None else _change(days, inside & gang, quarter, -4, level, days),
        kinds=_kinds(incidents.kind, own, None if beside is None else beside & now, everywhere & now),
        scenes=pd.Series(incidents.scene[own]).loc[lambda text: text != ""].value_counts().sort_index(),
        week=_week(incidents, own),
    )


def within(days: NDArray[np.datetime64], period: Period) -> NDArray[np.bool_]:
    """Return the (n,) mask of the days in the period."""
    return (days >= np.datetime64(period.start)) & (days <= np.datetime64(period.end))


def _check_quarter(days: NDArray[np.datetime64], quarter: Quarter) -> None:
    known = days[~np.isnat(days)]
    if not len(known):
        raise InputError(translate("Core", "No incident has a readable time. Choose the field with the times."))
    if not within(known, quarter.period).any():
        message = translate("Core", "No incident lies in {quarter}; the incidents are from {first} to {last}.")
        raise InputError(message.format(quarter=quarter, first=known.min(), last=known.max()))


def _in_sector(home: NDArray[np.intp], station: ReferenceSectors, sector: str) -> NDArray[np.bool_] | None:
    """Return (n,) which incidents lie in a sector, given the row of each one's sector; None where it is not known."""
    rows = [row for row, name in enumerate(station.names) if name == sector]
    return np.isin(home, rows) if rows else None


def _rate(count: int, residents: float, level: float) -> tuple[float, float, float]:
    if not residents > 0 or too_few(count):
        return _UNKNOWN
    low, high = poisson_interval(count, level)
    return 1000 * low / residents, 1000 * count / residents, 1000 * high / residents


def _against(
    count: int, residents: float, rest: int, station: ReferenceSectors, level: float
) -> tuple[float, float, float]:
    """Return the area's rate over the rest of the station's; unknown where its own rate is withheld as too few."""
    others = math.nan if station.residents is None else float(station.residents.sum()) - residents
    if not residents > 0 or not others > 0 or too_few(count):
        return _UNKNOWN
    return rate_ratio(rest, count, others, residents, level)


def _change(
    days: NDArray[np.datetime64],
    chosen: NDArray[np.bool_],
    quarter: Quarter,
    step: int,
    level: float,
    all_days: NDArray[np.datetime64] | None = None,
) -> QuarterChange:
    earlier = quarter.later(step).period
    first = np.nanmin((days if all_days is None else all_days)[~np.isnat(days)].astype("datetime64[M]"))
    if first > np.datetime64(earlier.start, "M"):
        return QuarterChange(None, *_UNKNOWN)
    before, now = (int((chosen & within(days, period)).sum()) for period in (earlier, quarter.period))
    if too_few(before, now):
        return QuarterChange(before, *_UNKNOWN)
    low, ratio, high = rate_ratio(before, now, earlier.days, quarter.period.days, level)
    return QuarterChange(before, *(100.0 * (value - 1.0) for value in (ratio, low, high)))


def _kinds(
    kind: NDArray[np.object_], own: NDArray[np.bool_], beside: NDArray[np.bool_] | None, everywhere: NDArray[np.bool_]
) -> pd.DataFrame:
    """Return the kinds of crime in the area, most frequent first, with their shares; NaN against no sector."""
    counts = pd.Series(kind[own]).value_counts().rename("incidents")
    table = counts.rename_axis("kind").reset_index().sort_values(["incidents", "kind"], ascending=[False, True])
    total = max(int(table["incidents"].sum()), 1)
    table["share_area"] = 100.0 * table["incidents"] / total
    for name, mask in (("share_sector", beside), ("share_station", everywhere)):
        if mask is None:
            table[name] = np.nan
            continue
        shares = 100.0 * pd.Series(kind[mask]).value_counts(normalize=True)
        table[name] = table["kind"].map(shares).fillna(0.0)
    return table.reset_index(drop=True)


def _week(incidents: QuarterIncidents, own: NDArray[np.bool_]) -> NDArray[np.float64]:
    start, end, _ = known_intervals(incidents.start[own], incidents.end[own])
    known = ~np.isnat(end)
    hours = np.zeros(_HOURS)
    if known.sum() >= FEW:
        for _, place, weight in week_weights(start[known], end[known], 60, incidents.time_zone):
            hours += np.bincount(place, weight, _HOURS)
    return hours.reshape(7, 24 // DAYPART, DAYPART).sum(axis=2)


@dataclass(frozen=True)
class Level:
    """The id of a level in `threat_settings.LEVELS`, its points, and what gave them."""

    id: str
    points: int
    reasons: tuple[str, ...]


def rule_text() -> list[str]:
    """Return the rule, a line each."""
    return [
        translate(
            "Core",
            "+2 where the rate per resident is clearly above twice that of the rest of the station, +1 where above it",
        ),
        translate("Core", "+1 where incidents are clearly more than in the same quarter a year ago"),
        translate("Core", "+1 where at least {few} incidents are gang-related").format(few=FEW),
        translate("Core", "+1 where gang-related incidents are clearly more than a year ago"),
        translate(
            "Core", "Clearly: the whole interval lies on that side. 0 low, 1 moderate, 2–3 raised, 4 or more high."
        ),
        translate("Core", "Too few to say: fewer than {few} incidents now and a year ago.").format(few=FEW),
    ]


def level_of(threat: AreaThreat) -> Level:
    """Return the level by the rule."""
    before = threat.year_ago.count or 0
    if too_few(threat.incidents, before):
        return Level("too_few", 0, (translate("Core", "fewer than {few} incidents").format(few=FEW),))
    reasons: list[tuple[int, str]] = []
    low = threat.against_station[0]
    if low > 2:
        reasons.append((2, translate("Core", "rate clearly above twice that of the rest of the station")))
    elif low > 1:
        reasons.append((1, translate("Core", "rate clearly above that of the rest of the station")))
    if _clearly_up(threat.year_ago):
        reasons.append((1, translate("Core", "clearly more incidents than a year ago")))
    if threat.gang is not None and threat.gang >= FEW:
        reasons.append((1, translate("Core", "{count} gang-related incidents").format(count=threat.gang)))
    if threat.gang_year_ago is not None and _clearly_up(threat.gang_year_ago):
        reasons.append((1, translate("Core", "clearly more gang-related incidents than a year ago")))
    points = sum(points for points, _ in reasons)
    found = next(name for least, name in _LEVELS if points >= least)
    texts = tuple(f"{text} (+{worth})" for worth, text in reasons)
    return Level(found, points, texts or (translate("Core", "nothing stands out clearly"),))


def _clearly_up(change: QuarterChange) -> bool:
    return math.isfinite(change.low) and change.low > 0
