"""The balancing's part of docs/performance.md, from the figures kept of each contender's last run."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re

import chart
from package import ROOT
from targets import TARGETS, verdict

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- made by make bench-balance: begin -->\n", "<!-- made by make bench-balance: end -->\n"
PEERS = ("numpy", "scipy", "pymetis", "kahip", "gerrychain", "spopt")
USABLE = 1.0  # percent: what the peers are asked for, but for ReCom, which cannot


def table(kept):
    """Return the table of all instances."""
    lines = [
        "| Instance | Tool | s | peak MB | deviation % | stray | border km | of METIS | verdict |",
        "|---|---|--:|--:|--:|--:|--:|--:|---|",
    ]
    for name in TARGETS:
        rows = kept.get(name, {})
        lines += [_row(name, tool, row, rows) for tool, row in rows.items()]
    return "\n".join(lines) + "\n"


def _row(name, tool, row, rows):
    if "failed" in row:
        return f"| {name} | {tool} | – | – | – | – | – | – | failed: {row['failed']} |"
    of_metis = row["border"] / rows["METIS best of 50"]["border"] if "METIS best of 50" in rows else float("nan")
    peak = f"{row['peak_mb']:.0f}" if row["peak_mb"] else "–"
    place = f"{name.split('/')[0]} {row['units']:,}/{row['sectors']}" if "/" not in name else name
    return (
        f"| {place} | {tool} | {row['seconds']:.1f} | {peak} | {row['deviation']:.2f} | {row['stray']} "
        f"| {_border(row)} | {of_metis:.3f} | {said(name, tool, row, rows)} |"
    )


def _border(row):
    """Return the border, with the shortest and the longest where there were several plans."""
    drawn = row.get("borders", [])
    return f"{row['border']:.1f}" + (f" ({min(drawn):.1f}–{max(drawn):.1f})" if len(drawn) > 1 else "")


def said(name, tool, row, rows):
    """Return what is to be said of a row: whether ours reached its target, why a peer's plan could not be used."""
    if tool.startswith("ours"):
        return verdict(name, tool, row, rows)
    faults = ["disconnected"] * (row["stray"] > 0) + ["outside the tolerance"] * (row["deviation"] > USABLE + 5e-3)
    return "no plan: " + ", ".join(faults) if faults else ""


def growth(kept):
    """Return the table of how cost grows with size, of the cities."""
    lines = ["| Units | effort | s | µs a unit | peak MB |", "|--:|---|--:|--:|--:|"]
    for effort in ("quick", "standard", "best"):
        for name in ("city 400/21", "city 4,000/21", "city 40,000/21", "city 200,000/100"):
            rows = [row for tool, row in kept.get(name, {}).items() if f", {effort}," in tool and "failed" not in row]
            if rows:
                row = max(rows, key=lambda row: row["seconds"])
                each = 1e6 * row["seconds"] / row["units"]
                lines.append(
                    f"| {row['units']:,} | {effort} | {row['seconds']:.1f} | {each:,.0f} | {row['peak_mb']:.0f} |"
                )
    return "\n".join(lines) + "\n"


def intro(kept):
    """Return what the tables stand on."""
    rows = [row for of in kept.values() for row in of.values() if "failed" not in row]
    days = sorted({row["day"] for row in rows})
    paces = [row["pace"] for row in rows if row["pace"]]
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PEERS)
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    return (
        f"Measured {when} by `make bench-balance` on {os.cpu_count()} cores ({platform.machine()}, "
        f"Python {platform.python_version()}; {versions}); every row in a process of its own on one core, seconds of "
        "processor time. Deviation is two-sided: max \\|load/ideal − 1\\|. Stray: pieces beyond one a sector. Of METIS: "
        "border against METIS best of 50 on the same graph. Peak: resident memory of the whole process, instance and "
        "libraries included. Ours: seeds 1 to 3, worst deviation, middle border (shortest and longest in "
        "brackets), seconds on average; at 200,000 units seed 1 alone.\n\n"
        f"A fixed loop timed beside every row took {min(paces) * 1000:.0f} to {max(paces) * 1000:.0f} ms: where it took "
        "longer, the machine was busy with other work, and the row's seconds are too long by as much.\n"
    )


def write(kept):
    """Replace the balancing's tables in docs/performance.md, and the chart."""
    made = f"{BEGIN}\n{intro(kept)}\n{table(kept)}\n## Growth of cost with size\n\n{growth(kept)}\n{END}"
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: made, text, flags=re.DOTALL), encoding="utf-8")
    chart.write()
