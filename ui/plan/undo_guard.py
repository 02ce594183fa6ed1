"""Keeps locks true when undo, redo or the attribute table would move what is locked."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from .editor import PlanEditor
from .layer import sector_name

translate = QCoreApplication.translate


class UndoGuard(QObject):
    """Steps the undo stack back over a step that moved something locked, and says why.

    Rolling back all edits is not refused: what was saved is always at hand.
    """

    refused = pyqtSignal(list)

    def __init__(self, editor: PlanEditor, parent: QObject | None = None) -> None:
        """Guard the layer that `editor` edits."""
        super().__init__(parent)
        self._editor, self._session = editor, editor.session
        layer = self._session.layer
        self._last = layer.undoStack().index()
        self._reason = ""
        self._resting = False
        layer.attributeValueChanged.connect(self._on_value_changed)
        layer.undoStack().indexChanged.connect(self._on_index_changed)
        layer.beforeRollBack.connect(self._rest)
        layer.afterRollBack.connect(self._wake)

    def close(self) -> None:
        """Stop guarding."""
        layer = self._session.layer
        layer.attributeValueChanged.disconnect(self._on_value_changed)
        layer.undoStack().indexChanged.disconnect(self._on_index_changed)
        layer.beforeRollBack.disconnect(self._rest)
        layer.afterRollBack.disconnect(self._wake)

    def _rest(self) -> None:
        self._resting = True

    def _wake(self) -> None:
        self._resting, self._reason = False, ""
        self._last = self._session.layer.undoStack().index()

    def _on_value_changed(self, fid: int, field: int, value: Any) -> None:
        session = self._session
        watching = not (self._resting or self._editor.is_busy()) and field == session.field
        if watching and fid in session.row_of:
            self._reason = self._reason or self._locked(session.row_of[fid], sector_name(value))

    def _locked(self, position: int, name: str) -> str:
        """Return what is locked about a unit or the sectors it moves between; empty where nothing is."""
        session, rules = self._session, self._session.settings.rules
        if session.units.unit_ids[position] in rules.units:
            return translate("UndoGuard", "unit {unit}").format(unit=session.units.unit_ids[position])
        code = int(session.tally.labels[position])
        for sector in (session.tally.sector_ids[code] if code >= 0 else "", name):
            if sector in rules.sectors:
                return translate("UndoGuard", "sector {sector}").format(sector=sector)
        return ""

    def _on_index_changed(self, index: int) -> None:
        forward, self._last = index > self._last, index
        if self._reason and not self._resting:
            self._resting = True
            QTimer.singleShot(0, lambda: self._step_back(forward))

    def _step_back(self, forward: bool) -> None:
        stack = self._session.layer.undoStack()
        reason = self._reason
        stack.undo() if forward else stack.redo()
        self._wake()
        self._session.flush()
        message = translate("UndoGuard", "This step was not taken: it moves {what}, which is locked. Unlock it first.")
        self.refused.emit([message.format(what=reason)])
