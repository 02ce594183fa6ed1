"""Planned bookings that residents are meant to hear of: a draft of a public event for each, until a person publishes it."""

from __future__ import annotations

from ..base.sql import Home, Sql, join
from ..database.value_lists import label

ANNOUNCED = ("mobile_station", "safety_walk")
TAKEN_OVER = ("event_date", "start_time", "end_time", "place", "sector", "geom")


def event_drafts(home: Home) -> list[Sql]:
    """Return the statements that draft an event for each planned booking, and bring drafts up to date.

    An event that a person has published is never changed.
    """
    planned = home.compose(
        "r.status = 'planned' AND r.planned_on IS NOT NULL AND r.duplicate_of IS NULL AND r.kind IN ({kinds}) "
        "AND (r.start_time IS NULL OR r.end_time IS NULL OR r.start_time <= r.end_time)",
        kinds=join(", ", [home.literal(kind) for kind in ANNOUNCED]),
    )
    columns = {name: Sql(f"r.{name}") for name in TAKEN_OVER} | {"event_date": Sql("r.planned_on")}
    changes = [
        home.compose("{name!n} = (SELECT {value} FROM {request!t} AS r WHERE r.id = {public_event!t}.request)", name=name, value=value)
        for name, value in columns.items()
    ]  # fmt: skip
    added = columns | {
        "title": _title(home),
        "kind": Sql("r.kind"),
        "publish": home.literal(False),
        "edition": Sql("r.edition"),
        "request": Sql("r.id"),
    }
    return [
        home.compose(
            "UPDATE {public_event!t} SET {changes} WHERE publish = {no} AND request IN "
            "(SELECT r.id FROM {request!t} AS r WHERE {planned})",
            changes=join(", ", changes),
            no=False,
            planned=planned,
        ),
        home.compose(
            "INSERT INTO {public_event!t} ({names}) SELECT {values} FROM {request!t} AS r WHERE {planned} "
            "AND NOT EXISTS (SELECT 1 FROM {public_event!t} AS e WHERE e.request = r.id)",
            names=home.names(added),
            values=join(", ", added.values()),
            planned=planned,
        ),
    ]


def _title(home: Home) -> Sql:
    titles = {kind: label("event_kind", kind) for kind in ANNOUNCED}
    cases = [home.compose("WHEN {kind} THEN {title}", kind=kind, title=title) for kind, title in titles.items()]
    return Sql(f"CASE r.kind {join(' ', cases)} END")
