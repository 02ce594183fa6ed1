"""One code for Qt 5 and Qt 6.

Every name and dotted chain the code takes from Qt must lead somewhere in PyQt6; every enum of QGIS must be written with
its scope; no member may be used that PyQt5 has and PyQt6 lost. What needs no QGIS is run on PyQt6 as well: the
dock's form is loaded, the panels are built and drawn, a report is printed. There is no QGIS on Qt 6 in this test: the
map tools and the layers' side of the dock are held by the names alone. Styles (.qml) are QGIS's own XML, which its
own reader takes on both; they name no type of Qt.
"""

import enum
import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import qgis.core
import qgis.gui
from builders import parsed

from .qt_code import ROOT, SOURCES, Use, all_uses, members, own_names, uses

PYQT6 = Path(sys.prefix) / "pyqt6"
OLD = """
from qgis.PyQt.QtCore import Qt, QVariant, QRegExp
from qgis.PyQt.QtWidgets import QDesktopWidget, QFrame
QVariant.Type.Int
Qt.AlignLeft
QFrame.HLine
"""
OLD_QGIS = """
from qgis.core import Qgis, QgsMapLayer, QgsMapLayerProxyModel, QgsProcessing, QgsWkbTypes
QgsProcessing.TypeVectorPolygon
QgsMapLayerProxyModel.PolygonLayer
QgsWkbTypes.Polygon
QgsMapLayer.VectorLayer
Qgis.Warning
Qgis.MessageLevel.Warning
QgsProcessing.SourceType.TypeVectorPolygon
"""


@pytest.fixture(scope="module")
def qt6(tmp_path_factory):
    """What the process under PyQt6 says."""
    result = subprocess.run(
        [sys.executable, Path(__file__).with_name("under_qt6.py"), tmp_path_factory.mktemp("qt6")],
        input=OLD,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(PYQT6), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    return json.loads(result.stdout)


def test_everything_the_code_takes_from_qt_is_in_qt6(qt6):
    assert qt6["qt"].startswith("6.")
    assert qt6["missing"] == []
    assert len([use for use in all_uses() if use.module.startswith("qgis.PyQt")]) > 300


def test_the_search_finds_what_qt6_no_longer_has(qt6):
    for gone in ("QRegExp", "QDesktopWidget", "QVariant.Type.Int", "Qt.AlignLeft", "QFrame.HLine"):
        assert any(found.endswith(f": {gone}") for found in qt6["caught"]), gone


def loose_enum(use: Use) -> str:
    """Return the place of an enum's value that is written without its enum; nothing where all is well."""
    there = importlib.import_module(use.module)
    for name in use.chain:
        owner, there = there, getattr(there, name)
        kind = type(there)
        is_value = isinstance(kind, enum.EnumMeta) or type(kind).__name__ == "enumtype"
        if is_value and owner is not kind:
            return f"{use.place}: {'.'.join(use.chain)}"
    return ""


def test_every_enum_of_qgis_is_written_with_its_scope():
    found = [use for use in all_uses() if use.module in ("qgis.core", "qgis.gui", "qgis.analysis")]
    assert len(found) > 300
    assert [place for use in found if (place := loose_enum(use))] == []


def test_the_search_finds_enums_without_scope():
    found = [place.split(": ")[1] for use in uses(OLD_QGIS) if (place := loose_enum(use))]
    assert found == [
        "QgsProcessing.TypeVectorPolygon",
        "QgsMapLayerProxyModel.PolygonLayer",
        "QgsWkbTypes.Polygon",
        "QgsMapLayer.VectorLayer",
        "Qgis.Warning",
    ]


def own_members(*modules):
    """Return the names of the members of all classes of these modules, without what they inherit."""
    kinds = [kind for module in modules for kind in vars(module).values() if isinstance(kind, type)]
    return {name for kind in kinds if dir(kind) for name in vars(kind)}  # dir() fills what sip fills late


@pytest.fixture(scope="module")
def lost(qt6):
    """Return the members that PyQt5 has, PyQt6 has not, and QGIS does not give."""
    pytest.importorskip("PyQt5", reason="this QGIS is on Qt 6: what it lost cannot be used here at all")
    parts = ("QtCore", "QtGui", "QtNetwork", "QtPrintSupport", "QtSvg", "QtTest", "QtWidgets", "QtXml")
    qt5 = own_members(*(importlib.import_module(f"PyQt5.{part}") for part in parts))
    return qt5 - set(qt6["members"]) - own_members(qgis.core, qgis.gui) - set(dir(int))


def test_no_member_is_used_that_qt6_lost(lost):
    texts = {path: parsed.text(path) for path in [*SOURCES, *(ROOT / "core").rglob("*.py")]}
    own = set().union(*map(own_names, texts.values()))
    assert {path.name: found for path in SOURCES if (found := members(texts[path]) & lost - own)} == {}


def test_the_search_finds_members_that_qt6_lost(lost):
    old = "stamp.toTime_t(); proxy.setFilterRegExp(''); event.localPos(); self.NoEditTriggers; d.DialogCode.Accepted"
    assert members(old) & lost == {"toTime_t", "setFilterRegExp", "localPos", "NoEditTriggers"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_qt_is_reached_through_qgis_alone(path):
    text = parsed.text(path)
    assert not re.search(r"^\s*(from|import) +(PyQt[456]|PySide\d?|sip)\b", text, re.MULTILINE)
    assert not re.search(r"(\bQVariant\.\w|\bQTextCodec|\bqApp\b|resources_rc|\.exec_\()", text)


def test_the_forms_load_and_the_panels_are_drawn_under_qt6(qt6):
    assert [path.relative_to(ROOT).as_posix() for path in ROOT.glob("ui/**/*.ui")] == ["ui/dock.ui"]
    assert {"layer", "sector_field", "target", "links_layer"} <= set(qt6["choices"])
    assert len(qt6["panels"]) == 6
    assert qt6["pdf"] > 10_000


def test_metadata_promises_qgis_4():
    text = (ROOT / "metadata.txt").read_text(encoding="utf-8")
    assert "\nqgisMinimumVersion=3.40\n" in text
    assert "\nqgisMaximumVersion=4.99\n" in text
