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
    """Keep the notes with a written output: in the GeoPackage, beside another file, or on a temporary layer."""
    layer = context.temporaryLayerStore().mapLayer(destination)
    if layer is not None:
        layer.setMetadata(metadata)
    elif Path(destination.split("|", maxsplit=1)[0]).is_file():
        QgsProviderRegistry.instance().saveLayerMetadata("ogr", destination, metadata)
