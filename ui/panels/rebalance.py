"""Rebalance: what to ask for, how far it is, what it would change, accept or discard."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.balance.model.settings import EFFORTS
from ...core.editing.changes import Effect
from ..plan.session import PlanSession
from ..widgets import ICONS, change, fill, number, plain_table

translate = QCoreApplication.translate
_MOST_MOVED = 15.0


class ProposalPanel(QWidget):
    """`requested` carries whether only the selected sectors are meant; then `stopped`, `cancelled`, `accepted`, `discarded`."""

    requested = pyqtSignal(bool)
    stopped = pyqtSignal()
    cancelled = pyqtSignal()
    accepted = pyqtSignal()
    discarded = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the panel with nothing proposed."""
        super().__init__(parent)
        self.which, self.effort, self.most_moved = QComboBox(), QComboBox(), QDoubleSpinBox()
        self.which.addItems([translate("ProposalPanel", "All sectors"), translate("ProposalPanel", "Sectors selected in the table")])  # fmt: skip
        titles = (translate("ProposalPanel", "Quick"), translate("ProposalPanel", "Standard"), translate("ProposalPanel", "Best"))  # fmt: skip
        for name, title in zip(EFFORTS, titles, strict=True):
            self.effort.addItem(title, name)
        self.most_moved.setRange(0, 100)
        self.most_moved.setValue(_MOST_MOVED)
        self.most_moved.setDecimals(0)
        self.most_moved.setSuffix(" %")
        self.most_moved.setToolTip(translate("ProposalPanel", "Residents who may change officer at most"))
        self.run = QPushButton(QIcon(str(ICONS / "tool_rebalance.svg")), translate("ProposalPanel", "Rebalance"))
        self.stop = QPushButton(translate("ProposalPanel", "Stop"))
        self.stop.setToolTip(translate("ProposalPanel", "Search no longer: propose the best plan found so far"))
        self.cancel = QPushButton(translate("ProposalPanel", "Cancel"))
        self.cancel.setToolTip(translate("ProposalPanel", "Search no longer and propose nothing"))
        self.progress = QProgressBar()
        self.status = QLabel()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.table = plain_table(
            [
                translate("ProposalPanel", "Sector"),
                translate("ProposalPanel", "Deviation"),
                translate("ProposalPanel", "Officers"),
                translate("ProposalPanel", "Residents"),
            ]
        )
        self.accept = QPushButton(translate("ProposalPanel", "Accept"))
        self.discard = QPushButton(translate("ProposalPanel", "Discard"))
        self._lay_out()
        self.run.clicked.connect(lambda: self.requested.emit(self.which.currentIndex() == 1))
        self.stop.clicked.connect(self._on_stop)
        self.cancel.clicked.connect(self.cancelled)
        self.accept.clicked.connect(self.accepted)
        self.discard.clicked.connect(self.discarded)
        self.rest("")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(translate("ProposalPanel", "Rebalance"), self.which)
        form.addRow(translate("ProposalPanel", "Effort"), self.effort)
        form.addRow(translate("ProposalPanel", "Residents moved at most"), self.most_moved)
        run, answer = QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (run, (self.run, self.stop, self.cancel, self.progress)),
            (answer, (self.accept, self.discard)),
        ):
            for widget in widgets:
                row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(form)
        layout.addLayout(run)
        layout.addWidget(self.status)
        layout.addWidget(self.text)
        layout.addWidget(self.table, 1)
        layout.addLayout(answer)

    def rest(self, text: str) -> None:
        """Show that nothing runs and nothing is proposed."""
        self._show(running=False, proposing=False, text=text)
        self.table.setRowCount(0)

    def work(self, text: str, stoppable: bool) -> None:
        """Show that a run is going on, and whether it can be stopped for the best result so far."""
        self._show(running=True, proposing=False, text=text)
        self.stop.setVisible(stoppable)
        self.stop.setEnabled(True)
        self.status.clear()
        self.progress.setValue(0)

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self.stopped.emit()

    def propose(self, session: PlanSession, what: Effect, sectors: list[int], units: int) -> None:
        """Show what a proposal would change in `sectors`."""
        text = translate(
            "ProposalPanel",
            "{units} units and {residents} residents would change sector. Largest deviation {before} % → "
            "<b>{after} %</b>, border {border} → <b>{new_border} km</b>.",
        )
        self._show(
            running=False,
            proposing=True,
            text=text.format(
                units=units,
                residents=number(what.cost.residents),
                before=number(_largest(what.before.deviation), 1),
                after=number(_largest(what.after.deviation), 1),
                border=number(what.border_before_m / 1000, 1),
                new_border=number((what.border_before_m + what.cost.border_m) / 1000, 1),
            ),
        )
        fill(self.table, [(code, session.label(code), *_cells(what, code)) for code in sectors])

    def _show(self, running: bool, proposing: bool, text: str) -> None:
        self.run.setEnabled(not running)
        self.stop.setVisible(running)
        self.cancel.setVisible(running)
        self.status.setVisible(running)
        self.progress.setVisible(running)
        self.accept.setVisible(proposing)
        self.discard.setVisible(proposing)
        self.table.setVisible(proposing)
        self.text.setText(text)


def _largest(deviation: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return float(np.nanmax(np.abs(deviation))) if np.isfinite(deviation).any() else 0.0


def _cells(what: Effect, code: int) -> list[str]:
    before, after = what.before, what.after
    return [
        change(before.deviation[code], after.deviation[code], 1, signed=True) + " %",
        change(before.officers[code], after.officers[code]) if before.officers.any() else "–",
        change(what.residents_before[code], what.residents_after[code]),
    ]
