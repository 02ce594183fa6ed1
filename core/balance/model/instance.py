"""The problem instance: everything a run asks for, as arrays over the planning units.

Read from the layers of a run: neighbours, districts, current sectors, locks, stations, barriers and links. Nothing
later in a run reads a layer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pandas.api.types import is_string_dtype

from ...base.arrays import Floats, Ints, Mask, sums
from ...base.errors import InfeasibleError, InputError, Reason
from ...base.i18n import listed, translate
from ...base.names import as_text
from ...base.progress import Progress
from ...base.table import FeatureTable
from ...base.text import whole_number
from ...geo.adjacency import link_pairs
from ...geo.contiguity import ContiguityGraph
from ...geo.geometry import lines_along, polygonal
from ...geo.point_location import owner_or_nearest
from ...plan.plan import zero_is_none, zero_note
from ...staffing.allocation import allocate

_TRUE = {"1", "true", "yes"}
_FALSE = {"", "0", "false", "no"}


@dataclass(frozen=True)
class Instance:
    """Everything the balancing reads.

    Attributes:
        names: (n,) unit ids, for messages.
        geometry: (n,) polygons in metres; None or empty where a unit has none.
        graph: shared borders, and declared links with length 0.
        load: (n,) workload; NaN where it is missing.
        population: (n,) residents, zero or more.
        area: (n,) square metres.
        xy: (n, 2) a point of each unit, in metres.
        district: (n,) district of each unit; -1 where it has none.
        districts: name and number of sectors of each district, in the order of the sectors' numbers.
        sector_names: names of today's sectors and of those that units are locked to.
        current: (n,) today's sector as a position in `sector_names`; -1 if there is none.
        lock: (n,) sector the unit must be in, likewise.
        group: (n,) units of the same number stay together; -1 where free.
        barrier: (m,) whether a border runs along a barrier.
        criteria: (c, n) further loads to balance, and their names.
        stations: (s,) unit each station lies in.
        station_xy: (s, 2) where the stations are.
        cannot_link: unit pairs that must never share a sector.
        titles: (n,) units as people call them, for messages; empty for their ids.

    """

    names: tuple[str, ...]
    geometry: NDArray[np.object_]
    graph: ContiguityGraph
    load: Floats
    population: Floats
    area: Floats
    xy: Floats
    district: Ints
    districts: tuple[tuple[str, int], ...]
    sector_names: tuple[str, ...]
    current: Ints
    lock: Ints
    group: Ints
    barrier: Mask
    criteria: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    criteria_names: tuple[str, ...] = ()
    stations: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    station_xy: Floats = field(default_factory=lambda: np.zeros((0, 2)))
    cannot_link: tuple[tuple[int, int], ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Return the number of units n."""
        return self.graph.size

    @property
    def sector_count(self) -> int:
        """Return the number of sectors in all districts."""
        return sum(count for _, count in self.districts)

    def sector_name(self, code: int) -> str:
        """Return the name of a sector code, for messages: of `sector_names`, or after these of a station."""
        if code < len(self.sector_names):
            return self.sector_names[code]
        return translate("Core", "of station {number}").format(number=code - len(self.sector_names) + 1)

    def units_of(self, district: int) -> Ints:
        """Return the (u,) positions of a district's units."""
        return np.flatnonzero(self.district == district)


@dataclass(frozen=True)
class BalanceLayers:
    """The layers of a run and which of their fields mean what; an empty name means none was given."""

    units: FeatureTable
    workload_field: str
    sector_count: int
    district_field: str = ""
    district_sectors: dict[str, int] = field(default_factory=dict)
    current_field: str = ""
    lock_field: str = ""
    must_link_field: str = ""
    balance_fields: tuple[str, ...] = ()
    cannot_link: tuple[tuple[str, str], ...] = ()
    stations: FeatureTable | None = None
    barriers: FeatureTable | None = None
    links: FeatureTable | None = None


def read_instance(layers: BalanceLayers, progress: Progress | None = None) -> Instance:
    """Return the instance; warn about what was odd and could be lived with.

    Raises InputError for fields that cannot be used and layers that do not fit the units.
    """
    progress = progress or Progress()
    units = layers.units
    if not len(units):
        message = translate("Core", "Layer “{layer}” has no feature. Choose the layer of planning units.")
        raise InputError(message.format(layer=units.name))
    geometry = polygonal(units.geometry)
    load = units.numbers(layers.workload_field)
    graph = _graph(layers, geometry, progress)
    xy = _points(geometry)
    districts, district = _districts(layers, np.nan_to_num(load))
    names, current, lock = _sectors(layers, progress)
    station_units, station_xy = _stations(layers.stations, geometry, progress)
    ids = unit_names(units, progress)
    return Instance(
        names=ids,
        geometry=geometry,
        graph=graph,
        load=load,
        population=_population(units, load),
        area=np.asarray(shapely.area(geometry), dtype=np.float64),
        xy=xy,
        district=district,
        districts=districts,
        sector_names=names,
        current=current,
        lock=lock,
        group=_codes(_texts(units, layers.must_link_field))[1],
        barrier=_barriers(layers.barriers, graph, xy),
        criteria=_criteria(layers),
        criteria_names=layers.balance_fields,
        stations=station_units,
        station_xy=station_xy,
        cannot_link=_cannot_link_pairs(layers.cannot_link, ids),
        titles=unit_titles(units, ids),
    )


