"""Every map tool on a real canvas, and locks that refuse."""

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import Qt

PLAN = "1 1 1 2 2 2\n1 1 1 2 2 2\n1 1 1 2 2 2"


@pytest.fixture
def opened(grid, dock):
    """Return layer and dock of PLAN with a tool in hand: opened("lasso", target="2", **settings)."""

    def make(tool, target="2", plan=PLAN, **settings):
        options = {key: settings.pop(key) for key in ("crs", "text") if key in settings}
        layer = grid(plan, **options)
        made = dock(layer, **settings)
        made.plan.tools.set_target(target)
        made.plan.tools.take_up(tool)
        return layer, made

    return make


def corners(layer, first, last, inset=0.3):
    """Return the corners of a rectangle from cell to cell, a little beyond their centres."""
    (left, low), (right, high) = layer.centre(*first), layer.centre(*last)
    step = (layer.centre(1, 0)[0] - layer.centre(0, 0)[0]) * inset
    return [
        (left - step, low - step),
        (right + step, low - step),
        (right + step, high + step),
        (left - step, high + step),
    ]


def test_a_rectangle_takes_the_units_whose_middle_it_holds(opened, hand, plan_of):
    layer, _ = opened("rectangle")
    box = corners(layer, (1, 0), (2, 1))
    hand.drag([box[0], layer.centre(2, 0), box[2]])
    assert plan_of(layer, 6) == "1 1 1 2 2 2\n1 2 2 2 2 2\n1 2 2 2 2 2"
    assert layer.undoStack().undoText() == "Rectangle to sector 2"
    hand.drag([box[0], layer.centre(2, 0), box[2]], Qt.MouseButton.RightButton)
    assert plan_of(layer, 6) == PLAN


def test_a_lasso_takes_the_units_whose_middle_it_holds(opened, hand, plan_of):
    layer, _ = opened("lasso")
    hand.drag([*corners(layer, (0, 0), (1, 1)), corners(layer, (0, 0), (1, 1))[0]])
    assert plan_of(layer, 6) == "1 1 1 2 2 2\n2 2 1 2 2 2\n2 2 1 2 2 2"
    assert layer.undoStack().count() == 1
    hand.drag([layer.centre(0, 0), layer.centre(1, 0)])
    assert layer.undoStack().count() == 1


def test_esc_breaks_off_a_rectangle(opened, hand, plan_of):
    layer, _ = opened("rectangle")
    box = corners(layer, (0, 0), (2, 2))
    hand.press(box[0])
    hand.move(box[2])
    hand.key(Qt.Key.Key_Escape)
    hand.release(box[2])
    assert plan_of(layer, 6) == PLAN
    assert not layer.isEditable()


def test_the_eyedropper_takes_the_target_from_the_map_and_hands_over_the_brush(opened, hand):
    layer, dock = opened("eyedropper")
    hand.click(layer.centre(0, 0))
    assert dock.plan.tools.target == "1"
    assert dock.target.currentText() == "1"
    assert dock.toolbar.tools["paint"].isChecked()


def test_a_new_sector_is_seen_in_the_table_before_its_first_unit(opened, hand, plan_of):
    layer, dock = opened("paint")
    dock.newSector.click()
    assert dock.table.model.rowCount() == 3
    hand.click(layer.centre(5, 2))
    assert plan_of(layer, 6).splitlines()[0] == "1 1 1 2 2 3"
    assert layer.undoStack().undoText() == "Paint sector 3"


def test_pushing_a_border_shows_before_and_after_and_is_one_step(opened, hand, plan_of):
    layer, dock = opened("push", officers=18)
    (left, y), (right, _) = layer.centre(2, 1), layer.centre(3, 1)
    border = ((left + right) / 2, y)
    hand.click(border)
    hand.move(layer.centre(4, 1))
    pushing = dock.plan.tools.pushing
    moved = len(pushing.proposed.positions)
    assert moved >= 2
    assert not pushing.label.isHidden()
    assert f"{moved} units, {10 * moved} residents to sector 1" in pushing.label.text()
    assert f"9.0 → {9 + moved:.1f}" in pushing.label.text()
    assert plan_of(layer, 6) == PLAN
    hand.click(layer.centre(4, 1))
    assert plan_of(layer, 6).splitlines()[1] == "1 1 1 1 1 2"
    assert layer.undoStack().count() == 1
    assert layer.undoStack().undoText() == "Push sector 1 into 2"
    assert pushing.label.isHidden()


