"""Planning units: the smallest areas that are never split, with the indicators the method asks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from .arrays import Floats
from .errors import InputError
from .geometry import polygonal
from .ids import unit_ids
from .indicators import Indicators, Tally
from .known_fields import cut_fields_of, is_cut
from .language import listed, translate
from .progress import Progress
from .table import FeatureTable
from .workload import workload
from .workload_settings import WorkloadWeights

UNIT_FIELDS = (
    "unit_id",
    "population",
    "crime_load",
    "exposed_population",
    "special_load",
    "area_m2",
    "police_district",
    "workload",
)


@dataclass(frozen=True)
class Sources:
    """What the indicators are made from; each is optional, an empty field name means none was given."""

    population_field: str = ""
    population: FeatureTable | None = None
    population_layer_field: str = ""
    incidents: FeatureTable | None = None
    harm_field: str = ""
    exposed_areas: FeatureTable | None = None
    special_places: FeatureTable | None = None
    place_weight_field: str = ""
    districts: FeatureTable | None = None
    district_name_field: str = ""


@dataclass(frozen=True)
class PlanningUnits:
    """The units as a table, what became of each source, and what was repaired or found odd on the way."""

    table: FeatureTable
    tallies: list[Tally]
    notes: list[str]


def build_units(layer: FeatureTable, sources: Sources, progress: Progress | None = None) -> PlanningUnits:
    """Return planning units with the fields of UNIT_FIELDS; the layer's other fields are kept.

    An indicator without a source keeps the layer's field of that name, or is zero. Geometry is
    repaired; units without any area are left out and noted.

    Raises:
        InputError: ids repeat, a field is missing, a value is no number or negative, or no unit has an area.

    """
    progress = progress or Progress()
    notes: list[str] = []
    units = _with_area(layer, notes)
    make = Indicators(units, unit_ids(units), notes=notes)
    progress.show(0.1)
    population = make.population(
        sources.population_field, sources.population, sources.population_layer_field, progress.part(0.1, 0.3)
    )
    crime = make.load("crime_load", sources.incidents, sources.harm_field, progress.part(0.3, 0.7))
    places = sources.special_places
    special = make.load("special_load", places, sources.place_weight_field, progress.part(0.7, 0.8))
    exposed = make.exposed(population, sources.exposed_areas)
    progress.show(0.9)
    columns = pd.DataFrame(
        {
            "unit_id": make.ids,
            "population": population,
            "crime_load": crime,
            "exposed_population": exposed,
            "special_load": special,
            "area_m2": shapely.area(units.geometry),
            "police_district": make.districts(sources.districts, sources.district_name_field),
            "workload": _workload(crime, exposed, special, population, notes),
        }
    )
    progress.show(1.0)
    names = units.attributes.columns.drop(list(cut_fields_of(units.attributes.columns)))
    kept = [name for name in names if not any(is_cut(name, one) for one in (*UNIT_FIELDS, "fid"))]
    attributes = pd.concat([columns, units.attributes[kept]], axis=1)
    return PlanningUnits(FeatureTable(units.name, units.geometry, attributes, units.feature_ids), make.tallies, notes)


def _with_area(layer: FeatureTable, notes: list[str]) -> FeatureTable:
    """Return the features that have an area, with their geometry repaired."""
    geometry = polygonal(layer.geometry)
    has_area = shapely.area(geometry) > 0
    if not has_area.any():
        message = translate("Core", "Layer “{layer}” has no polygon with an area. Choose a layer of areas.")
        raise InputError(message.format(layer=layer.name))
    repaired = int((has_area & ~shapely.is_valid(layer.geometry)).sum())
    if repaired:
        notes.append(translate("Core", "Units whose invalid geometry was repaired: {count}.").format(count=repaired))
    if not has_area.all():
        message = translate("Core", "Features without an area, left out: {ids} (in all {count}).")
        notes.append(message.format(count=int((~has_area).sum()), ids=listed(layer.feature_ids[~has_area])))
    kept = layer.take(has_area)
    return FeatureTable(kept.name, geometry[has_area], kept.attributes, kept.feature_ids)


def _workload(crime: Floats, exposed: Floats, special: Floats, population: Floats, notes: list[str]) -> Floats:
    """Return the workload at the default weights; zeros, noted, where no indicator has any value."""
    criteria = {"crime": crime, "exposed": exposed, "special": special, "population": population}
    if any(values.any() for values in criteria.values()):
        return workload(criteria, WorkloadWeights())["workload"].to_numpy()
    notes.append(
        translate(
            "Core", "No indicator has any value, so the workload is zero everywhere. Give population or incidents."
        )
    )
    return np.zeros(len(population))
