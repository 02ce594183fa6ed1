"""The dock itself: what it remembers, scenarios, comparison, selection, names, sorting, chart."""

from typing import get_type_hints

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

PLAN = "1 1 2\n1 1 2"


def column(dock, title):
    return [one.title for one in dock.table.model.columns].index(title)


def shown(dock, title):
    """Return a column as the view shows it, from the top."""
    proxy = dock.table.proxy
    return [proxy.index(row, column(dock, title)).data() for row in range(proxy.rowCount())]


def test_usual_field_names_are_found_and_all_is_remembered_in_the_project(grid, dock, tmp_path, window, canvas):
    layer = grid(PLAN)
    first = dock(layer)
    assert first.sector_field.currentField() == "sector_id"
    assert first.workload_field.currentField() == "workload"
    assert first.residents_field.currentField() == "population"
    first.officers.setValue(12)
    first.tolerance.setValue(7.5)
    model = first.table.model
    model.setData(model.index(0, column(first, "Name")), "Harbour")
    first.plan.session.update_settings(parts={"1": 2})
    first.table.select(1)
    first.toolbar.lock.trigger()
    path = str(tmp_path / "project.qgz")
    assert QgsProject.instance().write(path)
    first.restore()
    settings = first.plan.session.settings
    assert (settings.officers, settings.tolerance, settings.names, settings.parts) == (12, 7.5, {"1": "Harbour"}, {"1": 2})  # fmt: skip
    assert settings.rules.sectors == {"2"}
    assert first.target.itemText(0) == "Harbour"
    assert QgsProject.instance().readEntry("sector_planner", "plan", "")[0].startswith("{")


def test_the_form_brings_every_widget_that_the_dock_declares(grid, dock):
    from sector_planner.ui.dock.dock import PlanDock

    made = dock(grid(PLAN))
    declared = get_type_hints(PlanDock)
    assert {name for name, kind in declared.items() if not isinstance(getattr(made, name), kind)} == set()
    assert {"layer", "sector_field", "target", "summary"} <= declared.keys()


def test_nonsense_in_the_project_is_forgotten(grid, dock):
    from sector_planner.ui.plan import settings

    QgsProject.instance().writeEntry("sector_planner", "plan", '{"rules": 3, "officers": []')
    assert settings.load(QgsProject.instance()) == settings.PlanSettings()
    QgsProject.instance().writeEntry("sector_planner", "plan", "[]")
    assert settings.load(QgsProject.instance()) == settings.PlanSettings()


def test_a_scenario_is_a_copy_in_its_own_field_and_one_undo_step(grid, dock, hand, canvas, plan_of, settle):
    layer = grid(PLAN)
    dock = dock(layer)
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("lasso")
    dock.toolbar.colour.trigger()
    dock.wishes.add_scenario("variant")
    settle()
    assert layer.renderer().classAttribute() == "variant"
    assert plan_of(layer, 3, "variant") == PLAN
    assert dock.plan.session.settings.sector_field == "variant"
    assert canvas.mapTool() is dock.plan.tools.tools["lasso"]
    assert dock.plan.tools.target == "2"
    assert layer.undoStack().undoText() == "New scenario variant"
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("paint")
    hand.click(layer.centre(0, 0))
    assert plan_of(layer, 3) == PLAN
    assert plan_of(layer, 3, "variant") == "1 1 2\n2 1 2"
    dock.pending.against.setCurrentIndex(dock.pending.against.findData("sector_id"))
    dock.pending.against.activated.emit(dock.pending.against.currentIndex())
    settle()
    assert dock.pending.total.text() == "1 units changed sector; 10 residents change officer."
    layer.undoStack().undo()
    layer.undoStack().undo()
    settle()
    assert layer.fields().lookupField("variant") < 0
    assert dock.plan is None
    assert "no field “variant”" in dock.summary.text()


def test_a_scenario_needs_a_new_name(grid, dock):
    layer = grid(PLAN)
    dock = dock(layer)
    dock.wishes.add_scenario("workload")
    assert "already has a field “workload”" in dock.said[-1]
    assert not layer.isEditable()


