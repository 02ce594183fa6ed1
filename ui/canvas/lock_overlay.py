"""Shows on the map what is locked: hatched grey."""

from __future__ import annotations

import numpy as np
from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from .overlays import remove, unit_band
from .units import Place

_COLOUR, _LINE = QColor(40, 40, 60, 110), QColor(40, 40, 60, 160)
_GROUP = QColor(120, 40, 140, 120)


class LockOverlay:
    """Hatches locked units and sectors one way, and groups that stay together the other."""

    def __init__(self, place: Place) -> None:
        """Show nothing yet."""
        self.place = place
        self.locked = unit_band(place.canvas, _COLOUR, Qt.BrushStyle.BDiagPattern, _LINE)
        self.grouped = unit_band(place.canvas, _GROUP, Qt.BrushStyle.FDiagPattern)

    def refresh(self) -> None:
        """Show the locks as they now are."""
        session = self.place.session
        rules = session.settings.rules
        for band in (self.locked, self.grouped):
            band.reset(Qgis.GeometryType.Polygon)
        sectors = [code for code, name in enumerate(session.tally.sector_ids) if name in rules.sectors]
        locked = np.isin(session.tally.labels, sectors)
        if rules.units:
            locked |= np.array([name in rules.units for name in session.units.unit_ids])
        self.place.show(self.locked, np.flatnonzero(locked))
        for group in rules.together:
            members = [row for row, name in enumerate(session.units.unit_ids) if name in group]
            self.place.show(self.grouped, np.array(members, dtype=np.intp))

    def close(self) -> None:
        """Take the hatching off the map."""
        for band in (self.locked, self.grouped):
            remove(self.place.canvas, band)
