"""What the fuzzer feeds: every parser that takes a file or a text, without QGIS; each raises only errors for people.

The imports run to the end: what a file would write is written to a copy of a sector database in memory, which must
take it or refuse it by a rule of its own, and never changes its tables.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from fuzz_names import NAMES
from sector_planner.core.base.errors import SectorPlannerError
from sector_planner.core.base.sheets import read_csv, read_json
from sector_planner.core.base.sql import GEOPACKAGE
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.crime.harm import harm_weights
from sector_planner.core.crime.local_time import TimeReading, parse_times
from sector_planner.core.crime.settings import read_bands
from sector_planner.core.imports.officers import plan_officers
from sector_planner.core.imports.places import Gazetteer, address_points
from sector_planner.core.imports.requests import plan_requests
from sector_planner.core.imports.walk_findings import plan_findings
from sector_planner.core.plan.settings import parse_cannot_link, parse_district_sectors, parse_expected_parts
from sector_planner.core.publish.contact_fields import parse_email, parse_link, parse_phone
from sector_planner.core.publish.contacts import read_contacts
from sector_planner.core.safety.evaluation.preregistration import read_registration
from sector_planner.core.safety.index.importing import TableFields, import_index, read_aliases
from sector_planner.core.safety.threat.settings import read_quarter

TODAY = dt.date(2026, 6, 1)
PLACES = Gazetteer(address_points([("School Road 3", (720500.0, 6175500.0))]), lambda x, y: (x, y))
FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-", dir=Path("/dev/shm") if Path("/dev/shm").is_dir() else None))


class InMemory:
    """A sector database in memory: what core asks of an open database."""

    dialect, title = GEOPACKAGE, "station.gpkg"

    def __init__(self, path):
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        with contextlib.closing(sqlite3.connect(path)) as source:
            source.backup(self.connection)
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            self.connection.create_function(name, 1, lambda shape: 0)
        self.schema = self._schema()

    def _schema(self):
        return self.connection.execute("select name, sql from sqlite_master order by name").fetchall()

    def tables(self):
        return {name for name, _ in self.schema}

    def rows(self, statement, *columns):
        found = self.connection.execute(f"SELECT json_array({self.dialect.names(columns)}) FROM ({statement})")
        return [json.loads(line) for (line,) in found]

    def try_out(self, table, plan):
        """Write a plan's statements, check what they did, and take them back."""
        count = f"select count(*) from {table}"
        before = self.connection.execute(count).fetchone()[0]
        self.connection.execute("BEGIN")
        try:
            for statement in plan.statements:
                self.connection.execute(statement)
            added = self.connection.execute(count).fetchone()[0] - before
            if added != plan.added:
                raise RuntimeError(f"{plan.added} rows were announced, {added} written")
            if self._schema() != self.schema:
                raise RuntimeError("a file changed the tables")
        finally:
            self.connection.execute("ROLLBACK")


def sheet_of(data):
    """Return a file's sheet: JSON where it begins as JSON does, else CSV."""
    is_json = data[:1] in (b"{", b"[")
    path = FOLDER / ("file.json" if is_json else "file.csv")
    path.write_bytes(data)
    return read_json(path) if is_json else read_csv(path)


def as_table(sheet, geometry=None):
    """Return a sheet as QGIS would hand over a CSV file: all fields text, missing ones None."""
    names = [name for name in dict.fromkeys(sheet.headings) if name]
    cells = [
        [row[n] if n < len(row) else None for n, name in enumerate(sheet.headings) if name in names]
        for _, row in sheet.rows
    ]
    frame = pd.DataFrame([row[: len(names)] for row in cells], columns=names, dtype=object)
    nowhere = np.full(len(frame), None, dtype=object) if geometry is None else geometry
    return FeatureTable("table", nowhere, frame, np.arange(len(frame)))


def officers(database, data):
    plan = plan_officers(database, sheet_of(data), TODAY)
    database.try_out("officer", plan)


def requests(database, data):
    plan = plan_requests(database, sheet_of(data), PLACES)
    database.try_out("request", plan)


def findings(database, data):
    plan = plan_findings(database, sheet_of(data), PLACES)
    database.try_out("walk_finding", plan)


def index(database, data):
    table = as_table(sheet_of(data))
    names = list(table.attributes.columns)
    if not names:
        return
    shapes = shapely.box(np.arange(3), 0, np.arange(3) + 1, 1)
    frame = pd.DataFrame({"name": ["Indre By", "Vesterbro-Kongens Enghave", "Valby"]})
    districts = FeatureTable("districts", shapes, frame, np.arange(3))
    picked = [*names[:5], *[""] * 5][:5]
    import_index(districts, "name", table, TableFields(*picked), None if picked[1] else 2024, {})


def harm(database, data):
    harm_weights(sheet_of(data))


def contacts(database, data):
    read_contacts(as_table(sheet_of(data)))


def registration(database, data):
    read_registration(data.decode("utf-8", "replace"))


def texts(database, data):
    """Try every text that a parameter or cell may hold."""
    text = data.decode("utf-8", "surrogateescape" if data[:1] == b"s" else "replace")
    for parse in (
        parse_district_sectors,
        parse_cannot_link,
        parse_expected_parts,
        read_bands,
        read_aliases,
        read_quarter,
    ):
        with contextlib.suppress(SectorPlannerError):
            parse(text)
    for parse in (parse_phone, parse_email, parse_link):
        parse(text)
    parse_times(np.array([text, *text.split(";")], dtype=object), TimeReading())


TARGETS = {name: globals()[name] for name in NAMES}


def attempt(name, database, data):
    """Feed one input; return right or refused; anything but an error for people escapes."""
    try:
        TARGETS[name](database, data)
    except SectorPlannerError as error:
        if len(str(error)) < 15:
            raise RuntimeError(f"unclear: {error}") from error
        return "refused"
    return "right"
