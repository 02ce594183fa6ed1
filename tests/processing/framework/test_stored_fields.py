"""Fields that a format cannot hold as they are, and names that a format cut."""

import pytest
from osgeo import ogr
from qgis.core import QgsField, QgsFields, QgsVectorFileWriter, QgsVectorLayer
from qgis.PyQt.QtCore import QByteArray, QMetaType
from sector_planner.processing.framework.stored_fields import stored_fields

SQUARE = "POLYGON(({x} 0,{y} 0,{y} 9,{x} 9,{x} 0))"
ALL = ("gpkg", "shp", "csv", "geojson", "sqlite", "tab", "gml", "xlsx", "ods", "fgb", "kml")


@pytest.fixture
def units(memory_layer):
    """Make a layer of a row of squares with the given fields: units("fid:string", {"fid": "a"}, ...)."""

    def make(fields, *rows):
        squares = [
            (SQUARE.format(x=9 * n, y=9 * n + 9), {"population": 5, "workload": 1.0, **row})
            for n, row in enumerate(rows)
        ]
        return memory_layer("Polygon", f"population:integer,workload:double,{fields}", squares)

    return make


@pytest.fixture
def stored(run, tmp_path):
    """Write a layer by an algorithm that keeps its fields; return the file as a layer."""

    def write(layer, ending, algorithm="workloadindex", **more):
        path = tmp_path / f"out.{ending}"
        run(algorithm, {"UNITS": layer, "OUTPUT": path, **more})
        return QgsVectorLayer(str(path), "out", "ogr")

    return write


@pytest.mark.parametrize("ending", ALL)
@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ("fid:string", {"fid": "a"}),
        ("fid:double", {"fid": 1.5}),
        ("Note:string,NOTE:string,note:string", {"Note": "a", "NOTE": "b"}),
        ("geom:string,geometry:string,shape:string,ogc_fid:string,objectid:string", {"geom": "x", "shape": "y"}),
        ("gml_id:string,id:string", {"id": "1"}),
        ("FID:string,rowid:string,oid:integer,select:string", {"FID": "a", "rowid": "b", "oid": 1}),
        ("it's:string,a.b:double,1st:string,æ" + "x" * 40 + ":string,æ" + "x" * 41 + ":string", {"1st": "x"}),
        ("police_district:string,police_distance:double,police_disk:string", {"police_district": "N"}),
        ("tags:map", {"tags": {"a": [1, "å"]}}),
        ("list:stringlist", {"list": ["a", "b"]}),
        ("blob:binary", {"blob": QByteArray(b"ab")}),
        ("Ærøskøbing:string,med mellemrum:string", {"Ærøskøbing": "x"}),
    ],
)
def test_every_format_takes_every_field(units, stored, ending, fields, row):
    layer = stored(units(fields, row, row), ending)
    assert layer.featureCount() == 2


def values(layer, name):
    return [feature[name] for feature in layer.getFeatures()]


def test_a_field_fid_that_is_no_number_is_renamed_and_the_log_says_so(units, stored, feedback):
    layer = stored(units("fid:string", {"fid": "a"}, {"fid": "b"}), "gpkg")
    assert values(layer, "fid_1") == ["a", "b"]
    assert "OUTPUT: The format renamed fields: fid → fid_1." in feedback.warnings


def test_a_number_fid_stays_the_key(units, stored, feedback):
    layer = stored(units("fid:integer", {"fid": 7}, {"fid": 3}), "gpkg")
    assert sorted(values(layer, "fid")) == [3, 7]
    assert not [text for text in feedback.warnings if "renamed" in text]


def test_names_that_differ_in_case_only_are_numbered(units, stored, feedback):
    layer = stored(units("Note:string,NOTE:string,note_1:string", {"Note": "a", "NOTE": "b", "note_1": "c"}), "gpkg")
    assert [values(layer, name) for name in ("Note", "NOTE_1", "note_1_1")] == [["a"], ["b"], ["c"]]
    assert "OUTPUT: The format renamed fields: NOTE → NOTE_1, note_1 → note_1_1." in feedback.warnings


def test_a_shapefile_cuts_names_and_texts_and_the_log_says_which(units, stored, feedback):
    row = {"police_district": "N", "police_distance": 2.0, "remark": "å" * 200}
    layer = stored(
        units("police_district:string,police_distance:double,remark:string", row, {"remark": "short"}), "shp"
    )
    assert values(layer, "police_dis")[0] == "N"
    assert values(layer, "police_d_1")[0] == 2
    told = " ".join(feedback.warnings)
    assert "police_district → police_dis, police_distance → police_d_1" in told
    assert "Texts were cut to 254 bytes, in so many features: remark (1)." in told


