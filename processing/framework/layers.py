"""The one bridge between QGIS features and core's arrays: NULL, dates, geometry types, CRS.

Layers become arrays, arrays become layers, and a layer can be copied with some of its fields replaced and others added.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsVariantUtils,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication, QDate, QDateTime, QMetaType, Qt, QTime

from ...core.base.crs import NATIONAL_CRS
from ...core.base.errors import InputError
from ...core.base.names import cut_fields
from ...core.base.progress import Progress
from ...core.base.table import FeatureTable
from ...core.crime.local_time import on_clock
from ...core.crime.settings import TIME_ZONE
from .crs import DEGREES, UTM_NORTH, UTM_SOUTH, transformation

translate = QCoreApplication.translate
UNCHECKED = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
TEXT_ID, SECTOR_TABLE = "text_id", {"sector_set", "sector_id", "text_id"}
_PLAIN = (str, int, float, bool)


def metric_crs(source: QgsProcessingFeatureSource, context: QgsProcessingContext) -> QgsCoordinateReferenceSystem:
    """Return the source's CRS where it is projected in metres, else the UTM zone (WGS 84) of its middle.

    Raises InputError where the layer has no CRS: metres cannot be told from degrees then.
    """
    crs = source.sourceCrs()
    if not crs.isValid():
        message = translate(
            "Layers", "Layer “{layer}” has no coordinate reference system. Set it in the layer's properties."
        )
        raise InputError(message.format(layer=source.sourceName()))
    if not crs.isGeographic() and crs.mapUnits() == Qgis.DistanceUnit.Meters:
        return crs
    to_degrees = transformation(crs, QgsCoordinateReferenceSystem(DEGREES), context)
    middle = to_degrees.transform(source.sourceExtent().center())
    return metric_crs_at(middle.x(), middle.y())


def metric_crs_at(longitude: float, latitude: float) -> QgsCoordinateReferenceSystem:
    """Return EPSG:25832 in Denmark, the national CRS on both sides of its zone's edge, else the UTM zone (WGS 84)."""
    if 7.5 <= longitude <= 15.5 and 54.4 <= latitude <= 58.0:
        return QgsCoordinateReferenceSystem(NATIONAL_CRS)
    zone = math.floor((longitude + 180.0) / 6.0) % 60 + 1
    return QgsCoordinateReferenceSystem(f"EPSG:{(UTM_NORTH if latitude >= 0 else UTM_SOUTH) + zone}")


def read_table(
    source: QgsProcessingFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    progress: Progress,
    fields: list[str] | None = None,
    time_zone: str = TIME_ZONE,
) -> FeatureTable:
    """Return the source as a FeatureTable in `crs`, with all fields or those named; times on the clock of `time_zone`.

    Fields that we know, but whose name a format cut, stand there by their full name too (see `known_fields`).
    Curves are segmentised, Z and M dropped. A feature whose geometry cannot be transformed or read
    keeps its row with geometry None, and is warned about. Raises InputError for a field that is not there.
    """
    transform = transformation(source.sourceCrs(), crs, context)
    names = [field.name() for field in source.fields()] if fields is None else list(fields)
    added = _missing_text_id(source, names)
    names += added
    positions = [_position(source, name) for name in names]
    request = QgsFeatureRequest()
    request.setSubsetOfAttributes(positions)
    shapes: list[Any] = []
    ids: list[int] = []
    columns: list[list[Any]] = [[] for _ in names]
    unreadable = 0
    for feature in progress.each(source.getFeatures(request, UNCHECKED), max(source.featureCount(), 1)):
        shape, readable = _shape(feature.geometry(), transform)
        unreadable += not readable
        shapes.append(shape)
        ids.append(feature.id())
        for column, position in zip(columns, positions, strict=True):
            column.append(to_python(feature.attribute(position)))
    if unreadable:
        message = translate(
            "Layers", "Layer “{layer}”: {count} geometries could not be read or transformed; treated as missing."
        )
        progress.warn(message.format(layer=source.sourceName(), count=unreadable))
    types = [source.fields().at(position).type() for position in positions]
    offsets = {
        name: found
        for name, column, kind in zip(names, columns, types, strict=True)
        if kind == QMetaType.Type.QDateTime and (found := _put_on_clock(column, time_zone))[0]
    }
    attributes = pd.DataFrame(
        {name: _series(column, kind) for name, column, kind in zip(names, columns, types, strict=True)},
        index=range(len(ids)),
    )
    if {field.name() for field in source.fields()} >= SECTOR_TABLE and "sector_id" in names:
        attributes = _with_text_ids(attributes).drop(columns=added)
    if fields is None:
        attributes = _with_known_fields(attributes, source.sourceName(), progress)
    dates = frozenset(name for name, kind in zip(names, types, strict=True) if kind == QMetaType.Type.QDate)
    geometry = np.fromiter(shapes, dtype=object, count=len(shapes))
    return FeatureTable(source.sourceName(), geometry, attributes, np.array(ids, dtype=np.int64), offsets, dates)


