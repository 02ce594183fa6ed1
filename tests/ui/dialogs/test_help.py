"""Help opens its page, on this machine, in the reader's language."""

from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtTest import QTest
from sector_planner.processing.framework import environment
from sector_planner.processing.provider import ALGORITHMS

ROOT = Path(environment.__file__).parents[1]


@pytest.fixture
def opened(monkeypatch):
    pages = []
    monkeypatch.setattr("qgis.PyQt.QtGui.QDesktopServices.openUrl", lambda url: pages.append(Path(url.toLocalFile())))
    return pages


@pytest.fixture
def danish(qgis_started_in):
    with qgis_started_in("da_DK"):
        yield


@pytest.fixture
def rendered(tmp_path, monkeypatch):
    """Stand in for a rendered guide with one page in Danish and two in English."""
    for page in ("en/index", "en/tools/balancesectors", "da/tools/balancesectors"):
        path = tmp_path / "guide" / f"{page}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    return tmp_path / "guide"


def test_a_page_is_danish_for_danes_and_english_where_there_is_no_other(rendered, danish):
    assert environment.guide_page("tools/balancesectors") == rendered / "da" / "tools" / "balancesectors.html"
    assert environment.guide_page("index") == rendered / "en" / "index.html"


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda one: one.ID)
def test_the_help_button_of_every_tool_has_a_page_even_in_a_bare_checkout(algorithm, danish, monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    path = Path(QUrl(algorithm().helpUrl()).toLocalFile())
    assert path.exists()
    assert path.parent.name == "da"
    assert path.stem == algorithm.ID


def test_the_model_s_help_is_the_page_on_models(provider):
    models = [one for one in provider.algorithms() if one.name() == "plan_and_publish"]
    assert Path(QUrl(models[0].helpUrl()).toLocalFile()).stem == "models"


def test_the_dock_s_help_opens_the_page_on_what_it_shows(dock, grid, opened):
    shown = dock(grid("1 1 2"))
    QTest.mouseClick(shown.help, Qt.MouseButton.LeftButton)
    shown.show_panel(shown.proposal)
    QTest.mouseClick(shown.help, Qt.MouseButton.LeftButton)
    assert [page.stem for page in opened] == ["drawing-sectors", "rebalancing"]
    assert all(page.exists() for page in opened)


def test_help_is_there_before_a_plan_is_open(dock, grid, opened):
    shown = dock(grid("1 1 2"))
    shown.close_plan()
    QTest.mouseClick(shown.help, Qt.MouseButton.LeftButton)
    assert len(opened) == 1
