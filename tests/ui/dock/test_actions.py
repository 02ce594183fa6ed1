"""The dock's actions, each without the dock: a plan that is open on a canvas is all they need."""

import pytest
from qgis.core import QgsProject
from sector_planner.core.base.findings import ERROR, Finding
from sector_planner.ui.dock.actions import LockActions, MapActions, ScenarioActions, ToolActions
from sector_planner.ui.dock.open_plan import CurrentPlan, OpenPlan
from sector_planner.ui.plan.settings import PlanSettings

PLAN = "1 1 2\n1 1 2"


@pytest.fixture
def current(grid, canvas):
    """Return an open plan of two sectors, and nothing else."""
    layer = grid(PLAN)
    QgsProject.instance().addMapLayer(layer)
    current = CurrentPlan()
    settings = PlanSettings(layer_id=layer.id(), sector_field="sector_id", unit_id_field="unit_id")
    current.plan = OpenPlan(layer, settings, canvas, lambda: "")
    yield current
    current.plan.close()


def heard(signal):
    """Return a list to which everything that a signal carries is added."""
    values = []
    signal.connect(values.append)
    return values


def test_sectors_are_locked_and_unlocked_together(current):
    actions = LockActions(current)
    locks = lambda: current.plan.session.settings.rules.sectors  # noqa: E731
    actions.toggle_sectors([1])
    assert locks() == {"2"}
    actions.toggle_sectors([0, 1])
    assert locks() == {"1", "2"}
    actions.toggle_sectors([0, 1])
    assert locks() == set()


def test_to_lock_nothing_is_answered_with_a_hint(current):
    actions = LockActions(current)
    hints = heard(actions.said)
    actions.toggle_sectors([])
    assert hints == ["Select the sectors to lock in the table first."]


def test_parts_that_are_meant_are_expected_from_now_on(current):
    LockActions(current).expect_parts(Finding("detached part", ERROR, "message", sector_id="1"))
    assert current.plan.session.settings.parts == {"1": 1}


def test_units_selected_on_the_map_name_their_sectors(current):
    actions = MapActions(current)
    sectors = heard(actions.sectors_selected)
    current.opened.emit(current.plan)
    layer = current.plan.session.layer
    layer.selectByIds([feature.id() for feature in layer.getFeatures() if feature["sector_id"] == 2])
    assert sectors == [[1]]


def test_the_tool_in_hand_is_told_also_when_it_is_taken_away(current, canvas):
    actions = ToolActions(current)
    names = heard(actions.taken_up)
    canvas.mapToolSet.connect(actions.on_tool_set)
    actions.take_up("lasso")
    canvas.unsetMapTool(canvas.mapTool())
    canvas.mapToolSet.disconnect(actions.on_tool_set)
    assert names == ["lasso", ""]


def test_a_scenario_of_a_name_that_is_taken_is_refused(current):
    actions = ScenarioActions(current)
    reasons, fields = heard(actions.refused), heard(actions.added)
    actions.add(current.plan.session.layer, "workload", "sector_id")
    assert "already has a field “workload”" in reasons[0]
    assert fields == []


def test_without_a_plan_the_actions_do_nothing(qgis_app):
    current = CurrentPlan()
    LockActions(current).toggle_sectors([0])
    MapActions(current).outline([0])
    ToolActions(current).take_up("paint")
    assert ScenarioActions(current).comparison("sector_id") == {}
