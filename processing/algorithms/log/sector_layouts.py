"""The print layouts of a sector database's project: who has which sector, and what goes on there."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import (
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsTextFormat,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

translate = QCoreApplication.translate
HEADING_POINTS = 18.0
GROUND = ("sector", "local_police_district")
WORK = ("request", "public_event", "log_entry", "interested_party", "initiative", "walk_finding", "exposed_area")


def add_layouts(project: QgsProject, layers: dict[str, QgsVectorLayer], extent: QgsRectangle) -> None:
    """Add the layouts, each with its own layers, the uppermost first; A4, lying."""
    for name, title, shown in (
        (translate("SectorProject", "Sectors, A4"), translate("SectorProject", "Sectors"), GROUND),
        (
            translate("SectorProject", "Log and requests, A4"),
            translate("SectorProject", "What goes on in the sectors"),
            (*WORK, *GROUND),
        ),
    ):
        _add_layout(project, name, title, [layers[table] for table in shown], extent)


def _add_layout(project: QgsProject, name: str, title: str, shown: list[QgsVectorLayer], extent: QgsRectangle) -> None:
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(name)
    heading = QgsLayoutItemLabel(layout)
    heading.setText(title)
    letters = QgsTextFormat()
    letters.setSize(HEADING_POINTS)
    heading.setTextFormat(letters)
    map_item = QgsLayoutItemMap(layout)
    map_item.setLayers(shown)
    map_item.setKeepLayerSet(True)
    legend = QgsLayoutItemLegend(layout)
    scale = QgsLayoutItemScaleBar(layout)
    _place((heading, map_item, legend, scale))
    map_item.zoomToExtent(extent)
    legend.setLinkedMap(map_item)
    legend.setLegendFilterByMapEnabled(True)
    scale.setLinkedMap(map_item)
    scale.applyDefaultSize()
    for item in (map_item, heading, legend, scale):
        layout.addLayoutItem(item)
    project.layoutManager().addLayout(layout)


def _place(items: Iterable[QgsLayoutItem]) -> None:
    """Put heading, map, legend and scale bar on the page, millimetres."""
    places = ((10, 8, 277, 10), (10, 20, 215, 172), (230, 20, 57, 172), (10, 195, 80, 10))
    for item, (left, top, width, height) in zip(items, places, strict=True):
        item.attemptMove(QgsLayoutPoint(left, top))
        item.attemptResize(QgsLayoutSize(width, height))
