"""A QGIS project over the demo's results, styled, with relative paths."""

from __future__ import annotations

from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsProject, QgsRectangle, QgsReferencedRectangle, QgsVectorLayer

RESOURCES = Path(__file__).resolve().parents[2] / "resources"

# Name in the tree, table of plan.gpkg, style; top of the map first. Those not shown at first are marked.
RESULTS = (
    ("Findings", "findings", "findings", True),
    ("Sectors", "sectors", "sectors", True),
    ("Safety index", "safety_overlay", "safety_overlay", False),
    ("Crime grid", "crime_grid", "crime_grid", False),
    ("Planning units", "units", "workload", False),
)
CONTEXT = ("police_stations", "rail_stations", "special_places", "railway", "main_roads", "water", "exposed_areas")


def write(work: Path, data: Path) -> None:
    """Write project.qgz beside plan.gpkg, with the layers of `data` as context."""
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()
    project.setTitle("Sector Planner: demo")
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    root = project.layerTreeRoot()
    extent = QgsRectangle()
    for title, table, style, shown in RESULTS:
        layer = _layer(f"{work / 'plan.gpkg'}|layername={table}", title, style)
        if layer is None:
            continue
        project.addMapLayer(layer, False)
        root.addLayer(layer).setItemVisibilityChecked(shown)
        if table == "units":
            extent, crs = layer.extent(), layer.crs()
            project.setCrs(crs)
    context = root.addGroup("Context")
    for name in CONTEXT:
        layer = _layer(f"{data}|layername={name}", name.replace("_", " ").capitalize(), name)
        if layer is not None:
            project.addMapLayer(layer, False)
            context.addLayer(layer)
    extent.scale(1.05)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, project.crs()))
    project.write(str(work / "project.qgz"))


def _layer(source: str, title: str, style: str) -> QgsVectorLayer | None:
    layer = QgsVectorLayer(source, title, "ogr")
    if not layer.isValid():
        return None
    layer.loadNamedStyle(str(RESOURCES / "styles" / f"{style}.qml"))
    return layer
