"""createsectordatabase: what people call, and what each role may do."""

import resource
import subprocess

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer
from sector_planner.core.base.sql import GEOPACKAGE, POSTGRESQL
from sector_planner.core.database.ddl import READER_TABLES
from sector_planner.core.database.migrations import schema
from sector_planner.processing.framework.database import open_database


def test_a_database_is_created_once_and_then_left_as_it_is(run, empty, feedback):
    assert run("createsectordatabase", {"DATABASE": empty})["DATABASE"] == empty
    database = open_database(empty)
    database.write([database.dialect.compose("INSERT INTO {officer!t} (officer_id, name) VALUES ('A1', 'Ane')")])
    run("createsectordatabase", {"DATABASE": empty})
    assert any("up to date already" in line for line in feedback.lines)
    assert database.rows(database.dialect.compose("SELECT name FROM {officer!t}"), "name") == [["Ane"]]


def test_a_geopackage_with_other_tables_is_refused_and_left_alone(run, memory_layer, tmp_path):
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    path = tmp_path / "roads.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(
        memory_layer("Point", "name:string", [("POINT(1 1)", {"name": "x"})]),
        str(path),
        QgsCoordinateTransformContext(),
        options,
    )
    before = path.read_bytes()
    with pytest.raises(QgsProcessingException, match=r"no sector database.*roads"):
        run("createsectordatabase", {"DATABASE": str(path)})
    assert path.read_bytes() == before


def test_a_database_of_a_newer_plugin_is_refused(run, database, place):
    database.write([database.dialect.compose("INSERT INTO {schema_version!t} (version) VALUES (99)")])
    with pytest.raises(QgsProcessingException, match=r"99.*Update the plugin"):
        run("createsectordatabase", {"DATABASE": place})


def test_an_unknown_connection_is_named_with_those_there_are(run):
    with pytest.raises(QgsProcessingException, match="no such station.*neither"):
        run("createsectordatabase", {"DATABASE": "no such station"})


def test_a_folder_that_is_not_there_is_named(run, tmp_path):
    with pytest.raises(QgsProcessingException, match="blocked"):
        (tmp_path / "blocked").write_text("a file")
        run("createsectordatabase", {"DATABASE": str(tmp_path / "blocked" / "station.gpkg")})


def test_qgis_edits_are_held_to_the_same_rules(database):
    """A form in QGIS writes past our code; the database itself refuses what is wrong."""
    database.write(
        [
            database.dialect.compose(
                "INSERT INTO {sector_set!t} (name, edition, valid_from) VALUES ('Plan', '1', '2026-01-01')"
            )
        ]
    )
    layer = QgsVectorLayer(
        database.layer_source("sector"), "sector", "postgres" if database.dialect.is_postgresql else "ogr"
    )
    assert layer.isValid()
    from qgis.core import QgsVectorLayerUtils

    def add(sector_set, number):
        layer.startEditing()
        feature = QgsVectorLayerUtils.createFeature(layer)
        for name, value in {"sector_set": sector_set, "sector_id": number, "name": "Å"}.items():
            feature[name] = value
        layer.addFeature(feature)
        done = layer.commitChanges()
        if not done:
            layer.rollBack()
        return done

    assert add(1, 1)
    assert not add(99, 2)
    assert not add(1, 1)
    assert database.rows(database.dialect.compose("SELECT sector_id FROM {sector!t}"), "sector_id") == [[1]]


@pytest.fixture
def station(cluster, ready_postgresql):
    name = cluster.new_database(ready_postgresql)
    cluster.psql(
        "INSERT INTO sector_planner.officer (officer_id, name, publish) VALUES ('A1', 'Seen', true), ('A2', 'Hidden', false)",
        name,
    )
    for user, role in (("rita", "reader"), ("eva", "editor"), ("olaf", "")):
        exists = cluster.psql(f"SELECT count(*) FROM pg_roles WHERE rolname = '{user}'")
        if exists == "0":
            cluster.psql(f"CREATE ROLE {user} LOGIN" + (f" IN ROLE sector_planner_{role}" if role else ""))
    return name


READS = sorted(set(schema()) - set(READER_TABLES))


def test_a_reader_cannot_read_what_is_not_public(cluster, station):
    for table in READS:
        with pytest.raises(subprocess.CalledProcessError) as refused:
            cluster.psql(f"SELECT * FROM sector_planner.{table}", station, "rita")
        assert "permission denied" in refused.value.stderr