def unit_names(units: FeatureTable, progress: Progress) -> tuple[str, ...]:
    """Return a name for each unit: its unit_id, with the feature's id where that is missing or repeats."""
    ids = _texts(units, "unit_id") if "unit_id" in units.attributes.columns else [""] * len(units)
    counts = pd.Series(ids).value_counts()
    repeated = [name for name, count in counts.items() if name and count > 1]
    if repeated:
        message = translate("Core", "Layer “{layer}”: {count} unit ids occur more than once: {ids}.")
        progress.warn(message.format(layer=units.name, count=len(repeated), ids=listed(repeated)))
    again = set(repeated)
    return tuple(
        f"{name} (#{fid})" if name in again else name or f"#{fid}"
        for name, fid in zip(ids, units.feature_ids.tolist(), strict=True)
    )


def unit_titles(units: FeatureTable, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return each unit's id with its name, from the first field of text that is called some kind of name."""
    texts = [str(field) for field, kind in units.attributes.dtypes.items() if is_string_dtype(kind)]
    named = [field for field in texts if field.lower().endswith(("name", "navn"))]
    if not named:
        return ids
    return tuple(
        f"{unit} ({title})" if title else unit for unit, title in zip(ids, _texts(units, named[0]), strict=True)
    )


def _graph(layers: BalanceLayers, geometry: NDArray[np.object_], progress: Progress) -> ContiguityGraph:
    graph = ContiguityGraph.from_polygons(geometry, progress=progress.part(0.0, 0.2))
    if layers.links is None or not len(layers.links):
        return graph
    return graph.with_links(link_pairs(layers.links, geometry))


def _points(geometry: NDArray[np.object_]) -> Floats:
    """Return (n, 2) a point inside each unit; the middle of all where a unit has no area."""
    points = shapely.get_coordinates(shapely.point_on_surface(geometry))
    empty = shapely.is_empty(geometry)
    xy = np.zeros((len(geometry), 2))
    xy[~empty] = points
    xy[empty] = points.mean(axis=0) if len(points) else 0.0
    return xy


def _texts(units: FeatureTable, name: str) -> list[str]:
    return [as_text(value) for value in units.column(name)] if name else [""] * len(units)


def _codes(texts: list[str]) -> tuple[tuple[str, ...], Ints]:
    """Return the distinct texts in natural order, and each text's position; -1 for an empty one."""
    names = sorted({text for text in texts if text}, key=_natural)
    place = {name: position for position, name in enumerate(names)}
    return tuple(names), np.array([place.get(text, -1) for text in texts], dtype=np.int64)


def _natural(text: str) -> tuple[int, str]:
    number = whole_number(text)
    return (2**62 if number is None else number, text)


def _districts(layers: BalanceLayers, load: Floats) -> tuple[tuple[tuple[str, int], ...], Ints]:
    """Return name and number of sectors of each district, and each unit's district."""
    if not layers.district_field:
        return (("", layers.sector_count),), np.zeros(len(layers.units), dtype=np.int64)
    names, code = _codes(_texts(layers.units, layers.district_field))
    if not names:
        message = translate("Core", "Layer “{layer}”, field “{field}”: no unit has a district.")
        raise InputError(message.format(layer=layers.units.name, field=layers.district_field))
    if layers.district_sectors:
        return _as_given(layers, names, code)
    if layers.sector_count < len(names):
        message = translate("Core", "{sectors} sectors cannot be shared out to {count} districts: {names}.")
        text = message.format(sectors=layers.sector_count, count=len(names), names=listed(names))
        raise InfeasibleError([Reason(text)])
    loads = sums(np.where(code >= 0, load, 0.0), np.maximum(code, 0), len(names))
    counts = allocate(np.maximum(loads, 1e-9), layers.sector_count, 1).tolist()
    return tuple(zip(names, counts, strict=True)), code


def _as_given(layers: BalanceLayers, names: tuple[str, ...], code: Ints) -> tuple[tuple[tuple[str, int], ...], Ints]:
    wanted = {name.casefold(): place for place, name in enumerate(layers.district_sectors)}
    unknown = [name for name in names if name.casefold() not in wanted]
    if unknown:
        message = translate(
            "Core",
            "Layer “{layer}”, field “{field}”: no number of sectors is given for {names}. Add it to the sectors per "
            "district, which are now: {given}.",
        )
        given = "; ".join(f"{name}={count}" for name, count in layers.district_sectors.items())
        raise InputError(
            message.format(layer=layers.units.name, field=layers.district_field, names=listed(unknown), given=given)
        )
    place = np.array([wanted[name.casefold()] for name in names] + [-1], dtype=np.int64)
    return tuple(layers.district_sectors.items()), place[code]


def _sectors(layers: BalanceLayers, progress: Progress) -> tuple[tuple[str, ...], Ints, Ints]:
    """Return sector names, each unit's sector of today, and the sector it is locked to."""
    current = _texts(layers.units, layers.current_field)
    if layers.current_field and (note := zero_note(layers.units, layers.current_field)):
        progress.warn(note)
    if zero_is_none(current):
        current = ["" if text == "0" else text for text in current]
    lock = _texts(layers.units, layers.lock_field)
    lock_texts = {text.casefold() for text in lock}
    if layers.lock_field and lock_texts <= _TRUE | _FALSE:
        lock = _locked_where_they_are(layers, current, lock)
    names, codes = _codes(current + lock)
    return names, codes[: len(current)], codes[len(current) :]


def _locked_where_they_are(layers: BalanceLayers, current: list[str], lock: list[str]) -> list[str]:
    """Return each locked unit's sector of today."""
    if not layers.current_field:
        message = translate(
            "Core", "Field “{field}” says which units are locked, but not where. Give today's sectors (CURRENT_FIELD)."
        )
        raise InputError(message.format(field=layers.lock_field))
    return [now if flag.casefold() in _TRUE else "" for now, flag in zip(current, lock, strict=True)]


def _population(units: FeatureTable, load: Floats) -> Floats:
    """Return the residents, or the workload in their place where the layer has none."""
    values = units.numbers("population") if "population" in units.attributes.columns else load
    return np.maximum(np.nan_to_num(values), 0.0)


def _criteria(layers: BalanceLayers) -> Floats:
    """Return (c, n) the further fields to balance; raise InputError where one is zero everywhere."""
    rows = []
    for name in layers.balance_fields:
        values = np.maximum(np.nan_to_num(layers.units.numbers(name)), 0.0)
        if not values.any():
            message = translate("Core", "Layer “{layer}”, field “{field}” is zero everywhere: it cannot be balanced.")
            raise InputError(message.format(layer=layers.units.name, field=name))
        rows.append(values)
    return np.array(rows) if rows else np.zeros((0, len(layers.units)))


def _stations(stations: FeatureTable | None, geometry: NDArray[np.object_], progress: Progress) -> tuple[Ints, Floats]:
    """Return the unit that each station lies in, else the nearest, and where it is; one station a unit."""
    if stations is None:
        return np.zeros(0, dtype=np.int64), np.zeros((0, 2))
    points = np.array([shape for shape in stations.geometry if shape is not None and not shape.is_empty])
    if not len(points):
        return np.zeros(0, dtype=np.int64), np.zeros((0, 2))
    anchors = shapely.centroid(points)
    nearest = owner_or_nearest(anchors, geometry).astype(np.int64)
    _, first = np.unique(nearest, return_index=True)
    if len(first) < len(nearest):
        message = translate("Core", "Layer “{layer}”: {count} stations share a unit with another; one a unit is used.")
        progress.warn(message.format(layer=stations.name, count=len(nearest) - len(first)))
    first = np.sort(first)
    return nearest[first], shapely.get_coordinates(anchors[first])


def _barriers(barriers: FeatureTable | None, graph: ContiguityGraph, xy: Floats) -> Mask:
    """Return (m,) whether a barrier lies between the two units of an edge."""
    across = np.zeros(len(graph.edges), dtype=bool)
    if barriers is not None and len(barriers):
        ways = lines_along(xy[graph.edges])
        shapes = barriers.geometry[~shapely.is_missing(barriers.geometry)]
        across[shapely.STRtree(ways).query(shapes, predicate="intersects")[1]] = True
    return across


def _cannot_link_pairs(pairs: tuple[tuple[str, str], ...], ids: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    place = {name: row for row, name in enumerate(ids)}
    missing = [name for pair in pairs for name in pair if name not in place]
    if missing:
        message = translate("Core", "Units to keep apart: there is no unit with the id {names}. Correct the ids.")
        raise InputError(message.format(names=listed(missing)))
    return tuple((place[a], place[b]) for a, b in pairs)
