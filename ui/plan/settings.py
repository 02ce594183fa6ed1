"""What the dock remembers, and where: in the project, never in global settings."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from qgis.core import QgsProject, QgsVectorLayer

from ...core.base.names import cut_fields
from ...core.editing.locks import Locks
from ...processing.algorithms.balance.balance_sectors import RUN_PROPERTY

_SCOPE, _KEY = "sector_planner", "plan"

_USUAL_NAMES = {
    "sector_field": ("sector_id", "sector"),
    "unit_id_field": ("unit_id", "id"),
    "workload_field": ("workload", "population"),
    "residents_field": ("population", "residents"),
    "incidents_field": ("incidents", "crime_load"),
    "exposed_field": ("exposed_population", "exposed"),
    "district_field": ("police_district",),
}


@dataclass(frozen=True)
class PlanSettings:
    """Which layer and fields hold the plan, officers, limits, and the plan's locks; empty text is “none”."""

    layer_id: str = ""
    sector_field: str = ""
    unit_id_field: str = ""
    workload_field: str = ""
    residents_field: str = ""
    incidents_field: str = ""
    exposed_field: str = ""
    district_field: str = ""
    officers_field: str = ""
    links_layer_id: str = ""
    officers: int = 0
    minimum: int = 2
    tolerance: float = 10.0
    names: dict[str, str] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)
    rules: Locks = field(default_factory=Locks)

    def without_missing_layers(self, project: QgsProject) -> PlanSettings:
        """Return the settings without links that the project does not have; without any where it lacks the units."""
        if self.layer_id and project.mapLayer(self.layer_id) is None:
            return PlanSettings()
        return self if project.mapLayer(self.links_layer_id) else replace(self, links_layer_id="")


def usual_fields(layer: QgsVectorLayer) -> dict[str, str]:
    """Return the settings' fields by the names that Sector Planner gives them; empty where a layer lacks them.

    Names that a format cut (police_dis) stand for the whole ones.
    """
    there = {name.lower(): name for name in layer.fields().names()}
    there |= cut_fields(layer.fields().names())
    return {
        setting: next((there[name] for name in names if name in there), "") for setting, names in _USUAL_NAMES.items()
    }


def settings_of_run(layer: QgsVectorLayer) -> dict[str, Any]:
    """Return the settings that the balance left on its result; empty for other layers.

    What is no longer there, a field or the layer of links, is left out.
    """
    given = json.loads(str(layer.customProperty(RUN_PROPERTY, "")) or "{}")
    there = {*layer.fields().names(), *QgsProject.instance().mapLayers()}
    return {
        name: value for name, value in given.items() if not name.endswith(("_field", "_layer_id")) or value in there
    }


def load(project: QgsProject) -> PlanSettings:
    """Return the settings stored in the project; defaults where it remembers nothing, or something unreadable."""
    text, _ = project.readEntry(_SCOPE, _KEY, "")
    try:
        saved = json.loads(text or "{}")
        saved["rules"] = _rules(saved.get("rules", {}))
        known = {one.name for one in fields(PlanSettings)}
        return PlanSettings(**{name: value for name, value in saved.items() if name in known})
    except (ValueError, TypeError, AttributeError):
        return PlanSettings()


def save(project: QgsProject, settings: PlanSettings) -> None:
    """Remember the settings in the project."""
    project.writeEntry(_SCOPE, _KEY, json.dumps(asdict(settings), default=sorted, ensure_ascii=False))


def _rules(saved: dict[str, Any]) -> Locks:
    return Locks(
        frozenset(saved.get("sectors", ())),
        frozenset(saved.get("units", ())),
        tuple(frozenset(group) for group in saved.get("together", ())),
        tuple(frozenset(group) for group in saved.get("apart", ())),
    )
