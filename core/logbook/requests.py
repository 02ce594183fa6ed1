"""Residents' requests: clusters of requests, waiting times, answers that are due, and drafts of public events.

A planned booking that residents should know of becomes the draft of a public event, until a person publishes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ..base.i18n import current_locale, translate
from ..base.names import as_text
from ..base.sql import Dialect, Sql, join, shape_from_hex
from ..base.text import natural
from ..crime.rates import FEW
from ..database.access import Database, select
from ..database.value_lists import value_label
from ..geo.contiguity import components
from ..reporting.page import Column, Note, Report, Section, Table, environment
from .lineage import numbers_on

REACH_M = 150.0
FEWEST = 3
ANNOUNCED = ("mobile_station", "safety_walk")
TAKEN_OVER = ("event_date", "start_time", "end_time", "place", "sector", "geom")


@dataclass(frozen=True)
class RequestClusters:
    """Places that several requests of a kind are about: points in EPSG:25832, and a row for each."""

    geometry: NDArray[np.object_]
    attributes: pd.DataFrame


def hot_spots(database: Database, reach_m: float = REACH_M, fewest: int = FEWEST) -> RequestClusters:
    """Return the clusters of requests of a kind whose chains of places have steps of at most `reach_m` metres.

    Duplicates count once. Each cluster has at least `fewest` requests; its point is their mean.
    """
    rows = select(
        database,
        "SELECT r.kind, r.id, r.request_id, {shape} AS shape FROM {request!t} AS r "
        "WHERE r.duplicate_of IS NULL ORDER BY r.kind, r.id",
        "kind id request_id shape",
        shape=database.dialect.hex_shape("geom", "r"),
    )
    number_of = numbers_on(database, "request", dt.date.today())
    places = pd.DataFrame(
        [(kind, number_of.get(one), number, shape_from_hex(text)) for kind, one, number, text in rows if text],
        columns=["kind", "sector_id", "request_id", "shape"],
    )
    found, points = [], []
    for kind, group in places.groupby("kind"):
        where = shapely.from_wkb([shape.wkb for shape in group["shape"]])
        for members in _clusters(where, reach_m):
            if len(members) < fewest:
                continue
            xy = shapely.get_coordinates(where[members])
            sectors = sorted({as_text(one) for one in group["sector_id"].iloc[members].dropna()}, key=natural)
            numbers = group["request_id"].iloc[members]
            found.append((value_label("request_kind", str(kind)), len(members), ", ".join(sectors), ", ".join(numbers)))  # fmt: skip
            points.append(shapely.Point(xy.mean(axis=0)))
    geometry = np.empty(len(points), dtype=object)
    geometry[:] = points
    table = pd.DataFrame(found, columns=["kind", "requests", "sectors", "request_ids"])
    return RequestClusters(geometry, table.astype({"requests": "int64"}))


def _clusters(points: NDArray[np.object_], reach_m: float) -> list[NDArray[np.intp]]:
    near = shapely.STRtree(points).query(points, predicate="dwithin", distance=reach_m)
    count, labels = components(len(points), near.T)
    return [np.flatnonzero(labels == number) for number in range(count)]


def turnaround(database: Database) -> pd.DataFrame:
    """Summarise waiting times, one row a sector: received, answered, open, median_days (NaN below five answers).

    Requests without a sector have two rows: those with a place (outside all sectors) and those without.
    """
    rows = select(
        database,
        "SELECT r.id, CASE WHEN r.geom IS NULL THEN 0 ELSE 1 END AS placed, r.received_on, r.answered_on, r.status "
        "FROM {request!t} AS r WHERE r.duplicate_of IS NULL",
        "id placed received_on answered_on status",
    )
    number_of = numbers_on(database, "request", dt.date.today())
    rows = [[number_of.get(row[0]), *row[1:]] for row in rows]
    rows.sort(key=lambda row: (row[0] is None, natural(row[0])))
    table = pd.DataFrame(rows, columns=["sector_id", "placed", "received_on", "answered_on", "status"])
    table["placed"] = table["placed"].astype(bool) | table["sector_id"].notna()
    waited = (pd.to_datetime(table["answered_on"]) - pd.to_datetime(table["received_on"])).dt.days
    table = table.assign(waited=waited, open=~table["status"].isin(["answered", "declined"]))
    summary = table.groupby(["sector_id", "placed"], dropna=False, sort=False).agg(
        received=("status", "size"),
        answered=("waited", "count"),
        open=("open", "sum"),
        median_days=("waited", "median"),
    )
    summary["median_days"] = summary["median_days"].where(summary["answered"] >= FEW)
    return summary.reset_index()


def requests_report(database: Database, made_on: str, not_found: Sequence[tuple[int, str]] = ()) -> Report:
    """Return the report on hot spots and waiting times; `not_found` are rows of a file with unknown addresses."""
    spots, waits = hot_spots(database), turnaround(database)
    nowhere = translate("Core", "outside all sectors")
    unknown = translate("Core", "place not found")
    wait_rows = [
        (
            as_text(row.sector_id) or (nowhere if row.placed else unknown),
            row.received,
            row.open,
            row.answered,
            row.median_days,
        )
        for row in waits.itertuples()
    ]
    spot_rows = [
        (row.kind, row.requests, row.sectors or nowhere, row.request_ids) for row in spots.attributes.itertuples()
    ]
    waiting = Table(
        [
            Column(translate("Core", "Sector")),
            Column(translate("Core", "Received"), 0),
            Column(translate("Core", "Open"), 0),
            Column(translate("Core", "Answered"), 0),
            Column(translate("Core", "Median days to the answer"), 1),
        ],
        wait_rows,
    )
    titles = (translate("Core", "Kind"), translate("Core", "Sectors"), translate("Core", "Request numbers"))
    columns = [Column(titles[0]), Column(translate("Core", "Requests"), 0), Column(titles[1]), Column(titles[2])]
    none = Note(translate("Core", "No place has three requests of the same kind within 150 m of one another."))
    return Report(
        title=translate("Core", "Residents' requests"),
        facts=[(translate("Core", "Made"), made_on), (translate("Core", "Sector database"), database.title)],
        sections=[
            Section(translate("Core", "How long residents wait"), [waiting]),
            Section(translate("Core", "Hot spots"), [Table(columns, spot_rows) if spot_rows else none]),
            *_not_found(not_found),
        ],
        limits=[translate("Core", "The median is left out below five answers. Duplicates count once.")],
        marking=translate("Core", "Internal"),
    )


def _not_found(places: Sequence[tuple[int, str]]) -> list[Section]:
    if not places:
        return []
    columns = [Column(translate("Core", "Row of the file")), Column(translate("Core", "Address"))]
    note = Note(
        translate("Core", "These requests are kept without a place. Correct the address, or add it to the layer.")
    )
    rows = [(str(row), place) for row, place in places]
    return [Section(translate("Core", "Addresses not found"), [note, Table(columns, rows)])]


def answers(database: Database, station: str) -> tuple[str, int]:
    """Return the letters to residents whose request is done and not yet answered, one a page, and their number.

    A request's own `answer` is used where it is written; else a letter is made of its result. Of a request and its
    duplicates, which one person made, one is answered: the request itself, else the first duplicate that is done.
    """
    rows = select(
        database,
        "SELECT r.request_id, r.kind, r.place, r.received_on, r.planned_on, r.requester, r.email, r.result, r.answer, "
        "o.name AS officer, o.phone AS officer_phone, o.email AS officer_email FROM {request!t} AS r "
        "LEFT JOIN {officer!t} AS o ON o.id = r.officer "
        "WHERE r.status = 'done' AND r.answered_on IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM {request!t} AS x WHERE x.id <> r.id "
        "AND coalesce(x.duplicate_of, x.id) = coalesce(r.duplicate_of, r.id) "
        "AND (x.answered_on IS NOT NULL OR (x.status = 'done' AND r.duplicate_of IS NOT NULL "
        "AND (x.duplicate_of IS NULL OR x.id < r.id)))) ORDER BY r.received_on, r.id",
        "request_id kind place received_on planned_on requester email result answer officer officer_phone officer_email",
    )
    names = (
        "request_id kind place received_on planned_on requester email result answer officer officer_phone officer_email"
    )
    letters = [dict(zip(names.split(), row, strict=True)) for row in rows]
    for letter in letters:
        letter["kind"] = value_label("request_kind", letter["kind"])
    page = (
        environment()
        .get_template("answers.html")
        .render(letters=letters, station=station, language=current_locale().language)
    )
    return page, len(letters)


def event_drafts(dialect: Dialect) -> list[Sql]:
    """Return the statements that draft an event for each planned booking, and bring drafts up to date.

    An event that a person has published is never changed.
    """
    planned = dialect.compose(
        "r.status = 'planned' AND r.planned_on IS NOT NULL AND r.duplicate_of IS NULL AND r.kind IN ({kinds})",
        kinds=join(", ", [dialect.literal(kind) for kind in ANNOUNCED]),
    )
    columns = {name: Sql(f"r.{name}") for name in TAKEN_OVER} | {"event_date": Sql("r.planned_on")}
    changes = [
        dialect.compose("{name!n} = (SELECT {value} FROM {request!t} AS r WHERE r.id = {public_event!t}.request)", name=name, value=value)
        for name, value in columns.items()
    ]  # fmt: skip
    added = columns | {
        "title": _title(dialect),
        "kind": Sql("r.kind"),
        "publish": dialect.literal(False),
        "edition": Sql("r.edition"),
        "request": Sql("r.id"),
    }
    return [
        dialect.compose(
            "UPDATE {public_event!t} SET {changes} WHERE publish = {no} AND request IN "
            "(SELECT r.id FROM {request!t} AS r WHERE {planned})",
            changes=join(", ", changes),
            no=False,
            planned=planned,
        ),
        dialect.compose(
            "INSERT INTO {public_event!t} ({names}) SELECT {values} FROM {request!t} AS r WHERE {planned} "
            "AND NOT EXISTS (SELECT 1 FROM {public_event!t} AS e WHERE e.request = r.id)",
            names=dialect.names(added),
            values=join(", ", added.values()),
            planned=planned,
        ),
    ]


def _title(dialect: Dialect) -> Sql:
    titles = {kind: value_label("event_kind", kind) for kind in ANNOUNCED}
    cases = [dialect.compose("WHEN {kind} THEN {title}", kind=kind, title=title) for kind, title in titles.items()]
    return Sql(f"CASE r.kind {join(' ', cases)} END")
