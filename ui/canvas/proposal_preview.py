"""A proposed plan over the map: the units that would move, hatched in the colour of the sector they would join."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

from ...core.editing.proposal import Proposal
from ...core.plan.dissolve import merged
from ...processing.framework.layers import to_geometry
from .colours import SectorColours
from .overlays import remove, unit_band
from .units import Place


class ProposalPreview(QObject):
    """Draws one proposal at a time; the outlines are worked out in a thread, for large plans take a second."""

    _worked_out = pyqtSignal(int, object)

    def __init__(self, place: Place, colours: SectorColours, parent: QObject | None = None) -> None:
        """Draw on the canvas of `place`."""
        super().__init__(parent)
        self._place, self._colours = place, colours
        self.bands: list[QgsRubberBand] = []
        self._turn = 0
        self._worked_out.connect(self._draw)

    def show(self, proposed: Proposal) -> None:
        """Draw a proposal in the place of the last one, as soon as its outlines are known."""
        self._turn += 1
        threading.Thread(target=self._work_out, args=(self._turn, proposed), daemon=True).start()

    def _work_out(self, turn: int, proposed: Proposal) -> None:
        geometry = self._place.session.units.geometry
        outlines = {
            code: merged(geometry[proposed.positions[proposed.targets == code]])
            for code in np.unique(proposed.targets).tolist()
        }
        self._worked_out.emit(turn, outlines)

    def _draw(self, turn: int, outlines: dict[int, Any]) -> None:
        if turn != self._turn:
            return
        self._remove()
        for code, outline in outlines.items():
            colour = self._colours.of(code)
            for pattern, shade in (
                (Qt.BrushStyle.SolidPattern, colour),
                (Qt.BrushStyle.BDiagPattern, colour.darker(220)),
            ):
                band = unit_band(self._place.canvas, shade, pattern, colour.darker(240))
                band.addGeometry(to_geometry(outline), self._place.session.crs)
                self.bands.append(band)

    def clear(self) -> None:
        """Take the preview off the map."""
        self._turn += 1
        self._remove()

    def _remove(self) -> None:
        for band in self.bands:
            remove(self._place.canvas, band)
        self.bands.clear()
