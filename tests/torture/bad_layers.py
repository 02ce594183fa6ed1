"""The corpus of bad layers: each a function from a good sheet to a bad one, found by its name in DEFECTS.

A defect returns None where it says nothing to that kind of layer (no geometry to spoil in a table).
"""

from __future__ import annotations

import math
from dataclasses import replace

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsField,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
)
from qgis.PyQt.QtCore import QMetaType

DEFECTS = {}
GEOMETRY = {"Point", "LineString", "Polygon"}
TEXT, WHOLE, REAL = QMetaType.Type.QString, QMetaType.Type.Int, QMetaType.Type.Double
NUMERIC = (WHOLE, REAL, QMetaType.Type.LongLong)
TIMES = (QMetaType.Type.QDate, QMetaType.Type.QDateTime)


def defect(*kinds):
    """Register a defect for these kinds of layers; for all kinds where none is named."""

    def register(function):
        def applied(sheet):
            return function(sheet) if not kinds or sheet.kind in kinds else None

        DEFECTS[function.__name__] = applied
        return function

    return register


def wkt(text):
    return QgsGeometry.fromWkt(text)


def corner(shape):
    """Return a vertex of a geometry."""
    vertex = next(shape.vertices(), None)
    return (vertex.x(), vertex.y()) if vertex is not None else (0.0, 0.0)


# How many


@defect()
def no_features(sheet):
    return replace(sheet, rows=())


@defect()
def one_feature(sheet):
    return replace(sheet, rows=sheet.rows[:1])


@defect()
def two_features(sheet):
    return replace(sheet, rows=sheet.rows[:2])


@defect()
def every_feature_twice(sheet):
    return replace(sheet, rows=sheet.rows + sheet.rows)


# Geometry


@defect(*GEOMETRY)
def some_null_geometry(sheet):
    return sheet.shapes(lambda n, shape: None if n % 3 == 0 else shape)


@defect(*GEOMETRY)
def all_null_geometry(sheet):
    return sheet.shapes(lambda n, shape: None)


@defect(*GEOMETRY)
def empty_geometry(sheet):
    return sheet.shapes(lambda n, shape: wkt(f"{sheet.kind} EMPTY") if n % 2 else shape)


@defect("Polygon")
def bow_ties(sheet):
    def twist(n, shape):
        box = shape.boundingBox()
        w, s, e, t = box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
        return wkt(f"POLYGON(({w} {s},{e} {t},{e} {s},{w} {t},{w} {s}))") if n % 2 else shape

    return sheet.shapes(twist)


@defect("Polygon")
def hole_outside_its_shell(sheet):
    def spoil(n, shape):
        x, y = corner(shape)
        shell = shape.asWkt().removeprefix("Polygon ((").removesuffix("))")
        hole = f"{x - 900} {y},{x - 800} {y},{x - 800} {y + 90},{x - 900} {y}"
        return wkt(f"POLYGON(({shell}),({hole}))")

    return sheet.shapes(spoil)


@defect("Polygon", "LineString")
def collapsed(sheet):
    def flatten(n, shape):
        x, y = corner(shape)
        here, there = f"{x} {y}", f"{x + 90} {y}"
        return wkt(
            f"POLYGON(({here},{there},{here},{here}))" if sheet.kind == "Polygon" else f"LINESTRING({here},{here})"
        )

    return sheet.shapes(flatten)


@defect("Polygon")
def slivers(sheet):
    def thin(n, shape):
        x, y = corner(shape)
        return wkt(f"POLYGON(({x} {y},{x + 1e-9} {y},{x + 1e-9} {y + 400},{x} {y + 400},{x} {y}))") if n % 2 else shape

    return sheet.shapes(thin)


@defect("Polygon")
def overlapping(sheet):
    return sheet.shapes(lambda n, shape: shape.buffer(70, 3))


@defect("Polygon")
def all_the_same_place(sheet):
    return sheet.shapes(lambda n, shape: QgsGeometry(sheet.rows[0][0]))


@defect("Polygon")
def gaps_between(sheet):
    return sheet.shapes(lambda n, shape: shape.buffer(-40, 3))


@defect(*GEOMETRY)
def with_z_and_m(sheet):
    def lift(n, shape):
        lifted = QgsGeometry(shape)
        lifted.get().addZValue(math.nan if n % 2 else 12.0)
        lifted.get().addMValue(3.0)
        return lifted

    return replace(sheet.shapes(lift), kind=f"{sheet.kind}ZM")


