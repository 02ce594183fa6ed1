"""What the solver is to reach: per instance, effort and tolerance in percent."""

from __future__ import annotations

from dataclasses import dataclass

MENDED = "KaHIP, mended by ours"
KAHIP = 1.03  # times the border of KaHIP strong best of 10, at most, at standard effort


@dataclass(frozen=True)
class Target:
    """Limits of a row; None where there is none.

    Attributes:
        seconds: of processor time.
        border: of the reference's.
        of: whose border is the reference, or "km".

    """

    seconds: float | None = None
    border: float | None = None
    of: str = "METIS best of 50"


TARGETS = {
    "city 400/21": {
        ("quick", 2): Target(2, 1.10),
        ("standard", 1): Target(10, 1.08),
        ("best", 1): Target(40, 1.045),
        ("best", 0.7): Target(40, 1.12),
    },
    "city 4,000/21": {
        ("quick", 1): Target(2, 0.92),
        ("standard", 1): Target(10, 0.905),
        ("standard", 0.2): Target(10, 0.94),
        ("best", 1): Target(40, 0.892),
        ("best", 0.1): Target(40, 0.94),
    },
    "city 4,000/21, river": {("quick", 1): Target(2, 0.96), ("standard", 1): Target(8, 0.935)},
    "Bellahøj North East": {("standard", 2.5): Target(None, 17.0, "km")},
    "Bellahøj North West": {("standard", 1.3): Target(None, 16.2, "km")},
    "Bellahøj Frederiksberg": {("standard", 0.24): Target(None, 8.0, "km")},
    "Copenhagen 399/21": {("standard", 1): Target(15, 70.0, "km")},
    "Arkansas": {("quick", 1): Target(), ("standard", 1): Target()},
    "parishes": {("standard", 1): Target()},
    "country 20,000/50": {
        ("quick", 1): Target(),
        ("standard", 1): Target(None, 1.05, "METIS recursive"),
        ("best", 1): Target(None, 1.0, "METIS recursive"),
    },
    "city 40,000/21": {
        ("quick", 1): Target(4, 0.95),
        ("standard", 0.1): Target(12, 0.935),
        ("best", 0.1): Target(50, 0.905),
    },
    "city 200,000/100": {
        ("quick", 1): Target(10, 0.94),
        ("standard", 1): Target(35, 0.92),
        ("best", 1): Target(130, 0.905),
        ("best", 0.2): Target(130),
    },
}


def verdict(name, tool, row, rows):
    """Return what a row of ours was to reach, and whether it did; empty for peers."""
    if not tool.startswith("ours, ") or "%" not in tool:
        return ""
    effort, tolerance = tool.removeprefix("ours, ").removesuffix(" %").split(", ")
    target = TARGETS[name][effort, float(tolerance)]
    said = [_said(row["stray"] == 0 and row["deviation"] <= float(tolerance) + 5e-3, f"{tolerance} %")]
    if target.border is not None and (target.of == "km" or target.of in rows):
        own = row["border"] if target.of == "km" else row["border"] / rows[target.of]["border"]
        of = {"km": " km", "METIS recursive": " × recursive"}.get(target.of, "")
        said.append(_said(round(own, 3) <= target.border, f"≤ {target.border:g}{of}"))
    if target.seconds is not None:
        said.append(_said(row["seconds"] <= target.seconds, f"{target.seconds:g} s"))
    if effort == "standard" and "KaHIP strong best of 10" in rows and target.of != "km":
        said += _against_kahip(row, rows)
    return ", ".join(said)


def _against_kahip(row, rows):
    """Return what is said beside KaHIP's plan, and, where that is missed, beside the plan that can be made of it."""
    reached = row["border"] <= KAHIP * rows["KaHIP strong best of 10"]["border"]
    said = [_said(reached, f"≤ {KAHIP} × KaHIP")]
    if not reached and MENDED in rows:
        said.append(_said(row["border"] <= KAHIP * rows[MENDED]["border"], f"≤ {KAHIP} × KaHIP mended"))
    return said


def _said(reached, what):
    return f"{what} {'reached' if reached else '**missed**'}"
