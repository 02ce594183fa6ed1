"""The sector database through QGIS's own connections: reads by the provider's connection, writes in a transaction.

The officer responsible for each sector is read here too, from a table of contacts, and results are registered.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsAbstractDatabaseProviderConnection,
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsField,
    QgsFields,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingUtils,
    QgsProviderConnectionException,
    QgsTransaction,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QMetaType

from ...core.base.crs import SRID
from ...core.base.errors import InputError
from ...core.base.sql import GEOPACKAGE, POSTGRESQL, SCHEMA, Dialect, Sql
from ...core.database.access import DatabaseRow, RefusedError
from ...core.database.ddl import VIEW_KEYS
from ...core.database.migrations import schema
from .files.providers import data_provider, database_connection, provider_of, usable_connection
from .parameters import TABLES, file, layer

if TYPE_CHECKING:
    from ...core.logbook.results import Result
    from .run import Run


translate = QCoreApplication.translate
PATIENCE_S = 5.0


def database_parameter(
    name: str = "DATABASE", title: str = "", *, optional: bool = False, advanced: bool = False
) -> QgsProcessingParameterFile:
    """Return the parameter that names a sector database."""
    usual = translate("Database", "Sector database (GeoPackage file *.gpkg, or the name of a PostgreSQL connection)")
    kinds = translate("Database", "GeoPackage (*.gpkg);;PostgreSQL connection (*)")
    return file(name, title or usual, kinds=kinds, optional=optional, advanced=advanced)


class QgisDatabase:
    """An open sector database; see core.database.access.Database. Belongs to the thread that opened it."""

    def __init__(self, dialect: Dialect, title: str, connection: QgsAbstractDatabaseProviderConnection) -> None:
        """Work through `connection`."""
        self.dialect = dialect
        self.title = title
        self.connection = connection

    def rows(self, statement: Sql, *columns: str) -> list[DatabaseRow]:
        """Return the rows of a query, its `columns` in this order; raise RefusedError where it is not answered.

        Each row travels as one JSON text: for GeoPackages QGIS drops id columns and columns of equal names.
        """
        make = Sql("json_build_array" if self.dialect.is_postgresql else "json_array")
        wrapped = self.dialect.compose(
            "SELECT CAST({make}({columns}) AS text) AS line FROM ({statement}) AS found",
            make=make,
            columns=self.dialect.names(columns),
            statement=statement,
        )
        try:
            return [json.loads(line) for (line,) in self.connection.executeSql(wrapped)]
        except QgsProviderConnectionException as error:
            raise RefusedError(str(error)) from error

    def write(self, statements: Iterable[Sql]) -> None:
        """Write all statements or none; raise RefusedError at the first that is refused."""
        holder = self._holder()
        transaction = QgsTransaction.create(self._transaction_source(), self._provider())
        if transaction is None:
            raise RefusedError(translate("Database", "it could not be opened for writing (readonly)"))
        try:
            _require(transaction.begin())
            try:
                for statement in statements:
                    _require(transaction.executeSql(statement))
                _require(transaction.commit())
            except BaseException:
                transaction.rollback()
                raise
        finally:
            del transaction
            if holder is not None:
                provider_of(holder).leaveUpdateMode()

    def tables(self) -> set[str]:
        """Return the names of the tables that are there, without GeoPackage's own."""
        if self.dialect.is_postgresql:
            query = "SELECT tablename AS name FROM pg_catalog.pg_tables WHERE schemaname = {schema}"
        else:
            query = (
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'gpkg%' "
                "AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'rtree%'"
            )
        return {name for (name,) in self.rows(self.dialect.compose(query, schema=SCHEMA), "name")}

    def layer_source(self, table: str) -> str:
        """Return the source string by which a QGIS layer opens one of the tables or views."""
        if not self.dialect.is_postgresql:
            return f"{self.connection.uri()}|layername={table}"
        uri = QgsDataSourceUri(self.connection.uri())
        spatial = table == "published_event" or (table in schema() and schema()[table].geometry)
        key = ",".join(map(self.dialect.name, VIEW_KEYS.get(table, ("id",))))
        uri.setDataSource(SCHEMA, table, "geom" if spatial else "", "", key)
        return str(uri.uri(False))

    def _provider(self) -> str:
        return "postgres" if self.dialect.is_postgresql else "ogr"

    def _transaction_source(self) -> str:
        """Return the source of our own transaction; spelt so that it never joins an edit session open in QGIS."""
        if self.dialect.is_postgresql:
            return str(self.connection.uri())
        folder, name = os.path.split(str(self.connection.uri()))
        return f"{folder or '.'}/./{name}"

    def _holder(self) -> QgsVectorLayer | None:
        """Return a layer that keeps the GeoPackage open for writing: QGIS makes transactions for open files only."""
        if self.dialect.is_postgresql:
            return None
        source = f"{self._transaction_source()}|layername=schema_version"
        patience = time.monotonic() + PATIENCE_S
        while True:
            layer = QgsVectorLayer(source, "", "ogr")
            if layer.isValid() and provider_of(layer).enterUpdateMode():
                return layer
            if not os.access(self.connection.uri(), os.W_OK):
                raise RefusedError(translate("Database", "it could not be opened for writing (readonly)"))
            if time.monotonic() > patience:
                raise RefusedError(translate("Database", "it could not be opened for writing (locked)"))
            time.sleep(0.05)


