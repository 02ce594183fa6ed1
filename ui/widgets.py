"""A plain table to read: no editing, no grid, numbers on the right."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

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
