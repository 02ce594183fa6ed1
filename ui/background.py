"""Runs an algorithm in the background and reports how it went; QGIS stays usable."""

from __future__ import annotations

from functools import partial
from typing import Any

from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsTask
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ..processing.framework.run import AnytimeFeedback

translate = QCoreApplication.translate


class KeptFeedback(AnytimeFeedback):
    """Keeps the last error that was reported."""

    def __init__(self) -> None:
        """Begin without an error."""
        super().__init__()
        self.error = ""

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N803
        """Keep the error."""
        self.error = error


_running: set[BackgroundRun] = set()  # the thread works with what a run owns, even when nobody waits for it


class BackgroundRun(QObject):
    """One run. `done` carries the results, `failed` the reason: empty where the run was cancelled.

    Layers among the results lie in `context`.
    """

    done = pyqtSignal(dict)
    failed = pyqtSignal(str)
    progressed = pyqtSignal(float)

    def __init__(self, algorithm: str, *, silent: bool = False) -> None:
        """Prepare a run of one of our algorithms; QGIS says nothing of a silent one's end."""
        super().__init__()
        self.algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"sectorplanner:{algorithm}")
        self.context = QgsProcessingContext()
        self.feedback = KeptFeedback()
        self.feedback.progressChanged.connect(self.progressed)
        self._silent = silent

    def start(self, parameters: dict[str, Any]) -> None:
        """Start, or say in `failed` why that cannot be, once the caller is back in the event loop."""
        _running.add(self)
        reason = self._refusal(parameters)
        if reason or self.algorithm is None:
            QTimer.singleShot(0, partial(self._refuse, reason))
            return
        self._parameters = parameters  # the thread reads the layers among them
        flags = QgsTask.Flag.CanCancel | QgsTask.Flag.Silent if self._silent else QgsTask.Flag.CanCancel
        self._task = QgsProcessingAlgRunnerTask(self.algorithm, parameters, self.context, self.feedback, flags)
        self._task.executed.connect(self._on_executed)
        QgsApplication.taskManager().addTask(self._task)

    def _refusal(self, parameters: dict[str, Any]) -> str:
        """Return why a run cannot be started; empty where it can."""
        if self.algorithm is None:
            return translate("BackgroundRun", "This algorithm is not there. Switch Sector Planner on again.")
        accepted, reason = self.algorithm.checkParameterValues(parameters, self.context)
        return "" if accepted else reason or self.reason()

    def _refuse(self, reason: str) -> None:
        _running.discard(self)
        self.failed.emit("" if self.feedback.isCanceled() else reason)

    def cancel(self) -> None:
        """Ask the run to end without a result."""
        self.feedback.cancel()

    def reason(self) -> str:
        """Return why there is no result; empty where the run was cancelled."""
        if self.feedback.isCanceled():
            return ""
        unknown = translate("BackgroundRun", "The run ended without a result. See QGIS's log, tab Processing.")
        return self.feedback.error or unknown

    def _on_executed(self, successful: bool, results: dict[str, Any]) -> None:
        _running.discard(self)
        if successful and not self.feedback.isCanceled():
            self.done.emit(results)
        else:
            self.failed.emit(self.reason())
