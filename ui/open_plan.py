"""Everything that lives as long as a plan is open: session, editor, guard, tools, overlays."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from qgis.core import QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .colours import SectorColours
from .editor import PlanEditor
from .highlight import Highlight
from .lock_overlay import LockOverlay
from .map_tools import MapTools
from .save_guard import SaveGuard
from .sector_borders import SectorBorders
from .sector_labels import SectorLabels
from .session import PlanSession
from .settings import PlanSettings
from .undo_guard import UndoGuard


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
        self.colours = SectorColours(self.session.tally)
        self.tools = MapTools(canvas, self.editor, self.colours)
        self.borders = SectorBorders(self.tools.place)
        self.labels = SectorLabels(self.tools.place)
        self.highlight = Highlight(self.tools.place)
        self.locks = LockOverlay(self.tools.place)
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
        """Draw everything over the map anew: the map has another CRS."""
        self.highlight.outline(np.empty(0, dtype=np.intp))
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
