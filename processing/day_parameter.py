"""The day a question is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from qgis.core import Qgis, QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingParameterString
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import InputError

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
    text = algorithm.parameterAsString(parameters, name, context).strip()
    return _day_of(text) if text else None


def chosen_day(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, name: str
) -> dt.date | None:
    """Return the day of a date parameter, None where it is not given; raise InputError where it is no day."""
    value = parameters.get(name)
    if isinstance(value, str) and value.strip():
        return _day_of(value.strip())
    moment = algorithm.parameterAsDateTime(parameters, name, context)
    return moment.date().toPyDate() if moment and moment.isValid() else None


def with_plain_days(algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters with days as QGIS reads them; raise InputError where a text is no day.

    QGIS itself refuses what is not written year-month-day, without a word of how to write it.
    """
    days = {
        definition.name(): str(_day_of(text.strip()))
        for definition in algorithm.parameterDefinitions()
        if definition.type() == "datetime"
        and isinstance(text := parameters.get(definition.name()), str)
        and text.strip()
    }
    return parameters | days


def _day_of(text: str) -> dt.date:
    from ..core.store.cells import CellError, day

    try:
        return day(text)
    except CellError as error:
        message = translate("Day", "“{text}” is not a day that can be read. {remedy}")
        raise InputError(message.format(text=text, remedy=error)) from error