@defect(*GEOMETRY)
def multi_parts(sheet):
    def scatter(n, shape):
        return QgsGeometry.collectGeometry([shape, _moved(shape, 60_000.0 * (n % 2 + 1), 3.0)])

    return replace(sheet.shapes(scatter), kind=f"Multi{sheet.kind}")


@defect("Polygon", "LineString")
def curves(sheet):
    def bend(n, shape):
        x, y = corner(shape)
        arc = f"CIRCULARSTRING({x} {y},{x + 400} {y},{x + 400} {y + 400},{x} {y + 400},{x} {y})"
        return wkt(f"CURVEPOLYGON({arc})" if sheet.kind == "Polygon" else f"COMPOUNDCURVE({arc})")

    return replace(sheet.shapes(bend), kind="CurvePolygon" if sheet.kind == "Polygon" else "CompoundCurve")


@defect(*GEOMETRY)
def mixed_geometry(sheet):
    def mix(n, shape):
        x, y = corner(shape)
        parts = f"POINT({x} {y}),LINESTRING({x} {y},{x + 5} {y + 5}),POLYGON(({x} {y},{x + 9} {y},{x} {y + 9},{x} {y}))"
        return wkt(f"GEOMETRYCOLLECTION({parts if n % 2 else shape.asWkt(3)})")

    return replace(sheet.shapes(mix), kind="GeometryCollection")


@defect("Polygon")
def points_instead(sheet):
    return replace(sheet.shapes(lambda n, shape: shape.centroid()), kind="Point")


@defect("Point", "LineString")
def polygons_instead(sheet):
    return replace(sheet.shapes(lambda n, shape: shape.buffer(30, 3)), kind="Polygon")


@defect(*GEOMETRY)
def no_geometry_at_all(sheet):
    return replace(sheet.shapes(lambda n, shape: None), kind="None")


@defect(*GEOMETRY)
def infinite_coordinates(sheet):
    return sheet.shapes(lambda n, shape: _spoilt(shape, math.inf) if n % 3 == 1 else shape)


@defect(*GEOMETRY)
def nan_coordinates(sheet):
    return sheet.shapes(lambda n, shape: _spoilt(shape, math.nan) if n % 3 == 1 else shape)


@defect(*GEOMETRY)
def enormous_coordinates(sheet):
    return sheet.shapes(lambda n, shape: _moved(shape, 1e15, -1e15) if n % 3 == 1 else shape)


@defect("Polygon", "LineString")
def a_million_vertices(sheet):
    """One feature's outline has a million vertices."""
    shape = sheet.rows[0][0]
    dense = shape.densifyByDistance(shape.length() / 1_000_000)
    return sheet.shapes(lambda n, other: dense if n == 0 else other)


# Where


@defect(*GEOMETRY)
def in_degrees(sheet):
    return _projected(sheet, "EPSG:4326")


@defect(*GEOMETRY)
def in_web_mercator(sheet):
    return _projected(sheet, "EPSG:3857")


@defect(*GEOMETRY)
def in_feet(sheet):
    return _projected(sheet, "EPSG:2263")


@defect(*GEOMETRY)
def axes_exchanged(sheet):
    def exchange(n, shape):
        other = QgsGeometry(shape)
        other.get().swapXy()
        return other

    return _projected(sheet, "EPSG:4326").shapes(exchange)


@defect(*GEOMETRY)
def metres_called_degrees(sheet):
    return replace(sheet, crs="EPSG:4326")


@defect(*GEOMETRY)
def degrees_called_metres(sheet):
    return replace(_projected(sheet, "EPSG:4326"), crs="EPSG:25832")


@defect(*GEOMETRY)
def without_crs(sheet):
    return replace(sheet, crs="")


@defect(*GEOMETRY)
def on_the_other_side_of_the_earth(sheet):
    return replace(sheet, crs="EPSG:32760")


@defect(*GEOMETRY)
def across_the_date_line(sheet):
    def shift(n, shape):
        other = QgsGeometry(shape)
        other.translate(180 - 12.5, 30)
        return other

    return _projected(sheet, "EPSG:4326").shapes(shift)


# Names


@defect()
def names_with_spaces_quotes_and_aeoeaa(sheet):
    return replace(sheet.rename(lambda name: f"{name} 'æ\" øå; %s {{x}} {{0}}"), name="lag 'æ\" øå {x} {0} %s")


@defect()
def names_that_are_markup(sheet):
    return replace(sheet.rename(lambda name: f"<b>{name}</b>&amp;\\n"), name="<script>alert(1)</script>")


