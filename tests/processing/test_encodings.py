"""Tables as Danish programs save them."""

import pytest
from qgis.core import QgsProcessingException, QgsProject, QgsVectorFileWriter, QgsVectorLayer

ROWS = ["type;x;y", "Brønshøj;12.5;55.7", "Ærø;12.51;55.71", "Brønshøj;12.52;55.7"]
UNITS = [("POLYGON((0 0,9 0,9 9,0 9,0 0))", {"sector_id": "Ø", "population": 1})]


@pytest.fixture
def counted(run, tmp_path):
    """Count the rows as incidents by type, from a path or a layer."""

    def count(source):
        settings = {"INCIDENTS": source, "TYPE_FIELD": "type", "X_FIELD": "x", "Y_FIELD": "y", "CELL_SIZE": 500}
        layer = run("crimegrid", {**settings, "OUTPUT": "memory:"})["OUTPUT"]
        names = [field.name() for field in layer.fields() if field.name().startswith("type_")]
        sums = {name: sum(feature[name] for feature in layer.getFeatures()) for name in names}
        return {name: total for name, total in sums.items() if total}

    return count


@pytest.fixture
def table(tmp_path):
    def write(encoding, rows=ROWS, name="incidents.csv"):
        path = tmp_path / name
        path.write_bytes("\n".join(rows).encode(encoding) + b"\n")
        return path

    return write


RIGHT = {"type_broenshoej": 2, "type_aeroe": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "iso8859-1"])
def test_a_table_is_read_as_what_it_is(counted, table, feedback, encoding):
    assert counted(table(encoding)) == RIGHT
    told = [text for text in feedback.warnings if "is read as" in text]
    expected = ["“incidents.csv” is read as windows-1252, not as UTF-8."] if "utf" not in encoding else []
    assert told == expected


def test_a_field_whose_name_has_other_letters_is_found(run, table):
    path = table("cp1252", [ROWS[0].replace("type", "gerningstype på"), *ROWS[1:]])
    settings = {"INCIDENTS": path, "TYPE_FIELD": "gerningstype på", "X_FIELD": "x", "Y_FIELD": "y", "CELL_SIZE": 500}
    assert run("crimegrid", {**settings, "OUTPUT": "memory:"})["COUNTED"] == 3


@pytest.mark.parametrize(("encoding", "message"), [("cp850", "Set IBM865"), ("utf-16", "not in UTF-8. Save it")])
def test_a_table_that_is_neither_is_refused_with_what_to_set(counted, table, encoding, message):
    with pytest.raises(QgsProcessingException, match=message):
        counted(table(encoding))


def test_a_layer_of_the_project_is_left_as_it_is_and_the_refusal_says_what_to_set(counted, table):
    layer = QgsVectorLayer(str(table("cp1252")), "incidents", "ogr")
    QgsProject.instance().addMapLayer(layer)
    try:
        with pytest.raises(QgsProcessingException, match="Set windows-1252 as the data source encoding"):
            counted(layer)
        assert layer.dataProvider().encoding() == "UTF-8"
        layer.setProviderEncoding("windows-1252")
        assert counted(layer) == RIGHT
    finally:
        QgsProject.instance().removeMapLayer(layer.id())


def test_a_text_layer_with_delimiters_is_refused_until_its_encoding_is_set(counted, table):
    address = f"file://{table('cp1252')}?delimiter=;"
    with pytest.raises(QgsProcessingException, match="Add it again with the encoding windows-1252"):
        counted(QgsVectorLayer(address, "incidents", "delimitedtext"))
    assert counted(QgsVectorLayer(f"{address}&encoding=windows-1252", "incidents", "delimitedtext")) == RIGHT


def shapefile(layer, path, encoding):
    """Write a Shapefile without .cpg whose texts are in another encoding."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.fileEncoding = "ESRI Shapefile", "UTF-8"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)
    data = path.with_suffix(".dbf")
    data.write_bytes(data.read_bytes().replace("Ø".encode(), "Ø".encode(encoding).ljust(2)))
    path.with_suffix(".cpg").unlink()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_shapefile_that_does_not_tell_its_encoding_is_read_as_what_it_is(run, memory_layer, tmp_path, encoding):
    path = tmp_path / "units.shp"
    shapefile(memory_layer("Polygon", "sector_id:string,population:integer", UNITS), path, encoding)
    sectors = run("dissolvesectors", {"UNITS": path, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:"})["OUTPUT"]
    assert [feature["sector_id"] for feature in sectors.getFeatures()] == ["Ø"]


def test_a_shapefile_whose_cpg_is_wrong_is_read_as_what_it_is(run, memory_layer, tmp_path):
    path = tmp_path / "units.shp"
    shapefile(memory_layer("Polygon", "sector_id:string,population:integer", UNITS), path, "utf-8")
    path.with_suffix(".cpg").write_text("1252")
    sectors = run("dissolvesectors", {"UNITS": path, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:"})["OUTPUT"]
    assert [feature["sector_id"] for feature in sectors.getFeatures()] == ["Ø"]


def test_a_geojson_that_is_not_utf_8_is_refused(run, tmp_path):
    path = tmp_path / "units.geojson"
    shape = '{"type":"Polygon","coordinates":[[[12,55],[12.1,55],[12.1,55.1],[12,55]]]}'
    feature = f'{{"type":"Feature","properties":{{"sector_id":"Ø"}},"geometry":{shape}}}'
    path.write_bytes(f'{{"type":"FeatureCollection","features":[{feature}]}}'.encode("cp1252"))
    with pytest.raises(QgsProcessingException, match=r"“units.geojson” is not in UTF-8"):
        run("dissolvesectors", {"UNITS": path, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:"})
