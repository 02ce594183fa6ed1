"""Incidents read with the day they happened, and those that an expression chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsExpression, QgsFeatureRequest
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..core.table import FeatureTable
    from .run import Run

translate = QCoreApplication.translate


def matching(run: Run[object], source_name: str, expression: str, feature_ids: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return (n,) which of the features the expression chooses; all where it is empty.

    Raises InputError where the expression cannot be read or names a field that is not there.
    """
    import numpy as np

    if not expression:
        return np.ones(len(feature_ids), dtype=bool)
    source = run.source(source_name)
    parsed = QgsExpression(expression)
    fields = {field.name().casefold() for field in source.fields()}
    missing = sorted(name for name in parsed.referencedColumns() if name.casefold() not in fields | {"*"})
    if parsed.hasParserError() or missing:
        reason = parsed.parserErrorString() or translate("Incidents", "no field {names}").format(
            names=", ".join(missing)
        )
        message = translate("Incidents", "The expression “{expression}” cannot be used on layer “{layer}”: {reason}.")
        raise InputError(message.format(expression=expression, layer=source.sourceName(), reason=reason))
    request = QgsFeatureRequest()
    request.setExpressionContext(run.context.expressionContext())
    request.setFilterExpression(expression)
    request.setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    unchecked = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks
    chosen = [feature.id() for feature in source.getFeatures(request, unchecked)]
    return np.isin(feature_ids, chosen)


def incident_times(run: Run[object], table: FeatureTable, fields: list[str]) -> NDArray[np.datetime64]:
    """Return (n,) datetime64[s]: the first of the fields that has a readable time, NaT where none has.

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
    """Return (n,) datetime64[s] of a field of times or of texts, NaT where unreadable or where there is no such field.

    What is to be known of the times is said. Raises InputError where they cannot be used, as `check_readings` has it.
    """
    import numpy as np
    import pandas as pd

    from ..core.crime.caveats import offset_texts
    from ..core.crime.times import TimeReading, check_readings, parse_times

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

    from ..core.crime.caveats import Caveats, place_text
    from ..core.crime.incidents import TYPE, IncidentChunk
    from ..core.geometry import places

    x, y = places(table.geometry).T
    kinds = {}
    if type_field in table.attributes.columns:
        kinds[TYPE] = pd.factorize(table.attributes[type_field].astype(object))[0].astype(np.int32)
    chunk = IncidentChunk(x.copy(), y.copy(), *times, kinds)
    missing = int(np.isnan(x).sum())
    run.caution(place_text(missing, len(table)) + Caveats.of(chunk.take(counted)).texts(by_clock=by_clock))
