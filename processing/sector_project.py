"""The QGIS project of a sector database: layers in groups, forms, relations, map styles and layouts."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayerTreeGroup,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsRelation,
    QgsRelationContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..core.crs import SRID
from ..core.errors import InputError
from ..core.store.columns import Table
from ..core.store.labels import table_label
from ..core.store.migrations import schema
from .database import QgisDatabase
from .project_fonts import name_no_font
from .sector_forms import relation_id, set_form
from .sector_layouts import add_layouts

translate = QCoreApplication.translate
STYLES = Path(__file__).parent.parent / "resources" / "styles"
EMBEDDED = {
    "officer": ("assignment_officer", "absence_officer"),
    "sector": ("assignment_sector", "log_entry_sector", "interested_party_sector", "request_sector"),
    "initiative": ("evaluation_initiative", "walk_finding_initiative"),
    "exposed_area": ("threat_assessment_exposed_area",),
    "sector_set": ("plan_change_sector_set",),
    "handbook_section": ("handbook_contribution_handbook_section",),
}


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
            "plan_change",
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
        set_form(layers[name], table, children, layers["sector_set"].id())
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


def _layer(database: QgisDatabase, table: Table) -> QgsVectorLayer:
    provider = "postgres" if database.home.is_postgresql else "ogr"
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
    project: QgsProject, tables: dict[str, Table], layers: dict[str, QgsVectorLayer]
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
