"""The day a question is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from qgis.core import Qgis, QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingParameterString
from qgis.PyQt.QtCore import QCoreApplication

from ...core.base.errors import InputError

translate = QCoreApplication.translate


def add_day(algorithm: QgsProcessingAlgorithm, *, advanced: bool = False) -> None:
    """Declare the parameter DAY; empty means today."""
    title = translate("Day", "Day (YYYY-MM-DD; today where empty)")
    parameter = QgsProcessingParameterString("DAY", title, optional=True)
    if advanced:
        parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
    algorithm.addParameter(parameter)


def given_day(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, name: str = "DAY"
) -> dt.date | None:
    """Return the day, None where the parameter is empty; raise InputError where it is no day."""
    from ...core.imports.cells import CellError, day

    text = algorithm.parameterAsString(parameters, name, context).strip()
    try:
        return day(text) if text else None
    except CellError as error:
        raise InputError(str(error)) from error
