"""The indicators of planning units, each from its own source, with a tally of what lies outside."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from .arrays import Floats
from .errors import InputError
from .ids import as_text
from .language import listed, translate
from .overlay import area_shares, covered_share, largest_owner, representative_points
from .point_location import OUTSIDE, owner_of_points
from .progress import Progress
from .table import FeatureTable

_POLYGONAL = 2


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
        tallies: what became of each source.
        notes: sentences for the analyst.

    """

    units: FeatureTable
    ids: NDArray[np.object_]
    tallies: list[Tally] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def kept(self, name: str) -> Floats:
        """Return the layer's own indicator, or zeros where it has none."""
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
        self._tally(name, source, values, sums, found)
        return sums

    def spread(self, name: str, source: FeatureTable, amount_field: str) -> Floats:
        """Return (n,) sums of areas' amounts, shared out by area."""
        values = amounts(source, amount_field, self.notes)
        shares = area_shares(source.geometry, self.units.geometry)
        sums = np.asarray(values @ shares, dtype=np.float64)
        self._tally(name, source, values, sums, np.asarray(shares.sum(axis=1)).ravel() > 0)
        return sums

    def load(self, name: str, source: FeatureTable | None, amount_field: str, progress: Progress) -> Floats:
        """Return the counted amounts of points (and of the points of other shapes), else the layer's own."""
        return self.kept(name) if source is None else self.counted(name, source, amount_field, progress)

    def population(self, own_field: str, source: FeatureTable | None, amount_field: str, progress: Progress) -> Floats:
        """Return residents: of a field, of points where they lie, of areas by share, else the layer's own."""
        if own_field:
            return amounts(self.units, own_field, self.notes)
        if source is None:
            return self.kept("population")
        if (shapely.get_dimensions(source.geometry) == _POLYGONAL).any():
            return self.spread("population", source, amount_field)
        return self.counted("population", source, amount_field, progress)

    def exposed(self, population: Floats, areas: FeatureTable | None) -> Floats:
        """Return residents times the share of the unit that the areas cover, else the layer's own."""
        if areas is None:
            return self.kept("exposed_population")
        return population * covered_share(self.units.geometry, areas.geometry)

    def districts(self, areas: FeatureTable | None, name_field: str) -> NDArray[np.object_]:
        """Return the district with the largest share of each unit, else the layer's own; None where there is none."""
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

    def _tally(self, name: str, source: FeatureTable, values: Floats, sums: Floats, found: NDArray[np.bool_]) -> None:
        outside = int((~found).sum())
        title = indicator_names()[name]
        self.tallies.append(Tally(title, source.name, len(source), float(values.sum()), float(sums.sum()), outside))
