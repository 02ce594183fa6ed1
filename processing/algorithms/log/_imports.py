"""The table of rejected rows, which every import gives.

The address layer that imports look places up in, and degrees made metres.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCsException,
    QgsPointXY,
    QgsProcessingAlgorithm,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import SRID
from ....core.base.errors import InputError
from ...framework.crs import DEGREES, transformation
from ...framework.parameters import POINTS, field, flag, layer, sink
from ...framework.run import Run

if TYPE_CHECKING:
    from ....core.imports.places import Gazetteer
    from ....core.imports.rows import Rejection


translate = QCoreApplication.translate


def dry_run() -> QgsProcessingParameterDefinition:
    """Return DRY_RUN."""
    return flag("DRY_RUN", translate("Rejections", "Only check: write nothing to the database"), False)


def add_rejection_outputs(algorithm: QgsProcessingAlgorithm, counts: Iterable[str]) -> None:
    """Declare the table of rejected rows, and the numbers that an import counts."""
    title = translate("Rejections", "Rows left out")
    algorithm.addParameter(sink("REJECTED", title, Qgis.ProcessingSourceType.Vector, optional=True))
    for name in (*counts, "REJECTED_ROWS"):
        algorithm.addOutput(QgsProcessingOutputNumber(name, name.capitalize().replace("_", " ")))


def report_unknown(run: Run[object], headings: list[str]) -> None:
    """Name the columns that are left alone, since nothing here goes by their headings."""
    if headings:
        names = ", ".join(f"“{heading}”" for heading in headings)
        message = translate("Rejections", "Columns that are not known here and were left alone: {names}.")
        run.progress.warn(message.format(names=names))


def report_not_found(run: Run[object], places: list[tuple[int, str]]) -> None:
    """Warn of each row that was taken in although its address is not known."""
    message = translate(
        "Rejections", "Row {row}: the address “{place}” was not found. The row is kept without a place."
    )
    for row, place in places:
        run.progress.warn(message.format(row=row, place=place))


def report_rejections(run: Run[object], rejected: list[Rejection]) -> dict[str, Any]:
    """Write the table where one is asked for, warn about each row, and return the outputs."""
    from ....core.imports.rows import rejected_rows

    for rejection in rejected:
        run.progress.warn(rejection.message)
    outputs: dict[str, Any] = {"REJECTED_ROWS": len(rejected)}
    if run.has("REJECTED"):
        outputs["REJECTED"] = run.write_table("REJECTED", rejected_rows(rejected))
    return outputs


def address_parameters() -> list[QgsProcessingParameterDefinition]:
    """Return ADDRESSES and ADDRESS_FIELD, both optional."""
    addresses = translate("Addresses", "Addresses, for rows without coordinates")
    address = translate("Addresses", "Field with the address (street and number)")
    return [
        layer("ADDRESSES", addresses, POINTS, optional=True),
        field("ADDRESS_FIELD", address, "ADDRESSES", optional=True),
    ]


def read_gazetteer(run: Run[object]) -> Gazetteer:
    """Return how the run's places are found; InputError where the address layer's field is not chosen."""
    from ....core.imports.places import Gazetteer, address_points

    degrees = QgsCoordinateReferenceSystem(DEGREES)
    metres = QgsCoordinateReferenceSystem.fromEpsgId(SRID)
    transform = transformation(degrees, metres, run.context)

    def from_degrees(x: float, y: float) -> tuple[float, float]:
        try:
            point = transform.transform(QgsPointXY(x, y))
        except QgsCsException:
            return x, y
        return point.x(), point.y()

    found: list[tuple[str, tuple[float, float]]] = []
    if run.has("ADDRESSES"):
        name = run.text("ADDRESS_FIELD")
        if not name:
            raise InputError(translate("Addresses", "Choose the field of the address layer with the address."))
        table = run.read("ADDRESSES", metres, [name])
        for text, shape in zip(table.column(name), table.geometry, strict=True):
            if text and shape is not None:
                found.append((str(text), (shape.centroid.x, shape.centroid.y)))
    return Gazetteer(address_points(found), from_degrees)
