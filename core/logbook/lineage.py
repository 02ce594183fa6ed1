"""Lineage: which sector each one continues, over any number of adopted sets, and where things belong on any day.

What is written keeps the sector it was written under. On another day it belongs to the sector of the set in force then
in which its place lies; without a place, to its sector's heir.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.arrays import Floats, Ints, as_objects
from ..base.sql import Sql, join, shape_from_hex
from ..base.table import FeatureTable
from ..database.access import Database, as_date, select
from ..database.ddl import sector_label
from ..geo.geometry import places, polygonal
from ..geo.point_location import PointLocator
from ..plan.plan import UNASSIGNED, matched
from .duty import SectorSet

GOES_ON, SPLIT, NEW, MERGED, ENDED = "goes_on", "split", "new", "merged", "ended"
_LEAST_SHARE = 0.01  # of either sector's area: less in common is a border drawn twice


@dataclass(frozen=True)
class Sectors:
    """The sectors of one set.

    Attributes:
        ids: (k,) row ids in the database; empty for a set that is not there yet.
        keys: (k,) the database's numbers of the sectors.
        numbers, names, districts: (k,) as people know them, a sector by its number, or by its id where that is a text;
            a district is empty where there is none.
        areas: (k,) polygons in EPSG:25832, None where missing.
        population, workload: (k,) NaN where not known.

    """

    ids: Sequence[int]
    keys: Sequence[int]
    numbers: Sequence[int | str]
    names: Sequence[str]
    districts: Sequence[str]
    areas: Sequence[Any]
    population: Floats
    workload: Floats

    def __len__(self) -> int:
        """Return the number of sectors."""
        return len(self.numbers)

    @cached_property
    def locator(self) -> PointLocator:
        """Build the locator that finds the sectors of points."""
        return PointLocator(list(self.areas))

    def at(self, place: Any) -> int:
        """Return the row of the sector in which a place lies, for an area the one with most of it; -1 outside all."""
        if place is None or place.is_empty:
            return UNASSIGNED
        if place.geom_type.endswith("Polygon"):
            common = [0.0 if area is None else shapely.intersection(area, place).area for area in self.areas]
            return int(np.argmax(common)) if common and max(common) > 0 else UNASSIGNED
        spot = place.centroid
        return int(self.locator.owners(np.array([spot.x]), np.array([spot.y]))[0])


@dataclass(frozen=True)
class Lineage:
    """What the sectors of a set have in common with those of the set before it.

    Attributes:
        old, new: the sectors.
        residents, area, workload: (k, j) what new and old sectors have in common.
        continues: (k,) row of the old sector that each new one continues, -1 for none.

    """

    old: Sectors
    new: Sectors
    residents: Floats
    area: Floats
    workload: Floats
    continues: Ints

    @cached_property
    def weight(self) -> Floats:
        """Return the (k, j) residents in common, with a trace of the area, which decides where no one lives."""
        return self.residents + 1e-12 * self.area

    def kind(self, new: int) -> str:
        """Return the kind of a new sector: one that goes on, is split off from another, or is new."""
        if self.continues[new] >= 0:
            return GOES_ON
        own = self.weight[new]
        return SPLIT if own.max(initial=0.0) > own.sum() / 2 else NEW

    def fate(self, old: int) -> str:
        """Return the outcome of an old sector: it goes on, is merged into another, or ends."""
        if old in self.continues:
            return GOES_ON
        own = self.weight[:, old]
        return MERGED if own.max(initial=0.0) > own.sum() / 2 else ENDED

    def heir(self, old: int) -> int:
        """Return the row of the new sector that takes over from an old one, -1 if nothing of it is left."""
        going = np.flatnonzero(self.continues == old)
        own = self.weight[:, old]
        return int(going[0]) if len(going) else int(own.argmax()) if own.max(initial=0.0) > 0 else UNASSIGNED

    def ancestor(self, new: int) -> int:
        """Return the row of the old sector from which a new one has most, -1 where it has nothing of any."""
        own = self.weight[new]
        if self.continues[new] >= 0:
            return int(self.continues[new])
        return int(own.argmax()) if own.max(initial=0.0) > 0 else UNASSIGNED

    def pairs(self) -> list[tuple[int, int]]:
        """Return the (new, old) rows that have more in common than a border, old ones by what they give."""
        size = [shapely.area(polygonal(as_objects(one.areas))) for one in (self.new, self.old)]
        least = _LEAST_SHARE * np.minimum(size[0][:, None], size[1][None, :])
        real = (self.area > least) | (self.continues[:, None] == np.arange(len(self.old)))
        return [
            (new, int(old)) for new in range(len(self.new)) for old in np.argsort(-self.weight[new], kind="stable") if real[new, old]
        ]  # fmt: skip


def lineage_of(old: Sectors, new: Sectors, units: FeatureTable | None = None) -> Lineage:
    """Return the lineage of a set after another.

    Residents and workload are counted by units where they are given, else spread evenly over the old sectors' areas.
    The sectors that go on are those of the matching by which most residents keep their sector, in the same district
    first, by area between matchings with as many.

    Args:
        old: sectors in EPSG:25832.
        new: those after them.
        units: planning units in EPSG:25832 with population and, where there is one, workload.

    """
    area = _common_area(old, new)
    if units is None:
        size = np.maximum(shapely.area(polygonal(as_objects(old.areas))), 1e-9)
        residents, workload = (area / size * np.nan_to_num(one) for one in (old.population, old.workload))
    else:
        xy = np.nan_to_num(places(shapely.point_on_surface(polygonal(units.geometry))))
        owners = [one.locator.owners(xy[:, 0], xy[:, 1]) for one in (new, old)]
        residents, workload = (_by_units(units, name, owners, area.shape) for name in ("population", "workload"))
    same = np.array(new.districts, dtype=object)[:, None] == np.array(old.districts, dtype=object)[None, :]
    continues = matched(np.where(same, residents, 0.0), residents, area) if len(old) else np.full(len(new), UNASSIGNED)
    return Lineage(old, new, residents, area, workload, continues)


def _common_area(old: Sectors, new: Sectors) -> Floats:
    shapes = [polygonal(as_objects(one.areas)) for one in (new, old)]
    area = np.zeros((len(new), len(old)))
    if area.size:
        rows, columns = shapely.STRtree(shapes[1]).query(shapes[0], predicate="intersects")
        area[rows, columns] = shapely.area(shapely.intersection(shapes[0][rows], shapes[1][columns]))
    area[area < _LEAST_SHARE] = 0.0
    return area


def _by_units(units: FeatureTable, name: str, owners: list[NDArray[np.intp]], shape: tuple[int, ...]) -> Floats:
    table = np.zeros(shape)
    if name in units.attributes:
        inside = (owners[0] >= 0) & (owners[1] >= 0)
        np.add.at(table, (owners[0][inside], owners[1][inside]), np.nan_to_num(units.numbers(name))[inside])
    return table


@dataclass
class Succession:
    """The adopted sets of a database in the order of their days, their sectors, and how each follows the one before."""

    database: Database
    editions: list[SectorSet]
    _sectors: dict[int, Sectors] = field(default_factory=dict)
    _lineages: dict[int, Lineage] = field(default_factory=dict)

    @classmethod
    def read(cls, database: Database) -> Succession:
        """Read the adopted sets; sectors are read when they are asked for."""
        adopted = (
            "SELECT id, name, valid_from, valid_to FROM {sector_set!t} WHERE status = 'adopted' ORDER BY valid_from"
        )
        rows = database.rows(database.dialect.compose(adopted), "id", "name", "valid_from", "valid_to")
        return cls(database, [SectorSet(one, name, dt.date.fromisoformat(a), as_date(b)) for one, name, a, b in rows])

    def place_on(self, day: dt.date) -> int:
        """Return the place of the set in force on a day among the editions, -1 without one."""
        held = [row for row, one in enumerate(self.editions) if one.start <= day <= (one.end or dt.date.max)]
        return held[0] if held else UNASSIGNED

    def sectors(self, place: int) -> Sectors:
        """Return the sectors of an edition."""
        if place not in self._sectors:
            self._sectors[place] = read_sectors(self.database, self.editions[place].id)
        return self._sectors[place]

    def lineage(self, place: int) -> Lineage:
        """Return the lineage of an edition, not the first, after the one before: as stored at its adoption, else by area."""
        if place not in self._lineages:
            old, new = self.sectors(place - 1), self.sectors(place)
            self._lineages[place] = _stored(self.database, old, new) or lineage_of(old, new)
        return self._lineages[place]

    def chain(self, sector: int) -> list[int]:
        """Return the row ids of the same sector in every edition in which it has been, the first one first."""
        found = [self.same(sector, place) for place in range(len(self.editions))]
        return [one for one in found if one is not None]

    def editions_before(self, day: dt.date) -> list[tuple[str, Sectors]]:
        """Return name and sectors of the sets that begin before a day."""
        return [(one.name, self.sectors(row)) for row, one in enumerate(self.editions) if one.start < day]

    def lineages_before(self, day: dt.date) -> list[Lineage]:
        """Return the lineages of these sets, the first one left out."""
        return [self.lineage(row) for row, one in enumerate(self.editions) if row and one.start < day]

    @cached_property
    def where(self) -> dict[int, tuple[int, int]]:
        """Return edition and row of every sector of an adopted set by its row id."""
        return {
            one: (place, row) for place in range(len(self.editions)) for row, one in enumerate(self.sectors(place).ids)
        }

    def heir(self, sector: int, place: int) -> int | None:
        """Return the row id of the sector of an edition that a sector of another one has become, or came from."""
        if sector not in self.where:
            return None
        now, row = self.where[sector]
        while now != place and row >= 0:
            row = self.lineage(now + 1).heir(row) if now < place else self.lineage(now).ancestor(row)
            now += 1 if now < place else -1
        return self.sectors(place).ids[row] if row >= 0 else None

    def same(self, sector: int, place: int) -> int | None:
        """Return the row id of the same sector in another edition, as far as it went on all the way."""
        if sector not in self.where:
            return None
        now, row = self.where[sector]
        while now != place and row >= 0:
            if now < place:
                going = np.flatnonzero(self.lineage(now + 1).continues == row)
                row = int(going[0]) if len(going) else UNASSIGNED
            else:
                row = int(self.lineage(now).continues[row])
            now += 1 if now < place else -1
        return self.sectors(place).ids[row] if row >= 0 else None

    def sector_of(self, sector: int, shape: Any, place: int) -> int | None:
        """Return the row id of the sector in an edition to which something belongs: by its place, else by its sector."""
        if self.where.get(sector, (UNASSIGNED,))[0] == place:
            return sector
        row = self.sectors(place).at(shape)
        return self.sectors(place).ids[row] if row >= 0 else self.heir(sector, place)

    def followed(self, table: str, place: int) -> dict[int, int]:
        """Return the sector (row id) in an edition of each row (id) of a table that was written under another set."""
        if not 0 <= place < len(self.editions) or len(self.editions) < 2:
            return {}
        rows = placed_rows(self.database, table, self.editions[place].id)
        found = {one: self.sector_of(sector, shape, place) for one, sector, shape in rows}
        return {one: sector for one, sector in found.items() if sector is not None}

    def numbers(self, table: str, day: dt.date) -> dict[int, int | str]:
        """Return the number of the sector to which each row (id) of a table belongs on a day; its own if no set is in force."""
        place = self.place_on(day)
        own = select(
            self.database,
            "SELECT t.id, s.id AS sector, {label} AS sector_id FROM {table!p} AS t JOIN {sector!t} AS s ON s.id = t.sector",
            "id sector sector_id",
            table=table,
            label=sector_label(self.database.dialect, "s"),
        )
        if place < 0:
            return {one: number for one, _, number in own}
        sectors, followed = self.sectors(place), self.followed(table, place)
        number_of = dict(zip(sectors.ids, sectors.numbers, strict=True))
        now = {int(one): followed.get(one, sector) for one, sector, _ in own}
        return {one: number_of[sector] for one, sector in now.items() if sector in number_of}


def placed_rows(database: Database, table: str, besides: int | None = None) -> list[tuple[int, int, Any]]:
    """Return id, sector (row id) and place of the rows of a table, `besides` those written under one sector set."""
    rows = select(
        database,
        "SELECT t.id, t.sector, {shape} AS shape FROM {table!p} AS t JOIN {sector!t} AS s ON s.id = t.sector "
        "WHERE {besides} IS NULL OR s.sector_set <> {besides}",
        "id sector shape",
        table=table,
        shape=database.dialect.hex_shape("geom", "t"),
        besides=database.dialect.literal(besides) if besides is not None else Sql("CAST(NULL AS integer)"),
    )
    return [(one, sector, _shape(text)) for one, sector, text in rows]


def belongs(succession: Succession, table: str, sectors: Iterable[int], day: dt.date) -> Sql:
    """Return the condition on rows `t` of a table that belong to one of some sectors (row ids) on a day.

    Rows written under another set than that of the day belong where their place lies, else to their sector's heir.
    """
    wanted, dialect = set(sectors), succession.database.dialect
    followed = succession.followed(table, succession.place_on(day))
    rows = [one for one, sector in followed.items() if sector in wanted]
    lists = [join(", ", [dialect.literal(one) for one in sorted(some)] or [Sql("NULL")]) for some in (wanted, rows)]
    return dialect.compose("(t.sector IN ({here}) OR t.id IN ({rows}))", here=lists[0], rows=lists[1])


def _shape(text: str | None) -> Any:
    stored = shape_from_hex(text)
    return shapely.from_wkb(stored.wkb) if stored else None


def read_sectors(database: Database, sector_set: int) -> Sectors:
    """Return the sectors of a set."""
    rows = select(
        database,
        "SELECT s.id, s.sector_id, {label} AS label, s.name, d.name AS district, s.population, s.workload, {shape} AS shape "
        "FROM {sector!t} AS s LEFT JOIN {local_police_district!t} AS d ON d.id = s.local_police_district "
        "WHERE s.sector_set = {one} ORDER BY s.sector_id",
        "id sector_id label name district population workload shape",
        label=sector_label(database.dialect, "s"),
        shape=database.dialect.hex_shape("geom", "s"),
        one=sector_set,
    )
    numbers = [np.array([np.nan if row[at] is None else row[at] for row in rows], dtype=np.float64) for at in (5, 6)]
    return Sectors(
        [row[0] for row in rows],
        [row[1] for row in rows],
        [row[2] for row in rows],
        [str(row[3]) for row in rows],
        [row[4] or "" for row in rows],
        [_shape(row[7]) for row in rows],
        numbers[0],
        numbers[1],
    )


def _stored(database: Database, old: Sectors, new: Sectors) -> Lineage | None:
    """Return the lineage that was kept at the adoption; None where none was."""
    rows = select(
        database,
        "SELECT l.sector, l.ancestor, l.goes_on, l.population, l.area_m2, l.workload FROM {sector_lineage!t} AS l "
        "JOIN {sector!t} AS s ON s.id = l.sector WHERE s.id IN ({ids}) ORDER BY l.id",
        "sector ancestor goes_on population area_m2 workload",
        ids=join(", ", [database.dialect.literal(one) for one in new.ids] or [Sql("NULL")]),
    )
    tables = [np.zeros((len(new), len(old))) for _ in range(3)]
    continues = np.full(len(new), UNASSIGNED)
    places = [{one: row for row, one in enumerate(side.ids)} for side in (new, old)]
    known = [row for row in rows if row[0] in places[0] and row[1] in places[1]]
    for sector, ancestor, goes_on, *values in known:
        at = places[0][sector], places[1][ancestor]
        for table, value in zip(tables, values, strict=True):
            table[at] = value or 0.0
        if goes_on:
            continues[at[0]] = at[1]
    return Lineage(old, new, tables[0], tables[1], tables[2], continues) if known else None


def turnover(database: Database, start: dt.date, end: dt.date) -> pd.DataFrame:
    """Summarise changes of responsible officers from `start` to `end`, both included, one row a sector in force then.

    A sector that went on from set to set is one sector, from the first day of the first set that had it; no day before
    counts. Columns: sector_id, name, officers (how many were responsible), changes (from one to another), vacant_days
    (days without a responsible officer), mean_days (covered days over officers, NaN without officers).
    """
    succession = Succession.read(database)
    place = succession.place_on(end)
    rows = select(
        database,
        "SELECT sector, officer, valid_from, valid_to FROM {assignment!t} WHERE role = 'responsible' ORDER BY valid_from",
        "sector officer valid_from valid_to",
    )
    found = []
    sectors = succession.sectors(place) if place >= 0 else None
    for one, number, name in zip(sectors.ids, sectors.numbers, sectors.names, strict=True) if sectors else ():
        chain = set(succession.chain(one))
        first = max(start, min(succession.editions[succession.where[old][0]].start for old in chain))
        served = []
        for sector, officer, begins, ends in rows:
            begin, finish = max(dt.date.fromisoformat(begins), first), min(as_date(ends) or end, end)
            if sector in chain and begin <= finish:
                served.append((officer, (finish - begin).days + 1))
        officers, covered = {officer for officer, _ in served}, sum(length for _, length in served)
        changes = sum(before[0] != after[0] for before, after in pairwise(served))
        mean = covered / len(officers) if officers else float("nan")
        found.append((number, name, len(officers), changes, (end - first).days + 1 - covered, mean))
    return pd.DataFrame(found, columns=["sector_id", "name", "officers", "changes", "vacant_days", "mean_days"])
