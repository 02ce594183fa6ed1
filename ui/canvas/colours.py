"""Sector colours: few, soft, distinguishable for colour-blind readers, and never alike between neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor

from ...core.editing.totals import SectorTotals
from ..plan.session import PlanSession

translate = QCoreApplication.translate
PALETTE = ("#8dc3e8", "#f6c177", "#a3d9a5", "#e8a0bf", "#c5b3e6", "#e9df8c", "#8fd6cf", "#e5a58a", "#b9c4d0", "#c9d982")
_NONE = "#f4f4f4"
_OUTLINE = "#8a8f98"


class SectorColours:
    """The colour of every sector: given once, kept while the plan is edited."""

    def __init__(self, totals: SectorTotals) -> None:
        """Give neighbouring sectors different colours, greedily by number."""
        self._index: list[int] = []
        self._totals = totals
        self.refresh()

    def refresh(self) -> None:
        """Give colours to sectors that have none yet."""
        ends = self._totals.labels[self._totals.units.graph.edges]
        for sector in range(len(self._index), len(self._totals)):
            beside = np.unique(ends[(ends == sector).any(axis=1)])
            near = self._colours(beside)
            around = self._colours(np.unique(ends[np.isin(ends, beside[beside >= 0]).any(axis=1)]))
            uses = [self._index.count(colour) for colour in range(len(PALETTE))]
            order = [(colour in near, colour in around, uses[colour], colour) for colour in range(len(PALETTE))]
            self._index.append(min(order)[-1])

    def _colours(self, sectors: NDArray[np.int64]) -> set[int]:
        return {self._index[sector] for sector in sectors.tolist() if 0 <= sector < len(self._index)}

    def of(self, sector: int) -> QColor:
        """Return the colour of a sector number."""
        return QColor(PALETTE[self._index[sector]]) if 0 <= sector < len(self._index) else QColor(_NONE)


def colour_layer(session: PlanSession, colours: SectorColours) -> None:
    """Colour the units by sector, and units without one in light grey."""
    categories = [
        QgsRendererCategory(session.value_of(code), _symbol(colours.of(code)), session.label(code))
        for code in range(len(session.totals))
    ]
    categories.append(QgsRendererCategory(None, _symbol(QColor(_NONE)), session.label(-1)))
    session.layer.setRenderer(QgsCategorizedSymbolRenderer(session.settings.sector_field, categories))
    session.layer.triggerRepaint()
    session.layer.emitStyleChanged()


def is_coloured(session: PlanSession) -> bool:
    """Return True if the layer is coloured by this plan."""
    renderer = session.layer.renderer()
    return isinstance(renderer, QgsCategorizedSymbolRenderer) and (
        renderer.classAttribute() == session.settings.sector_field
    )


def _symbol(colour: QColor) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple(
        {"color": colour.name(), "outline_color": _OUTLINE, "outline_width": "0.1", "style": "solid"}
    )
