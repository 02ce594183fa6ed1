"""Changes the plan, one gesture at a time: every gesture is one step of QGIS's own undo stack.

Locks hold when undo, redo or the attribute table would move what is locked.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ...core.base.errors import InputError
from ...core.editing.locks import allowed_moves, with_groups
from .layer import sector_name
from .session import PlanSession

translate = QCoreApplication.translate


class PlanEditor(QObject):
    """Writes sectors into the layer's edit buffer.

    `refused` carries the reasons why units did not move; `finished` tells that a gesture has ended and
    the map should be redrawn.
    """

    refused = pyqtSignal(list)
    finished = pyqtSignal()

    def __init__(self, session: PlanSession, parent: QObject | None = None) -> None:
        """Edit the plan of `session`."""
        super().__init__(parent)
        self.session = session
        self._text: str | None = None
        self._open = False
        self._refusals: dict[str, None] = {}

    def is_busy(self) -> bool:
        """Return True if a gesture is going on."""
        return self._text is not None

    def begin(self, text: str) -> None:
        """Begin a gesture; `text` names the undo step, which is made when the first unit moves."""
        self._text, self._open = text, False
        self._refusals.clear()

    def assign(self, positions: NDArray[np.intp], targets: NDArray[np.int64] | int) -> NDArray[np.intp]:
        """Give units their sectors, as far as the locks allow; return those that moved."""
        rules, totals = self.session.settings.rules, self.session.totals
        if isinstance(targets, int):
            positions = with_groups(rules, self.session.units.unit_ids, positions)
            targets = np.full(len(positions), targets, dtype=np.int64)
        check = allowed_moves(rules, totals, positions, targets)
        self._refusals |= dict.fromkeys(check.refusals)
        wanted = dict(zip(positions.tolist(), targets.tolist(), strict=True))
        if len(check.positions) and self._opened():
            self._write({position: wanted[position] for position in check.positions.tolist()})
            self.session.flush()
            return check.positions
        return check.positions[:0]

    def give_back(self, positions: NDArray[np.intp]) -> NDArray[np.intp]:
        """Give units back to the sector they had when the plan was last saved; return those that moved."""
        return self.assign(positions, self.session.saved_codes()[positions])

    def end(self) -> None:
        """End the gesture."""
        if self._open:
            self.session.layer.endEditCommand()
        self._close()

    def cancel(self) -> None:
        """Take the gesture back and leave no undo step."""
        if self._open:
            self.session.layer.destroyEditCommand()
            self.session.flush()
        self._close()

    def apply(self, text: str, positions: NDArray[np.intp], targets: NDArray[np.int64] | int) -> NDArray[np.intp]:
        """Assign in one gesture of its own."""
        self.begin(text)
        moved = self.assign(positions, targets)
        self.end()
        return moved

    def _close(self) -> None:
        was_open, refusals = self._open, list(self._refusals)
        self._text, self._open = None, False
        self._refusals.clear()
        if refusals:
            self.refused.emit(refusals)
        if was_open:
            self.finished.emit()

    def _opened(self) -> bool:
        """Open the undo step, and the layer for editing where it is not; return whether that worked."""
        layer = self.session.layer
        if self._open:
            return True
        if not layer.isEditable() and not layer.startEditing():
            message = translate("PlanEditor", "Layer “{layer}” cannot be edited. Save a copy of it and edit that.")
            self._refusals[message.format(layer=layer.name())] = None
            return False
        layer.beginEditCommand(self._text or "")
        self._open = True
        return True

    def _write(self, targets: dict[int, int]) -> None:
        session = self.session
        try:
            values = {code: session.value_of(code) for code in set(targets.values())}
        except InputError as error:
            self._refusals[str(error)] = None
            return
        for position, code in targets.items():
            fid = int(session.feature_ids[position])
            old = session.value_of(int(session.totals.labels[position]))
            session.layer.changeAttributeValue(fid, session.field, values[code], old)


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
        """Return the locks on a unit or the sectors it moves between; empty if nothing is."""
        session, rules = self._session, self._session.settings.rules
        if session.units.unit_ids[position] in rules.units:
            return translate("UndoGuard", "unit {unit}").format(unit=session.units.unit_ids[position])
        code = int(session.totals.labels[position])
        for sector in (session.totals.sector_ids[code] if code >= 0 else "", name):
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
