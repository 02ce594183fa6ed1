"""Incidents as algorithms take them: the parameters of their fields, times, period and harm weights, and how these are read.

Algorithms that stream incidents share a base class.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...core.base.errors import InputError
from ...core.crime.settings import TIME_ZONE, IncidentChoice, read_choice
from .algorithm import SectorAlgorithm, Settings
from .crs import DEGREES
from .files.providers import DirectSource
from .files.spreadsheets import read_sheet
from .parameters import (
    POINTS,
    TABLES,
    VALUES_SHOWN,
    chosen_day,
    date,
    field,
    file,
    flag,
    layer,
    text,
    unique_texts,
    values_text,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeatureSource

    from ...core.base.table import FeatureTable
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
NAME = "HARM_WEIGHTS"


def incident_source() -> QgsProcessingParameterFeatureSource:
    """Return the parameter of the incident layer: points, or a table with longitude and latitude."""
    return layer("INCIDENTS", translate("Incidents", "Incidents (points)"), POINTS + TABLES)


def period_parameters(*, advanced: bool = False) -> list[QgsProcessingParameterDefinition]:
    """Return first and last day of the period that counts."""
    first = translate("Incidents", "First day that counts")
    last = translate("Incidents", "Last day that counts (included)")
    return [
        date("PERIOD_START", first, optional=True, advanced=advanced),
        date("PERIOD_END", last, optional=True, advanced=advanced),
    ]


def field_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the fields of type, scene, method, from, to, longitude and latitude, and how times are read."""
    titles = {
        "TYPE_FIELD": translate("Incidents", "Field with the type of crime"),
        "SCENE_FIELD": translate("Incidents", "Field with the scene"),
        "METHOD_FIELD": translate("Incidents", "Field with the method"),
        "FROM_FIELD": translate("Incidents", "Field with the time, or the earliest possible time"),
        "TO_FIELD": translate("Incidents", "Field with the latest possible time"),
        "X_FIELD": translate("Incidents", "Field with the longitude (degrees), for a table without points"),
        "Y_FIELD": translate("Incidents", "Field with the latitude (degrees), for a table without points"),
    }
    return [
        *(
            field(name, title, "INCIDENTS", default=USUAL[name] or None, optional=True, advanced=True)
            for name, title in titles.items()
        ),
        *clock_parameters(),
        *choice_parameters(),
    ]


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
    known = unique_texts(source, names["TYPE_FIELD"])
    missing = set(choice.types) - {one.strip().casefold() for one in known}
    if missing:
        message = translate("Incidents", "No incident of layer “{layer}” is of type {types}. {values}")
        values = values_text(source, names["TYPE_FIELD"])
        listed = ", ".join(f"“{one}”" for one in sorted(missing))
        raise InputError(message.format(layer=source.sourceName(), types=listed, values=values))


def time_zone_parameter() -> QgsProcessingParameterDefinition:
    """Return the time zone by whose clock every count goes."""
    zone = translate("Incidents", "Time zone in which the times were written down (IANA name)")
    return text("TIME_ZONE", zone, TIME_ZONE, advanced=True)


