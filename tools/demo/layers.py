"""The layers the main job starts from: the sample city's, or people's own, recognised by name."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from osgeo import ogr
from qgis_process import DemoError, run

ogr.UseExceptions()

SAMPLE_SECTORS = "North=8;Harbour=7;South=6"
# Where the local police districts are those of the handbook, so are their numbers of sectors.
HANDBOOK_SECTORS = {"North East": 9, "North West": 5, "Frederiksberg": 5}
RESIDENTS_PER_SECTOR = 20_000

# Model input → the names under which its layer is recognised, best first.
NAMES = {
    "UNITS": ("units",),
    "INCIDENTS": ("incidents",),
    "EXPOSED_AREAS": ("exposed_areas",),
    "SPECIAL_PLACES": ("special_places",),
    "SAFETY_DISTRICTS": ("safety_districts", "safety_districts_2009"),
    "LINKS": ("links", "bridges"),
    "CONTACTS": ("officers",),
    "WATER": ("water",),
    "MAIN_ROADS": ("main_roads",),
}
# Model input → the field of its layer that is used where it is there.
FIELDS = {
    "PLACE_WEIGHT_FIELD": ("SPECIAL_PLACES", "weight"),
    "SAFETY_CATEGORY_FIELD": ("SAFETY_DISTRICTS", "category"),
    "SAFETY_YEAR_FIELD": ("SAFETY_DISTRICTS", "year"),
    "TYPE_FIELD": ("INCIDENTS", "type"),
    "SCENE_FIELD": ("INCIDENTS", "scene"),
    "METHOD_FIELD": ("INCIDENTS", "method"),
    "FROM_FIELD": ("INCIDENTS", "from_time"),
    "TO_FIELD": ("INCIDENTS", "to_time"),
}


def sample_city(city: Path, options: argparse.Namespace, steps: dict[str, float]) -> dict[str, Any]:
    """Make the sample city in the file `city`; return the model's inputs."""
    tables = {
        "PLANNING_UNITS": "units", "INCIDENTS": "incidents", "EXPOSED_AREAS": "exposed_areas",
        "SPECIAL_PLACES": "special_places", "MAIN_ROADS": "main_roads", "WATER": "water", "RAILWAY": "railway",
        "RAIL_STATIONS": "rail_stations", "POLICE_STATIONS": "police_stations", "BRIDGES": "bridges",
        "SAFETY_DISTRICTS": "safety_districts", "OFFICERS": "officers",
    }  # fmt: skip
    sectors = options.district_sectors or SAMPLE_SECTORS
    sinks = {name: f"ogr:dbname='{city}' table=\"{table}\" (geom)" for name, table in tables.items()}
    run("sectorplanner:samplecity", {"SEED": 1, "DISTRICT_SECTORS": sectors} | sinks, steps)
    inputs = model_inputs(city, options, sectors)
    return inputs | fields_present(inputs)


def own_layers(data: Path, work: Path, options: argparse.Namespace, steps: dict[str, float]) -> dict[str, Any]:
    """Recognise people's own layers; make up incidents and officers where there are none."""
    if not data.exists():
        raise DemoError(f"{data} does not exist. Give the path of a GeoPackage.")
    present = layer_names(data)
    if "units" not in present:
        raise DemoError(
            f"{data} has no layer named units (it has: {', '.join(sorted(present))}). Rename your planning units."
        )
    sectors = options.district_sectors or sectors_of(data)
    inputs = model_inputs(data, options, sectors)
    missing = [name for name in ("INCIDENTS", "CONTACTS") if name not in inputs]
    if missing:
        made_up = work / "synthetic.gpkg"
        tables = {"INCIDENTS": "incidents", "OFFICERS": "officers"}
        sinks = {name: f"ogr:dbname='{made_up}' table=\"{table}\" (geom)" for name, table in tables.items()}
        wanted = {"SEED": 1, "UNITS": inputs["UNITS"], "DISTRICT_SECTORS": sectors}
        run("sectorplanner:samplecity", wanted | sinks, steps)
        say(f"made up on your ground, labelled synthetic: {', '.join(missing).lower()}")
        made = {"INCIDENTS": f"{made_up}|layername=incidents", "CONTACTS": f"{made_up}|layername=officers"}
        inputs |= {name: made[name] for name in missing}
    return inputs | fields_present(inputs)


def model_inputs(data: Path, options: argparse.Namespace, sectors: str) -> dict[str, Any]:
    """Return the model's inputs for the layers of `data`; say what is missing and skipped."""
    present = layer_names(data)
    inputs: dict[str, Any] = {}
    for name, candidates in NAMES.items():
        found = next((candidate for candidate in candidates if candidate in present), None)
        if found:
            inputs[name] = f"{data}|layername={found}"
        else:
            say(f"no layer {' or '.join(candidates)}: skipped")
    fields = field_names(data, "units")
    if "population" not in fields:
        raise DemoError(f"The units of {data} have no field population (they have: {', '.join(fields)}).")
    inputs["POPULATION_FIELD"] = "population"
    if "police_district" in fields:
        inputs["DISTRICT_FIELD"] = "police_district"
        inputs["DISTRICT_SECTORS"] = sectors
    else:
        inputs["SECTOR_COUNT"] = int(sectors)
    inputs["OFFICERS"] = options.officers
    return inputs


def fields_present(inputs: dict[str, Any]) -> dict[str, str]:
    """Return the model's field inputs for the fields that its layers have."""
    found = {}
    for name, (layer, field) in FIELDS.items():
        if layer in inputs:
            path, table = inputs[layer].split("|layername=")
            if field in field_names(Path(path), table):
                found[name] = field
    return found


def sectors_of(data: Path) -> str:
    """Return sectors per district: the handbook's numbers for its districts, else one per 20,000 residents."""
    residents = residents_by_district(data)
    if set(residents) == set(HANDBOOK_SECTORS):
        return ";".join(f"{name}={count}" for name, count in HANDBOOK_SECTORS.items())
    counts = {name: max(1, round(people / RESIDENTS_PER_SECTOR)) for name, people in residents.items()}
    if set(counts) == {""}:
        return str(counts[""])
    return ";".join(f"{name}={count}" for name, count in sorted(counts.items()))


def residents_by_district(data: Path) -> dict[str, float]:
    """Return the residents of each police district of the units; one unnamed district where there are none."""
    residents: dict[str, float] = {}
    source = ogr.Open(str(data))
    layer = source.GetLayerByName("units")
    position = layer.GetLayerDefn().GetFieldIndex("police_district")
    for feature in layer:
        district = feature.GetField(position) if position >= 0 else ""
        residents[district] = residents.get(district, 0.0) + float(feature.GetField("population") or 0)
    return residents


def layer_names(data: Path) -> set[str]:
    """Return the names of the layers in a GeoPackage."""
    source = ogr.Open(str(data))
    return {source.GetLayer(index).GetName() for index in range(source.GetLayerCount())}


def field_names(data: Path, layer: str) -> list[str]:
    """Return the names of a layer's fields."""
    source = ogr.Open(str(data))
    definition = source.GetLayerByName(layer).GetLayerDefn()
    return [definition.GetFieldDefn(index).GetName() for index in range(definition.GetFieldCount())]


def say(text: str) -> None:
    """Print a line of progress."""
    print(f"  {text}", file=sys.stderr)
