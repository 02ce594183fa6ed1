"""The widgets that dock.ui brings, with their types."""

from __future__ import annotations

from pathlib import Path

from qgis.gui import QgsDockWidget, QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt import uic
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QSplitter,
    QTableView,
    QTabWidget,
    QToolButton,
    QWidget,
)


class DockForm(QgsDockWidget):
    """The dock as dock.ui lays it out."""

    help: QToolButton
    layer: QgsMapLayerComboBox
    sector_field: QgsFieldComboBox
    newScenario: QToolButton  # noqa: N815
    unit_id_field: QgsFieldComboBox
    workload_field: QgsFieldComboBox
    residents_field: QgsFieldComboBox
    incidents_field: QgsFieldComboBox
    exposed_field: QgsFieldComboBox
    district_field: QgsFieldComboBox
    officers_field: QgsFieldComboBox
    links_layer: QgsMapLayerComboBox
    officers: QSpinBox
    minimum: QSpinBox
    tolerance: QDoubleSpinBox
    toolbarPlace: QHBoxLayout  # noqa: N815
    target: QComboBox
    newSector: QToolButton  # noqa: N815
    tabs: QTabWidget
    splitter: QSplitter
    sectors: QTableView
    summary: QLabel
    content: QWidget

    def __init__(self, parent: QWidget | None = None) -> None:
        """Load the form."""
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_name("dock.ui")), self)
