"""What the code asks of Qt and of QGIS, read from its syntax trees: imported names, dotted chains from them, names of members."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    [ROOT / "plugin.py", ROOT / "__init__.py"]
    + [path for floor in ("processing", "ui") for path in (ROOT / floor).rglob("*.py")]
)


class Use(NamedTuple):
    """One chain such as Qt.AlignmentFlag.AlignLeft, and where it stands."""

    module: str
    chain: tuple[str, ...]
    place: str


def chain_of(node: ast.AST) -> tuple[str, ...]:
    """Return the names of a dotted chain; nothing where it does not begin with a plain name."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    return (node.id, *names) if isinstance(node, ast.Name) else ()


def imported(tree: ast.AST) -> dict[str, tuple[str, ...]]:
    """Return module and chain of every name taken from a module of qgis, and of short names given to such chains."""
    known: dict[str, tuple[str, ...]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] == "qgis":
            known |= {alias.asname or alias.name: (node.module or "", alias.name) for alias in node.names}
    for node in ast.walk(tree):
        chain = chain_of(node.value) if isinstance(node, ast.Assign) else ()
        if chain and chain[0] in known and isinstance(node.targets[0], ast.Name):
            known[node.targets[0].id] = (*known[chain[0]], *chain[1:])
    return known


def uses(source: str, name: str = "example.py") -> Iterator[Use]:
    """Yield every imported name of qgis and every dotted chain from one; the longest of each chain."""
    tree = ast.parse(source)
    known = imported(tree)
    for module, *own in known.values():
        yield Use(module, tuple(own), name)
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        chain = chain_of(node) if isinstance(node, ast.Attribute) and id(node) not in inner else ()
        if chain and chain[0] in known:
            module, *own = known[chain[0]]
            yield Use(module, (*own, *chain[1:]), f"{name}:{node.lineno}")


def members(source: str) -> set[str]:
    """Return the names of all attributes and methods of things that were not imported: widgets, layers, events.

    What is written with the scope of its enum, as in dialog.DialogCode.Accepted, is left out.
    """
    tree = ast.parse(source)
    known = set(imported(tree)) | {
        (alias.asname or alias.name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    chains = [(node.attr, chain_of(node)) for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    return {
        name
        for name, chain in chains
        if not chain or (chain[0] not in known and not (len(chain) > 2 and chain[-2][0].isupper()))
    }


def own_names(source: str) -> set[str]:
    """Return the names that a module gives to functions and attributes of its own."""
    tree = ast.parse(source)
    given = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    stored = [node for node in ast.walk(tree) if isinstance(getattr(node, "ctx", None), ast.Store)]
    given |= {node.id for node in stored if isinstance(node, ast.Name)}
    return given | {node.attr for node in stored if isinstance(node, ast.Attribute)}


@cache
def all_uses() -> tuple[Use, ...]:
    """Return the uses of the whole product."""
    return tuple(
        use for path in SOURCES for use in uses(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    )
