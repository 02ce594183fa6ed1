"""The parameters by which long work is spread over processes or a cluster."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QCoreApplication

from .parameters import number, text

if TYPE_CHECKING:
    from ...core.parallel.task_pool import TaskPool
    from .run import Run

translate = QCoreApplication.translate
LOOK_SECONDS = 4  # until a scheduler must have answered before a run: the dialog stands still meanwhile


def executor_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the number of workers and the address of a Dask scheduler."""
    workers = translate("Executors", "Processes of this machine to use (number); the result is the same")
    scheduler = translate("Executors", "Dask scheduler (address; empty for this machine)")
    return [
        number("WORKERS", workers, 1, 1, 64, whole=True, advanced=True),
        text("SCHEDULER", scheduler, "", optional=True, advanced=True),
    ]


def require_scheduler(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> None:
    """Refuse an address at which no Dask scheduler answers, for an algorithm that takes one; raises SectorPlannerError."""
    if algorithm.parameterDefinition("SCHEDULER") is None:
        return
    if address := algorithm.parameterAsString(parameters, "SCHEDULER", context).strip():
        from ...core.base.progress import Progress
        from ...core.parallel.dask_checks import require_scheduler as require

        require(address, LOOK_SECONDS, Progress())


def run_executor(run: Run[object]) -> AbstractContextManager[TaskPool | None]:
    """Return the executor that the run's parameters ask for, to be used in a `with` block."""
    from ...core.parallel.executors import open_executor

    workers = run.algorithm.parameterAsInt(run.parameters, "WORKERS", run.context)
    return open_executor(workers, run.text("SCHEDULER"), run.progress)
