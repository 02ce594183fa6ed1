"""Incidents from a layer to core's chunks, without holding them all in memory.

Points and fields are read as numpy arrays by GDAL's Arrow stream where that is possible, ten times as fast as features.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProviderRegistry,
    QgsRectangle,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication, QMetaType

from ...core.base.errors import InputError
from ...core.base.progress import Progress
from ...core.base.sql import GEOPACKAGE
from ...core.base.written import read_number
from ...core.crime.caveats import ends_on_next_day, next_day_text, offset_texts
from ...core.crime.incidents import METHOD, SCENE, TYPE, IncidentChunk, Vocabulary
from ...core.crime.local_time import TimeReading, check_readings, parse_times, spread_days, whole_days
from ...core.crime.settings import TIME_ZONE
from .crs import DEGREES, transformation
from .files.providers import DirectSource, is_plain_filter
from .layers import incomplete_read, to_python

if TYPE_CHECKING:
    from .files.providers import DirectSource


translate = QCoreApplication.translate
CHUNK = 1 << 18
_UNCHECKED = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])
# Only what tests/processing/framework/test_arrow_batches.py proves equal to QGIS's own reading. Left to QGIS, for one: yes/no
# fields of a GeoPackage (wrong in GDAL 3.6), days before 1970 in a Shapefile (a day late), Float32 (rounded), JSON.
_PROVEN = {
    "GPKG": {"Int16", "Integer", "Integer64", "Real", "String", "Date", "DateTime"},
    "ESRI Shapefile": {"Integer", "Integer64", "Real", "String"},
}
# SQLite keeps any text in a column of days, of which GDAL makes 1970, and drops what offset stands after a time.
_UNUSUAL = {
    "Date": "SELECT 1 FROM {table!n} WHERE {field!n} IS NOT NULL AND date({field!n}) IS NOT {field!n} LIMIT 1",
    "DateTime": "SELECT 1 FROM {table!n} WHERE {field!n} IS NOT NULL AND ({field!n} LIKE '%Z' "
    "OR strftime('%Y-%m-%dT%H:%M:%S', {field!n}) IS NOT substr({field!n}, 1, 19)) LIMIT 1",
}


@dataclass(frozen=True)
class IncidentFields:
    """The names of an incident layer's fields; empty if there is none."""

    type: str = ""
    scene: str = ""
    method: str = ""
    start: str = ""
    end: str = ""
    x: str = ""
    y: str = ""

    def categories(self) -> dict[str, str]:
        """Return the fields of type, scene and method that there are."""
        named = {TYPE: self.type, SCENE: self.scene, METHOD: self.method}
        return {name: field for name, field in named.items() if field}

    def names(self) -> list[str]:
        """Return all fields that there are, each once."""
        fields = (self.type, self.scene, self.method, self.start, self.end, self.x, self.y)
        return list(dict.fromkeys(field for field in fields if field))


