"""The table `plan_change` beside the units: made when first needed, only ever added to."""

from __future__ import annotations

from dataclasses import astuple

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProviderConnectionException,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QMetaType

from ..core.editing.record import Change
from ..core.errors import InputError
from ..processing.layers import to_python
from ..processing.providers import data_provider, database_connection, provider_of

translate = QCoreApplication.translate
_COLUMNS = ("changed_at", "changed_by", "plan", "unit_id", "from_sector", "to_sector", "residents", "reason")
_NAMES = ("plan_change", "plan_change_unit")  # the sector database has a table of the first name for whole sets
_REFUSAL = "plan_change is append-only"


class RecordTable:
    """The record of one units layer in GeoPackage or PostgreSQL."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        """Find the place beside `layer`; raise InputError where the format has no tables beside a layer."""
        self._postgres = layer.providerType() == "postgres"
        if not self._postgres and layer.storageType() != "GPKG":
            message = translate(
                "RecordTable",
                "The decision record needs units in GeoPackage or PostGIS; “{layer}” is kept as {format}.",
            )
            raise InputError(message.format(layer=layer.name(), format=layer.storageType() or layer.providerType()))
        provider = layer.providerType()
        uri = QgsDataSourceUri(layer.source())
        self._schema = uri.schema() if self._postgres else ""
        path = data_provider(provider).decodeUri(layer.source()).get("path", "")
        target = uri.connectionInfo(True) if self._postgres else path
        self._connection = database_connection(provider, target)

    def append(self, changes: list[Change]) -> None:
        """Add changes; raise InputError where the database refuses."""
        try:
            table = self._open() or self._create()
        except QgsProviderConnectionException as error:
            raise InputError(_refused(str(error))) from error
        features = []
        for change in changes:
            feature = QgsFeature(table.fields())
            for name, value in zip(_COLUMNS, astuple(change), strict=True):
                feature.setAttribute(name, value)
            features.append(feature)
        provider = provider_of(table)
        if not table.isValid() or not provider.addFeatures(features)[0]:
            raise InputError(_refused(provider.lastError()))

    def read(self) -> list[Change]:
        """Return all changes in the order they were made."""
        table = self._open()
        if table is None:
            return []
        return [_change(feature) for feature in table.getFeatures()]

    def _open(self) -> QgsVectorLayer | None:
        there = {table.tableName() for table in self._connection.tables(self._schema)}
        for name in _NAMES:
            if name in there:
                table = self._layer(name)
                if set(_COLUMNS) <= set(table.fields().names()):
                    return table
        return None

    def _layer(self, name: str) -> QgsVectorLayer:
        provider = "postgres" if self._postgres else "ogr"
        return QgsVectorLayer(self._connection.tableUri(self._schema, name), name, provider)

    def _create(self) -> QgsVectorLayer:
        there = {table.tableName() for table in self._connection.tables(self._schema)}
        name = next(name for name in _NAMES if name not in there)
        fields = QgsFields()
        for column in _COLUMNS:
            kind = QMetaType.Type.Double if column == "residents" else QMetaType.Type.QString
            fields.append(QgsField(column, kind))
        bare, crs = Qgis.WkbType.NoGeometry, QgsCoordinateReferenceSystem()
        self._connection.createVectorTable(self._schema, name, fields, bare, crs, False, {})
        for statement in _guards(name, self._schema) if self._postgres else _gpkg_guards(name):
            self._connection.executeSql(statement)
        return self._layer(name)


def _change(feature: QgsFeature) -> Change:
    values = {name: to_python(feature[name]) for name in _COLUMNS}
    at, by, plan, unit, old, new, residents, reason = (values[name] for name in _COLUMNS)
    return Change(at, by or "", plan, unit, old or "", new or "", float(residents or 0), reason or "")


def _gpkg_guards(name: str) -> list[str]:
    """Return triggers that refuse to change or remove rows."""
    shape = "CREATE TRIGGER {name}_no_{verb} BEFORE {verb} ON {name} BEGIN SELECT RAISE(ABORT, '{text}'); END"
    return [shape.format(name=name, verb=verb, text=_REFUSAL) for verb in ("update", "delete")]


def _guards(name: str, schema: str) -> list[str]:
    """Return the same for PostgreSQL."""
    place = '"{}"'.format(schema.replace('"', '""'))
    function = (
        "CREATE OR REPLACE FUNCTION {place}.{name}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '{text}'; END $$"
    )
    trigger = (
        "CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {place}.{name} "
        "FOR EACH STATEMENT EXECUTE FUNCTION {place}.{name}_refuse()"
    )
    return [shape.format(place=place, name=name, text=_REFUSAL) for shape in (function, trigger)]


def _refused(reason: str) -> str:
    message = translate("RecordTable", "The plan was saved, but the decision record was not: {reason}")
    return message.format(reason=reason)
