"""Reading points and fields past QGIS, by GDAL's Arrow stream as numpy arrays: ten times as fast as features."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from qgis.core import Qgis, QgsProviderRegistry, QgsWkbTypes

from ..core.store.homes import GEOPACKAGE
from .plain_source import is_plain_filter

if TYPE_CHECKING:
    from .incident_stream import Batch
    from .plain_source import PlainSource

_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])
# Only what tests/processing/test_arrow_batches.py proves equal to QGIS's own reading. Left to QGIS, for one: yes/no
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


def arrow_batches(plain: PlainSource, names: list[str], size: int) -> Iterator[Batch] | None:
    """Return the source's rows in batches of `size`, or None where only QGIS can read them as they are.

    That is so for layers not in a file of a known format, with joined or virtual fields, or without single points,
    for kinds of fields whose values GDAL hands over otherwise, and for filters with more than a condition.
    """
    if plain.provider != "ogr" or not is_plain_filter(plain.subset) or not _are_proven(plain, names):
        return None
    if QgsWkbTypes.flatType(plain.kind) != Qgis.WkbType.Point:
        return None
    try:
        from osgeo import ogr

        table = _open(plain, ogr)
    except (ImportError, RuntimeError):  # GDAL raises the latter for a file that is locked or gone
        return None
    if not table or not hasattr(table[1], "GetArrowStreamAsNumPy") or not set(names) <= _field_names(table[1]):
        return None  # the key column, fid, is a field for QGIS but not for GDAL
    if any(_is_unusual(*table, name, plain.fields[name]) for name in names):
        return None
    return _batches(*table, names, size)


def _are_proven(plain: PlainSource, names: list[str]) -> bool:
    """Tell whether all the fields are of kinds, and their texts in the encoding, that GDAL hands over as QGIS does."""
    kinds = {plain.fields.get(name, "") for name in names}
    return kinds <= _PROVEN.get(plain.storage, set()) and ("String" not in kinds or plain.encoding == "UTF-8")


def _is_unusual(dataset: Any, table: Any, field: str, kind: str) -> bool:
    """Tell whether a column of a GeoPackage holds days or times in another form than the usual one."""
    if kind not in _UNUSUAL:  # none of a Shapefile's kinds is
        return False
    question = GEOPACKAGE.compose(_UNUSUAL[kind], table=table.GetName(), field=field)
    answer = dataset.ExecuteSQL(question)
    found = answer is not None and answer.GetNextFeature() is not None
    dataset.ReleaseResultSet(answer)
    return found


def _open(plain: PlainSource, ogr: Any) -> tuple[Any, Any] | None:
    uri = QgsProviderRegistry.instance().decodeUri("ogr", plain.source)
    dataset = ogr.Open(uri.get("path", ""))
    if dataset is None or uri.get("layerId") is not None:
        return None
    table = dataset.GetLayerByName(uri["layerName"]) if uri.get("layerName") else dataset.GetLayer(0)
    if table is None:
        return None
    table.SetAttributeFilter(plain.subset or None)
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
    """Return the coordinates of point geometries as WKB; NaN where there is none."""
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
