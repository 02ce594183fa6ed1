"""The base of algorithms that stream incidents."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

from .base import SectorAlgorithm, Settings
from .plain_source import PlainSource


class IncidentAlgorithm(SectorAlgorithm[Settings]):
    """Asks the incident layer, before the work moves to another thread, whether it can be read past QGIS."""

    plain: PlainSource | None = None

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look at the incident layer on its own thread; a choice of some of its features is left to QGIS."""
        self.plain = None
        if isinstance(parameters.get("INCIDENTS"), (str, QgsVectorLayer)):
            layer = self.parameterAsVectorLayer(parameters, "INCIDENTS", context)
            self.plain = PlainSource.of(layer) if isinstance(layer, QgsVectorLayer) else None
        return super().prepareAlgorithm(parameters, context, feedback)
