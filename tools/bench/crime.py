"""Crime grids against other tools: counting, reading, Gi*. Each contender runs alone in a process of its own.

make bench-crime                 1 and 10 million points
make bench-crime BENCH=--all     10 million for the slow contenders as well
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CONTENDERS = Path(__file__).with_name("crime_contenders.py")


def measure(name: str, count: int) -> dict[str, float]:
    """Run one contender in a process of its own; return seconds, check sum and peak memory in MB."""
    result = subprocess.run(
        [sys.executable, CONTENDERS, name, str(count)], capture_output=True, text=True, check=False, env=os.environ
    )
    if result.returncode:
        return {"seconds": float("nan"), "check": float("nan"), "peak": float("nan")}
    return dict(json.loads(result.stdout.strip().splitlines()[-1]))


def compare(
    title: str, count: int, contenders: list[tuple[str, str]], target: float | None
) -> tuple[str, list[list[str]]]:
    """Return a table of contenders: seconds, times as slow as the first, peak memory, same result or not."""
    rows = [["tool", "seconds", "× ours", "peak MB", "check"]]
    ours = None
    for label, name in contenders:
        found = measure(name, count)
        ours = ours or found
        agrees = f"{found['check']:.10g}"
        ratio = found["seconds"] / ours["seconds"]
        rows.append([label, f"{found['seconds']:.3f}", f"{ratio:.1f}", f"{found['peak']:.0f}", agrees])
    if target is not None and ours:
        rows.append(["target", f"{target:.3f}", "", "", "reached" if ours["seconds"] <= target else "NOT REACHED"])
    return f"{title}, {count:,}", rows


def tables(full: bool) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the tables; with `full` the slow contenders count 10 million as well."""
    counting = [("Sector Planner", "count_ours"), ("DuckDB", "count_duckdb"), ("geopandas sjoin", "count_geopandas")]
    qgis = [("QGIS countpointsinpolygon (cells only)", "count_qgis")]
    title = "Count points by 250 m cell × 12 types × 24 hours"
    yield compare(title, 1_000_000, counting + qgis, None)
    yield compare(title, 10_000_000, counting + qgis if full else counting[:2], 0.25)
    whole = [("Sector Planner, streamed", "grid_ours")]
    for count in (1_000_000, 10_000_000):
        yield compare("Whole crime grid with aoristic weekdays and dayparts", count, whole, None)
    reading = [
        ("Arrow batches", "read_ours"),
        ("incident stream", "read_stream"),
        ("pyogrio", "read_pyogrio"),
        ("QgsFeature", "read_features"),
    ]
    yield compare("Read GeoPackage points with two fields", 1_000_000, reading, 0.4)
    yield compare("Gi*", 90_000, [("Sector Planner", "gi_ours"), ("PySAL esda, analytic", "gi_esda")], 0.010)


def show(title: str, rows: list[list[str]]) -> None:
    """Print a table with its columns aligned."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    print(f"\n{title}")
    for row in rows:
        print("  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
    sys.stdout.flush()


if __name__ == "__main__":
    for heading, lines in tables("--all" in sys.argv):
        show(heading, lines)
