"""One name, one meaning, and the words of the field."""

import ast
import re
from collections import defaultdict

from .source_tree import ROOT, modules

# Words that once stood for a standard term; docs/en/glossary.md says which to use.
RETIRED = {
    "wish", "wishes", "foe", "foes", "enemy", "enemies", "stray", "strays", "tally", "tallies", "manning", "manned",
    "crew", "teller", "shelf", "homes", "ground", "grounds", "amends", "hurry", "swayed", "fates",
}  # fmt: skip
TWICE: set[str] = set()


def public_definitions(tree):
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }


def test_no_public_function_or_class_is_defined_in_two_modules_of_core():
    places = defaultdict(list)
    for module in modules().values():
        if module.name[0] == "core":
            for name in public_definitions(module.tree):
                places[name].append(module.place)
    assert {name: found for name, found in places.items() if len(found) > 1 and name not in TWICE} == {}


def words(identifier):
    return {part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", identifier)}


def identifiers(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id, node.lineno
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Attribute):
            yield node.attr, node.lineno


def test_no_identifier_holds_a_retired_word():
    found = {
        f"{module.place}:{line} {name}"
        for module in modules().values()
        for name, line in identifiers(module.tree)
        if words(name) & RETIRED
    }
    assert sorted(found) == []


def test_no_module_is_named_by_a_retired_word():
    assert [module.place for module in modules().values() if set(module.path.stem.split("_")) & RETIRED] == []


def test_the_glossary_names_the_retired_words():
    page = (ROOT / "docs" / "en" / "glossary.md").read_text(encoding="utf-8").lower()
    assert [word for word in sorted(RETIRED) if not re.search(rf"\b{word}\b", page)] == []


def test_every_place_that_the_developers_page_names_is_there():
    page = (ROOT / "docs" / "en" / "developing.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:core|processing|ui|resources|tests|i18n)/[\w/.]*\w/?)`", page))
    assert len(named) > 50
    assert [place for place in sorted(named) if not (ROOT / place).exists()] == []
