"""The schema's versions: each a list of steps. A new database takes them all, an old one those it lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .schema import (
    CARRIED_ASSIGNMENT,
    EVALUATION,
    HANDBOOK,
    LOG,
    PEOPLE,
    SECTOR_LINEAGE,
    THREAT_ASSESSMENT,
    ColumnSpec,
    TableSpec,
    note,
    reference,
)


@dataclass(frozen=True)
class NewTable:
    """A table is added."""

    table: TableSpec


@dataclass(frozen=True)
class NewColumn:
    """A column, never a required one, is added to a table."""

    table: str
    column: ColumnSpec


@dataclass(frozen=True)
class NewKey:
    """The values of a column become unique."""

    table: str
    column: str


@dataclass(frozen=True)
class EditionsFilled:
    """Rows without an edition get one."""


@dataclass(frozen=True)
class CheckDropped:
    """A condition on a table's rows, by its name, no longer holds."""

    table: str
    check: str


@dataclass(frozen=True)
class PredecessorsFilled:
    """Adopted sector sets know the one before them."""


Step = NewTable | NewColumn | NewKey | EditionsFilled | CheckDropped | PredecessorsFilled

_WITHOUT_EDITION = (
    "target_group",
    "local_police_district",
    "sector",
    "officer",
    "assignment",
    "absence",
    "interested_party",
    "walk_finding",
    "request",
)

MIGRATIONS: tuple[tuple[Step, ...], ...] = (
    tuple(NewTable(table) for table in (*PEOPLE, *LOG, *HANDBOOK)),
    (
        NewTable(
            TableSpec(
                "absence",
                (
                    reference("officer", required=True),
                    ColumnSpec("valid_from", "date", required=True),
                    ColumnSpec("valid_to", "date"),
                    ColumnSpec("kind", required=True, values="absence_kind", default="holiday"),
                ),
            )
        ),
        NewColumn("log_entry", ColumnSpec("due_on", "date")),
        NewColumn("request", reference("request", name="duplicate_of")),
        NewColumn("request", note("answer")),
    ),
    (
        NewTable(EVALUATION),
        NewTable(THREAT_ASSESSMENT),
        *(NewColumn(table, ColumnSpec("edition", length=40)) for table in _WITHOUT_EDITION),
        NewColumn("walk_finding", ColumnSpec("finding_id", length=80)),
        NewKey("walk_finding", "finding_id"),
        NewColumn("request", ColumnSpec("start_time", length=5)),
        NewColumn("request", ColumnSpec("end_time", length=5)),
        NewColumn("public_event", reference("request")),
        EditionsFilled(),
    ),
    (
        NewColumn("sector", ColumnSpec("text_id", length=40)),
        CheckDropped("public_event", "public_event_times"),
    ),
    (
        NewColumn("sector_set", reference("sector_set", name="predecessor")),
        NewColumn("sector_set", ColumnSpec("predecessor_end", "date")),
        NewTable(SECTOR_LINEAGE),
        NewTable(CARRIED_ASSIGNMENT),
        PredecessorsFilled(),
    ),
)

VERSION = len(MIGRATIONS)


def schema(version: int = VERSION) -> dict[str, TableSpec]:
    """Return the tables of a version by name, parents before children."""
    tables: dict[str, TableSpec] = {}
    for steps in MIGRATIONS[:version]:
        for step in steps:
            if isinstance(step, NewTable):
                tables[step.table.name] = step.table
            elif isinstance(step, NewKey):
                table = tables[step.table]
                tables[step.table] = replace(table, unique=(*table.unique, (step.column,)))
            elif isinstance(step, NewColumn):
                table = tables[step.table]
                tables[step.table] = replace(table, columns=(*table.columns, step.column))
            elif isinstance(step, CheckDropped):
                table = tables[step.table]
                kept = tuple(check for check in table.checks if check.name != step.check)
                tables[step.table] = replace(table, checks=kept)
    return tables
