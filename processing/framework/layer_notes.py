"""Notes on what a layer is and where it is from, kept with the layer."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsLayerMetadata,
    QgsProcessingContext,
    QgsProviderRegistry,
)


def notes(title: str, abstract: str) -> QgsLayerMetadata:
    """Return layer metadata with a title and an abstract."""
    metadata = QgsLayerMetadata()
    metadata.setType("dataset")
    metadata.setTitle(title)
    metadata.setAbstract(abstract)
    return metadata


def attach_notes(destination: str, metadata: QgsLayerMetadata, context: QgsProcessingContext) -> None:
    """Keep the notes with a written output: on a temporary layer, in the GeoPackage, or beside another file."""
    layer = context.temporaryLayerStore().mapLayer(destination)
    path = Path(destination.split("|", maxsplit=1)[0])
    if layer is not None:
        layer.setMetadata(metadata)
    elif path.is_file():
        table = f"|layername={path.stem}" if path.suffix.lower() == ".gpkg" and "|" not in destination else ""
        QgsProviderRegistry.instance().saveLayerMetadata("ogr", destination + table, metadata)
