"""The table of sectors: one row a sector with live figures; sorting, selecting and zooming.

A deviation is a number over a bar from the middle.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from qgis.PyQt.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QRectF,
    QSortFilterProxyModel,
    Qt,
    pyqtSignal,
)
from qgis.PyQt.QtGui import QColor, QPainter
from qgis.PyQt.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ...core.base.text import whole_number
from ..canvas.colours import SectorColours
from ..plan.session import PlanSession
from ..widgets import number

translate = QCoreApplication.translate
SORT_ROLE = Qt.ItemDataRole.UserRole
SECTOR_ROLE = Qt.ItemDataRole.UserRole + 1
NAME_COLUMN, DEVIATION_COLUMN = 1, 6
_UNDER, _OVER = QColor(59, 130, 196, 70), QColor(222, 110, 60, 80)
_WIDTHS = {0: 62, 1: 62, 2: 88, 3: 60, 4: 66, 5: 80, DEVIATION_COLUMN: 96}
UNDER, OVER = QColor(59, 130, 196), QColor(222, 110, 60)
FULL_PERCENT = 50.0


@dataclass(frozen=True)
class Column:
    """A column: its title, what it means, its value for every sector, and how many decimals to show."""

    title: str
    meaning: str
    values: Callable[[PlanSession], Any]
    decimals: int | None = 0


def _measure(name: str, factor: float = 1.0) -> Callable[[PlanSession], Any]:
    return lambda session: session.totals.measure(name) * factor


def columns() -> list[Column]:
    """Return the table's columns."""
    return [
        Column(translate("SectorModel", "Sector"), translate("SectorModel", "Sector id"), _ids, None),
        Column(translate("SectorModel", "Name"), translate("SectorModel", "Double click to name the sector"), _names, None),
        Column(translate("SectorModel", "District"), translate("SectorModel", "Local police district of its units"), _districts, None),
        Column(translate("SectorModel", "Officers"), translate("SectorModel", "Officers, shared out by workload unless a field gives them"), lambda s: s.staffing().officers),
        Column(translate("SectorModel", "Workload"), translate("SectorModel", "Sum of the workload field"), _measure("workload"), 1),
        Column(translate("SectorModel", "Load/officer"), translate("SectorModel", "Workload per officer"), lambda s: s.staffing().load_per_officer, 2),
        Column(translate("SectorModel", "Deviation"), translate("SectorModel", "Load per officer against its mean in the sector's own district, percent"), lambda s: s.staffing().deviation, 1),
        Column(translate("SectorModel", "Residents"), translate("SectorModel", "Residents"), _measure("residents")),
        Column(translate("SectorModel", "Incidents"), translate("SectorModel", "Sum of the incidents field"), _measure("incidents")),
        Column(translate("SectorModel", "Exposed"), translate("SectorModel", "Residents of exposed housing areas"), _measure("exposed")),
        Column(translate("SectorModel", "Area km²"), translate("SectorModel", "Area, square kilometres"), _measure("area_m2", 1e-6), 2),
        Column(translate("SectorModel", "Shape"), translate("SectorModel", "Polsby–Popper: 1 is a circle"), lambda s: s.totals.polsby_popper(), 2),
        Column(translate("SectorModel", "Parts"), translate("SectorModel", "Separate parts; 1 unless there are islands"), lambda s: s.totals.parts()),
        Column(translate("SectorModel", "Units"), translate("SectorModel", "Planning units"), _measure("units")),
    ]  # fmt: skip


def _ids(session: PlanSession) -> list[str]:
    return list(session.totals.sector_ids)


def _names(session: PlanSession) -> list[str]:
    return [session.settings.names.get(sector, "") for sector in session.totals.sector_ids]


def _districts(session: PlanSession) -> list[str]:
    return [session.totals.district(code) for code in range(len(session.totals))]


