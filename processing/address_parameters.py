"""The address layer that imports look places up in, and degrees made metres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCsException,
    QgsPointXY,
    QgsProcessingAlgorithm,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.crs import SRID
from ..core.errors import InputError
from .parameters import POINTS, field, layer
from .reference_systems import DEGREES, transformation
from .run import Run

if TYPE_CHECKING:
    from ..core.store.import_places import Gazetteer

translate = QCoreApplication.translate


def add_address_parameters(algorithm: QgsProcessingAlgorithm) -> None:
    """Declare ADDRESSES and ADDRESS_FIELD, both optional."""
    title = translate("Addresses", "Addresses, for rows without coordinates")
    algorithm.addParameter(layer("ADDRESSES", title, POINTS, optional=True))
    title = translate("Addresses", "Field with the address (street and number)")
    algorithm.addParameter(field("ADDRESS_FIELD", title, "ADDRESSES", optional=True))


def read_gazetteer(run: Run[object]) -> Gazetteer:
    """Return how the run's places are found; InputError where the address layer's field is not chosen."""
    from ..core.store.import_places import Gazetteer, address_points

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
