"""The interface that core needs of an open database, and the messages of its refusals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Protocol

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.sql import Dialect, Sql, Value
from .ddl import grants, migration, views
from .migrations import VERSION, schema

DatabaseRow = list[Any]
_UNREADABLE = ("Could not open", "unable to open", "disk image", "not a database", "disk I/O", "server closed")


class Database(Protocol):
    """An open sector database: one statement read, or several written in one transaction."""

    @property
    def dialect(self) -> Dialect:
        """Which SQL dialect it takes."""

    @property
    def title(self) -> str:
        """The name by which people know it: file name or connection."""

    def rows(self, statement: Sql, *columns: str) -> list[DatabaseRow]:
        """Return the rows of a query, its `columns` in this order: texts, numbers, None; days as ISO text."""

    def write(self, statements: Iterable[Sql]) -> None:
        """Write all statements or none; raise RefusedError where the database refuses one."""

    def tables(self) -> set[str]:
        """Return the names of the tables that are there."""


class RefusedError(InputError):
    """The database refused a change; the text says which rule, in plain words."""

    def __init__(self, reason: str) -> None:
        """Say which rule `reason`, the database's own words, is about."""
        self.reason = reason
        super().__init__(refusal(reason))


def refusal(reason: str) -> str:
    """Return the plain words for a refusal; the database's own where no rule of ours is named in them."""
    known = {
        "carried_assignment_": translate(
            "Core",
            "Somebody else has changed sector sets or assignments meanwhile. Nothing was adopted: review it again.",
        ),
        "assignment_one_responsible_a_day": translate(
            "Core",
            "The sector already has a responsible officer on one of these days. End the earlier assignment first, "
            "or choose another role.",
        ),
        "sector_set_one_adopted_a_day": translate(
            "Core", "Another sector set is adopted on one of these days. End it first, or keep this one a draft."
        ),
        "_days": translate("Core", "The last day is before the first. Correct the dates."),
        "UNIQUE": translate("Core", "A row with the same key is there already. Change that one instead."),
        "_once": translate("Core", "A row with the same key is there already. Change that one instead."),
        "_exists": translate(
            "Core", "A row refers to another that is not there, or that others still refer to. Correct the reference."
        ),
        "NOT NULL": translate("Core", "A required field is empty. Fill it in."),
        "not-null": translate("Core", "A required field is empty. Fill it in."),
        "_length": translate("Core", "A text is too long, or one that is required is empty. Correct it."),
        "_value": translate("Core", "A value is not in its list. Choose one from the list."),
        "permission denied": translate(
            "Core", "You may read this but not change it. Ask the owner of the database for the editor's role."
        ),
        "readonly": translate("Core", "The file can only be read. Make it writable, or use a copy."),
        "disk is full": translate("Core", "The disk is full. Make room, and run this again."),
        "locked": translate("Core", "Someone else is writing to the file. Try again in a moment."),
    }
    reason = reason.strip().rpartition("): ")[2]  # without the statement that GDAL quotes
    for rule, words in known.items():
        if rule in reason:
            return f"{words} ({reason})"
    if any(sign in reason for sign in _UNREADABLE):
        return translate(
            "Core",
            "The database cannot be read: its file is gone, damaged, or in use by another program, or the connection broke. "
            "Check that it is there and whole, and try again.",
        )
    return translate("Core", "The database refused the change: {reason}").format(reason=reason)


def select(database: Database, template: str, columns: str, **parts: Value) -> list[DatabaseRow]:
    """Return the rows of a query made by `Dialect.compose`; `columns` are its column names with spaces between."""
    return database.rows(database.dialect.compose(template, **parts), *columns.split())


def version_of(database: Database) -> int:
    """Return the schema's version, 0 where the database holds nothing of ours."""
    if "schema_version" not in database.tables():
        return 0
    newest = select(database, "SELECT max(version) AS newest FROM {schema_version!t}", "newest")[0][0]
    return int(newest or 0)


def upgrade(database: Database, version: int = VERSION) -> int:
    """Bring the schema to `version` in one transaction, keeping all data; return the version it had.

    Raises:
        InputError: the database was made by a newer plugin, or holds tables of other programs.

    """
    found = version_of(database)
    if found > VERSION:
        message = translate(
            "Core",
            "“{database}” has version {found} of the schema; this plugin knows {known}. Update the plugin.",
        )
        raise InputError(message.format(database=database.title, found=found, known=VERSION))
    others = sorted(database.tables() - {"schema_version"}) if found == 0 else []
    if others:
        message = translate(
            "Core", "“{database}” is no sector database, and holds other tables: {tables}. Choose another place."
        )
        raise InputError(message.format(database=database.title, tables=", ".join(others)))
    if found >= version:
        return found
    dialect = database.dialect
    statements = [sql for step in range(found + 1, version + 1) for sql in migration(dialect, step)]
    database.write([*statements, *views(dialect, schema(version)), *grants(dialect, schema(version))])
    return found


def require_current(database: Database) -> None:
    """Raise InputError, saying what to do, unless the database has this plugin's version of the schema."""
    found = version_of(database)
    if found != VERSION:
        message = translate(
            "Core",
            "“{database}” has version {found} of the sector database; this plugin needs {known}. "
            "Run “Create sector database” on it: that brings it up to date and keeps its data.",
        )
        raise InputError(message.format(database=database.title, found=found or "0", known=VERSION))


def as_date(text: str | None) -> dt.date | None:
    """Return the day that `Database.rows` gives as text."""
    return dt.date.fromisoformat(text) if text else None
