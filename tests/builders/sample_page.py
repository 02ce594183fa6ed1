"""Publications of the sample city with as many sectors as are asked for, made by core alone."""

from functools import lru_cache

import numpy as np
import shapely
from scipy.cluster.vq import kmeans2
from sector_planner.core.base.progress import Progress
from sector_planner.core.publish.contacts import read_contacts
from sector_planner.core.publish.publication import Sources, build_publication, write_publication
from sector_planner.core.publish.settings import PublicSettings
from sector_planner.core.sample.city import ORIGIN, make_city
from sector_planner.core.sample.settings import SampleSettings

from .tables import records

METRES = 111_320.0
HOUSES = 8
UNITS, MORE_UNITS = 800, 3_000
STREET_NAMES = [f"{start}{end}" for start in ["Birke", "Elme", "Hassel", "Pile", "Ege", "Aske", "Linde", "Fyrre", "Rønne", "Tjørne"] for end in
                ["vej", "allé", "stræde", "gade", "haven", "vænget", "parken", "bakken"]]  # fmt: skip


def degrees(geometry):
    """Return the city's shapes round 56° N, 11° E, where its invented coordinates would not be far off."""
    wide = METRES * np.cos(np.radians(56.0))
    return shapely.transform(geometry, lambda points: (points - ORIGIN) / [wide, METRES] + [11.0, 56.0])


@lru_cache(maxsize=2)
def city(units):
    """Return the layers of the sample city of so many planning units in degrees, as geometry and attributes by name."""
    layers = make_city(SampleSettings(unit_count=units), Progress())
    wanted = ("PLANNING_UNITS", "WATER", "MAIN_ROADS", "RAIL_STATIONS", "SPECIAL_PLACES", "SAFETY_DISTRICTS")
    return {name: (degrees(layers[name].geometry), layers[name].attributes) for name in wanted}


def city_layer(name, *fields, units=UNITS):
    """Return a layer of the city with these of its fields."""
    geometry, attributes = city(units)[name]
    return records(attributes[list(fields)].to_dict("records") if fields else [{}] * len(geometry), geometry, name)


def city_sectors(count):
    """Return the sectors: planning units that lie together."""
    units, _ = city(UNITS if count <= 100 else MORE_UNITS)["PLANNING_UNITS"]
    _, group = kmeans2(shapely.get_coordinates(shapely.centroid(units)) * [0.56, 1.0], count, minit="++", seed=3)
    return [shapely.union_all(units[group == number]) for number in np.unique(group)]


def invented_officers(count):
    """Return invented officers; the telephone numbers are from a block that is nobody's."""
    rows = [
        {"sector_id": key, "role": "responsible", "name": f"Officer {key}", "phone": f"20{key:06d}", "publish": True,
         "email": f"officer{key}@example.org", "hours": "hverdage 7–23", "station": "Station Nord"}
        for key in range(1, count + 1)
    ]  # fmt: skip
    return records(rows)


def houses():
    """Return houses in every planning unit; eight units in a row share a street."""
    units, _ = city(UNITS)["PLANNING_UNITS"]
    points = shapely.point_on_surface(units)
    rows = [
        {"street": f"{STREET_NAMES[at // HOUSES % len(STREET_NAMES)]} {at // HOUSES // len(STREET_NAMES) or ''}".strip(),
         "number": str(1 + at % HOUSES)}
        for at in range(len(units))
    ]  # fmt: skip
    return records(rows, points)


def sample_sources(count, **more):
    """Return what a publication of `count` sectors is made from; `more` sources are added."""
    shapes = city_sectors(count)
    ids = list(range(1, len(shapes) + 1))
    return Sources(
        records([{"sector_id": key, "name": f"Kvarteret {key}"} for key in ids], shapes),
        read_contacts(invented_officers(len(shapes))),
        addresses=houses(),
        water=city_layer("WATER"),
        roads=city_layer("MAIN_ROADS", "name"),
        **more,
    )


def named_layers():
    """Return the layers of the city whose names a map shows."""
    from sector_planner.core.publish.map_geometry import NamedLayer

    return (
        NamedLayer("district", city_layer("SAFETY_DISTRICTS", "name")),
        NamedLayer("station", city_layer("RAIL_STATIONS", "name")),
        NamedLayer("place", city_layer("SPECIAL_PLACES", "name")),
        NamedLayer("street", city_layer("MAIN_ROADS", "name"), "name"),
    )


def publish_sample(folder, count, settings=None, **more):
    """Write a publication of the sample city in `count` sectors to a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    publication = build_publication(
        sample_sources(count, **more), settings or PublicSettings("2026-1", "Find din betjent")
    )
    write_publication(folder, publication)
    return publication
