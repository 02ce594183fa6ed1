"""Measure the balancing against its peers on the same graphs; say which targets are reached; write docs/performance.md.

make bench-balance                               all instances but the largest, quick and standard effort
make bench-balance BENCH="--all"                 200,000 units and best effort too
make bench-balance BENCH="--only river"          the instances whose name holds the text
make bench-balance BENCH="--all --only 40,000 --tool best"   and the contenders whose name does

Each contender runs alone in a process of its own. Figures of contenders not run are those of their last run here.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
from pathlib import Path

from package import load_package, path_of

load_package()

import page  # noqa: E402
from contenders import LARGE, MAKERS, contenders  # noqa: E402


def measured(name, tool):
    """Return the figures of one contender, from a process of its own."""
    script = Path(__file__).with_name("measure.py")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", script, name, tool], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["no reason given"])[-1][:80]}
    return json.loads(done.stdout.splitlines()[-1])


def run(name, arguments):
    """Measure an instance's contenders, printing each as it comes and keeping its figures."""
    print(name, flush=True)
    rows = kept(name)
    for tool in contenders(name, whole=arguments.all):
        if arguments.tool not in tool:
            continue
        row = measured(name, tool)
        if "skipped" in row:
            print(f"  skipped: {row['skipped']}", flush=True)
            return
        rows[tool] = row | {"day": datetime.date.today().isoformat()}
        show(name, tool, row, rows)
        path_of(name, "json").write_text(json.dumps(rows, indent=1), encoding="utf-8")


def kept(name):
    """Return the figures of earlier runs on an instance."""
    path = path_of(name, "json")
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def instances(arguments):
    """Return the names of all instances, with --all the largest too."""
    return [name for name in MAKERS if arguments.all or name != LARGE]


def not_measured(arguments):
    """Return the rows of the table of which there are no figures: a table is written whole or not at all."""
    rows = {name: kept(name) for name in instances(arguments)}
    return [
        f"{name}: {tool}" for name in rows for tool in contenders(name, whole=arguments.all) if tool not in rows[name]
    ]


def show(name, tool, row, rows):
    """Print one row."""
    if "failed" in row:
        print(f"  {tool:<28} failed: {row['failed']}", flush=True)
        return
    ratio = row["border"] / rows["METIS best of 50"]["border"] if "METIS best of 50" in rows else float("nan")
    print(
        f"  {tool:<28} {row['seconds']:7.1f} s {row['peak_mb']:6.0f} MB {row['deviation']:7.2f} % {row['stray']:3d} "
        f"{row['border']:9.1f} km {ratio:.3f}  {page.said(name, tool, row, rows)}",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="200,000 units and best effort too")
    parser.add_argument("--only", default="", help="only instances whose name holds this text")
    parser.add_argument("--tool", default="", help="only contenders whose name holds this text")
    arguments = parser.parse_args()
    for name in instances(arguments):
        if arguments.only in name:
            run(name, arguments)
    where = page.PAGE.relative_to(page.ROOT)
    missing = not_measured(arguments)
    if (arguments.only or arguments.tool) and missing:
        print(f"{where} is left as it is: {len(missing)} rows were never measured here, {missing[0]} the first")
        return
    page.write({name: kept(name) for name in MAKERS})
    print(f"Written: {where}")


if __name__ == "__main__":
    main()
