"""The fast reader against QGIS's own reading, over kinds of fields and file formats."""

import sqlite3
from contextlib import suppress
from types import SimpleNamespace

import numpy as np
import pytest
from osgeo import ogr, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeatureSource, QgsVectorLayer
from sector_planner.core.base.progress import Progress
from sector_planner.processing.framework.files.providers import DirectSource
from sector_planner.processing.framework.incident_stream import IncidentFields, IncidentStream, arrow_batches

GEOPACKAGE, SHAPEFILE = "GPKG", "ESRI Shapefile"
KINDS = {
    "integer": (ogr.OFTInteger, 0, [1, None, -5, 2147483647]),
    "boolean": (ogr.OFTInteger, ogr.OFSTBoolean, [1, None, 0, *[1] * 13]),
    "short": (ogr.OFTInteger, ogr.OFSTInt16, [1, None, -5, 300]),
    "long": (ogr.OFTInteger64, 0, [1, None, 2**40, -(2**52)]),
    "real": (ogr.OFTReal, 0, [1.5, None, -0.1, 1e15]),
    "float": (ogr.OFTReal, ogr.OFSTFloat32, [1.5, None, 0.1, 3.0]),
    "text": (ogr.OFTString, 0, ["theft", None, "", "Brønshøj å 1", " blank "]),
    "json": (ogr.OFTString, ogr.OFSTJSON, ['{"a":1}', None, "[1,2]"]),
    "uuid": (ogr.OFTString, ogr.OFSTUUID, ["a", None, "b"]),
    "day": (ogr.OFTDate, 0, ["2026/01/02", None, "1969/12/31", "1900/03/01"]),
    "clock": (ogr.OFTTime, 0, ["12:30:01", None, "00:00:00"]),
    "moment": (ogr.OFTDateTime, 0, ["2026/01/02 12:30:01", None, "1899/01/01 13:00:00.500"]),
    "moment with zone": (ogr.OFTDateTime, 0, ["2026/01/02 12:30:01+00", None, "2026/07/01 13:00:00+02"]),
    "binary": (ogr.OFTBinary, 0, [None, None]),
}
FAST = {
    (GEOPACKAGE, kind) for kind in ("integer", "short", "long", "real", "text", "uuid", "day", "clock", "moment")
} | {(SHAPEFILE, kind) for kind in ("integer", "boolean", "short", "long", "real", "float", "text", "json", "uuid")}


@pytest.fixture
def stored(tmp_path):
    """Return a function that writes points with a field `value` and returns the layer's path."""

    def write(driver, kind, values, subtype=0, encoding="UTF-8"):
        path = tmp_path / ("points.gpkg" if driver == GEOPACKAGE else "points.shp")
        system = osr.SpatialReference()
        system.ImportFromEPSG(25832)
        file = ogr.GetDriverByName(driver).CreateDataSource(str(path))
        options = [f"ENCODING={encoding}"] if driver == SHAPEFILE else []
        table = file.CreateLayer("points", system, ogr.wkbPoint, options)
        field = ogr.FieldDefn("value", kind)
        field.SetSubType(subtype)
        with suppress(RuntimeError):  # GDAL raises it once QGIS's own processing is loaded
            table.CreateField(field)
        if table.GetLayerDefn().GetFieldCount() == 0:
            return None
        for number, value in enumerate(values):
            feature = ogr.Feature(table.GetLayerDefn())
            if value is None:
                feature.SetFieldNull(0)
            else:
                feature.SetField(0, value)
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT({number * 1000} {number * 1000})"))
            table.CreateFeature(feature)
        del table, file
        return path

    return write


def read(layer, *, fast):
    """Return the types and starts that the stream reads, and the x of each place; None where there is no fast way."""
    plain = DirectSource.of(layer)
    if fast and arrow_batches(plain, ["value"], 100) is None:
        return None
    context = QgsProcessingContext()
    stream = IncidentStream(
        QgsProcessingFeatureSource(layer, context),
        plain if fast else SimpleNamespace(**vars(plain) | {"provider": "other"}),
        IncidentFields(type="value", start="value"),
        QgsCoordinateReferenceSystem("EPSG:25832"),
        context,
        Progress(),
    )
    texts, starts, places = [], [], []
    for chunk in stream:
        names = [*stream.vocabularies["type"].texts, None]
        texts += [names[code] for code in chunk.categories["type"]]
        starts += np.datetime_as_string(chunk.start).tolist()
        places += chunk.x.tolist()
    return texts, starts, places


@pytest.mark.parametrize("driver", [GEOPACKAGE, SHAPEFILE])
@pytest.mark.parametrize("kind", list(KINDS))
def test_the_fast_reader_takes_only_the_kinds_that_it_reads_as_qgis_does(stored, driver, kind):
    written, subtype, values = KINDS[kind]
    path = stored(driver, written, values, subtype)
    if path is None:
        assert driver == SHAPEFILE  # which knows neither clocks nor binary data
        return
    layer = QgsVectorLayer(str(path), "points", "ogr")
    quick = read(layer, fast=True)
    assert (quick is not None) == ((driver, kind) in FAST)
    if quick is not None:
        assert quick == read(layer, fast=False)


