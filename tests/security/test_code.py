"""What docs/security.md promises of the code itself, and that every test it names is there."""

import ast
import re
from pathlib import Path

import pytest
from builders import parsed

ROOT = Path(__file__).resolve().parents[2]
MODULES = [path for floor in ("core", "processing", "ui") for path in sorted((ROOT / floor).rglob("*.py"))]
MODULES += [ROOT / "plugin.py", ROOT / "__init__.py"]
TALKERS = {"urllib.request", "http", "http.client", "requests", "socket", "ftplib", "smtplib", "ssl", "xmlrpc", "telnetlib", "asyncio", "qgis.PyQt.QtNetwork"}  # fmt: skip
RUNNERS = {"eval", "exec", "compile", "__import__"}
UNPACKERS = {"pickle", "marshal", "shelve", "subprocess"}
# Work runs in processes of its own, which are started, and answer, here.
OWN_PROCESS = {"core/parallel/process_pool.py", "core/parallel/pool_worker.py"}
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8"))


def test_every_row_of_the_threat_model_names_a_test():
    rows = [
        line
        for line in (ROOT / "docs" / "security.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ]
    rows = [row for row in rows if not row.startswith("| What could be tried")]
    assert len(rows) > 30
    assert [row for row in rows if "::test_" not in row] == []


@pytest.mark.parametrize(("path", "name"), NAMED, ids=lambda part: Path(part).stem)
def test_a_test_that_the_threat_model_names_is_there(path, name):
    assert name in {node.name for node in parsed.tree(ROOT / path).body if isinstance(node, ast.FunctionDef)}


def imported(path):
    for node in parsed.nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_talks_to_the_network_or_runs_a_text(path):
    names = set(imported(path))
    assert not names & TALKERS
    if path.relative_to(ROOT).as_posix() not in OWN_PROCESS:
        assert not names & UNPACKERS
    called = {
        node.func.id for node in parsed.nodes(path) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & RUNNERS


def test_every_template_engine_escapes_and_reads_our_own_folder():
    engines = []
    for path in MODULES:
        for node in parsed.nodes(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Environment":
                told = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
                engines.append((told["autoescape"], told["loader"]))
            named = node.attr if isinstance(node, ast.Attribute) else ""
            assert named != "from_string", path
    assert len(engines) >= 3
    assert {escapes for escapes, _ in engines} == {"True"}
    assert {loader for _, loader in engines} <= {"FileSystemLoader(WEB)", "FileSystemLoader(TEMPLATES)"}
    trusted = {
        found
        for path in (ROOT / "resources").rglob("*.htm*")
        for found in re.findall(r"[\w.]+\s*\|\s*safe", path.read_text(encoding="utf-8"))
    }
    trusted |= {
        found
        for path in (ROOT / "resources").rglob("*.j2")
        for found in re.findall(r"[\w.]+\s*\|\s*safe", path.read_text(encoding="utf-8"))
    }
    scripts = {f"scripts.{name}" for name in ("first", "search", "leaflet", "map")}
    assert {found.split("|")[0].strip() for found in trusted} <= {"style", "script", "data", "shapes", *scripts}


@pytest.mark.parametrize("path", sorted((ROOT / "resources" / "web").glob("*.js")), ids=lambda path: path.name)
def test_no_script_of_the_page_hands_over_a_text_as_html(path):
    """Leaflet draws the texts it is given as HTML (CVE-2025-69993, as documented): it is given elements."""
    script = path.read_text(encoding="utf-8")
    sinks = r"(inner|outer)HTML|insertAdjacentHTML|document\.write|DOMParser|(bind|open)(Popup|Tooltip)|setContent"
    assert re.findall(sinks, script) == []
    for given in re.findall(r"\bhtml: *([^,}\n]*)", script):
        assert re.search(rf"const {re.escape(given)} = document\.createElement\(", script)
