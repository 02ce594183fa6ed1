"""The structure of the house: who may import whom, and how large a room may grow."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from builders import parsed

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {"core": 0, "processing": 1, "ui": 2}
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))


def imported_floors(path):
    """Yield the floor each relative import of a module leads to, and the absolute modules it imports."""
    depth = len(path.relative_to(ROOT).parts)
    for node in parsed.nodes(path):
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
    text = parsed.text(path)
    assert text.count("\n") <= 320
    for node in parsed.nodes(path):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 60, f"{path}:{node.lineno} {node.name}"


LOADS_THE_PROVIDER = f"""
import importlib.util, sys, time
spec = importlib.util.spec_from_file_location("sector_planner", r"{ROOT}/__init__.py", submodule_search_locations=[r"{ROOT}"])
package = importlib.util.module_from_spec(spec); sys.modules["sector_planner"] = package; spec.loader.exec_module(package)
from qgis.core import QgsApplication
application = QgsApplication([], False); application.initQgis()
before = set(sys.modules); start = time.process_time()
plugin = package.classFactory(None); plugin.initProcessing()
print(time.process_time() - start, *sorted({{"numpy", "pandas", "scipy", "shapely", "matplotlib", "jinja2"}} & (set(sys.modules) - before)))
"""


def load_the_provider():
    """Return the seconds of a processor that loading the provider takes in a QGIS of its own, and what it imports."""
    result = subprocess.run([sys.executable, "-c", LOADS_THE_PROVIDER], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    seconds, *heavy = result.stdout.split()
    return float(seconds), heavy


def test_loading_the_provider_imports_nothing_heavy():
    assert load_the_provider()[1] == []


@pytest.mark.slow
def test_loading_the_provider_takes_less_than_a_third_of_a_second():
    """The best of three: a busy machine makes any single start slow."""
    assert min(load_the_provider()[0] for _ in range(3)) < 0.3


def test_only_one_place_starts_playwright():
    """Tests that share a process would refuse each other's: they take the browser from tests/web/conftest.py."""
    starters = [path for path in (ROOT / "tests").rglob("*.py") if "sync_" + "playwright" in parsed.text(path)]
    assert [path.relative_to(ROOT).as_posix() for path in starters] == ["tests/web/conftest.py"]


def test_only_one_place_makes_transformations_for_a_run():
    """One made elsewhere may hand the coordinates back as they came, without an error: see that module."""
    makers = [path.relative_to(ROOT).as_posix() for path in MODULES if "QgsCoordinateTransform(" in parsed.text(path)]
    assert makers == ["processing/reference_systems.py"]


TESTS = sorted((ROOT / "tests").rglob("*.py"))
BUILDERS = ROOT / "tests" / "builders"


def modules_imported(path):
    """Yield the names of the modules a file imports from."""
    for node in parsed.nodes(path):
        if isinstance(node, ast.ImportFrom):
            yield from [node.module] if node.module else (alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_file_imports_from_a_file_of_tests():
    """What two files of tests need stands in tests/builders."""
    taken = {path.name: found for path in TESTS if (found := [name for name in modules_imported(path) if name.split(".")[-1].startswith("test_")])}  # fmt: skip
    assert taken == {}


def functions(path):
    return {node.name for node in parsed.tree(path).body if isinstance(node, ast.FunctionDef) and not node.decorator_list}  # fmt: skip


def test_what_is_shared_is_written_once():
    shared = set().union(*(functions(path) for path in BUILDERS.glob("*.py")))
    again = {path.relative_to(ROOT).as_posix(): functions(path) & shared for path in TESTS if path.parent != BUILDERS}
    assert {path: names for path, names in again.items() if names} == {}
