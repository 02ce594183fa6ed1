"""Small widgets: a plain table to read, a frame that scrolls, numbers as the reader writes them, the menu of models."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any

from qgis.core import QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.gui import QgsScrollArea
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ..core.base import i18n
from ..core.base.paths import RESOURCES

ICONS = RESOURCES / "icons"
KEY_ROLE = Qt.ItemDataRole.UserRole


def plain_table(titles: list[str]) -> QTableWidget:
    """Return an empty table with these titles."""
    table = QTableWidget(0, len(titles))
    table.setHorizontalHeaderLabels(titles)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(22)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table


def fill(table: QTableWidget, rows: list[tuple[Any, ...]]) -> None:
    """Show rows of (key, first cell, …); numbers stand on the right."""
    table.setUpdatesEnabled(False)
    table.setRowCount(len(rows))
    for row, (key, *cells) in enumerate(rows):
        for column, text in enumerate(cells):
            item = QTableWidgetItem(str(text))
            item.setData(KEY_ROLE, key)
            if column == len(cells) - 1 or (text[-1:].isdigit() and column > 0):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, column, item)
    table.setUpdatesEnabled(True)


def scrolling(content: QWidget) -> QgsScrollArea:
    """Return the frame: without it, QGIS's window grows beyond the screen to hold docks one upon another."""
    area = QgsScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.setMinimumWidth(content.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
    return area


def number(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """Return a number with separators and a true minus; an en dash where it is missing."""
    return i18n.number(float(value), decimals, signed=signed)


def change(before: float, after: float, decimals: int = 0, *, signed: bool = False) -> str:
    """Return “before → after”."""
    return f"{number(before, decimals, signed=signed)} → {number(after, decimals, signed=signed)}"


def add_models(action: QAction, provider: QgsProcessingProvider, open_dialog: Callable[[str], None]) -> None:
    """Give the action a menu with an entry for every model of the provider, which calls `open_dialog` with its name."""
    window = action.parent()
    menu = QMenu(window if isinstance(window, QWidget) else None)
    menu.setToolTipsVisible(True)
    for model in provider.algorithms():
        if isinstance(model, QgsProcessingModelAlgorithm):
            entry = menu.addAction(model.icon(), f"{model.displayName()}…")
            entry.setObjectName(f"sector_planner_model_{model.name()}")
            entry.setToolTip(f"<p>{escape(model.helpContent()['ALG_DESC'])}</p>")  # as rich text, Qt breaks its lines
            entry.triggered.connect(partial(_open_model, open_dialog, model.name()))
    action.setMenu(menu)
    action.destroyed.connect(menu.deleteLater)


def _open_model(open_dialog: Callable[[str], None], name: str, _checked: bool = False) -> None:
    open_dialog(name)