def test_a_map_is_kept_as_text(units, stored, feedback):
    layer = stored(units("tags:map", {"tags": {"a": [1, "å"]}}), "shp")
    assert values(layer, "tags") == ['{"a": [1, "å"]}']
    assert "OUTPUT: Kept as text, as the format knows no other way: tags." in feedback.warnings


def test_a_geometry_column_of_another_name_is_not_taken_by_a_field(units, stored, tmp_path, run):
    path = tmp_path / "plan.gpkg"
    layer = units("the_geom:string", {"the_geom": "x"})
    run("workloadindex", {"UNITS": layer, "OUTPUT": f"ogr:dbname='{path}' table=\"units\" (the_geom)"})
    assert QgsVectorLayer(f"{path}|layername=units").featureCount() == 1


def test_names_that_are_cut_are_free_of_those_that_follow(tmp_path):
    fields = QgsFields()
    for name in ("æøåæøå", "police_district", "police_dis", "POLICE_D_1", ""):
        fields.append(QgsField(name, QMetaType.Type.QString))
    names = [one.name() for one in stored_fields(fields, tmp_path / "a.shp").fields]
    assert names == ["æøåæø", "police_dis", "police_d_1", "POLICE_D_2", "field"]


@pytest.mark.parametrize("change", ["cut", "capitals"])
def test_a_plan_means_the_same_as_a_shapefile(units, run, tmp_path, change, feedback):
    """Even within each district, and uneven over the whole."""
    rows = [
        {"sector_id": str(n), "police_district": "NS"[n // 2], "workload": 2.0 - n // 2, "exposed_population": n}
        for n in range(4)
    ]
    plan = units("sector_id:string,police_district:string,exposed_population:integer", *rows)
    path = tmp_path / "plan.shp"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "ESRI Shapefile"
    QgsVectorFileWriter.writeAsVectorFormatV3(plan, str(path), plan.transformContext(), options)
    if change == "capitals":  # as dBase writes names
        file = ogr.Open(str(path), 1)
        table = file.GetLayer(0)
        for index in range(table.GetLayerDefn().GetFieldCount()):
            old = table.GetLayerDefn().GetFieldDefn(index)
            table.AlterFieldDefn(index, ogr.FieldDefn(old.GetName().upper(), old.GetType()), ogr.ALTER_NAME_FLAG)
        del table, file
    sectors = [
        run("dissolvesectors", {"UNITS": layer, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:"})["OUTPUT"]
        for layer in (plan, path)
    ]
    names = ("sector_id", "police_district", "deviation", "exposed_population", "population")
    told = [[[feature[name] for name in names] for feature in layer.getFeatures()] for layer in sectors]
    assert told[0] == told[1]
    assert any("is read as “police_district”" in line for line in feedback.lines)
    checked = run("checksectors", {"UNITS": path, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:"})
    assert checked["WARNINGS"] == 0


def test_a_field_that_a_format_cut_is_replaced_not_doubled(units, run, tmp_path):
    plan = units("sector_id:string,exposed_population:integer", {"exposed_population": 3})
    path = tmp_path / "plan.shp"
    run("workloadindex", {"UNITS": plan, "OUTPUT": path})
    again = run("workloadindex", {"UNITS": path, "OUTPUT": tmp_path / "again.gpkg"})["OUTPUT"]
    names = [field.name() for field in QgsVectorLayer(again).fields()]
    assert "exposed_share" in names
    assert "exposed_sh" not in names


def test_units_built_from_a_shapefile_have_each_field_once(units, run, tmp_path):
    path = tmp_path / "units.shp"
    row = {"police_district": "N", "NAME": "a", "exposed_population": 3}
    run(
        "workloadindex",
        {"UNITS": units("police_district:string,NAME:string,exposed_population:integer", row), "OUTPUT": path},
    )
    made = run("buildplanningunits", {"UNITS": path, "OUTPUT": "memory:"})["OUTPUT"]
    names = [field.name() for field in made.fields()]
    assert {"police_district", "exposed_population", "NAME"} <= set(names)
    assert not {"police_dis", "exposed_po", "name"} & set(names)
    assert [feature["exposed_population"] for feature in made.getFeatures()] == [3]


def test_a_field_that_a_rule_needs_and_does_not_find_is_said_in_log_and_report(units, run, tmp_path, feedback):
    report = tmp_path / "report.html"
    given = {"UNITS": units("sector_id:string", {"sector_id": "1"}), "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:"}
    run("checksectors", {**given, "REPORT": report})
    text = "Layer “units” has no field “police_district”: loads are compared with the mean of all sectors."
    assert text in feedback.warnings
    assert text in report.read_text(encoding="utf-8")
