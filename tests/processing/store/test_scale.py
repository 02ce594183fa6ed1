"""A station of 1,000 officers, 200 sectors and 500,000 log entries on PostgreSQL: each view within a second.

`make bench-store` prints the times beside the bare SQL.
"""

import datetime as dt
import time

import pytest
from qgis.core import QgsProject
from sector_planner.core.store.dossier import sector_dossier
from sector_planner.core.store.duty import on_duty, responsible
from sector_planner.processing.database import open_database

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
    ST_SetSRID(ST_MakePoint(700000 + n % 20000, 6150000 + n % 10000), 25832) FROM generate_series(1, 500000) AS n;
ANALYZE;
"""
DAY = dt.date(2026, 10, 1)


@pytest.fixture
def station(provider, cluster, ready_postgresql):
    name = cluster.new_database(ready_postgresql)
    cluster.psql(FILL, name)
    return name


def best(work, times=3):
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - start)
    return min(taken), result


def test_a_large_station_answers_within_a_second(run, cluster, station, tmp_path):
    place = cluster.connect(station)
    database = open_database(place)
    duty, found = best(lambda: responsible(on_duty(database, DAY), 77))
    bare, _ = best(lambda: cluster.psql(
        "SELECT o.name FROM sector_planner.assignment a JOIN sector_planner.officer o ON o.id = a.officer "
        "JOIN sector_planner.sector s ON s.id = a.sector WHERE a.role = 'responsible' AND s.sector_id = 77 "
        f"AND daterange(a.valid_from, a.valid_to, '[]') @> date '{DAY}'", station))  # fmt: skip
    assert found is not None
    collected, dossier = best(lambda: sector_dossier(database, 77, DAY, "en"))
    assert len(dossier.log) > 100
    bare_log, _ = best(lambda: cluster.psql(
        "SELECT count(challenge) FROM sector_planner.log_entry l JOIN sector_planner.sector s ON s.id = l.sector "
        f"WHERE s.sector_id = 77 AND l.entry_date BETWEEN date '{DAY}' - 365 AND date '{DAY}'", station))  # fmt: skip
    written, _ = best(lambda: run("sectordossier", {"DATABASE": place, "SECTOR": 77, "DAY": "2026-10-01", "OUTPUT": str(tmp_path / "d.html")}))  # fmt: skip
    run("createsectordatabase", {"DATABASE": place, "PROJECT": str(tmp_path / "p.qgz")})
    project = QgsProject()
    opened, _ = best(lambda: project.read(str(tmp_path / "p.qgz")))
    print(
        f"\nresponsible on a day {duty:.3f} s (bare SQL with its psql process {bare:.3f} s); dossier collected "
        f"{collected:.3f} s (bare SQL for its log {bare_log:.3f} s), written as a page {written:.3f} s; "
        f"project opened {opened:.3f} s"
    )
    assert max(duty, written, opened) < 1.0
