"""What a report says about the run that made it: its inputs and parameters, and the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsProcessingParameterDefinition, QgsProcessingParameterFeatureSource
from qgis.PyQt.QtCore import QCoreApplication, QDate, Qt

from ..core.language import current_locale
from .plain_source import is_plain_filter

if TYPE_CHECKING:
    from .run import Run

translate = QCoreApplication.translate


def report_inputs(run: Run[object]) -> list[tuple[str, str]]:
    """Return every input and parameter of the run by its label, as it was used; layers by name and feature count."""
    return [
        (definition.description(), text)
        for definition in run.algorithm.parameterDefinitions()
        if not definition.isDestination() and (text := _value(run, definition))
    ]


def today() -> str:
    """Return the day of the run, for a report's facts."""
    return str(QDate.currentDate().toString(Qt.DateFormat.ISODate))


def _value(run: Run[object], definition: QgsProcessingParameterDefinition) -> str:
    name = definition.name()
    if isinstance(definition, QgsProcessingParameterFeatureSource):
        return _layer(run, name) if run.has(name) else ""
    if definition.flags() & Qgis.ProcessingParameterFlag.Hidden:
        return ""
    value = run.parameters.get(name)
    value = definition.defaultValue() if value is None else value
    if isinstance(value, bool):
        return translate("Report", "yes") if value else translate("Report", "no")
    if isinstance(value, float):
        return current_locale().separated(f"{value:.12g}")
    return ", ".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)


def _layer(run: Run[object], name: str) -> str:
    """Return a layer's name and its number of features, unless it has a LIMIT, which QGIS's count does not heed."""
    source = run.source(name)
    layer = run.algorithm.parameterAsVectorLayer(run.parameters, name, run.context)
    if layer is not None and not is_plain_filter(layer.subsetString()):
        return str(source.sourceName())
    text = translate("Report", "{layer} ({count} features)")
    return text.format(layer=source.sourceName(), count=source.featureCount())
