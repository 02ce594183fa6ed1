"""The structure of the house: who may import whom, and how large a room may grow."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {"core": 0, "processing": 1, "ui": 2}
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))


def imported_floors(path):
    """Yield the floor each relative import of a module leads to, and the absolute modules it imports."""
    depth = len(path.relative_to(ROOT).parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = path.relative_to(ROOT).parts[: depth - node.level]
            parts = (*base, *(node.module or "").split("."))
            yield parts[0], None
        elif isinstance(node, ast.ImportFrom):
            yield None, node.module
        elif isinstance(node, ast.Import):
            yield from ((None, alias.name) for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_never_lead_upstairs(path):
    floor = FLOORS[path.relative_to(ROOT).parts[0]]
    for target, absolute in imported_floors(path):
        assert FLOORS.get(target, -1) <= floor, f"{path} imports {target}"
        if floor == 0 and absolute:
            assert absolute.split(".")[0] not in ("qgis", "PyQt5", "PyQt6", "osgeo"), f"{path} imports {absolute}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_room_and_no_function_grows_beyond_its_idea(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 500
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 60, f"{path}:{node.lineno} {node.name}"


def test_loading_the_provider_imports_nothing_heavy():
    code = (
        "import importlib.util, sys, time\n"
        f"spec = importlib.util.spec_from_file_location('sector_planner', r'{ROOT}/__init__.py', submodule_search_locations=[r'{ROOT}'])\n"
        "package = importlib.util.module_from_spec(spec); sys.modules['sector_planner'] = package; spec.loader.exec_module(package)\n"
        "from qgis.core import QgsApplication\n"
        "application = QgsApplication([], False); application.initQgis()\n"
        "before = set(sys.modules); start = time.process_time()\n"
        "plugin = package.classFactory(None); plugin.initProcessing()\n"
        "print(time.process_time() - start, *sorted({'numpy', 'pandas', 'scipy', 'shapely', 'matplotlib', 'jinja2'} & (set(sys.modules) - before)))\n"
    )
    seconds = []
    for _ in range(3):  # the best of three: a busy machine makes any single start slow
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        took, *heavy = result.stdout.split()
        assert heavy == []
        seconds.append(float(took))
        if seconds[-1] < 0.3:
            return
    assert min(seconds) < 0.3


def test_only_one_place_starts_playwright():
    """Tests that share a process would refuse each other's: they take the browser from tests/web/conftest.py."""
    starters = [
        path for path in (ROOT / "tests").rglob("*.py") if "sync_" + "playwright" in path.read_text(encoding="utf-8")
    ]
    assert [path.relative_to(ROOT).as_posix() for path in starters] == ["tests/web/conftest.py"]


def test_only_one_place_makes_transformations_for_a_run():
    """One made elsewhere may hand the coordinates back as they came, without an error: see that module."""
    makers = [path.name for path in (ROOT / "processing").rglob("*.py") if "QgsCoordinateTransform(" in path.read_text(encoding="utf-8")]  # fmt: skip
    assert makers == ["crs.py"]
