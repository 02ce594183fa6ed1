"""A crime grid counted by PostGIS is the one counted from a file, to the last bit."""

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

MAKE = """
CREATE EXTENSION postgis;
CREATE TABLE incident (id serial PRIMARY KEY, geom geometry(Point, 25832), "type" text, scene varchar(20),
    method integer, from_time timestamp, to_time timestamp);
SELECT setseed(0.5);
INSERT INTO incident (geom, "type", scene, method, from_time, to_time)
SELECT CASE WHEN random() < 0.95 THEN ST_SetSRID(ST_MakePoint(700000 + 10 * floor(random() * 300 - 40),
        6170000 + 10 * floor(random() * 200 - 40)), 25832) END,
    (ARRAY['Indbrud', 'Hærværk', ' Vold ', '', NULL, 'Tyveri''s'])[1 + floor(random() * 6)],
    (ARRAY['gade', 'flat', NULL])[1 + floor(random() * 3)], floor(random() * 4),
    CASE WHEN random() < 0.9 THEN timestamp '2024-01-01' + random() * interval '400 days' END, NULL
FROM generate_series(1, 4000);
UPDATE incident SET to_time = from_time + (random() * 30 - 3) * interval '1 hour' WHERE id % 3 > 0;
UPDATE incident SET to_time = '2024-05-05 10:00', from_time = NULL WHERE id % 50 = 0;
UPDATE incident SET from_time = date_trunc('day', from_time) + interval '6 hours', to_time = NULL WHERE id % 41 = 0;
UPDATE incident SET from_time = 'infinity' WHERE id = 7;
INSERT INTO incident (geom, "type", from_time, to_time)
SELECT geom, "type", from_time, to_time FROM incident
WHERE ST_X(geom) BETWEEN 700100 AND 700900 AND from_time BETWEEN '2024-03-05' AND '2024-06-01' LIMIT 12;
"""
SECTORS = [
    ("POLYGON((700000 6170000,701000 6170000,701000 6171000,700000 6171000,700000 6170000))", {"sector_id": "A"}),
    ("POLYGON((701000 6170000,702050 6170100,702000 6171000,701000 6171000,701000 6170000))", {"sector_id": "B"}),
]


@pytest.fixture(scope="module")
def database(cluster):
    name = cluster.new_database()
    cluster.psql(MAKE, name)
    return f"dbname='{name}' host='{cluster.folder}' port={cluster.port} user='postgres'"


@pytest.fixture
def incidents(database):
    def open_layer(subset="", geometry="geom", srid=25832):
        uri = f'{database} key=\'id\' srid={srid} type=Point table="public"."incident" ({geometry}) sql={subset}'
        layer = QgsVectorLayer(uri, "incidents", "postgres")
        assert layer.isValid()
        return layer

    return open_layer


@pytest.fixture
def sectors(memory_layer):
    return memory_layer("Polygon", "sector_id:string", SECTORS, name="sectors")


def attributes(result):
    return {feature["cell_id"]: feature.attributes() for feature in result["OUTPUT"].getFeatures()}


CASES = [
    {},
    {"SECTORS": True},
    {"SECTORS": True, "PERIODS": "month", "PERIOD_START": "2024-03-01", "PERIOD_END": "2024-10-31"},
    {"PERIODS": "quarter", "TO_FIELD": None, "METHOD_FIELD": None, "PERIOD_END": "2024-06-30"},
]


