"""The schema holds in both backends: rules, versions, refusals in plain words."""

import datetime as dt
from pathlib import Path

import pytest
from sector_planner.core.base.sql import Shape
from sector_planner.core.database.access import RefusedError, upgrade, version_of
from sector_planner.core.database.ddl import PUBLIC_CONTACT
from sector_planner.core.database.migrations import VERSION, schema
from sector_planner.core.database.transfer import rows_of
from sector_planner.processing.framework.database import new_geopackage, open_database


def write(database, *pairs):
    database.write([database.dialect.compose(template, **parts) for template, parts in pairs])


def rows(database, columns, template, **parts):
    return database.rows(database.dialect.compose(template, **parts), *columns.split())


def everything(database, version=VERSION):
    return {
        name: rows(
            database,
            " ".join(n for n in table.column_names() if n != "geom"),
            "SELECT * FROM {name!p} ORDER BY id",
            name=name,
        )
        for name, table in schema(version).items()
    }


SET = (
    "INSERT INTO {sector_set!t} (name, edition, status, valid_from) VALUES ('Plan', '2026', 'adopted', {day})",
    {"day": dt.date(2020, 1, 1)},
)
SECTORS = ("INSERT INTO {sector!t} (sector_set, sector_id, name) VALUES (1, 1, 'One'), (1, 2, 'Two')", {})
OFFICERS = (
    "INSERT INTO {officer!t} (officer_id, name, phone, email, publish) VALUES "
    "('A1', 'Ane Example', '+4520000001', 'ane@example.org', {yes}), ('A2', 'Bo Example', NULL, NULL, {no})",
    {"yes": True, "no": False},
)


def assign(officer, sector, start, end=None, role="responsible"):
    return (
        "INSERT INTO {assignment!t} (officer, sector, role, valid_from, valid_to) "
        "VALUES ({officer}, {sector}, {role}, {start}, {end})",
        {
            "officer": officer,
            "sector": sector,
            "role": role,
            "start": dt.date.fromisoformat(start),
            "end": end and dt.date.fromisoformat(end),
        },
    )


@pytest.fixture
def staffed(database):
    write(database, SET, SECTORS, OFFICERS)
    return database


def test_a_sector_has_one_responsible_officer_a_day(staffed):
    for first, second in (
        (("2024-01-01", None), ("2025-01-01", None)),
        (("2024-01-01", "2024-06-30"), ("2024-06-30", None)),
        (("2024-06-01", "2024-06-30"), ("2024-01-01", "2024-12-31")),
        (("2024-06-01", None), ("2020-01-01", None)),
    ):
        write(staffed, ("DELETE FROM {assignment!t}", {}), assign(1, 1, *first))
        with pytest.raises(RefusedError, match="already has a responsible officer"):
            write(staffed, assign(2, 1, *second))
        write(staffed, assign(2, 2, *second), assign(2, 1, *second, role="substitute"))
        with pytest.raises(RefusedError, match="already has a responsible officer"):
            write(staffed, ("UPDATE {assignment!t} SET role = 'responsible' WHERE role = 'substitute'", {}))
        assert len(everything(staffed)["assignment"]) == 3


def test_the_next_day_is_free(staffed):
    write(staffed, assign(1, 1, "2024-01-01", "2024-06-30"), assign(2, 1, "2024-07-01"))
    write(staffed, ("UPDATE {assignment!t} SET reason = 'moved' WHERE officer = 1", {}))


