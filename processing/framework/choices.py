"""Which incidents count: those that an expression chooses, and those of some types, weekdays and hours.

What matches nothing on file is refused before the run: a misspelt value would otherwise pass for a quiet quarter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsExpression,
    QgsFeatureRequest,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...core.base.errors import InputError
from ...core.crime.settings import IncidentChoice, read_choice
from .parameters import text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeatureSource

    from .run import Run

translate = QCoreApplication.translate
VALUES_SHOWN = 10


def incident_layer(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> QgsProcessingFeatureSource:
    """Return the source of INCIDENTS; raise InputError where it cannot be opened."""
    source = algorithm.parameterAsSource(parameters, "INCIDENTS", context)
    if source is None:
        raise InputError(translate("Incidents", "The incident layer could not be opened. Check that it still exists."))
    return source


def choice_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return which incidents count: types, weekdays and hours; grid and profile are filtered by the same."""
    types = translate("Incidents", "Only these types (as Robbery; Violence; all where empty)")
    weekdays = translate("Incidents", "Only these weekdays (as fri-sat, sun)")
    hours = translate("Incidents", "Only these hours (as 22-06, from the weekday on which they begin)")
    titles = {"ONLY_TYPES": types, "ONLY_WEEKDAYS": weekdays, "ONLY_HOURS": hours}
    return [text(name, title, optional=True, advanced=True) for name, title in titles.items()]


def incident_choice(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> IncidentChoice:
    """Return which incidents count; raise InputError where weekdays or hours cannot be read."""
    names = ("ONLY_TYPES", "ONLY_WEEKDAYS", "ONLY_HOURS")
    return read_choice(*(algorithm.parameterAsString(parameters, name, context) for name in names))


def check_choice(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    names: dict[str, str],
) -> None:
    """Raise InputError where a choice cannot be made: without the fields it needs, or of a type that is not on file."""
    choice = incident_choice(algorithm, parameters, context)
    if choice.week_hours and not names["FROM_FIELD"] and not names["TO_FIELD"]:
        message = translate(
            "Incidents", "Weekdays and hours need incidents with times. Choose the field with the time."
        )
        raise InputError(message)
    if not choice.types:
        return
    if not names["TYPE_FIELD"]:
        raise InputError(translate("Incidents", "Types need a field: choose the field with the type of crime."))
    source = incident_layer(algorithm, parameters, context)
    known = source.uniqueValues(source.fields().lookupField(names["TYPE_FIELD"]))
    missing = set(choice.types) - {str(one).strip().casefold() for one in known}
    if missing:
        message = translate("Incidents", "No incident of layer “{layer}” is of type {types}. {values}")
        values = values_text(source, names["TYPE_FIELD"])
        listed = ", ".join(f"“{one}”" for one in sorted(missing))
        raise InputError(message.format(layer=source.sourceName(), types=listed, values=values))


def matching(run: Run[object], source_name: str, expression: str, feature_ids: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return (n,) which of the features the expression chooses; all where it is empty.

    Raises InputError where the expression cannot be read or names a field that is not there.
    """
    import numpy as np

    if not expression:
        return np.ones(len(feature_ids), dtype=bool)
    source = run.source(source_name)
    parsed_expression(expression, source)
    chosen = [feature.id() for feature in source.getFeatures(*_request(expression, run.context))]
    return np.isin(feature_ids, chosen)


def check_expression(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, name: str
) -> None:
    """Raise InputError where an expression on the incidents cannot be read, or chooses none of all there are.

    A misspelt value would otherwise pass for a quarter without a single such incident.
    """
    expression = algorithm.parameterAsExpression(parameters, name, context).strip()
    source = algorithm.parameterAsSource(parameters, "INCIDENTS", context)
    if not expression or source is None:
        return
    parsed = parsed_expression(expression, source)
    request, flags = _request(expression, context)
    if next(source.getFeatures(request.setLimit(1), flags), None) is not None or source.featureCount() == 0:
        return
    message = translate(
        "Incidents",
        "The expression “{expression}” chooses none of the {count} incidents of layer “{layer}”. {values} Correct it, or "
        "leave it empty.",
    )
    values = " ".join(values_text(source, field) for field in sorted(parsed.referencedColumns()))
    raise InputError(
        message.format(expression=expression, count=source.featureCount(), layer=source.sourceName(), values=values)
    )


def values_text(source: QgsProcessingFeatureSource, field: str) -> str:
    """Return in words the first few values of a field."""
    index = source.fields().lookupField(field)
    if index < 0:
        return ""
    found = source.uniqueValues(index, VALUES_SHOWN + 1)
    texts = sorted(str(value) for value in found if value is not None and str(value) != "NULL")
    more = " …" if len(texts) > VALUES_SHOWN else ""
    message = translate("Incidents", "Field “{field}” holds: {values}.")
    return message.format(field=field, values=", ".join(texts[:VALUES_SHOWN]) + more)


def _request(
    expression: str, context: QgsProcessingContext
) -> tuple[QgsFeatureRequest, Qgis.ProcessingFeatureSourceFlag]:
    request = QgsFeatureRequest()
    request.setExpressionContext(context.expressionContext())
    request.setFilterExpression(expression)
    request.setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    return request, Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks


def parsed_expression(expression: str, source: QgsProcessingFeatureSource) -> QgsExpression:
    """Return the expression; raise InputError where it cannot be read or names a field that is not there."""
    parsed = QgsExpression(expression)
    fields = {field.name().casefold() for field in source.fields()}
    missing = sorted(name for name in parsed.referencedColumns() if name.casefold() not in fields | {"*"})
    if parsed.hasParserError() or missing:
        reason = parsed.parserErrorString() or translate("Incidents", "no field {names}").format(
            names=", ".join(missing)
        )
        message = translate("Incidents", "The expression “{expression}” cannot be used on layer “{layer}”: {reason}.")
        raise InputError(message.format(expression=expression, layer=source.sourceName(), reason=reason))
    return parsed
