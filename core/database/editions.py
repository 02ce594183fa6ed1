"""The edition that a row carries: that of the sector set adopted on its day."""

from __future__ import annotations

from collections.abc import Iterator

from ..base.sql import Dialect, Sql
from .value_lists import TARGET_GROUPS_EDITION

# Tables without a day of their own carry the newest set's edition; a sector carries its own set's.
DAY_COLUMNS = {
    "absence": "valid_from",
    "assignment": "valid_from",
    "handbook_contribution": "written_on",
    "initiative": "valid_from",
    "interested_party": "",
    "local_police_district": "",
    "log_entry": "entry_date",
    "officer": "",
    "plan_change": "changed_on",
    "public_event": "event_date",
    "request": "received_on",
    "walk_finding": "found_on",
}


def edition_on(dialect: Dialect, day: Sql) -> Sql:
    """Return the expression for the edition in force on a day; the newest adopted where none was, else NULL."""
    return dialect.compose(
        "coalesce((SELECT plan.edition FROM {sector_set!t} AS plan WHERE plan.status = 'adopted' "
        "AND plan.valid_from <= {day} AND coalesce(plan.valid_to, {day}) >= {day}), "
        "(SELECT plan.edition FROM {sector_set!t} AS plan WHERE plan.status = 'adopted' "
        "ORDER BY plan.valid_from DESC LIMIT 1))",
        day=day,
    )


def fill_editions(dialect: Dialect) -> Iterator[Sql]:
    """Yield the statements that give rows an edition where people gave none."""
    yield dialect.compose(
        "UPDATE {target_group!t} SET edition = {edition} WHERE edition IS NULL", edition=TARGET_GROUPS_EDITION
    )
    yield dialect.compose(
        "UPDATE {sector!t} SET edition = (SELECT plan.edition FROM {sector_set!t} AS plan "
        "WHERE plan.id = sector_set) WHERE edition IS NULL"
    )
    for table, column in DAY_COLUMNS.items():
        day = dialect.compose("{table!n}.{column!n}", table=table, column=column) if column else dialect.today
        yield dialect.compose(
            "UPDATE {table!p} SET edition = {edition} WHERE edition IS NULL",
            table=table,
            edition=edition_on(dialect, day),
        )


def fill_predecessors(dialect: Dialect) -> Sql:
    """Return the statement that tells each adopted sector set which one came before it."""
    return dialect.compose(
        "UPDATE {sector_set!t} SET predecessor = (SELECT earlier.id FROM {sector_set!t} AS earlier "
        "WHERE earlier.status = 'adopted' AND earlier.valid_from < {sector_set!t}.valid_from "
        "ORDER BY earlier.valid_from DESC LIMIT 1) WHERE status = 'adopted' AND predecessor IS NULL"
    )
