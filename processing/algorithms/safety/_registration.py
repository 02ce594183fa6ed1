"""Results that are registered in the sector database, beside their report."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingParameterFile, QgsProcessingUtils
from qgis.PyQt.QtCore import QCoreApplication

from ...framework.database import QgisDatabase, database_parameter, open_database

if TYPE_CHECKING:
    from ....core.logbook.results import Result
    from ...framework.run import Run

translate = QCoreApplication.translate


def register_parameter() -> QgsProcessingParameterFile:
    """Return the optional parameter of the sector database in which a result is registered."""
    title = translate("Results", "Sector database in which the result is registered")
    return database_parameter("DATABASE", title, optional=True, advanced=True)


def open_register(run: Run[object]) -> QgisDatabase:
    """Open the database that DATABASE names; raise InputError where it is none, or of another version."""
    from ....core.database.access import require_current

    database = open_database(run.text("DATABASE"))
    require_current(database)
    return database


def result_of(run: Run[object], title: str, outputs: dict[str, Any]) -> Result:
    """Return the registration of a run: title, edition and where its report lies, if that is there to stay."""
    from ....core.logbook.results import Result

    temporary = Path(QgsProcessingUtils.tempFolder())
    written = [Path(outputs[name]) for name in ("PDF", "REPORT") if outputs.get(name)]
    report = next((str(path) for path in written if temporary not in path.parents), "")
    return Result(title[:200], run.text("EDITION")[:40], report[:1000], dt.date.today())
