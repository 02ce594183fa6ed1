"""Copies of a plan: as a scenario in a field of its own, and as a layer for algorithms in the background.

Units are copied, and what an algorithm made of the copy is read back, a few at a time, so that the window stays awake.
"""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray
from qgis.core import Qgis, QgsFeature, QgsFeatureRequest, QgsField, QgsVectorLayer, QgsVectorLayerUtils
from qgis.PyQt.QtCore import QCoreApplication, QMetaType, QObject, QTimer, pyqtSignal

from ...core.base.errors import InputError
from ...core.editing.units import MEASURES
from ...processing.framework.files.providers import provider_of
from ...processing.framework.layers import to_geometry
from .session import PlanSession

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
    """Add a field to the layer's edit buffer and copy the plan in `source` to it; empty if there is no source.

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


_FIELDS = "position:integer,unit_id:string,workload:double,population:double,police_district:string,sector_now:string,locked:string,together:string"  # fmt: skip
_SLICE_SECONDS = 0.01


class PlanCopy(QObject):
    """Copies units a few at a time, so that the window stays awake.

    `made` carries a memory layer of the units, in metres, with the plan, locks and groups as fields; `failed` why
    there is none.
    """

    made = pyqtSignal(object)
    failed = pyqtSignal(str)

    def __init__(self, session: PlanSession, positions: NDArray[np.intp], parent: QObject | None = None) -> None:
        """Copy the units of `session` at `positions`, with the current plan."""
        super().__init__(parent)
        self._session = session
        self._rest = positions[::-1].tolist()
        self._codes = session.totals.labels.copy()
        query = "&".join(f"field={field}" for field in _FIELDS.split(","))
        name = translate("PlanCopy", "Units of “{layer}”").format(layer=session.layer.name())
        self._layer = QgsVectorLayer(f"MultiPolygon?{query}", name, "memory")
        self._layer.setCrs(session.crs)
        self._groups = {unit: number for number, group in enumerate(session.settings.rules.together) for unit in group}
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._copy_some)

    def start(self) -> None:
        """Begin; nothing is signalled before the caller is back in the event loop."""
        self._timer.start()

    def stop(self) -> None:
        """Copy no more."""
        self._timer.stop()

    def _copy_some(self) -> None:
        until = time.monotonic() + _SLICE_SECONDS
        features = []
        while self._rest and time.monotonic() < until:
            features.append(self._feature(self._rest.pop()))
        provider = provider_of(self._layer)
        if not provider.addFeatures(features)[0]:
            self.stop()
            message = translate("PlanCopy", "The units of “{layer}” could not be copied: {reason}")
            reason = provider.lastError()
            self.failed.emit(message.format(layer=self._session.layer.name(), reason=reason))
        elif not self._rest:
            self.stop()
            self.made.emit(self._layer)

    def _feature(self, position: int) -> QgsFeature:
        session, units = self._session, self._session.units
        unit, district, code = units.unit_ids[position], units.district[position], self._codes[position]
        values = units.measures[position]
        feature = QgsFeature(self._layer.fields())
        feature.setGeometry(to_geometry(units.geometry[position]))
        feature.setAttributes(
            [
                position,
                unit,
                float(values[MEASURES.index("workload")]),
                float(values[MEASURES.index("residents")]),
                units.districts[district] if district >= 0 else None,
                session.totals.sector_ids[code] if code >= 0 else None,
                "true" if unit in session.settings.rules.units else None,
                f"group {self._groups[unit]}" if unit in self._groups else None,
            ]
        )
        return feature


class PlanRead(QObject):
    """`done` carries (n,) unit positions and the sector label of each as text, empty where it has none."""

    done = pyqtSignal(object, object)

    def __init__(self, layer: QgsVectorLayer, field: str, parent: QObject | None = None) -> None:
        """Read the sectors in `field` of `layer`, a copy made by `PlanCopy` that went through an algorithm."""
        super().__init__(parent)
        self._layer, self._field = layer, field
        wanted = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry)
        self._features = layer.getFeatures(wanted.setSubsetOfAttributes(["position", field], layer.fields()))
        self._positions: list[int] = []
        self._labels: list[str] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read_some)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def _read_some(self) -> None:
        until = time.monotonic() + _SLICE_SECONDS
        for feature in self._features:
            label = feature[self._field]
            self._positions.append(feature["position"])
            self._labels.append("" if label is None else str(label))
            if time.monotonic() > until:
                return
        self._timer.stop()
        self.done.emit(np.array(self._positions, dtype=np.intp), self._labels)