BAD = [
    ("INSERT INTO {assignment!t} (officer, sector, valid_from) VALUES (99, 1, '2024-01-01')", "refers to another"),
    ("UPDATE {sector!t} SET sector_set = 99 WHERE id = 1", "refers to another"),
    ("DELETE FROM {sector_set!t}", "refers to another"),
    ("UPDATE {sector_set!t} SET id = 7", "refers to another"),
    ("INSERT INTO {officer!t} (officer_id, name) VALUES ('A1', 'Twice')", "same key"),
    ("INSERT INTO {officer!t} (officer_id) VALUES ('A9')", "required field"),
    ("INSERT INTO {officer!t} (officer_id, name, email) VALUES ('A9', 'No mail', 'nowhere')", "officer_email"),
    ("INSERT INTO {officer!t} (officer_id, name, publish) VALUES ('A9', {long}, {no})", "too long"),
    ("UPDATE {officer!t} SET name = ' ' WHERE id = 1", "required is empty"),
    ("UPDATE {sector_set!t} SET status = 'perhaps'", "not in its list"),
    ("UPDATE {sector_set!t} SET valid_to = '2019-12-31'", "last day is before"),
    ("UPDATE {officer!t} SET review_date = 'soon'", "review_date_date|type date"),
    ("UPDATE {sector!t} SET officers = 'many'", "number|type bigint"),
    (
        "INSERT INTO {sector_set!t} (name, edition, status, valid_from) VALUES ('B', '2', 'adopted', '2026-01-01')",
        "adopted",
    ),
]


def test_what_the_schema_forbids_is_refused_in_plain_words_and_nothing_stays(staffed):
    before = everything(staffed)
    for statement, words in BAD:
        with pytest.raises(RefusedError, match=words):
            write(
                staffed,
                ("INSERT INTO {officer!t} (officer_id, name) VALUES ('Z', 'Goes with the rest')", {}),
                (statement, {"long": "x" * 201, "no": False}),
            )
        assert everything(staffed) == before, statement


def test_only_published_contacts_of_today_reach_the_public_view(staffed):
    write(staffed, assign(1, 1, "2024-01-01"), assign(2, 2, "2024-01-01"), assign(1, 2, "2020-01-01", "2020-12-31"))
    found = rows(staffed, " ".join(PUBLIC_CONTACT), "SELECT * FROM {public_contact!t}")
    assert len(found) == 1
    assert found[0][:6] == ["A1", "1", "responsible", "Ane Example", "+4520000001", "ane@example.org"]


def test_shapes_come_back_as_they_went_in(staffed):
    import shapely
    from sector_planner.core.base.sql import shape_from_hex

    area = shapely.from_wkt("MULTIPOLYGON(((720000 6170000,720100 6170000,720100 6170100,720000 6170000)))")
    write(staffed, ("UPDATE {sector!t} SET geom = {shape} WHERE id = 1", {"shape": Shape(shapely.to_wkb(area))}))
    hexadecimal = staffed.dialect.hex_shape("geom")
    found = rows(staffed, "shape", "SELECT {shape} AS shape FROM {sector!t} ORDER BY id", shape=hexadecimal)
    assert shapely.from_wkb(shape_from_hex(found[0][0]).wkb).equals(area)
    assert shape_from_hex(found[1][0]) is None


def contents(database, tables):
    return {
        table.name: [dict(zip(table.column_names(), row, strict=True)) for row in rows_of(database, table)]
        for table in tables.values()
    }


@pytest.mark.parametrize("version", range(1, VERSION))
def test_every_earlier_version_is_brought_up_to_date_and_keeps_its_data(empty, fill, version):
    database = new_geopackage(Path(empty)) if empty.endswith(".gpkg") else open_database(empty)
    assert upgrade(database, version) == 0
    before = schema(version)
    fill(database, before)
    kept = contents(database, before)
    assert all(len(found) >= 2 for found in kept.values())
    assert upgrade(database) == version
    assert version_of(database) == VERSION
    for name, found in contents(database, before).items():
        for old, new in zip(kept[name], found, strict=True):
            assert {column for column in old if old[column] != new[column]} <= {"edition"}, name
            assert old.get("edition") in (None, new.get("edition"))
    assert upgrade(database) == VERSION