def clock_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the settings for times of the day: the time zone, and what an end before its start on the same day means."""
    title = translate(
        "Incidents", "An end before its start on the same day is on the next day (else its time is unknown)"
    )
    return [time_zone_parameter(), flag("END_NEXT_DAY", title, False, advanced=True)]


def read_period(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[dt.date | None, dt.date | None]:
    """Return first and last day, None where not given."""
    return read_day(algorithm, parameters, "PERIOD_START", context), read_day(
        algorithm, parameters, "PERIOD_END", context
    )


def check_incidents(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    *days: dt.date | None,
) -> None:
    """Raise InputError where the incident layer lacks what is asked of it.

    That is a chosen field, the types by which harm is weighed, or dates where a period is given by its first or last day.
    """
    names = field_names(algorithm, parameters, context)
    check_harm(algorithm, parameters, context, names["TYPE_FIELD"])
    check_dates(names, *days)
    check_choice(algorithm, parameters, context, names)


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
    """Return the day of a parameter, None where not given; raise InputError where it is not a day."""
    return chosen_day(algorithm, parameters, context, name)


def field_names(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[str, str]:
    """Return the field of each dimension by parameter name, empty if there is none.

    A usual name that nobody chose and the layer lacks is not an error; a chosen one is. Raises InputError then,
    and where the layer has no points and no longitude and latitude are named.
    """
    source = incident_layer(algorithm, parameters, context)
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
    from .incident_stream import IncidentStream

    direct = run.algorithm.direct if isinstance(run.algorithm, IncidentAlgorithm) else None
    stream = IncidentStream(
        run.source("INCIDENTS"),
        direct,
        incident_fields(run),
        crs,
        run.context,
        run.progress,
        run.time_zone,
        run.ends_on_next_day,
    )
    if run.algorithm.parameterDefinition("ONLY_TYPES") is not None:
        stream.choice = incident_choice(run.algorithm, run.parameters, run.context)
    return stream


def incident_crs(run: Run[object]) -> QgsCoordinateReferenceSystem:
    """Return a CRS in metres for the run's incidents, also where a table has their longitude and latitude."""
    if not run.has("X_FIELD"):
        return run.working_crs("INCIDENTS")
    from .layers import metric_crs_at

    west, south, east, north = incident_stream(run, QgsCoordinateReferenceSystem(DEGREES)).bounds()
    return metric_crs_at((west + east) / 2, (south + north) / 2)