def _missing_text_id(source: QgsProcessingFeatureSource, names: list[str]) -> list[str]:
    """Return the field that has to be read as well for the ids of the sector database's sectors, where they are asked for."""
    known = {field.name() for field in source.fields()}
    return [TEXT_ID] if known >= SECTOR_TABLE and "sector_id" in names and TEXT_ID not in names else []


def _with_text_ids(attributes: pd.DataFrame) -> pd.DataFrame:
    """Return the sector database's sectors with the ids that people know, where these are texts."""
    texts = attributes[TEXT_ID].astype(object).where(attributes[TEXT_ID].astype(bool), None)
    if texts.isna().all():
        return attributes
    return attributes.assign(sector_id=texts.where(texts.notna(), attributes["sector_id"].astype(str)))


def _put_on_clock(column: list[Any], time_zone: str) -> tuple[int, int]:
    """Turn times with an offset from UTC into the zone's own; return how many had one, and how many had none."""
    zone = ZoneInfo(time_zone)
    known = [value for value in column if value is not None]
    zoned = sum(value.tzinfo is not None for value in known)
    if zoned:
        column[:] = [value if value is None else on_clock(value, zone) for value in column]
    return zoned, len(known) - zoned


def _with_known_fields(attributes: pd.DataFrame, layer: str, progress: Progress) -> pd.DataFrame:
    cut = cut_fields(map(str, attributes.columns))
    for known, name in cut.items():
        message = translate("Layers", "Layer “{layer}”: field “{cut}” is read as “{known}”.")
        progress.log(message.format(layer=layer, cut=name, known=known))
    return attributes.assign(**{known: attributes[name] for known, name in cut.items()})


def incomplete_read(layer: str, found: int, expected: int) -> InputError:
    """Return the error for a file that could not be read to its end: QGIS itself just stops."""
    message = translate(
        "Layers",
        "Layer “{layer}” could not be read to its end: {found} of {expected} features came. Check that the file is whole, "
        "that its drive is connected, and that no other program is writing to it.",
    )
    return InputError(message.format(layer=layer, found=found, expected=expected))


def _position(source: QgsProcessingFeatureSource, name: str) -> int:
    position = int(source.fields().lookupField(name))
    if position < 0:
        cut = cut_fields((field.name() for field in source.fields()), [name])
        position = int(source.fields().lookupField(cut.get(name, "")))
    if position < 0:
        message = translate("Layers", "Layer “{layer}” has no field “{field}”. It has: {fields}. Choose one of these.")
        names = ", ".join(field.name() for field in source.fields())
        raise InputError(message.format(layer=source.sourceName(), field=name, fields=names))
    return position


