"""Dossier of a sector or a drawn area: officers, log, requests and the incidents recorded in the last two years."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.errors import InputError
from ..base.i18n import either, translate
from ..base.sql import Sql, join, shape_from_hex
from ..base.table import FeatureTable
from ..crime.caveats import coverage_text, uncovered
from ..crime.rates import FEW
from ..crime.settings import Period
from ..database.access import Database, as_date, select
from ..database.ddl import sector_label
from ..geo.contiguity import ContiguityGraph
from ..geo.point_location import owner_of_points
from ..reporting.page import Column, Note, Part, Table, Text
from .duty import Duty, SectorAreas, on_duty, sector_areas, sector_called
from .lineage import Succession, belongs
from .review import overlooked, quarter_of, sensitive

MONTHS_BACK = 365
YEAR = dt.timedelta(days=365)


@dataclass(frozen=True)
class Neighbour:
    """A sector next door: the border it shares, and whom to call there."""

    sector_id: int | str
    name: str
    border_m: float
    duty: Duty | None


@dataclass
class Dossier:
    """All that the page shows; rows are dictionaries by column name."""

    day: dt.date
    area: shapely.Geometry
    whole: bool
    sectors: SectorAreas
    chosen: list[int]
    shares: list[float]
    facts: list[dict[str, Any]]
    duties: list[Duty]
    neighbours: list[Neighbour]
    overlooked: list[str] = field(default_factory=list)
    log: list[dict[str, Any]] = field(default_factory=list)
    withheld: int = 0
    parties: list[dict[str, Any]] = field(default_factory=list)
    initiatives: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    exposed: list[dict[str, Any]] = field(default_factory=list)
    history: list[dict[str, Any]] = field(default_factory=list)
    incidents: list[IncidentCount] = field(default_factory=list)
    uncovered: str = ""

    def holds(self, points: NDArray[np.object_]) -> NDArray[np.bool_]:
        """Return (n,) which points (EPSG:25832) lie here; one on a border with another sector lies in one of both."""
        if self.whole:
            areas = np.array([area or shapely.Polygon() for area in self.sectors.areas], dtype=object)
            return owner_of_points(points, areas) == self.chosen[0]
        return owner_of_points(points, np.array([self.area], dtype=object)) == 0

    @property
    def open_actions(self) -> list[dict[str, Any]]:
        """Return the log entries that are not done."""
        return [entry for entry in self.log if entry["status"] != "done"]


def sector_dossier(database: Database, sector: str, day: dt.date) -> Dossier:
    """Collect the dossier of the sector that has this id or name on a day.

    Raises:
        InputError: no sector of the set adopted on that day is called so.

    """
    sectors = sector_areas(database, day)
    row = sector_called(sector, list(map(str, sectors.numbers)), sectors.names)
    if row is None:
        message = translate("Core", "There is no sector {number} on {day}. There are: {known}.")
        known = ", ".join(map(str, sectors.numbers)) or "–"
        raise InputError(message.format(number=sector, day=day, known=known))
    area = sectors.areas[row] or shapely.Polygon()
    return _collect(database, sectors, [row], [1.0], area, day, whole=True)


def drawn_area(shapes: NDArray[np.object_]) -> shapely.Geometry:
    """Return (n,) drawn shapes as one, each made valid; missing ones count for nothing."""
    return shapely.union_all([shapely.make_valid(shape) for shape in shapes if shape is not None])


def area_dossier(database: Database, area: shapely.Geometry, day: dt.date) -> Dossier:
    """Collect the situation brief of an area (EPSG:25832): the sectors it overlaps, and what lies in it.

    Raises:
        InputError: the area is empty or overlaps no sector.

    """
    if area.is_empty or not area.area > 0:
        raise InputError(translate("Core", "The area is empty. Draw a polygon."))
    sectors = sector_areas(database, day)
    cut = [0.0 if shape is None else shapely.intersection(shape, area).area for shape in sectors.areas]
    chosen = sorted((row for row, size in enumerate(cut) if size > 0), key=lambda row: -cut[row])
    if not chosen:
        raise InputError(
            translate("Core", "The area touches no sector of the set adopted on that day. Draw it elsewhere.")
        )
    return _collect(database, sectors, chosen, [cut[row] / area.area for row in chosen], area, day, whole=False)


def _collect(
    database: Database,
    sectors: SectorAreas,
    chosen: list[int],
    shares: list[float],
    area: shapely.Geometry,
    day: dt.date,
    whole: bool,
) -> Dossier:
    ids = [sectors.ids[row] for row in chosen]
    duties = on_duty(database, day)
    numbers = {sectors.numbers[row] for row in chosen}
    reader = _Reader(database, ids, area, whole, day)
    dossier = Dossier(
        day=day,
        area=area,
        whole=whole,
        sectors=sectors,
        chosen=chosen,
        shares=shares,
        facts=reader.sector_facts(),
        duties=[duty for duty in duties if duty.sector_id in numbers],
        neighbours=_neighbours(sectors, chosen, duties),
    )
    if whole:
        start, end = quarter_of(day)
        dossier.overlooked = [name for one in overlooked(database, start, end, ids[0]) for name in one.groups]
        dossier.history = reader.history()
    dossier.log, dossier.withheld = reader.log()
    dossier.parties = reader.parties()
    dossier.initiatives = reader.initiatives()
    dossier.findings = reader.findings()
    dossier.requests = reader.requests()
    dossier.exposed = reader.exposed()
    return dossier


def _neighbours(sectors: SectorAreas, chosen: list[int], duties: list[Duty]) -> list[Neighbour]:
    """Return the sectors that share a border with those chosen, longest border first."""
    drawn = [row for row, shape in enumerate(sectors.areas) if shape is not None]
    if len(drawn) < 2:
        return []
    geometry: NDArray[np.object_] = np.empty(len(drawn), dtype=object)
    geometry[:] = [sectors.areas[row] for row in drawn]
    graph = ContiguityGraph.from_polygons(geometry)
    border: dict[int, float] = {}
    for (one, other), length in zip(graph.edges.tolist(), graph.border_m.tolist(), strict=True):
        for here, there in ((drawn[one], drawn[other]), (drawn[other], drawn[one])):
            if here in chosen and there not in chosen:
                border[there] = border.get(there, 0.0) + length
    found = []
    for row in sorted(border, key=lambda row: -border[row]):
        number = sectors.numbers[row]
        present = [duty for duty in duties if duty.sector_id == number and duty.role != "colleague"]
        duty = next((one for one in present if not one.absent), present[0] if present else None)
        found.append(Neighbour(number, sectors.names[row], border[row], duty))
    return found


class _Reader:
    """Reads what belongs to some sectors; for a drawn area, of things with a place only those inside it."""

    def __init__(self, database: Database, ids: list[int], area: shapely.Geometry, whole: bool, day: dt.date) -> None:
        self._database, self._area, self._whole, self._day, self._sectors = database, area, whole, day, ids
        self._ids = Sql("(" + join(", ", [database.dialect.literal(id_) for id_ in ids]) + ")")
        self._parts = {"ids": self._ids, "day": database.dialect.day(day)}
        self._parts["since"] = database.dialect.day(day - dt.timedelta(days=MONTHS_BACK))

    def _belongs(self, table: str) -> Sql:
        return belongs(self._database, table, self._sectors, self._day)

    def _rows(self, template: str, columns: str) -> list[dict[str, Any]]:
        names = columns.split()
        return [dict(zip(names, row, strict=True)) for row in select(self._database, template, columns, **self._parts)]

    def _placed(self, template: str, columns: str) -> list[dict[str, Any]]:
        """Return rows whose geometry, if they have one, meets the area."""
        shape = self._database.dialect.hex_shape("geom", "t")
        names = columns.split()
        found = select(self._database, template, columns + " shape", shape=shape, **self._parts)
        rows = []
        for row in found:
            stored = shape_from_hex(row[-1])
            place = shapely.from_wkb(stored.wkb) if stored else None
            if self._whole or place is None or self._area.intersects(place):
                rows.append(dict(zip(names, row[:-1], strict=True)) | {"geometry": place})
        return rows

    def sector_facts(self) -> list[dict[str, Any]]:
        """Return number, name, district, set and counts of each sector."""
        self._parts["label"] = sector_label(self._database.dialect, "t")
        return self._rows(
            "SELECT {label} AS sector_id, t.name, d.name AS district, d.station, p.name AS plan, p.edition, t.population, "
            "t.officers, t.workload FROM {sector!t} AS t JOIN {sector_set!t} AS p ON p.id = t.sector_set "
            "LEFT JOIN {local_police_district!t} AS d ON d.id = t.local_police_district "
            "WHERE t.id IN {ids} ORDER BY t.sector_id",
            "sector_id name district station plan edition population officers workload",
        )

    def history(self) -> list[dict[str, Any]]:
        """Return the responsible officers, newest first; a sector that went on has those of the sets before."""
        succession = Succession.read(self._database)
        ids = {one for sector in self._sectors for one in [sector, *succession.chain(sector)]}
        self._parts["chain"] = join(", ", [self._database.dialect.literal(one) for one in sorted(ids)])
        rows = self._rows(
            "SELECT o.name, t.officer, t.valid_from, t.valid_to, t.reason FROM {assignment!t} AS t "
            "JOIN {officer!t} AS o ON o.id = t.officer WHERE t.sector IN ({chain}) AND t.role = 'responsible' "
            "ORDER BY t.valid_from DESC",
            "name officer valid_from valid_to reason",
        )
        return _unbroken(rows)

    def log(self) -> tuple[list[dict[str, Any]], int]:
        """Return the year's entries, newest first, and all that are open; and how many are withheld."""
        self._parts["mine"] = self._belongs("log_entry")
        group = Sql(either("g.name_en", "g.name_da"))
        self._parts["group"] = group
        self._parts["label"] = sector_label(self._database.dialect, "s")
        rows = self._placed(
            "SELECT {label} AS sector_id, t.entry_date, {group} AS target_group, t.place, t.theme, t.challenge, t.action, "
            "t.progress, t.next_step, t.due_on, t.status, t.access, {shape} AS shape FROM {log_entry!t} AS t "
            "JOIN {sector!t} AS s ON s.id = t.sector JOIN {target_group!t} AS g ON g.id = t.target_group "
            "WHERE {mine} AND t.entry_date <= {day} AND (t.entry_date >= {since} OR t.status <> 'done') "
            "ORDER BY t.entry_date DESC, t.id DESC",
            "sector_id entry_date target_group place theme challenge action progress next_step due_on status access",
        )
        texts = ("place", "challenge", "action", "progress", "next_step")
        shown = [row for row in rows if row["access"] == "internal" and not sensitive(row[name] for name in texts)]
        return shown, len(rows) - len(shown)

    def parties(self) -> list[dict[str, Any]]:
        """Return the parties of interest."""
        self._parts["mine"] = self._belongs("interested_party")
        return self._placed(
            "SELECT t.name, t.kind, t.contact_person, t.phone, t.email, {shape} AS shape FROM {interested_party!t} AS t "
            "WHERE {mine} ORDER BY t.kind, t.name",
            "name kind contact_person phone email",
        )

    def initiatives(self) -> list[dict[str, Any]]:
        """Return the initiatives of these sectors that run or ended within the year, with their last evaluation."""
        self._parts["mine"] = self._belongs("initiative")
        return self._placed(
            "SELECT t.name, t.kind, t.valid_from, t.valid_to, t.goal, t.status, t.evaluation, e.finding, "
            "e.edition AS evaluated_in, e.outcome, {shape} AS shape FROM {initiative!t} AS t "
            "LEFT JOIN {evaluation!t} AS e ON e.id = (SELECT x.id FROM {evaluation!t} AS x "
            "WHERE x.initiative = t.id AND x.made_on <= {day} ORDER BY x.made_on DESC, x.id DESC LIMIT 1) "
            "WHERE {mine} AND coalesce(t.valid_to, {day}) >= {since} "
            "ORDER BY t.valid_from",
            "name kind valid_from valid_to goal status evaluation finding evaluated_in outcome",
        )

    def findings(self) -> list[dict[str, Any]]:
        """Return the findings of safety walks that are not mended."""
        self._parts["mine"] = self._belongs("walk_finding")
        return self._placed(
            "SELECT t.found_on, t.spot, t.kind, t.description, t.who_mends, {shape} AS shape FROM {walk_finding!t} AS t "
            "WHERE {mine} AND t.done_on IS NULL ORDER BY t.found_on",
            "found_on spot kind description who_mends",
        )

    def requests(self) -> list[dict[str, Any]]:
        """Return the requests that still wait."""
        self._parts["mine"] = self._belongs("request")
        return self._placed(
            "SELECT t.request_id, t.kind, t.received_on, t.place, t.status, t.planned_on, {shape} AS shape "
            "FROM {request!t} AS t WHERE {mine} AND t.duplicate_of IS NULL "
            "AND t.status NOT IN ('answered', 'declined') ORDER BY t.received_on",
            "request_id kind received_on place status planned_on",
        )

    def exposed(self) -> list[dict[str, Any]]:
        """Return the exposed housing areas in force that meet the area."""
        rows = self._placed(
            "SELECT t.name, t.edition, t.threat_assessment, a.quarter, a.level, a.edition AS assessed_in, a.outcome, "
            "{shape} AS shape FROM {exposed_area!t} AS t "
            "LEFT JOIN {threat_assessment!t} AS a ON a.id = (SELECT x.id FROM {threat_assessment!t} AS x "
            "WHERE x.exposed_area = t.id AND x.made_on <= {day} ORDER BY x.quarter DESC, x.id DESC LIMIT 1) "
            "WHERE t.valid_from <= {day} AND coalesce(t.valid_to, {day}) >= {day} ORDER BY t.name",
            "name edition threat_assessment quarter level assessed_in outcome",
        )
        return [row for row in rows if row["geometry"] is not None and self._area.intersects(row["geometry"])]


