"""Moving all content from one sector database to another, in GeoPackage or PostgreSQL, and proving that nothing was lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.progress import Progress
from ..base.sql import Dialect, Sql, join, shape_from_hex
from .access import Database, DatabaseRow, require_current, select
from .migrations import schema
from .schema import TableSpec

_PAGE = 5000
ROWS_A_STATEMENT = 250


def copy_content(source: Database, target: Database, progress: Progress) -> int:
    """Copy every row with its id, in one transaction; return the number of rows.

    Raises:
        InputError: the target holds more than a new database, or its content differs from the source's afterwards
            (because the source was written to meanwhile).

    """
    require_current(source)
    _require_new(target)
    tables = list(schema().values())
    target.write(_statements(source, target, tables, progress.part(0, 0.7)))
    count = 0
    for step, table in enumerate(tables):
        progress.show(0.7 + 0.3 * step / len(tables))
        here, there = digest(source, table), digest(target, table)
        if here != there:
            message = translate(
                "Core",
                "Table {table} differs after the copy ({found} of {expected} rows are there). "
                "Ask others to stop writing, remove the copy, and try again.",
            )
            raise InputError(message.format(table=table.name, found=there[0], expected=here[0]))
        count += here[0]
    return count


def _require_new(target: Database) -> None:
    shipped = ("target_group", "handbook_section")
    for name in schema():
        count = select(target, "SELECT count(*) AS there FROM {name!p}", "there", name=name)[0][0]
        if count and name not in shipped:
            message = translate("Core", "“{database}” holds data already (table {table}). Copy into a new database.")
            raise InputError(message.format(database=target.title, table=name))


def _statements(source: Database, target: Database, tables: list[TableSpec], progress: Progress) -> Iterator[Sql]:
    dialect = target.dialect
    for table in reversed(tables):
        yield dialect.compose("DELETE FROM {table!p}", table=table.name)
    for step, table in enumerate(tables):
        progress.show(step / len(tables))
        later = [column.name for column in table.columns if column.references == table.name]
        names = [name for name in table.column_names() if name not in later]
        batch: list[Sql] = []
        links: list[Sql] = []
        for row in rows_of(source, table):
            values = dict(zip(table.column_names(), row, strict=True))
            literals = [dialect.literal(values[name]) for name in names]
            batch.append(dialect.compose("({literals})", literals=join(", ", literals)))
            links += [
                dialect.update(table.name, [name], [dialect.literal(values[name])], "id", values["id"])
                for name in later
                if values[name] is not None
            ]
            if len(batch) == ROWS_A_STATEMENT:
                yield _insert(dialect, table, names, batch)
                batch = []
        if batch:
            yield _insert(dialect, table, names, batch)
        yield from links
        if dialect.is_postgresql:
            yield _next_id(dialect, table)


def _insert(dialect: Dialect, table: TableSpec, names: list[str], batch: list[Sql]) -> Sql:
    return dialect.compose(
        "INSERT INTO {table!p} ({names}) VALUES {rows}",
        table=table.name,
        names=dialect.names(names),
        rows=join(", ", batch),
    )


def _next_id(dialect: Dialect, table: TableSpec) -> Sql:
    return dialect.compose(
        "SELECT setval(pg_get_serial_sequence({name}, 'id'), coalesce(max(id), 0) + 1, false) FROM {table!p}",
        name=str(dialect.table(table.name)),
        table=table.name,
    )


def rows_of(database: Database, table: TableSpec) -> Iterator[DatabaseRow]:
    """Yield every row in order of id, columns as in `TableSpec.column_names`, with typed values and geometries."""
    dialect = database.dialect
    expressions = [_expression(dialect, table, name) for name in table.column_names()]
    last = -(2**62)
    while True:
        page = select(
            database,
            "SELECT {expressions} FROM {table!p} AS t WHERE id > {last} ORDER BY id LIMIT {page}",
            " ".join(table.column_names()),
            expressions=join(", ", expressions),
            table=table.name,
            last=last,
            page=_PAGE,
        )
        for row in page:
            yield _typed(table, row)
        if len(page) < _PAGE:
            return
        last = page[-1][0]


def _expression(dialect: Dialect, table: TableSpec, name: str) -> Sql:
    if name == "geom":
        return dialect.compose("{shape} AS geom", shape=dialect.hex_shape("geom"))
    reals = {column.name for column in table.columns if column.kind == "real"}
    if name in reals and not dialect.is_postgresql:  # SQLite's JSON keeps 15 digits only
        return dialect.compose("CASE WHEN {n!n} IS NULL THEN NULL ELSE printf('%!.17g', {n!n}) END AS {n!n}", n=name)
    return dialect.name(name)


def _typed(table: TableSpec, row: DatabaseRow) -> DatabaseRow:
    kinds = {column.name: column.kind for column in table.columns} | {"id": "integer", "geom": "shape"}
    return [_value(kinds[name], value) for name, value in zip(table.column_names(), row, strict=True)]


def _value(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "shape":
        return shape_from_hex(value)
    if kind == "boolean":
        return bool(value)
    return float(value) if kind == "real" else value


def digest(database: Database, table: TableSpec) -> tuple[int, str]:
    """Return the number of rows and a hash of all they hold; equal in both dialects for equal content."""
    total, hashed = 0, hashlib.sha256()
    for row in rows_of(database, table):
        total += 1
        plain = [getattr(value, "wkb", b"").hex() if hasattr(value, "wkb") else value for value in row]
        hashed.update(json.dumps(plain, ensure_ascii=False).encode())
    return total, hashed.hexdigest()
