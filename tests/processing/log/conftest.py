"""Both backends of the sector database: a GeoPackage, and the suite's own PostgreSQL with PostGIS."""

import datetime as dt
import shutil

import pytest


@pytest.fixture(params=["geopackage", "postgresql"])
def empty(request, tmp_path):
    """Return what a DATABASE parameter takes for a backend that holds nothing yet."""
    if request.param == "geopackage":
        yield str(tmp_path / "station.gpkg")
        return
    cluster = request.getfixturevalue("cluster")
    name = cluster.new_database()
    yield cluster.connect(name)
    cluster.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def ready_geopackage(provider, tmp_path_factory):
    from qgis import processing

    path = tmp_path_factory.mktemp("ready") / "station.gpkg"
    processing.run("sectorplanner:createsectordatabase", {"DATABASE": str(path)})
    return path


@pytest.fixture(scope="session")
def ready_postgresql(provider, cluster):
    from qgis import processing

    name = cluster.new_database()
    processing.run("sectorplanner:createsectordatabase", {"DATABASE": cluster.connect(name)})
    cluster.psql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    return name


@pytest.fixture(params=["geopackage", "postgresql"])
def place(request, tmp_path):
    """Return the DATABASE parameter of a sector database that is ready and empty, in either backend."""
    if request.param == "geopackage":
        path = tmp_path / "station.gpkg"
        shutil.copy(request.getfixturevalue("ready_geopackage"), path)
        yield str(path)
        return
    template = request.getfixturevalue("ready_postgresql")
    cluster = request.getfixturevalue("cluster")
    name = cluster.new_database(template)
    yield cluster.connect(name)
    cluster.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(place):
    from sector_planner.processing.framework.database import open_database

    return open_database(place)


@pytest.fixture
def sectors(database):
    """Adopt a plan of twenty sectors in two districts, each a square kilometre, and return the database."""
    import shapely
    from sector_planner.core.base.sql import Shape

    dialect = database.dialect
    statements = [
        dialect.compose(
            "INSERT INTO {sector_set!t} (name, edition, status, valid_from) VALUES ('Plan', '2020-1', 'adopted', '2020-01-01')"
        ),
        dialect.compose(
            "INSERT INTO {local_police_district!t} (name, station) VALUES ('North', 'North Station'), ('South', 'South Station')"
        ),
    ]
    for number in range(1, 21):
        west, south = 720_000 + number % 5 * 1000, 6_170_000 + (number - 1) // 5 * 1000
        area = shapely.multipolygons([shapely.box(west, south, west + 1000, south + 1000)])
        statements.append(
            dialect.compose(
                "INSERT INTO {sector!t} (sector_set, sector_id, name, local_police_district, geom, population) "
                "VALUES (1, {number}, {name}, {district}, {shape}, {people})",
                number=number,
                name=f"Sector {number}",
                district=1 if number <= 10 else 2,
                shape=Shape(shapely.to_wkb(area)),
                people=1000 * number,
            )
        )
    database.write(statements)
    return database


