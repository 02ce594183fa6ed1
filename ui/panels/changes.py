"""What the edits change: against the saved plan, or against another scenario."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.editing.changes import Pending
from ...core.editing.units import MEASURES
from ..plan.session import PlanSession
from ..widgets import KEY_ROLE, fill, number, plain_table

translate = QCoreApplication.translate
_MOST_ROWS = 200
_RESIDENTS = MEASURES.index("residents")


class PendingPanel(QWidget):
    """Totals, a row for each sector that changes, a row for each unit that moved.

    `compared` carries the field to compare with (empty: the saved plan), `shown` unit positions to zoom to,
    `asked` the position of a unit to explain, `priced` nothing but the wish for a price, `report_wanted` the field to compare with in a report.
    """

    compared = pyqtSignal(str)
    shown = pyqtSignal(object)
    asked = pyqtSignal(int)
    priced = pyqtSignal()
    report_wanted = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        self._shown: tuple[PlanSession, Pending] | None = None
        self.against = QComboBox()
        self.against.setToolTip(translate("PendingPanel", "Plan to compare with"))
        self.report = QPushButton(translate("PendingPanel", "Report…"))
        self.report.setToolTip(translate("PendingPanel", "Compare with another scenario in a report with a map"))
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
        self.price = QPushButton(translate("PendingPanel", "Price of the selected units"))
        self.price.setToolTip(
            translate("PendingPanel", "What it would cost to give the units selected on the map to the target sector")
        )
        self.price.clicked.connect(self.priced)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(
            translate("PendingPanel", "optional; kept in the decision record with the next save")
        )
        self._lay_out()
        self.against.activated.connect(lambda _row: self.compared.emit(self.against.currentData() or ""))
        self.report.clicked.connect(lambda: self.report_wanted.emit(self.against.currentData() or ""))
        self.units.itemDoubleClicked.connect(lambda item: self.shown.emit(np.array([_position(item)])))
        self.units.itemSelectionChanged.connect(self._on_unit_selected)

    def _lay_out(self) -> None:
        against = QHBoxLayout()
        against.addWidget(self.against, 1)
        against.addWidget(self.report)
        form = QFormLayout()
        form.addRow(translate("PendingPanel", "Against"), against)
        reason = QFormLayout()
        reason.addRow(translate("PendingPanel", "Why this line"), self.reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(form)
        layout.addWidget(self.total)
        layout.addWidget(self.sectors, 2)
        layout.addWidget(self.units, 3)
        layout.addWidget(self.price)
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
            self._shown = None
            return 0
        changes = session.pending()
        message = translate("PendingPanel", "{units} units changed sector; {residents} residents change officer.")
        text = message.format(units=len(changes.positions), residents=number(changes.residents_moved))
        if len(changes.positions) > _MOST_ROWS:
            text += " " + translate("PendingPanel", "The first {count} units are listed.").format(count=_MOST_ROWS)
        self.total.setText(text)
        self._shown = (session, changes)
        if self.isVisible():
            self._fill()
        return len(changes.positions)

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the tables now that they can be seen."""
        super().showEvent(event)
        self._fill()

    def _fill(self) -> None:
        if self._shown is None:
            return
        session, changes = self._shown
        rows = np.flatnonzero((changes.gained > 0) | (changes.lost > 0) | (changes.officers != 0)).tolist()
        gained, lost, officers = changes.gained, changes.lost, changes.officers
        fill(
            self.sectors,
            [
                (row, session.label(row), number(gained[row]), number(lost[row]), number(officers[row], signed=True))
                for row in rows
            ],
        )
        positions = changes.positions[:_MOST_ROWS].tolist()
        fill(self.units, [(position, *_unit_cells(session, position)) for position in positions])

    def _on_unit_selected(self) -> None:
        items = self.units.selectedItems()
        self.why.clear()
        if items:
            self.asked.emit(_position(min(items, key=QTableWidgetItem.row)))


def _position(item: QTableWidgetItem) -> int:
    return int(item.data(KEY_ROLE))


def _unit_cells(session: PlanSession, position: int) -> list[str]:
    """Return a unit's id, where it comes from, where it goes, and its residents."""
    old, new = int(session.origin[position]), int(session.totals.labels[position])
    residents = session.units.measures[position, _RESIDENTS]
    return [session.units.unit_ids[position], session.label(old), session.label(new), number(residents)]
