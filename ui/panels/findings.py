"""Findings on the current plan: a double click shows one on the map."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.base.findings import Finding
from ..plan.session import PlanSession

translate = QCoreApplication.translate
REPAIRABLE = ("unassigned", "detached part", "enclave")
_FINDING = Qt.ItemDataRole.UserRole


def rule_titles() -> dict[str, str]:
    """Return the display name of each rule."""
    return {
        "unassigned": translate("FindingsPanel", "Unassigned"),
        "duplicate id": translate("FindingsPanel", "Repeated unit id"),
        "detached part": translate("FindingsPanel", "Detached part"),
        "enclave": translate("FindingsPanel", "Enclave"),
        "too few officers": translate("FindingsPanel", "Too few officers"),
        "outside tolerance": translate("FindingsPanel", "Outside tolerance"),
    }


class FindingsPanel(QWidget):
    """A list of findings; `zoom_requested`, `repair_requested` and `parts_expected` carry the finding chosen."""

    zoom_requested = pyqtSignal(Finding)
    repair_requested = pyqtSignal(Finding)
    parts_expected = pyqtSignal(Finding)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([translate("FindingsPanel", "Rule"), translate("FindingsPanel", "What was found")])
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.repair = QPushButton(translate("FindingsPanel", "Repair…"))
        self.repair.setToolTip(translate("FindingsPanel", "Show what a repair would move, and what it costs"))
        self.expect = QPushButton(translate("FindingsPanel", "These parts are meant"))
        self.expect.setToolTip(translate("FindingsPanel", "The sector has islands: expect as many parts as it has now"))
        buttons = QHBoxLayout()
        for button in (self.repair, self.expect):
            buttons.addWidget(button)
            button.setEnabled(False)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.list)
        layout.addLayout(buttons)
        self.list.itemDoubleClicked.connect(lambda item, _column: self.zoom_requested.emit(item.data(0, _FINDING)))
        self.list.itemSelectionChanged.connect(self._on_selected)
        self.repair.clicked.connect(lambda: self.repair_requested.emit(self.chosen()))
        self.expect.clicked.connect(lambda: self.parts_expected.emit(self.chosen()))

    def chosen(self) -> Finding | None:
        """Return the finding selected, or None."""
        items = self.list.selectedItems()
        return items[0].data(0, _FINDING) if items else None

    def refresh(self, session: PlanSession | None) -> int:
        """Show a plan's findings; return how many there are."""
        found = session.findings() if session else []
        titles = rule_titles()
        self.list.setUpdatesEnabled(False)
        self.list.clear()
        items = []
        for finding in found:
            item = QTreeWidgetItem([titles[finding.rule], finding.message])
            item.setToolTip(1, finding.message)
            item.setData(0, _FINDING, finding)
            items.append(item)
        self.list.addTopLevelItems(items)
        self.list.setUpdatesEnabled(True)
        self._on_selected()
        return len(found)

    def _on_selected(self) -> None:
        finding = self.chosen()
        self.repair.setEnabled(finding is not None and finding.rule in REPAIRABLE)
        self.expect.setEnabled(finding is not None and finding.rule == "detached part")
