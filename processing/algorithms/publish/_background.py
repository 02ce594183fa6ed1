"""Which layers may be drawn behind the public map: none that could be a map of incidents, or of the sector log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import Qgis, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.database.schema import LOG, PEOPLE

translate = QCoreApplication.translate

# Fields by which this program's own results about crime are known, whatever the layer is called.
CRIME_FIELDS = (
    {"cell_id", "count"},
    {"gi_z"},
    {"moran_z"},
    {"hot_spot"},
    {"chain", "links"},
    {"from_time", "to_time"},
    {"harm"},
    {"crime"},
    {"incidents"},
    {"threat_level"},
)
PRIVATE_TABLES = {table.name for table in (*PEOPLE, *LOG)} - {"sector", "sector_set", "local_police_district"}


def refuse_private(layers: Iterable[Any]) -> None:
    """Raise InputError, naming the layer and the reason, where one must not be published as background."""
    for layer in layers:
        if isinstance(layer, QgsVectorLayer) and (reason := _reason(layer)):
            message = translate("Background", "Layer “{layer}” cannot be background: {reason}")
            raise InputError(message.format(layer=layer.name(), reason=reason))


def _reason(layer: QgsVectorLayer) -> str:
    if layer.geometryType() == Qgis.GeometryType.Point:
        return translate("Background", "points may be incidents, addresses or persons. Use areas or lines.")
    fields = {field.name().casefold() for field in layer.fields()}
    if any(known <= fields for known in CRIME_FIELDS):
        return translate("Background", "its fields are those of a crime count. No crime figure goes out.")
    if _table(layer) in PRIVATE_TABLES:
        return translate("Background", "it is a table of the sector log, which stays inside.")
    return ""


def _table(layer: QgsVectorLayer) -> str:
    """Return the name of the layer's table in its file or database."""
    found = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return str(found.get("layerName") or found.get("table") or "").casefold()
