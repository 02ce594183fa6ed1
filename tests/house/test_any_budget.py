"""What `make lint` makes of mypy's report on Any: a share above its budget is a fault, and so is a package without one."""

import importlib.util
import tomllib
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "any_budget.py"
REPORT = """
                              Name    Anys    Exprs   Coverage
--------------------------------------------------------------
         sector_planner.core.plan       5       60     91.67%
        sector_planner.core.table       5       40     87.50%
            sector_planner.ui.dock       0       50    100.00%
-------------------------------------------------------------
                             Total      10      150     93.33%
"""


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("any_budget", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_modules_of_a_package_count_together(tool):
    assert tool.shares(REPORT) == {"core": 10.0, "ui": 0.0}


@pytest.mark.parametrize(
    ("budget", "named"),
    [
        ({"core": 10.0, "ui": 0.0}, []),
        ({"core": 9.9, "ui": 0.0}, ["core"]),
        ({"core": 10.0}, ["ui"]),
        ({"core": 10.0, "ui": 0.0, "processing": 3.0}, ["processing"]),
    ],
)
def test_a_share_above_its_budget_and_a_package_without_one_are_faults(tool, budget, named):
    assert [fault.split(":")[0] for fault in tool.faults(tool.shares(REPORT), budget)] == named


def test_the_check_fails_on_a_report_above_the_budget(tool, tmp_path, monkeypatch, capsys):
    report, budget = tmp_path / "any-exprs.txt", tmp_path / "any-budget.toml"
    report.write_text(REPORT)
    monkeypatch.setattr(tool, "BUDGET", budget)
    budget.write_text("core = 10.0\nui = 0.0\n")
    assert tool.main(report) == 0
    budget.write_text("core = 9.0\nui = 0.0\n")
    assert tool.main(report) == 1
    assert "core: 10.00 % of its expressions are Any, 9.0 % are allowed" in capsys.readouterr().err


def test_the_budget_never_rises_above_what_was_reached(tool):
    budget = tomllib.loads(tool.BUDGET.read_text(encoding="utf-8"))
    reached = {"core": 6.2, "processing": 2.6, "ui": 3.3, "plugin": 19.4}
    assert {package for package, share in budget.items() if share > reached[package]} == set()
