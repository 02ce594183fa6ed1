"""Data providers: what QGIS gives for a layer or a database, or the error that says why it gives nothing."""

from __future__ import annotations

from qgis.core import (
    QgsAbstractDatabaseProviderConnection,
    QgsAbstractProviderConnection,
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
    """Return what QGIS knows of a data provider; raise InputError where this QGIS comes without it."""
    metadata = QgsProviderRegistry.instance().providerMetadata(name)
    if metadata is None:
        message = translate(
            "Providers", "This QGIS comes without the data provider “{provider}”. Install it, or use a GeoPackage."
        )
        raise InputError(message.format(provider=name))
    return metadata


def database_connection(provider: str, source: str) -> QgsAbstractDatabaseProviderConnection:
    """Return a connection to the database at a path or connection string; raise InputError where there is none."""
    return usable_connection(data_provider(provider).createConnection(source, {}), source)


def usable_connection(
    connection: QgsAbstractProviderConnection | None, title: str
) -> QgsAbstractDatabaseProviderConnection:
    """Return a connection that tables can be read through; raise InputError with `title` where it is not one."""
    if not isinstance(connection, QgsAbstractDatabaseProviderConnection):
        message = translate("Providers", "QGIS could not connect to the database “{title}”. Check that it is there.")
        raise InputError(message.format(title=without_passwords(title)))
    return connection
