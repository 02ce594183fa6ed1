"""What tests share: written once in tests/builders, and never imported from a file of tests."""

import ast
from pathlib import Path

from builders import parsed

ROOT = Path(__file__).resolve().parents[2]
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
