"""The project that comes with a database: layers, forms in both languages, relations, sectors from a layer."""

import pytest
from qgis.core import (
    QgsFieldConstraints,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import QVariant
from sector_planner.core.database.migrations import schema
from sector_planner.core.database.value_lists import COLUMNS, HELP, TABLES
from sector_planner.core.logbook.review import sensitive

SECTORS = [
    ("POLYGON((720000 6170000,721000 6170000,721000 6171000,720000 6171000,720000 6170000))", {"sector_id": 1, "name": "Harbour", "police_district": "North", "population": 900}),
    ("POLYGON((721000 6170000,722000 6170000,722000 6171000,721000 6171000,721000 6170000))", {"sector_id": 2, "name": None, "police_district": "South", "population": None}),
]  # fmt: skip
TEXTS = {
    "Beboere er trætte af larm": True,
    "Ifølge en meddeler er der": False,
    "010190-1234 bor her": False,
    "Kilden til larmen er en maskine": True,
    "A confidential source says": False,
}
FIELDS = "sector_id:integer,name:string,police_district:string,population:integer"


@pytest.fixture(params=["en", "da"])
def language(request, qgis_started_in):
    with qgis_started_in(request.param):
        yield request.param


def opened(path):
    project = QgsProject()
    assert project.read(str(path))
    return project


def by_table(project):
    return {
        layer.source().partition("layername=")[2] or layer.dataProvider().uri().table(): layer
        for layer in project.mapLayers().values()
    }


def test_every_table_has_a_form_in_the_readers_language(run, place, tmp_path, language):
    run("createsectordatabase", {"DATABASE": place, "PROJECT": str(tmp_path / "forms.qgz")})
    project = opened(tmp_path / "forms.qgz")
    layers = by_table(project)
    assert set(layers) == set(schema())
    for name, table in schema().items():
        layer = layers[name]
        assert layer.isValid()
        assert layer.isSpatial() == bool(table.geometry)
        assert not table.geometry or layer.crs().authid() == "EPSG:25832"
        assert layer.name() == TABLES[name][language == "da"]
        for column in table.columns:
            index = layer.fields().indexOf(column.name)
            assert layer.attributeAlias(index) == COLUMNS[column.name][language == "da"]
            kind = layer.editorWidgetSetup(index).type()
            if column.values:
                assert kind == "ValueMap"
            elif column.references:
                assert kind == "RelationReference"
            elif column.kind == "date":
                assert kind == "DateTime"
    assert len(project.relationManager().relations()) == sum(
        bool(column.references) for table in schema().values() for column in table.columns
    )
    assert all(relation.isValid() for relation in project.relationManager().relations().values())
    for layout in project.layoutManager().layouts():
        assert all(layer.isValid() for layer in layout.referenceMap().layers())
    assert [len(layout.referenceMap().layers()) for layout in project.layoutManager().layouts()] == [2, 9]


def test_what_is_drawn_gets_the_sector_it_lies_in_and_nothing_else_is_guessed(run, worked, place, tmp_path, request):
    run("createsectordatabase", {"DATABASE": place, "PROJECT": str(tmp_path / "p.qgz")})
    # Expressions find other layers in the project that is open.
    project = QgsProject.instance()
    assert project.read(str(tmp_path / "p.qgz"))
    request.addfinalizer(project.clear)
    layers = by_table(project)
    known = {feature["id"]: feature.geometry() for feature in layers["sector"].getFeatures()}
    log = layers["log_entry"]

    def offered(layer, geometry):
        new = QgsVectorLayerUtils.createFeature(layer, geometry)
        return {name: None if new[name] == QVariant() else new[name] for name in ("sector", "edition")}

    assert len(known) > 1
    for number, shape in known.items():
        assert offered(log, shape.pointOnSurface())["sector"] == number
        assert offered(layers["initiative"], shape.buffer(-10, 4))["sector"] == number
    assert offered(log, QgsGeometry())["sector"] is None
    assert offered(log, QgsGeometry.fromPointXY(QgsPointXY(0, 0)))["sector"] is None
    for name, table in schema().items():
        for column in (column for column in table.columns if column.references):
            index = layers[name].fields().indexOf(column.name)
            assert layers[name].editorWidgetSetup(index).config()["AllowNULL"], (name, column.name)
            required = layers[name].fieldConstraints(index) & QgsFieldConstraints.Constraint.ConstraintNotNull
            assert bool(required) == column.required


def test_a_sector_named_by_its_number_is_named_once(run, worked, place, tmp_path):
    from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils

    names = "UPDATE {sector!t} SET name = CASE id WHEN 1 THEN '1' WHEN 2 THEN 'Sektor 2' ELSE 'Harbour' END"
    worked.write([worked.dialect.compose(names)])
    run("createsectordatabase", {"DATABASE": place, "PROJECT": str(tmp_path / "p.qgz")})
    project = opened(tmp_path / "p.qgz")
    layer = by_table(project)["sector"]
    label = QgsExpression(layer.labeling().settings().fieldName)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    said = {}
    for feature in layer.getFeatures():
        context.setFeature(feature)
        said[feature["sector_id"]] = (str(label.evaluate(context)), str(QgsExpression(layer.displayExpression()).evaluate(context)))  # fmt: skip
    assert (said[1], said[2]) == (("1", "1"), ("2", "2"))
    assert said[3] == ("3\nHarbour", "3 Harbour")


def test_nothing_is_left_unnamed():
    for name, table in schema().items():
        assert name in TABLES
        assert {column.name for column in table.columns} <= set(COLUMNS)
    assert set(HELP) <= set(schema())


def test_the_log_form_warns_of_what_does_not_belong_there(run, ready_geopackage, tmp_path):
    from qgis.core import QgsFieldConstraints, QgsVectorLayerUtils

    run("createsectordatabase", {"DATABASE": str(ready_geopackage), "PROJECT": str(tmp_path / "forms.qgz")})
    project = opened(tmp_path / "forms.qgz")
    layer = by_table(project)["log_entry"]
    feature = QgsVectorLayerUtils.createFeature(layer)
    index = layer.fields().indexOf("access")
    soft = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft
    by_layer = QgsFieldConstraints.ConstraintOrigin.ConstraintOriginLayer
    for text, kept in TEXTS.items():
        feature["challenge"] = text
        feature["action"] = "Talt med beboere"
        assert QgsVectorLayerUtils.validateAttribute(layer, feature, index, soft, by_layer)[0] == kept, text
        assert sensitive([text]) != kept


def test_sectors_of_a_layer_are_adopted_and_the_former_set_ends(run, place, database, memory_layer, tmp_path):
    layer = memory_layer("Polygon", FIELDS, SECTORS)
    adopt = {"DATABASE": place, "SECTORS": layer, "PROJECT": str(tmp_path / "p.qgz")}
    run("createsectordatabase", adopt | {"EDITION": "2025-1", "FIRST_DAY": "2025-01-01"})
    run("createsectordatabase", adopt | {"EDITION": "2026-1", "FIRST_DAY": "01-01-2026"})
    query = database.dialect.compose("SELECT name, valid_from, valid_to FROM {sector_set!t} ORDER BY id")
    assert database.rows(query, "name", "valid_from", "valid_to") == [
        ["2025-1", "2025-01-01", "2025-12-31"],
        ["2026-1", "2026-01-01", None],
    ]
    query = database.dialect.compose(
        "SELECT s.sector_id, s.name, d.name AS district, s.population FROM {sector!t} AS s "
        "JOIN {local_police_district!t} AS d ON d.id = s.local_police_district WHERE s.sector_set = 2 ORDER BY 1"
    )
    assert database.rows(query, "sector_id", "name", "district", "population") == [
        [1, "Harbour", "North", 900],
        [2, "2", "South", None],
    ]
    with pytest.raises(QgsProcessingException, match="already"):
        run("createsectordatabase", adopt | {"EDITION": "2026-1", "FIRST_DAY": "2027-01-01"})
    with pytest.raises(QgsProcessingException, match="later first day"):
        run("createsectordatabase", adopt | {"EDITION": "2024-1", "FIRST_DAY": "2024-01-01"})


def test_a_failed_creation_leaves_no_file(run, memory_layer, tmp_path):
    layer = memory_layer("Polygon", FIELDS, [SECTORS[0], SECTORS[0]])
    with pytest.raises(QgsProcessingException, match="twice"):
        run("createsectordatabase", {"DATABASE": str(tmp_path / "s.gpkg"), "SECTORS": layer, "EDITION": "1"})
    assert list(tmp_path.iterdir()) == []