def test_a_reader_sees_published_contacts_only_and_changes_nothing(cluster, station):
    assert cluster.psql("SELECT name FROM sector_planner.public_contact", station, "rita") == "Seen"
    leak = (
        "CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS "
        "$$ BEGIN RAISE NOTICE 'saw %', $1; RETURN true; END $$; "
        "SELECT name FROM sector_planner.public_contact WHERE pg_temp.tell(name)"
    )
    spied = subprocess.run(
        ["psql", "-XAtq", "-h", cluster.folder, "-p", str(cluster.port), "-U", "rita", "-d", station, "-c", leak],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "saw Seen" in spied.stderr
    assert "Hidden" not in spied.stderr
    for statement in ("DELETE FROM sector_planner.sector", "UPDATE sector_planner.public_contact SET name = 'x'"):
        with pytest.raises(subprocess.CalledProcessError) as refused:
            cluster.psql(statement, station, "rita")
        assert "denied" in refused.value.stderr or "cannot update view" in refused.value.stderr


def test_an_editor_writes_but_cannot_change_the_schema(cluster, station):
    cluster.psql("INSERT INTO sector_planner.officer (officer_id, name) VALUES ('A3', 'Third')", station, "eva")
    for statement in ("DROP TABLE sector_planner.officer", "DELETE FROM sector_planner.schema_version"):
        with pytest.raises(subprocess.CalledProcessError) as refused:
            cluster.psql(statement, station, "eva")
        assert "permission denied" in refused.value.stderr or "must be owner" in refused.value.stderr


def test_a_stranger_sees_nothing(cluster, station):
    with pytest.raises(subprocess.CalledProcessError):
        cluster.psql("SELECT * FROM sector_planner.public_contact", station, "olaf")


def test_a_reader_who_writes_through_qgis_is_told_whom_to_ask(cluster, station):
    database = open_database(cluster.connect(station, "rita"))
    from sector_planner.core.database.access import RefusedError

    with pytest.raises(RefusedError, match="editor's role"):
        database.write([database.dialect.compose("DELETE FROM {sector!t}")])


def test_both_backends_have_the_same_view(ready_geopackage, cluster, ready_postgresql):
    from sector_planner.core.database.ddl import PUBLIC_CONTACT

    station = open_database(cluster.connect(cluster.new_database(ready_postgresql)))
    query = "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'public_contact' ORDER BY ordinal_position"
    found = station.rows(POSTGRESQL.compose(query), "name")
    assert tuple(name for (name,) in found) == PUBLIC_CONTACT
    local = open_database(str(ready_geopackage))
    found = local.rows(GEOPACKAGE.compose("SELECT name FROM pragma_table_info('public_contact') ORDER BY cid"), "name")
    assert tuple(name for (name,) in found) == PUBLIC_CONTACT
    for view in ("public_contact", "published_event"):
        assert QgsVectorLayer(local.layer_source(view), view, "ogr").isValid()


def test_a_geopackage_that_was_cut_short_is_refused_in_words(run, tmp_path):
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20000, limit[1]))
    try:
        with pytest.raises(QgsProcessingException, match="station.gpkg” could not be made: .*missing"):
            run("createsectordatabase", {"DATABASE": str(tmp_path / "station.gpkg")})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert not (tmp_path / "station.gpkg").exists()


def test_a_sector_that_crosses_itself_is_adopted_repaired(run, empty, memory_layer):
    run("createsectordatabase", {"DATABASE": empty})
    rows = [
        ("POLYGON((0 0,100 100,100 0,0 100,0 0))", {"sector_id": 1, "police_district": "North"}),
        ("POLYGON((100 0,200 0,200 100,100 100,100 0))", {"sector_id": 2, "police_district": "North"}),
    ]
    layer = memory_layer("Polygon", "sector_id:integer,police_district:string", rows)
    run("createsectordatabase", {"DATABASE": empty, "SECTORS": layer, "EDITION": "2026-1"})
    database = open_database(empty)
    assert len(database.rows(database.dialect.compose("SELECT sector_id FROM {sector!t}"), "sector_id")) == 2


def text_sectors(memory_layer, *rows):
    squares = [
        (f"POLYGON(({x} 0,{x + 9} 0,{x + 9} 9,{x} 9,{x} 0))", {"sector_id": one, "name": name})
        for x, (one, name) in zip(range(700_000, 701_000, 9), rows, strict=False)
    ]
    return memory_layer("Polygon", "sector_id:string,name:string", squares, name="sectors")


