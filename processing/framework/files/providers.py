"""Data providers: what QGIS gives for a layer or a database, or the error that says why it gives nothing.

What must be known of a layer to read its file directly is asked on the thread that the layer belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsAbstractDatabaseProviderConnection,
    QgsAbstractProviderConnection,
    QgsCoordinateReferenceSystem,
    QgsProviderMetadata,
    QgsProviderRegistry,
    QgsVectorDataProvider,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.base.text import without_passwords

translate = QCoreApplication.translate


def provider_of(layer: QgsVectorLayer) -> QgsVectorDataProvider:
    """Return a layer's data provider; raise InputError where this QGIS has none for its source."""
    provider = layer.dataProvider()
    if provider is None:
        message = translate("Providers", "Layer “{layer}” has no source that this QGIS can open. Load it again.")
        raise InputError(message.format(layer=layer.name()))
    return provider


def data_provider(name: str) -> QgsProviderMetadata:
    """Return the metadata of a data provider; raise InputError where this QGIS comes without it."""
    metadata = QgsProviderRegistry.instance().providerMetadata(name)
    if metadata is None:
        message = translate(
            "Providers", "This QGIS comes without the data provider “{provider}”. Install it, or use a GeoPackage."
        )
        raise InputError(message.format(provider=name))
    return metadata


def database_connection(provider: str, source: str) -> QgsAbstractDatabaseProviderConnection:
    """Return a connection to the database at a path or connection string; raise InputError if there is none."""
    return usable_connection(data_provider(provider).createConnection(source, {}), source)


def usable_connection(
    connection: QgsAbstractProviderConnection | None, title: str
) -> QgsAbstractDatabaseProviderConnection:
    """Return a connection that tables can be read through; raise InputError with `title` where it is not one."""
    if not isinstance(connection, QgsAbstractDatabaseProviderConnection):
        message = translate("Providers", "QGIS could not connect to the database “{title}”. Check that it is there.")
        raise InputError(message.format(title=without_passwords(title)))
    return connection


_CLAUSES = re.compile(r"\b(select|order|limit|offset|group|having|union)\b|--|/\*|;", re.IGNORECASE)


def is_plain_filter(subset: str) -> bool:
    """Return True if a layer's filter is surely a condition alone.

    QGIS also takes ORDER BY and LIMIT: GDAL's Arrow stream and a condition of ours drop them, and the layer's own
    count of its features does not heed them.
    """
    return not _CLAUSES.search(subset)


@dataclass(frozen=True)
class DirectSource:
    """A layer whose features all stand in its source: no edits, no joined or virtual fields, no selection.

    Attributes:
        name: of the layer. provider: of the data, as ogr or postgres. source: the provider's address of it.
        storage: format, as GPKG. subset: the layer's filter. encoding: in which the provider reads texts.
        kind: of the geometry. crs: the layer's.
        fields: type, as the provider calls it, of each of the source's own fields.

    """

    name: str
    provider: str
    source: str
    storage: str
    subset: str
    encoding: str
    kind: Qgis.WkbType
    crs: QgsCoordinateReferenceSystem
    fields: dict[str, str]

    @classmethod
    def of(cls, layer: QgsVectorLayer) -> DirectSource | None:
        """Return the direct source of `layer`; None where only QGIS knows its features as they are."""
        provider = layer.dataProvider()
        if provider is None or layer.isEditable():
            return None
        return cls(
            layer.name(),
            layer.providerType(),
            layer.source(),
            layer.storageType(),
            layer.subsetString(),
            provider.encoding(),
            layer.wkbType(),
            layer.crs(),
            {field.name(): field.typeName() for field in provider.fields()},
        )
