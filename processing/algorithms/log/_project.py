"""The QGIS project of a sector database: layers in groups, forms, relations, map styles and print layouts.

Projects name no font: QGIS warns of a font that the next machine lacks, and without a name takes its own.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayerTreeGroup,
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
    QgsReferencedRectangle,
    QgsRelation,
    QgsRelationContext,
    QgsTextFormat,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.crs import SRID
from ....core.base.errors import InputError
from ....core.base.paths import RESOURCES
from ....core.database.migrations import schema
from ....core.database.schema import TableSpec
from ....core.database.value_lists import table_label
from ...framework.database import QgisDatabase
from ._forms import relation_id, set_form

translate = QCoreApplication.translate
STYLES = RESOURCES / "styles"
EMBEDDED = {
    "officer": ("assignment_officer", "absence_officer"),
    "sector": ("assignment_sector", "log_entry_sector", "interested_party_sector", "request_sector"),
    "initiative": ("evaluation_initiative", "walk_finding_initiative"),
    "exposed_area": ("threat_assessment_exposed_area",),
    "sector_set": ("plan_change_sector_set", "carried_assignment_sector_set"),
    "handbook_section": ("handbook_contribution_handbook_section",),
}
_NAME = re.compile(rb'(<text-style\b[^>]*?) fontFamily="[^"]*"')
HEADING_POINTS = 18.0
BASE_TABLES = ("sector", "local_police_district")
WORK = ("request", "public_event", "log_entry", "interested_party", "initiative", "walk_finding", "exposed_area")


def groups() -> dict[str, tuple[str, ...]]:
    """Return the tables by the title of their group, from the top of the map down."""
    return {
        translate("SectorProject", "Requests and events"): ("request", "public_event"),
        translate("SectorProject", "Sector log"): (
            "log_entry",
            "interested_party",
            "initiative",
            "evaluation",
            "walk_finding",
            "exposed_area",
            "threat_assessment",
            "target_group",
        ),
        translate("SectorProject", "Officers and sectors"): (
            "officer",
            "assignment",
            "absence",
            "sector",
            "local_police_district",
            "sector_set",
            "sector_lineage",
            "plan_change",
            "carried_assignment",
        ),
        translate("SectorProject", "Handbook"): ("handbook_section", "handbook_contribution"),
    }


def write_project(database: QgisDatabase, path: Path) -> None:
    """Write the project; raise InputError where it cannot be written."""
    project = QgsProject()
    project.setCrs(QgsCoordinateReferenceSystem.fromEpsgId(SRID))
    project.setTitle(translate("SectorProject", "Sector database"))
    tables = schema()
    layers = {name: _layer(database, table) for name, table in tables.items()}
    for title, names in groups().items():
        _add_group(project, title, [layers[name] for name in names])
    relations = _relations(project, tables, layers)
    project.relationManager().setRelations(list(relations.values()))
    for name, table in tables.items():
        children = [relations[one] for one in EMBEDDED.get(name, ())]
        set_form(layers[name], table, children, layers["sector_set"].id(), layers["sector"].id())
    extent = layers["sector"].extent()
    if extent.isEmpty():
        extent = QgsRectangle(690_000, 6_150_000, 740_000, 6_200_000)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent.buffered(500), project.crs()))
    add_layouts(project, layers, extent)
    if not project.write(str(path)):
        message = translate(
            "SectorProject", "The project “{path}” could not be written: {reason}. Choose another place."
        )
        raise InputError(message.format(path=path, reason=project.error()))
    name_no_font(path)


def _layer(database: QgisDatabase, table: TableSpec) -> QgsVectorLayer:
    provider = "postgres" if database.dialect.is_postgresql else "ogr"
    layer = QgsVectorLayer(database.layer_source(table.name), table_label(table.name), provider)
    if not layer.isValid():
        message = translate("SectorProject", "Table “{table}” of “{database}” could not be opened.")
        raise InputError(message.format(table=table.name, database=database.title))
    style = STYLES / f"store_{table.name}.qml"
    if style.exists():
        layer.loadNamedStyle(str(style))
    return layer


def _add_group(project: QgsProject, title: str, layers: list[QgsVectorLayer]) -> None:
    group = QgsLayerTreeGroup(title)
    project.layerTreeRoot().addChildNode(group)
    project.addMapLayers(layers, False)
    for layer in layers:
        entry = group.addLayer(layer)
        if entry is not None:
            entry.setExpanded(False)


def _relations(
    project: QgsProject, tables: dict[str, TableSpec], layers: dict[str, QgsVectorLayer]
) -> dict[str, QgsRelation]:
    relations = {}
    context = QgsRelationContext(project)
    for table in tables.values():
        for column in table.columns:
            if not column.references:
                continue
            relation = QgsRelation(context)
            relation.setId(relation_id(table.name, column.name))
            relation.setName(table_label(table.name))
            relation.setReferencingLayer(layers[table.name].id())
            relation.setReferencedLayer(layers[column.references].id())
            relation.addFieldPair(column.name, "id")
            relations[relation.id()] = relation
    return relations


def name_no_font(path: Path) -> None:
    """Leave the names of fonts out of the project file (.qgz, .qgs) that QGIS has just written."""
    if not zipfile.is_zipfile(path):
        path.write_bytes(_NAME.sub(rb"\1", path.read_bytes()))
        return
    with zipfile.ZipFile(path) as archive:
        parts = [(entry, archive.read(entry)) for entry in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in parts:
            archive.writestr(entry, _NAME.sub(rb"\1", content) if entry.filename.endswith(".qgs") else content)


def add_layouts(project: QgsProject, layers: dict[str, QgsVectorLayer], extent: QgsRectangle) -> None:
    """Add the layouts, each with its own layers, the uppermost first; A4 landscape."""
    for name, title, shown in (
        (translate("SectorProject", "Sectors, A4"), translate("SectorProject", "Sectors"), BASE_TABLES),
        (
            translate("SectorProject", "Log and requests, A4"),
            translate("SectorProject", "What goes on in the sectors"),
            (*WORK, *BASE_TABLES),
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
