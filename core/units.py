"""Planning units: the smallest areas that are never split, with the indicators the method asks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from .errors import InputError
from .geometry import polygonal
from .language import listed, translate
from .overlay import OUTSIDE, area_shares, covered_share, largest_owner, representative_points, unit_of_points
from .progress import Progress
from .table import FeatureTable
from .workload import workload
from .workload_settings import WorkloadWeights

Floats = NDArray[np.float64]
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
_POLYGONAL = 2


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
class Tally:
    """How much of a source reached the units: `features` of it, summing to `total`, of which `inside`."""

    indicator: str
    source: str
    features: int
    total: float
    inside: float
    features_outside: int

    @property
    def outside(self) -> float:
        """Return what lies outside every unit."""
        return self.total - self.inside

    def text(self) -> str:
        """Return the tally as a sentence."""
        message = translate(
            "Core",
            "{indicator} from layer “{layer}”: {features} features, sum {total:.6g}; in the units {inside:.6g}, outside {outside:.6g} "
            "({features_outside} features).",
        )
        return message.format(
            indicator=self.indicator,
            layer=self.source,
            features=self.features,
            total=self.total,
            inside=self.inside,
            outside=self.outside,
            features_outside=self.features_outside,
        )


@dataclass(frozen=True)
class PlanningUnits:
    """The units as a table, what became of each source, and what was repaired or found odd on the way."""

    table: FeatureTable
    tallies: list[Tally]
    notes: list[str]


def indicator_names() -> dict[str, str]:
    """Return the translated names of the indicators by field."""
    return {
        "population": translate("Core", "Residents"),
        "crime_load": translate("Core", "Crime load"),
        "exposed_population": translate("Core", "Residents of exposed areas"),
        "special_load": translate("Core", "Special places (weight)"),
        "workload": translate("Core", "Workload, ‰"),
    }


def build_units(layer: FeatureTable, sources: Sources, progress: Progress | None = None) -> PlanningUnits:
    """Return planning units with the fields of UNIT_FIELDS; the layer's other fields are kept.

    An indicator without a source keeps the layer's field of that name, or is zero. Geometry is
    repaired; units without any area are left out and noted.

    Raises:
        InputError: ids repeat, a field is missing, a value is no number or negative, or no unit has an area.

    """
    progress = progress or Progress()
    notes: list[str] = []
    tallies: list[Tally] = []
    units = _with_area(layer, notes)
    ids = unit_ids(units)
    progress.show(0.1)
    population = _population(units, ids, sources, tallies, notes)
    progress.show(0.4)
    crime = _load(units, ids, sources.incidents, sources.harm_field, "crime_load", tallies, notes)
    progress.show(0.6)
    special = _load(units, ids, sources.special_places, sources.place_weight_field, "special_load", tallies, notes)
    progress.show(0.8)
    exposed = _exposed(units, population, sources.exposed_areas)
    districts = _districts(units, ids, sources, notes)
    columns = pd.DataFrame(
        {
            "unit_id": ids,
            "population": population,
            "crime_load": crime,
            "exposed_population": exposed,
            "special_load": special,
            "area_m2": shapely.area(units.geometry),
            "police_district": districts,
            "workload": _workload(crime, exposed, special, population, notes),
        }
    )
    progress.show(1.0)
    kept = [name for name in units.attributes.columns if name not in UNIT_FIELDS and name.lower() != "fid"]
    attributes = pd.concat([columns, units.attributes[kept]], axis=1)
    return PlanningUnits(FeatureTable(units.name, units.geometry, attributes, units.feature_ids), tallies, notes)


def unit_ids(units: FeatureTable) -> NDArray[np.object_]:
    """Return (n,) unit ids as text: the field unit_id, or “u0001”, “u0002”, … where there is none.

    Raises InputError, naming them, where ids repeat.
    """
    width = max(4, len(str(len(units))))
    made = [f"u{row + 1:0{width}d}" for row in range(len(units))]
    if "unit_id" not in units.attributes.columns:
        return np.array(made, dtype=object)
    given = [as_text(value) for value in units.attributes["unit_id"]]
    ids = pd.Series([known or new for known, new in zip(given, made, strict=True)], dtype=object)
    repeated = ids[ids.duplicated()].unique()
    if len(repeated):
        message = translate(
            "Core",
            "Layer “{layer}”, field “unit_id”: ids that occur more than once: {ids}. "
            "Dissolve the layer by unit_id if these are parts of one unit; otherwise give each its own id.",
        )
        raise InputError(message.format(layer=units.name, count=len(repeated), ids=listed(repeated)))
    return ids.to_numpy()


def as_text(value: object) -> str:
    """Return an id as text; 12.0 is 12, missing is empty."""
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


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


def amounts(table: FeatureTable, field: str, notes: list[str]) -> Floats:
    """Return (n,) amounts of zero or more: the field, or one each without a field; missing counts as zero.

    Raises InputError, naming feature and field, where a value is negative.
    """
    if not field:
        return np.ones(len(table))
    values = table.numbers(field)
    negative = np.flatnonzero(values < 0)
    if len(negative):
        row = int(negative[0])
        message = translate(
            "Core", "Layer “{layer}”, feature {fid}, field “{field}”: {value:g} is negative. Give zero or more."
        )
        raise InputError(message.format(layer=table.name, fid=table.feature_ids[row], field=field, value=values[row]))
    missing = int(np.isnan(values).sum())
    if missing:
        message = translate("Core", "Layer “{layer}”, field “{field}”: empty values that count as zero: {count}.")
        notes.append(message.format(layer=table.name, field=field, count=missing))
    return np.nan_to_num(values)


def _kept(units: FeatureTable, field: str, notes: list[str]) -> Floats:
    """Return the layer's own indicator, or zeros where it has none."""
    if field in units.attributes.columns:
        return amounts(units, field, notes)
    return np.zeros(len(units))


