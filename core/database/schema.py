"""The words in which the schema is written down as data."""

from __future__ import annotations

from dataclasses import dataclass, field

NOTE_LENGTH = 8000
MEANT_MISSING = ("edition", "start_time", "end_time")
KINDS = ("text", "integer", "real", "boolean", "date")


@dataclass(frozen=True)
class Column:
    """One column: its kind (see KINDS), whether it must be filled, and what it may hold.

    Attributes:
        values: name of the closed value list, see value_lists.
        references: the table whose id it holds.
        length: the most characters a text may have.
        default: value where none is given.

    """

    name: str
    kind: str = "text"
    required: bool = False
    values: str = ""
    references: str = ""
    length: int = 200
    default: str | int | bool | None = None


@dataclass(frozen=True)
class Check:
    """A named condition on a row, in SQL that both homes read; `blank` where an empty text meets it."""

    name: str
    condition: str
    blank: bool = False


@dataclass(frozen=True)
class Table:
    """One table: `id`, `geom` (where `geometry` names a type) and the columns.

    Attributes:
        unique: sets of columns whose values together occur once.
        one_a_day: columns in which two rows may not share their values on the same day (valid_from to
            valid_to, both included), among the rows where column `one_a_day_where[0]` is `one_a_day_where[1]`.

    """

    name: str
    columns: tuple[Column, ...]
    geometry: str = ""
    unique: tuple[tuple[str, ...], ...] = ()
    checks: tuple[Check, ...] = ()
    one_a_day: tuple[str, ...] = ()
    one_a_day_where: tuple[str, str] = ("", "")
    indexes: tuple[tuple[str, ...], ...] = field(default=())

    def column_names(self) -> list[str]:
        """Return every column's name, `id` first, then `geom`."""
        return ["id", *(["geom"] if self.geometry else []), *(column.name for column in self.columns)]

    def blank_columns(self) -> list[str]:
        """Return the texts that may stand empty instead of missing: QGIS writes NULL into the box of a missing one.

        A required one is refused while it is empty. Of the others, keys and what a condition minds stay missing.
        """
        minded = " ".join(check.condition for check in self.checks if not check.blank).split()
        kept = {*MEANT_MISSING, *minded, *(name for names in self.unique for name in names)}
        texts = [column for column in self.columns if column.kind == "text" and not column.values]
        return [column.name for column in texts if column.required or column.name not in kept]

    @property
    def has_days(self) -> bool:
        """Tell whether rows carry valid_from and valid_to."""
        return {"valid_from", "valid_to"} <= {column.name for column in self.columns}


def reference(table: str, required: bool = False, name: str = "") -> Column:
    """Return the column that points at a row of `table`, named after it."""
    return Column(name or table, "integer", required, references=table)


def note(name: str, required: bool = False) -> Column:
    """Return a long text column."""
    return Column(name, required=required, length=NOTE_LENGTH)
