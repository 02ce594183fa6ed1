"""What happens at a save: conflicts with somebody else's save are told first, then the decision is recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np
from qgis.core import QgsApplication, QgsFeatureRequest
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ..core.editing.record import Change, changes
from ..core.errors import InputError
from ..core.language import listed
from .editor import PlanEditor
from .plan_layer import sector_name
from .record_table import RecordTable

translate = QCoreApplication.translate


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
        self._changes: list[Change] = []
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
        self._changes = changes(session.tally, session.saved_codes(), plan, by, at, self._reason())

    def _changed_by_others(self) -> dict[int, int]:
        """Return the sector number now stored for each edited unit that is not stored as editing began with it."""
        session = self.session
        provider = session.layer.dataProvider()
        if provider is None:
            return {}
        field = provider.fieldNameIndex(session.settings.sector_field)
        rows = np.flatnonzero(session.tally.labels != session.saved_codes())
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
        self._held = {row: int(session.tally.labels[row]) for row in theirs}
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
