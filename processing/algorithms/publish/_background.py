"""Layers behind the public map: none that could be a map of incidents or of the sector log, and all in a quiet style."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsProviderRegistry,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
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


# Colours of the page, so that its borders and names stand out on a tile as they do without (resources/web/page.css).
AREA, WATER, LINE = "#e2e0d8", "#a9cde6", "#ffffff"


def quiet(layer: QgsVectorLayer, is_water: bool) -> None:
    """Draw the layer in the quiet style of the page: pale areas, blue water, white lines, no names."""
    if layer.geometryType() == Qgis.GeometryType.Line:
        symbol: Any = QgsLineSymbol.createSimple({"line_color": LINE, "line_width": "0.7", "capstyle": "round"})
    else:
        symbol = QgsFillSymbol.createSimple({"color": WATER if is_water else AREA, "outline_style": "no"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.setLabelsEnabled(False)
    layer.setOpacity(1.0)


def refuse_private(layers: Iterable[Any], *, points_too: bool = False) -> None:
    """Raise InputError, naming the layer and the reason, where one must not be published as background.

    Points are refused, but where only their names and places are shown (`points_too`).
    """
    for layer in layers:
        if isinstance(layer, QgsVectorLayer) and (reason := _reason(layer, points_too)):
            message = translate("Background", "Layer “{layer}” cannot be background: {reason}")
            raise InputError(message.format(layer=layer.name(), reason=reason))


def _reason(layer: QgsVectorLayer, points_too: bool) -> str:
    if not points_too and layer.geometryType() == Qgis.GeometryType.Point:
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
