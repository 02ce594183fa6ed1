"""What an imported row changes of the row that is there already, and the number of a row that came without one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .database import Database
from .homes import Sql
from .import_rows import ImportedRow, Rejection
from .migrations import schema


@dataclass
class ImportPlan:
    """The statements that take a file in, and what it held.

    Attributes:
        statements, rejected: what to write, and what cannot be.
        added, changed, unchanged, duplicates: rows of each.
        without_sector: rows added whose place lies outside all sectors.
        not_found: row and address of those added whose place is not known.

    """

    statements: list[Sql] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicates: int = 0
    without_sector: int = 0
    not_found: list[tuple[int, str]] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return what an import says it did, by the names of its outputs."""
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
        changed = {name: value for name, value in values.items() if (_plain(value) or None) != (stored[name] or None)}
        if not changed:
            self.unchanged += 1
            return
        self.changed += 1
        literals = [database.home.literal(value) for value in changed.values()]
        self.statements.append(database.home.update(table, changed, literals, key, values[key]))


def with_blanks(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a new row's values, its missing texts as empty ones."""
    return dict.fromkeys(schema()[table].blank_columns(), "") | {
        name: value for name, value in values.items() if value is not None
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def made_number(row: ImportedRow, columns: Iterable[str], letter: str) -> str:
    """Return a number made of what a row holds, so that importing it again finds it."""
    parts = [str(row.get(name) or "") for name in columns]
    return letter + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
