"""Both homes of the sector database: a GeoPackage, and the suite's own PostgreSQL with PostGIS."""

import shutil

import pytest


@pytest.fixture(params=["geopackage", "postgresql"])
def empty(request, tmp_path):
    """Return what a DATABASE parameter takes for a home that holds nothing yet."""
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
    """Return the DATABASE parameter of a sector database that is ready and empty, in either home."""
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
    from sector_planner.processing.database import open_database

    return open_database(place)


@pytest.fixture
def sectors(database):
    """Adopt a plan of twenty sectors in two districts, each a square kilometre, and return the database."""
    import shapely
    from sector_planner.core.store.homes import Shape

    home = database.home
    statements = [
        home.compose(
            "INSERT INTO {sector_set!t} (name, edition, status, valid_from) VALUES ('Plan', '2020-1', 'adopted', '2020-01-01')"
        ),
        home.compose(
            "INSERT INTO {local_police_district!t} (name, station) VALUES ('North', 'North Station'), ('South', 'South Station')"
        ),
    ]
    for number in range(1, 21):
        west, south = 720_000 + number % 5 * 1000, 6_170_000 + (number - 1) // 5 * 1000
        area = shapely.multipolygons([shapely.box(west, south, west + 1000, south + 1000)])
        statements.append(
            home.compose(
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
    home = sectors.home
    point = "POINT({} {})"
    import shapely
    from sector_planner.core.store.homes import Shape

    def at(x, y):
        return home.literal(Shape(shapely.to_wkb(shapely.from_wkt(point.format(x, y)))))

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
            "INSERT INTO {walk_finding!t} (sector, found_on, spot, kind, who_mends, geom) VALUES "
            "(1, '2026-02-15', 'Dark underpass', 'light', 'Municipality', {a}), (1, '2026-02-15', 'Hedge', 'planting', NULL, {b})",
            {"a": at(721_350, 6_170_350), "b": at(721_900, 6_170_900)},
        ),
    ]
    sectors.write([*(home.compose(row) for row in rows), *(home.compose(row, **parts) for row, parts in placed)])
    return sectors
