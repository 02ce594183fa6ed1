"""Figures of the structure, each with a limit: how many modules, how long, how often a name or a parameter is repeated.

A parameter's chain is the functions that hand it on, one to the next, under its own name and unchanged. A chain begins
where nobody hands it in. `pytest -rP tests/architecture/test_figures.py` prints the figures.
"""

import ast
import statistics
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .source_tree import Module, modules

MOST_MODULES = 280
LEAST_MEDIAN = 130  # lines
MOST_NAMES_TWICE = 10  # public names of core, constants and types included
LONG_CHAIN = 6  # functions
MOST_LONG_CHAINS = 3


class Passed(NamedTuple):
    """A parameter of a function: the module's name, the function's (`Class.method`), and its own."""

    module: tuple[str, ...]
    function: str
    parameter: str


def code_modules():
    return [module for module in modules().values() if module.path.name != "__init__.py"]


def test_the_modules_are_few():
    count = len(code_modules())
    print(f"modules: {count}")
    assert count <= MOST_MODULES


def test_a_usual_module_is_long_enough_for_an_idea():
    median = statistics.median(module.text.count("\n") for module in code_modules())
    print(f"median module: {median} lines")
    assert median >= LEAST_MEDIAN


def public_names(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (inner.id for target in targets for inner in ast.walk(target) if isinstance(inner, ast.Name))


def test_few_public_names_of_core_stand_in_two_modules():
    places = defaultdict(set)
    for module in code_modules():
        if module.name[0] == "core":
            for name in public_names(module.tree):
                if not name.startswith("_"):
                    places[name].add(module.place)
    twice = sorted(name for name, found in places.items() if len(found) > 1)
    print(f"public names in two modules of core: {len(twice)}: {', '.join(twice)}")
    assert len(twice) <= MOST_NAMES_TWICE


def test_few_parameters_are_handed_through_six_functions():
    chains = [chain for chain in parameter_chains() if len(chain) >= LONG_CHAIN]
    for chain in chains:
        print(f"{chain[0].parameter}: {' > '.join(f'{step.module[-1]}.{step.function}' for step in chain)}")
    assert len(chains) <= MOST_LONG_CHAINS


def test_a_chain_is_followed_through_functions_methods_and_modules():
    handed = {
        Passed(("a",), "f", "x"): {Passed(("a",), "C.g", "x")},
        Passed(("a",), "C.g", "x"): {Passed(("b",), "h", "x")},
    }
    assert [[step.function for step in chain] for chain in longest_chains(handed)] == [["f", "C.g", "h"]]
    circle = {Passed(("a",), "f", "x"): {Passed(("a",), "f", "x")}}
    assert longest_chains(circle) == []


@cache
def functions() -> dict[tuple[tuple[str, ...], str], ast.FunctionDef]:
    found = {}
    for module in modules().values():
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef):
                found[module.name, node.name] = node
            elif isinstance(node, ast.ClassDef):
                methods = (inner for inner in node.body if isinstance(inner, ast.FunctionDef))
                found |= {(module.name, f"{node.name}.{inner.name}"): inner for inner in methods}
    return found


def own_parameters(function: str, node: ast.FunctionDef) -> tuple[list[str], list[str]]:
    """Return the names a caller gives by position, and those given by keyword only."""
    positional = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
    is_static = any(getattr(decorator, "id", "") == "staticmethod" for decorator in node.decorator_list)
    if "." in function and not is_static:
        positional = positional[1:]
    return positional, [argument.arg for argument in node.args.kwonlyargs]


def imported(module: Module) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return what each name imported from our modules stands for: a module, and a name in it (none for the module)."""
    found = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = module.package[: len(module.package) - node.level + 1]
            base += tuple(node.module.split(".")) if node.module else ()
            for alias in node.names:
                whole = (*base, alias.name)
                found[alias.asname or alias.name] = (whole, "") if whole in modules() else (base, alias.name)
    return found


def called(call: ast.Call, module: Module, function: str, names: dict) -> tuple[tuple[str, ...], str] | None:
    """Return the function of ours that a call surely reaches: by its name, on self, on a class or on a module."""
    place: tuple[tuple[str, ...], str] | None = None
    if isinstance(call.func, ast.Name):
        place = names.get(call.func.id, (module.name, call.func.id))
    elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        holder, name = call.func.value.id, call.func.attr
        if holder in ("self", "cls"):
            place = module.name, f"{function.partition('.')[0]}.{name}"
        else:
            where, of_class = names.get(holder, (module.name, holder))
            place = (where, f"{of_class}.{name}") if of_class else (where, name)
    if place in functions():
        return place
    made = (place[0], f"{place[1]}.__init__") if place else None
    return made if made in functions() else None


def parameter_chains() -> list[list[Passed]]:
    handed: dict[Passed, set[Passed]] = defaultdict(set)
    names = {module.name: imported(module) for module in modules().values()}
    for (place, function), node in functions().items():
        own = {name for group in own_parameters(function, node) for name in group}
        for call in ast.walk(node):
            target = called(call, modules()[place], function, names[place]) if isinstance(call, ast.Call) else None
            if target is not None:
                given = list(zip(own_parameters(target[1], functions()[target])[0], call.args, strict=False))
                given += [(keyword.arg, keyword.value) for keyword in call.keywords]
                for name, value in given:
                    if isinstance(value, ast.Name) and value.id == name and name in own:
                        handed[Passed(place, function, name)].add(Passed(*target, name))
    return longest_chains(handed)


def longest_chains(handed: dict[Passed, set[Passed]]) -> list[list[Passed]]:
    """Return the longest chain from each parameter that nobody hands in."""
    reached = set().union(*handed.values()) if handed else set()

    def longest(step: Passed, before: tuple[Passed, ...]) -> list[Passed]:
        further = (longest(after, (*before, step)) for after in handed.get(step, ()) if after not in (*before, step))
        return [step, *max(further, key=len, default=[])]

    return [longest(step, ()) for step in handed if step not in reached]
