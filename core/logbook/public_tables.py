"""What a publication takes from the sector database: the set in force on a day, its published officers, events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from ..base.arrays import as_objects
from ..base.errors import InputError
from ..base.i18n import translate
from ..base.sql import shape_from_hex
from ..base.table import FeatureTable
from ..database.access import Database, select
from ..database.ddl import PUBLIC_CONTACT, sector_label
from .lineage import Succession


@dataclass(frozen=True)
class PublicTables:
    """What a publication takes from the database: sectors, contacts and events, in EPSG:25832, as layers have them."""

    sectors: FeatureTable
    contacts: FeatureTable
    events: FeatureTable


def public_tables(database: Database, day: dt.date | None = None) -> PublicTables:
    """Return the sectors of the set in force on a day, the published officers of that day, and published events.

    Without a day the set and the officers are today's, and of people the public view alone is read.

    Raises:
        InputError: no set is in force on that day.

    """
    succession = Succession.read(database)
    place = succession.place_on(day or dt.date.today())
    if place < 0:
        message = translate("Core", "No sector set is in force on {day}. Adopt one, or choose another day.")
        raise InputError(message.format(day=day or dt.date.today()))
    own = succession.sectors(place)
    columns = {"sector_id": own.numbers, "name": own.names, "police_district": own.districts}
    event_columns = "title event_date start_time end_time place sector_id shape"
    events = select(
        database,
        "SELECT title, event_date, start_time, end_time, place, sector_id, {shape} AS shape FROM {published_event!t} "
        "ORDER BY event_id",
        event_columns,
        shape=database.dialect.hex_shape("geom"),
    )
    shapes = [_shape_of(row[-1]) for row in events]
    rows = [[*row[:-2], None if shape is not None else row[-2]] for row, shape in zip(events, shapes, strict=True)]
    return PublicTables(
        _table("sector", list(own.areas), columns),
        _table("public_contact", None, _public_contacts(database, day)),
        _table("published_event", shapes, dict(zip(event_columns.split()[:-1], zip(*rows, strict=True), strict=False))),
    )


def _public_contacts(database: Database, day: dt.date | None) -> dict[str, list[object]]:
    names = " ".join(PUBLIC_CONTACT)
    if day is None:
        rows = select(
            database, "SELECT * FROM {public_contact!t} WHERE sector_id IS NOT NULL ORDER BY sector_id", names
        )
    else:
        rows = select(
            database,
            "SELECT o.officer_id, {label} AS sector_id, a.role, o.name, o.phone, o.email, o.hours, o.station, o.message_line, "
            "coalesce(d.name, o.police_district) AS police_district, o.publish, o.photo_consent_date, o.review_date "
            "FROM {officer!t} AS o JOIN {assignment!t} AS a ON a.officer = o.id JOIN {sector!t} AS s ON s.id = a.sector "
            "JOIN {sector_set!t} AS plan ON plan.id = s.sector_set "
            "LEFT JOIN {local_police_district!t} AS d ON d.id = s.local_police_district "
            "WHERE o.publish = {yes} AND plan.status = 'adopted' AND plan.valid_from <= {day} "
            "AND coalesce(plan.valid_to, {day}) >= {day} AND a.valid_from <= {day} "
            "AND coalesce(a.valid_to, {day}) >= {day} ORDER BY s.sector_id",
            names,
            label=sector_label(database.dialect, "s"),
            yes=True,
            day=database.dialect.day(day),
        )
    columns: dict[str, list[object]] = {name: [row[at] for row in rows] for at, name in enumerate(PUBLIC_CONTACT)}
    return columns | {"publish": [True] * len(rows)}


def _shape_of(text: str | None) -> Any:
    stored = shape_from_hex(text)
    return shapely.from_wkb(stored.wkb) if stored else None


def _table(name: str, shapes: list[Any] | None, columns: Mapping[str, Sequence[object]]) -> FeatureTable:
    frame = pd.DataFrame({key: pd.Series(list(values), dtype=object) for key, values in columns.items()})
    geometry = as_objects(shapes if shapes is not None else [None] * len(frame))
    return FeatureTable(name, geometry, frame, np.arange(1, len(frame) + 1))
