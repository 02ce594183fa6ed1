"""Parameters that several algorithms declare alike."""

from __future__ import annotations

from typing import TypeVar

from qgis.core import Qgis, QgsProcessingParameterDefinition, QgsProcessingParameterFileDestination
from qgis.PyQt.QtCore import QCoreApplication

translate = QCoreApplication.translate
Parameter = TypeVar("Parameter", bound=QgsProcessingParameterDefinition)
POLYGONS = [Qgis.ProcessingSourceType.VectorPolygon]


def advanced(parameter: Parameter) -> Parameter:
    """Return the parameter, moved from the dialog's first screen to its advanced part."""
    parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
    return parameter


def report_destination(name: str = "REPORT") -> QgsProcessingParameterFileDestination:
    """Return the optional destination of a report."""
    title, kind = translate("Parameters", "Report"), translate("Parameters", "HTML files (*.html)")
    return QgsProcessingParameterFileDestination(name, title, kind, optional=True)
