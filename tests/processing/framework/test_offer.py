"""What every algorithm owes its users: help in both languages, styles that load, an icon, a short first screen."""

import re
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsProcessingModelAlgorithm, QgsVectorLayer

RESOURCES = Path(__file__).parents[3] / "resources"
MOST_INPUTS = 7


@pytest.fixture
def algorithms(provider):
    return [one for one in provider.algorithms() if not isinstance(one, QgsProcessingModelAlgorithm)]


def test_every_algorithm_has_help_in_english_and_danish(algorithms):
    missing = [
        f"{language}/{one.name()}.html"
        for one in algorithms
        for language in ("en", "da")
        if not (RESOURCES / "help" / language / f"{one.name()}.html").exists()
    ]
    assert missing == []


def test_every_help_text_belongs_to_an_algorithm(algorithms):
    names = {one.name() for one in algorithms}
    assert {path.stem for path in (RESOURCES / "help").rglob("*.html")} <= names


def test_every_style_loads(algorithms):
    for one in algorithms:
        for style in one.STYLES.values():
            path = RESOURCES / "styles" / f"{style}.qml"
            assert path.exists(), f"{one.name()}: {path}"
            kind = re.search(r'<symbol[^>]*\btype="(\w+)"', path.read_text(encoding="utf-8")).group(1)
            geometry = {"fill": "Polygon", "line": "LineString", "marker": "Point"}[kind]
            layer = QgsVectorLayer(f"{geometry}?crs=EPSG:25832", "styled", "memory")
            message, loaded = layer.loadNamedStyle(str(path))
            assert loaded, f"{path}: {message}"


def test_every_algorithm_has_an_icon(algorithms):
    assert {one.name() for one in algorithms if one.icon().isNull()} == set()


def test_first_screens_are_short(algorithms):
    advanced = Qgis.ProcessingParameterFlag.Advanced
    shown = {
        one.name(): [d.name() for d in one.parameterDefinitions() if not d.isDestination() and not d.flags() & advanced]
        for one in algorithms
    }
    assert {name: inputs for name, inputs in shown.items() if len(inputs) > MOST_INPUTS} == {}


def test_every_parameter_is_described(algorithms):
    bare = [
        f"{one.name()} {d.name()}"
        for one in algorithms
        for d in one.parameterDefinitions()
        if d.description() in ("", d.name())
    ]
    assert bare == []