class SectorModel(QAbstractTableModel):
    """Reads a session; sectors without units are shown too, so that a new one can be seen and named."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a plan."""
        super().__init__(parent)
        self.columns = columns()
        self.session: PlanSession | None = None
        self.colours: SectorColours | None = None
        self._values: list[Any] = []
        self._rows: list[int] = []

    def show(self, session: PlanSession | None, colours: SectorColours | None) -> None:
        """Show a plan, or none."""
        self.beginResetModel()
        self.session, self.colours = session, colours
        self._read()
        self.endResetModel()

    def refresh(self) -> None:
        """Show the current plan; selection and sorting stay where the same sectors remain."""
        before = self._rows
        if self._sectors() != before:
            self.beginResetModel()
            self._read()
            self.endResetModel()
            return
        self._read()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))

    def _sectors(self) -> list[int]:
        return list(range(len(self.session.totals))) if self.session else []

    def _read(self) -> None:
        self._rows = self._sectors()
        self._values = [column.values(self.session) for column in self.columns] if self.session else []

    # What views ask for

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of sectors."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return titles and, as tooltips, meanings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].meaning
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Let names be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NAME_COLUMN else flags

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell."""
        value = self._values[index.column()][index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(value, self.columns[index.column()].decimals)
        if role in (SORT_ROLE, SECTOR_ROLE):
            return self._sort_key(value) if role == SORT_ROLE else index.row()
        return self._look(index, role)

    def _look(self, index: QModelIndex, role: int) -> Any:
        """Return a cell's alignment, swatch or shade."""
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[index.column()].decimals is not None:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and self.colours:
            return self.colours.of(index.row())
        if role == Qt.ItemDataRole.BackgroundRole and index.column() == 5 and self.session:
            return self._shade(index.row())
        return None

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Name a sector; an empty text takes the name back."""
        if index.column() != NAME_COLUMN or role != Qt.ItemDataRole.EditRole or self.session is None:
            return False
        sector, text = self.session.totals.sector_ids[index.row()], str(value).strip()
        names = {key: name for key, name in self.session.settings.names.items() if key != sector}
        self.session.update_settings(names=names | ({sector: text} if text else {}))
        return True

    def _shade(self, row: int) -> QColor | None:
        """Highlight sectors under and over the tolerance."""
        if self.session is None:
            return None
        deviation, tolerance = self.session.staffing().deviation[row], self.session.settings.tolerance
        if not np.isfinite(deviation) or abs(deviation) <= tolerance:
            return None
        return _OVER if deviation > 0 else _UNDER

    @staticmethod
    def _text(value: Any, decimals: int | None) -> str:
        if decimals is None:
            return str(value)
        return number(value, decimals)

    @staticmethod
    def _sort_key(value: Any) -> Any:
        if isinstance(value, str):
            whole = whole_number(value)
            return value if whole is None else whole
        return float(value) if np.isfinite(value) else -1e308


class SectorTable(QObject):
    """Drives a table view; `selected` and `zoom_requested` carry sector numbers."""

    selected = pyqtSignal(list)
    zoom_requested = pyqtSignal(list)

    def __init__(self, view: QTableView) -> None:
        """Show sectors in `view`."""
        super().__init__(view)
        self.view = view
        self.model = SectorModel(self)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self.model)
        self.proxy.setSortRole(SORT_ROLE)
        view.setModel(self.proxy)
        view.setItemDelegateForColumn(DEVIATION_COLUMN, DeviationDelegate(view))
        view.verticalHeader().hide()
        view.horizontalHeader().setHighlightSections(False)
        view.verticalHeader().setDefaultSectionSize(22)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        view.sortByColumn(0, self.proxy.sortOrder())
        view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        view.doubleClicked.connect(self._on_double_clicked)

    def show(self, session: PlanSession | None, colours: SectorColours | None) -> None:
        """Show a plan, or none."""
        self.model.show(session, colours)
        self.view.resizeColumnsToContents()
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(column, width)

    def refresh(self) -> None:
        """Show the current plan, keeping the selection."""
        chosen, rows = self.chosen(), self.model.rowCount()
        self.model.refresh()
        if self.model.rowCount() != rows:
            self._select(chosen)

    def chosen(self) -> list[int]:
        """Return the sector numbers selected, ascending."""
        return sorted(index.data(SECTOR_ROLE) for index in self.view.selectionModel().selectedRows())

    def select(self, sector: int) -> None:
        """Select one sector and bring it into view."""
        self._select([sector])
        self.view.scrollTo(self.proxy.mapFromSource(self.model.index(sector, 0)))

    def select_all_of(self, sectors: list[int]) -> None:
        """Select sectors without a signal: the map already shows them."""
        self.blockSignals(True)
        self._select(sectors)
        self.blockSignals(False)

    def _select(self, sectors: list[int]) -> None:
        selection = QItemSelection()
        for sector in sectors:
            index = self.proxy.mapFromSource(self.model.index(sector, 0))
            selection.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)

    def _on_selection_changed(self, *_selection: QItemSelection) -> None:
        self.selected.emit(self.chosen())

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.column() != NAME_COLUMN:
            self.zoom_requested.emit([index.data(SECTOR_ROLE)])


class DeviationDelegate(QStyledItemDelegate):
    """Blue to the left under the mean, orange to the right over it; half the cell is 50 percent."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw the bar, then the number over it."""
        deviation = index.data(SORT_ROLE)
        if deviation is not None and abs(deviation) < 1e300:
            half = option.rect.width() / 2
            length = max(-1.0, min(1.0, deviation / FULL_PERCENT)) * (half - 2)
            middle = option.rect.left() + half
            bar = QRectF(min(middle, middle + length), option.rect.top() + 3, abs(length), option.rect.height() - 6)
            colour = QColor(OVER if deviation > 0 else UNDER)
            colour.setAlpha(120)
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRect(bar)
            painter.restore()
        super().paint(painter, option, index)
