"""The plugin in a real QGIS window on a virtual screen."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from qgis.PyQt.QtGui import QImage

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """Start QGIS on Xvfb with the plugin, let the script look, and return what it saw."""
    folder = tmp_path_factory.mktemp("window")
    profile = folder / "profile"
    settings = profile / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        "[PythonPlugins]\nprocessing=true\nsector_planner=true\n[app]\ncheckVersion=false\n[qgis]\nshowTips360=false\n"
    )
    environment = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    environment["QGIS_CUSTOM_CONFIG_PATH"] = str(profile)
    environment["SECTOR_PLANNER_SHOT"] = str(folder / "window.png")
    environment["SECTOR_PLANNER_SEEN"] = str(folder / "seen.json")
    command = ["xvfb-run", "-a", "-s", "-screen 0 1400x900x24", "qgis", "--nologo", "--noversioncheck", "--code", str(HERE / "window_script.py")]  # fmt: skip
    subprocess.run(command, env=environment, timeout=120, capture_output=True, check=False)
    result = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    assert "error" not in result, result["error"]
    return result | {"picture": folder / "window.png"}


def test_menu_button_provider_and_icons_are_there(seen):
    assert len(seen["loaded"]["menu"]) >= 4
    assert seen["loaded"]["buttons"] == 2
    assert seen["loaded"]["icons"]
    assert "sectorplanner:balancesectors" in seen["loaded"]["algorithms"]
    assert seen["loaded"]["without_icon"] == []


def test_the_menu_offers_the_models_and_tells_what_each_does(seen):
    told = dict(map(tuple, seen["loaded"]["models"]))
    assert list(told) == [
        "Plan and publish sectors…",
        "Publish an edition…",
        "Assess the quarter…",
        "Rebalance and compare…",
    ]
    assert all(len(text) > 100 for text in told.values())


def test_the_welcome_panel_opens_by_itself_once(seen):
    assert seen["welcome"] is True
    assert seen["welcome_again"] is False


def test_every_algorithm_has_help(seen):
    assert seen["loaded"]["without_help"] == []


def test_unloading_leaves_nothing_and_reloading_brings_all_back(seen):
    assert seen["after_unload"]["menu"] == []
    assert seen["after_unload"]["buttons"] == 0
    assert seen["after_unload"]["algorithms"] == []
    assert seen["reloaded"] == seen["loaded"]


def test_the_dock_stands_beside_another_and_the_window_does_not_grow(seen):
    assert seen["dock"]["grown"] == 0
    assert seen["dock"]["least_height"] < 300
    assert "ProcessingToolbox" in seen["dock"]["beside"]
    assert seen["dock"]["in_front"]
    assert seen["dock"]["tabs"] == ["Sectors", "Findings (0)", "Changes (0)", "Locks", "Rebalance"]


def test_reference_systems_outlive_the_thread_that_asked_for_them(seen):
    assert seen["held"] == ["EPSG:25832", "EPSG:4326", "EPSG:32633"]


def test_the_window_was_drawn(seen):
    assert not QImage(str(seen["picture"])).isNull()
