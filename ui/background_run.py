"""Runs an algorithm in the background and tells how it went; QGIS stays usable."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsTask,
)
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

translate = QCoreApplication.translate


class KeptFeedback(QgsProcessingFeedback):
    """Keeps the last error that was reported."""

    def __init__(self) -> None:
        """Begin without an error."""
        super().__init__(False)
        self.error = ""

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N803
        """Keep the error."""
        self.error = error


_running: set[BackgroundRun] = set()  # the thread works with what a run owns, even when nobody waits for it


class BackgroundRun(QObject):
    """One run. `done` carries the results, `failed` the reason: empty where the run was cancelled."""

    done = pyqtSignal(dict)
    failed = pyqtSignal(str)
    progressed = pyqtSignal(float)

    def __init__(self, algorithm: str) -> None:
        """Prepare a run of one of our algorithms."""
        super().__init__()
        self._algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"sectorplanner:{algorithm}")
        self._context = QgsProcessingContext()
        self._feedback = KeptFeedback()
        self._feedback.progressChanged.connect(self.progressed)

    def start(self, parameters: dict[str, Any]) -> None:
        """Start, or say in `failed` why that cannot be."""
        accepted, reason = self._algorithm.checkParameterValues(parameters, self._context)
        if not accepted:
            self.failed.emit(reason)
            return
        quiet = QgsTask.Flag.CanCancel | QgsTask.Flag.Silent  # whoever waits says that it is done
        self._task = QgsProcessingAlgRunnerTask(self._algorithm, parameters, self._context, self._feedback, quiet)
        self._task.executed.connect(self._on_executed)
        _running.add(self)
        QgsApplication.taskManager().addTask(self._task)

    def cancel(self) -> None:
        """Ask the run to stop."""
        self._feedback.cancel()

    def _on_executed(self, successful: bool, results: dict[str, Any]) -> None:
        _running.discard(self)
        if self._feedback.isCanceled():
            self.failed.emit("")
        elif successful:
            self.done.emit(results)
        else:
            unknown = translate("BackgroundRun", "The run ended without a result. See QGIS's log, tab Processing.")
            self.failed.emit(self._feedback.error or unknown)
