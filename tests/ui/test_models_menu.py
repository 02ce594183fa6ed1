"""The models in the plugin's menu."""

import pytest
from qgis.PyQt.QtGui import QAction
from sector_planner.ui.widgets import add_models


@pytest.fixture
def opened(provider, window):
    opened, action = [], QAction("Models", window)
    add_models(action, provider, opened.append)
    yield action.menu(), opened
    action.deleteLater()


def test_each_entry_opens_its_model(opened, provider):
    menu, names = opened
    for action in menu.actions():
        action.trigger()
    assert names == ["plan_and_publish", "publish_edition", "quarterly_threat", "rebalance_and_compare"]
    assert all(provider.algorithm(name) for name in names)


def test_each_entry_tells_what_its_model_does(opened):
    menu, _ = opened
    assert menu.toolTipsVisible()
    assert "compared" in menu.actions()[3].toolTip()
