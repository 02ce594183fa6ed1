"""The units layer as a plan: features to units, attribute values to sector names and back."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...core.base.errors import InputError
from ...core.base.progress import Progress
from ...core.base.table import FeatureTable
from ...core.editing.units import PlanUnits, plan_units
from ...core.geo.adjacency import link_pairs
from ...processing.framework.files.providers import provider_of
from ...processing.framework.layers import metric_crs, read_table, to_python
from .settings import PlanSettings

translate = QCoreApplication.translate


def sector_name(value: Any) -> str:
    """Return the sector an attribute value names; empty where it names none."""
    plain = to_python(value)
    if isinstance(plain, float) and plain.is_integer():
        plain = int(plain)
    return "" if plain is None else str(plain).strip()


def sector_value(name: str, layer: QgsVectorLayer, field: int) -> Any:
    """Return the value to store for a sector; None (NULL) for no sector.

    Raises InputError where the field holds numbers and the name is none.
    """
    if not name:
        return None
    if not layer.fields().at(field).isNumeric():
        return name
    try:
        return int(name)
    except ValueError as error:
        message = translate("PlanLayer", "Field “{field}” holds whole numbers; “{name}” is none. Give a number.")
        raise InputError(message.format(field=layer.fields().at(field).name(), name=name)) from error


def read_values(layer: QgsVectorLayer, field: int) -> tuple[list[int], list[str]]:
    """Return feature ids and sector names, unsaved edits included."""
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry).setSubsetOfAttributes([field])
    ids, names = [], []
    for feature in layer.getFeatures(request):
        ids.append(feature.id())
        names.append(sector_name(feature.attribute(field)))
    return ids, names


def read_stored(layer: QgsVectorLayer, sector_field: str, unit_id_field: str) -> tuple[dict[int, str], dict[str, str]]:
    """Return the sectors that are saved, whatever is being edited, by feature id and by unit id."""
    provider = provider_of(layer)
    field, unit_id = provider.fieldNameIndex(sector_field), provider.fieldNameIndex(unit_id_field)
    if field < 0:
        return {}, {}
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    request.setSubsetOfAttributes([index for index in (field, unit_id) if index >= 0])
    by_feature, by_unit = {}, {}
    for feature in provider.getFeatures(request):
        name = sector_name(feature.attribute(field))
        by_feature[feature.id()] = name
        if unit_id >= 0:
            by_unit[sector_name(feature.attribute(unit_id))] = name
    return by_feature, by_unit


def read_officers(layer: QgsVectorLayer, sector_field: int, officers_field: str) -> dict[str, int]:
    """Return the officers of each sector: the largest number that one of its units carries; empty without a field."""
    field = layer.fields().lookupField(officers_field)
    if field < 0:
        return {}
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    officers: dict[str, int] = {}
    for feature in layer.getFeatures(request.setSubsetOfAttributes([sector_field, field])):
        sector, number = sector_name(feature.attribute(sector_field)), to_python(feature.attribute(field))
        if sector and isinstance(number, int | float):
            officers[sector] = max(officers.get(sector, 0), int(number))
    return officers


def read_units(
    layer: QgsVectorLayer, settings: PlanSettings
) -> tuple[PlanUnits, NDArray[np.int64], QgsCoordinateReferenceSystem]:
    """Return the units of a layer, their feature ids, and the CRS in metres they were read in."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    source = QgsProcessingFeatureSource(layer, context)
    crs = metric_crs(source, context)
    measures = {
        "workload": settings.workload_field,
        "residents": settings.residents_field,
        "incidents": settings.incidents_field,
        "exposed": settings.exposed_field,
    }
    wanted = {*measures.values(), settings.unit_id_field, settings.district_field} - {""}
    table = read_table(source, crs, context, Progress(), sorted(wanted))
    values = {name: table.numbers(field) for name, field in measures.items() if field}
    district = _texts(table, settings.district_field) if settings.district_field else None
    links = _links(settings, crs, context, table.geometry)
    return plan_units(_unit_ids(table, settings), table.geometry, values, district, links), table.feature_ids, crs


def _unit_ids(table: FeatureTable, settings: PlanSettings) -> tuple[str, ...]:
    ids = _texts(table, settings.unit_id_field) if settings.unit_id_field else [None] * len(table)
    return tuple(name or str(fid) for name, fid in zip(ids, table.feature_ids.tolist(), strict=True))


def _texts(table: FeatureTable, field: str) -> list[str | None]:
    return [sector_name(value) or None for value in table.column(field).astype(object).where(lambda v: v.notna(), None)]


def _links(
    settings: PlanSettings,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    geometry: NDArray[np.object_],
) -> NDArray[np.int64] | None:
    layer = QgsProject.instance().mapLayer(settings.links_layer_id)
    if not isinstance(layer, QgsVectorLayer):
        return None
    lines = read_table(QgsProcessingFeatureSource(layer, context), crs, context, Progress(), [])
    return link_pairs(lines, geometry)
