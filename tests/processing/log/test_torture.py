"""A minute of many writers, and kill -9 in the middle: nothing committed is lost, nothing is torn, no rule broken.

`make test-store-torture`; STORE_TORTURE_SECONDS shortens it.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sector_planner.processing.framework.database import open_database

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
SECONDS = float(os.environ.get("STORE_TORTURE_SECONDS", "60"))


def start(database, kind, number, seconds, folder):
    worker = Path(__file__).with_name("torture_worker.py")
    command = [sys.executable, worker, ROOT, database, kind, str(number), str(seconds), folder]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def finish(processes):
    """Return what each worker met; a worker that hangs fails the test."""
    counts = []
    for process in processes:
        output, _ = process.communicate(timeout=SECONDS + 60)
        counts.append(json.loads(output.strip().splitlines()[-1]))
    return counts


def prepare(database):
    dialect = database.dialect
    rows = [
        "INSERT INTO {sector_set!t} (name, edition, status, valid_from) VALUES ('Plan', '1', 'adopted', '2020-01-01')",
        "INSERT INTO {officer!t} (officer_id, name) VALUES ('A', 'Ane Example')",
        "INSERT INTO {sector!t} (sector_set, sector_id, name, population) VALUES "
        "(1, 1, 'a', 0), (1, 2, 'b', 0), (1, 3, 'c', 0), (1, 4, 'd', 0), (1, 5, 'e', 0)",
    ]
    database.write([dialect.compose(row) for row in rows])


def check(database, folder, killed):
    dialect = database.dialect
    found = database.rows(
        dialect.compose("SELECT challenge, count(*) AS n FROM {log_entry!t} GROUP BY challenge"), "challenge", "n"
    )
    there = dict(found)
    promised = {}
    for file in Path(folder).glob("writer-*.txt"):
        for line in file.read_text().splitlines():
            if len(line.split()) == 2:
                promised[line.split()[0]] = int(line.split()[1])
    lost = {mark: count for mark, count in promised.items() if there.get(mark) != count}
    assert not lost
    unpromised = set(there) - set(promised)
    assert len(unpromised) <= killed, "only a killed writer or server may leave a commit unanswered"
    counted = database.rows(dialect.compose("SELECT sum(population) AS counted FROM {sector!t}"), "counted")[0][0]
    assert counted == sum(there.values())
    twice = dialect.compose(
        "SELECT count(*) AS n FROM {assignment!t} AS a JOIN {assignment!t} AS b ON a.sector = b.sector AND a.id < b.id "
        "AND a.valid_from <= coalesce(b.valid_to, '9999-12-31') AND b.valid_from <= coalesce(a.valid_to, '9999-12-31')"
    )
    assert database.rows(twice, "n") == [[0]]
    return len(promised)


def report(title, counts, promised):
    total = {
        key: sum(count[key] for count in counts)
        for key in ("written", "claims", "clashes", "deadlocks", "locked", "other", "read", "torn")
    }
    last = [count["last"] for count in counts if "last" in count]
    print(f"\n{title}: {total}, {promised} commits promised and kept; last other: {last[:1]}")
    assert total["torn"] == 0
    return total


def kill_server(cluster):
    """Kill the server as a power cut would, and start it again."""
    server = int((cluster.folder / "data" / "postmaster.pid").read_text().split()[0])
    children = subprocess.run(["pgrep", "-P", str(server)], capture_output=True, text=True, check=False).stdout.split()
    for process in (server, *map(int, children)):
        with contextlib.suppress(ProcessLookupError):  # a connection may close in between
            os.kill(process, signal.SIGKILL)
    for _ in range(30):
        try:
            cluster.start()
        except subprocess.CalledProcessError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("the server did not come back")


def test_postgresql_with_eight_writers_four_readers_and_two_kills(provider, durable, tmp_path):
    from qgis import processing

    name = durable.new_database()
    connection = durable.connect(name)
    processing.run("sectorplanner:createsectordatabase", {"DATABASE": connection})
    prepare(open_database(connection))
    uri = f"dbname='{name}' host='{durable.folder}' port={durable.port} user='postgres'"
    writers = [start(uri, "writer", number, SECONDS, tmp_path) for number in range(8)]
    readers = [start(uri, "reader", number, SECONDS, tmp_path) for number in range(4)]
    time.sleep(SECONDS / 3)
    writers[0].kill()
    time.sleep(SECONDS / 3)
    kill_server(durable)
    counts = finish([*writers[1:], *readers])
    promised = check(open_database(durable.connect(name, "postgres")), tmp_path, killed=9)
    total = report("PostgreSQL", counts, promised)
    assert min(total["written"], total["claims"], total["clashes"], total["read"]) > 0
    waiting = durable.psql("SELECT count(*) FROM pg_locks WHERE NOT granted", name)
    assert waiting == "0"


def test_a_geopackage_with_two_writers_and_a_kill(ready_geopackage, tmp_path):
    path = tmp_path / "station.gpkg"
    shutil.copy(ready_geopackage, path)
    prepare(open_database(str(path)))
    writers = [start(path, "writer", number, SECONDS, tmp_path) for number in range(2)]
    time.sleep(SECONDS / 2)
    writers[0].kill()
    writers[0].communicate()
    writers[0] = start(path, "writer", 2, SECONDS / 2, tmp_path)
    counts = finish(writers)
    promised = check(open_database(str(path)), tmp_path, killed=1)
    total = report("GeoPackage", counts, promised)
    assert total["written"] > 0