def _require(answer: tuple[bool, str]) -> None:
    accepted, reason = answer
    if not accepted:
        raise RefusedError(reason)


def open_database(text: str) -> QgisDatabase:
    """Open the GeoPackage at a path, or the PostgreSQL connection that QGIS keeps under a name."""
    if is_geopackage(text):
        if not Path(text).is_file():
            message = translate(
                "Database", "There is no file “{path}”. Choose the sector database, or create it first."
            )
            raise InputError(message.format(path=text))
        return _open_geopackage(Path(text))
    postgres = data_provider("postgres")
    connections = postgres.connections(False)
    if text not in connections:
        message = translate(
            "Database",
            "“{name}” is neither a GeoPackage file (*.gpkg) nor a PostgreSQL connection of this QGIS. "
            "It knows these: {known}.",
        )
        raise InputError(message.format(name=text, known=", ".join(sorted(connections)) or "–"))
    return QgisDatabase(POSTGRESQL, text, usable_connection(postgres.createConnection(text), text))


def is_geopackage(text: str) -> bool:
    """Return True if a DATABASE parameter names a file rather than a connection."""
    return text.lower().endswith(".gpkg")


def new_geopackage(path: Path) -> QgisDatabase:
    """Make an empty GeoPackage that knows the database's CRS."""
    if "|" in str(path):
        message = translate(
            "Database", "“{path}” holds a “|”, by which QGIS parts file and layer. Choose another name."
        )
        raise InputError(message.format(path=path))
    plain = path.with_name(path.stem.replace(".", "-") + ".gpkg")  # QGIS takes all after the first dot for the suffix
    refused = translate("Database", "“{path}” could not be made: {reason} Choose another folder.")
    accepted, reason = data_provider("ogr").createDatabase(str(plain))
    if not accepted:
        raise InputError(refused.format(path=path, reason=reason))
    plain.replace(path)
    database = _open_geopackage(path)
    crs = QgsCoordinateReferenceSystem.fromEpsgId(SRID)
    version = QgsFields()
    version.append(QgsField("version", QMetaType.Type.Int))
    try:
        database.connection.createVectorTable("", "schema_version", version, Qgis.WkbType.NoGeometry, crs, True, {})
    except QgsProviderConnectionException as error:  # GDAL does not tell that the empty file was cut short
        raise InputError(refused.format(path=path, reason=error)) from error
    statement = database.dialect.compose(
        "INSERT OR IGNORE INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition) "
        "VALUES ({name}, {srid}, 'EPSG', {srid}, {wkt})",
        name=crs.description(),
        srid=SRID,
        wkt=crs.toWkt(),
    )
    database.write([statement])
    return database


def _open_geopackage(path: Path) -> QgisDatabase:
    return QgisDatabase(GEOPACKAGE, path.name, database_connection("ogr", str(path)))


def officers_parameter() -> QgsProcessingParameterFeatureSource:
    """Return the optional parameter of the contacts table."""
    title = translate("Officers", "Officers (sector_id, role, name): the responsible ones are named")
    return layer("CONTACTS", title, TABLES, optional=True, advanced=True)


def responsible_officers(run: Run[object], sectors: Iterable[object]) -> dict[str, str]:
    """Return the name of each sector's responsible officer by the sector's id; empty without a contacts table."""
    if not run.has("CONTACTS"):
        return {}
    from ...core.base.names import as_text
    from ...core.publish.contacts import ROLES, known_id

    ids = list(dict.fromkeys(map(as_text, sectors)))
    crs = run.source("CONTACTS").sourceCrs()
    table = run.read("CONTACTS", crs, ["sector_id", "role", "name"]).attributes
    roles = table["role"].astype(str).str.strip().str.casefold().map(ROLES)
    responsible = table[roles == "responsible"].dropna(subset=["sector_id", "name"])
    return {
        known_id(as_text(sector), ids): str(name)
        for sector, name in zip(responsible["sector_id"], responsible["name"], strict=True)
    }


def register_parameter() -> QgsProcessingParameterFile:
    """Return the optional parameter of the sector database in which a result is registered."""
    title = translate("Results", "Sector database in which the result is registered")
    return database_parameter("DATABASE", title, optional=True, advanced=True)


def open_register(run: Run[object]) -> QgisDatabase:
    """Open the database that DATABASE names; raise InputError where it is none, or of another version."""
    from ...core.database.access import require_current

    database = open_database(run.text("DATABASE"))
    require_current(database)
    return database


def result_of(run: Run[object], title: str, outputs: dict[str, Any]) -> Result:
    """Return the registration of a run: title, edition and where its report lies, if that is there to stay."""
    from ...core.logbook.results import Result

    temporary = Path(QgsProcessingUtils.tempFolder())
    written = [Path(outputs[name]) for name in ("PDF", "REPORT") if outputs.get(name)]
    report = next((str(path) for path in written if temporary not in path.parents), "")
    return Result(title[:200], run.text("EDITION")[:40], report[:1000], dt.date.today())
