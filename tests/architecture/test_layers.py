"""Who may import whom: three layers, the packages of core in layers of their own, and no circle anywhere."""

import subprocess
import sys

import pytest

from .source_tree import LAYERS, ROOT, circles, imports, modules

# Packages of core from the bottom up: each may import those of lower layers only.
CORE_LAYERS = (
    {"base"},
    {"geo", "reporting", "database", "parallel"},
    {"plan", "crime", "publish"},
    {"staffing"},
    {"balance", "editing", "safety", "sample"},
    {"logbook"},
    {"imports"},
)
HEAVY = {"numpy", "pandas", "scipy", "shapely", "matplotlib", "jinja2"}
NOT_IN_CORE = {"qgis", "PyQt5", "PyQt6", "osgeo"}


def layer_of(package):
    return next(level for level, packages in enumerate(CORE_LAYERS) if package in packages)


def test_every_package_of_core_has_its_layer():
    there = {path.parent.name for path in (ROOT / "core").glob("*/__init__.py")}
    assert there == set().union(*CORE_LAYERS)


def test_imports_lead_down_only():
    upwards = [
        f"{arrow.source.place} imports {arrow.target.place}"
        for arrow in imports()
        if LAYERS.index(arrow.target.name[0]) > LAYERS.index(arrow.source.name[0])
    ]
    assert upwards == []


def test_packages_of_core_import_lower_packages_only():
    wrong = [
        f"{arrow.source.place} imports {arrow.target.place}"
        for arrow in imports()
        if arrow.source.name[0] == arrow.target.name[0] == "core"
        and arrow.source.name[1] != arrow.target.name[1]
        and layer_of(arrow.target.name[1]) >= layer_of(arrow.source.name[1])
    ]
    assert wrong == []


def test_core_imports_no_qgis():
    assert not [
        f"{module.place}: {name}"
        for module in modules().values()
        if module.name[0] == "core"
        for name in absolute_imports(module.tree)
        if name.split(".")[0] in NOT_IN_CORE
    ]


def absolute_imports(tree):
    import ast

    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def arrows_between(key, kinds):
    arrows = {}
    for arrow in imports():
        if kinds(arrow) and key(arrow.source) != key(arrow.target):
            arrows.setdefault(key(arrow.source), set()).add(key(arrow.target))
    return arrows


def test_packages_form_no_circle():
    assert circles(arrows_between(lambda module: module.package, lambda arrow: True)) == []


def test_files_form_no_circle_but_for_types():
    assert circles(arrows_between(lambda module: module.name, lambda arrow: not arrow.typing_only)) == []


def test_a_circle_is_found():
    a, b, c = ("a",), ("b",), ("c",)
    assert circles({a: {b}, b: {c}, c: {a}, ("d",): {a}}) == [[a, b, c]]
    assert circles({a: {b}, b: {c}}) == []


START = f"""
import importlib.util, sys, time
spec = importlib.util.spec_from_file_location("sector_planner", r"{ROOT}/__init__.py", submodule_search_locations=[r"{ROOT}"])
package = importlib.util.module_from_spec(spec)
sys.modules["sector_planner"] = package
spec.loader.exec_module(package)
from qgis.core import QgsApplication
application = QgsApplication([], False)
application.initQgis()
before = set(sys.modules)
start = time.process_time()
package.classFactory(None).initProcessing()
print(time.process_time() - start, *sorted({HEAVY!r} & (set(sys.modules) - before)))
"""


def load_the_provider():
    """Return the seconds of processor time and the heavy libraries that a start of the provider costs."""
    result = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    seconds, *heavy = result.stdout.split()
    return float(seconds), heavy


def test_loading_the_provider_imports_nothing_heavy():
    assert load_the_provider()[1] == []


@pytest.mark.slow
def test_loading_the_provider_takes_a_third_of_a_second():
    assert min(load_the_provider()[0] for _ in range(3)) < 0.3
