"""Runs an algorithm of ours on a copy of the plan in the background; QGIS stays usable."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from ..processing.anytime import AnytimeFeedback
from .plan_copy import PlanCopy
from .plan_read import PlanRead

translate = QCoreApplication.translate


class _KeptFeedback(AnytimeFeedback):
    """Keeps the last error that was reported."""

    def __init__(self) -> None:
        super().__init__()
        self.error = ""

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N803
        self.error = error


_running: set[ProposalTask] = set()  # the thread works with what a task owns, even when nobody waits for it


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
        self._algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"sectorplanner:{algorithm}")
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())
        self._feedback = _KeptFeedback()
        self._feedback.progressChanged.connect(self.progressed)
        self._feedback.drafted.connect(self.drafted)
        self._feedback.stood.connect(self.stood)
        self._task: QgsProcessingAlgRunnerTask | None = None
        self._read: PlanRead | None = None
        copy.made.connect(self._run)
        copy.failed.connect(self.failed)

    def start(self) -> None:
        """Copy the units, then run."""
        self._copy.start()

    def _run(self, units: QgsVectorLayer) -> None:
        if self._algorithm is None:
            self.failed.emit(translate("ProposalTask", "This algorithm is not there. Switch Sector Planner on again."))
            return
        outputs = {
            one.name(): "TEMPORARY_OUTPUT" for one in self._algorithm.destinationParameterDefinitions() if _is_sink(one)
        }
        given = {"UNITS": units} | outputs | self._parameters
        accepted, reason = self._algorithm.checkParameterValues(given, self._context)
        if not accepted:
            self.failed.emit(reason)
            return
        self._task = QgsProcessingAlgRunnerTask(self._algorithm, given, self._context, self._feedback)
        self._task.executed.connect(self._on_executed)
        _running.add(self)
        QgsApplication.taskManager().addTask(self._task)

    def stop(self) -> None:
        """Ask for the best plan so far."""
        self._feedback.stop()

    def cancel(self) -> None:
        """Ask the run to end without a result."""
        self._feedback.cancel()
        if self._task is None:
            self._copy.stop()
            self.failed.emit("")

    def _on_executed(self, successful: bool, results: dict[str, Any]) -> None:
        _running.discard(self)
        layer = QgsProcessingUtils.mapLayerFromString(str(results.get("OUTPUT", "")), self._context)
        if self._feedback.isCanceled() or not successful or layer is None:
            self.failed.emit("" if self._feedback.isCanceled() else self._feedback.error or _unknown())
            return
        self._read = PlanRead(layer, self._field, self)
        self._read.done.connect(self.done)
        self._read.start()


def _is_sink(definition: Any) -> bool:
    return bool(definition.type() == "sink")


def _unknown() -> str:
    return translate("ProposalTask", "The run ended without a result. See QGIS's log messages, tab Processing.")