class IncidentAlgorithm(SectorAlgorithm[Settings]):
    """Base of algorithms on incidents; before the work moves to another thread, it finds out whether they can be read directly."""

    direct: DirectSource | None = None

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look at the incident layer on its own thread; a choice of some of its features is left to QGIS."""
        self.direct = None
        if isinstance(parameters.get("INCIDENTS"), (str, QgsVectorLayer)):
            layer = self.parameterAsVectorLayer(parameters, "INCIDENTS", context)
            self.direct = DirectSource.of(layer) if isinstance(layer, QgsVectorLayer) else None
        return super().prepareAlgorithm(parameters, context, feedback)


def incident_times(run: Run[object], table: FeatureTable, fields: list[str]) -> NDArray[np.datetime64]:
    """Return (n,) datetime64[s]: the first of the fields that has a readable time, NaT if none has.

    Raises InputError where the layer has none of the fields.
    """
    import numpy as np

    if not any(name in table.attributes.columns for name in fields):
        message = translate("Incidents", "Layer “{layer}” has no field “{field}” with the times. It has: {fields}.")
        known = ", ".join(map(str, table.attributes.columns))
        raise InputError(message.format(layer=table.name, field=fields[0], fields=known))
    times = field_times(run, table, fields[0])
    for name in fields[1:]:
        times = np.where(np.isnat(times), field_times(run, table, name), times)
    return times


def field_times(run: Run[object], table: FeatureTable, field: str) -> NDArray[np.datetime64]:
    """Return (n,) datetime64[s] of a field of times or of texts, NaT where unreadable or if there is no such field.

    What is to be known of the times is said. Raises InputError where they cannot be used, as `check_readings` has it.
    """
    import numpy as np
    import pandas as pd

    from ...core.crime.caveats import offset_texts
    from ...core.crime.local_time import TimeReading, check_readings, parse_times

    if field not in table.attributes.columns:
        return np.full(len(table), "NaT", dtype="datetime64[s]")
    column = table.attributes[field]
    if pd.api.types.is_datetime64_any_dtype(column):
        offsets = {field: table.offsets[field]} if field in table.offsets else {}
        run.caution(offset_texts(offsets, run.time_zone))
        return column.to_numpy().astype("datetime64[s]")
    reading = TimeReading()
    times = parse_times(column.to_numpy(dtype=object), reading, time_zone=run.time_zone)
    notes = check_readings(table.name, {field: reading})
    offsets = {field: (reading.with_offset, reading.without_offset)}
    run.caution(notes + offset_texts(offsets, run.time_zone))
    return times


def time_spans(run: Run[object], table: FeatureTable) -> tuple[NDArray[np.datetime64], NDArray[np.datetime64]]:
    """Return (n,) earliest and latest times, datetime64[s], of FROM_FIELD and TO_FIELD, NaT where unknown.

    A day without a clock is the whole day, and ends come on the next day where that was asked, as for streams.
    """
    from ...core.crime.caveats import ends_on_next_day, next_day_text
    from ...core.crime.local_time import spread_days

    fields = [run.text(name) for name in ("FROM_FIELD", "TO_FIELD")]
    start, end = (field_times(run, table, field) for field in fields)
    start, end = spread_days(start, end, *(_days_of(table, field) for field in fields))
    if run.ends_on_next_day:
        end, moved = ends_on_next_day(start, end)
        run.caution(next_day_text(moved))
    return start, end


def _days_of(table: FeatureTable, field: str) -> NDArray[np.bool_]:
    """Return (n,) which values of a field are days without a clock."""
    import numpy as np

    from ...core.crime.local_time import whole_days

    if field not in table.attributes.columns:
        return np.zeros(len(table), dtype=bool)
    column = table.attributes[field]
    return column.notna().to_numpy() if field in table.dates else whole_days(column.to_numpy())


def caution_of(
    run: Run[object],
    table: FeatureTable,
    times: tuple[NDArray[np.datetime64], NDArray[np.datetime64]],
    counted: NDArray[np.bool_],
    type_field: str = "",
    *,
    by_clock: bool = True,
) -> None:
    """Say what must be known of the (n,) incidents that are `counted`, with their earliest and latest times."""
    import numpy as np
    import pandas as pd

    from ...core.crime.caveats import Caveats, place_text
    from ...core.crime.incidents import TYPE, IncidentChunk
    from ...core.geo.geometry import places

    x, y = places(table.geometry).T
    kinds = {}
    if type_field in table.attributes.columns:
        kinds[TYPE] = pd.factorize(table.attributes[type_field].astype(object))[0].astype(np.int32)
    chunk = IncidentChunk(x.copy(), y.copy(), *times, kinds)
    missing = int(np.isnan(x).sum())
    run.caution(place_text(missing, len(table)) + Caveats.of(chunk.take(counted)).texts(by_clock=by_clock))


def harm_parameter() -> QgsProcessingParameterFile:
    """Return the optional parameter of the table."""
    title = translate("Harm", "Weights of harm by type (CSV or Excel: type, weight)")
    return file(NAME, title, optional=True, advanced=True)


def check_harm(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, type_field: str
) -> None:
    """Raise InputError where weights are given and no field of types is, or they weigh none of the types on file."""
    if not parameters.get(NAME):
        return
    if not type_field:
        raise InputError(translate("Harm", "Harm is weighed by type: choose the field with the type of crime."))
    from ...core.crime.harm import harm_weights

    weights = harm_weights(read_sheet(Path(algorithm.parameterAsFile(parameters, NAME, context))))
    source = incident_layer(algorithm, parameters, context)
    types = unique_texts(source, type_field)
    if types and not any(one.strip().casefold() in weights for one in types):
        message = translate(
            "Harm", "The weights of harm are for none of the types on file. The table has: {types}. {values}"
        )
        listed = ", ".join(sorted(weights)[:VALUES_SHOWN])
        raise InputError(message.format(types=listed, values=values_text(source, type_field)))


def read_harm(run: Run[object], stream: IncidentStream) -> dict[str, float]:
    """Return the weights by type in lower case, empty where no table is given; warn of types on file without one."""
    if not run.has(NAME):
        return {}
    from ...core.crime.harm import harm_weights, weights_by_code
    from ...core.crime.incidents import TYPE

    weights = harm_weights(read_sheet(Path(run.algorithm.parameterAsFile(run.parameters, NAME, run.context))))
    _, missing = weights_by_code(stream.vocabularies[TYPE].texts, weights)
    if missing:
        message = translate("Harm", "{count} types have no weight of harm and count as none: {types}.")
        run.progress.warn(message.format(count=len(missing), types=", ".join(sorted(missing)[:10])))
    return weights
