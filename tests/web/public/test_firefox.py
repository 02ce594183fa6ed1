"""The page in Firefox, as Debian has it: address, keyboard, map, narrow windows, axe, and the reader's own colours."""

import io

import numpy as np
import pytest
from builders import map_checks
from builders.firefox import DARK, FORCED, firefox
from builders.page_checks import KNOWN_INCOMPLETE, TAGS
from PIL import Image

READY = "document.documentElement.classList.contains('ready') && !state.view.waiting"
FOCUS = "document.activeElement.tagName + ' ' + (document.activeElement.getAttribute('aria-label') || document.activeElement.textContent).trim()"


@pytest.fixture(scope="module")
def window():
    with firefox() as window:
        yield window


@pytest.fixture
def page(window, folder):
    """Return a window with the page of twenty sectors."""
    window.open((folder / "index.html").as_uri())
    window.wait(READY)
    return window


def test_an_address_is_typed_offered_and_opened_by_keyboard_alone(page):
    page.evaluate("document.getElementById('address').focus()")
    page.type("short l")
    page.wait("document.querySelectorAll('#offers [role=option]').length === 1")
    assert "Suggestions: 1" in page.evaluate("document.getElementById('status').textContent")
    page.type("ArrowDown", "Enter")
    page.wait("document.getElementById('chosen')")
    assert "Officer 1" in page.evaluate("document.getElementById('result').textContent")
    assert page.evaluate(FOCUS).startswith("H3")
    assert page.said == []
    assert [url for url in page.asked if not url.startswith("data:") and "index.html" not in url] == []


def test_the_map_is_one_stop_for_tab_with_arrow_keys_inside(page):
    page.evaluate("document.getElementById('show').focus()")
    page.type("Tab")
    assert page.evaluate(FOCUS).startswith("path Sector 1 ·")
    reached = []
    for key in ("ArrowRight", "ArrowDown", "End", "ArrowRight", "ArrowUp"):
        page.type(key)
        reached.append(page.evaluate(FOCUS).split(",")[0].split(" ·")[0])
    assert reached == ["path Sector 2", "path Sector 3", "path Sector 20", "path Sector 1", "path Sector 20"]
    assert page.evaluate("getComputedStyle(document.querySelector('.ring')).visibility") == "visible"
    page.type("Tab")
    assert page.evaluate(FOCUS).startswith("BUTTON Zoom in")
    page.type("Shift+Tab", "Enter")
    page.wait("document.getElementById('chosen')")
    assert "Officer 20" in page.evaluate("document.getElementById('result').textContent")


def test_a_click_on_the_map_opens_the_sector_under_it(page):
    page.evaluate("document.getElementById('map').scrollIntoView({ block: 'center' })")
    spot = """(([x, y]) => { const at = state.view.map.latLngToContainerPoint([y, x]), box = document.getElementById('map').getBoundingClientRect();
        return [at.x + box.left, at.y + box.top]; })(page.sectors[12].marks[0])"""
    page.click(*page.evaluate(spot))
    page.wait("document.getElementById('chosen')")
    assert "Officer 13" in page.evaluate("document.getElementById('result').textContent")


def test_every_point_lies_in_the_sector_that_chromium_finds(page, facts):
    points = [point for point, _ in facts["points"]]
    assert page.evaluate(f"{points}.map(place => window.sectorAt(...place))") == [key for _, key in facts["points"]]


def test_nothing_is_wider_than_320_px_before_and_after_a_choice(window, folder):
    window.open((folder / "index.html").as_uri(), width=320)
    window.wait(READY)
    for index in (None, 0):
        if index is not None:
            window.evaluate(f"choose({index})")
        assert window.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("settings", [{}, DARK, FORCED], ids=["light", "dark", "forced colours"])
def test_borders_stand_out_names_do_not_overlap_and_axe_finds_nothing(settings, folder, axe):
    with firefox(settings) as window:
        window.open((folder / "index.html").as_uri())
        window.wait(READY)
        assert list(map_checks.faults_of_names(window.evaluate(f"({map_checks.TEXTS})()"), window.evaluate(map_checks.FRAME), "Firefox")) == []  # fmt: skip
        rules = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "incomplete"]}
        window.evaluate(f"(() => {{ {axe}; }})()")
        found = window.evaluate(f"axe.run(document, {rules})")
        assert [rule["id"] for rule in found["violations"]] == []
        assert {rule["id"] for rule in found["incomplete"]} <= KNOWN_INCOMPLETE
        window.evaluate(map_checks.HIDDEN)
        picture = Image.open(io.BytesIO(window.picture())).convert("RGB")
        places = window.evaluate(f"({map_checks.BORDER_POINTS})()")
        contrasts = map_checks.contrasts_in(picture, places, window.evaluate(map_checks.FRAME))
        assert len(contrasts) > 60
        assert min(contrasts) >= map_checks.LEAST_CONTRAST
        is_dark = np.mean(picture.getpixel((5, 5))) < 100
        assert is_dark == (settings == DARK)
