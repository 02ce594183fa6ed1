"""The synthetic city Seedhaven, layer by layer. It lies in the open Kattegat, where no city is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats
from ..base.progress import Progress
from .incidents import StudyArea, make_incidents, nearness
from .land_use import KINDS
from .network import Network, make_network
from .officers import make_officers
from .places import exposed_areas, police_stations, safety_districts, special_places
from .settings import SampleSettings
from .terrain import BOARD, HARBOUR_MOUTH, Terrain, Warp, make_terrain
from .units import Units, make_units

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
    """Return what draws incidents to each unit, by lure."""
    people = units.attributes["population"].to_numpy(dtype=float)
    kind = units.attributes["kind"]
    area = shapely.area(units.geometry)
    points, table = places

    def near(place: str, reach_m: float) -> Floats:
        return nearness(units.geometry, points[(table["kind"] == place).to_numpy()], reach_m)

    return {
        "homes": people,
        "bustle": area * kind.map({name: entry.bustle for name, entry in KINDS.items()}).to_numpy(dtype=float),
        "estates": people * (units.attributes["estate"] != "").to_numpy(),
        "industry": area * kind.isin(["industry", "harbour"]).to_numpy(),
        "stations": nearness(units.geometry, stations, 170.0) * (people + 1.0),
        "schools": near("school", 130.0) * np.sqrt(area),
        "nightlife": near("nightlife", 150.0) * np.sqrt(area),
    }
