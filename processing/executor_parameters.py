"""The parameters by which long work is spread over processes or a cluster."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from .parameters import advanced

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from .run import Run

translate = QCoreApplication.translate


def executor_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return the number of workers and the address of a Dask scheduler."""
    workers = translate("Executors", "Processes of this machine to use (number); the result is the same")
    scheduler = translate("Executors", "Dask scheduler (address; empty for this machine)")
    whole = Qgis.ProcessingNumberParameterType.Integer
    return [
        advanced(QgsProcessingParameterNumber("WORKERS", workers, whole, 1, minValue=1, maxValue=64)),
        advanced(QgsProcessingParameterString("SCHEDULER", scheduler, "", optional=True)),
    ]


def run_executor(run: Run[object]) -> AbstractContextManager[Executor | None]:
    """Return the executor that the run's parameters ask for, to be used in a `with` block."""
    from ..core.executors import open_executor

    workers = run.algorithm.parameterAsInt(run.parameters, "WORKERS", run.context)
    return open_executor(workers, run.text("SCHEDULER"), run.progress)
