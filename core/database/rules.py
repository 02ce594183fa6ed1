"""What keys and checks alone cannot say: one row a day, and references inside a GeoPackage."""

from __future__ import annotations

from collections.abc import Iterator

from ..base.sql import Home, Sql, join
from .schema import Column, Table


def one_a_day(home: Home, table: Table) -> Iterator[Sql]:
    """Yield the rule that two rows of `table.one_a_day` never share a day: exclusion constraint or triggers."""
    if not table.one_a_day:
        return
    column, value = table.one_a_day_where
    rule = f"{table.name}_one_{value}_a_day"
    if home.is_postgresql:
        yield home.compose(
            "ALTER TABLE {table!p} ADD CONSTRAINT {rule!n} EXCLUDE USING gist "
            "({same}, daterange(valid_from, valid_to, '[]') WITH &&) WHERE ({column!n} = {value})",
            table=table.name,
            rule=rule,
            same=join(", ", [home.compose("{name!n} WITH =", name=name) for name in table.one_a_day]),
            column=column,
            value=value,
        )
        return
    for event, besides in (("INSERT", Sql("")), ("UPDATE", Sql(" AND other.id <> OLD.id"))):
        found = home.compose(
            "NEW.{column!n} = {value} AND EXISTS (SELECT 1 FROM {table!p} AS other WHERE {same} "
            "AND other.{column!n} = {value} AND other.valid_from <= coalesce(NEW.valid_to, '9999-12-31') "
            "AND NEW.valid_from <= coalesce(other.valid_to, '9999-12-31'){besides})",
            table=table.name,
            column=column,
            value=value,
            same=join(" AND ", [home.compose("other.{n!n} = NEW.{n!n}", n=name) for name in table.one_a_day]),
            besides=besides,
        )
        yield _refusal(home, rule, event, table.name, found)


def foreign_key_triggers(home: Home, table: Table, column: Column) -> Iterator[Sql]:
    """Yield the triggers that keep a reference whole in a GeoPackage, where GDAL leaves foreign keys unwatched."""
    rule = f"{table.name}_{column.name}_exists"
    child, parent, name = table.name, column.references, column.name
    missing = home.compose(
        "NEW.{name!n} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {parent!p} WHERE id = NEW.{name!n})",
        name=name,
        parent=parent,
    )
    used = home.compose("EXISTS (SELECT 1 FROM {child!p} WHERE {name!n} = OLD.id)", child=child, name=name)
    renamed = home.compose("NEW.id <> OLD.id AND {used}", used=used)
    yield _refusal(home, rule, "INSERT", child, missing)
    yield _refusal(home, rule, "UPDATE", child, missing)
    yield _refusal(home, f"{rule}_parent", "DELETE", parent, used)
    yield _refusal(home, f"{rule}_parent", "UPDATE", parent, renamed)


def _refusal(home: Home, rule: str, event: str, table: str, condition: Sql) -> Sql:
    return home.compose(
        "CREATE TRIGGER {trigger!n} BEFORE {event} ON {table!p} WHEN {condition} "
        "BEGIN SELECT RAISE(ABORT, {rule}); END",
        trigger=f"{rule}_{event.lower()}",
        event=Sql(event),
        table=table,
        condition=condition,
        rule=rule,
    )