@pytest.mark.parametrize("how", ["escape", "right button", "other tool"])
def test_a_held_border_can_be_let_go(opened, hand, plan_of, how):
    layer, dock = opened("push")
    (left, y), (right, _) = layer.centre(2, 1), layer.centre(3, 1)
    hand.click(((left + right) / 2, y))
    hand.move(layer.centre(4, 1))
    if how == "escape":
        hand.key(Qt.Key.Key_Escape)
    elif how == "right button":
        hand.click(layer.centre(4, 1), Qt.MouseButton.RightButton)
    else:
        dock.plan.tools.take_up("paint")
    assert dock.plan.tools.pushing.proposed is None
    assert plan_of(layer, 6) == PLAN
    assert not layer.isEditable()


def test_grabbing_where_no_sectors_meet_says_so(opened, hand):
    layer, dock = opened("push")
    hand.click(layer.centre(0, 0))
    assert "No two sectors meet here" in dock.said[-1]


def test_locked_units_and_sectors_refuse_with_the_reason_and_show_on_the_map(opened, hand, plan_of):
    layer, dock = opened("paint")
    layer.selectByIds([next(layer.getFeatures()).id()])
    dock.locks.buttons["units"].click()
    assert not dock.plan.locks.locked.asGeometry().isEmpty()
    hand.click(layer.centre(0, 0))
    assert plan_of(layer, 6) == PLAN
    assert "Unit u00 is locked" in dock.said[-1]
    dock.table.select(0)
    dock.toolbar.lock.trigger()
    hand.drag([layer.centre(1, 0), layer.centre(2, 0)])
    assert plan_of(layer, 6) == PLAN
    assert "Sector 1 is locked" in dock.said[-1]
    dock.toolbar.lock.trigger()
    hand.click(layer.centre(1, 0))
    assert plan_of(layer, 6).splitlines()[-1] == "1 2 1 2 2 2"


def test_a_group_moves_as_one_and_enemies_never_meet(opened, hand, plan_of):
    layer, dock = opened("paint")
    ids = {f["unit_id"]: f.id() for f in layer.getFeatures()}
    layer.selectByIds([ids["u00"], ids["u01"]])
    dock.locks.buttons["together"].click()
    hand.click(layer.centre(0, 0))
    assert plan_of(layer, 6) == "1 1 1 2 2 2\n2 1 1 2 2 2\n2 1 1 2 2 2"
    layer.selectByIds([ids["u20"], ids["u30"]])
    dock.locks.buttons["apart"].click()
    hand.click(layer.centre(2, 0))
    assert "never share" in dock.said[-1]
    assert plan_of(layer, 6).splitlines()[-1] == "2 1 1 2 2 2"


def test_undo_does_not_move_what_was_locked_meanwhile(opened, hand, plan_of, settle):
    layer, dock = opened("paint")
    hand.click(layer.centre(0, 0))
    painted = plan_of(layer, 6)
    layer.selectByIds([next(layer.getFeatures()).id()])
    dock.locks.buttons["units"].click()
    layer.undoStack().undo()
    settle()
    assert plan_of(layer, 6) == painted
    assert "moves unit u00, which is locked" in dock.said[-1]
    assert layer.undoStack().index() == 1
    dock.locks.list.topLevelItem(0).setSelected(True)
    dock.locks.buttons["remove"].click()
    layer.undoStack().undo()
    settle()
    assert plan_of(layer, 6) == PLAN


def test_the_attribute_table_cannot_move_what_is_locked_but_rollback_may(opened, hand, plan_of, settle):
    layer, dock = opened("paint")
    hand.click(layer.centre(0, 0))
    dock.table.select(1)
    dock.toolbar.lock.trigger()
    painted = plan_of(layer, 6)
    fid = next(layer.getFeatures()).id()
    layer.changeAttributeValue(fid, layer.fields().lookupField("sector_id"), 1)
    settle()
    assert plan_of(layer, 6) == painted
    assert layer.rollBack()
    settle()
    assert plan_of(layer, 6) == PLAN
    assert dock.plan.session.totals.measure("units").tolist() == [9, 9]