def _shape(geometry: QgsGeometry, transform: QgsCoordinateTransform) -> tuple[Any, bool]:
    """Return the geometry as a 2D shapely geometry in the target CRS (None where missing), and whether it was readable."""
    given = geometry.constGet()
    if given is None or geometry.isEmpty():
        return None, True
    kind = geometry.wkbType()
    if QgsWkbTypes.isCurvedType(kind):
        geometry = QgsGeometry(given.segmentize())
    if (QgsWkbTypes.hasZ(kind) or QgsWkbTypes.hasM(kind)) and (flat := geometry.get()) is not None:
        flat.dropZValue()
        flat.dropMValue()
    try:
        if not transform.isShortCircuited():
            geometry.transform(transform)
        shape = shapely.from_wkb(bytes(geometry.asWkb()))
    except (QgsCsException, shapely.GEOSException):
        return None, False
    return (shape, True) if _is_finite(shape) else (None, False)


def _is_finite(shape: Any) -> bool:
    """Return True if every coordinate is finite; the bounds of lines and polygons leave out a corner that is not."""
    numbers = shapely.bounds(shape) if shape.geom_type == "Point" else shapely.get_coordinates(shape)
    return bool(np.isfinite(numbers).all())


def reproject(
    shapes: NDArray[np.object_],
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
) -> NDArray[np.object_]:
    """Return (n,) shapely geometries moved from one CRS to another; raise InputError where that is not possible."""
    if source == target or not len(shapes):
        return shapes
    points = to_geometry(shapely.multipoints(shapely.get_coordinates(shapes)))
    try:
        points.transform(transformation(source, target, context))
    except QgsCsException as error:
        message = translate("Layers", "The result could not be transformed from {source} to {target}: {reason}.")
        raise InputError(message.format(source=source.authid(), target=target.authid(), reason=error)) from error
    moved = shapely.get_coordinates(shapely.from_wkb(bytes(points.asWkb())))
    return np.asarray(shapely.set_coordinates(shapes.copy(), moved))


def to_python(value: Any) -> Any:
    """Return a QGIS attribute value as a plain Python value; NULL becomes None, a list, map or blob a text.

    A time that was stored with an offset from UTC, as 22:30Z, is one in UTC; any other has no time zone.
    """
    if isinstance(value, _PLAIN):
        return value
    if QgsVariantUtils.isNull(value):
        return None
    if isinstance(value, QDateTime):
        plain = value.timeSpec() == Qt.TimeSpec.LocalTime
        return value.toPyDateTime() if plain else value.toUTC().toPyDateTime().replace(tzinfo=dt.UTC)
    if isinstance(value, QDate):
        return dt.datetime.combine(value.toPyDate(), dt.time())
    if isinstance(value, QTime):
        return value.toString("HH:mm:ss")
    return ", ".join(str(to_python(one)) for one in value) if isinstance(value, list) else str(value)


def _series(values: list[Any], kind: QMetaType.Type) -> pd.Series:
    """Return a column: datetimes and numbers typed, everything else as objects."""
    if kind in (QMetaType.Type.QDate, QMetaType.Type.QDateTime):
        return pd.to_datetime(pd.Series(values, dtype=object), errors="coerce")
    if kind == QMetaType.Type.Double:
        return pd.Series(values, dtype="float64")
    if kind in (QMetaType.Type.Int, QMetaType.Type.LongLong, QMetaType.Type.UInt):
        return pd.Series(values, dtype="Int64" if None in values else "int64")
    if kind == QMetaType.Type.Bool:
        return pd.Series(values, dtype="boolean")
    return pd.Series(values, dtype=object)


