"""What kinds of incidents are made up: how many, where, by which method, and when. No figure is anybody's statistics."""

from __future__ import annotations

from dataclasses import dataclass


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
