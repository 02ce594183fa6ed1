"""What happens at a save: conflicts with somebody else's save are reported first, then the decision is recorded.

The table `plan_change` lies beside the units: it is made when first needed, and only ever added to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import astuple

import numpy as np
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsFields,
    QgsProviderConnectionException,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QMetaType, QObject, QTimer, pyqtSignal

from ...core.base.errors import InputError
from ...core.base.i18n import listed
from ...core.editing.changes import RecordedChange, recorded_changes
from ...processing.framework.files.providers import data_provider, database_connection, provider_of
from ...processing.framework.layers import to_python
from .editor import PlanEditor
from .layer import sector_name

translate = QCoreApplication.translate
_COLUMNS = ("changed_at", "changed_by", "plan", "unit_id", "from_sector", "to_sector", "residents", "reason")
_NAMES = ("plan_change", "plan_change_unit")  # the sector database has a table of the first name for whole sets
_REFUSAL = "plan_change is append-only"


class SaveGuard(QObject):
    """Follows the saves of a plan's layer.

    QGIS lets no plugin stop a save. So units that somebody else changed meanwhile are left as that
    person saved them, and one's own edits of them come back as an unsaved step right after the save.

    `refused` carries what somebody else changed, or why the record could not be written; `recorded` the
    number of units recorded.
    """

    refused = pyqtSignal(list)
    recorded = pyqtSignal(int)

    def __init__(self, editor: PlanEditor, reason: Callable[[], str], parent: QObject | None = None) -> None:
        """Guard the saves of the layer that `editor` edits; `reason` is asked for at each."""
        super().__init__(parent)
        self._editor, self.session, self._reason = editor, editor.session, reason
        self._changes: list[RecordedChange] = []
        self._held: dict[int, int] = {}
        self._told = False
        self.session.layer.beforeCommitChanges.connect(self._before)
        self.session.layer.afterCommitChanges.connect(self._after)

    def close(self) -> None:
        """Stop following."""
        self.session.layer.beforeCommitChanges.disconnect(self._before)
        self.session.layer.afterCommitChanges.disconnect(self._after)

    def _before(self, *_stop: bool) -> None:
        session = self.session
        session.flush()
        theirs = self._changed_by_others()
        if theirs:
            self._hold_back(theirs)
        at = dt.datetime.now().astimezone().isoformat(timespec="seconds")
        by = QgsApplication.userFullName() or QgsApplication.userLoginName()
        plan = session.settings.sector_field
        self._changes = recorded_changes(session.totals, session.saved_codes(), plan, by, at, self._reason())

    def _changed_by_others(self) -> dict[int, int]:
        """Return the sector number now stored for each edited unit that is not stored as editing began with it."""
        session = self.session
        provider = session.layer.dataProvider()
        if provider is None:
            return {}
        field = provider.fieldNameIndex(session.settings.sector_field)
        rows = np.flatnonzero(session.totals.labels != session.saved_codes())
        if field < 0 or not len(rows):
            return {}
        request = QgsFeatureRequest().setFilterFids(session.feature_ids[rows].tolist()).setSubsetOfAttributes([field])
        stored = {
            session.row_of[feature.id()]: session.code_of(session.named(sector_name(feature.attribute(field))))
            for feature in provider.getFeatures(request)
        }
        return {row: code for row, code in stored.items() if code != session.saved_codes()[row]}

    def _hold_back(self, theirs: dict[int, int]) -> None:
        session = self.session
        self._held = {row: int(session.totals.labels[row]) for row in theirs}
        for row, code in theirs.items():
            session.layer.changeAttributeValue(int(session.feature_ids[row]), session.field, session.value_of(code))
        session.accept_saved(theirs)
        session.flush()
        message = translate(
            "SaveGuard",
            "Somebody else saved other sectors for {count} of your units meanwhile: {units}. Theirs are kept; yours "
            "wait as an unsaved step: save again to put them over theirs, or undo.",
        )
        units = listed([f"{session.units.unit_ids[row]} → {session.label(code)}" for row, code in theirs.items()])
        self.refused.emit([message.format(count=len(theirs), units=units)])

    def _after(self) -> None:
        if self._held:
            QTimer.singleShot(0, self._bring_back)
        made, self._changes = self._changes, []
        if not made or self._told:
            return
        try:
            RecordTable(self.session.layer).append(made)
        except InputError as error:
            self._told = True
            self.refused.emit([str(error)])
            return
        self.recorded.emit(len(made))

    def _bring_back(self) -> None:
        held, self._held = self._held, {}
        targets = np.array(list(held.values()), dtype=np.int64)
        text = translate("SaveGuard", "Edits of units that somebody else changed")
        self._editor.apply(text, np.array(list(held), dtype=np.intp), targets)


class RecordTable:
    """The record of one units layer in GeoPackage or PostgreSQL."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        """Find the place beside `layer`; raise InputError where the format has no tables beside a layer."""
        self._postgres = layer.providerType() == "postgres"
        if not self._postgres and layer.storageType() != "GPKG":
            message = translate(
                "RecordTable",
                "The decision record needs units in GeoPackage or PostGIS; “{layer}” is kept as {format}.",
            )
            raise InputError(message.format(layer=layer.name(), format=layer.storageType() or layer.providerType()))
        provider = layer.providerType()
        uri = QgsDataSourceUri(layer.source())
        self._schema = uri.schema() if self._postgres else ""
        path = data_provider(provider).decodeUri(layer.source()).get("path", "")
        target = uri.connectionInfo(True) if self._postgres else path
        self._connection = database_connection(provider, target)

    def append(self, changes: list[RecordedChange]) -> None:
        """Add changes; raise InputError where the database refuses."""
        try:
            table = self._open() or self._create()
        except QgsProviderConnectionException as error:
            raise InputError(_refused(str(error))) from error
        features = []
        for change in changes:
            feature = QgsFeature(table.fields())
            for name, value in zip(_COLUMNS, astuple(change), strict=True):
                feature.setAttribute(name, value)
            features.append(feature)
        provider = provider_of(table)
        if not table.isValid() or not provider.addFeatures(features)[0]:
            raise InputError(_refused(provider.lastError()))

    def read(self) -> list[RecordedChange]:
        """Return all changes in the order they were made."""
        table = self._open()
        if table is None:
            return []
        return [_change(feature) for feature in table.getFeatures()]

    def _open(self) -> QgsVectorLayer | None:
        there = {table.tableName() for table in self._connection.tables(self._schema)}
        for name in _NAMES:
            if name in there:
                table = self._layer(name)
                if set(_COLUMNS) <= set(table.fields().names()):
                    return table
        return None

    def _layer(self, name: str) -> QgsVectorLayer:
        provider = "postgres" if self._postgres else "ogr"
        return QgsVectorLayer(self._connection.tableUri(self._schema, name), name, provider)

    def _create(self) -> QgsVectorLayer:
        there = {table.tableName() for table in self._connection.tables(self._schema)}
        name = next(name for name in _NAMES if name not in there)
        fields = QgsFields()
        for column in _COLUMNS:
            kind = QMetaType.Type.Double if column == "residents" else QMetaType.Type.QString
            fields.append(QgsField(column, kind))
        bare, crs = Qgis.WkbType.NoGeometry, QgsCoordinateReferenceSystem()
        self._connection.createVectorTable(self._schema, name, fields, bare, crs, False, {})
        for statement in _guards(name, self._schema) if self._postgres else _gpkg_guards(name):
            self._connection.executeSql(statement)
        return self._layer(name)


def _change(feature: QgsFeature) -> RecordedChange:
    values = {name: to_python(feature[name]) for name in _COLUMNS}
    at, by, plan, unit, old, new, residents, reason = (values[name] for name in _COLUMNS)
    return RecordedChange(at, by or "", plan, unit, old or "", new or "", float(residents or 0), reason or "")


def _gpkg_guards(name: str) -> list[str]:
    """Return triggers that refuse to change or remove rows."""
    shape = "CREATE TRIGGER {name}_no_{verb} BEFORE {verb} ON {name} BEGIN SELECT RAISE(ABORT, '{text}'); END"
    return [shape.format(name=name, verb=verb, text=_REFUSAL) for verb in ("update", "delete")]


def _guards(name: str, schema: str) -> list[str]:
    """Return the same for PostgreSQL."""
    place = '"{}"'.format(schema.replace('"', '""'))
    function = (
        "CREATE OR REPLACE FUNCTION {place}.{name}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '{text}'; END $$"
    )
    trigger = (
        "CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {place}.{name} "
        "FOR EACH STATEMENT EXECUTE FUNCTION {place}.{name}_refuse()"
    )
    return [shape.format(place=place, name=name, text=_REFUSAL) for shape in (function, trigger)]


def _refused(reason: str) -> str:
    message = translate("RecordTable", "The plan was saved, but the decision record was not: {reason}")
    return message.format(reason=reason)
