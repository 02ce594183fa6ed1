"""What the demo prints at the end: a short table, and what to open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from osgeo import ogr

COLUMNS = (
    ("sector", 22), ("district", 16), ("residents", 10), ("officers", 9), ("load/officer", 13), ("in district", 13)
)  # fmt: skip


def show(target: Path, steps: dict[str, float]) -> None:
    """Print the table of sectors, the totals, the seconds of each step, and what to open."""
    source = ogr.Open(str(target / "plan.gpkg"))
    rows = [feature.items() for feature in source.GetLayerByName("sectors")]
    deviations = in_district(rows)
    print()
    print("".join(f"{title:>{width}}" for title, width in COLUMNS))
    for row, deviation in zip(rows, deviations, strict=True):
        cells = (
            row["name"], row["police_district"] or "", f"{row['population']:,.0f}", f"{row['officers']}",
            f"{row['load_per_officer']:.2f}", f"{deviation:+.1f} %",
        )  # fmt: skip
        print("".join(f"{str(cell)[: width - 1]:>{width}}" for cell, (_, width) in zip(cells, COLUMNS, strict=True)))
    residents = sum(row["population"] for row in rows)
    officers = sum(row["officers"] for row in rows)
    print(
        f"\n{len(rows)} sectors, {residents:,.0f} residents, {officers} officers, "
        f"load per officer at most {max(map(abs, deviations)):.1f} % from its district's mean"
    )
    print("seconds: " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in steps.items()))
    print(
        f"\nOpen  {target / 'public' / 'index.html'}\n      {target / 'report.html'}\n      {target / 'project.qgz'}  (make qgis)"
    )


def in_district(rows: list[dict[str, Any]]) -> list[float]:
    """Return each sector's load per officer against the mean of its district, in percent."""
    loads: dict[str, float] = {}
    officers: dict[str, float] = {}
    for row in rows:
        district = row["police_district"]
        loads[district] = loads.get(district, 0.0) + row["workload"]
        officers[district] = officers.get(district, 0.0) + row["officers"]
    means = {district: loads[district] / officers[district] for district in loads}
    return [100.0 * (row["load_per_officer"] / means[row["police_district"]] - 1.0) for row in rows]
