"""Sector Planner: draw, balance, man and publish police sectors in QGIS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .plugin import SectorPlannerPlugin


def classFactory(iface: Any) -> SectorPlannerPlugin:
    """Return the plugin; QGIS calls this with its interface (None in qgis_process)."""
    from .plugin import SectorPlannerPlugin

    return SectorPlannerPlugin(iface)
