"""Algorithms are thin: they declare, read, call core and write. What they compute is core's."""

import ast

import pytest

from .source_tree import modules

LONGEST = 150
ARRAYS = {"numpy", "pandas", "shapely", "scipy"}
KIT = "processing/framework/parameters.py"
WRITER = "processing/framework/reports.py"
# Helpers that hand arrays to a part of QGIS, or take them from it, and so speak both.
BRIDGES = {
    "processing/algorithms/crime/_grid_run.py": "counts come back from the database as rows",
}


def algorithms():
    return [
        module
        for module in modules().values()
        if module.name[:2] == ("processing", "algorithms") and module.path.name != "__init__.py"
    ]


def calls(module):
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]


def name_called(call):
    return getattr(call.func, "id", None) or getattr(call.func, "attr", "")


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


def test_there_are_algorithms():
    assert len([module for module in algorithms() if not module.path.name.startswith("_")]) >= 37


def test_an_algorithm_is_at_most_150_lines_long():
    """What several share, and what one would be too long with, is in a helper whose name begins with _."""
    assert [
        module.place
        for module in algorithms()
        if not module.path.name.startswith("_") and module.text.count("\n") > LONGEST
    ] == []


def test_algorithms_leave_arrays_to_core():
    speakers = {module.place for module in algorithms() if ARRAYS & set(imported(module.tree))}
    assert speakers - BRIDGES.keys() == set(), "move what is computed there to the package of core that it belongs to"
    assert BRIDGES.keys() - speakers == set(), "no longer true: take it out of BRIDGES"


def test_parameters_are_made_by_the_kit_alone():
    makers = {
        module.place
        for module in modules().values()
        for call in calls(module)
        if name_called(call).startswith("QgsProcessingParameter")
    }
    assert makers == {KIT}


def test_flags_of_parameters_are_set_by_the_kit_alone():
    """`advanced=True` and `optional=True` say it; flags set by hand have dropped the ones that were there before."""
    setters = {
        module.place
        for module in modules().values()
        if module.name[0] == "processing" and "ProcessingParameterFlag.Advanced" in module.text
    }
    assert setters == {KIT}


def test_reports_are_written_in_one_way():
    assert [module.place for module in algorithms() if '.write_text("REPORT"' in module.text] == []
    renderers = {
        module.place
        for module in modules().values()
        if module.name[0] == "processing"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and "render" in {alias.name for alias in node.names}
    }
    assert renderers == {WRITER}


@pytest.mark.parametrize(
    ("source", "found"),
    [("def f():\n    import numpy as np", {"numpy"}), ("from shapely import box", {"shapely"}), ("import math", set())],
)
def test_an_import_inside_a_function_is_found(source, found):
    assert set(imported(ast.parse(source))) & ARRAYS == found
