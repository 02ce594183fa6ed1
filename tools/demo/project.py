"""A QGIS project over the demo's results, styled, with relative paths."""

from __future__ import annotations

import sys
from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsProject, QgsRectangle, QgsReferencedRectangle, QgsVectorLayer
from qgis.PyQt.QtGui import QPainter

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
sys.path.append(str(ROOT / "build" / "plugins"))
from sector_planner.processing.algorithms.log._project import name_no_font  # noqa: E402

# Name in the tree, table of plan.gpkg, style; top of the map first. Those not shown at first are marked.
RESULTS = (
    ("Findings", "findings", "findings", True),
    ("Sectors", "sectors", "sectors", True),
    ("Safety index", "safety_overlay", "safety_index", False),
    ("Crime grid", "crime_grid", "crime_grid", False),
    ("Planning units", "units", "workload", False),
)
# Layers of the data, each with a style of its name: marks and lines lie above the results, areas below.
ABOVE = ("police_stations", "rail_stations", "bridges", "railway", "main_roads", "special_places")
BELOW = ("exposed_areas", "water")
HIDDEN = ("special_places",)


def write(work: Path, data: Path) -> None:
    """Write project.qgz beside plan.gpkg, with the layers of `data` as context."""
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    project.setTitle("Sector Planner: demo")
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    root = project.layerTreeRoot()
    _add_group("Map", data, ABOVE)
    extent = QgsRectangle()
    for title, table, style, shown in RESULTS:
        layer = _layer(f"{work / 'plan.gpkg'}|layername={table}", title, style)
        if layer is None:
            continue
        project.addMapLayer(layer, False)
        root.addLayer(layer).setItemVisibilityChecked(shown)
        if table != "findings":
            layer.setBlendMode(QPainter.CompositionMode.CompositionMode_Multiply)  # the ground shines through
        if table == "units":
            extent, crs = layer.extent(), layer.crs()
            project.setCrs(crs)
    _add_group("Ground", data, BELOW)
    extent.scale(1.05)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, project.crs()))
    project.write(str(work / "project.qgz"))
    name_no_font(work / "project.qgz")


def _add_group(title: str, data: Path, names: tuple[str, ...]) -> None:
    group = QgsProject.instance().layerTreeRoot().addGroup(title)
    for name in names:
        layer = _layer(f"{data}|layername={name}", name.replace("_", " ").capitalize(), name)
        if layer is not None:
            QgsProject.instance().addMapLayer(layer, False)
            group.addLayer(layer).setItemVisibilityChecked(name not in HIDDEN)


def _layer(source: str, title: str, style: str) -> QgsVectorLayer | None:
    layer = QgsVectorLayer(source, title, "ogr")
    if not layer.isValid():
        return None
    layer.loadNamedStyle(str(RESOURCES / "styles" / f"{style}.qml"))
    return layer
