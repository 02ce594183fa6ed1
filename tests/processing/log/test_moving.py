"""Backup and move: every row arrives in the other backend and comes back the same."""

import pytest
from qgis.core import QgsProcessingException
from sector_planner.core.database.migrations import schema
from sector_planner.core.database.transfer import digest
from sector_planner.processing.framework.database import open_database


@pytest.fixture
def elsewhere(place, tmp_path, cluster):
    """Return what names a new database in the backend that `place` is not in."""
    return cluster.connect(cluster.new_database()) if place.endswith(".gpkg") else str(tmp_path / "other.gpkg")


def contents(name):
    database = open_database(name)
    return {table.name: digest(database, table) for table in schema().values()}


def test_everything_arrives_in_the_other_backend_and_comes_back(run, worked, place, elsewhere, tmp_path):
    dialect = worked.dialect
    worked.write(
        [
            dialect.compose("UPDATE {sector!t} SET workload = {value} WHERE id = 1", value=0.1 + 0.2),
            dialect.compose(
                "UPDATE {officer!t} SET name = {name}, publish = {yes} WHERE id = 1", name="Æ'\\\"$$", yes=True
            ),
            dialect.compose("UPDATE {target_group!t} SET active = {no} WHERE id = 2", no=False),
            dialect.compose(
                "INSERT INTO {request!t} (id, request_id, kind, received_on, place) "
                "VALUES (50, 'R50', 'safety_walk', '2026-01-01', 'Å')"
            ),
            dialect.compose("UPDATE {request!t} SET duplicate_of = 50 WHERE request_id = 'R1'"),
        ]
    )
    before = contents(place)
    assert before["log_entry"][0] == 4
    run("createsectordatabase", {"DATABASE": elsewhere, "COPY_FROM": place, "PROJECT": str(tmp_path / "p.qgz")})
    assert contents(elsewhere) == before
    back = str(tmp_path / "back.gpkg")
    run("createsectordatabase", {"DATABASE": back, "COPY_FROM": elsewhere, "PROJECT": str(tmp_path / "q.qgz")})
    assert contents(back) == before
    moved = open_database(elsewhere)
    moved.write([moved.dialect.compose("INSERT INTO {officer!t} (officer_id, name) VALUES ('NEW', 'After the move')")])


def test_every_column_of_every_table_survives_the_move(run, database, place, elsewhere, fill, tmp_path):
    fill(database, schema())
    before = contents(place)
    assert all(count >= 2 for count, _ in before.values())
    run("createsectordatabase", {"DATABASE": elsewhere, "COPY_FROM": place, "PROJECT": str(tmp_path / "p.qgz")})
    assert contents(elsewhere) == before


def test_a_copy_goes_into_a_new_database_only(run, worked, place, tmp_path):
    with pytest.raises(QgsProcessingException, match=r"holds data already.*sector_set|local_police_district"):
        run("createsectordatabase", {"DATABASE": place, "COPY_FROM": place, "PROJECT": str(tmp_path / "p.qgz")})


def test_a_difference_is_found(worked):
    table = schema()["officer"]
    before = digest(worked, table)
    worked.write([worked.dialect.compose("UPDATE {officer!t} SET phone = '+4520000009' WHERE id = 2")])
    assert digest(worked, table)[0] == before[0]
    assert digest(worked, table) != before
