"""Runs an algorithm of ours on a copy of the plan in the background; QGIS stays usable."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

translate = QCoreApplication.translate


class _KeptFeedback(QgsProcessingFeedback):
    """Keeps the last error that was reported."""

    def __init__(self) -> None:
        super().__init__(False)
        self.error = ""

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N803
        self.error = error


_running: set[ProposalTask] = set()  # the thread works with what a task owns, even when nobody waits for it


class ProposalTask(QObject):
    """One run. `done` carries (unit positions, sector label of each as text), `failed` the reason.

    A cancelled run ends in `failed` with an empty reason.
    """

    done = pyqtSignal(object, object)
    failed = pyqtSignal(str)
    progressed = pyqtSignal(float)

    def __init__(self, algorithm: str, units: QgsVectorLayer, field: str) -> None:
        """Run `algorithm` on a copy made by `plan_copy`; its output has the new sector in `field`."""
        super().__init__()
        self._units, self._field = units, field
        self._algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"sectorplanner:{algorithm}")
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())
        self._feedback = _KeptFeedback()
        self._feedback.progressChanged.connect(self.progressed)
        self._task: QgsProcessingAlgRunnerTask | None = None

    def start(self, parameters: dict[str, Any]) -> None:
        """Start with the algorithm's own parameters; the layer and all outputs are filled in."""
        if self._algorithm is None:
            self.failed.emit(translate("ProposalTask", "This algorithm is not there. Switch Sector Planner on again."))
            return
        outputs = {
            one.name(): "TEMPORARY_OUTPUT" for one in self._algorithm.destinationParameterDefinitions() if _is_sink(one)
        }
        given = {"UNITS": self._units} | outputs | parameters
        accepted, reason = self._algorithm.checkParameterValues(given, self._context)
        if not accepted:
            self.failed.emit(reason)
            return
        self._task = QgsProcessingAlgRunnerTask(self._algorithm, given, self._context, self._feedback)
        self._task.executed.connect(self._on_executed)
        _running.add(self)
        QgsApplication.taskManager().addTask(self._task)

    def cancel(self) -> None:
        """Ask the run to stop."""
        self._feedback.cancel()

    def _on_executed(self, successful: bool, results: dict[str, Any]) -> None:
        _running.discard(self)
        layer = QgsProcessingUtils.mapLayerFromString(str(results.get("OUTPUT", "")), self._context)
        if self._feedback.isCanceled() or not successful or layer is None:
            self.failed.emit("" if self._feedback.isCanceled() else self._feedback.error or _unknown())
            return
        self.done.emit(*_read(layer, self._field))


def _is_sink(definition: Any) -> bool:
    return bool(definition.type() == "sink")


def _unknown() -> str:
    return translate("ProposalTask", "The run ended without a result. See QGIS's log messages, tab Processing.")


def _read(layer: QgsVectorLayer, field: str) -> tuple[NDArray[np.intp], list[str]]:
    positions, labels = [], []
    for feature in layer.getFeatures():
        positions.append(feature["position"])
        labels.append(str(feature[field]) if feature[field] is not None else "")
    return np.array(positions, dtype=np.intp), labels
