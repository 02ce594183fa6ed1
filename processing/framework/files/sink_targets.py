"""Where a layer output goes: which file, which table in it, and what else that file holds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsDataSourceUri,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError

translate = QCoreApplication.translate
_NO_FILE = ("", "TEMPORARY_OUTPUT", "skipOutput", "memory:")
_DATABASES = (".gpkg", ".sqlite", ".db")
_WORKBOOKS = (".xlsx", ".ods", ".kml", ".gml")
_LISTED = 8
# One format, several files: what is written, and set aside, with the first.
_COMPANIONS = {
    ".shp": (".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".idm", ".ind", ".qmd", ".shp.xml"),
    ".tab": (".dat", ".map", ".id", ".ind"),
    ".gml": (".xsd", ".gfs"),
}


@dataclass(frozen=True)
class SinkTarget:
    """A file that a sink writes.

    Attributes:
        path: of the file, with the ending that QGIS gives it.
        table: the only table that is written; empty where the whole file is replaced.
        geometry: name of its geometry column, where one is named.
        appends: whether features are added to a layer that is there.

    """

    path: Path
    table: str = ""
    geometry: str = ""
    appends: bool = False

    @property
    def replaces_file(self) -> bool:
        """Return True if all of an earlier file is lost."""
        return not self.table and not self.appends


def sink_target(value: Any, context: QgsProcessingContext) -> SinkTarget | None:
    """Return the file behind a sink's value; None for memory layers and databases on a server.

    Raises InputError for a path with `|`, by which a layer is read but never written.
    """
    appends = isinstance(value, QgsProcessingOutputLayerDefinition) and value.useRemapping()
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.valueAsString(context.expressionContext())[0]
    text = str(value or "")
    if text.startswith("ogr:"):
        uri = QgsDataSourceUri(text.removeprefix("ogr:"))
        return SinkTarget(Path(uri.database()), uri.table(), uri.geometryColumn(), appends) if uri.database() else None
    if text in _NO_FILE or re.match(r"[A-Za-z]\w+:", text):
        return None
    if "|" in text and not appends:
        message = translate(
            "Destinations",
            "The output {output} names a layer in the way in which layers are read. To add a table to a file, "
            "write: {form}",
        )
        raise InputError(message.format(output=text, form=table_form(Path(text.partition("|")[0]), "…")))
    return SinkTarget(_with_ending(text.partition("|")[0]), appends=appends)


def file_target(value: Any) -> SinkTarget | None:
    """Return the file of an output that is not a layer, such as a report; None where it is temporary or not asked for."""
    text = str(value or "")
    return None if text in _NO_FILE else SinkTarget(Path(text))


def table_form(path: Path, table: str) -> str:
    """Return the output's value with which QGIS adds, or replaces, one table of a file."""
    return f"ogr:dbname='{path}' table=\"{table}\" (geom)"


def companions(path: Path) -> list[Path]:
    """Return the files that belong to an output's first one, whether or not they are there."""
    return [path.with_suffix(ending) for ending in _COMPANIONS.get(path.suffix.lower(), ())]


def require_nothing_lost(target: SinkTarget) -> None:
    """Raise InputError where an output would take more with it than the layer that it replaces."""
    if target.appends:
        return
    lone = target.path.with_suffix(".dbf")
    if target.path.suffix.lower() == ".shp" and lone.is_file() and not target.path.exists():
        message = translate(
            "Destinations",
            "Beside the output {path} lies {table}, a table of its own that would be lost. Choose another name.",
        )
        raise InputError(message.format(path=target.path, table=lone.name))
    if not target.path.is_file():
        return
    tables = _tables(target.path)
    if "schema_version" in tables and (target.replaces_file or target.table in tables):
        message = translate(
            "Destinations",
            "The output {path} is a sector database. It is not overwritten, nor any of its tables; choose another "
            "file, or add a table of another name: {form}",
        )
        raise InputError(message.format(path=target.path, form=table_form(target.path, "…")))
    if target.replaces_file and len(tables) > 1:
        message = translate(
            "Destinations",
            "The output {path} holds more than one layer: {tables}. All of it would be replaced by the one. "
            "Choose another file, or write one table of it: {form}",
        )
        listed = ", ".join(tables[:_LISTED]) + (", …" if len(tables) > _LISTED else "")
        raise InputError(message.format(path=target.path, tables=listed, form=table_form(target.path, "…")))


