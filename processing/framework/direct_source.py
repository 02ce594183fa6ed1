"""What must be known of a layer to read it past QGIS; asked on the thread that the layer belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsVectorLayer


@dataclass(frozen=True)
class DirectSource:
    """A layer whose features all stand in its source: no edits, no joined or virtual fields, no selection.

    Attributes:
        name: of the layer. provider: of the data, as ogr or postgres. source: the provider's address of it.
        storage: format, as GPKG. subset: the layer's filter.
        kind: of the geometry. crs: the layer's.
        fields: type, as the provider calls it, of each of the source's own fields.

    """

    name: str
    provider: str
    source: str
    storage: str
    subset: str
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
            layer.wkbType(),
            layer.crs(),
            {field.name(): field.typeName() for field in provider.fields()},
        )