def _put(path, values):
    """Store values as SQLite takes them, whatever the kind of the column."""
    with sqlite3.connect(path) as table:
        for (name,) in table.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            table.execute(f'DROP TRIGGER "{name}"')
        for number, value in enumerate(values, start=1):
            table.execute("UPDATE points SET value = ? WHERE fid = ?", (value, number))
    table.close()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (ogr.OFTInteger, [1, "7", 2.5, 2**40, "abc"]),
        (ogr.OFTInteger64, [1, "7", 2.5, 2**60, "abc"]),
        (ogr.OFTReal, [1, "7.5", "abc", 3]),
        (ogr.OFTString, ["a", 1, 2.5, "a\tb"]),
        (ogr.OFTDate, ["2026-01-02", "2026/01/02", "2026-02-31", "20260102", 5]),
        (ogr.OFTDateTime, ["2026-01-02T10:00:00", "2026-01-02 10:00", "2026-01-02", "kl. 10", 5]),
        (ogr.OFTDateTime, ["2026-01-02T10:00:00", "2026-01-02T10:00:00Z"]),
        (ogr.OFTDateTime, ["2026-01-02T10:00:00.5", "2026-01-02T10:00:00.5+02:00"]),
        (ogr.OFTDateTime, ["2026-01-02T10:00:00.000", "2026-01-02T10:00:00.1239"]),
    ],
)
def test_a_column_of_a_geopackage_that_holds_other_values_than_its_kind_says_is_read_as_qgis_does(stored, kind, values):
    path = stored(GEOPACKAGE, kind, [None] * len(values))
    _put(path, values)
    layer = QgsVectorLayer(str(path), "points", "ogr")
    assert read(layer, fast=True) in (None, read(layer, fast=False))


def test_texts_of_a_shapefile_in_another_encoding_are_read_as_qgis_does(stored):
    path = stored(SHAPEFILE, ogr.OFTString, ["Brønshøj"])
    data = path.with_suffix(".dbf")
    data.write_bytes(data.read_bytes().replace("Brønshøj".encode(), "Brønshøj  ".encode("cp1252")))
    path.with_suffix(".cpg").write_text("1252")
    layer = QgsVectorLayer(str(path), "points", "ogr")
    assert read(layer, fast=False)[0] == ["Brønshøj"]
    assert read(layer, fast=True) is None
    path.with_suffix(".cpg").unlink()
    layer = QgsVectorLayer(str(path), "points", "ogr")
    layer.setProviderEncoding("windows-1252")
    assert read(layer, fast=False)[0] == ["Brønshøj"]
    assert read(layer, fast=True) is None


@pytest.mark.parametrize(
    ("subset", "found"),
    [
        ("value > 1", [1000, 2000, 3000]),
        ("value > 1 ORDER BY value DESC LIMIT 2", [3000, 2000]),
        ("value > 0 limit 3 offset 1", [1000, 2000, 3000]),
        (" select * from points where value > 2", [2000, 3000]),
    ],
)
def test_a_filter_of_the_layer_is_heeded_to_its_end(stored, run, subset, found):
    layer = QgsVectorLayer(str(stored(GEOPACKAGE, ogr.OFTInteger, [1, 2, 3, 4])), "points", "ogr")
    assert layer.setSubsetString(subset)
    quick = read(layer, fast=True)
    assert read(layer, fast=False)[2] == found
    assert (quick is None) == (subset != "value > 1")
    settings = {"INCIDENTS": layer, "TYPE_FIELD": "value", "CELL_SIZE": 1000, "OUTPUT": "memory:"}
    assert run("crimegrid", settings)["COUNTED"] == len(found)


def test_yes_and_no_are_counted_as_they_are(stored, run):
    path = stored(GEOPACKAGE, ogr.OFTInteger, [1, 1, 0, 1] * 5, ogr.OFSTBoolean)
    settings = {"INCIDENTS": path, "TYPE_FIELD": "value", "CELL_SIZE": 1000, "OUTPUT": "memory:"}
    layer = run("crimegrid", settings)["OUTPUT"]
    sums = {field: sum(feature[field] for feature in layer.getFeatures()) for field in ("type_true", "type_false")}
    assert sums == {"type_true": 15, "type_false": 5}


def test_every_reader_heeds_a_limit(run, memory_layer, tmp_path):
    """QGIS counts five features where two come: that is no file that broke off."""
    squares = [(f"POLYGON(({x} 0,{x + 9} 0,{x + 9} 9,{x} 9,{x} 0))", {"population": x + 1}) for x in range(0, 45, 9)]
    path, report = tmp_path / "units.gpkg", tmp_path / "report.html"
    run("workloadindex", {"UNITS": memory_layer("Polygon", "population:integer", squares), "OUTPUT": path})
    layer = QgsVectorLayer(str(path), "units", "ogr")
    assert layer.setSubsetString("population > 1 ORDER BY population DESC LIMIT 2")
    made = run("workloadindex", {"UNITS": layer, "OUTPUT": "memory:", "REPORT": report})["OUTPUT"]
    assert [feature["population"] for feature in made.getFeatures()] == [37, 28]
    assert "units (4 features)" not in report.read_text(encoding="utf-8")
