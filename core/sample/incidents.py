"""Made-up incidents of all types, with place, scene, method and times; some repeat soon and nearby.

Places follow what attracts a type of incident, in hot spots, near earlier incidents, and beside the streets. Times
follow the season, the day of the week and the hour, and are recorded no more precisely than a victim could tell.
How many there are of each type, where and when, is made up as well: no figure is anybody's statistics.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats, Times
from ..base.progress import Progress
from ..geo.geometry import points_at


@dataclass(frozen=True)
class Rhythm:
    """When a type happens.

    Attributes:
        peaks: (hour, spread in hours, weight) of each peak of the day; they wrap at midnight.
        weekdays: relative weights, Monday first.
        peak_month: month of most incidents, 1 to 12.
        season: half the swing of the year, 0 to 1.
        known_to: 0 where the moment is known (from = to), else the median length of the unknown span in hours.

    """

    peaks: tuple[tuple[float, float, float], ...]
    weekdays: tuple[float, ...] = (1.0,) * 7
    peak_month: int = 7
    season: float = 0.0
    known_to: float = 0.0


@dataclass(frozen=True)
class IncidentType:
    """A type of incident.

    `share` of all incidents; `lures` are what draws it, with weights; `scenes` and `methods` with weights;
    `spots` is the number of hot spots and `spot_share` of incidents there; `repeat_share` are near repeats.
    """

    name: str
    share: float
    lures: dict[str, float]
    scenes: dict[str, float]
    methods: dict[str, float]
    rhythm: Rhythm
    spots: int = 12
    spot_share: float = 0.35
    spot_radius_m: float = 90.0
    repeat_share: float = 0.0


_WEEKEND = (0.75, 0.75, 0.8, 0.95, 1.6, 1.9, 1.1)
_WORKDAYS = (1.15, 1.1, 1.1, 1.1, 1.2, 0.8, 0.55)
_NIGHT = Rhythm(((1.0, 2.2, 0.7), (18.0, 4.0, 0.3)), _WEEKEND, 7, 0.15)

INCIDENT_TYPES = (
    IncidentType(
        "Bicycle theft", 0.21, {"homes": 0.35, "bustle": 0.25, "stations": 0.40},
        {"street": 0.45, "railway station": 0.25, "courtyard": 0.2, "school": 0.1},
        {"lock cut": 0.55, "lock picked": 0.2, "carried away": 0.25},
        Rhythm(((9.0, 2.5, 0.4), (17.0, 4.0, 0.6)), _WORKDAYS, 8, 0.4, 9.0), spots=14, spot_share=0.4,
    ),
    IncidentType(
        "Theft from shop", 0.12, {"bustle": 0.85, "stations": 0.15},
        {"shop": 0.7, "shopping centre": 0.25, "petrol station": 0.05},
        {"concealed on the body": 0.6, "prepared bag": 0.15, "walked out": 0.25},
        Rhythm(((16.0, 2.6, 0.8), (12.0, 1.8, 0.2)), (0.95, 0.95, 1.0, 1.05, 1.3, 1.2, 0.5), 12, 0.15),
        spots=16, spot_share=0.7, spot_radius_m=45.0,
    ),
    IncidentType(
        "Burglary, home", 0.11, {"homes": 0.9, "estates": 0.1},
        {"detached house": 0.4, "flat": 0.4, "basement or attic": 0.2},
        {"window forced": 0.4, "door forced": 0.3, "unlocked door": 0.15, "glass broken": 0.15},
        Rhythm(((12.0, 3.0, 0.55), (20.0, 3.0, 0.45)), (1.0, 0.95, 0.95, 1.0, 1.35, 1.25, 0.85), 12, 0.45, 7.0),
        spots=8, spot_share=0.15, spot_radius_m=160.0, repeat_share=0.28,
    ),
    IncidentType(
        "Vandalism", 0.12, {"homes": 0.25, "bustle": 0.3, "schools": 0.25, "estates": 0.2},
        {"street": 0.35, "school": 0.2, "parked car": 0.25, "public transport": 0.1, "park": 0.1},
        {"graffiti": 0.35, "broken window": 0.35, "fire": 0.08, "scratched": 0.22},
        Rhythm(((22.0, 3.5, 0.75), (14.0, 3.0, 0.25)), _WEEKEND, 6, 0.25, 10.0), spots=14,
    ),
    IncidentType(
        "Theft from vehicle", 0.10, {"homes": 0.65, "industry": 0.15, "stations": 0.2},
        {"street": 0.5, "car park": 0.35, "driveway": 0.15},
        {"window broken": 0.6, "lock forced": 0.2, "unlocked": 0.2},
        Rhythm(((2.0, 3.0, 0.7), (19.0, 3.0, 0.3)), _WORKDAYS, 11, 0.3, 8.0), repeat_share=0.08,
    ),
    IncidentType(
        "Violence", 0.09, {"nightlife": 0.5, "homes": 0.2, "estates": 0.2, "stations": 0.1},
        {"street": 0.45, "bar or club": 0.35, "home": 0.2},
        {"blow": 0.6, "kick": 0.2, "bottle or glass": 0.1, "knife": 0.05, "gang-related": 0.05},
        _NIGHT, spots=9, spot_share=0.5, spot_radius_m=60.0,
    ),
    IncidentType(
        "Pickpocketing", 0.07, {"bustle": 0.5, "stations": 0.3, "nightlife": 0.2},
        {"street": 0.35, "railway station": 0.25, "bar or club": 0.2, "shop": 0.2},
        {"distraction": 0.4, "open bag": 0.4, "jostling": 0.2},
        Rhythm(((15.0, 3.5, 0.6), (0.5, 2.0, 0.4)), _WEEKEND, 7, 0.35, 0.7), spots=8, spot_share=0.55, spot_radius_m=60.0,
    ),
    IncidentType(
        "Drugs", 0.07, {"estates": 0.45, "nightlife": 0.3, "stations": 0.25},
        {"street": 0.5, "stairwell": 0.2, "park": 0.2, "car": 0.1},
        {"possession": 0.7, "sale": 0.22, "gang-related": 0.08},
        Rhythm(((17.0, 4.0, 0.6), (23.0, 2.5, 0.4)), _WEEKEND, 5, 0.1), spots=7, spot_share=0.55, spot_radius_m=70.0,
    ),
    IncidentType(
        "Burglary, business", 0.05, {"industry": 0.45, "bustle": 0.4, "schools": 0.15},
        {"shop": 0.35, "warehouse": 0.3, "office": 0.2, "school": 0.15},
        {"door forced": 0.5, "window forced": 0.3, "roof": 0.05, "glass broken": 0.15},
        Rhythm(((2.5, 2.0, 1.0),), (1.1, 0.8, 0.8, 0.8, 1.0, 1.4, 1.5), 11, 0.25, 11.0), repeat_share=0.12,
    ),
    IncidentType(
        "Disorder", 0.03, {"nightlife": 0.55, "estates": 0.25, "stations": 0.2},
        {"street": 0.6, "bar or club": 0.2, "park": 0.2}, {"noise": 0.5, "brawl": 0.3, "nuisance": 0.2}, _NIGHT,
    ),
    IncidentType(
        "Robbery", 0.02, {"nightlife": 0.3, "stations": 0.3, "estates": 0.2, "homes": 0.2},
        {"street": 0.7, "shop": 0.15, "park": 0.15},
        {"threat": 0.5, "violence": 0.3, "knife": 0.15, "firearm": 0.05},
        Rhythm(((22.0, 3.0, 0.75), (16.0, 2.0, 0.25)), _WEEKEND, 10, 0.2), spots=6,
    ),
    IncidentType(
        "Weapons", 0.01, {"estates": 0.6, "nightlife": 0.4}, {"street": 0.5, "car": 0.3, "stairwell": 0.2},
        {"knife": 0.6, "firearm": 0.15, "gang-related": 0.25}, _NIGHT, spots=4,
    ),
)  # fmt: skip


INCIDENTS = 20_000
_REPEAT_DAYS = 5.0
START = np.datetime64("2024-01-01T00:00", "m")
DAYS = 731
_UNKNOWN, _ONLY_FROM, _ONLY_TO = 0.03, 0.015, 0.025
_REPEAT_M = 70.0
_BLOCK_M2 = 30_000.0
_BESIDE_STREET = 0.85


def make_incidents(
    study_area: StudyArea, rng: np.random.Generator, progress: Progress, count: int = INCIDENTS
) -> tuple[NDArray[np.object_], pd.DataFrame]:
    """Make (count,) points in metres and the table of their incident_id, type, scene, method, from_time and to_time.

    Times are missing where nobody could know them.
    """
    shapely.prepare(study_area.geometry)
    tables: list[pd.DataFrame] = []
    shares = np.array([kind.share for kind in INCIDENT_TYPES])
    numbers = np.rint(count * shares / shares.sum()).astype(int)
    numbers[0] += count - numbers.sum()
    for kind, number in zip(INCIDENT_TYPES, numbers, strict=True):
        progress.show(len(tables) / len(INCIDENT_TYPES))
        tables.append(_of_one_type(kind, int(number), study_area, rng))
    table = pd.concat(tables, ignore_index=True).sort_values("began", kind="stable", ignore_index=True)
    points = points_at(np.round(beside_streets(table[["x", "y"]].to_numpy(), study_area, rng), 1))
    table.insert(0, "incident_id", [f"I{number:06d}" for number in range(1, len(table) + 1)])
    return points, table.drop(columns=["x", "y", "began"])


def _of_one_type(kind: IncidentType, count: int, study_area: StudyArea, rng: np.random.Generator) -> pd.DataFrame:
    weights = sum(
        (share * _share(study_area.lures[lure]) for lure, share in kind.lures.items()),
        np.zeros(len(study_area.geometry)),
    )
    first = count - int(kind.repeat_share * count)
    xy = study_area.random_points(weights, first, rng)
    gather(xy, kind, weights, study_area, rng)
    began = start_times(kind.rhythm, first, rng)
    method = rng.choice(list(kind.methods), size=first, p=list(kind.methods.values()))
    parents = rng.integers(0, first, count - first)
    xy = np.concatenate([xy, repeat_places(xy[parents], study_area, rng)])
    began = np.concatenate([began, _repeat_times(began[parents], rng)])
    from_time, to_time = incident_times(began, kind.rhythm, rng)
    return pd.DataFrame(
        {
            "type": kind.name,
            "scene": rng.choice(list(kind.scenes), size=count, p=list(kind.scenes.values())),
            "method": np.concatenate([method, method[parents]]),
            "from_time": from_time,
            "to_time": to_time,
            "began": began,
            "x": xy[:, 0],
            "y": xy[:, 1],
        }
    )


def _share(strength: Floats) -> Floats:
    return strength / strength.sum()


def _repeat_times(parents: NDArray[np.datetime64], rng: np.random.Generator) -> NDArray[np.datetime64]:
    """Return a moment some days after each parent, about its hour; before it where the period would end."""
    minutes = (rng.exponential(_REPEAT_DAYS, len(parents)).astype(int) + 1) * 1440 + rng.integers(
        -120, 121, len(parents)
    )
    delay = minutes.astype("timedelta64[m]")
    end = START + np.timedelta64(DAYS, "D")
    return np.where(parents + delay < end, parents + delay, np.maximum(parents - delay, START))


def start_times(rhythm: Rhythm, count: int, rng: np.random.Generator) -> Times:
    """Return (count,) moments in the two years from START, to the minute, by season, weekday and hour."""
    days = START + np.arange(DAYS).astype("timedelta64[D]")
    day = rng.choice(DAYS, size=count, p=_day_weights(days, rhythm))
    hour, spread, weight = np.array(rhythm.peaks).T
    peak = rng.choice(len(weight), size=count, p=weight / weight.sum())
    minutes = np.rint(60.0 * rng.normal(hour[peak], spread[peak])).astype(int) % 1440
    return START + (day * 1440 + minutes).astype("timedelta64[m]")


def _day_weights(days: Times, rhythm: Rhythm) -> Floats:
    """Return (n,) probabilities of the days; every year is a little quieter than the one before."""
    year_day = (days - days.astype("datetime64[Y]")).astype("timedelta64[D]").astype(int)
    season = 1.0 + rhythm.season * np.cos(2 * np.pi * (year_day - 30.4 * (rhythm.peak_month - 0.5)) / 365.25)
    weekday = (days.astype("datetime64[D]").astype(int) + 3) % 7
    weights = season * np.array(rhythm.weekdays)[weekday] * np.linspace(1.05, 0.95, len(days))
    return np.asarray(weights / weights.sum())


def incident_times(began: Times, rhythm: Rhythm, rng: np.random.Generator) -> tuple[Times, Times]:
    """Return the (n,) earliest and latest moments as reported; NaT where one or both are unknown.

    A known moment has from = to. Otherwise the span holds the true moment at a random place, and both ends
    are rounded to five minutes as in reports. A few incidents have no times, or only one of the two.
    """
    if rhythm.known_to == 0.0:
        earliest = began.copy()
        latest = began.copy()
    else:
        span = 60.0 * rhythm.known_to * rng.lognormal(0.0, 0.7, len(began))
        before = span * rng.random(len(began))
        earliest = _five_minutes(began - np.rint(before).astype("timedelta64[m]"))
        latest = _five_minutes(began + np.rint(span - before).astype("timedelta64[m]"))
    fate = rng.random(len(began))
    nothing = np.datetime64("NaT")
    earliest[(fate < _UNKNOWN) | (fate > 1.0 - _ONLY_TO)] = nothing
    latest[fate < _UNKNOWN + _ONLY_FROM] = nothing
    return earliest.astype("datetime64[s]"), latest.astype("datetime64[s]")


def _five_minutes(times: Times) -> Times:
    minutes = times.astype("datetime64[m]").astype(np.int64)
    return (minutes // 5 * 5).astype("datetime64[m]")


@dataclass(frozen=True)
class StudyArea:
    """Where incidents may lie: (n,) polygons in metres, and for each lure its (n,) strength in them (sum above zero)."""

    geometry: NDArray[np.object_]
    lures: dict[str, Floats]

    def random_points(self, weights: Floats, count: int, rng: np.random.Generator) -> Floats:
        """Return (count, 2) points: a polygon by weight, then anywhere in it."""
        rows = rng.choice(len(self.geometry), size=count, p=weights / weights.sum())
        return points_within(self.geometry[rows], rng)

    def rows_at(self, xy: Floats) -> NDArray[np.intp]:
        """Return the (m,) polygon each of (m, 2) points lies in, -1 where it lies in none."""
        rows = np.full(len(xy), -1, dtype=np.intp)
        points, polygons = shapely.STRtree(self.geometry).query(shapely.points(xy), predicate="within")
        rows[points] = polygons
        return rows


def nearness(polygons: NDArray[np.object_], points: NDArray[np.object_], reach_m: float) -> Floats:
    """Return the (n,) summed pull of the points on the polygons: 1 where a point lies inside, fading over `reach_m`."""
    rows, near = shapely.STRtree(points).query(polygons, predicate="dwithin", distance=4.0 * reach_m)
    pull = np.exp(-((shapely.distance(polygons[rows], points[near]) / reach_m) ** 2) / 2.0)
    return np.bincount(rows, pull, minlength=len(polygons)) + 1e-9


def points_within(polygons: NDArray[np.object_], rng: np.random.Generator, tries: int = 60) -> Floats:
    """Return a random point in each of (n,) polygons, by rejection; one that fills too little of its box gives a point on it."""
    low, high = np.split(shapely.bounds(polygons), 2, axis=1)
    points = shapely.get_coordinates(shapely.point_on_surface(polygons))
    open_rows = np.arange(len(polygons))
    for _ in range(tries):
        trial = rng.uniform(low[open_rows], high[open_rows])
        hit = shapely.contains_xy(polygons[open_rows], *trial.T)
        points[open_rows[hit]] = trial[hit]
        open_rows = open_rows[~hit]
        if not len(open_rows):
            break
    return points


def gather(xy: Floats, kind: IncidentType, weights: Floats, study_area: StudyArea, rng: np.random.Generator) -> None:
    """Move `spot_share` of the (n, 2) points to hot spots of unequal size, dense in their middle, where these lie in the study area."""
    spots = study_area.random_points(weights**1.5, kind.spots, rng)
    rank = rng.dirichlet(np.full(kind.spots, 1.2))
    moved = np.flatnonzero(rng.random(len(xy)) < kind.spot_share)
    centre = spots[rng.choice(kind.spots, size=len(moved), p=rank)]
    angle, radius = rng.uniform(0.0, 2 * np.pi, len(moved)), rng.exponential(kind.spot_radius_m, len(moved))
    place = centre + np.stack([np.cos(angle), np.sin(angle)], axis=1) * radius[:, None]
    inside = study_area.rows_at(place) >= 0
    xy[moved[inside]] = place[inside]


def repeat_places(parents: Floats, study_area: StudyArea, rng: np.random.Generator) -> Floats:
    """Return an (m, 2) place near each of (m, 2) parents, in metres.

    A third of them, and those that would leave the study area, lie at the parent's own.
    """
    place = parents + rng.normal(0.0, _REPEAT_M, parents.shape)
    stay = (rng.random(len(parents)) < 0.33) | (study_area.rows_at(place) < 0)
    return np.where(stay[:, None], parents, place)


def beside_streets(xy: Floats, study_area: StudyArea, rng: np.random.Generator) -> Floats:
    """Return the (n, 2) points with most of those in street blocks moved outward, to a few metres from the street."""
    rows = study_area.rows_at(xy)
    chosen = np.flatnonzero((rows >= 0) & (rng.random(len(xy)) < _BESIDE_STREET))
    chosen = chosen[shapely.area(study_area.geometry[rows[chosen]]) < _BLOCK_M2]
    street = shapely.boundary(study_area.geometry[rows[chosen]])
    foot = shapely.line_interpolate_point(street, shapely.line_locate_point(street, shapely.points(xy[chosen])))
    inward = xy[chosen] - shapely.get_coordinates(foot)
    depth = np.hypot(*inward.T)
    setback = np.minimum(rng.uniform(3.0, 14.0, len(chosen)), depth)
    placed = xy.copy()
    placed[chosen] -= inward * (1.0 - setback / np.maximum(depth, 1e-9))[:, None]
    return placed
