"""The parameters by which every crime algorithm is told where an incident's dimensions stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import InputError
from .day_parameter import chosen_day
from .parameters import advanced

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingFeatureSource

    from .incident_stream import IncidentFields, IncidentStream
    from .run import Run

translate = QCoreApplication.translate
USUAL = {
    "TYPE_FIELD": "type",
    "SCENE_FIELD": "scene",
    "METHOD_FIELD": "method",
    "FROM_FIELD": "from_time",
    "TO_FIELD": "to_time",
    "X_FIELD": "",
    "Y_FIELD": "",
}


def incident_source() -> QgsProcessingParameterFeatureSource:
    """Return the parameter of the incident layer: points, or a table with longitude and latitude."""
    kinds = [Qgis.ProcessingSourceType.VectorPoint, Qgis.ProcessingSourceType.Vector]
    return QgsProcessingParameterFeatureSource("INCIDENTS", translate("Incidents", "Incidents (points)"), kinds)


def period_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return first and last day of the period that counts."""
    texts = {
        "PERIOD_START": translate("Incidents", "First day that counts"),
        "PERIOD_END": translate("Incidents", "Last day that counts (included)"),
    }
    date = Qgis.ProcessingDateTimeParameterDataType.Date
    return [QgsProcessingParameterDateTime(name, text, date, optional=True) for name, text in texts.items()]


def field_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the fields of type, scene, method, from, to, longitude and latitude, and the time zone."""
    texts = {
        "TYPE_FIELD": translate("Incidents", "Field with the type of crime"),
        "SCENE_FIELD": translate("Incidents", "Field with the scene"),
        "METHOD_FIELD": translate("Incidents", "Field with the method"),
        "FROM_FIELD": translate("Incidents", "Field with the time, or the earliest possible time"),
        "TO_FIELD": translate("Incidents", "Field with the latest possible time"),
        "X_FIELD": translate("Incidents", "Field with the longitude (degrees), for a table without points"),
        "Y_FIELD": translate("Incidents", "Field with the latitude (degrees), for a table without points"),
    }
    parameters: list[QgsProcessingParameterDefinition] = [
        QgsProcessingParameterField(name, text, USUAL[name] or None, "INCIDENTS", optional=True)
        for name, text in texts.items()
    ]
    zone = translate("Incidents", "Time zone in which the times were written down (IANA name)")
    parameters.append(QgsProcessingParameterString("TIME_ZONE", zone, "Europe/Copenhagen"))
    return [advanced(parameter) for parameter in parameters]


def read_period(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[dt.date | None, dt.date | None]:
    """Return first and last day, None where not given."""
    return read_day(algorithm, parameters, "PERIOD_START", context), read_day(
        algorithm, parameters, "PERIOD_END", context
    )


def check_dates(names: dict[str, str], *days: dt.date | None) -> None:
    """Raise InputError where a period is asked for and the incidents have no field with dates."""
    if any(days) and not names["FROM_FIELD"] and not names["TO_FIELD"]:
        message = translate(
            "Incidents", "A period needs incidents with dates. Choose the field with the time, or no period."
        )
        raise InputError(message)


def read_day(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> dt.date | None:
    """Return the day of a parameter, None where not given; raise InputError where it is no day."""
    return chosen_day(algorithm, parameters, context, name)


def field_names(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[str, str]:
    """Return the field of each dimension by parameter name, empty where there is none.

    A usual name that nobody chose and the layer lacks is no error; a chosen one is. Raises InputError then,
    and where the layer has no points and no longitude and latitude are named.
    """
    source = algorithm.parameterAsSource(parameters, "INCIDENTS", context)
    if source is None:
        raise InputError(translate("Incidents", "The incident layer could not be opened. Check that it still exists."))
    names = {name: _field(algorithm, parameters, context, source, name) for name in USUAL}
    if bool(names["X_FIELD"]) != bool(names["Y_FIELD"]):
        raise InputError(
            translate("Incidents", "Longitude and latitude belong together. Name both fields, or neither.")
        )
    if not names["X_FIELD"] and QgsWkbTypes.geometryType(source.wkbType()) != Qgis.GeometryType.Point:
        message = translate(
            "Incidents",
            "Layer “{layer}” holds {kind}, not points. Choose a layer of points, or name the fields with "
            "longitude and latitude.",
        )
        kind = QgsWkbTypes.displayString(source.wkbType())
        raise InputError(message.format(layer=source.sourceName(), kind=kind))
    return names


def _field(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    source: QgsProcessingFeatureSource,
    name: str,
) -> str:
    chosen = parameters.get(name) not in (None, "")
    field = algorithm.parameterAsString(parameters, name, context) if chosen else USUAL[name]
    position = source.fields().lookupField(field)
    if position >= 0:
        return str(source.fields().at(position).name())
    if field and chosen:
        message = translate(
            "Incidents", "Layer “{layer}” has no field “{field}”. It has: {fields}. Choose one of these."
        )
        fields = ", ".join(entry.name() for entry in source.fields())
        raise InputError(message.format(layer=source.sourceName(), field=field, fields=fields))
    return ""


def incident_fields(run: Run[object]) -> IncidentFields:
    """Return the incident layer's fields."""
    from .incident_stream import IncidentFields

    names = field_names(run.algorithm, run.parameters, run.context)
    return IncidentFields(*(names[name] for name in USUAL))


def incident_stream(run: Run[object], crs: QgsCoordinateReferenceSystem) -> IncidentStream:
    """Return the stream of the run's incidents in `crs`."""
    from .incident_algorithm import IncidentAlgorithm
    from .incident_stream import IncidentStream

    plain = run.algorithm.plain if isinstance(run.algorithm, IncidentAlgorithm) else None
    return IncidentStream(
        run.source("INCIDENTS"), plain, incident_fields(run), crs, run.context, run.progress, run.time_zone
    )
