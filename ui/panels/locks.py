"""The locks of a plan: listed, made from what is selected, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.editing.locks import Locks
from ..plan.session import PlanSession

translate = QCoreApplication.translate
_ENTRY = Qt.ItemDataRole.UserRole


def kind_titles() -> dict[str, str]:
    """Return the display name of each kind of lock."""
    return {
        "sectors": translate("LocksPanel", "Locked sector"),
        "units": translate("LocksPanel", "Locked units"),
        "together": translate("LocksPanel", "Keep together"),
        "apart": translate("LocksPanel", "Never together"),
    }


class LocksPanel(QWidget):
    """Lists locks; `changed` carries the new Locks, `zoom_requested` unit positions."""

    changed = pyqtSignal(Locks)
    zoom_requested = pyqtSignal(np.ndarray)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._session: PlanSession | None = None
        self._rules = Locks()
        self.list = QTreeWidget()
        self.list.setHeaderLabels([translate("LocksPanel", "Lock"), translate("LocksPanel", "Of")])
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.buttons = {
            "units": QPushButton(translate("LocksPanel", "Lock selected units")),
            "together": QPushButton(translate("LocksPanel", "Keep selected together")),
            "apart": QPushButton(translate("LocksPanel", "Never selected together")),
            "remove": QPushButton(translate("LocksPanel", "Remove")),
        }
        tip = translate("LocksPanel", "Select units on the map first, with QGIS's own selection")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.list)
        grid = QGridLayout()
        for number, (name, button) in enumerate(self.buttons.items()):
            if name != "remove":
                button.setToolTip(tip)
                button.clicked.connect(lambda _checked=False, kind=name: self.add(kind))
            grid.addWidget(button, number // 2, number % 2)
        layout.addLayout(grid)
        self.buttons["remove"].clicked.connect(self._remove)
        self.list.itemDoubleClicked.connect(lambda item, _column: self._show(item))

    def refresh(self, session: PlanSession | None) -> None:
        """Show a plan's locks."""
        rules = session.settings.rules if session else Locks()
        if session is self._session and rules == self._rules:
            return
        self._session, self._rules = session, rules
        self.list.clear()
        for sector in sorted(rules.sectors):
            self._entry("sectors", frozenset({sector}))
        if rules.units:
            self._entry("units", rules.units)
        for kind in ("together", "apart"):
            for group in getattr(rules, kind):
                self._entry(kind, group)

    def add(self, kind: str) -> None:
        """Lock the units selected on the map."""
        if self._session is None:
            return
        positions = self._session.positions(self._session.layer.selectedFeatureIds())
        names = frozenset(self._session.units.unit_ids[row] for row in positions.tolist())
        if kind == "units" and names:
            self.changed.emit(replace(self._rules, units=self._rules.units | names))
        elif len(names) > 1:
            change: dict[str, Any] = {kind: (*getattr(self._rules, kind), names)}
            self.changed.emit(replace(self._rules, **change))

    def _entry(self, kind: str, names: frozenset[str]) -> None:
        item = QTreeWidgetItem([kind_titles()[kind], ", ".join(sorted(names))])
        item.setToolTip(1, item.text(1))
        item.setData(0, _ENTRY, (kind, tuple(sorted(names))))
        self.list.addTopLevelItem(item)

    def _remove(self) -> None:
        rules = self._rules
        for item in self.list.selectedItems():
            kind, names = item.data(0, _ENTRY)
            held, gone = getattr(rules, kind), frozenset(names)
            single = kind in ("sectors", "units")
            left: dict[str, Any] = {kind: held - gone if single else tuple(group for group in held if group != gone)}
            rules = replace(rules, **left)
        if rules != self._rules:
            self.changed.emit(rules)

    def _show(self, item: QTreeWidgetItem) -> None:
        if self._session is None:
            return
        kind, names = item.data(0, _ENTRY)
        totals = self._session.totals
        if kind == "sectors":
            codes = [code for code, name in enumerate(totals.sector_ids) if name in names]
            self.zoom_requested.emit(np.flatnonzero(np.isin(totals.labels, codes)))
        else:
            wanted = frozenset(names)
            rows = [row for row, name in enumerate(self._session.units.unit_ids) if name in wanted]
            self.zoom_requested.emit(np.array(rows, dtype=np.intp))
