"""One process that writes to, or reads from, a sector database until its time is over.

    torture_worker.py ROOT DATABASE KIND NUMBER SECONDS FOLDER

A writer counts on one sector and logs one entry in the same transaction, and notes the entry in its own file
only after the commit; now and then it touches two sectors in either order, or claims a sector for a day. A reader
checks that the count and the log agree in every snapshot. Each prints what it met. A holder stays inside a
transaction until it is killed, and an adopter in that of an adoption.
"""

import importlib.util
import json
import os
import random
import sys
import time
import uuid
from pathlib import Path

from qgis.core import QgsApplication, QgsProviderRegistry

root, name, kind, number, seconds, folder = sys.argv[1:]
spec = importlib.util.spec_from_file_location(
    "sector_planner", f"{root}/__init__.py", submodule_search_locations=[root]
)
sys.modules["sector_planner"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["sector_planner"])

from sector_planner.core.base.sql import POSTGRESQL  # noqa: E402
from sector_planner.core.database.access import RefusedError  # noqa: E402
from sector_planner.processing.framework.database import QgisDatabase, open_database  # noqa: E402


def connect():
    if name.endswith(".gpkg"):
        return open_database(name)
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    return QgisDatabase(POSTGRESQL, "station", metadata.createConnection(name, {}))


def log_and_count(database, sectors, mark):
    dialect = database.dialect
    statements = [
        dialect.compose("UPDATE {sector!t} SET population = population + 1 WHERE id = {id}", id=id_) for id_ in sectors
    ]
    statements += [
        dialect.compose(
            "INSERT INTO {log_entry!t} (sector, entry_date, target_group, challenge) VALUES ({id}, '2026-01-01', 1, {mark})",
            id=id_,
            mark=mark,
        )
        for id_ in sectors
    ]
    database.write(statements)


def claim(database, chance):
    first = chance.randint(1, 28)
    database.write(
        [
            database.dialect.compose(
                "INSERT INTO {assignment!t} (officer, sector, role, valid_from, valid_to) "
                "VALUES (1, {sector}, 'responsible', {start}, {end})",
                sector=chance.randint(1, 3),
                start=f"20{chance.randint(20, 60)}-02-{first:02d}",
                end=f"2061-03-{first:02d}"
                if chance.random() < 0.02
                else None
                if chance.random() < 0.02
                else "2061-01-01",
            )
            if chance.random() < 0.1
            else database.dialect.compose(
                "INSERT INTO {assignment!t} (officer, sector, role, valid_from, valid_to) "
                "VALUES (1, {sector}, 'responsible', {day}, {day})",
                sector=chance.randint(1, 3),
                day=f"20{chance.randint(20, 60)}-{chance.randint(1, 12):02d}-{first:02d}",
            )
        ]
    )


def write(database, counts):
    chance = random.Random(int(number))
    file = Path(folder, f"writer-{number}-{os.getpid()}.txt")
    while time.time() < end:
        mark = uuid.uuid4().hex
        try:
            if chance.random() < 0.2:
                claim(database, chance)
                counts["claims"] += 1
            else:
                sectors = chance.sample(range(1, 6), 2 if chance.random() < 0.3 else 1)
                log_and_count(database, sectors, mark)
                with file.open("a") as acknowledged:
                    acknowledged.write(f"{mark} {len(sectors)}\n")
                counts["written"] += 1
        except RefusedError as error:
            note(counts, error)


def read(database, counts):
    query = database.dialect.compose(
        "SELECT (SELECT sum(population) FROM {sector!t}) AS counted, (SELECT count(*) FROM {log_entry!t}) AS logged"
    )
    while time.time() < end:
        try:
            counted, logged = database.rows(query, "counted", "logged")[0]
            counts["read"] += 1
            counts["torn"] += counted != logged
        except RefusedError as error:
            note(counts, error)


def hold(database, counts):
    """Write in a transaction that never ends, and say so."""

    def statements():
        dialect = database.dialect
        yield dialect.compose("UPDATE {sector!t} SET population = population + 1")
        yield dialect.compose(
            "INSERT INTO {log_entry!t} (sector, entry_date, target_group, challenge) VALUES (1, '2026-01-01', 1, 'half')"
        )
        print("inside", flush=True)
        time.sleep(float(seconds))

    database.write(statements())


def adopt_and_hold(database, counts):
    """Adopt the sectors that are there as a new set, and say so before the transaction's last statement."""
    import datetime as dt

    import numpy as np
    import pandas as pd
    from sector_planner.core.base.arrays import as_objects
    from sector_planner.core.base.table import FeatureTable
    from sector_planner.core.logbook.adoption import adopt, review_adoption
    from sector_planner.core.logbook.lineage import Succession

    day, old = dt.date(2026, 7, 1), Succession.read(database).sectors(0)
    table = pd.DataFrame({"sector_id": list(old.numbers)})
    sectors = FeatureTable("second", as_objects(old.areas), table, np.arange(len(table)))
    reviewed = review_adoption(database, sectors, "2026-2", day)

    def statements():
        *most, last = adopt(database, sectors, reviewed, day)
        yield from most
        print("inside", flush=True)
        time.sleep(float(seconds))
        yield last

    database.write(statements())


def note(counts, error):
    reason = error.reason
    known = {"one_responsible": "clashes", "deadlock": "deadlocks", "locked": "locked"}
    for word, entry in known.items():
        if word in reason:
            counts[entry] += 1
            return
    counts["other"] += 1
    counts["last"] = reason[:300]
    time.sleep(0.2)


application = QgsApplication([], False)
application.initQgis()
end = time.time() + float(seconds)
counts = dict.fromkeys(("written", "claims", "clashes", "deadlocks", "locked", "other", "read", "torn"), 0)
{"writer": write, "reader": read, "holder": hold, "adopter": adopt_and_hold}[kind](connect(), counts)
print(json.dumps(counts))
sys.stdout.flush()
os._exit(0)
