"""Rows of docs/accuracy.md: a promise, the cases it was tried on, what was found, and whether it was kept.

To add a section, add a module beside this one with
    TITLE   the heading of its section,
    TEXT    a paragraph in Markdown: what is promised, what chance is taken to be, the source,
    rows()  a generator of the rows; `make truth SECTIONS=its_name` runs it alone.
Its seeds are fixed, so that a table is the same wherever it is made; it says where it measures time.

To add a row, yield one of
    rate("claim", hits, cases, most=0.06)                  a share of cases with its 95 % interval
    rate("claim", hits, cases, least=0.78, most=0.82)      a share that must lie between two
    difference("claim", values, most=1e-9, of="maps")      the largest absolute difference from an oracle
    Row("claim", "cases", "found", kept=None)              a figure that nothing was promised about
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import betaincinv

LEVEL = 0.95


@dataclass(frozen=True)
class Row:
    """A row of the table.

    Attributes:
        claim: what is promised, or measured.
        cases: how many were tried, and of what.
        found: the largest difference, or a rate with its interval.
        kept: whether the promise was kept; None where nothing is promised.

    """

    claim: str
    cases: str
    found: str
    kept: bool | None = None


def rate(
    claim: str, hits: int, cases: int, *, most: float | None = None, least: float | None = None, of: str = "maps"
) -> Row:
    """Return the row of a share of cases, with its 95 % interval; it is kept where the share lies within its bounds."""
    share = hits / cases
    low, high = interval(hits, cases)
    bounds = [f"{sign} {bound:.0%}" for sign, bound in (("≥", least), ("≤", most)) if bound is not None]
    kept = None if not bounds else (most is None or share <= most) and (least is None or share >= least)
    promised = f", promised {' and '.join(bounds)}" if bounds else ""
    return Row(claim, f"{cases:,} {of}", f"{share:.1%} ({low:.1%} to {high:.1%}){promised}", kept)


def difference(claim: str, values: Sequence[float], most: float, *, of: str = "cases") -> Row:
    """Return the row of the largest of absolute differences `values`; it is kept where that is at most `most`."""
    largest = max(map(abs, values))
    return Row(
        claim, f"{len(values):,} {of}", f"largest difference {largest:.2g}, promised ≤ {most:g}", largest <= most
    )


def interval(hits: int, cases: int) -> tuple[float, float]:
    """Return the exact interval of a share (Clopper and Pearson 1934)."""
    tail = (1 - LEVEL) / 2
    low = 0.0 if hits == 0 else float(betaincinv(hits, cases - hits + 1, tail))
    high = 1.0 if hits == cases else float(betaincinv(hits + 1, cases - hits, 1 - tail))
    return low, high
