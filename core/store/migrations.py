"""The schema's versions: each a list of steps. A new database takes them all, an old one those it lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .columns import Column, Table, note, reference
from .tables import HANDBOOK, LOG, PEOPLE


@dataclass(frozen=True)
class NewTable:
    """A table comes in."""

    table: Table


@dataclass(frozen=True)
class NewColumn:
    """A column, never a required one, joins a table."""

    table: str
    column: Column


Step = NewTable | NewColumn

MIGRATIONS: tuple[tuple[Step, ...], ...] = (
    tuple(NewTable(table) for table in (*PEOPLE, *LOG, *HANDBOOK)),
    (
        NewTable(
            Table(
                "absence",
                (
                    reference("officer", required=True),
                    Column("valid_from", "date", required=True),
                    Column("valid_to", "date"),
                    Column("kind", required=True, values="absence_kind", default="holiday"),
                ),
            )
        ),
        NewColumn("log_entry", Column("due_on", "date")),
        NewColumn("request", reference("request", name="duplicate_of")),
        NewColumn("request", note("answer")),
    ),
)

VERSION = len(MIGRATIONS)


def schema(version: int = VERSION) -> dict[str, Table]:
    """Return the tables as they stand in a version, by name, parents before children."""
    tables: dict[str, Table] = {}
    for steps in MIGRATIONS[:version]:
        for step in steps:
            if isinstance(step, NewTable):
                tables[step.table.name] = step.table
            else:
                table = tables[step.table]
                tables[step.table] = replace(table, columns=(*table.columns, step.column))
    return tables
