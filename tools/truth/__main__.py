"""Try what the reports promise, print a table, and write it to docs/accuracy.md; end with 1 where a promise is broken.

make truth                          every section
make truth SECTIONS="near_repeats"  some of them; the others' tables stay
"""

from __future__ import annotations

import datetime as dt
import importlib
import re
import sys
import time
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
HEAD = """# How far the figures can be relied on

Simulations and independent oracles, run by `make truth`. A rate stands with its 95 % interval (Clopper and Pearson). The seeds are fixed; the sections are modules of `tools/truth`.
"""
VERDICTS = {True: "kept", False: "**broken**", None: ""}


def main(names: list[str]) -> int:
    """Run the sections of `names`, or all; return 1 where a promise is broken, else 0."""
    sys.path[:0] = [str(ROOT / "build" / "plugins"), str(HERE)]
    known = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in ("frame", "__main__"))
    if unknown := set(names) - set(known):
        sys.exit(f"No such section: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    broken = 0
    for name in names or known:
        module = importlib.import_module(name)
        text, failures = section(module)
        broken += failures
        write(name, text)
    print(f"\n{broken} promises broken" if broken else "\nevery promise kept")
    return int(broken > 0)


def section(module: ModuleType) -> tuple[str, int]:
    """Run a section; return its text in Markdown and how many promises were broken."""
    print(f"\n{module.TITLE}", flush=True)
    lines, broken, began = [], 0, time.perf_counter()
    for row in module.rows():
        broken += row.kept is False
        lines.append(f"| {row.claim} | {row.cases} | {row.found} | {VERDICTS[row.kept]} |")
        print(f"  {'BROKEN  ' if row.kept is False else ''}{row.claim}: {row.found} [{row.cases}]", flush=True)
    seconds = time.perf_counter() - began
    today = dt.datetime.now(dt.UTC).date()
    table = "\n".join(["| Claim | Cases | Found | |", "|---|---|---|---|", *lines])
    made = f"Made on {today} by `make truth` in {seconds:.0f} s."
    return f"## {module.TITLE}\n\n{module.TEXT.strip()}\n\n{table}\n\n{made}\n", broken


def write(name: str, text: str) -> None:
    """Put a section in its place on the page; sections stand in the order of their names."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    pattern = r"<!-- (\w+): begin -->\n\n(.*?)\n<!-- \1: end -->"
    sections = {found[1]: found[2] for found in re.finditer(pattern, page, re.DOTALL)} | {name: text}
    parts = [f"<!-- {one}: begin -->\n\n{sections[one]}\n<!-- {one}: end -->\n" for one in sorted(sections)]
    PAGE.write_text("\n".join([HEAD, *parts]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
