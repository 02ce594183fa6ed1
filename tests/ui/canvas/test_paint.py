"""Painting on a real canvas: values, undo, table, rollback."""

import numpy as np
from qgis.PyQt.QtCore import Qt


def cell(dock, sector, title):
    model = dock.table.model
    column = [one.title for one in model.columns].index(title)
    row = dock.plan.session.totals.sector_ids.index(sector)
    return model.data(model.index(row, column))


def test_a_drag_over_real_units_is_one_undo_step_and_the_table_follows(bellahoej, dock, hand, settle):
    dock = dock(bellahoej, officers=60)
    session = dock.plan.session
    before = session.totals.labels.copy()
    residents = cell(dock, "3", "Residents")
    dock.plan.tools.set_target("3")
    dock.plan.tools.take_up("paint")
    points = session.units.inner_point
    row = np.flatnonzero(before == session.code_of("2"))[:4]
    hand.drag([tuple(points[one]) for one in row])
    assert bellahoej.undoStack().count() == 1
    assert bellahoej.undoStack().undoText() == "Paint sector 3"
    field = bellahoej.fields().lookupField("sector_id")
    moved = np.flatnonzero(session.totals.labels != before)
    assert set(row) <= set(moved.tolist())
    for position in moved:
        assert bellahoej.getFeature(int(session.feature_ids[position]))[field] == 3
    assert cell(dock, "3", "Residents") != residents
    bellahoej.undoStack().undo()
    settle()
    assert (session.totals.labels == before).all()
    assert cell(dock, "3", "Residents") == residents
    bellahoej.undoStack().redo()
    settle()
    assert set(np.flatnonzero(session.totals.labels != before)) == set(moved)


def test_right_button_takes_back_and_esc_breaks_off(grid, dock, hand, plan_of):
    layer = grid("1 1 2\n1 1 2")
    dock = dock(layer)
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("paint")
    hand.click(layer.centre(0, 0))
    assert plan_of(layer, 3) == "1 1 2\n2 1 2"
    hand.click(layer.centre(0, 0), Qt.MouseButton.RightButton)
    assert plan_of(layer, 3) == "1 1 2\n1 1 2"
    assert layer.undoStack().count() == 2
    assert layer.undoStack().undoText() == "Take units back"
    hand.press(layer.centre(0, 0))
    hand.move(layer.centre(1, 0))
    assert plan_of(layer, 3) == "1 1 2\n2 2 2"
    hand.key(Qt.Key.Key_Escape)
    assert plan_of(layer, 3) == "1 1 2\n1 1 2"
    assert layer.undoStack().count() == 2


def test_painting_what_is_painted_makes_no_undo_step(grid, dock, hand):
    layer = grid("1 1 2")
    dock = dock(layer)
    dock.plan.tools.set_target("1")
    dock.plan.tools.take_up("paint")
    hand.click(layer.centre(0, 0))
    assert not layer.isEditable()
    assert layer.undoStack().count() == 0