@dataclass(frozen=True)
class Batch:
    """Some rows as they stand in the source: places in its CRS, values by field."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    values: dict[str, NDArray[Any]]


class IncidentStream:
    """Iterates over a source's incidents as chunks in metres, and remembers vocabularies and unreadable times."""

    def __init__(
        self,
        source: QgsProcessingFeatureSource,
        direct: DirectSource | None,
        fields: IncidentFields,
        crs: QgsCoordinateReferenceSystem,
        context: QgsProcessingContext,
        progress: Progress,
        time_zone: str = TIME_ZONE,
        ends_on_next_day: bool = False,
    ) -> None:
        """Read `source` into `crs`; what `direct` describes may be read directly. Times come on the zone's clock.

        An end before its start on the same day is put on the next where that is asked.
        """
        self.time_zone, self.ends_on_next_day, self.moved = time_zone, ends_on_next_day, 0
        self.source, self.direct, self.fields, self.crs, self.progress = source, direct, fields, crs, progress
        degrees = QgsCoordinateReferenceSystem(DEGREES)
        origin = degrees if fields.x else source.sourceCrs()
        self._transform = transformation(origin, crs, context)
        self.vocabularies = {name: Vocabulary() for name in fields.categories()}
        self.readings: dict[str, TimeReading] = {}

    def __iter__(self) -> Iterator[IncidentChunk]:
        self.readings = {field: TimeReading() for field in (self.fields.start, self.fields.end) if field}
        self.moved = 0
        expected, done = self.source.featureCount(), 0
        batches = arrow_batches(self.direct, self.fields.names(), CHUNK) if self.direct and not self.fields.x else None
        try:
            for batch in batches or self._feature_batches():
                yield self._chunk(batch, done)
                done += len(batch.x)
                self.progress.show(min(done / max(expected, 1), 1.0))
        except RuntimeError as error:  # GDAL's own
            raise incomplete_read(self.source.sourceName(), done, expected) from error
        is_counted = self.direct and self.direct.provider == "ogr" and is_plain_filter(self.direct.subset)
        if is_counted and done < expected:
            raise incomplete_read(self.source.sourceName(), done, expected)

    def bounds(self) -> tuple[float, float, float, float]:
        """Return (xmin, ymin, xmax, ymax) of the incidents in metres; read from the layer, or from columns of places."""
        if not self.fields.x:
            box = self.source.sourceExtent()
            flat = box.width() == 0 or box.height() == 0  # QGIS would transform its first corner only
            extent = _tuple(box if flat else self._transform.transformBoundingBox(box))
            known = np.isfinite(extent).all() and extent[0] <= extent[2]  # that of nothing is inside out
            if known and (not flat or self._transform.isShortCircuited()):
                return extent
        low, high = np.full(2, np.inf), np.full(2, -np.inf)
        for batch in self._feature_batches():
            places = np.column_stack(_transformed(batch.x, batch.y, self._transform))
            places = places[np.isfinite(places).all(axis=1)]
            low = np.minimum(low, places.min(axis=0, initial=np.inf))
            high = np.maximum(high, places.max(axis=0, initial=-np.inf))
        if not np.isfinite(low).all():
            message = translate("Incidents", "Fields “{x}” and “{y}” hold no usable longitude and latitude.")
            if not self.fields.x:
                message = translate("Incidents", "Layer “{layer}” has no incident with a place. Choose another layer.")
            raise InputError(message.format(x=self.fields.x, y=self.fields.y, layer=self.source.sourceName()))
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def finish(self) -> list[str]:
        """Return the caveats on the times that were read; raise InputError where they cannot be used."""
        offsets = {field: (one.with_offset, one.without_offset) for field, one in self.readings.items()}
        found = check_readings(self.source.sourceName(), self.readings)
        return found + offset_texts(offsets, self.time_zone) + next_day_text(self.moved)

    def _chunk(self, batch: Batch, done: int) -> IncidentChunk:
        x, y = _transformed(batch.x, batch.y, self._transform)
        categories = {
            name: self.vocabularies[name].encode(batch.values[field])
            for name, field in self.fields.categories().items()
        }
        (start, start_is_day), (end, end_is_day) = (
            self._times(batch, field, done) for field in (self.fields.start, self.fields.end)
        )
        start, end = spread_days(start, end, start_is_day, end_is_day)
        if self.ends_on_next_day:
            end, moved = ends_on_next_day(start, end)
            self.moved += moved
        return IncidentChunk(x, y, start, end, categories)

    def _times(self, batch: Batch, field: str, done: int) -> tuple[NDArray[np.datetime64], NDArray[np.bool_]]:
        """Return the times of a field, and which of them are days without a clock."""
        if not field:
            return np.full(len(batch.x), "NaT", dtype="datetime64[s]"), np.zeros(len(batch.x), dtype=bool)
        values = batch.values[field]
        days = whole_days(values)
        if values.dtype.kind == "M":
            self.readings[field].without_offset += int((~np.isnat(values)).sum())
            return values.astype("datetime64[s]"), days
        return parse_times(values, self.readings[field], done + 1, self.time_zone), days

    def _feature_batches(self) -> Iterator[Batch]:
        names = self.fields.names()
        positions = [self.source.fields().lookupField(name) for name in names]
        request = QgsFeatureRequest()
        request.setSubsetOfAttributes(positions)
        if self.fields.x:
            request.setFlags(Qgis.FeatureRequestFlag.NoGeometry)
        rows: list[tuple[Any, ...]] = []
        for feature in self.source.getFeatures(request, _UNCHECKED):
            place = (0.0, 0.0) if self.fields.x else _place(feature.geometry())
            rows.append((*place, *(to_python(feature.attribute(position)) for position in positions)))
            if len(rows) == CHUNK:
                yield self._batch(rows, names)
                rows = []
        if rows:
            yield self._batch(rows, names)

    def _batch(self, rows: list[tuple[Any, ...]], names: list[str]) -> Batch:
        x, y, *columns = zip(*rows, strict=True)
        values = {name: self._values(name, column) for name, column in zip(names, columns, strict=True)}
        if self.fields.x:
            return Batch(_degrees(values[self.fields.x]), _degrees(values[self.fields.y]), values)
        return Batch(np.array(x, dtype=float), np.array(y, dtype=float), values)

    def _values(self, name: str, column: tuple[Any, ...]) -> NDArray[Any]:
        """Return dates and datetimes as such, all else, as times with an offset, as objects with None where missing."""
        kind = self.source.fields().field(name).type()
        zoned = any(isinstance(value, dt.datetime) and value.tzinfo for value in column)
        if kind in (QMetaType.Type.QDate, QMetaType.Type.QDateTime) and not zoned:
            unit = "D" if kind == QMetaType.Type.QDate else "s"
            times = [np.datetime64("NaT") if value is None else np.datetime64(value, "s") for value in column]
            return np.array(times, dtype=f"datetime64[{unit}]")
        values = np.empty(len(column), dtype=object)
        values[:] = column
        return values


