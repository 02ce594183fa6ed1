"""Planning units: the smallest areas that are never split, with the indicators the method asks for.

Each indicator comes from a source of its own: points are counted in the unit they lie in, polygons shared out by area.
What lies outside every unit is counted too, so that no source loses features unnoticed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats
from ..base.errors import InputError
from ..base.i18n import listed, translate
from ..base.names import as_text, cut_fields_of, is_cut, unit_ids
from ..base.progress import Progress
from ..base.table import FeatureTable
from ..geo.geometry import polygonal
from ..geo.overlay import area_shares, covered_share, largest_owner, representative_points
from ..geo.point_location import OUTSIDE, owner_of_points
from .settings import WorkloadWeights
from .workload import workload

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
class IndicatorSources:
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
    coverages: list[SourceCoverage]
    notes: list[str]


def build_units(layer: FeatureTable, sources: IndicatorSources, progress: Progress | None = None) -> PlanningUnits:
    """Return planning units with the fields of UNIT_FIELDS; the layer's other fields are kept.

    An indicator without a source keeps the layer's field of that name, or is zero. Geometry is
    repaired; units without any area are left out and noted.

    Raises:
        InputError: ids repeat, a field is missing, a value is not a number or negative, or no unit has an area.

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
    return PlanningUnits(FeatureTable(units.name, units.geometry, attributes, units.feature_ids), make.coverages, notes)


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


@dataclass(frozen=True)
class SourceCoverage:
    """How much of a source reached the units: `features` of it, summing to `total`, of which `inside`."""

    indicator: str
    source: str
    features: int
    total: float
    inside: float
    features_outside: int

    @property
    def outside(self) -> float:
        """Return the part of the sum that lies outside every unit."""
        return self.total - self.inside

    def text(self) -> str:
        """Return the sums inside and outside the units as a sentence."""
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


def indicator_names() -> dict[str, str]:
    """Return the translated names of the indicators by field."""
    return {
        "population": translate("Core", "Residents"),
        "crime_load": translate("Core", "Crime load"),
        "exposed_population": translate("Core", "Residents of exposed areas"),
        "special_load": translate("Core", "Special places (weight)"),
        "workload": translate("Core", "Workload, ‰"),
    }


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


@dataclass(frozen=True)
class Indicators:
    """Makes indicators for units; keeps what was counted and what was odd on the way.

    Attributes:
        units: the units in metres, with valid geometry.
        ids: (n,) unique unit ids.
        coverages: what became of each source.
        notes: sentences for the analyst.

    """

    units: FeatureTable
    ids: NDArray[np.object_]
    coverages: list[SourceCoverage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def kept(self, name: str) -> Floats:
        """Return the (n,) values of the layer's own indicator, or zeros where it has none."""
        if name in self.units.attributes.columns:
            return amounts(self.units, name, self.notes)
        return np.zeros(len(self.units))

    def counted(self, name: str, source: FeatureTable, amount_field: str, progress: Progress) -> Floats:
        """Return (n,) sums of the features' amounts by unit, each feature counted once."""
        values = amounts(source, amount_field, self.notes)
        points = representative_points(source.geometry)
        owner = owner_of_points(points, self.units.geometry, progress)
        found = owner != OUTSIDE
        sums = np.bincount(owner[found], values[found], len(self.units)).astype(np.float64)
        self._record_coverage(name, source, values, sums, found)
        return sums

    def spread(self, name: str, source: FeatureTable, amount_field: str) -> Floats:
        """Return (n,) sums of areas' amounts, shared out by area."""
        values = amounts(source, amount_field, self.notes)
        shares = area_shares(source.geometry, self.units.geometry)
        sums = np.asarray(values @ shares, dtype=np.float64)
        self._record_coverage(name, source, values, sums, np.asarray(shares.sum(axis=1)).ravel() > 0)
        return sums

    def load(self, name: str, source: FeatureTable | None, amount_field: str, progress: Progress) -> Floats:
        """Return (n,) counted amounts of points (and of a point on each other shape), else the layer's own."""
        return self.kept(name) if source is None else self.counted(name, source, amount_field, progress)

    def population(self, own_field: str, source: FeatureTable | None, amount_field: str, progress: Progress) -> Floats:
        """Return (n,) residents: of a field, of points in the unit, of areas by share, else the layer's own."""
        if own_field:
            return amounts(self.units, own_field, self.notes)
        if source is None:
            return self.kept("population")
        if (shapely.get_dimensions(source.geometry) == _POLYGONAL).any():
            return self.spread("population", source, amount_field)
        return self.counted("population", source, amount_field, progress)

    def exposed(self, population: Floats, areas: FeatureTable | None) -> Floats:
        """Return (n,) residents times the share of the unit that the areas cover, else the layer's own."""
        if areas is None:
            return self.kept("exposed_population")
        return population * covered_share(self.units.geometry, areas.geometry)

    def districts(self, areas: FeatureTable | None, name_field: str) -> NDArray[np.object_]:
        """Return the (n,) district with the largest share of each unit, else the layer's own; None for no district."""
        if areas is None:
            if "police_district" not in self.units.attributes.columns:
                return np.full(len(self.units), None, dtype=object)
            own = self.units.attributes["police_district"]
            return np.array([as_text(value) or None for value in own], dtype=object)
        names = [as_text(value) or None for value in areas.column(name_field)]
        owners = largest_owner(self.units.geometry, areas.geometry, names)
        lost = np.array([owner is None for owner in owners])
        if lost.any():
            message = translate("Core", "Units in no local police district: {ids} (in all {count}).")
            self.notes.append(message.format(count=int(lost.sum()), ids=listed(self.ids[lost])))
        return owners

    def _record_coverage(
        self, name: str, source: FeatureTable, values: Floats, sums: Floats, found: NDArray[np.bool_]
    ) -> None:
        outside = int((~found).sum())
        title = indicator_names()[name]
        self.coverages.append(
            SourceCoverage(title, source.name, len(source), float(values.sum()), float(sums.sum()), outside)
        )
