"""Places and areas of the synthetic city: estates, schools and clubs, police stations, safety districts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats
from ..geo.geometry import points_at
from .incidents import points_within
from .land_use import ESTATES, QUARTERS
from .units import Units

Layer = tuple[NDArray[np.object_], pd.DataFrame]
_PLACES = {
    "school": ("School", 34, 2.0, None),
    "youth club": ("Youth Club", 13, 3.0, None),
    "sports hall": ("Sports Hall", 9, 1.0, None),
    "library": ("Library", 7, 1.0, None),
    "sports club": ("Sports Club", 8, 1.0, None),
    "shopping centre": ("Centre", 5, 3.0, ("city blocks", "apartments")),
    "nightlife": ("Bar Street", 4, 4.0, ("old town",)),
    "shelter": ("Shelter", 2, 3.0, ("old town", "city blocks")),
}
CATEGORIES = ("minimal", "reduced", "ordinary", "intensified", "strong")
EDITIONS = (2024, 2025)
INDEX_METHOD = "sample index, 2024 method"


def exposed_areas(units: Units) -> Layer:
    """Return the five estates as polygons, drawn along the inner side of their streets, with their name."""
    names = list(ESTATES)
    rows = [np.flatnonzero((units.attributes["estate"] == name).to_numpy()) for name in names]
    outlines = [
        shapely.buffer(shapely.coverage_union_all(units.geometry[row]), -9.0, join_style="mitre") for row in rows
    ]
    return np.array([shapely.simplify(outline, 1.0) for outline in outlines]), pd.DataFrame({"name": names})


def special_places(units: Units, rng: np.random.Generator) -> Layer:
    """Return points with name, kind and weight: schools and clubs where people live, night life in the old town."""
    table = units.attributes
    points, rows = [], []
    for kind, (title, count, weight, where) in _PLACES.items():
        people = table["population"].to_numpy(dtype=float)
        chance = people if where is None else people * table["kind"].isin(where).to_numpy()
        chosen = rng.choice(len(table), size=count, replace=False, p=chance / chance.sum())
        points.append(points_within(units.geometry[chosen], rng))
        rows += [(f"{table['quarter'].iloc[row]} {title}", kind, weight) for row in chosen]
    places = pd.DataFrame(rows, columns=["name", "kind", "weight"])
    number = places.groupby("name").cumcount() + 1
    places["name"] = places["name"].where(number == 1, places["name"] + " " + number.astype(str))
    return points_at(np.concatenate(points).round(1)), places


def police_stations(units: Units) -> Layer:
    """Return one station a district, in the unit nearest to where its residents' middle lies."""
    middle = shapely.get_coordinates(shapely.centroid(units.geometry))
    people = units.attributes["population"].to_numpy(dtype=float)
    districts = list(dict.fromkeys(district for district, _ in QUARTERS.values()))
    points = []
    for district in districts:
        inside = np.flatnonzero((units.attributes["police_district"] == district).to_numpy())
        centre = np.average(middle[inside], axis=0, weights=people[inside])
        points.append(middle[inside[np.argmin(np.hypot(*(middle[inside] - centre).T))]])
    names = [f"{district} Police Station" for district in districts]
    return shapely.points(np.round(points, 1)), pd.DataFrame({"name": names, "police_district": districts})


def safety_districts(units: Units, incidents: NDArray[np.object_], rng: np.random.Generator) -> Layer:
    """Make twelve quarters in two editions of an invented index: category and value (0 to 100, high is worse).

    The value ranks the quarters by `incidents`, (i,) points, per resident and by share of residents on estates; one
    quarter had too few answers in the first edition and has neither value nor category there.
    """
    codes = pd.Categorical(units.attributes["quarter"], categories=list(QUARTERS)).codes.astype(np.intp)
    outlines = np.array([shapely.coverage_union_all(units.geometry[codes == code]) for code in range(len(QUARTERS))])
    hits = np.bincount(shapely.STRtree(outlines).query(incidents, predicate="within")[1], minlength=len(QUARTERS))
    people = units.attributes["population"].to_numpy(dtype=float)
    residents = np.bincount(codes, people)
    on_estates = np.bincount(codes, people * (units.attributes["estate"] != "").to_numpy())
    need = hits / residents + 0.3 * on_estates / residents
    first = 8.0 + 84.0 * need.argsort().argsort() / (len(need) - 1) + rng.normal(0.0, 3.0, len(need))
    second = first - 2.0 + rng.normal(0.0, 8.0, len(need))
    first[int(residents.argmin())] = np.nan
    tables = [_edition(year, value) for year, value in zip(EDITIONS, (first, second), strict=True)]
    return np.tile(outlines, len(EDITIONS)), pd.concat(tables, ignore_index=True)


def _edition(year: int, value: Floats) -> pd.DataFrame:
    rounded = np.round(np.clip(value, 0.0, 100.0), 1)
    steps = np.nan_to_num(rounded // 20.0, nan=-1.0).astype(int)
    return pd.DataFrame(
        {
            "district_id": np.arange(1, len(rounded) + 1),
            "name": list(QUARTERS),
            "year": year,
            "category": [CATEGORIES[min(step, 4)] if step >= 0 else None for step in steps],
            "value": rounded,
            "method": INDEX_METHOD,
        }
    )
