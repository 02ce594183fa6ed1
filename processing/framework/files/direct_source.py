"""What must be known of a layer to read it past QGIS; asked on the thread that the layer belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsVectorLayer

_CLAUSES = re.compile(r"\b(select|order|limit|offset|group|having|union)\b|--|/\*|;", re.IGNORECASE)


def is_plain_filter(subset: str) -> bool:
    """Tell whether a layer's filter is surely a condition alone.

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
        """Return what is known of `layer`; None where only QGIS knows its features as they are."""
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
