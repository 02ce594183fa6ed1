"""What the imports of the log share: the outline of an import, and how the places in a file are found.

A file is compared with the database, what differs is written in one transaction, and rows that cannot be used go to a
table, each with row, column and remedy.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCsException,
    QgsPointXY,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import SRID
from ....core.base.errors import InputError
from ...framework.algorithm import AlgorithmWithoutSettings
from ...framework.crs import DEGREES, transformation
from ...framework.database import QgisDatabase, database_parameter, open_database
from ...framework.files.spreadsheets import FILE_FILTER, read_sheet
from ...framework.parameters import POINTS, field, file, flag, layer, sink
from ...framework.run import Run

if TYPE_CHECKING:
    from ....core.base.sheets import Sheet
    from ....core.base.sql import Sql
    from ....core.imports.places import Gazetteer
    from ....core.imports.rows import ImportPlan


translate = QCoreApplication.translate


class ImportAlgorithm(AlgorithmWithoutSettings):
    """Base of the imports into the sector database.

    Attributes:
        HAS_PLACES: whether rows have a place, which an address layer may be asked for.
        COUNTS: the numbers of rows that are outputs, beside those left out.

    """

    GROUP = "log"
    HAS_PLACES = True
    COUNTS: tuple[str, ...] = ("ADDED", "CHANGED", "UNCHANGED", "DUPLICATES", "WITHOUT_SECTOR", "NOT_FOUND")

    def declare_import(self, title: str, *further: QgsProcessingParameterDefinition) -> None:
        """Declare the file under its `title`, the database, addresses, dry run, `further` parameters and the outputs."""
        self.declare(
            file("FILE", title, kinds=FILE_FILTER),
            database_parameter(),
            *(address_parameters() if self.HAS_PLACES else []),
            flag("DRY_RUN", translate("Rejections", "Only check: write nothing to the database"), False),
            *further,
        )
        left_out = translate("Rejections", "Rows left out")
        self.addParameter(sink("REJECTED", left_out, Qgis.ProcessingSourceType.Vector, optional=True))
        for name in (*self.COUNTS, "REJECTED_ROWS"):
            self.addOutput(QgsProcessingOutputNumber(name, name.capitalize().replace("_", " ")))

    def plan_import(self, run: Run[None], database: QgisDatabase, sheet: Sheet) -> ImportPlan:
        """Compare the sheet with the database; nothing is written."""
        raise NotImplementedError

    def summary(self) -> str:
        """Return the sentence on the numbers of rows, with their names in braces, and {left} for those left out."""
        raise NotImplementedError

    def follow_up(self, database: QgisDatabase) -> list[Sql]:
        """Return the statements that follow the rows, in the same transaction."""
        return []

    def execute(self, run: Run[None]) -> dict[str, object]:
        """Compare the file with the database, and write what differs in one transaction."""
        from ....core.database.access import require_current

        database = open_database(run.text("DATABASE"))
        require_current(database)
        plan = self.plan_import(run, database, read_sheet(Path(run.text("FILE"))))
        outputs = _left_out(run, plan)
        if plan.statements and not run.flag("DRY_RUN"):
            run.store(database, [*plan.statements, *self.follow_up(database)])
        counts = {name: plan.counts()[name] for name in self.COUNTS}
        run.progress.log(self.summary().format(left=len(plan.rejected), **counts))
        return outputs | counts | self.reports(run, database, plan)

    def reports(self, run: Run[None], database: QgisDatabase, plan: ImportPlan) -> dict[str, Any]:
        """Write the reports on the database after the import; return the outputs."""
        return {}


def _left_out(run: Run[None], plan: ImportPlan) -> dict[str, Any]:
    """Warn of each row left out and of each address not found; write the table where one is asked for."""
    from ....core.imports.rows import rejected_rows

    for rejection in plan.rejected:
        run.progress.warn(rejection.message)
    outputs: dict[str, Any] = {"REJECTED_ROWS": len(plan.rejected)}
    if run.has("REJECTED"):
        outputs["REJECTED"] = run.write_table("REJECTED", rejected_rows(plan.rejected))
    message = translate(
        "Rejections", "Row {row}: the address “{place}” was not found. The row is kept without a place."
    )
    for row, place in plan.not_found:
        run.progress.warn(message.format(row=row, place=place))
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
    """Return the gazetteer of the run; InputError where the address layer's field is not chosen."""
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
