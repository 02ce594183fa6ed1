"""A station of 1,000 officers, 200 sectors and 500,000 log entries on PostgreSQL: each view within a second.

`make bench-store` prints each time beside that of the bare SQL over an open connection.
"""

import datetime as dt
import os
import re
import subprocess
import time

import pytest
import shapely
from qgis.core import QgsProject
from sector_planner.core.logbook.dossier import area_dossier, sector_dossier
from sector_planner.core.logbook.duty import on_duty, responsible
from sector_planner.processing.framework.database import open_database

pytestmark = pytest.mark.slow
FILL = """
INSERT INTO sector_planner.sector_set (name, edition, status, valid_from) VALUES ('Plan', '1', 'adopted', '2020-01-01');
INSERT INTO sector_planner.sector (sector_set, sector_id, name, population, geom)
SELECT 1, n, 'Sector ' || n, 4000, ST_Multi(ST_MakeEnvelope(700000 + n % 20 * 1000, 6150000 + n / 20 * 1000,
    701000 + n % 20 * 1000, 6151000 + n / 20 * 1000, 25832)) FROM generate_series(1, 200) AS n;
INSERT INTO sector_planner.officer (officer_id, name, phone, email)
SELECT 'P' || n, 'Officer ' || n, '+452000' || lpad(n::text, 4, '0'), 'p' || n || '@example.org' FROM generate_series(1, 1000) AS n;
INSERT INTO sector_planner.assignment (officer, sector, role, valid_from, valid_to)
SELECT 1 + n % 1000, 1 + n % 200, 'responsible', date '2020-01-01' + n / 200 * 100, date '2020-01-01' + n / 200 * 100 + 99
FROM generate_series(0, 199 + 200 * 30) AS n;
INSERT INTO sector_planner.assignment (officer, sector, role, valid_from)
SELECT n, 1 + n % 200, 'colleague', '2020-01-01' FROM generate_series(1, 1000) AS n;
INSERT INTO sector_planner.log_entry (sector, entry_date, target_group, theme, challenge, action, status, geom)
SELECT 1 + n % 200, date '2020-01-01' + n % 2500, 1 + n % 10, 'safety', 'Challenge number ' || n, 'Action', 'done',
    ST_SetSRID(ST_MakePoint(700000 + (1 + n % 200) % 20 * 1000 + n / 200 * 37 % 1000,
        6150000 + (1 + n % 200) / 20 * 1000 + n / 200 * 91 % 1000), 25832) FROM generate_series(1, 500000) AS n;
ANALYZE;
"""
DAY = dt.date(2026, 10, 1)


@pytest.fixture
def station(provider, cluster, ready_postgresql):
    name = cluster.new_database(ready_postgresql)
    cluster.psql(FILL, name)
    return name


AREA = "POLYGON((704500 6152500,707500 6152500,707500 6154500,704500 6154500,704500 6152500))"


class Recorder:
    """A database that keeps the SQL it is asked for."""

    def __init__(self, database):
        self.inner, self.dialect, self.title, self.statements = database, database.dialect, database.title, []

    def rows(self, statement, *columns):
        self.statements.append(statement)
        return self.inner.rows(statement, *columns)


def best(work, times=5):
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - start)
    return min(taken), result


def bare_sql(cluster, station, statements, times=5):
    """Return the seconds psql takes for the statements over one open connection: the best of several rounds."""
    script = "\\timing on\nSELECT 1;\n" + "".join(f"{one};\n" for one in statements) * times
    command = ["psql", "-XAt", "-o", os.devnull, "-h", cluster.folder, "-p", str(cluster.port), "-U", "postgres", "-d", station]  # fmt: skip
    told = subprocess.run(command, input=script, capture_output=True, text=True, check=True).stdout
    taken = [float(one) / 1000 for one in re.findall(r"Time: ([\d.]+) ms", told)][1:]
    assert len(taken) == times * len(statements)
    size = len(statements)
    return min(sum(taken[start : start + size]) for start in range(0, len(taken), size))


def sql_in_log(cluster, work):
    """Return the seconds the server spent on the statements that `work` sent."""
    log = cluster.folder / "log"
    before = log.stat().st_size
    work()
    with log.open(encoding="utf-8") as file:
        file.seek(before)
        return sum(float(one) for one in re.findall(r"duration: ([\d.]+) ms", file.read())) / 1000


def test_a_large_station_answers_within_a_second(run, cluster, station, tmp_path, memory_layer):
    cluster.psql(f"ALTER DATABASE {station} SET log_min_duration_statement = 0")
    place = cluster.connect(station)
    database = open_database(place)
    page, project_file = str(tmp_path / "d.html"), str(tmp_path / "p.qgz")
    dossier = {"DATABASE": place, "DAY": DAY.isoformat(), "OUTPUT": page}
    area = memory_layer("Polygon", "", [(AREA, {})], name="area")
    run("createsectordatabase", {"DATABASE": place, "PROJECT": project_file})

    def asked(work):
        """Return the time of a question and that of its own SQL."""
        recorder = Recorder(database)
        assert work(recorder) is not None
        return best(lambda: work(database))[0], bare_sql(cluster, station, recorder.statements)

    def opened():
        project = QgsProject()
        assert project.read(project_file)
        assert all(layer.isValid() for layer in project.mapLayers().values())

    rows = {
        "responsible on a day": asked(lambda place: responsible(on_duty(place, DAY), 77)),
        "dossier collected": asked(lambda place: sector_dossier(place, 77, DAY).log[100]),
        "brief collected": asked(lambda place: area_dossier(place, shapely.from_wkt(AREA), DAY).log[100]),
    }
    rows["dossier, to the HTML page"] = best(lambda: run("sectordossier", dossier | {"SECTOR": 77}))[0], rows["dossier collected"][1]  # fmt: skip
    rows["situation brief of a drawn area, to the HTML page"] = best(lambda: run("sectordossier", dossier | {"AREA": area}))[0], rows["brief collected"][1]  # fmt: skip
    rows["project opened"] = best(opened)[0], sql_in_log(cluster, opened)
    print()
    for name, (taken, bare) in rows.items():
        print(f"{name}: {taken:.3f} s, its SQL alone {bare:.3f} s, ratio {taken / bare:.1f}")
    pdf = best(lambda: run("sectordossier", dossier | {"AREA": area, "PDF": str(tmp_path / "d.pdf")}), 1)[0]
    print(f"situation brief with its PDF: {pdf:.1f} s")
    assert max(taken for taken, _ in rows.values()) < 1.0
    assert pdf < 60.0
