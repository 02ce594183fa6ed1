"""Changes the plan, one gesture at a time: every gesture is one step of QGIS's own undo stack."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from ...core.base.errors import InputError
from ...core.editing.locks import judge, with_groups
from .session import PlanSession

translate = QCoreApplication.translate


class PlanEditor(QObject):
    """Writes sectors into the layer's edit buffer.

    `refused` carries the reasons why units did not move; `finished` tells that a gesture has ended and
    the map should be drawn anew.
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
        """Tell whether a gesture is going on."""
        return self._text is not None

    def begin(self, text: str) -> None:
        """Begin a gesture; `text` names the undo step, which is made when the first unit moves."""
        self._text, self._open = text, False
        self._refusals.clear()

    def assign(self, positions: NDArray[np.intp], targets: NDArray[np.int64] | int) -> NDArray[np.intp]:
        """Give units their sectors, as far as the locks allow; return those that moved."""
        rules, tally = self.session.settings.rules, self.session.tally
        if isinstance(targets, int):
            positions = with_groups(rules, self.session.units.unit_ids, positions)
            targets = np.full(len(positions), targets, dtype=np.int64)
        verdict = judge(rules, tally, positions, targets)
        self._refusals |= dict.fromkeys(verdict.refusals)
        wanted = dict(zip(positions.tolist(), targets.tolist(), strict=True))
        if len(verdict.positions) and self._opened():
            self._write({position: wanted[position] for position in verdict.positions.tolist()})
            self.session.flush()
            return verdict.positions
        return verdict.positions[:0]

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
        """Open the undo step, and the layer for editing where it is not; tell whether that worked."""
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
            old = session.value_of(int(session.tally.labels[position]))
            session.layer.changeAttributeValue(fid, session.field, values[code], old)