@pytest.fixture
def worked(sectors):
    """Fill the database as a year's work would: officers, log, parties, requests, initiatives. All invented."""
    dialect = sectors.dialect
    point = "POINT({} {})"
    import shapely
    from sector_planner.core.base.sql import Shape

    def at(x, y):
        return dialect.literal(Shape(shapely.to_wkb(shapely.from_wkt(point.format(x, y)))))

    def estate(west):
        area = shapely.multipolygons([shapely.box(west, 6_170_200, west + 400, 6_170_600)])
        return dialect.literal(Shape(shapely.to_wkb(area)))

    rows = [
        "INSERT INTO {officer!t} (officer_id, name, phone, email) VALUES ('A', 'Ane Example', '+4520000001', 'ane@example.org'), "
        "('B', 'Bo Example', '+4520000002', NULL), ('C', 'Ceci Example', '+4520000003', NULL)",
        "INSERT INTO {assignment!t} (officer, sector, role, valid_from, valid_to, reason) VALUES "
        "(1, 1, 'responsible', '2026-01-01', NULL, NULL), (2, 1, 'responsible', '2021-01-01', '2025-12-31', 'retired'), "
        "(2, 2, 'responsible', '2021-01-01', NULL, NULL), (3, 1, 'substitute', '2026-01-01', NULL, NULL)",
        "INSERT INTO {absence!t} (officer, valid_from, valid_to) VALUES (1, '2026-07-01', '2026-07-21')",
        "INSERT INTO {interested_party!t} (sector, name, kind, contact_person, phone) VALUES "
        "(1, 'Harbour Housing', 'housing_association', 'Ib Invented', '+4520000010'), (2, 'School of Two', 'school', NULL, NULL)",
        "INSERT INTO {initiative!t} (name, kind, sector, valid_from, goal) VALUES ('Light in the park', 'safety_partnership', 1, '2026-02-01', 'Fewer dark paths')",
    ]
    rows += [
        "INSERT INTO {evaluation!t} (initiative, title, finding, edition, outcome, made_on) VALUES "
        "(1, 'First look', 'too_few', '2026-1', NULL, '2026-03-01'), (1, 'Second look', 'fell_more', '2026-1', 'Fewer reports', '2026-03-20'), "
        "(1, 'Not yet made', 'rose', '2026-1', 'LATER', '2027-01-01')",
    ]
    placed = [
        (
            "INSERT INTO {log_entry!t} (sector, entry_date, target_group, theme, challenge, action, next_step, status, access, geom) VALUES "
            "(1, '2026-03-01', 1, 'youth', 'Noise at the <kiosk>', 'Talked with parents', 'Meet the club', 'open', 'internal', {a}), "
            "(1, '2026-03-05', 6, 'traffic', 'Speeding by the school', 'Control', NULL, 'done', 'internal', {b}), "
            "(1, '2026-03-07', 3, 'other', 'RESTRICTED-TEXT', NULL, NULL, 'open', 'restricted', {a}), "
            "(1, '2026-03-08', 3, 'other', 'Ifølge en meddeler SOURCE-TEXT', NULL, NULL, 'open', 'internal', {a})",
            {"a": at(721_250, 6_170_250), "b": at(721_800, 6_170_800)},
        ),
        (
            "INSERT INTO {request!t} (request_id, kind, received_on, place, sector, geom) VALUES "
            "('R1', 'traffic_control', '2026-03-02', 'School Road 1', 1, {a})",
            {"a": at(721_300, 6_170_300)},
        ),
        (
            "INSERT INTO {exposed_area!t} (name, edition, valid_from, geom) VALUES ('Harbour Estate', '2025', '2025-12-01', {estate}), "
            "('Far Estate', '2025', '2025-12-01', {far})",
            {"estate": estate(721_200), "far": estate(780_000)},
        ),
        (
            "INSERT INTO {threat_assessment!t} (exposed_area, title, quarter, level, edition, made_on) VALUES "
            "(1, 'Sheet', '2025-Q4', 'low', '2026-1', '2026-01-05'), (1, 'Sheet', '2026-Q1', 'raised', '2026-1', '2026-03-30')",
            {},
        ),
        (
            "INSERT INTO {walk_finding!t} (sector, found_on, spot, kind, who_mends, geom) VALUES "
            "(1, '2026-02-15', 'Dark underpass', 'light', 'Municipality', {a}), (1, '2026-02-15', 'Hedge', 'planting', NULL, {b})",
            {"a": at(721_350, 6_170_350), "b": at(721_900, 6_170_900)},
        ),
    ]
    sectors.write([*(dialect.compose(row) for row in rows), *(dialect.compose(row, **parts) for row, parts in placed)])
    return sectors


SHAPES = {
    "POINT": "POINT(720010.25 6170020.125)",
    "MULTIPOLYGON": "MULTIPOLYGON(((720000 6170000,720100 6170000,720100 6170100,720000 6170000)))",
}
FORMED = {"start_time": "10:00", "end_time": "12:30", "quarter": "2026-Q3"}


def fill_tables(database, tables, text="Æ'\\\"$$ {x}"):
    """Write two rows to every table, every text being `text` as far as the column's form and length allow."""
    for table in tables.values():
        for number in (1, 2):
            values = dict(values_of(database.dialect, table, number, text))
            database.write([database.dialect.insert(table.name, values, values.values())])


def values_of(dialect, table, number, text):
    import shapely
    from sector_planner.core.base.sql import Shape

    day = dt.date(2020 + number, 1, 1)
    if table.geometry and number == 1:
        yield "geom", dialect.literal(Shape(shapely.to_wkb(shapely.from_wkt(SHAPES[table.geometry]))))
    keys = {name for columns in table.unique for name in columns}
    for column in table.columns:
        day += dt.timedelta(days=31)
        if number == 2 and not (column.required and column.default is None) and column.name not in keys:
            continue
        if column.references == table.name:
            continue
        if column.references:
            yield column.name, dialect.compose("(SELECT min(id) FROM {parent!p})", parent=column.references)
        else:
            yield column.name, dialect.literal(value_of(column, number, day, text))


def value_of(column, number, day, text):
    from sector_planner.core.database.value_lists import codes

    if column.values:
        return codes(column.values)[-1]
    if column.kind == "date":
        return day
    if column.kind != "text":
        return {"integer": 2**30 + number, "real": 0.1 + 0.2, "boolean": False}[column.kind]
    if column.name in FORMED:
        return FORMED[column.name]
    ending = "@example.org" if column.name == "email" else str(number)
    return text[: min(column.length, 200) - len(ending)] + ending


@pytest.fixture(scope="session")
def fill():
    """Return the function that writes two rows to every table: each column filled, and only what must be."""
    return fill_tables
