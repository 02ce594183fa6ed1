"""The table of rejected rows, which every import gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingAlgorithm,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
)
from qgis.PyQt.QtCore import QCoreApplication

from .run import Run

if TYPE_CHECKING:
    from ..core.store.import_rows import Rejection

translate = QCoreApplication.translate


def add_dry_run(algorithm: QgsProcessingAlgorithm) -> None:
    """Declare DRY_RUN."""
    dry = translate("Rejections", "Only check: write nothing to the database")
    algorithm.addParameter(QgsProcessingParameterBoolean("DRY_RUN", dry, False))


def add_rejection_outputs(algorithm: QgsProcessingAlgorithm, counts: Iterable[str]) -> None:
    """Declare the table of rejected rows, and the numbers that an import counts."""
    algorithm.addParameter(
        QgsProcessingParameterFeatureSink(
            "REJECTED",
            translate("Rejections", "Rows left out"),
            Qgis.ProcessingSourceType.Vector,
            optional=True,
        )
    )
    for name in (*counts, "REJECTED_ROWS"):
        algorithm.addOutput(QgsProcessingOutputNumber(name, name.capitalize().replace("_", " ")))


def report_not_found(run: Run[object], places: list[tuple[int, str]]) -> None:
    """Warn of each row that was taken in although its address is not known."""
    message = translate(
        "Rejections", "Row {row}: the address “{place}” was not found. The row is kept without a place."
    )
    for row, place in places:
        run.progress.warn(message.format(row=row, place=place))


def report_rejections(run: Run[object], rejected: list[Rejection]) -> dict[str, Any]:
    """Write the table where one is asked for, warn about each row, and return the outputs."""
    import numpy as np
    import pandas as pd

    for rejection in rejected:
        run.progress.warn(rejection.message)
    outputs: dict[str, Any] = {"REJECTED_ROWS": len(rejected)}
    if run.has("REJECTED"):
        rows = [(one.row, one.column, one.found, one.remedy) for one in rejected]
        table = pd.DataFrame(rows, columns=["row", "column", "found", "remedy"]).astype({"row": "int64"})
        nowhere = np.full(len(table), None, dtype=object)
        crs = QgsCoordinateReferenceSystem()
        outputs["REJECTED"] = run.write("REJECTED", nowhere, table, Qgis.WkbType.NoGeometry, crs)
    return outputs
