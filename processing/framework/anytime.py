"""A feedback through which the best result so far is shown, and may be asked for."""

from __future__ import annotations

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import pyqtSignal


class AnytimeFeedback(QgsProcessingFeedback):
    """Feedback of a run that can be stopped as well as cancelled.

    `stood` carries a text on how good the result is so far; `drafted` a first result, a number for every feature.
    """

    stood = pyqtSignal(str)
    drafted = pyqtSignal(object)

    def __init__(self) -> None:
        """Log nothing to QGIS's message log."""
        super().__init__(False)
        self._stopped = False

    def stop(self) -> None:
        """Ask for the best result so far."""
        self._stopped = True

    def is_stopped(self) -> bool:
        """Tell whether the best result so far was asked for."""
        return self._stopped