def test_a_first_plan_begins_empty(grid, dock, hand, settle):
    layer = grid(PLAN)
    dock = dock(layer, sector_field="")
    assert dock.plan is None
    dock.wishes.add_scenario("first")
    settle()
    assert dock.plan.session.totals.unassigned() == 6
    dock.newSector.click()
    hand.click(layer.centre(0, 0))
    assert next(f for f in layer.getFeatures() if f["unit_id"] == "u00")["first"] == 1


def test_map_selection_selects_rows_and_rows_outline_the_map(grid, dock):
    layer = grid(PLAN)
    dock = dock(layer)
    layer.selectByIds([next(f.id() for f in layer.getFeatures() if f["sector_id"] == 2)])
    assert dock.table.chosen() == [1]
    dock.table.select(0)
    outline = dock.plan.highlight.band.asGeometry()
    assert outline.area() == pytest.approx(4 * 100 * 100, rel=0.01)


def test_the_table_sorts_numbers_as_numbers_and_stays_sorted(grid, dock, hand):
    layer = grid("2 2 10\n2 1 10\n2 1 10")
    dock = dock(layer)
    dock.table.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert shown(dock, "Sector") == ["1", "2", "10"]
    dock.table.view.sortByColumn(column(dock, "Units"), Qt.SortOrder.DescendingOrder)
    assert shown(dock, "Units") == ["4", "3", "2"]
    dock.plan.tools.set_target("1")
    dock.plan.tools.take_up("paint")
    for row in (0, 1, 2):
        hand.click(layer.centre(2, row))
    assert shown(dock, "Units") == ["5", "4", "0"]
    assert shown(dock, "Sector") == ["1", "2", "10"]


def test_a_click_on_the_chart_selects_the_sector(grid, dock):
    layer = grid("1 2 2\n1 2 2")
    dock = dock(layer)
    highest = dock.chart._place(0, dock.chart._reach()).center().toPoint()
    QTest.mouseClick(dock.chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(highest))
    assert dock.table.chosen() == [1]


def test_officers_come_from_a_field_where_one_is_chosen(grid, dock):
    layer = grid(PLAN)
    dock = dock(layer, officers_field="population")
    assert shown(dock, "Officers") == ["10", "10"]


def test_edited_workload_and_new_units_open_the_plan_anew(grid, dock, settle):
    layer = grid(PLAN)
    dock = dock(layer)
    layer.startEditing()
    fid = next(layer.getFeatures()).id()
    layer.changeAttributeValue(fid, layer.fields().lookupField("workload"), 5.0)
    settle()
    assert dock.plan.session.totals.measure("workload").sum() == 10
    layer.deleteFeature(fid)
    settle()
    assert len(dock.plan.session.units) == 5
    layer.rollBack()
    settle()
    assert len(dock.plan.session.units) == 6


def test_a_multipart_unit_counts_once_and_is_hit_in_every_part(grid, dock, hand, plan_of):
    layer = grid(PLAN)
    far = QgsGeometry(next(f.geometry() for f in layer.getFeatures() if f["unit_id"] == "u20"))
    far.translate(150, 0)
    feature = next(f for f in layer.getFeatures() if f["unit_id"] == "u00")
    both = feature.geometry().combine(far)
    layer.dataProvider().changeGeometryValues({feature.id(): both})
    layer.updateExtents()
    dock = dock(layer)
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("paint")
    x, y = layer.centre(2, 0)
    hand.click((x + 150, y))
    assert plan_of(layer, 3).splitlines()[-1] == "2 1 2"
    assert dock.plan.session.totals.measure("area_m2").tolist() == pytest.approx([30_000, 40_000])


def test_a_unit_without_geometry_is_counted_but_never_hit(grid, dock):
    layer = grid(PLAN)
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["nowhere", 1, 3.0, 20])
    assert layer.dataProvider().addFeatures([feature])[0]
    dock = dock(layer)
    assert dock.plan.session.totals.measure("residents").tolist() == [60, 20]
    assert np.isfinite(dock.plan.session.totals.perimeter_m()).all()


