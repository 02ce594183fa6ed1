"""The view of the live table: sorting, selecting, zooming."""

from __future__ import annotations

from qgis.PyQt.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    pyqtSignal,
)
from qgis.PyQt.QtWidgets import QHeaderView, QTableView

from ..canvas.colours import SectorColours
from ..plan.session import PlanSession
from .deviation_delegate import DeviationDelegate
from .sector_model import DEVIATION_COLUMN, NAME_COLUMN, SECTOR_ROLE, SORT_ROLE, SectorModel

_WIDTHS = {0: 62, 1: 62, 2: 88, 3: 60, 4: 66, 5: 80, DEVIATION_COLUMN: 96}


class SectorTable(QObject):
    """Drives a table view; `selected` and `zoom_wanted` carry sector numbers."""

    selected = pyqtSignal(list)
    zoom_wanted = pyqtSignal(list)

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
        """Show the plan as it now stands, keeping the selection."""
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
        """Select sectors without telling anybody: the map already shows them."""
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
            self.zoom_wanted.emit([index.data(SECTOR_ROLE)])
