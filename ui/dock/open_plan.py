"""Everything that lives as long as a plan is open: session, editor, guard, tools, overlays."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qgis.core import QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..canvas.colours import SectorColours
from ..canvas.controller import MapTools
from ..canvas.overlays import Highlight, LockOverlay, SectorBorders, SectorLabels
from ..plan.editor import PlanEditor, UndoGuard
from ..plan.saving import SaveGuard
from ..plan.session import PlanSession
from ..plan.settings import PlanSettings


class OpenPlan(QObject):
    """One open plan, made and closed as a whole.

    `said` carries a hint, `refused` a list of reasons.
    """

    said = pyqtSignal(str)
    closing = pyqtSignal()
    refused = pyqtSignal(list)

    def __init__(
        self,
        layer: QgsVectorLayer,
        settings: PlanSettings,
        canvas: QgsMapCanvas,
        reason: Callable[[], str],
        saved: Mapping[int, str] | None = None,
    ) -> None:
        """Open the plan, asking `reason` at each save; raise InputError where layer or fields cannot be used.

        `saved` are the sectors by feature id with which editing began, where the plan was open before.
        """
        super().__init__()
        self.session = PlanSession(layer, settings, self, saved)
        self.editor = PlanEditor(self.session, self)
        self.guard = UndoGuard(self.editor, self)
        self.saves = SaveGuard(self.editor, reason, self)
        self.colours = SectorColours(self.session.totals)
        self.tools = MapTools(canvas, self.editor, self.colours)
        self.borders = SectorBorders(self.tools.canvas_units)
        self.labels = SectorLabels(self.tools.canvas_units)
        self.highlight = Highlight(self.tools.canvas_units)
        self.locks = LockOverlay(self.tools.canvas_units)
        self.locks.refresh()
        canvas.destinationCrsChanged.connect(self._redraw)
        self.session.settings_changed.connect(self.locks.refresh)
        self.session.changed.connect(self.colours.refresh)
        self.editor.refused.connect(self.refused)
        self.guard.refused.connect(self.refused)
        self.saves.refused.connect(self.refused)
        self.tools.said.connect(self.said)
        self.editor.finished.connect(layer.triggerRepaint)

    def _redraw(self) -> None:
        """Redraw everything over the map: the map has another CRS."""
        self.highlight.redraw()
        self.borders.redraw()
        self.labels.refresh()
        self.locks.refresh()

    def close(self) -> None:
        """Close everything and take it off the map."""
        self.closing.emit()
        self.tools.canvas.destinationCrsChanged.disconnect(self._redraw)
        self.tools.close()
        self.borders.close()
        self.labels.close()
        self.highlight.close()
        self.locks.close()
        self.guard.close()
        self.saves.close()
        self.session.close()
        self.deleteLater()


class CurrentPlan(QObject):
    """The plan that is open, or None; `opened` carries one just opened."""

    opened = pyqtSignal(OpenPlan)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without a plan."""
        super().__init__(parent)
        self.plan: OpenPlan | None = None
