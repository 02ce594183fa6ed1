"""Crime grids counted where the incidents are: in PostGIS, so that millions of rows need not travel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from qgis.core import (
    Qgis,
    QgsDataSourceUri,
    QgsProcessingFeatureSource,
    QgsProviderConnectionException,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.errors import InputError
from ....core.base.sql import Sql
from ....core.crime.aoristic import week_weights
from ....core.crime.caveats import Caveats
from ....core.crime.counting import DAYPART_MINUTES, CellCounter, Counts, KeyedSums, count_all
from ....core.crime.counting_sql import (
    CAVEATS,
    CELL_ONLY,
    DIMENSIONS,
    MOST_LISTED,
    OUTCOMES,
    CountStatements,
    IncidentTable,
)
from ....core.crime.incidents import MISSING
from ....core.crime.lattice import SquareLattice
from ....core.crime.sector_cells import INSIDE, NO_SECTOR
from ...framework.files.providers import DirectSource, database_connection, is_plain_filter, provider_of
from ...framework.incident_stream import IncidentStream

if TYPE_CHECKING:
    from ...framework.run import Run

translate = QCoreApplication.translate
_TIMES = ("timestamp",)
_TEXTS = ("text", "varchar", "bpchar", "int2", "int4", "int8")


def database_counts(run: Run[object], stream: IncidentStream, counter: CellCounter) -> Counts | None:
    """Return the counts, made by the database; None where the source is not a PostGIS table that it can count as we do.

    That is so for squares in the table's own CRS, single points, timestamps without time zone, and types, scenes and
    methods that are texts or whole numbers, and ends that stay on their day. Raises InputError where the database refuses.
    """
    direct = stream.direct
    if direct is None or not _suitable(stream, direct, counter):
        return None
    uri = QgsDataSourceUri(direct.source)
    statements = _statements(stream, uri, counter)
    if statements is None:
        return None
    connection = database_connection("postgres", uri.uri())
    try:
        counts = _counted(connection, statements, stream, counter)
    except QgsProviderConnectionException as error:
        message = translate("Database", "The database of layer “{layer}” did not count: {reason}")
        raise InputError(message.format(layer=direct.name, reason=error)) from error
    run.progress.log(translate("Database", "Counted in the database."))
    counts.merge(count_all(_boundary_chunks(run, stream, uri, statements), counter, Counts(), run.progress))
    return counts


def _suitable(stream: IncidentStream, direct: DirectSource, counter: CellCounter) -> bool:
    fields = stream.fields
    return (
        direct.provider == "postgres"
        and direct.kind == Qgis.WkbType.Point
        and direct.crs == stream.crs
        and isinstance(counter.lattice, SquareLattice)
        and not fields.x
        and not stream.ends_on_next_day
        and is_plain_filter(direct.subset)
        and all(direct.fields.get(field) in _TIMES for field in (fields.start, fields.end) if field)
        and all(direct.fields.get(field) in _TEXTS for field in fields.categories().values())
    )


def _statements(stream: IncidentStream, uri: QgsDataSourceUri, counter: CellCounter) -> CountStatements | None:
    """Return the statements; None where too many cells would have to be listed in them."""
    fields = stream.fields
    inside, boundary = None, np.empty(0, dtype=np.int64)
    if counter.area is not None:
        inside, boundary = (
            np.flatnonzero(chosen) for chosen in (counter.area.state == INSIDE, counter.area.state != INSIDE)
        )
        if max(len(inside), len(boundary)) > MOST_LISTED:
            return None
    table = IncidentTable(
        Sql(uri.quotedTablename()),
        Sql(f"({uri.sql()})" if uri.sql() else "TRUE"),
        uri.geometryColumn(),
        fields.categories(),
        fields.start,
        fields.end,
    )
    return CountStatements(table, counter.lattice, counter.settings, inside, boundary)  # type: ignore[arg-type]  # squares: see _suitable


def _counted(connection: Any, statements: CountStatements, stream: IncidentStream, counter: CellCounter) -> Counts:
    """Return the counts of what the database counts alone."""
    counts = Counts()
    row = connection.executeSql(statements.outcomes())[0]
    counts.outcomes.update(dict(zip(OUTCOMES, map(int, row), strict=False)))
    known = dict(zip(CAVEATS, map(int, row[len(OUTCOMES) :]), strict=False))
    counts.caveats = Caveats(**known)  # type: ignore[arg-type]  # CAVEATS are its counts
    counts.caveats.twins = int(connection.executeSql(statements.twins())[0][0])
    counts.first, counts.last = (_moment(value) for value in row[len(OUTCOMES) + len(CAVEATS) :])
    stream.progress.show(0.3)
    _group(counts, connection.executeSql(statements.groups()), stream, counter)
    stream.progress.show(0.6)
    spans = connection.executeSql(statements.spans())
    if spans:
        table = np.array(spans, dtype=np.int64)
        start, end = (table[:, column].astype("datetime64[s]") for column in (1, 2))
        for span, place, weight in week_weights(start, end, DAYPART_MINUTES, counter.settings.time_zone):
            counts.week.add(place * len(counter.lattice) + table[span, 0], weight * table[span, 3])
    return counts


def _group(counts: Counts, rows: list[list[Any]], stream: IncidentStream, counter: CellCounter) -> None:
    """Put the grouped rows into the sums that they belong to."""
    cells = len(counter.lattice)
    masks = {CELL_ONLY - (1 << (len(DIMENSIONS) - 1 - place)): place for place in range(len(DIMENSIONS))}
    keys: dict[str, list[int]] = {name: [] for name in ("cell", *DIMENSIONS)}
    sums: dict[str, list[int]] = {name: [] for name in keys}
    for code, *values, mask, count in rows:
        name = "cell" if mask == CELL_ONLY else DIMENSIONS[masks[int(mask)]]
        value = 0 if name == "cell" else _value(name, values[masks[int(mask)]], stream)
        if value != MISSING:
            keys[name].append(value * cells + int(code))
            sums[name].append(int(count))
    sums_by_name = {"cell": counts.cells, "period": counts.periods, "daypart": counts.week}
    for name in keys:
        target = sums_by_name[name] if name in sums_by_name else counts.categories.setdefault(name, KeyedSums())
        target.add(np.array(keys[name], dtype=np.int64), np.array(sums[name], dtype=np.float64))
    if counter.area is not None:
        owners = counter.area.owner[np.array(keys["cell"], dtype=np.int64)]
        known = owners != NO_SECTOR
        counts.sectors.add(owners[known].astype(np.int64), np.array(sums["cell"], dtype=np.float64)[known])


def _value(name: str, value: Any, stream: IncidentStream) -> int:
    if value is None or str(value) == "NULL":
        return MISSING
    return stream.vocabularies[name].code(str(value)) if name in stream.vocabularies else int(value)


def _moment(seconds: Any) -> np.datetime64:
    return np.datetime64("NaT", "s") if not isinstance(seconds, int) else np.datetime64(seconds, "s")


def _boundary_chunks(
    run: Run[object], stream: IncidentStream, uri: QgsDataSourceUri, statements: CountStatements
) -> Iterator[Any]:
    """Yield the incidents in cells on a border as chunks, with the stream's vocabularies."""
    if not len(statements.boundary):
        return
    narrow = QgsDataSourceUri(uri)
    narrow.setSql(statements.boundary_subset())
    layer = QgsVectorLayer(narrow.uri(False), stream.source.sourceName(), "postgres")
    if not layer.isValid():
        message = translate("Database", "The incidents on the sectors' borders could not be read: {reason}")
        raise InputError(message.format(reason=provider_of(layer).error().summary()))
    source = QgsProcessingFeatureSource(layer, run.context)
    rest = IncidentStream(
        source, None, stream.fields, stream.crs, run.context, run.progress.part(0.6, 0.9), stream.time_zone
    )
    rest.vocabularies = stream.vocabularies
    yield from rest
