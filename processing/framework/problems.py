"""What people read when a run stops: the errors of Python, QGIS and the system in plain words."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor

from qgis.core import QgsCsException
from qgis.PyQt.QtCore import QCoreApplication

from ...core.base.errors import SectorPlannerError
from ...core.base.text import without_passwords

translate = QCoreApplication.translate
# The system ends a worker process that takes too much memory; the pool then says that it is broken.
EXPECTED = (SectorPlannerError, QgsCsException, OSError, MemoryError, BrokenExecutor)


def problem_text(error: BaseException) -> str:
    """Return what was found, where, and what to do."""
    if isinstance(error, OSError):
        message = translate("Base", "{path}: {reason}. Nothing was written. Choose another place, or free this one.")
        return message.format(path=error.filename or "", reason=error.strerror or str(error))
    if isinstance(error, QgsCsException):
        message = translate(
            "Base",
            "Coordinates could not be transformed: {reason}. Check that every layer has the coordinate reference system "
            "that its coordinates are written in.",
        )
        return message.format(reason=str(error).strip().rstrip("."))
    if isinstance(error, MemoryError | BrokenExecutor):
        return translate(
            "Base",
            "There is not enough memory for this run. Nothing was written. Close other programs, use fewer workers, or "
            "take a smaller area, fewer features or larger cells.",
        )
    return without_passwords(str(error))


def stored_text() -> str:
    """Return what is added where a run stopped after a database had taken its rows."""
    return translate(
        "Base",
        "The database has taken the rows already, and keeps them. Run again with outputs that can be written: no row is "
        "added twice.",
    )
