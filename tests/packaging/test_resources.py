"""The files the plugin carries beside its code."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
STYLES = sorted((RESOURCES / "styles").glob("*.qml"))
ENGLISH = sorted((RESOURCES / "help" / "en").glob("*.html"))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_names_no_font(path):
    """QGIS fetches a named font that is not installed from the network; without a name it takes its own."""
    named = [element.get("fontFamily") for element in ElementTree.parse(path).iter() if element.get("fontFamily")]
    assert named == []


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.name)
def test_help_stands_in_both_languages(path):
    danish = RESOURCES / "help" / "da" / path.name
    assert danish.exists()
    assert danish.read_text(encoding="utf-8") != path.read_text(encoding="utf-8")
