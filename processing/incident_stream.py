"""Incidents from a layer to core's chunks, without holding them all: GDAL's Arrow stream where it can, else features."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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
    QgsRectangle,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication, QMetaType

from ..core.crime.caveats import offset_texts
from ..core.crime.incidents import METHOD, SCENE, TYPE, IncidentChunk, Vocabulary
from ..core.crime.times import TIME_ZONE, TimeReading, check_readings, parse_times, spread_days, whole_days
from ..core.errors import InputError
from ..core.progress import Progress
from ..core.written import read_number
from .arrow_batches import arrow_batches
from .layers import broken_off, to_python
from .plain_source import PlainSource, is_plain_filter
from .reference_systems import DEGREES, transformation

translate = QCoreApplication.translate
CHUNK = 1 << 18
_UNCHECKED = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks


@dataclass(frozen=True)
class IncidentFields:
    """The names of an incident layer's fields; empty where there is none."""

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
        plain: PlainSource | None,
        fields: IncidentFields,
        crs: QgsCoordinateReferenceSystem,
        context: QgsProcessingContext,
        progress: Progress,
        time_zone: str = TIME_ZONE,
    ) -> None:
        """Read `source` into `crs`; what `plain` stands for may be read past QGIS. Times come on the zone's clock."""
        self.time_zone = time_zone
        self.source, self.plain, self.fields, self.crs, self.progress = source, plain, fields, crs, progress
        degrees = QgsCoordinateReferenceSystem(DEGREES)
        origin = degrees if fields.x else source.sourceCrs()
        self._transform = transformation(origin, crs, context)
        self.vocabularies = {name: Vocabulary() for name in fields.categories()}
        self.readings: dict[str, TimeReading] = {}

    def __iter__(self) -> Iterator[IncidentChunk]:
        self.readings = {field: TimeReading() for field in (self.fields.start, self.fields.end) if field}
        expected, done = self.source.featureCount(), 0
        batches = arrow_batches(self.plain, self.fields.names(), CHUNK) if self.plain and not self.fields.x else None
        try:
            for batch in batches or self._feature_batches():
                yield self._chunk(batch, done)
                done += len(batch.x)
                self.progress.show(min(done / max(expected, 1), 1.0))
        except RuntimeError as error:  # GDAL's own
            raise broken_off(self.source.sourceName(), done, expected) from error
        is_counted = self.plain and self.plain.provider == "ogr" and is_plain_filter(self.plain.subset)
        if is_counted and done < expected:
            raise broken_off(self.source.sourceName(), done, expected)

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
        """Return what to know of the times that were read; raise InputError where they cannot be used."""
        offsets = {field: (one.with_offset, one.without_offset) for field, one in self.readings.items()}
        found = check_readings(self.source.sourceName(), self.readings)
        return found + offset_texts(offsets, self.time_zone)

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
    """Return a point's place; the first of several points, NaN where there is none."""
    if geometry.isNull() or geometry.isEmpty():
        return np.nan, np.nan
    point = next(geometry.vertices()) if QgsWkbTypes.isMultiType(geometry.wkbType()) else geometry.asPoint()
    return point.x(), point.y()


def _degrees(values: NDArray[Any]) -> NDArray[np.float64]:
    """Return texts or numbers as degrees; a decimal comma is understood, what is no number becomes NaN."""
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
