"""A copy of some units as a layer that algorithms may read in the background while editing goes on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsFeature, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from ..core.editing.units import MEASURES
from ..core.errors import InputError
from ..processing.layers import to_geometry
from .session import PlanSession

translate = QCoreApplication.translate
_FIELDS = "position:integer,unit_id:string,workload:double,population:double,police_district:string,sector_now:string,locked:string,together:string"  # fmt: skip


def plan_copy(session: PlanSession, positions: NDArray[np.intp]) -> QgsVectorLayer:
    """Return a memory layer of the units at `positions`, in metres, with the plan, locks and groups as fields.

    Raises InputError where the copy cannot be made.
    """
    query = "&".join(f"field={field}" for field in _FIELDS.split(","))
    name = translate("PlanCopy", "Units of “{layer}”").format(layer=session.layer.name())
    layer = QgsVectorLayer(f"MultiPolygon?{query}", name, "memory")
    layer.setCrs(session.crs)
    features = [_feature(session, layer, position) for position in positions.tolist()]
    if not layer.dataProvider().addFeatures(features)[0]:
        message = translate("PlanCopy", "The units of “{layer}” could not be copied: {reason}")
        raise InputError(message.format(layer=session.layer.name(), reason=layer.dataProvider().lastError()))
    return layer


def _feature(session: PlanSession, layer: QgsVectorLayer, position: int) -> QgsFeature:
    units, rules = session.units, session.settings.rules
    unit, district, code = units.unit_ids[position], units.district[position], int(session.tally.codes[position])
    group = next((f"group {number}" for number, group in enumerate(rules.together) if unit in group), None)
    values = units.measures[position]
    feature = QgsFeature(layer.fields())
    feature.setGeometry(to_geometry(units.geometry[position]))
    feature.setAttributes(
        [
            position,
            unit,
            float(values[MEASURES.index("workload")]),
            float(values[MEASURES.index("residents")]),
            units.districts[district] if district >= 0 else None,
            session.tally.sectors[code] if code >= 0 else None,
            "true" if unit in rules.units else None,
            group,
        ]
    )
    return feature
