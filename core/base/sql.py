"""The two SQL dialects of the sector database and how each writes names and values. All SQL text is made here.

QGIS's database connections take no parameters, so every value becomes a quoted literal and every name a
quoted identifier, by the rules of PostgreSQL's PQescapeLiteral and of SQLite's quote().
"""

from __future__ import annotations

import datetime as dt
import math
import string
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from .crs import SRID
from .errors import InputError
from .i18n import translate

SCHEMA = "sector_planner"


class Sql(str):
    """A piece of SQL that is safe to put into a statement: written here, or quoted."""


@dataclass(frozen=True)
class Shape:
    """A geometry to be stored: well-known binary, in EPSG:25832."""

    wkb: bytes


Value = str | int | float | bool | dt.date | Shape | None


@dataclass(frozen=True)
class Dialect:
    """GeoPackage or PostgreSQL: quoting, and the few words in which their SQL differs."""

    key: str

    @property
    def is_postgresql(self) -> bool:
        """Return True for PostgreSQL, False for GeoPackage."""
        return self.key == "postgresql"

    def name(self, name: str) -> Sql:
        """Return a quoted identifier; raise InputError for an empty name or one with a NUL."""
        if not name or "\0" in name:
            raise InputError(translate("Core", "“{name}” cannot be the name of a table or field.").format(name=name))
        return Sql('"' + name.replace('"', '""') + '"')

    def table(self, name: str) -> Sql:
        """Return the quoted name of one of our tables, with its schema where the dialect has schemas."""
        prefix = self.name(SCHEMA) + "." if self.is_postgresql else ""
        return Sql(prefix + self.name(name))

    def literal(self, value: Value) -> Sql:
        """Return a value as a literal; raise InputError for what no database can hold (NUL, half a surrogate pair)."""
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            return Sql("NULL")
        if isinstance(value, bool):
            return Sql(str(value).upper() if self.is_postgresql else str(int(value)))
        if isinstance(value, int | float):
            return Sql(repr(value))
        if isinstance(value, Shape):
            return self._shape(value)
        if isinstance(value, dt.date):
            return Sql("'" + value.strftime("%Y-%m-%d").rjust(10, "0") + "'")
        return self._text(value)

    def _text(self, value: str) -> Sql:
        if "\0" in value or (not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value)):
            message = translate("Core", "A text holds a sign that cannot be stored: {text}. Remove it.")
            raise InputError(message.format(text=ascii(value)[:80]))
        quoted = "'" + value.replace("'", "''") + "'"
        if self.is_postgresql and "\\" in value:
            return Sql(" E" + quoted.replace("\\", "\\\\"))
        return Sql(quoted)

    def _shape(self, shape: Shape) -> Sql:
        if self.is_postgresql:
            return self.compose("ST_GeomFromWKB({data}::bytea, {srid})", data="\\x" + shape.wkb.hex(), srid=SRID)
        header = b"GP\0\x01" + struct.pack("<i", SRID)
        return Sql("x'" + (header + shape.wkb).hex() + "'")

    def compose(self, template: str, **parts: Value) -> Sql:
        """Return `template` with its fields filled; the template itself is always a constant of ours.

        `{word!t}` becomes our table `word`, `{part!p}` our table that a part names, `{part!n}` an identifier, and
        `{part}` a literal, or itself where the part is Sql already.
        """
        pieces: list[str] = []
        for text, field, _, conversion in string.Formatter().parse(template):
            pieces.append(text)
            if field is None:
                continue
            if conversion == "t":
                pieces.append(self.table(field))
            elif conversion == "p":
                pieces.append(self.table(str(parts[field])))
            elif conversion == "n":
                pieces.append(self.name(str(parts[field])))
            else:
                part = parts[field]
                pieces.append(part if isinstance(part, Sql) else self.literal(part))
        return Sql("".join(pieces))

    def names(self, names: Iterable[str]) -> Sql:
        """Return quoted identifiers with commas between."""
        return join(", ", [self.name(name) for name in names])

    def insert(self, table: str, columns: Iterable[str], literals: Iterable[Sql]) -> Sql:
        """Return the statement that adds a row of literals to one of our tables."""
        return self.compose(
            "INSERT INTO {table!p} ({columns}) VALUES ({values})",
            table=table,
            columns=self.names(columns),
            values=join(", ", literals),
        )

    def update(self, table: str, columns: Iterable[str], literals: Iterable[Sql], key: str, value: Value) -> Sql:
        """Return the statement that sets columns where `key` is `value`."""
        pairs = zip(columns, literals, strict=True)
        changes = [self.compose("{column!n} = {literal}", column=column, literal=literal) for column, literal in pairs]
        return self.compose(
            "UPDATE {table!p} SET {changes} WHERE {key!n} = {value}",
            table=table,
            changes=join(", ", changes),
            key=key,
            value=value,
        )

    def day(self, day: dt.date) -> Sql:
        """Return a day as a literal that PostgreSQL knows to be one."""
        literal = self.literal(day)
        return self.compose("CAST({literal} AS date)", literal=literal) if self.is_postgresql else literal

    @property
    def today(self) -> Sql:
        """Return the expression for the current day."""
        return Sql("CURRENT_DATE" if self.is_postgresql else "date('now', 'localtime')")

    def hex_shape(self, column: str, table: str = "") -> Sql:
        """Return the expression that reads a geometry column as hexadecimal text; see `shape_from_hex`."""
        name = self.compose("{table!n}.{column!n}", table=table, column=column) if table else self.name(column)
        expression = "encode(ST_AsBinary({name}), 'hex')" if self.is_postgresql else "hex({name})"
        return self.compose(expression, name=name)


def join(separator: str, pieces: Iterable[Sql]) -> Sql:
    """Return the pieces with a separator of ours between."""
    return Sql(separator.join(pieces))


GEOPACKAGE = Dialect("geopackage")
POSTGRESQL = Dialect("postgresql")

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)


def shape_from_hex(text: str | None) -> Shape | None:
    """Return the geometry behind the text of `Dialect.hex_shape`; a GeoPackage's header is taken off."""
    if not text:
        return None
    data = bytes.fromhex(text)
    if data[:2] == b"GP":
        data = data[8 + _ENVELOPE_BYTES[data[3] >> 1 & 7] :]
    return Shape(data)
