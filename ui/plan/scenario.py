"""A new scenario: a copy of a plan in a field of its own, as one undo step."""

from __future__ import annotations

from qgis.core import QgsFeatureRequest, QgsField, QgsVectorLayer, QgsVectorLayerUtils
from qgis.PyQt.QtCore import QCoreApplication, QMetaType

from ...core.base.errors import InputError

translate = QCoreApplication.translate


def free_name(layer: QgsVectorLayer, source: str) -> str:
    """Return a field name for a copy that the layer does not have yet."""
    base, number = source or "sector_id", 2
    there = {name.lower() for name in layer.fields().names()}
    if base.lower() not in there:
        return base
    while f"{base}_{number}".lower() in there:
        number += 1
    return f"{base}_{number}"


def add_scenario(layer: QgsVectorLayer, name: str, source: str = "") -> None:
    """Add a field to the layer's edit buffer and copy the plan in `source` to it; empty where there is no source.

    Raises InputError where the name is taken or the layer cannot have another field.
    """
    if layer.fields().lookupField(name) >= 0:
        message = translate("Scenario", "Layer “{layer}” already has a field “{field}”. Give another name.")
        raise InputError(message.format(layer=layer.name(), field=name))
    if not layer.isEditable() and not layer.startEditing():
        message = translate("Scenario", "Layer “{layer}” cannot be edited. Save a copy of it and edit that.")
        raise InputError(message.format(layer=layer.name()))
    layer.beginEditCommand(translate("Scenario", "New scenario {name}").format(name=name))
    origin = layer.fields().lookupField(source)
    field = QgsField(layer.fields().at(origin)) if origin >= 0 else QgsField(name, QMetaType.Type.Int)
    field.setName(name)
    if not layer.addAttribute(field):
        layer.destroyEditCommand()
        message = translate("Scenario", "Layer “{layer}” refuses a new field “{field}”.")
        raise InputError(message.format(layer=layer.name(), field=name))
    if origin >= 0:
        _copy(layer, origin, layer.fields().lookupField(name))
    layer.endEditCommand()


def _copy(layer: QgsVectorLayer, origin: int, copy: int) -> None:
    values = QgsVectorLayerUtils.getValues(layer, layer.fields().at(origin).name())[0]
    ids = [feature.id() for feature in layer.getFeatures(QgsFeatureRequest().setNoAttributes())]
    for fid, value in zip(ids, values, strict=True):
        layer.changeAttributeValue(fid, copy, value)
