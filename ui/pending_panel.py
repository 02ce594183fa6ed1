"""What the edits change: against the saved plan, or against another scenario."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ..core.editing.units import MEASURES
from .numbers import number
from .plain_table import KEY_ROLE, fill, plain_table
from .session import PlanSession

translate = QCoreApplication.translate
_MOST_ROWS = 500
_RESIDENTS = MEASURES.index("residents")


class PendingPanel(QWidget):
    """Totals, a row for each sector that changes, a row for each unit that moved.

    `compared` carries the field to compare with (empty: the saved plan), `shown` unit positions to zoom to,
    `asked` the position of a unit to explain.
    """

    compared = pyqtSignal(str)
    shown = pyqtSignal(object)
    asked = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        self.against = QComboBox()
        self.against.setToolTip(translate("PendingPanel", "Plan to compare with"))
        self.total = QLabel()
        self.total.setWordWrap(True)
        self.sectors = plain_table(
            [
                translate("PendingPanel", "Sector"),
                translate("PendingPanel", "Residents in"),
                translate("PendingPanel", "Residents out"),
                translate("PendingPanel", "Officers"),
            ]
        )
        self.units = plain_table(
            [
                translate("PendingPanel", "Unit"),
                translate("PendingPanel", "From"),
                translate("PendingPanel", "To"),
                translate("PendingPanel", "Residents"),
            ]
        )
        self.why = QLabel()
        self.why.setWordWrap(True)
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(
            translate("PendingPanel", "optional; kept in the decision record with the next save")
        )
        self._lay_out()
        self.against.activated.connect(lambda _row: self.compared.emit(self.against.currentData() or ""))
        self.units.itemDoubleClicked.connect(lambda item: self.shown.emit(np.array([self._position(item.row())])))
        self.units.itemSelectionChanged.connect(self._on_unit_selected)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(translate("PendingPanel", "Against"), self.against)
        reason = QFormLayout()
        reason.addRow(translate("PendingPanel", "Why this line"), self.reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(form)
        layout.addWidget(self.total)
        layout.addWidget(self.sectors, 2)
        layout.addWidget(self.units, 3)
        layout.addWidget(self.why)
        layout.addLayout(reason)

    def offer(self, fields: list[str]) -> None:
        """Offer scenarios to compare with."""
        self.against.clear()
        self.against.addItem(translate("PendingPanel", "Saved plan"), "")
        for field in fields:
            self.against.addItem(field, field)

    def refresh(self, session: PlanSession | None) -> int:
        """Show a plan's changes; return the number of units that changed."""
        if session is None:
            for table in (self.sectors, self.units):
                table.setRowCount(0)
            self.total.clear()
            return 0
        changes = session.pending()
        message = translate("PendingPanel", "{units} units changed sector; {residents} residents change officer.")
        self.total.setText(message.format(units=len(changes.positions), residents=number(changes.residents_moved)))
        rows = np.flatnonzero((changes.gained > 0) | (changes.lost > 0) | (changes.officers != 0)).tolist()
        fill(
            self.sectors,
            [
                (
                    row,
                    session.label(row),
                    number(changes.gained[row]),
                    number(changes.lost[row]),
                    number(changes.officers[row], signed=True),
                )
                for row in rows
            ],
        )
        residents = session.units.measures[:, _RESIDENTS]
        fill(
            self.units,
            [
                (
                    position,
                    session.units.unit_ids[position],
                    session.label(int(session.origin[position])),
                    session.label(int(session.tally.codes[position])),
                    number(residents[position]),
                )
                for position in changes.positions[:_MOST_ROWS].tolist()
            ],
        )
        return len(changes.positions)

    def _position(self, row: int) -> int:
        return int(self.units.item(row, 0).data(KEY_ROLE))

    def _on_unit_selected(self) -> None:
        rows = {item.row() for item in self.units.selectedItems()}
        self.why.clear()
        if rows:
            self.asked.emit(self._position(min(rows)))
