"""Rebalance in the background, preview, accept, discard; the sentence that explains a unit."""

import time

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsPointXY
from qgis.PyQt.QtWidgets import QApplication


def wait(dock, seconds=60):
    """Let QGIS run until the proposal is there or was refused."""
    end = time.monotonic() + seconds
    while dock.proposal.progress.isVisibleTo(dock.proposal) and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    assert time.monotonic() < end


def shown(proposals, seconds=20):
    """Let QGIS run until a preview is on the map."""
    end = time.monotonic() + seconds
    while not proposals.preview.bands and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    assert proposals.preview.bands


@pytest.fixture
def uneven(grid, dock, provider):
    """Return a dock on two sectors of 3 and 15 units."""
    layer = grid("1 2 2 2 2 2\n1 2 2 2 2 2\n1 2 2 2 2 2")
    return layer, dock(layer, officers=8)


def test_a_rebalance_is_previewed_then_accepted_as_one_step(uneven, plan_of, settle):
    layer, dock = uneven
    before = plan_of(layer, 6)
    dock.proposal.most_moved.setValue(100)
    dock.proposal.run.click()
    assert dock.proposal.stop.isVisibleTo(dock.proposal)
    wait(dock)
    proposals = dock.rebalance_actions.proposals
    assert proposals.proposed is not None, dock.proposal.text.text()
    assert len(proposals.proposed.positions) == 6
    assert "6 units and 60 residents" in dock.proposal.text.text()
    assert dock.proposal.table.item(0, 3).text() == "30 → 90"
    shown(proposals)
    assert not proposals.preview.bands[0].asGeometry().isEmpty()
    assert plan_of(layer, 6) == before
    dock.proposal.accept.click()
    settle()
    assert dock.plan.session.totals.measure("units").tolist() == [9, 9]
    assert layer.undoStack().count() == 1
    assert layer.undoStack().undoText() == "Rebalance sectors 1, 2"
    assert proposals.preview.bands == []
    layer.undoStack().undo()
    assert plan_of(layer, 6) == before


def test_a_proposal_can_be_discarded(uneven, plan_of):
    layer, dock = uneven
    before = plan_of(layer, 6)
    dock.proposal.most_moved.setValue(100)
    dock.proposal.run.click()
    wait(dock)
    assert dock.rebalance_actions.proposals.proposed is not None
    dock.proposal.discard.click()
    assert plan_of(layer, 6) == before
    assert not layer.isEditable()
    assert dock.rebalance_actions.proposals.preview.bands == []


def test_locks_hold_in_a_rebalance(uneven, settle):
    layer, dock = uneven
    ids = {f["unit_id"]: f.id() for f in layer.getFeatures()}
    layer.selectByIds([ids["u10"]])
    dock.locks.buttons["units"].click()
    dock.proposal.most_moved.setValue(100)
    dock.proposal.run.click()
    wait(dock)
    index = dock.plan.session.units.unit_ids.index("u10")
    assert index not in dock.rebalance_actions.proposals.proposed.positions
    dock.table.select(0)
    dock.toolbar.lock.trigger()
    dock.proposal.run.click()
    assert "at least two sectors that are not locked" in dock.proposal.text.text()


def test_a_cancelled_run_changes_nothing(bellahoej, dock, provider):
    dock = dock(bellahoej, officers=60)
    dock.proposal.effort.setCurrentIndex(2)
    dock.proposal.run.click()
    QApplication.processEvents()
    dock.proposal.cancel.click()
    wait(dock)
    assert dock.proposal.text.text() == "Cancelled; nothing was changed."
    assert dock.rebalance_actions.proposals.preview.bands == []
    assert not bellahoej.isEditable()


def test_selected_real_sectors_are_balanced_inside_their_district(bellahoej, dock, provider, settle):
    dock = dock(bellahoej, officers=60)
    for row in (3, 4, 5):
        dock.table.view.selectionModel().select(dock.table.proxy.mapFromSource(dock.table.model.index(row, 0)), dock.table.view.selectionModel().SelectionFlag.Select | dock.table.view.selectionModel().SelectionFlag.Rows)  # fmt: skip
    assert dock.table.chosen() == [3, 4, 5]
    totals = dock.plan.session.totals
    others = np.flatnonzero(~np.isin(totals.labels, [3, 4, 5]))
    before = totals.labels.copy()
    dock.proposal.which.setCurrentIndex(1)
    dock.proposal.effort.setCurrentIndex(0)
    dock.proposal.run.click()
    wait(dock)
    dock.proposal.accept.click()
    settle()
    load = totals.measure("workload")[3:6]
    assert (totals.labels[others] == before[others]).all()
    assert load.max() / load.min() < 1.2
    assert (totals.parts()[3:6] == 1).all()