@defect()
def names_in_capitals(sheet):
    return sheet.rename(str.upper)


@defect()
def no_fields(sheet):
    return replace(sheet, fields=(), rows=tuple((shape, ()) for shape, _ in sheet.rows))


@defect()
def a_field_called_fid_that_repeats(sheet):
    fields = (*sheet.fields, QgsField("fid", WHOLE))
    return replace(sheet, fields=fields, rows=tuple((shape, (*values, 1)) for shape, values in sheet.rows))


# Values


@defect()
def all_null(sheet):
    return sheet.values(lambda n, field, value: None)


@defect()
def some_null(sheet):
    return sheet.values(lambda n, field, value: None if n % 3 == 0 else value)


@defect()
def ids_as_text(sheet):
    return sheet.typed(lambda field: TEXT).values(lambda n, field, value: None if _null(value) else str(value))


@defect()
def words_for_numbers(sheet):
    spoilt = sheet.typed(lambda field: TEXT if field.type() in NUMERIC else field.type())
    return spoilt.values(lambda n, field, value: "twelve" if field.type() == TEXT else value)


@defect()
def ids_repeated(sheet):
    return sheet.values(lambda n, field, value: sheet.rows[0][1][[f.name() for f in sheet.fields].index(field.name())])


@defect()
def infinite_numbers(sheet):
    return _real(sheet, math.inf)


@defect()
def nan_numbers(sheet):
    return _real(sheet, math.nan)


@defect()
def huge_numbers(sheet):
    return _real(sheet, 1.7e308)


@defect()
def largest_whole_numbers(sheet):
    big = sheet.typed(lambda field: QMetaType.Type.LongLong if field.type() in NUMERIC else field.type())
    return big.values(lambda n, field, value: 2**63 - 1 - n if field.type() == QMetaType.Type.LongLong else value)


@defect()
def negative_numbers(sheet):
    return sheet.values(lambda n, field, value: -abs(value) - 1 if _is_number(field, value) else value)


@defect()
def zeros(sheet):
    return sheet.values(lambda n, field, value: 0 if _is_number(field, value) else value)


@defect()
def empty_texts(sheet):
    return sheet.values(lambda n, field, value: "" if field.type() == TEXT else value)


@defect()
def hostile_texts(sheet):
    texts = (
        "<script>alert(1)</script>",
        "'); DROP TABLE officer;--",
        "{x} {0} %s %(a)s",
        "æøå\u202e\u0000\n\t\ud7ff👮" * 9,
        "=1+1",
        " ",
        "x" * 100_000,
    )
    return sheet.values(lambda n, field, value: texts[n % len(texts)] if field.type() == TEXT else value)


@defect()
def impossible_times(sheet):
    texts = ("9999-12-31T23:59:59", "0001-01-01", "2024-13-45", "soon", "", "2024-02-30T25:61", "31-12-2024", "1e9")
    spoilt = sheet.typed(lambda field: TEXT if field.type() in TIMES else field.type())
    times = {field.name() for field in sheet.fields if field.type() in TIMES}
    return (
        spoilt.values(lambda n, field, value: texts[n % len(texts)] if field.name() in times else value)
        if times
        else None
    )


@defect()
def odd_types(sheet):
    """Every field holds bytes or lists."""
    odd = sheet.typed(lambda field: QMetaType.Type.QStringList)
    return odd.values(lambda n, field, value: ["a", "b"])


def _null(value):
    return value is None or (hasattr(value, "isNull") and value.isNull())


def _is_number(field, value):
    return field.type() in NUMERIC and isinstance(value, (int, float))


def _real(sheet, value):
    real = sheet.typed(lambda field: REAL if field.type() in NUMERIC else field.type())
    return real.values(lambda n, field, old: value if field.type() == REAL and n % 3 == 1 else old)


def _moved(shape, east, north):
    moved = QgsGeometry(shape)
    moved.translate(east, north)
    return moved


def _spoilt(shape, value):
    spoilt = QgsGeometry(shape)
    if spoilt.type() == 0:
        return QgsGeometry.fromPointXY(QgsPointXY(value, value))
    spoilt.moveVertex(value, value, 0)
    return spoilt


def _projected(sheet, crs):
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(sheet.crs), QgsCoordinateReferenceSystem(crs), QgsProject.instance()
    )

    def project(n, shape):
        other = QgsGeometry(shape)
        other.transform(transform)
        return other

    return replace(sheet.shapes(project), crs=crs)
