"""What `make audit` makes of the answers of pip-audit and npm: a weakness is never lost, and no answer is no all-clear."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLEAN, WEAK, UNKNOWN = 0, 1, 75


@pytest.fixture(scope="module")
def audit():
    spec = importlib.util.spec_from_file_location("audit", ROOT / "tools" / "audit.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answer(*dependencies):
    return json.dumps({"dependencies": dependencies, "fixes": []})


GOOD = {"name": "segno", "version": "1.6.6", "vulns": []}
BAD = {"name": "jinja2", "version": "2.4.1", "vulns": [{"id": "PYSEC-2019-217", "fix_versions": ["2.10.1"]}]}
SKIPPED = {"name": "numpy", "skip_reason": "Dependency not found on PyPI and could not be audited: numpy (2.2.4)"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (answer(GOOD, GOOD), CLEAN),
        (answer(GOOD, BAD), WEAK),
        (answer(SKIPPED, BAD), WEAK),
        (answer(GOOD, SKIPPED), UNKNOWN),
        (answer(GOOD), UNKNOWN),
        ("", UNKNOWN),
        ("Traceback (most recent call last):", UNKNOWN),
    ],
)
def test_python_packages_are_clean_only_if_each_was_looked_up(audit, text, code):
    found, told = audit.judge_python(text, 2)
    assert found == code
    assert ("jinja2 2.4.1: PYSEC-2019-217" in told) == (code == WEAK)
    assert ("did not answer" in told[0]) == ("vulns" not in text), "no answer must not read like an all-clear"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (json.dumps({"auditReportVersion": 2, "vulnerabilities": {}}), CLEAN),
        (json.dumps({"vulnerabilities": {"leaflet": {"severity": "high"}}}), WEAK),
        (json.dumps({"message": "405 Method Not Allowed", "error": {"code": "E405"}}), UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_javascript_is_clean_only_if_npm_answered(audit, text, code):
    found, told = audit.judge_javascript(text)
    assert found == code
    assert ("leaflet: high" in told) == (code == WEAK)


@pytest.mark.parametrize(("answers", "code"), [((0, 0), 0), ((0, 1), 1), ((75, 1), 1), ((1, 75), 1), ((75, 0), 75)])
def test_the_worst_answer_counts(audit, monkeypatch, answers, code):
    monkeypatch.setattr(audit, "python_packages", list)
    monkeypatch.setattr(audit, "ask_python", lambda packages: "")
    monkeypatch.setattr(audit, "ask_javascript", lambda packages: "")
    monkeypatch.setattr(audit, "judge_python", lambda text, asked: (answers[0], []))
    monkeypatch.setattr(audit, "judge_javascript", lambda text: (answers[1], []))
    assert audit.main() == code


def test_what_is_carried_is_asked_about(audit):
    vendor = (ROOT / "tools" / "vendor.sh").read_text(encoding="utf-8")
    assert f"leaflet={audit.pinned('vendor.sh', 'leaflet')} " in vendor
    assert f"segno=={audit.pinned('vendor.sh', 'segno')}" in audit.python_packages()
    assert any(name.startswith("pytest==") for name in audit.python_packages())