def stored_sectors(database):
    statement = database.dialect.compose(
        "SELECT sector_set, sector_id, text_id, name FROM {sector!t} ORDER BY sector_set, sector_id"
    )
    return [tuple(row) for row in database.rows(statement, "sector_set", "sector_id", "text_id", "name")]


def test_sectors_whose_ids_are_text_keep_them_and_their_numbers_from_edition_to_edition(
    run, place, database, memory_layer
):
    first = text_sectors(memory_layer, ("A10", "A10"), ("A2", "Harbour"), ("Indre By", None))
    run("createsectordatabase", {"DATABASE": place, "SECTORS": first, "EDITION": "2026-1", "FIRST_DAY": "2026-01-01"})
    assert stored_sectors(database) == [(1, 1, "A2", "Harbour"), (1, 2, "A10", "A10"), (1, 3, "Indre By", "Indre By")]
    second = text_sectors(memory_layer, ("A2", None), ("A3", None), ("indre by", None))
    run("createsectordatabase", {"DATABASE": place, "SECTORS": second, "EDITION": "2026-2", "FIRST_DAY": "2026-07-01"})
    assert stored_sectors(database)[3:] == [
        (2, 1, "A2", "A2"),
        (2, 3, "indre by", "indre by"),
        (2, 4, "A3", "A3"),
    ]


def test_ids_with_zeros_before_them_are_no_numbers(run, place, database, memory_layer):
    layer = text_sectors(memory_layer, ("07", None), ("7", None), ("10", None))
    run("createsectordatabase", {"DATABASE": place, "SECTORS": layer, "EDITION": "2026-1", "FIRST_DAY": "2026-01-01"})
    assert stored_sectors(database) == [(1, 1, "07", "07"), (1, 7, None, "7"), (1, 10, None, "10")]


def test_an_id_that_is_too_long_is_refused_with_its_length(run, place, memory_layer):
    layer = text_sectors(memory_layer, ("N" * 41, None), ("2", None))
    with pytest.raises(QgsProcessingException, match="41 characters, and at most 40"):
        run("createsectordatabase", {"DATABASE": place, "SECTORS": layer, "EDITION": "2026-1"})


def test_a_sector_without_an_id_or_with_another_ones_is_named(run, place, memory_layer):
    given = {"DATABASE": place, "EDITION": "2026-1", "FIRST_DAY": "2026-01-01"}
    with pytest.raises(QgsProcessingException, match="feature 2: sector_id is empty"):
        run("createsectordatabase", {**given, "SECTORS": text_sectors(memory_layer, ("A", None), (" ", None))})
    with pytest.raises(QgsProcessingException, match="has sector A twice"):
        run("createsectordatabase", {**given, "SECTORS": text_sectors(memory_layer, ("A", None), ("A", None))})


def test_officers_are_given_to_sectors_by_id_and_name(run, place, database, memory_layer, tmp_path):
    layer = text_sectors(memory_layer, ("A1", "Harbour"), ("A2", None))
    run("createsectordatabase", {"DATABASE": place, "SECTORS": layer, "EDITION": "2026-1", "FIRST_DAY": "2026-01-01"})
    path, rejected = tmp_path / "officers.csv", tmp_path / "rejected.csv"
    rows = ["Tjenestenr.;Navn;Sektor;Rolle;Fra", "P1;Ane;a1;responsible;2026-01-01", "P2;Bo;A2;responsible;2026-01-01"]
    rows += ["P4;Ib;harbour;substitute;2026-01-01", "P5;Li;2;substitute;2026-01-01"]  # 2 is no id of a sector here
    path.write_text("\n".join([*rows, "P3;Eva;A9;responsible;2026-01-01"]), encoding="utf-8")
    run("importofficers", {"FILE": path, "DATABASE": place, "REJECTED": rejected})
    statement = database.dialect.compose(
        "SELECT o.name, s.name AS sector FROM {assignment!t} AS a JOIN {officer!t} AS o ON o.id = a.officer "
        "JOIN {sector!t} AS s ON s.id = a.sector ORDER BY o.name"
    )
    assert database.rows(statement, "name", "sector") == [["Ane", "Harbour"], ["Bo", "A2"], ["Ib", "Harbour"]]
    refused = rejected.read_text(encoding="utf-8")
    assert "has no sector A9; it has A1, A2" in refused
    assert "has no sector 2; it has A1, A2" in refused
