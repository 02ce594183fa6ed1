"""SQL in every text field of every table, in file, layer, edition and database names: it stays text everywhere."""

import subprocess

import pytest
from qgis.core import (
    QgsDataSourceUri,
    QgsProcessingException,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from sector_planner.core.database.migrations import schema
from sector_planner.core.database.transfer import digest
from sector_planner.processing.framework.database import open_database

HOSTILE = [
    "'; DROP TABLE officer; --",
    '"; DELETE FROM "officer"; --',
    "\\'; DROP TABLE officer; --",
    "{officer!t} {0} %s $$x$$ $1 ?",
    "') OR 1=1; --<script>",
]
AREA = "POLYGON((720000 6170000,721000 6170000,721000 6171000,720000 6171000,720000 6170000))"


def contents(database):
    return {table.name: digest(database, table) for table in schema().values()}


@pytest.mark.parametrize("text", [HOSTILE[0], "\\'\";{officer!t}%s$$<script>$1?--"])
def test_in_every_text_field_it_comes_back_as_text_and_every_output_is_made(run, database, place, fill, text, tmp_path):
    fill(database, schema(), text)
    before = contents(database)
    day = {"DATABASE": place, "DAY": "2021-05-20"}
    run(
        "sectordossier",
        day | {"SECTOR": f"{text}1", "OUTPUT": str(tmp_path / "d.html"), "PDF": str(tmp_path / "d.pdf")},
    )
    run("compilehandbook", {"DATABASE": place, "OUTPUT": str(tmp_path / "h.html"), "PDF": str(tmp_path / "h.pdf")})
    run("reviewsectorlog", day | {"REPORT": str(tmp_path / "r.html"), "FINDINGS": "memory:"})
    run("createsectordatabase", {"DATABASE": place, "PROJECT": str(tmp_path / f"{text.replace('/', '')}.qgz")})
    assert contents(database) == before
    assert "<script>" not in "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("[dr].html"))
    query = database.dialect.compose("SELECT name FROM {sector!t} ORDER BY id")
    assert database.rows(query, "name")[0] == [text + "1"]


def test_typed_into_a_form_it_is_stored_as_typed(database, fill):
    fill(database, schema())
    provider = "postgres" if database.dialect.is_postgresql else "ogr"
    for table in schema().values():
        layer = QgsVectorLayer(database.layer_source(table.name), HOSTILE[0], provider)
        texts = [c.name for c in table.columns if c.kind == "text" and not c.values and c.length >= 200 and c.name != "email"]  # fmt: skip
        feature = next(layer.getFeatures())
        assert layer.startEditing()
        for place, name in enumerate(texts):
            layer.changeAttributeValue(feature.id(), layer.fields().indexOf(name), HOSTILE[place % len(HOSTILE)])
        assert layer.commitChanges(), layer.commitErrors()
        query = database.dialect.compose("SELECT * FROM {table!p} WHERE id = {id}", table=table.name, id=feature["id"] if table.geometry or provider == "postgres" else feature.id())  # fmt: skip
        (found,) = database.rows(query, *texts) if texts else ([],)
        assert found == [HOSTILE[place % len(HOSTILE)] for place in range(len(texts))]


def test_in_the_name_of_a_layer_and_an_edition(run, database, place, memory_layer, tmp_path):
    fields = "sector_id:integer,name:string,police_district:string"
    row = {"sector_id": 1, "name": HOSTILE[0], "police_district": HOSTILE[1]}
    for number, text in enumerate(HOSTILE):
        layer = memory_layer("Polygon", fields, [(AREA, row)], name=text)
        adopt = {"SECTORS": layer, "EDITION": text, "FIRST_DAY": f"202{number}-01-01"}
        run("createsectordatabase", {"DATABASE": place, "PROJECT": str(tmp_path / "p.qgz"), **adopt})
        area = memory_layer("Polygon", "", [(AREA, {})], name=text)
        brief = {"DATABASE": place, "AREA": area, "DAY": f"202{number}-06-01"}
        run("sectordossier", brief | {"OUTPUT": str(tmp_path / f"{number}.html")})
    query = database.dialect.compose("SELECT edition FROM {sector_set!t} ORDER BY id")
    assert [edition for (edition,) in database.rows(query, "edition")] == HOSTILE
    query = database.dialect.compose("SELECT name FROM {local_police_district!t}")
    assert database.rows(query, "name") == [[HOSTILE[1]]]


@pytest.mark.parametrize("name", ["'; DROP TABLE officer; --", 'a"b', "æ ø & % #{x}", "x?mode=ro"])
def test_in_the_name_of_a_geopackage(run, tmp_path, name):
    path = str(tmp_path / f"{name}.gpkg")
    run("createsectordatabase", {"DATABASE": path})
    database = open_database(path)
    database.write(
        [database.dialect.compose("INSERT INTO {officer!t} (officer_id, name) VALUES ('A', {name})", name=name)]
    )
    assert database.rows(database.dialect.compose("SELECT name FROM {officer!t}"), "name") == [[name]]
    copied = str(tmp_path / f"copy of {name}.gpkg")
    run("createsectordatabase", {"DATABASE": copied, "COPY_FROM": path})
    assert contents(open_database(copied)) == contents(database)
    project = QgsProject()
    assert project.read(str(tmp_path / f"{name}.qgz"))
    assert all(layer.isValid() for layer in project.mapLayers().values())
    layer = QgsVectorLayer(database.layer_source("officer"), name, "ogr")
    feature = QgsVectorLayerUtils.createFeature(layer)
    feature["officer_id"], feature["name"] = "B", "Bo"
    assert layer.startEditing()
    assert layer.addFeature(feature)
    assert layer.commitChanges()


def test_a_name_that_qgis_would_part_is_refused(run, tmp_path):
    with pytest.raises(QgsProcessingException, match="Choose another name"):
        run("createsectordatabase", {"DATABASE": str(tmp_path / "a|layername=sector.gpkg")})
    assert list(tmp_path.iterdir()) == []


def test_in_the_name_of_a_connection_and_its_database(run, cluster, provider):
    title = HOSTILE[0]
    create = f'CREATE DATABASE "{title}" TEMPLATE template0'
    cluster.psql(create)
    uri = QgsDataSourceUri()
    uri.setConnection(str(cluster.folder), str(cluster.port), title, "postgres", "")
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    metadata.saveConnection(metadata.createConnection(uri.connectionInfo(False), {"saveUsername": True}), title)
    run("createsectordatabase", {"DATABASE": title})
    database = open_database(title)
    database.write(
        [database.dialect.compose("INSERT INTO {officer!t} (officer_id, name) VALUES ('A', {name})", name=title)]
    )
    assert cluster.psql("SELECT name FROM sector_planner.officer", title) == title
    with pytest.raises(subprocess.CalledProcessError):
        cluster.psql("SELECT 1 FROM officer", title)
    metadata.deleteConnection(title)
    cluster.psql(f'DROP DATABASE "{title}" WITH (FORCE)')
