"""The main job, end to end: raw layers to a published sector map, through qgis_process.

    python tools/demo                the sample city
    python tools/demo FILE.gpkg      people's own layers, recognised by name

Writes build/demo: plan.gpkg, report.html, public/, project.qgz. Written beside and renamed when complete.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path

import layers
import project
import summary
from qgis_process import DemoError, run

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "resources" / "models" / "plan_and_publish.model3"
EDITION = "2026-1"


def main() -> int:
    """Run the main job and say what to open."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", nargs="?", type=Path, help="a GeoPackage with your own layers")
    arguments.add_argument("--district-sectors", default="", help='sectors per district: "North=8;South=6"')
    arguments.add_argument("--officers", type=int, default=60, help="officers to share out")
    options = arguments.parse_args()
    target = ROOT / "build" / "demo"
    work = target.with_name(".demo-new")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        steps = make(work, options)
    except DemoError as error:
        print(f"\n{error}\nNothing was written; build/demo is as it was.", file=sys.stderr)
        return 1
    shutil.rmtree(target, ignore_errors=True)
    work.rename(target)
    summary.show(target, steps)
    return 0


def make(work: Path, options: argparse.Namespace) -> dict[str, float]:
    """Make everything in `work`; return the seconds of each step."""
    steps: dict[str, float] = {}
    if options.data:
        data = options.data.resolve()
        inputs = layers.own_layers(data, work, options, steps)
    else:
        data = work / "city.gpkg"
        inputs = layers.sample_city(data, options, steps)
    outputs = {
        "plan_units": table(work, "units"),
        "sectors": table(work, "sectors"),
        "grid": table(work, "crime_grid"),
        "findings": table(work, "findings"),
        "report": str(work / "report.html"),
        "public_folder": str(work / "public"),
    }
    if "SAFETY_DISTRICTS" in inputs:
        outputs["safety"] = table(work, "safety_overlay")
    run(str(MODEL), inputs | {"EDITION": EDITION, "TITLE": ""} | outputs, steps)
    start = time.monotonic()
    project.write(work, data)
    steps["project"] = time.monotonic() - start
    return steps


def table(work: Path, name: str) -> str:
    """Return a sink for one table of plan.gpkg."""
    return f"ogr:dbname='{work / 'plan.gpkg'}' table=\"{name}\" (geom)"


if __name__ == "__main__":
    sys.exit(main())
