"""Registering a result in the sector database: an evaluation with its initiative, a threat level with its area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..base.errors import InputError
from ..base.i18n import translate
from ..base.sql import Sql, Value
from ..database.access import Database, select
from ..database.ddl import edition_on
from ..safety.evaluation.settings import EvaluationSettings
from ..safety.threat.settings import Quarter


@dataclass(frozen=True)
class Result:
    """What every registered result says; `edition` is that in force on the day where it is empty."""

    title: str
    edition: str
    report: str
    made_on: dt.date

    def columns(self, database: Database) -> dict[str, Sql]:
        """Return the columns that evaluations and threat assessments have in common, as literals."""
        dialect = database.dialect
        return {
            "title": dialect.literal(self.title),
            "edition": dialect.literal(self.edition)
            if self.edition
            else edition_on(dialect, dialect.day(self.made_on)),
            "report": dialect.literal(self.report or None),
            "made_on": dialect.literal(self.made_on),
        }


def evaluation_statements(
    database: Database, initiative: str, settings: EvaluationSettings, finding: str, outcome: str, result: Result
) -> list[Sql]:
    """Return the statements that register an evaluation; the same title and edition again replaces it.

    Raises:
        InputError: the database has no initiative of this name.

    """
    owner = _initiative(database, initiative)
    dialect, before, after = database.dialect, settings.before, settings.after
    columns = result.columns(database) | {
        "initiative": dialect.literal(owner),
        "finding": dialect.literal(finding),
        "outcome": dialect.literal(outcome[:8000]),
        "before_start": dialect.literal(before.start if before else None),
        "before_end": dialect.literal(before.end if before else None),
        "after_start": dialect.literal(after.start if after else None),
        "after_end": dialect.literal(after.end if after else None),
    }
    return _replace(database, "evaluation", columns, ("initiative", "title", "edition"))


def _initiative(database: Database, name: str) -> int:
    rows = select(database, "SELECT id, name FROM {initiative!t} ORDER BY valid_from DESC, id DESC", "id name")
    for id_, known in rows:
        if known.casefold() == name.strip().casefold():
            return int(id_)
    message = translate("Core", "“{database}” has no initiative “{name}”. It has: {known}.")
    known = ", ".join(f"“{known}”" for _, known in rows[:20]) or "–"
    raise InputError(message.format(database=database.title, name=name, known=known))


def threat_statements(
    database: Database, levels: Mapping[str, tuple[str, str]], quarter: Quarter, result: Result
) -> tuple[list[Sql], list[str]]:
    """Return the statements that register each area's level, and the names of areas the database does not know.

    `levels` gives level and reasons by the area's name. The edition of the area that is in force at the quarter's
    end is meant, else the newest. The same quarter and edition again replaces what was registered.
    """
    dialect = database.dialect
    areas: dict[str, int] = {}
    rows = select(
        database,
        "SELECT id, name FROM {exposed_area!t} ORDER BY CASE WHEN valid_from <= {day} "
        "AND coalesce(valid_to, {day}) >= {day} THEN 0 ELSE 1 END, valid_from DESC, id DESC",
        "id name",
        day=dialect.day(quarter.period.end),
    )
    for id_, name in rows:
        areas.setdefault(name.casefold(), id_)
    statements: list[Sql] = []
    for name, (level, reasons) in levels.items():
        if name.casefold() not in areas:
            continue
        columns = result.columns(database) | {
            "exposed_area": dialect.literal(areas[name.casefold()]),
            "quarter": dialect.literal(str(quarter)),
            "level": dialect.literal(level),
            "outcome": dialect.literal(reasons[:8000]),
        }
        statements += _replace(database, "threat_assessment", columns, ("exposed_area", "quarter", "edition"))
    return statements, [name for name in levels if name.casefold() not in areas]


def _replace(database: Database, table: str, columns: dict[str, Sql], key: Iterable[str]) -> list[Sql]:
    dialect = database.dialect
    same = Sql(" AND ".join(dialect.compose("{name!n} = {value}", name=name, value=columns[name]) for name in key))
    parts: dict[str, Value] = {"table": table, "same": same}
    return [
        dialect.compose("DELETE FROM {table!p} WHERE {same}", **parts),
        dialect.insert(table, columns, columns.values()),
    ]
