"""Rows of a file as typed values, the cells that cannot be read, and what each row changes in the database."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.sheets import Sheet
from ..base.sql import Sql
from ..base.written import month_first_remedy, read_moment
from ..database.access import Database
from ..database.migrations import schema
from .cells import CellError, Heading, clean, day

_MOST_TITLES, _FEWEST_HEADINGS = 10, 2


@dataclass(frozen=True)
class Rejection:
    """A row that was not imported: where, what was found, and what to do."""

    row: int
    column: str
    found: str
    remedy: str

    @property
    def message(self) -> str:
        """Return it as one line."""
        template = translate("Core", "Row {row}, column “{column}”: “{found}”. {remedy}")
        return template.format(row=self.row, column=self.column, found=self.found[:60], remedy=self.remedy)


def rejected_rows(rejected: Sequence[Rejection]) -> pd.DataFrame:
    """Return one row a rejection: row, column, found, remedy."""
    rows = [(one.row, one.column, one.found, one.remedy) for one in rejected]
    return pd.DataFrame(rows, columns=["row", "column", "found", "remedy"]).astype({"row": "int64"})


@dataclass(frozen=True)
class ImportedRow:
    """A row whose cells were all read; columns that the file lacks are absent from `values`."""

    row: int
    values: dict[str, Any]

    def get(self, name: str) -> Any:
        """Return a value, None where the cell is empty or the column absent."""
        return self.values.get(name)


@dataclass
class Reading:
    """What a file gave: the rows that can be used, the cells that cannot, and the headings that are not known."""

    titles: dict[str, str]
    unknown: list[str] = field(default_factory=list)
    rows: list[ImportedRow] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    def reject(self, row: ImportedRow, name: str, remedy: str) -> None:
        """Refuse a row that can be read but not used."""
        found = row.get(name)
        self.rejected.append(
            Rejection(row.row, self.titles.get(name, name), "" if found is None else str(found), remedy)
        )


def read_rows(sheet: Sheet, headings: Iterable[Heading]) -> Reading:
    """Read every cell under a known heading; titles above the headings, other columns and empty rows are skipped.

    Raises:
        InputError: a required column is missing, or two columns mean the same.

    """
    headings = list(headings)
    sheet = _below_titles(sheet, headings)
    columns = _columns(sheet, headings)
    reading = Reading(
        {heading.name: sheet.headings[position] for position, heading in columns.items()},
        [title for position, title in enumerate(sheet.headings) if title and position not in columns],
    )
    _refuse_month_first(sheet, columns)
    for number, cells in sheet.rows:
        if not any(cell.strip() for cell in cells):
            continue
        values, rejected = _read_row(sheet, number, cells, columns)
        if rejected:
            reading.rejected.append(rejected)
        else:
            reading.rows.append(ImportedRow(number, values))
    return reading


def _known(headings: list[Heading]) -> dict[str, Heading]:
    return {_plain(title): heading for heading in headings for title in (heading.name, *heading.titles)}


def _below_titles(sheet: Sheet, headings: list[Heading]) -> Sheet:
    """Return the sheet with the row as headings that holds most of those known, where that is below a title."""
    known = _known(headings)

    def found(cells: Sequence[str]) -> int:
        return len({known[_plain(cell)].name for cell in cells if _plain(cell) in known})

    most, at = max(((found(cells), -at) for at, (_, cells) in enumerate(sheet.rows[:_MOST_TITLES])), default=(0, 0))
    if most < _FEWEST_HEADINGS or most <= found(sheet.headings):
        return sheet
    return Sheet(sheet.name, [cell.strip() for cell in sheet.rows[-at][1]], sheet.rows[1 - at :])


def _columns(sheet: Sheet, headings: list[Heading]) -> dict[int, Heading]:
    known = _known(headings)
    columns: dict[int, Heading] = {}
    for position, title in enumerate(sheet.headings):
        heading = known.get(_plain(title))
        if heading in columns.values():
            message = translate(
                "Core", "File “{file}”: two columns mean “{name}”; the second is “{title}”. Remove one."
            )
            raise InputError(message.format(file=sheet.name, name=heading.titles[0] if heading else "", title=title))
        if heading is not None:
            columns[position] = heading
    missing = [heading.titles[0] for heading in headings if heading.required and heading not in columns.values()]
    if missing:
        message = translate(
            "Core",
            "File “{file}” has no column {missing}. Its headings are: {found}. Name the columns in one row above the data.",
        )
        names = ", ".join(f"“{name}”" for name in missing)
        found = ", ".join(title for title in sheet.headings if title)
        raise InputError(message.format(file=sheet.name, missing=names, found=found))
    return columns


def _refuse_month_first(sheet: Sheet, columns: dict[int, Heading]) -> None:
    """Raise InputError where one value of a column of days proves that the month stands first in it."""
    for position, heading in columns.items():
        if heading.read is not day:
            continue
        for number, cells in sheet.rows:
            cell = cells[position].strip() if position < len(cells) else ""
            moment = read_moment(cell)
            if moment is not None and moment.is_month_first:
                message = translate("Core", "File “{file}”, row {row}, column “{column}”: “{found}”. {remedy}")
                remedy = month_first_remedy()
                title = sheet.headings[position]
                raise InputError(message.format(file=sheet.name, row=number, column=title, found=cell, remedy=remedy))


def _plain(title: str) -> str:
    return re.sub(r"[^a-z0-9æøåäö]", "", title.casefold())


def _read_row(
    sheet: Sheet, number: int, cells: Sequence[str], columns: dict[int, Heading]
) -> tuple[dict[str, Any], Rejection | None]:
    if any(cell.strip() for cell in cells[len(sheet.headings) :]):
        remedy = translate("Core", "There is something to the right of the headings. Give it a heading, or remove it.")
        if sheet.name.lower().endswith((".csv", ".tsv", ".txt")):
            remedy = translate(
                "Core", "The row has more cells than there are headings. Put a text with ; or , in quotes."
            )
        return {}, Rejection(number, sheet.headings[-1], " | ".join(cells[len(sheet.headings) :]), remedy)
    values: dict[str, Any] = {}
    for position, heading in columns.items():
        cell = cells[position] if position < len(cells) else ""
        try:
            values[heading.name] = _read_cell(cell, heading)
        except CellError as error:
            return {}, Rejection(number, sheet.headings[position], cell, str(error))
    return values, None


def _read_cell(cell: str, heading: Heading) -> Any:
    cleaned = clean(cell)
    if cleaned:
        return heading.read(cleaned)
    if heading.required:
        raise CellError(translate("Core", "The cell is empty. Fill it in, or remove the row."))
    return None


@dataclass
class ImportPlan:
    """The statements that take a file in, and what it held.

    Attributes:
        statements, rejected: what to write, and what cannot be.
        added, changed, unchanged, duplicates: rows of each.
        without_sector: rows added whose place lies outside all sectors.
        not_found: row and address of those added whose place is not known.
        unknown: headings of the file that mean nothing here.

    """

    statements: list[Sql] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicates: int = 0
    without_sector: int = 0
    not_found: list[tuple[int, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return the numbers of rows added, changed and so on, by the names of the import's outputs."""
        return {
            "ADDED": self.added,
            "CHANGED": self.changed,
            "UNCHANGED": self.unchanged,
            "DUPLICATES": self.duplicates,
            "WITHOUT_SECTOR": self.without_sector,
            "NOT_FOUND": len(self.not_found),
        }

    def change(
        self, database: Database, table: str, key: str, values: Mapping[str, Any], stored: Mapping[str, Any]
    ) -> None:
        """Add the statement that brings the row `stored` to `values`; none where nothing differs."""
        changed = {
            name: value for name, value in values.items() if (_stored_value(value) or None) != (stored[name] or None)
        }
        if not changed:
            self.unchanged += 1
            return
        self.changed += 1
        literals = [database.dialect.literal(value) for value in changed.values()]
        self.statements.append(database.dialect.update(table, changed, literals, key, values[key]))


def with_blanks(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a new row's values, its missing texts as empty ones."""
    return dict.fromkeys(schema()[table].blank_columns(), "") | {
        name: value for name, value in values.items() if value is not None
    }


def _stored_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def made_number(row: ImportedRow, columns: Iterable[str], letter: str) -> str:
    """Return a number made of what a row holds, so that importing it again finds it."""
    parts = [str(row.get(name) or "") for name in columns]
    return letter + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
