"""The synthetic city Seedhaven, layer by layer. It lies in the open Kattegat, where no city is.

Its officers are invented: names are drawn from two lists and belong to nobody, e-mail addresses end in example.org, and
telephone numbers lie in the fictitious block from +45 20 00 00 00 upward.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats
from ..base.progress import Progress
from ..geo.geometry import points_at
from .incidents import StudyArea, make_incidents, nearness, points_within
from .land_use import ESTATES, LAND_USES, QUARTERS
from .settings import SampleSettings
from .terrain import BOARD, HARBOUR_MOUTH, Network, Terrain, Warp, make_network, make_terrain
from .units import Units, make_units

OFFICERS = 60
_FIRST = (
    "Agnes", "Aksel", "Alma", "Anton", "Asta", "Birk", "Bjørn", "Clara", "Dagmar", "Ebbe", "Edith", "Ejner", "Ella", "Esben",
    "Frida", "Gorm", "Gudrun", "Hjalmar", "Ida", "Inger", "Iver", "Johan", "Karla", "Kjeld", "Laust", "Liva", "Magne", "Mille",
    "Nanna", "Niels", "Oda", "Otto", "Palle", "Rigmor", "Runa", "Signe", "Solvej", "Sune", "Svend", "Thora", "Troels", "Ulla",
    "Vagn", "Viggo", "Vilma", "Yrsa", "Åse", "Øjvind",
)  # fmt: skip
_LAST = (
    "Agerbæk", "Birkelund", "Bølgedal", "Dyssegaard", "Elmekær", "Fjordhus", "Granhøj", "Havmark", "Hedestrup", "Klitbo",
    "Kærsgaard", "Lindholt", "Lyngsø", "Mosevang", "Nøddebo", "Pilegaard", "Rishave", "Rørdam", "Skovlyst", "Solbakke",
    "Stenstrup", "Strandby", "Søndermark", "Tjørnelund", "Urtehave", "Vesterløkke", "Vindby", "Østerkrog",
)  # fmt: skip
_FIRST_NUMBER = 20_000_000
_STATION_NUMBER = 20_000_900


def make_officers(sectors: dict[str, int], rng: np.random.Generator, count: int = OFFICERS) -> pd.DataFrame:
    """Return the contacts table, at least two officers a sector; ids run 1 to K through `sectors` in its order.

    Args:
        sectors: number of sectors by local police district.
        rng: source of names and dates.
        count: officers in all; more where the sectors need more.

    """
    districts = [district for district, number in sectors.items() for _ in range(number)]
    ids = list(range(1, len(districts) + 1))
    spare = max(0, count - 2 * len(ids))
    colleagues = [list(sectors)[row % len(sectors)] for row in range(spare)]
    total = 2 * len(ids) + spare
    names = _names(total, rng)
    district = [*districts, *districts, *colleagues]
    role = ["responsible"] * len(ids) + ["substitute"] * len(ids) + ["colleague"] * spare
    order = {name: row for row, name in enumerate(sectors)}
    return pd.DataFrame(
        {
            "officer_id": [f"P{number:03d}" for number in range(1, total + 1)],
            "sector_id": pd.array([*ids, *ids, *[None] * spare], dtype="Int64"),
            "role": role,
            "name": names,
            "phone": [f"+45{_FIRST_NUMBER + number}" for number in range(1, total + 1)],
            "email": [f"{_plain(name)}@example.org" for name in names],
            "hours": "weekdays 07–23",
            "station": [f"{name} Police Station".strip() for name in district],
            "message_line": [f"+45{_STATION_NUMBER + order[name]}" for name in district],
            "police_district": [name or None for name in district],
            "publish": (np.array(role) != "colleague") | (rng.random(total) < 0.5),
            "photo_consent_date": _dates("2024-06-01", 500, rng, total, missing=0.4),
            "review_date": _dates("2026-12-01", 365, rng, total),
        }
    )


def _names(count: int, rng: np.random.Generator) -> list[str]:
    pairs = rng.choice(len(_FIRST) * len(_LAST), size=count, replace=False)
    return [f"{_FIRST[pair % len(_FIRST)]} {_LAST[pair // len(_FIRST)]}" for pair in pairs]


def _plain(name: str) -> str:
    """Return the name as the front of an e-mail address, in ASCII."""
    danish = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
    text = unicodedata.normalize("NFKD", name.lower().translate(danish)).encode("ascii", "ignore").decode()
    return text.replace(" ", ".")


def _dates(first: str, days: int, rng: np.random.Generator, count: int, missing: float = 0.0) -> pd.Series:
    dates = pd.Series(pd.Timestamp(first) + pd.to_timedelta(rng.integers(0, days, count), unit="D"))
    return dates.where(rng.random(count) >= missing)


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
_CATEGORIES = ("minimal", "reduced", "ordinary", "intensified", "strong")
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
            "category": [_CATEGORIES[min(step, 4)] if step >= 0 else None for step in steps],
            "value": rounded,
            "method": INDEX_METHOD,
        }
    )


ORIGIN = np.array([640_000.0, 6_255_000.0])
_SEGMENT_M = 40.0


@dataclass(frozen=True)
class SampleLayer:
    """A layer of the sample: (n,) geometries (None in a plain table) and n rows of attributes."""

    geometry: NDArray[np.object_]
    attributes: pd.DataFrame


class Placement:
    """Moves the drawing board to the map: bends it a little, then shifts it to the invented place."""

    def __init__(self, rng: np.random.Generator) -> None:
        """Draw how it bends; the quays stay nearly straight."""
        self._warp = Warp(rng, HARBOUR_MOUTH, 1200.0)

    def __call__(self, xy: Floats) -> Floats:
        """Return the (n, 2) points on the map."""
        return self._warp(xy) + ORIGIN

    def shapes(self, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
        """Return (n,) shapes of the drawing board on the map, rounded to the centimetre."""
        moved = shapely.transform(shapely.segmentize(shapes, _SEGMENT_M), self)
        return np.asarray(shapely.set_precision(moved, 0.01))


def make_city(settings: SampleSettings, progress: Progress) -> dict[str, SampleLayer]:
    """Return all layers of the synthetic city by output name, in NATIONAL_CRS; the same settings give the same values."""
    rng = np.random.default_rng(settings.seed)
    terrain = make_terrain(rng)
    network = make_network(terrain)
    place = Placement(rng)
    units = make_units(terrain, network, place, settings.unit_count, rng, progress.part(0.0, 0.5))
    places = special_places(units, rng)
    stations = place.shapes(np.array(list(network.stations.values())))
    study_area = StudyArea(units.geometry, _lures(units, places, stations))
    incidents, incident_table = make_incidents(study_area, rng, progress.part(0.5, 0.95))
    officers = make_officers(settings.sectors(), rng)
    progress.check()
    layers = {
        "PLANNING_UNITS": (units.geometry, units.attributes.drop(columns=["quarter", "estate"])),
        "INCIDENTS": (incidents, incident_table),
        "EXPOSED_AREAS": exposed_areas(units),
        "SPECIAL_PLACES": places,
        "POLICE_STATIONS": police_stations(units),
        "SAFETY_DISTRICTS": safety_districts(units, incidents, rng),
        "RAIL_STATIONS": (stations, pd.DataFrame({"name": list(network.stations)})),
        "OFFICERS": (np.full(len(officers), None, dtype=object), officers),
        **_mapped(terrain, network, units, place),
    }
    return {name: SampleLayer(*layer) for name, layer in layers.items()}


def _mapped(
    terrain: Terrain, network: Network, units: Units, place: Placement
) -> dict[str, tuple[NDArray[np.object_], pd.DataFrame]]:
    """Return the layers drawn on the board: water without the land, roads and railway within the map, bridges."""
    land = shapely.coverage_union_all(units.geometry)
    low, high = np.split(np.array(BOARD.bounds), 2)
    frame = shapely.box(*(low + 250.0 + ORIGIN), *(high - 250.0 + ORIGIN))
    water = place.shapes(np.array(list(terrain.water.values())))
    water = shapely.intersection(shapely.difference(water, land), frame)
    near = shapely.intersection(shapely.buffer(land, 150.0), frame)
    roads = shapely.intersection(place.shapes(np.array([line for _, line in network.roads.values()])), near)
    rails = shapely.intersection(place.shapes(np.array(list(network.railway.values()))), near)
    road_table = pd.DataFrame({"name": list(network.roads), "class": [kind for kind, _ in network.roads.values()]})
    road_table["bridge"] = [name in network.bridges for name in network.roads]
    bridges = place.shapes(np.array(list(network.bridges.values())))
    return {
        "WATER": (water, pd.DataFrame({"name": list(terrain.water), "kind": terrain.kinds()})),
        "MAIN_ROADS": (roads, road_table),
        "RAILWAY": (rails, pd.DataFrame({"name": list(network.railway)})),
        "BRIDGES": (bridges, pd.DataFrame({"name": network.bridge_names()})),
    }


def _lures(
    units: Units, places: tuple[NDArray[np.object_], pd.DataFrame], stations: NDArray[np.object_]
) -> dict[str, Floats]:
    """Return the attraction of each unit for incidents, by lure."""
    people = units.attributes["population"].to_numpy(dtype=float)
    kind = units.attributes["kind"]
    area = shapely.area(units.geometry)
    points, table = places

    def near(place: str, reach_m: float) -> Floats:
        return nearness(units.geometry, points[(table["kind"] == place).to_numpy()], reach_m)

    return {
        "homes": people,
        "bustle": area * kind.map({name: entry.bustle for name, entry in LAND_USES.items()}).to_numpy(dtype=float),
        "estates": people * (units.attributes["estate"] != "").to_numpy(),
        "industry": area * kind.isin(["industry", "harbour"]).to_numpy(),
        "stations": nearness(units.geometry, stations, 170.0) * (people + 1.0),
        "schools": near("school", 130.0) * np.sqrt(area),
        "nightlife": near("nightlife", 150.0) * np.sqrt(area),
    }
