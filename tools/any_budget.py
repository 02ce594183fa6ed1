"""Hold each package's share of expressions that mypy knows only as Any to its budget in tools/any-budget.toml.

Reads the report that mypy writes with --any-exprs-report; exits with 1 where a share exceeds its budget. A budget only
ever falls: where a share has fallen well below, the budget follows it by hand.
"""

import sys
import tomllib
from collections import defaultdict
from pathlib import Path

BUDGET = Path(__file__).with_name("any-budget.toml")
ROW_COLUMNS = 4
EASE = 0.5  # points of percent that a share may lie below its budget before a lower one is asked for


def shares(report: str) -> dict[str, float]:
    """Return the percentage of expressions typed Any by package, of a report with a row for each module."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in report.splitlines():
        row = line.split()
        if len(row) == ROW_COLUMNS and row[0].startswith("sector_planner."):
            package = counts[row[0].split(".")[1]]
            package[0] += int(row[1])
            package[1] += int(row[2])
    return {package: 100.0 * anys / total for package, (anys, total) in sorted(counts.items()) if total}


def faults(measured: dict[str, float], budget: dict[str, float]) -> list[str]:
    """Return what breaks the budget: a share above it, a package that has none, a budget of no package."""
    above = [
        f"{package}: {share:.2f} % of its expressions are Any, {budget[package]} % are allowed. Give them types."
        for package, share in measured.items()
        if package in budget and share > budget[package]
    ]
    unknown = [f"{package}: no budget in {BUDGET.name}." for package in measured.keys() - budget.keys()]
    missing = [f"{package}: in {BUDGET.name}, but not in mypy's report." for package in budget.keys() - measured.keys()]
    return above + sorted(unknown) + sorted(missing)


def main(report: Path) -> int:
    """Print shares and faults; return the exit code."""
    budget = tomllib.loads(BUDGET.read_text(encoding="utf-8"))
    measured = shares(report.read_text(encoding="utf-8"))
    print("Expressions typed Any:", ", ".join(f"{package} {share:.2f} %" for package, share in measured.items()))
    for package, share in measured.items():
        if share < budget.get(package, 0.0) - EASE:
            print(f"{package}: the budget of {budget[package]} % can be lowered.")
    found = faults(measured, budget)
    print(*found, sep="\n", file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
