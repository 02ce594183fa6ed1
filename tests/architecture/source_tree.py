"""The modules of the product, parsed once, and who imports whom."""

import ast
import functools
from pathlib import Path
from typing import NamedTuple

from builders import parsed

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("core", "processing", "ui")


class Module(NamedTuple):
    """One source file: its dotted name as a tuple, its text and its syntax tree."""

    name: tuple[str, ...]
    path: Path
    text: str
    tree: ast.Module

    @property
    def place(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def package(self) -> tuple[str, ...]:
        return self.path.relative_to(ROOT).parent.parts


class Import(NamedTuple):
    """One import from a module of ours to another; `typing_only` where it stands under TYPE_CHECKING."""

    source: Module
    target: Module
    names: tuple[str, ...]
    typing_only: bool


def _name(path: Path) -> tuple[str, ...]:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


@functools.cache
def modules() -> dict[tuple[str, ...], Module]:
    """Return every module of the three layers by its name."""
    found = {}
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            found[_name(path)] = Module(_name(path), path, parsed.text(path), parsed.tree(path))
    return found


@functools.cache
def imports() -> tuple[Import, ...]:
    """Return every import between modules of ours, those inside functions included."""
    found = []
    for module in modules().values():
        typing_only = {
            id(inner)
            for node in ast.walk(module.tree)
            if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
            for inner in ast.walk(node)
        }
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                found += _targets(module, node, id(node) in typing_only)
    return tuple(found)


def _targets(module: Module, node: ast.ImportFrom, typing_only: bool) -> list[Import]:
    base = module.package[: len(module.package) - node.level + 1] + tuple((node.module or "").split("."))
    base = tuple(part for part in base if part)
    found: dict[tuple[str, ...], list[str]] = {}
    for alias in node.names:
        target = (*base, alias.name) if (*base, alias.name) in modules() else base
        found.setdefault(target, []).append(alias.name)
    return [
        Import(module, modules()[target], tuple(names), typing_only)
        for target, names in found.items()
        if target in modules() and target != module.name
    ]


def circles(arrows: dict[tuple[str, ...], set[tuple[str, ...]]]) -> list[list[tuple[str, ...]]]:
    """Return the groups of nodes that reach one another (Tarjan 1972), each sorted."""
    order: dict[tuple[str, ...], int] = {}
    low: dict[tuple[str, ...], int] = {}
    stack: list[tuple[str, ...]] = []
    found = []

    def visit(node):
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in arrows.get(node, ()):
            if other not in order:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], order[other])
        if low[node] == order[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1:
                found.append(sorted(group))

    for node in list(arrows):
        if node not in order:
            visit(node)
    return found