def _population(
    units: FeatureTable, ids: NDArray[np.object_], sources: Sources, tallies: list[Tally], notes: list[str]
) -> Floats:
    if sources.population is None:
        return (
            _kept(units, sources.population_field or "population", notes)
            if not sources.population_field
            else amounts(units, sources.population_field, notes)
        )
    table = sources.population
    values = amounts(table, sources.population_layer_field, notes)
    if not (shapely.get_dimensions(table.geometry) == _POLYGONAL).any():
        return _counted(units, ids, table, values, "population", tallies)
    shares = area_shares(table.geometry, units.geometry)
    inside = values @ shares
    touched = np.asarray(shares.sum(axis=1)).ravel() > 0
    name = indicator_names()["population"]
    tallies.append(Tally(name, table.name, len(table), values.sum(), inside.sum(), int((~touched).sum())))
    return np.asarray(inside, dtype=np.float64)


def _load(
    units: FeatureTable,
    ids: NDArray[np.object_],
    table: FeatureTable | None,
    weight_field: str,
    field: str,
    tallies: list[Tally],
    notes: list[str],
) -> Floats:
    if table is None:
        return _kept(units, field, notes)
    return _counted(units, ids, table, amounts(table, weight_field, notes), field, tallies)


def _counted(
    units: FeatureTable, ids: NDArray[np.object_], table: FeatureTable, values: Floats, field: str, tallies: list[Tally]
) -> Floats:
    """Return (n,) sums of the features' values by unit, each feature counted once."""
    owner = unit_of_points(representative_points(table.geometry), units.geometry, ids.tolist())
    found = owner != OUTSIDE
    sums = np.bincount(owner[found], values[found], len(units)).astype(np.float64)
    name = indicator_names()[field]
    tallies.append(Tally(name, table.name, len(table), values.sum(), sums.sum(), int((~found).sum())))
    return sums


def _exposed(units: FeatureTable, population: Floats, areas: FeatureTable | None) -> Floats:
    if areas is None:
        return _kept(units, "exposed_population", [])
    return population * covered_share(units.geometry, areas.geometry)


def _districts(
    units: FeatureTable, ids: NDArray[np.object_], sources: Sources, notes: list[str]
) -> NDArray[np.object_]:
    if sources.districts is None:
        if "police_district" not in units.attributes.columns:
            return np.full(len(units), None, dtype=object)
        return np.array([as_text(value) or None for value in units.attributes["police_district"]], dtype=object)
    names = [as_text(value) or None for value in sources.districts.column(sources.district_name_field)]
    owners = largest_owner(units.geometry, sources.districts.geometry, names)
    lost = np.array([owner is None for owner in owners])
    if lost.any():
        message = translate("Core", "Units in no local police district: {ids} (in all {count}).")
        notes.append(message.format(count=int(lost.sum()), ids=listed(ids[lost])))
    return owners


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
