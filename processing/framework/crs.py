"""CRSs that outlive the thread that first asked for them, and transformations that do transform.

QGIS leaves the PROJ object of a coordinate reference system with the thread that asked for the system first, and shares
it with the whole program. When that thread ends, every layer in that system is left without it, and a transformation
hands coordinates back as they came, without an error (QGIS 3.40 and 3.44, qgscoordinatereferencesystem_p.h:
removeObjectsBelongingToCurrentThread). A run in the background is such a thread.
"""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProcessingContext, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ...core.base.crs import NATIONAL_CRS
from ...core.base.errors import InputError

translate = QCoreApplication.translate
DEGREES, WEB_MERCATOR = "EPSG:4326", "EPSG:3857"
UTM_NORTH, UTM_SOUTH = 32600, 32700
_ZONES = [f"EPSG:{first + zone}" for first in (UTM_NORTH, UTM_SOUTH) for zone in range(1, 61)]
_USUAL = [DEGREES, NATIONAL_CRS, WEB_MERCATOR, *_ZONES]


def pin_common_crs() -> None:
    """Create the CRSs used by results on the main thread, so that they outlive a worker thread; elsewhere do nothing."""
    if is_main_thread() and not all(_has_proj_object(QgsCoordinateReferenceSystem(name)) for name in _USUAL):
        release_run_crs()


def release_run_crs() -> None:
    """Let layers opened from now on share no CRS with a background run that has ended.

    A run that opens a file asks for its system by a text of the file's own, which nobody can hold beforehand.
    """
    if is_main_thread():
        _clear_crs_caches()
        for name in _USUAL:
            _has_proj_object(QgsCoordinateReferenceSystem(name))  # asked for its text by the main thread, it stays


def is_main_thread() -> bool:
    """Return True if this is the thread of QGIS's window, or of qgis_process."""
    application = QCoreApplication.instance()
    return application is not None and QThread.currentThread() == application.thread()


def transformation(
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext | QgsProject,
) -> QgsCoordinateTransform:
    """Return the transformation between two CRSs, as a run or the project wants it made.

    One without a system leaves coordinates as they are.

    Raises InputError where PROJ knows no way from one to the other.
    """
    given = QgsCoordinateTransform(source, target, context.transformContext())
    if _transforms(given):
        return given
    _clear_crs_caches()
    renewed = QgsCoordinateTransform(_renewed(source), _renewed(target), context.transformContext())
    if _transforms(renewed):
        return renewed
    message = translate(
        "ReferenceSystems",
        "Coordinates cannot be transformed from {source} to {target}. Check the coordinate reference system in the layer's properties.",
    )
    raise InputError(message.format(source=_name(source), target=_name(target)))


def _transforms(transform: QgsCoordinateTransform) -> bool:
    """Return True if coordinates are transformed, or need not be."""
    source, target = transform.sourceCrs(), transform.destinationCrs()
    if not source.isValid() or not target.isValid() or source == target:
        return True
    return bool(transform.isValid() and transform.instantiatedCoordinateOperationDetails().proj)


def _has_proj_object(system: QgsCoordinateReferenceSystem) -> bool:
    """Return True if PROJ's object is there: without it, QGIS has no text for the system."""
    return bool(system.toWkt())


def _renewed(system: QgsCoordinateReferenceSystem) -> QgsCoordinateReferenceSystem:
    """Return the same system with a PROJ object, recreated where it has lost it."""
    if not system.isValid() or _has_proj_object(system):
        return system
    renewed = QgsCoordinateReferenceSystem(system.authid())
    return renewed if renewed.isValid() else QgsCoordinateReferenceSystem.fromProj(system.toProj())


def _clear_crs_caches() -> None:
    """Have QGIS recreate its shared systems and transformations when they are next asked for."""
    QgsCoordinateReferenceSystem.invalidateCache()
    QgsCoordinateTransform.invalidateCache()


def _name(system: QgsCoordinateReferenceSystem) -> str:
    return str(system.authid() or system.description() or system.toProj())
