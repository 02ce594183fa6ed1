"""The attribute forms of the sector database: one widget for each column, made from the schema."""

from __future__ import annotations

import textwrap
from typing import Any

from qgis.core import (
    Qgis,
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsAttributeEditorRelation,
    QgsAttributeEditorTextElement,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsFieldConstraints,
    QgsRelation,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ....core.base.i18n import either
from ....core.database.schema import ColumnSpec, TableSpec
from ....core.database.value_lists import VALUE_LISTS, column_label, table_help, table_label
from ....core.logbook.review import PATTERN

translate = QCoreApplication.translate
TODAY = {"entry_date", "changed_on", "received_on", "written_on", "found_on", "made_on"}
OWN_EDITION = ("sector_set", "exposed_area", "handbook_section", "target_group")
# As core's sector_title: the name is the number.
SECTOR_LABEL = """coalesce(nullif("text_id", ''), to_string("sector_id"))"""
SAYS_NO_MORE = (
    f"""regexp_replace(lower(trim("name")), '^(sector|sektor)?\\\\s*0*', '') = ltrim(lower({SECTOR_LABEL}), '0')"""
)
DISPLAY = {
    "sector": f"if({SAYS_NO_MORE}, {SECTOR_LABEL}, concat({SECTOR_LABEL}, ' ', \"name\"))",
    "officer": "concat(\"name\", ' (', \"officer_id\", ')')",
    "request": 'concat("request_id", \' \', "place")',
    "handbook_section": 'concat("number", \' \', "title")',
    "assignment": 'concat(represent_value("role"), \' \', "valid_from")',
    "log_entry": 'concat("entry_date", \' \', left("challenge", 60))',
    "plan_change": 'concat("changed_on", \' \', left("change", 60))',
    "evaluation": 'concat("title", \' \', "edition")',
    "threat_assessment": 'concat("title", \' \', "quarter")',
    "walk_finding": 'concat("found_on", \' \', "spot")',
    "absence": 'concat("valid_from", \' \', represent_value("kind"))',
}
FOLLOWS = {"due_on": "next_step", "start_time": "planned_on", "end_time": "start_time", "answer": "result"}
HELP_WIDTH = 60
_NOT_NULL = QgsFieldConstraints.Constraint.ConstraintNotNull
_EXPRESSION = QgsFieldConstraints.Constraint.ConstraintExpression
_HARD = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard
_SOFT = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthSoft


def set_form(
    layer: QgsVectorLayer, table: TableSpec, children: list[QgsRelation], sector_sets: str, sectors: str
) -> None:
    """Give a layer of the database its form: help on top, a widget for each column, then its embedded tables.

    `sector_sets` is the id of the layer whose adopted row gives new rows their edition, `sectors` of the one that tells in
    which sector what is drawn lies.
    """
    key = layer.fields().indexOf("id")
    layer.setEditorWidgetSetup(key, QgsEditorWidgetSetup("Hidden", {}))
    for column in table.columns:
        _set_column(layer, table, column)
        if column.references == "sector" and table.name != "sector_lineage":
            _offer_in_force(layer, column.name, sector_sets, later=table.name == "assignment")
    if table.name not in OWN_EDITION:
        newest = _adopted(sector_sets, "edition")
        layer.setDefaultValueDefinition(layer.fields().indexOf("edition"), QgsDefaultValue(newest))
    if table.geometry and "sector" in table.column_names():
        here = QgsDefaultValue(_sector_here(sector_sets, sectors))
        layer.setDefaultValueDefinition(layer.fields().indexOf("sector"), here)
    layer.setDisplayExpression(DISPLAY.get(table.name, _first_name(table)))
    form = layer.editFormConfig()
    form.setLayout(Qgis.AttributeFormLayout.DragAndDrop)
    form.clearTabs()
    root = form.invisibleRootContainer()
    page = _page(layer, table, root)
    if children:
        page.setType(Qgis.AttributeEditorContainerType.Tab)
    form.addTab(page)
    for relation in children:
        tab = QgsAttributeEditorContainer(relation.name(), root)
        tab.setType(Qgis.AttributeEditorContainerType.Tab)
        embedded = QgsAttributeEditorRelation(relation, tab)
        embedded.setShowLabel(False)
        tab.addChildElement(embedded)
        form.addTab(tab)
    layer.setEditFormConfig(form)


def _page(layer: QgsVectorLayer, table: TableSpec, root: QgsAttributeEditorContainer) -> QgsAttributeEditorContainer:
    """Return the page with the help on top, in lines that fit an embedded form, and the columns."""
    page = QgsAttributeEditorContainer(table_label(table.name), root)
    page.setColumnCount(1)
    if help_text := table_help(table.name):
        element = QgsAttributeEditorTextElement("help", page)
        element.setText("\n".join(textwrap.wrap(help_text, HELP_WIDTH)))
        element.setShowLabel(False)
        page.addChildElement(element)
    for column in _in_order(table):
        field = QgsAttributeEditorField(column.name, layer.fields().indexOf(column.name), page)
        field.setVerticalStretch(int(_is_long(column)))
        page.addChildElement(field)
    return page


def _in_order(table: TableSpec) -> list[ColumnSpec]:
    """Return the columns as people fill them in: what came later beside its like, the edition last."""
    names = [column.name for column in table.columns]
    for name in (*FOLLOWS, "edition"):
        if name in names:
            names.remove(name)
            names.insert(names.index(FOLLOWS[name]) + 1 if FOLLOWS.get(name) in names else len(names), name)
    return sorted(table.columns, key=lambda column: names.index(column.name))


def _offer_in_force(layer: QgsVectorLayer, column: str, sector_sets: str, *, later: bool) -> None:
    """Offer the sectors of the set in force today, or also of a `later` one; what a row has already stays and is shown."""
    index = layer.fields().indexOf(column)
    setup = layer.editorWidgetSetup(index)
    today = "to_date(now())"
    begun = "" if later else f' AND "valid_from" <= {today}'
    adopted = f'"status" = \'adopted\' AND coalesce("valid_to", {today}) >= {today}{begun}'
    offered = f"array_contains(aggregate('{sector_sets}', 'array_agg', \"id\", {adopted}), \"sector_set\")"
    layer.setEditorWidgetSetup(
        index, QgsEditorWidgetSetup(setup.type(), setup.config() | {"FilterExpression": offered})
    )


def _adopted(sector_sets: str, column: str) -> str:
    """Return the expression for a column of the sector set adopted today."""
    today = "to_date(now())"
    adopted = f'"status" = \'adopted\' AND "valid_from" <= {today} AND coalesce("valid_to", {today}) >= {today}'
    return f"aggregate('{sector_sets}', 'max', \"{column}\", {adopted})"


def _sector_here(sector_sets: str, sectors: str) -> str:
    """Return the expression for the sector in which the middle of what is drawn lies; NULL without a place."""
    inside = "intersects($geometry, point_on_surface(geometry(@parent)))"
    adopted = _adopted(sector_sets, "id")
    return f"with_variable('adopted', {adopted}, aggregate('{sectors}', 'min', \"id\", \"sector_set\" = @adopted AND {inside}))"


def _first_name(table: TableSpec) -> str:
    names = [column.name for column in table.columns]
    own = either("name_en", "name_da")
    preferred = own if own in names else names[0]
    return f'"{next((name for name in ("name", "title") if name in names), preferred)}"'


def _set_column(layer: QgsVectorLayer, table: TableSpec, column: ColumnSpec) -> None:
    index = layer.fields().indexOf(column.name)
    layer.setFieldAlias(index, column_label(column.name))
    layer.setEditorWidgetSetup(index, _widget(table, column))
    if column.required:
        layer.setFieldConstraint(index, _NOT_NULL, _HARD)
    if column.name == "valid_to":
        message = translate("SectorForms", "The last day is not before the first.")
        layer.setConstraintExpression(index, '"valid_to" IS NULL OR "valid_to" >= "valid_from"', message)
        layer.setFieldConstraint(index, _EXPRESSION, _HARD)
    elif table.name == "log_entry" and column.name == "access":
        message = translate(
            "SectorForms", "A text seems to come from a handled source, or holds a civil registration number."
        )
        layer.setConstraintExpression(index, _nothing_sensitive(table), message)
        layer.setFieldConstraint(index, _EXPRESSION, _SOFT)
    elif column.required and column.kind == "text" and not column.values:
        message = translate("SectorForms", "Write something.")
        layer.setConstraintExpression(index, f"trim(\"{column.name}\") <> ''", message)
        layer.setFieldConstraint(index, _EXPRESSION, _HARD)
    default = "''" if column.name in table.blank_columns() else _default(column)
    if default:
        layer.setDefaultValueDefinition(index, QgsDefaultValue(default))


def _nothing_sensitive(table: TableSpec) -> str:
    texts = ", ' ', ".join(
        f'"{column.name}"' for column in table.columns if column.kind == "text" and not column.values
    )
    pattern = "(?i)" + PATTERN.replace("\\", "\\\\")
    return f"NOT coalesce(regexp_match(concat({texts}), '{pattern}'), 0)"


def _is_long(column: ColumnSpec) -> bool:
    return column.length > 1000 and column.kind == "text"


def _default(column: ColumnSpec) -> str:
    if column.name in TODAY:
        return "to_date(now())"
    if isinstance(column.default, bool):
        return str(column.default).lower()
    return f"'{column.default}'" if column.default is not None else ""


def _widget(table: TableSpec, column: ColumnSpec) -> QgsEditorWidgetSetup:
    if column.values:
        entries = [{either(english, danish): code} for code, english, danish in VALUE_LISTS[column.values]]
        return QgsEditorWidgetSetup("ValueMap", {"map": entries})
    if column.references:
        settings: dict[str, Any] = {
            "Relation": relation_id(table.name, column.name),
            # A list without an empty first row takes its first row for the answer, and a required one is asked for anyway.
            "AllowNULL": True,
            "OrderByValue": True,
            "ShowForm": False,
            "ShowOpenFormButton": False,
        }
        return QgsEditorWidgetSetup("RelationReference", settings)
    if column.kind == "date":
        shown = either("yyyy-MM-dd", "dd-MM-yyyy")
        settings = {"display_format": shown, "field_format": "yyyy-MM-dd", "calendar_popup": True}
        return QgsEditorWidgetSetup("DateTime", settings | {"allow_null": not column.required})
    return _plain_widget(column)


def _plain_widget(column: ColumnSpec) -> QgsEditorWidgetSetup:
    if column.kind == "boolean":
        return QgsEditorWidgetSetup("CheckBox", {})
    if column.name in ("photo", "report"):
        return QgsEditorWidgetSetup(
            "ExternalResource", {"FileWidget": True, "FileWidgetButton": True, "StorageMode": 0}
        )
    return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": _is_long(column)})


def relation_id(table: str, column: str) -> str:
    """Return the id of the relation behind a reference."""
    return f"{table}_{column}"