@pytest.mark.parametrize("change", CASES)
def test_the_database_counts_what_the_stream_counts(
    run, incidents, sectors, feedback, tmp_path, qgis_processing, change
):
    from qgis import processing

    subset = "" if change else "id < 2000 OR id > 4000"
    layer, path = incidents(subset), str(tmp_path / "incidents.gpkg")
    processing.run("native:savefeatures", {"INPUT": layer, "OUTPUT": path})
    settings = {"CELL_SIZE": 130, "TOP_TYPES": 2, "OUTPUT": "memory:", **change}
    if change.get("SECTORS"):
        settings["SECTORS"] = sectors
    else:
        settings["CELL_SIZE"] = 150
    streamed = run("crimegrid", {"INCIDENTS": path, **settings})
    told = [line for line in feedback.warnings if "layers" not in line]
    feedback.warnings.clear()
    assert not any("Counted in the database" in line for line in feedback.lines)
    counted = run("crimegrid", {"INCIDENTS": layer, **settings})
    assert any("Counted in the database" in line for line in feedback.lines)
    assert attributes(counted) == attributes(streamed)
    numbers = ("INCIDENTS_READ", "COUNTED", "OUTSIDE", "NO_PLACE", "NO_TIME", "OTHER_PERIOD")
    assert [counted[name] for name in numbers] == [streamed[name] for name in numbers]
    assert counted["COUNTED"] > 500
    assert [line for line in feedback.warnings if "layers" not in line] == told
    assert any("end before they begin" in line for line in told)
    assert any("very place, time and type of another" in line for line in told)


def test_hexagons_are_counted_from_the_stream(run, incidents, feedback):
    result = run("crimegrid", {"INCIDENTS": incidents(), "CELL_SIZE": 150, "SHAPE": "hexagon", "OUTPUT": "memory:"})
    assert result["COUNTED"] + result["NO_PLACE"] == 4012
    assert not any("Counted in the database" in line for line in feedback.lines)


def test_a_refusal_of_the_database_is_passed_on(run, incidents, cluster, database):
    layer = incidents()
    name = database.split("'")[1]
    cluster.psql("ALTER TABLE incident RENAME COLUMN scene TO place", name)
    try:
        with pytest.raises(QgsProcessingException, match="database of layer “incidents” did not count.*scene"):
            run("crimegrid", {"INCIDENTS": layer, "CELL_SIZE": 150, "OUTPUT": "memory:"})
    finally:
        cluster.psql("ALTER TABLE incident RENAME COLUMN place TO scene", name)


def test_times_with_a_time_zone_are_put_on_the_clock(run, cluster, feedback):
    """A timestamptz is an instant: half past midnight in Denmark on a summer Sunday is Saturday in UTC."""
    name = cluster.new_database()
    cluster.psql(
        "CREATE EXTENSION postgis; CREATE TABLE incident (id serial PRIMARY KEY, geom geometry(Point, 25832), "
        "from_time timestamptz); INSERT INTO incident (geom, from_time) SELECT ST_SetSRID(ST_MakePoint(700000 + n, 6170000 "
        "+ n), 25832), '2026-07-04 22:30:00+00' FROM generate_series(1, 900, 100) AS n;",
        name,
    )
    uri = (
        f"dbname='{name}' host='{cluster.folder}' port={cluster.port} user='postgres' key='id' srid=25832 type=Point "
        'table="public"."incident" (geom)'
    )
    layer = QgsVectorLayer(uri, "incidents", "postgres")
    grid = run("crimegrid", {"INCIDENTS": layer, "CELL_SIZE": 500, "OUTPUT": "memory:"})["OUTPUT"]
    found = [(feature["sun"], feature["night"]) for feature in grid.getFeatures() if feature["count"]]
    assert sum(sun for sun, _ in found) == sum(night for _, night in found) == 9
    assert any("9 times have an offset from UTC" in line for line in feedback.warnings)


def test_ends_that_are_put_on_the_next_day_are_counted_as_from_a_file(run, incidents, tmp_path, qgis_processing):
    from qgis import processing

    path = str(tmp_path / "incidents.gpkg")
    processing.run("native:savefeatures", {"INPUT": incidents(), "OUTPUT": path})
    settings = {"CELL_SIZE": 130, "END_NEXT_DAY": True, "OUTPUT": "memory:"}
    streamed, counted = (run("crimegrid", {"INCIDENTS": source, **settings}) for source in (path, incidents()))
    assert attributes(counted) == attributes(streamed)
