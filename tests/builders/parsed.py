"""The files of the checkout as text and as syntax trees, each read and parsed once: trees are looked at, not changed."""

import ast
from functools import cache
from pathlib import Path


@cache
def text(path: Path) -> str:
    """Return what a file holds."""
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file of Python."""
    return ast.parse(text(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a file of Python."""
    return tuple(ast.walk(tree(path)))