def test_a_moved_unit_is_explained(uneven, hand, settle):
    layer, dock = uneven
    dock.plan.tools.set_target("1")
    dock.plan.tools.take_up("paint")
    hand.click(layer.centre(1, 0))
    dock.show_panel(dock.pending)
    dock.pending.units.selectRow(0)
    text = dock.pending.why.text()
    assert text.startswith("Unit u10 went from sector 2 to sector 1:")
    assert "10 residents keep their officer" in text


def test_the_price_of_units_of_the_analyst_s_choice_is_told(uneven, plan_of):
    layer, dock = uneven
    before = plan_of(layer, 6)
    dock.pending.price.click()
    assert dock.pending.why.text().startswith("Select units on the map")
    ids = {feature["unit_id"]: feature.id() for feature in layer.getFeatures()}
    layer.selectByIds([ids["u10"], ids["u11"]])
    dock.plan.tools.set_target("1")
    dock.pending.price.click()
    text = dock.pending.why.text()
    assert text.startswith("u10, u11 to sector 1: sector 1 would deviate by ")
    assert "the border would change by +100 m; 20 residents move." in text
    assert "fall into parts" not in text
    layer.selectByIds([ids["u30"]])
    dock.pending.price.click()
    assert "A sector would fall into parts." in dock.pending.why.text(), "it would lie in sector 1 without touching it"
    assert plan_of(layer, 6) == before
    assert not layer.isEditable()


def test_a_repair_is_offered_with_its_cost_and_is_one_step(grid, dock, provider, plan_of, settle):
    layer = grid("1 1 2 2\n1 1 2 1\n1 . 2 2")
    dock = dock(layer)
    detached = next(row for row in range(dock.findings.list.topLevelItemCount()) if dock.findings.list.topLevelItem(row).text(0) == "Detached part")  # fmt: skip
    dock.findings.list.setCurrentItem(dock.findings.list.topLevelItem(detached))
    dock.findings.repair.click()
    wait(dock)
    assert "1 units and 10 residents" in dock.proposal.text.text()
    dock.proposal.accept.click()
    settle()
    assert plan_of(layer, 4) == "1 1 2 2\n1 1 2 2\n1 . 2 2"
    assert layer.undoStack().count() == 1
    assert layer.undoStack().undoText().startswith("Repair: Sector 1: 1 units are cut off")


def test_islands_can_be_told_to_be_meant(grid, dock):
    layer = grid("1 2 1\n1 2 1")
    dock = dock(layer, tolerance=90.0)
    assert dock.findings.list.topLevelItemCount() == 1
    dock.findings.list.setCurrentItem(dock.findings.list.topLevelItem(0))
    dock.findings.expect.click()
    assert dock.findings.list.topLevelItemCount() == 0


def test_a_double_click_on_a_finding_zooms_there(grid, dock, canvas):
    layer = grid("1 1 2 2\n1 1 2 1\n1 1 2 2")
    dock = dock(layer, tolerance=90.0)
    before = canvas.extent().width()
    dock.findings.list.itemDoubleClicked.emit(dock.findings.list.topLevelItem(0), 0)
    assert canvas.extent().width() < before / 1.5
    assert canvas.extent().contains(QgsPointXY(*layer.centre(3, 1)))


def test_closing_the_plan_stops_a_run_and_leaves_nothing(bellahoej, dock, provider):
    dock = dock(bellahoej, officers=60)
    dock.proposal.effort.setCurrentIndex(2)
    dock.proposal.run.click()
    QApplication.processEvents()
    dock.close_plan()
    end = time.monotonic() + 60
    while QgsApplication.taskManager().countActiveTasks() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    assert time.monotonic() < end
    assert not bellahoej.isEditable()
    dock.open_plan()
    assert dock.plan is not None