def test_a_removed_layer_closes_the_plan(grid, dock, canvas):
    layer = grid(PLAN)
    dock = dock(layer)
    canvas.setLayers([])
    QgsProject.instance().removeMapLayer(layer.id())
    assert dock.plan is None
    assert dock.table.model.rowCount() == 0


def test_a_read_only_layer_refuses_with_the_reason(grid, dock, hand, tmp_path):
    path = tmp_path / "units.geojson"
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    source = grid(PLAN, crs="EPSG:4326")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GeoJSON"
    QgsVectorFileWriter.writeAsVectorFormatV3(source, str(path), QgsCoordinateTransformContext(), options)
    layer = QgsVectorLayer(str(path), "units", "ogr")
    layer.setReadOnly(True)
    dock = dock(layer)
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("paint")
    hand.click(source.centre(0, 0))
    assert "cannot be edited" in dock.said[-1]


def test_an_old_plan_is_carried_over_to_new_units(grid, dock, plan_of, settle):
    old = grid("1 1 2\n3 3 2")
    old.setName("old")
    QgsProject.instance().addMapLayer(old)
    layer = grid(". . .\n. . .")
    moved = {f.id(): QgsGeometry(f.geometry()) for f in layer.getFeatures()}
    for geometry in moved.values():
        geometry.translate(45, 0)
    layer.dataProvider().changeGeometryValues(moved)
    dock = dock(layer)
    dock.wishes.carry_over(old, "sector_id", "population")
    settle()
    assert plan_of(layer, 3) == "1 1 2\n3 3 2"
    assert layer.undoStack().count() == 1
    assert layer.undoStack().undoText() == "Carry over sector_id of old"
    names = {f["unit_id"] for f in layer.selectedFeatures()}
    assert names == {"u10", "u11"}
    assert "Doubtful and selected: 2 (u10, u11)" in dock.said[-1]


def test_borders_and_names_follow_the_plan(grid, dock, hand):
    layer = grid(PLAN)
    dock = dock(layer)
    assert dock.plan.borders.band.asGeometry().length() == pytest.approx(200)
    assert [text for _, text in dock.plan.labels._labels] == ["1", "2"]
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("paint")
    hand.click(layer.centre(1, 0))
    assert dock.plan.borders.band.asGeometry().length() == pytest.approx(300)
    model = dock.table.model
    model.setData(model.index(1, column(dock, "Name")), "Harbour")
    assert [text for _, text in dock.plan.labels._labels] == ["1", "Harbour"]


def test_keys_take_up_tools_while_the_map_has_the_focus(grid, dock, hand, canvas, window):
    layer = grid(PLAN)
    dock = dock(layer)
    window.activateWindow()
    canvas.setFocus()
    for key, name in ((Qt.Key.Key_R, "rectangle"), (Qt.Key.Key_P, "push"), (Qt.Key.Key_I, "eyedropper"), (Qt.Key.Key_B, "paint")):  # fmt: skip
        hand.key(key)
        assert canvas.mapTool() is dock.plan.tools.tools[name]
        assert dock.toolbar.tools[name].isChecked()


def test_closing_the_dock_clears_the_map_and_opening_brings_it_back(grid, dock):
    layer = grid(PLAN)
    dock = dock(layer)
    dock.setUserVisible(False)
    assert dock.plan is None
    dock.setUserVisible(True)
    assert dock.plan is not None


def test_a_report_compares_two_scenarios(grid, dock, provider, hand, tmp_path, settle):
    from qgis import processing

    layer = grid(PLAN)
    dock = dock(layer)
    dock.wishes.add_scenario("variant")
    settle()
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("paint")
    hand.click(layer.centre(0, 0))
    dock.pending.report.click()
    assert dock.said[-1] == "Choose the scenario to compare with first."
    given = dock.wishes.comparison("sector_id")
    result = processing.run(
        "sectorplanner:comparesectorplans",
        given | {"OUTPUT": "TEMPORARY_OUTPUT", "REPORT": str(tmp_path / "report.html")},
    )
    assert result["RESIDENTS_MOVED"] == 10