def test_everything_carries_an_edition(empty):
    """Rows that had none get that of the set adopted on their day; where none was, of the newest."""
    assert all("edition" in table.column_names() for table in schema().values())
    database = new_geopackage(Path(empty)) if empty.endswith(".gpkg") else open_database(empty)
    upgrade(database, 2)
    entry = "INSERT INTO {log_entry!t} (sector, entry_date, target_group, challenge, edition) VALUES (1, {day}, 1, 'x', {edition})"
    write(
        database,
        ("INSERT INTO {sector_set!t} (name, edition, status, valid_from, valid_to) VALUES ('Old', '2020-1', 'adopted', '2020-01-01', '2025-12-31'), ('New', '2026-1', 'adopted', '2026-01-01', NULL), ('Idea', '2027-1', 'draft', '2026-01-01', NULL)", {}),
        ("INSERT INTO {sector!t} (sector_set, sector_id, name) VALUES (1, 1, 'One'), (3, 1, 'One')", {}),
        OFFICERS,
        assign(1, 1, "2024-01-01"),
        *((entry, {"day": dt.date.fromisoformat(day), "edition": edition}) for day, edition in (("2025-12-31", None), ("2026-01-01", None), ("2019-01-01", None), ("2024-01-01", "own"))),
    )  # fmt: skip
    upgrade(database)
    found = {name: [row["edition"] for row in rows] for name, rows in contents(database, schema()).items()}
    assert found["log_entry"] == ["2020-1", "2026-1", "2026-1", "own"]
    assert found["sector"] == ["2020-1", "2027-1"]
    assert found["assignment"] == ["2020-1"]
    assert found["officer"] == ["2026-1"] * 2
    assert set(found["target_group"]) == {"1"}


def test_upgraded_and_fresh_databases_are_the_same(empty, request):
    """Compare what the two backends' own catalogues say."""
    stepwise = new_geopackage(Path(empty)) if empty.endswith(".gpkg") else open_database(empty)
    for version in range(1, VERSION + 1):
        upgrade(stepwise, version)
    if stepwise.dialect.is_postgresql:
        cluster = request.getfixturevalue("cluster")
        fresh = open_database(cluster.connect(cluster.new_database(request.getfixturevalue("ready_postgresql"))))
        query = (
            "SELECT conname::text AS a, pg_get_constraintdef(oid) AS b FROM pg_constraint UNION ALL "
            "SELECT attrelid::regclass::text, attname || format_type(atttypid, atttypmod) FROM pg_attribute "
            "JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'sector_planner'::regnamespace ORDER BY 1, 2"
        )
    else:
        fresh = open_database(str(request.getfixturevalue("ready_geopackage")))
        query = "SELECT name AS a, sql AS b FROM sqlite_master ORDER BY 1, 2"
    assert rows(stepwise, "a b", query) == rows(fresh, "a b", query)


def test_an_older_database_learns_of_nights_and_keeps_what_people_added_to_it(empty):
    """SQLite cannot drop a condition: a table made anew would lose added columns, indexes, triggers, the spatial index."""
    database = new_geopackage(Path(empty)) if empty.endswith(".gpkg") else open_database(empty)
    upgrade(database, 3)
    event = "INSERT INTO {public_event!t} (title, event_date, start_time, end_time, place) VALUES ('Walk', '2026-05-01', {start}, {end}, 'Square')"
    added = [
        "ALTER TABLE {public_event!t} ADD COLUMN weather text",
        "CREATE INDEX own_index ON {public_event!t} (title)",
    ]
    write(database, (event, {"start": "10:00", "end": "12:00"}), *((text, {}) for text in added))
    write(database, ("UPDATE {public_event!t} SET weather = 'rain'", {}))
    with pytest.raises(RefusedError, match="public_event_times"):
        write(database, (event, {"start": "22:00", "end": "00:30"}))
    assert upgrade(database) == 3
    write(database, (event, {"start": "22:00", "end": "00:30"}))
    found = rows(database, "id end_time weather", "SELECT id, end_time, weather FROM {public_event!t} ORDER BY id")
    assert [row[1:] for row in found] == [["12:00", "rain"], ["00:30", None]]
    with pytest.raises(RefusedError):  # the other conditions stand
        write(database, (event, {"start": "22:00", "end": "half past one"}))
    if empty.endswith(".gpkg"):
        names = rows(database, "name", "SELECT name FROM sqlite_master WHERE tbl_name = 'public_event'")
        assert ["own_index"] in names
        assert ["public_event_sector_exists_insert"] in names
        assert rows(database, "said", "SELECT integrity_check AS said FROM pragma_integrity_check") == [["ok"]]
