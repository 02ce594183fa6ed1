"""Runs an algorithm of ours on a copy of the plan in the background; QGIS stays usable."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingUtils, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .background_run import BackgroundRun
from .plan_copy import PlanCopy
from .plan_read import PlanRead


class ProposalTask(QObject):
    """One run. `done` carries (unit positions, sector label of each as text), `failed` the reason.

    Before that `drafted` may carry a first plan, a sector number for each unit copied, and `stood` texts on how good
    the best plan so far is. A cancelled run ends in `failed` with an empty reason.
    """

    done = pyqtSignal(object, object)
    failed = pyqtSignal(str)
    progressed = pyqtSignal(float)
    drafted = pyqtSignal(object)
    stood = pyqtSignal(str)

    def __init__(self, algorithm: str, copy: PlanCopy, field: str, parameters: dict[str, Any]) -> None:
        """Run `algorithm` on a copy of units; `parameters` are its own, its output has the new sector in `field`."""
        super().__init__()
        self._copy, self._field, self._parameters = copy, field, parameters
        self._run = BackgroundRun(algorithm)
        self._run.context.setProject(QgsProject.instance())
        self._run.progressed.connect(self.progressed)
        self._run.failed.connect(self.failed)
        self._run.done.connect(self._on_done)
        self._run.feedback.drafted.connect(self.drafted)
        self._run.feedback.stood.connect(self.stood)
        self._copied = False
        self._read: PlanRead | None = None
        copy.made.connect(self._on_copied)
        copy.failed.connect(self.failed)

    def start(self) -> None:
        """Copy the units, then run."""
        self._copy.start()

    def _on_copied(self, units: QgsVectorLayer) -> None:
        self._copied = True
        definitions = self._run.algorithm.destinationParameterDefinitions() if self._run.algorithm else []
        outputs = {one.name(): "TEMPORARY_OUTPUT" for one in definitions if one.type() == "sink"}
        self._run.start({"UNITS": units} | outputs | self._parameters)

    def stop(self) -> None:
        """Ask for the best plan so far."""
        self._run.feedback.stop()

    def cancel(self) -> None:
        """Ask the run to end without a result."""
        self._run.cancel()
        if not self._copied:
            self._copy.stop()
            self.failed.emit("")

    def _on_done(self, results: dict[str, Any]) -> None:
        layer = QgsProcessingUtils.mapLayerFromString(str(results.get("OUTPUT", "")), self._run.context)
        if not isinstance(layer, QgsVectorLayer):
            self.failed.emit(self._run.reason())
            return
        self._read = PlanRead(layer, self._field, self)
        self._read.done.connect(self.done)
        self._read.start()