def _unbroken(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return assignments, newest first, with those of one officer that follow day on day made one."""
    found: list[dict[str, Any]] = []
    for row in rows:
        later = found[-1] if found else None
        end = as_date(row["valid_to"])
        follows = later and end and end + dt.timedelta(days=1) == as_date(later["valid_from"])
        if later and follows and later["officer"] == row["officer"]:
            later |= {"valid_from": row["valid_from"], "reason": row["reason"]}
        else:
            found.append(row)
    return found


@dataclass(frozen=True)
class IncidentCount:
    """Incidents of a type in the 365 days up to a day, and in the 365 days before those.

    `covered` tells whether the file holds both years; where it ends or begins within them, nothing has fallen or risen.
    """

    type: str
    now: int
    before: int
    covered: bool = True

    @property
    def change_percent(self) -> float | None:
        """Return the change in percent; None where either year has fewer than five, too few to say, or is not covered."""
        if min(self.now, self.before) < FEW or not self.covered:
            return None
        return 100.0 * (self.now - self.before) / self.before


def count_incidents(
    incidents: FeatureTable, inside: NDArray[np.bool_], times: NDArray[np.datetime64], day: dt.date, type_field: str
) -> list[IncidentCount]:
    """Return the counts by type, most frequent first, a last row for all; incidents without a time are left out.

    `inside` tells which (n,) incidents lie in the area, `times` when they were, NaT where unknown.
    """
    end = day + dt.timedelta(days=1)
    years = [np.datetime64(end - back * YEAR, "s") for back in range(3)]
    now = inside & (times >= years[1]) & (times < years[0])
    before = inside & (times >= years[2]) & (times < years[1])
    types = incidents.column(type_field).fillna("–").astype(str)
    table = (
        pd.DataFrame({"now": types[now].value_counts(), "before": types[before].value_counts()}).fillna(0).astype(int)
    )
    table = (
        table.rename_axis("type").reset_index().sort_values(["now", "before", "type"], ascending=[False, False, True])
    )
    covered = not uncovered_years(times, day)
    counts = [IncidentCount(row.type, row.now, row.before, covered) for row in table.itertuples()]
    return [*counts, IncidentCount("", int(now.sum()), int(before.sum()), covered)]


def uncovered_years(times: NDArray[np.datetime64], day: dt.date) -> str:
    """Describe that (n,) incidents on file do not cover both years up to a day; empty where they do."""
    known = times[~np.isnat(times)].astype("datetime64[D]")
    if len(known) == 0:
        return ""
    first, last = known.min().item(), known.max().item()
    years = [Period(day - (back + 1) * YEAR + dt.timedelta(days=1), day - back * YEAR) for back in range(2)]
    lacking = uncovered(first, last, len(known), years)
    if lacking is None:
        return ""
    return coverage_text(first, last, lacking) + " " + translate("Core", "No change is given.")


def incident_parts(counts: list[IncidentCount], caution: str = "") -> list[Part]:
    """Return the counts as a table for a report, the last row as its total; before it, what years are not covered."""
    rows = [(one.type, one.now, one.before, one.change_percent) for one in counts]
    columns = [
        Column(translate("Core", "Type")),
        Column(translate("Core", "365 days"), 0),
        Column(translate("Core", "365 days before"), 0),
        Column(translate("Core", "Change, %"), 0, signed=True),
    ]
    too_few = translate("Core", "Changes are left out below five incidents a year: too few to say.")
    table = Table(columns, rows[:-1], total=(translate("Core", "All"), *rows[-1][1:]))
    return [Note(caution, "warning"), table] if caution else [table, Text(too_few)]