def to_qgis(value: Any) -> Any:
    """Return a pandas or numpy value as QGIS stores it; missing becomes None (NULL)."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dt.datetime):
        return QDateTime(
            value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond // 1000
        )
    return value


def as_frame(columns: Mapping[str, object] | pd.DataFrame) -> pd.DataFrame:
    """Return columns of n values each as a table."""
    return columns if isinstance(columns, pd.DataFrame) else pd.DataFrame(columns)


def no_geometry(count: int) -> NDArray[np.object_]:
    """Return (count,) missing geometries: those of a plain table."""
    return np.full(count, None, dtype=object)


def qgis_fields(attributes: pd.DataFrame) -> QgsFields:
    """Return the fields that hold the columns of `attributes`."""
    fields = QgsFields()
    for name in attributes.columns:
        fields.append(QgsField(str(name), _field_type(attributes[name])))
    return fields


def _field_type(column: pd.Series) -> QMetaType.Type:
    if pd.api.types.is_bool_dtype(column):
        return QMetaType.Type.Bool
    if pd.api.types.is_integer_dtype(column):
        return QMetaType.Type.LongLong
    if pd.api.types.is_float_dtype(column):
        return QMetaType.Type.Double
    if pd.api.types.is_datetime64_any_dtype(column):
        return QMetaType.Type.QDateTime
    return QMetaType.Type.QString


def table_features(geometry: NDArray[np.object_], attributes: pd.DataFrame, fields: QgsFields) -> Iterator[QgsFeature]:
    """Yield a feature for every row."""
    columns = [[to_qgis(value) for value in attributes[name].tolist()] for name in attributes.columns]
    for row, shape in enumerate(geometry):
        feature = QgsFeature(fields)
        if shape is not None:
            feature.setGeometry(to_geometry(shape))
        feature.setAttributes([column[row] for column in columns])
        yield feature


def to_geometry(shape: Any) -> QgsGeometry:
    """Return a shapely geometry as a QgsGeometry."""
    geometry = QgsGeometry()
    geometry.fromWkb(shapely.to_wkb(shape, output_dimension=2))
    return geometry


def extended_fields(fields: QgsFields, columns: pd.DataFrame) -> QgsFields:
    """Return the source's fields with `columns` replaced in place, also where a format cut their name, or appended."""
    extended = QgsFields()
    added = qgis_fields(columns)
    names = [one.name() for one in fields]
    cut = cut_fields(names, [one.name() for one in added if fields.lookupField(one.name()) < 0])
    by_name = {names[fields.lookupField(one.name())]: one for one in added if fields.lookupField(one.name()) >= 0}
    by_name |= {cut[one.name()]: one for one in added if one.name() in cut}
    for field in fields:
        extended.append(by_name.get(field.name(), field))
    for field in added:
        if extended.lookupField(field.name()) < 0:
            extended.append(field)
    return extended


def _repeated_fid(source: QgsProcessingFeatureSource) -> int:
    """Return the position of a field fid whose values repeat, -1 if there is none."""
    position = int(source.fields().lookupField("fid"))
    if position < 0:
        return -1
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry).setSubsetOfAttributes([position])
    seen = [feature.attribute(position) for feature in source.getFeatures(request, UNCHECKED)]
    return position if len(set(map(str, seen))) < len(seen) else -1


def extended_features(
    source: QgsProcessingFeatureSource, columns: pd.DataFrame, fields: QgsFields
) -> Iterator[QgsFeature]:
    """Yield the source's features, in its order, with the values of `columns` (one row a feature) set.

    A field fid whose values repeat (layers merged from several GeoPackages have one) is left empty: it would
    be the key of a GeoPackage, which then refuses the second feature.
    """
    repeated = _repeated_fid(source)
    positions = [fields.lookupField(str(name)) for name in columns.columns]
    values = [[to_qgis(value) for value in columns[name].tolist()] for name in columns.columns]
    for row, original in enumerate(source.getFeatures(QgsFeatureRequest(), UNCHECKED)):
        feature = QgsFeature(fields)
        feature.setGeometry(original.geometry())
        attributes = original.attributes() + [None] * (len(fields) - len(original.attributes()))
        if repeated >= 0:
            attributes[repeated] = None
        for position, column in zip(positions, values, strict=True):
            attributes[position] = column[row]
        feature.setAttributes(attributes)
        yield feature