def test_the_table_follows_the_attribute_table_commit_and_rollback(opened, settle):
    layer, dock = opened("paint")
    session = dock.plan.session
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), session.field, 7)
    settle()
    assert session.totals.sector_ids == ("1", "2", "7")
    assert session.totals.measure("units").tolist() == [8, 9, 1]
    assert dock.tabs.tabText(2) == "Changes (1)"
    assert layer.commitChanges()
    settle()
    assert dock.tabs.tabText(2) == "Changes (0)"
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), session.field, None)
    layer.rollBack()
    assert session.totals.measure("units").tolist() == [8, 9, 1]


def test_null_sectors_are_painted_and_undone_to_null(opened, hand, plan_of, settle):
    plan = "1 . 2\n1 . 2"
    layer, dock = opened("paint", plan=plan)
    assert dock.findings.list.topLevelItem(0).text(1) == "2 units have no sector (20 residents)."
    assert dock.plan.session.totals.unassigned() == 2
    hand.click(layer.centre(1, 0))
    assert plan_of(layer, 3) == "1 . 2\n1 2 2"
    layer.undoStack().undo()
    settle()
    assert plan_of(layer, 3) == plan
    assert dock.plan.session.totals.unassigned() == 2


def test_text_sectors_keep_their_type(opened, hand, plan_of):
    layer, _ = opened("paint", target="B", plan="A A B\nA A B", text=True)
    hand.click(layer.centre(0, 0))
    assert plan_of(layer, 3) == "A A B\nB A B"


def test_a_layer_in_degrees_is_measured_in_metres(opened, hand, plan_of, canvas):
    layer, dock = opened("paint", crs="EPSG:4326")
    cell_m2 = (0.001 * 111_320) ** 2 * np.cos(np.radians(55.7))
    assert dock.plan.session.totals.measure("area_m2") == pytest.approx([9 * cell_m2] * 2, rel=0.01)
    hand.click(layer.centre(0, 0))
    assert plan_of(layer, 6).splitlines()[-1] == "2 1 1 2 2 2"


def test_a_canvas_in_another_crs_hits_the_same_units(opened, canvas, hand, plan_of, settle):
    from qgis.core import QgsCoordinateTransform, QgsPointXY, QgsProject, QgsRectangle

    layer, dock = opened("paint")
    other = QgsCoordinateReferenceSystem("EPSG:3857")
    to_other = QgsCoordinateTransform(layer.crs(), other, QgsProject.instance())
    canvas.setDestinationCrs(other)
    assert QgsRectangle(dock.plan.borders.band.asGeometry().boundingBox()).center().x() > 1_000_000
    canvas.setExtent(to_other.transformBoundingBox(layer.extent()))
    point = to_other.transform(QgsPointXY(*layer.centre(0, 0)))
    hand.click((point.x(), point.y()))
    assert plan_of(layer, 6).splitlines()[-1] == "2 1 1 2 2 2"


def test_a_push_over_real_units_keeps_the_giver_and_moves_what_was_shown(bellahoej, dock, hand):
    dock = dock(bellahoej, officers=60)
    session = dock.plan.session
    dock.plan.tools.take_up("push")
    cut = session.units.graph.edges[(session.totals.labels[session.units.graph.edges] == [0, 1]).all(axis=1)]
    one, other = session.units.geometry[cut[0]]
    border = one.intersection(other).representative_point()
    aim = tuple(session.units.inner_point[cut[0][1]])
    hand.click((border.x, border.y))
    hand.move(aim)
    shown = dock.plan.tools.pushing.proposed.positions
    before = session.totals.labels.copy()
    hand.click(aim)
    assert np.flatnonzero(session.totals.labels != before).tolist() == shown.tolist()
    assert bellahoej.undoStack().count() == 1


def test_only_polygon_fields_that_exist_open_a_plan(grid, dock):
    layer = grid(PLAN)
    dock = dock(layer, sector_field="nowhere")
    assert dock.plan is None
    assert "no field “nowhere”" in dock.summary.text()
