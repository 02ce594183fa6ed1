"""One run of an algorithm: its parameters, its progress, and outputs that stay only where it succeeds.

A long run shows its best result so far through its feedback, and can be stopped there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal

from ...core.base.errors import CancelledError, InputError
from ...core.base.i18n import locale
from ...core.base.progress import Progress
from ...core.crime.settings import TIME_ZONE
from .files.encodings import require_readable
from .files.providers import is_plain_filter
from .files.sink_targets import SinkTarget, sink_target
from .outputs import OutputTransaction, escape_formulas

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray
    from qgis.core import QgsProcessingFeatureSource

    from ...core.base.sql import Sql
    from ...core.base.table import FeatureTable
    from ...core.parallel.task_pool import TaskPool
    from ...core.plan.plan import Plan
    from .algorithm import SectorAlgorithm
    from .database import QgisDatabase

    Columns = Mapping[str, object] | pd.DataFrame


translate = QCoreApplication.translate
Settings_co = TypeVar("Settings_co", covariant=True)


class FeedbackWatcher:
    """Shows core's progress in QGIS's feedback."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        """Send everything to `feedback`."""
        self._feedback = feedback
        self.heeds_cancel = True
        self.warnings: list[str] = []

    def show(self, fraction: float) -> None:
        """Show the fraction as percent."""
        self._feedback.setProgress(100.0 * fraction)

    def log(self, text: str) -> None:
        """Show a line in the log."""
        self._feedback.pushInfo(text)

    def warn(self, text: str) -> None:
        """Show a warning in the log, and remember it."""
        self.warnings.append(text)
        self._feedback.pushWarning(text)

    def report_best(self, text: str) -> None:
        """Show how good the result is so far as the state of the run."""
        self._feedback.setProgressText(text)
        if isinstance(self._feedback, AnytimeFeedback):
            self._feedback.best_reported.emit(text)

    def publish_draft(self, make: Callable[[], NDArray[np.int64]]) -> None:
        """Pass a first result on to what can show one."""
        if isinstance(self._feedback, AnytimeFeedback):
            self._feedback.draft_published.emit(make())

    def is_stopped(self) -> bool:
        """Return True if the analyst asked for the best result so far."""
        return isinstance(self._feedback, AnytimeFeedback) and self._feedback.is_stopped()

    def is_cancelled(self) -> bool:
        """Return True if the analyst pressed Cancel."""
        return self.heeds_cancel and bool(self._feedback.isCanceled())


class Run(Generic[Settings_co]):
    """The bridge an algorithm works through: `with Run(...) as run`. Its type names the algorithm's settings.

    What is said and written in it is in the reader's language. Left by an exception, or cancelled, it removes what was
    written and puts back what was there.
    """

    def __init__(
        self,
        algorithm: SectorAlgorithm[Settings_co],
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        """Bind the run to QGIS's parameters, context and feedback."""
        self.algorithm = algorithm
        self.parameters = parameters
        self.context = context
        self._watcher = FeedbackWatcher(feedback)
        self.progress = Progress(self._watcher)
        self.has_stored = False
        self.caveats: list[str] = []
        self._transaction = OutputTransaction()
        self._locale = ExitStack()

    def __enter__(self) -> Self:
        from .environment import reader_language

        self._locale.enter_context(locale(reader_language()))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._locale.close()
        failed = kind is not None
        if not failed and self.progress.is_cancelled():
            self._transaction.rollback()
            raise CancelledError
        if failed:
            self._transaction.rollback()
        else:
            for earlier in self._transaction.commit():
                message = translate("Run", "{path}, an earlier output, could not be removed. Remove it by hand.")
                self.progress.warn(message.format(path=earlier))

    # Inputs

    def settings(self) -> Settings_co:
        """Return core's settings, as checked before the run."""
        return self.algorithm.read_settings(self.parameters, self.context)

    def has(self, name: str) -> bool:
        """Return True if an optional parameter was given."""
        return self.parameters.get(name) not in (None, "", [])

    def text(self, name: str) -> str:
        """Return a string, field or enum parameter; empty where it was not given.

        A field is called as its layer has it: QGIS takes small letters and capitals for the same.
        """
        given = str(self.algorithm.parameterAsString(self.parameters, name, self.context) or "")
        definition = self.algorithm.parameterDefinition(name)
        if not given or not isinstance(definition, QgsProcessingParameterField):
            return given
        source = self.algorithm.parameterAsSource(self.parameters, definition.parentLayerParameterName(), self.context)
        place = -1 if source is None else source.fields().lookupField(given)
        return given if source is None or place < 0 else str(source.fields().at(place).name())

    @property
    def time_zone(self) -> str:
        """Return the time zone whose clock the run counts by: the parameter's, where there is one."""
        has_zone = self.algorithm.parameterDefinition("TIME_ZONE") is not None
        return (self.text("TIME_ZONE") if has_zone else "") or TIME_ZONE

    @property
    def ends_on_next_day(self) -> bool:
        """Return True if an end before its start on the same day was asked to count on the next."""
        return self.algorithm.parameterDefinition("END_NEXT_DAY") is not None and self.flag("END_NEXT_DAY")

    def executor(self) -> AbstractContextManager[TaskPool | None]:
        """Return the executor that WORKERS and SCHEDULER ask for, to be used in a `with` block."""
        from ...core.parallel.executors import open_executor

        workers = self.algorithm.parameterAsInt(self.parameters, "WORKERS", self.context)
        return open_executor(workers, self.text("SCHEDULER"), self.progress)

    def caution(self, texts: list[str]) -> None:
        """Say what must be known of the figures: in the log now, and in the report when it is written; each once."""
        for text in texts:
            if text not in self.caveats:
                self.caveats.append(text)
                self.progress.warn(text)

    def flag(self, name: str) -> bool:
        """Return a yes-or-no parameter."""
        return bool(self.algorithm.parameterAsBool(self.parameters, name, self.context))

    def source(self, name: str) -> QgsProcessingFeatureSource:
        """Return the feature source of a parameter; raise InputError where it cannot be opened."""
        layer = self.algorithm.parameterAsVectorLayer(self.parameters, name, self.context)
        if layer is not None and self.context.temporaryLayerStore().mapLayer(layer.id()) is not None:
            name_after_table(layer)
        told = require_readable(layer, self.context) if isinstance(layer, QgsVectorLayer) else ""
        if told:
            self.caution([told])
        source = self.algorithm.parameterAsSource(self.parameters, name, self.context)
        if source is None:
            message = translate("Run", "The layer for {parameter} could not be opened. Check that it still exists.")
            raise InputError(message.format(parameter=name))
        return source

    def working_crs(self, name: str) -> QgsCoordinateReferenceSystem:
        """Return a CRS in metres for the layer of a parameter: its own where that is metric."""
        from .layers import metric_crs

        return metric_crs(self.source(name), self.context)

    def read(self, name: str, crs: QgsCoordinateReferenceSystem, fields: list[str] | None = None) -> FeatureTable:
        """Return the layer of a parameter in `crs`, with all its fields or those named."""
        from .layers import incomplete_read, read_table

        source = self.source(name)
        table = read_table(source, crs, self.context, self.progress, fields, self.time_zone)
        layer = self.algorithm.parameterAsVectorLayer(self.parameters, name, self.context)
        # A database's count may be an estimate.
        is_counted = layer is not None and layer.providerType() == "ogr" and is_plain_filter(layer.subsetString())
        if is_counted and len(table) < source.featureCount():
            raise incomplete_read(table.name, len(table), source.featureCount())
        return table

    def read_plan(self, units: FeatureTable, field: str) -> Plan:
        """Return the plan that a field of the units holds, and say where its 0 is read as no sector."""
        from ...core.plan.plan import read_plan, zero_note

        plan = read_plan(units, field)
        if note := zero_note(units, field):
            self.caution([note])
        return plan

    def tell_missing(self, table: FeatureTable, **fields: str) -> None:
        """Say, in the log and in the report, what follows from each field that a layer lacks."""
        for field, consequence in fields.items():
            if field not in table.attributes.columns:
                message = translate("Run", "Layer “{layer}” has no field “{field}”: {consequence}")
                self.caution([message.format(layer=table.name, field=field, consequence=consequence)])

    def report_warnings(self) -> None:
        """Let the report tell all that was warned of so far."""
        self.caveats += [text for text in self._watcher.warnings if text not in self.caveats]

    # Outputs

    def write(
        self,
        name: str,
        geometry: NDArray[np.object_],
        attributes: Columns,
        kind: Qgis.WkbType,
        crs: QgsCoordinateReferenceSystem,
    ) -> str:
        """Write features to the sink `name`; return the layer's id for the results."""
        from .layers import as_frame, qgis_fields, table_features

        rows = as_frame(attributes)
        fields = qgis_fields(rows)
        return self._write(name, fields, kind, crs, table_features(geometry, rows, fields), len(rows))

    def write_table(self, name: str, rows: Columns) -> str:
        """Write a table without geometry to the sink `name`; return the layer's id for the results."""
        from .layers import as_frame, no_geometry

        table = as_frame(rows)
        kind = Qgis.WkbType.NoGeometry
        return self.write(name, no_geometry(len(table)), table, kind, QgsCoordinateReferenceSystem())

    def write_extended(self, name: str, source_name: str, columns: Columns) -> str:
        """Write the source's features, in its own order and CRS, with `columns` (n rows) added or replaced."""
        from .layers import as_frame, extended_features, extended_fields

        source, added = self.source(source_name), as_frame(columns)
        fields = extended_fields(source.fields(), added)
        features = extended_features(source, added, fields)
        return self._write(name, fields, source.wkbType(), source.sourceCrs(), features, len(added))

    def write_text(self, name: str, text: str) -> str:
        """Write a text file (a report); return its path, or an empty string if none was asked for."""
        path = self.algorithm.parameterAsFileOutput(self.parameters, name, self.context)
        if not path:
            return ""
        with self.file(Path(path)) as beside:
            beside.write_text(text, encoding="utf-8")
        return str(path)

    def file(self, path: Path) -> AbstractContextManager[Path]:
        """Return a context that gives a path to write to; it takes the place of `path` when the run succeeds."""
        return self._transaction.file(path)

    def store(self, database: QgisDatabase, statements: list[Sql]) -> None:
        """Write to a database, which keeps it whatever becomes of the other outputs.

        From then on Cancel comes too late: the run goes on to its end, so that what is stored is also told.
        """
        self.progress.check()
        database.write(statements)
        self.has_stored = True
        self._watcher.heeds_cancel = False

    def new_file(self, path: Path) -> None:
        """Announce a file that the run makes in its place; a failed run removes it."""
        self._transaction.take_over(SinkTarget(path.absolute()))

    def folder(self, name: str) -> Path:
        """Return a folder beside the one asked for; it takes its place when the run succeeds."""
        return self._transaction.folder(Path(self.algorithm.parameterAsString(self.parameters, name, self.context)))

    def folder_at(self, path: Path) -> Path:
        """Return a folder beside `path`; it takes its place when the run succeeds."""
        return self._transaction.folder(path)

    def _write(self, name: str, fields: Any, kind: Any, crs: Any, features: Any, total: int) -> str:
        from .outputs import add_features, require_stored
        from .stored_fields import stored_fields

        given = self.parameters.get(name)
        target = sink_target(given, self.context)
        self._transaction.protect(given, self.context, self._source_layers())
        stored = None
        if target is not None:
            stored = stored_fields(fields, target.path, target.geometry)
            fields, features = stored.fields, stored.features(features)
        sink, destination = self.algorithm.parameterAsSink(self.parameters, name, self.context, fields, kind, crs)
        if sink is None:
            return ""
        add_features(sink, escape_formulas(features, str(destination)), total, name, self.progress)
        del sink  # closes the file
        found = require_stored(str(destination), total, name)
        for text in stored.changes(found) if stored is not None else ():
            self.progress.warn(f"{name}: {text}")
        return str(destination)

    def _source_layers(self) -> list[QgsVectorLayer]:
        names = [
            definition.name()
            for definition in self.algorithm.parameterDefinitions()
            if isinstance(definition, QgsProcessingParameterFeatureSource) and self.has(definition.name())
        ]
        layers = (self.algorithm.parameterAsVectorLayer(self.parameters, name, self.context) for name in names)
        return [layer for layer in layers if layer is not None]


def name_after_table(layer: QgsVectorLayer) -> None:
    """Give a layer that was loaded from a path its table's name: messages then say which layer of the file they mean."""
    table = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("layerName")
    if table and layer.name() != table:
        layer.setName(table)


class AnytimeFeedback(QgsProcessingFeedback):
    """Feedback of a run that can be stopped as well as cancelled.

    `best_reported` carries a text on how good the result is so far; `draft_published` a first result, a number for every feature.
    """

    best_reported = pyqtSignal(str)
    draft_published = pyqtSignal(object)

    def __init__(self) -> None:
        """Log nothing to QGIS's message log."""
        super().__init__(False)
        self._stopped = False

    def stop(self) -> None:
        """Ask for the best result so far."""
        self._stopped = True

    def is_stopped(self) -> bool:
        """Return True if the best result so far was asked for."""
        return self._stopped
