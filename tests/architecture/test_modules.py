"""One idea a module: how large modules, folders and functions may be, and what may stand apart."""

import ast
from collections import Counter

from .source_tree import ROOT, imports, modules

LONGEST_MODULE = 500
LONGEST_FUNCTION = 60
MOST_IN_A_FOLDER = 16
SHORT = 80
# A short module that one sibling alone imports is a fragment of that sibling, unless there is a reason.
APART: dict[str, str] = {
    "ui/dock/form.py": "what dock.ui lays out, with types: it changes with that file and not with the dock",
}
TRANSFORMATIONS = "processing/framework/crs.py"


def test_no_module_is_too_long():
    assert [module.place for module in modules().values() if module.text.count("\n") > LONGEST_MODULE] == []


def test_no_function_is_too_long():
    assert not [
        f"{module.place}:{node.lineno} {node.name}"
        for module in modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]


def test_no_folder_holds_too_many_modules():
    folders = Counter(module.package for module in modules().values() if module.path.name != "__init__.py")
    assert {"/".join(folder): count for folder, count in folders.items() if count > MOST_IN_A_FOLDER} == {}


def test_a_short_module_serves_more_than_one_sibling_or_says_why():
    importers: dict[str, set[str]] = {}
    for arrow in imports():
        importers.setdefault(arrow.target.place, set()).add(arrow.source.place)
    fragments = {
        module.place
        for module in modules().values()
        if module.path.name != "__init__.py"
        and module.text.count("\n") < SHORT
        and len(importers.get(module.place, ())) == 1
        and next(iter(importers[module.place])).rpartition("/")[0] == module.place.rpartition("/")[0]
    }
    assert fragments - APART.keys() == set(), "join them with their only importer, or say in APART why not"
    assert APART.keys() - fragments == set(), "no longer true: take it out of APART"
    assert all(APART.values())


def test_only_one_place_makes_transformations():
    """One made elsewhere may hand the coordinates back as they came, without an error: see that module."""
    makers = [module.place for module in modules().values() if "QgsCoordinateTransform(" in module.text]
    assert makers == [TRANSFORMATIONS]


def test_only_one_place_starts_playwright():
    """Tests that share a process would refuse each other's: they take the browser from tests/web/conftest.py."""
    word = "sync_" + "playwright"
    starters = [path for path in (ROOT / "tests").rglob("*.py") if word in path.read_text(encoding="utf-8")]
    assert [path.relative_to(ROOT).as_posix() for path in starters] == ["tests/web/conftest.py"]