def _tuple(extent: QgsRectangle) -> tuple[float, float, float, float]:
    return extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()


def _place(geometry: QgsGeometry) -> tuple[float, float]:
    """Return a point's place; the first of several points, NaN if there is none."""
    if geometry.isNull() or geometry.isEmpty():
        return np.nan, np.nan
    point = next(geometry.vertices()) if QgsWkbTypes.isMultiType(geometry.wkbType()) else geometry.asPoint()
    return point.x(), point.y()


def _degrees(values: NDArray[Any]) -> NDArray[np.float64]:
    """Return texts or numbers as degrees; a decimal comma is understood, what is not a number becomes NaN."""
    return np.array([_number(value) for value in values.tolist()], dtype=np.float64)


def _number(value: object) -> float:
    number = read_number(str(value), grouped=False)
    return float("nan") if number is None else number


def _transformed(
    x: NDArray[np.float64], y: NDArray[np.float64], transform: QgsCoordinateTransform
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return places in the target CRS, all in one call; what cannot be transformed is not finite."""
    if transform.isShortCircuited() or len(x) < 1:
        return x, y
    line = QgsGeometry()
    padded = np.column_stack([np.append(x, np.nan), np.append(y, np.nan)])
    line.fromWkb(struct.pack("<BII", 1, 2, len(padded)) + padded.tobytes())
    line.transform(transform)
    places = np.frombuffer(bytes(line.asWkb()), dtype="<f8", offset=9).reshape(-1, 2)[:-1]
    return places[:, 0].copy(), places[:, 1].copy()


def arrow_batches(direct: DirectSource, names: list[str], size: int) -> Iterator[Batch] | None:
    """Return the source's rows in batches of `size`, or None where only QGIS can read them as they are.

    That is so for layers not in a file of a known format, with joined or virtual fields, or without single points,
    for kinds of fields whose values GDAL hands over otherwise, and for filters with more than a condition.
    """
    if direct.provider != "ogr" or not is_plain_filter(direct.subset) or not _are_proven(direct, names):
        return None
    if QgsWkbTypes.flatType(direct.kind) != Qgis.WkbType.Point:
        return None
    try:
        from osgeo import ogr

        table = _open(direct, ogr)
    except (ImportError, RuntimeError):  # GDAL raises the latter for a file that is locked or gone
        return None
    if not table or not hasattr(table[1], "GetArrowStreamAsNumPy") or not set(names) <= _field_names(table[1]):
        return None  # the key column, fid, is a field for QGIS but not for GDAL
    if any(_is_unusual(*table, name, direct.fields[name]) for name in names):
        return None
    return _batches(*table, names, size)


def _are_proven(direct: DirectSource, names: list[str]) -> bool:
    """Return True if all the fields are of kinds, and their texts in the encoding, that GDAL hands over as QGIS does."""
    kinds = {direct.fields.get(name, "") for name in names}
    return kinds <= _PROVEN.get(direct.storage, set()) and ("String" not in kinds or direct.encoding == "UTF-8")


def _is_unusual(dataset: Any, table: Any, field: str, kind: str) -> bool:
    """Return True if a column of a GeoPackage holds days or times in another form than the usual one."""
    if kind not in _UNUSUAL:  # none of a Shapefile's kinds is
        return False
    question = GEOPACKAGE.compose(_UNUSUAL[kind], table=table.GetName(), field=field)
    answer = dataset.ExecuteSQL(question)
    found = answer is not None and answer.GetNextFeature() is not None
    dataset.ReleaseResultSet(answer)
    return found


def _open(direct: DirectSource, ogr: Any) -> tuple[Any, Any] | None:
    uri = QgsProviderRegistry.instance().decodeUri("ogr", direct.source)
    dataset = ogr.Open(uri.get("path", ""))
    if dataset is None or uri.get("layerId") is not None:
        return None
    table = dataset.GetLayerByName(uri["layerName"]) if uri.get("layerName") else dataset.GetLayer(0)
    if table is None:
        return None
    table.SetAttributeFilter(direct.subset or None)
    return dataset, table


def _field_names(table: Any) -> set[str]:
    definition = table.GetLayerDefn()
    return {definition.GetFieldDefn(index).GetName() for index in range(definition.GetFieldCount())}


def _batches(dataset: Any, table: Any, names: list[str], size: int) -> Iterator[Batch]:
    """Yield batches; `dataset` is held as long as its table is read."""
    from .incident_stream import Batch

    table.SetIgnoredFields(sorted(_field_names(table) - set(names)))
    key = "NO" if names else "YES"  # of a GeoPackage, GDAL 3.6 hands over no places where nothing else is asked for
    stream = table.GetArrowStreamAsNumPy(options=[f"MAX_FEATURES_IN_BATCH={size}", f"INCLUDE_FID={key}"])
    for columns in stream:
        place = columns.get(table.GetGeometryColumn() or "wkb_geometry")
        x, y = _places(place if place is not None else columns["wkb_geometry"])
        yield Batch(x, y, {name: _plain(columns[name]) for name in names})
    del dataset


def _places(wkb: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the coordinates of point geometries as WKB; NaN if there is none."""
    if wkb.dtype.kind == "V" and wkb.dtype.itemsize == _POINT.itemsize and not isinstance(wkb, np.ma.MaskedArray):
        points = np.ascontiguousarray(wkb).view(_POINT)
    else:
        size = _POINT.itemsize
        nothing = np.array([(1, 1, np.nan, np.nan)], dtype=_POINT).tobytes()
        rows = [nothing if not value else bytes(value)[:size].ljust(size) for value in wkb.tolist()]
        points = np.frombuffer(b"".join(rows), dtype=_POINT)
    return points["x"].astype(float), points["y"].astype(float)


def _plain(column: Any) -> NDArray[Any]:
    """Return a column without mask: NaT, None or an empty text where missing; times in whole seconds."""
    kind = column.dtype.kind
    if kind == "M" and np.datetime_data(column.dtype)[0] == "ms":
        column = column.astype("datetime64[s]")
    if not isinstance(column, np.ma.MaskedArray):
        return np.asarray(column)
    masked: Any = column
    if kind in "MS":
        return np.asarray(masked.filled(np.datetime64("NaT") if kind == "M" else b""))
    values = masked.data.astype(object)
    values[np.broadcast_to(masked.mask, values.shape)] = None  # of objects, numpy would fill in a question mark
    return np.asarray(values)
