"""Next year's base units: carry the plan over from last year's layer."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsFieldProxyModel,
    QgsMapLayer,
    QgsMapLayerProxyModel,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

from ...core.base.progress import Progress
from ...core.plan.comparison import CarriedOver, carry_over
from ...core.plan.plan import read_plan
from ...processing.framework.layers import read_table
from ..plan.session import PlanSession
from ..plan.settings import usual_fields

translate = QCoreApplication.translate


class CarryOverDialog(QDialog):
    """Asks for the old units, their plan and their residents."""

    def __init__(self, units: QgsVectorLayer, parent: QWidget | None = None) -> None:
        """Ask on behalf of the new `units`."""
        super().__init__(parent)
        self.setWindowTitle(translate("CarryOverDialog", "Carry a plan over to these units"))
        self.layer, self.plan, self.residents = QgsMapLayerComboBox(), QgsFieldComboBox(), QgsFieldComboBox()
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.layer.setExceptedLayerList([units])
        self.residents.setFilters(QgsFieldProxyModel.Filter.Numeric)
        self.residents.setAllowEmptyFieldName(True)
        self.layer.layerChanged.connect(self._on_layer_chosen)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        note = QLabel(
            translate(
                "CarryOverDialog",
                "Each unit joins the sector in which most of its residents lived, by area where nobody did. "
                "The result is one undo step; doubtful units are selected on the map.",
            )
        )
        note.setWordWrap(True)
        form = QFormLayout(self)
        form.addRow(note)
        form.addRow(translate("CarryOverDialog", "Old units"), self.layer)
        form.addRow(translate("CarryOverDialog", "Old plan"), self.plan)
        form.addRow(translate("CarryOverDialog", "Residents"), self.residents)
        form.addRow(buttons)
        self._on_layer_chosen(self.layer.currentLayer())

    def _on_layer_chosen(self, chosen: QgsMapLayer | None) -> None:
        layer = chosen if isinstance(chosen, QgsVectorLayer) else None
        usual = usual_fields(layer) if layer else {}
        self.plan.setLayer(layer)
        self.plan.setField(usual.get("sector_field", ""))
        self.residents.setLayer(layer)
        self.residents.setField(usual.get("residents_field", ""))


def carried_over(
    session: PlanSession, layer: QgsVectorLayer, plan: str, residents: str
) -> tuple[CarriedOver, list[str]]:
    """Return the old plan on the session's units, and the sector names its numbers stand for.

    Raises InputError where layer or fields cannot be used.
    """
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    fields = [plan, residents] if residents else [plan]
    source = QgsProcessingFeatureSource(layer, context)
    old = read_table(source, session.crs, context, Progress(), fields)
    known = read_plan(old, plan)
    people = old.numbers(residents) if residents else np.zeros(len(old))
    result = carry_over(old.geometry, known.labels, people, session.units.geometry)
    return result, [str(sector) for sector in known.sector_ids]
