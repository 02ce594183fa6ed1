"""The bridge between features and arrays, on features as people have them."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import shapely
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsVectorFileWriter,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.progress import Progress
from sector_planner.processing.framework import layers, outputs

UTM = QgsCoordinateReferenceSystem("EPSG:25832")


@pytest.fixture
def read(qgis_app):
    def read_layer(layer, crs=UTM, fields=None):
        context = QgsProcessingContext()
        source = QgsProcessingFeatureSource(layer, context)
        return layers.read_table(source, crs, context, Progress(), fields)

    return read_layer


def test_null_nan_and_numbers_arrive_as_numbers_or_missing(read, memory_layer):
    layer = memory_layer(
        "Point",
        "whole:integer,real:double",
        [("POINT(1 1)", {"whole": 1, "real": 0.5}), ("POINT(2 2)", {"whole": NULL, "real": NULL})],
    )
    table = read(layer)
    assert table.numbers("whole").tolist()[0] == 1
    assert np.isnan(table.numbers("whole")[1])
    assert np.isnan(table.numbers("real")[1])


def test_dates_arrive_as_datetimes(read, memory_layer):
    layer = memory_layer(
        "Point",
        "at:datetime,day:date",
        [
            ("POINT(1 1)", {"at": QDateTime(2026, 3, 29, 2, 30, 0), "day": QDate(2026, 1, 2)}),
            ("POINT(1 1)", {"at": NULL, "day": NULL}),
        ],
    )
    table = read(layer)
    assert table.attributes["at"].tolist()[0] == pd.Timestamp(2026, 3, 29, 2, 30)
    assert table.attributes["day"].tolist()[0] == pd.Timestamp(2026, 1, 2)
    assert table.attributes["at"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("kind", "wkt"),
    [
        ("CurvePolygon", "CURVEPOLYGON(CIRCULARSTRING(0 0,100 100,200 0,100 -100,0 0))"),
        ("PolygonZ", "POLYGON Z((0 0 5,10 0 5,10 10 5,0 0 5))"),
        ("PolygonZM", "POLYGON ZM((0 0 5 1,10 0 5 1,10 10 5 1,0 0 5 1))"),
        ("MultiPolygon", "MULTIPOLYGON(((0 0,10 0,10 10,0 0)))"),
    ],
)
def test_curves_z_and_m_arrive_as_plain_polygons(read, memory_layer, kind, wkt):
    (shape,) = read(memory_layer(kind, "", [(wkt, {})])).geometry
    assert shapely.get_type_id(shape) in (3, 6)
    assert not shapely.has_z(shape)
    assert shape.area > 0


def test_missing_and_empty_geometry_keep_their_row(read, memory_layer):
    table = read(
        memory_layer(
            "Polygon",
            "a:integer",
            [("", {"a": 1}), ("POLYGON EMPTY", {"a": 2}), ("POLYGON((0 0,1 0,1 1,0 0))", {"a": 3})],
        )
    )
    assert [shape is None for shape in table.geometry] == [True, True, False]
    assert table.numbers("a").tolist() == [1, 2, 3]


def test_degrees_become_metres_in_the_zone_of_the_layer(qgis_app, memory_layer, read):
    layer = memory_layer(
        "Polygon", "", [("POLYGON((-90 35,-89.99 35,-89.99 35.01,-90 35.01,-90 35))", {})], crs="EPSG:4326"
    )
    context = QgsProcessingContext()
    crs = layers.metric_crs(QgsProcessingFeatureSource(layer, context), context)
    assert crs.authid() == "EPSG:32616" or crs.authid() == "EPSG:32615"
    assert 900_000 < read(layer, crs).geometry[0].area < 1_100_000


def test_a_geometry_that_cannot_be_transformed_is_missing_and_not_fatal(read, memory_layer):
    layer = memory_layer(
        "Point", "a:integer", [("POINT(12.5 55.7)", {"a": 1}), ("POINT(500000 6000000)", {"a": 2})], crs="EPSG:4326"
    )
    table = read(layer)
    assert table.geometry[0] is not None
    assert table.geometry[1] is None


def test_a_layer_without_crs_is_refused_by_name(qgis_app, memory_layer):
    layer = memory_layer("Point", "", [("POINT(1 1)", {})])
    layer.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(InputError, match="units.*no coordinate reference system"):
        layers.metric_crs(QgsProcessingFeatureSource(layer, QgsProcessingContext()), QgsProcessingContext())


def test_a_field_that_is_not_there_is_named_with_those_that_are(read, memory_layer):
    layer = memory_layer("Point", "a:integer,b c:integer", [])
    with pytest.raises(InputError, match="“befolkning”.*a, b c"):
        read(layer, fields=["befolkning"])


def test_columns_find_their_field_types_and_missing_values_become_null():
    columns = pd.DataFrame(
        {
            "whole": [1, 2],
            "part": pd.array([1, None], dtype="Int64"),
            "real": [0.5, np.nan],
            "flag": [True, False],
            "name": ["æøå", None],
            "at": pd.to_datetime(["2026-01-01 12:30", None]),
        }
    )
    fields = layers.qgis_fields(columns)
    kinds = [
        QMetaType.Type.LongLong,
        QMetaType.Type.LongLong,
        QMetaType.Type.Double,
        QMetaType.Type.Bool,
        QMetaType.Type.QString,
        QMetaType.Type.QDateTime,
    ]
    assert [field.type() for field in fields] == kinds
    shapes = np.array([shapely.Point(1, 2), None], dtype=object)
    first, second = layers.table_features(shapes, columns, fields)
    assert first.attributes()[:5] == [1, 1, 0.5, True, "æøå"]
    assert layers.to_python(first["at"]) == dt.datetime(2026, 1, 1, 12, 30)
    assert [layers.to_python(value) for value in second.attributes()] == [2, None, None, False, None, None]
    assert second.geometry().isNull()


def test_fields_are_replaced_in_place_and_new_ones_appended(memory_layer, qgis_app):
    layer = memory_layer("Point", "a:string,keep:integer", [("POINT(1 1)", {"a": "x", "keep": 7})])
    source = QgsProcessingFeatureSource(layer, QgsProcessingContext())
    columns = pd.DataFrame({"a": [1.5], "new": [3]})
    fields = layers.extended_fields(source.fields(), columns)
    assert [field.name() for field in fields] == ["a", "keep", "new"]
    (feature,) = layers.extended_features(source, columns, fields)
    assert feature.attributes() == [1.5, 7, 3]


def test_a_refused_feature_stops_with_a_message(qgis_app):
    class Refuses:
        def addFeature(self, feature, flags):  # noqa: N802
            return False

        def lastError(self):  # noqa: N802
            return "disk full"

    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("POINT(1 1)"))
    with pytest.raises(InputError, match="disk full"):
        outputs.add_features(Refuses(), [feature], 1, "OUTPUT", Progress())


def test_messages_name_the_table_and_not_the_file(run, memory_layer, tmp_path):
    layer = memory_layer("Polygon", "population:string", [("POLYGON((0 0,1 0,1 1,0 0))", {"population": "many"})])
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "roder 2026"
    path = tmp_path / "data.gpkg"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)
    with pytest.raises(QgsProcessingException, match="“roder 2026”"):
        run("workloadindex", {"UNITS": f"{path}|layername=roder 2026", "OUTPUT": "memory:"})
