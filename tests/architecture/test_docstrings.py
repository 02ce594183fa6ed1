"""Docstrings of the core's public functions: imperative, with the shape of every array and every error raised."""

import ast
import re
from typing import NamedTuple

from .source_tree import modules

ARRAYS = {"Floats", "Ints", "Positions", "Mask", "Times", "NDArray"}
# `(n,)`, `(m, 2)`, `(k + 1,)`: a tuple of sizes, each a letter, a word, a number or a sum of them.
SIZE = r"(?:\.\.\.|(?:[A-Z]|[a-z]\w*|\d+)(?: [-+*] (?:[A-Z]|[a-z]\w*|\d+))*)"
SHAPE = re.compile(rf"\({SIZE},(?: {SIZE}(?:, {SIZE})*,?)?\)")
# First words that say nothing of what the function does, or that English does not begin with.
HABITS = re.compile(
    r"(?:Tell|Say)\b|(?:Return|Show|Yield|Give),? (?:(?:by|in|on|for|to|of|from|with) )?"
    r"(?:what|who|whom|whose|how|which|why|where)\b"
)
PHRASES = re.compile(r"\b(?:there is none|as (?:it|they) stands?|afresh|anew|dearer|is no\b|are no\b|nobody|whoever)")


class Documented(NamedTuple):
    """One public function of core and its docstring."""

    place: str
    node: ast.FunctionDef
    text: str

    @property
    def summary(self) -> str:
        return self.text.partition("\n\n")[0]


def public_functions():
    """Yield the public functions of core's modules, and the public methods of their public classes."""
    for module in modules().values():
        if module.name[0] == "core" and module.name[1:]:
            scopes = [module.tree, *(node for node in module.tree.body if isinstance(node, ast.ClassDef))]
            for scope in scopes:
                if isinstance(scope, ast.ClassDef) and scope.name.startswith("_"):
                    continue
                for node in scope.body:
                    if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                        text = ast.get_docstring(node)
                        if text:
                            yield Documented(f"{module.place}:{node.lineno} {node.name}", node, text)


def is_array(annotation):
    return annotation is not None and any(
        isinstance(node, ast.Name) and node.id in ARRAYS for node in ast.walk(annotation)
    )


def arrays_of(node):
    arguments = node.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg]
    return [argument.arg for argument in every if argument is not None and is_array(argument.annotation)]


def sentences(text):
    """Return the entries of the sections (`name: …`) and the sentences of the rest, each on one line."""
    parts = re.split(r"\n\n|\n(?=\s*\w+: )|(?<=[.;:]) ", text)
    return [" ".join(part.split()) for part in parts]


def names_the_shape(documented, name):
    entry = re.search(rf"^ *{name}: (.*(?:\n {{8,}}.*)*)", documented.text, re.MULTILINE)
    told = [entry.group(1)] if entry else []
    told += [sentence for sentence in sentences(documented.text) if re.search(rf"\b{name}\b", sentence)]
    return bool(SHAPE.search(documented.summary)) or any(SHAPE.search(sentence) for sentence in told)


def own_raises(node):
    """Return the errors of ours that a function raises itself, not in a function inside it."""
    nested = {
        id(inner)
        for child in ast.walk(node)
        if child is not node and isinstance(child, ast.FunctionDef | ast.Lambda)
        for inner in ast.walk(child)
    }
    found = set()
    for child in ast.walk(node):
        if isinstance(child, ast.Raise) and id(child) not in nested and isinstance(child.exc, ast.Call):
            name = getattr(child.exc.func, "id", "")
            if name in OWN_ERRORS:
                found.add(name)
    return found


OWN_ERRORS = {
    node.name
    for module in modules().values()
    if module.place == "core/base/errors.py"
    for node in module.tree.body
    if isinstance(node, ast.ClassDef)
}


def test_every_array_parameter_has_its_shape_in_the_docstring():
    assert [
        f"{documented.place}: {name}"
        for documented in public_functions()
        for name in arrays_of(documented.node)
        if not names_the_shape(documented, name)
    ] == []


def test_every_array_that_is_returned_has_its_shape_in_the_docstring():
    assert [
        documented.place
        for documented in public_functions()
        if is_array(documented.node.returns) and not SHAPE.search(documented.text)
    ] == []


def test_every_error_of_ours_is_named_by_the_function_that_raises_it():
    assert [
        f"{documented.place}: {name}"
        for documented in public_functions()
        for name in sorted(own_raises(documented.node))
        if not (
            re.search(r"\braises?\b", documented.text, re.IGNORECASE) and re.search(rf"\b{name}\b", documented.text)
        )
    ] == []


def test_summaries_begin_with_what_the_function_does():
    assert [
        f"{documented.place}: {documented.summary}"
        for documented in public_functions()
        if HABITS.match(documented.summary) or PHRASES.search(documented.summary)
    ] == []


def test_a_shape_is_told_from_other_words_in_parentheses():
    shapes = ["(n,)", "(m, 2)", "(k + 1,)", "(count,)", "(n, 2 + c)", "(h, w)", "(..., 2)", "(2 * n,)"]
    others = ["(see there)", "(Knox 1964)", "(rook, that is more than a corner)", "(Karypis & Kumar, 1998)", "()"]
    assert all(SHAPE.fullmatch(text) for text in shapes)
    assert not any(SHAPE.fullmatch(text) for text in others)