def require_own_files(targets: Iterable[tuple[str, SinkTarget]]) -> None:
    """Raise InputError where two outputs of one run write the same file or table: the second would replace the first."""
    seen: dict[tuple[Path, str], str] = {}
    whole = set()
    for title, target in targets:
        path = target.path.absolute()
        other = seen.get((path, target.table)) or next(
            (name for (one, _), name in seen.items() if one == path and (path in whole or target.replaces_file)), None
        )
        if other is not None and not target.appends:
            message = translate(
                "Destinations",
                "“{first}” and “{second}” would be written to the same place, {path}. Choose a file for each, or a "
                "table for each: {form}",
            )
            form = table_form(target.path, "…")
            raise InputError(message.format(first=other, second=title, path=target.path, form=form))
        seen[path, target.table] = title
        whole |= {path} if target.replaces_file else set()


def refuse_own_source(target: SinkTarget, sources: list[QgsVectorLayer]) -> None:
    """Raise InputError where an output is one of the layers that the run reads."""
    for layer in sources:
        parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
        written = [path.resolve() for path in (target.path, *companions(target.path))]
        same_file = parts.get("path") and Path(parts["path"]).resolve() in written
        if same_file and (not target.table or parts.get("layerName") == target.table):
            message = translate(
                "Destinations",
                "The output {path} is also the source layer “{layer}”. A source is never overwritten; choose another file.",
            )
            raise InputError(message.format(path=target.path, layer=layer.name()))


def refuse_input_file(target: SinkTarget, title: str, given: Any) -> None:
    """Raise InputError where an output would replace a file that the run reads, given as the parameter of that title."""
    path = Path(str(given or ""))
    if target.replaces_file and path.is_file() and path.resolve() == target.path.resolve():
        message = translate("Destinations", "The output {path} is also an input, “{title}”. Choose another file.")
        raise InputError(message.format(path=target.path, title=title))


def _with_ending(text: str) -> Path:
    """Return the path with the ending that QGIS adds where the one given is not of a format that it writes."""
    ending = Path(text).suffix.removeprefix(".")
    driver = QgsVectorFileWriter.driverForExtension(ending) if ending else ""
    if not driver:
        return Path(f"{text}.{QgsProcessingUtils.defaultVectorExtension()}")
    metadata = QgsVectorFileWriter.MetaData()
    known = QgsVectorFileWriter.driverMetadata(driver, metadata)
    is_usual = not known or f"*.{ending.lower()}" in (metadata.glob or "").split()
    return Path(text if is_usual else f"{text}.{metadata.ext}")


def _tables(path: Path) -> list[str]:
    """Return the names of the tables, layers and sheets that a file holds; empty for formats of one layer."""
    if path.suffix.lower() in _DATABASES:
        return _database_tables(path)
    if path.suffix.lower() in _WORKBOOKS:
        return [part.name() for part in QgsProviderRegistry.instance().querySublayers(str(path))]
    return []


def _database_tables(path: Path) -> list[str]:
    """Return the tables and views of a file, but for those by which SQLite, GeoPackage and SpatiaLite keep their own."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=1.0)) as file:
            rows = file.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    except sqlite3.Error:  # no database: nothing in it can be read by anyone
        return []
    own = re.compile(
        r"(gpkg|rtree|sqlite|idx|spatial|geometry_columns|views_|virts_|vector_layers|geom_cols_ref)|"
        r"(spatial_ref_sys|spatialite_history|sql_statements_log|ElementaryGeometries|SpatialIndex|KNN2?|data_licenses)"
    )
    return sorted(name for (name,) in rows if not own.match(name))
