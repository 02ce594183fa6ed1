"""The chart of growth, docs/images/growth.svg, drawn from the figures that docs/performance.md states."""

from __future__ import annotations

import re

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter
from package import ROOT

PAGE = ROOT / "docs" / "performance.md"
CHART = ROOT / "docs" / "images" / "growth.svg"
# Stand-ins that the style of the file replaces, so that one picture serves light and dark pages.
INK, FAINT = "#010203", "#040506"
LINES = ("#0a0b01", "#0a0b02", "#0a0b03")
LIGHT = {INK: "#24292f", FAINT: "#c3c9d1", LINES[0]: "#0b6bcb", LINES[1]: "#b35900", LINES[2]: "#7a3db8"}
DARK = {INK: "#e6edf3", FAINT: "#444c56", LINES[0]: "#6cb6ff", LINES[1]: "#f0a35e", LINES[2]: "#c99bf5"}
ROWS = {
    "Balancing": ("units", r"^\| ([\d,]+) \| (quick|standard|best) \| ([\d.]+) \|"),
    "Counting crime": ("incidents", r"^\| (Count|Whole grid)[^|]*?\b(\d[\d,]{6,})[^|]*\| ([\d.]+) \|"),
    "Public page": ("sectors", r"^\| ([\d,]+) \| (interactive) \| ([\d.]+) \|"),
}


def figures(text: str) -> dict[str, dict[str, list[tuple[float, float]]]]:
    """Return of each panel the lines by name: (size, seconds) by size."""
    panels: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for panel, (_, pattern) in ROWS.items():
        lines = panels.setdefault(panel, {})
        for one, other, seconds in re.findall(pattern, text, re.MULTILINE):
            size, name = (one, other) if one[0].isdigit() else (other, one)
            lines.setdefault(name.lower(), []).append((float(size.replace(",", "")), float(seconds)))
    return panels


def write() -> None:
    """Draw the chart anew."""
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "growth", "font.family": "sans-serif"})
    figure = Figure(figsize=(9.6, 3.6), layout="constrained")
    panels = figures(PAGE.read_text(encoding="utf-8"))
    for axes, (title, lines) in zip(figure.subplots(1, len(panels), sharey=True), panels.items(), strict=True):
        _panel(axes, title, lines)
        axes.set_xlabel(ROWS[title][0], color=INK)
    figure.axes[0].set_ylabel("seconds", color=INK)
    figure.savefig(CHART, transparent=True, metadata={"Date": None, "Creator": None})
    CHART.write_text(_for_both(CHART.read_text(encoding="utf-8")), encoding="utf-8")


def _panel(axes, title, lines):
    """Draw one panel; the faint lines grow in step with the size."""
    axes.set(xscale="log", yscale="log", title=title, ylim=(0.02, 300))
    axes.title.set_color(INK)
    sizes = [size for points in lines.values() for size, _ in points]
    ends = min(sizes) / 2, max(sizes) * 2
    axes.set_xlim(ends)
    for start in range(-14, 3):
        axes.plot(ends, [10.0**start * end / ends[0] for end in ends], color=FAINT, linewidth=0.6, zorder=0)
    for colour, marker, (name, points) in zip(LINES, "os^", sorted(lines.items(), key=_last), strict=False):
        xs, ys = zip(*sorted(points), strict=True)
        axes.plot(xs, ys, color=colour, marker=marker, markersize=5, linewidth=2)
        at, side = (-1, "right") if ys[1] > 1.5 * ys[0] else (0, "left")  # where the line does not run through it
        axes.annotate(name, (xs[at], ys[at]), (0, 7), textcoords="offset points", color=colour, ha=side)
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda size, _: f"{size:,.0f}"))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda seconds, _: f"{seconds:g}"))
    axes.tick_params(which="both", colors=INK, labelcolor=INK)
    axes.spines[:].set_color(FAINT)


def _last(line):
    return max(line[1])[1]


def _for_both(svg: str) -> str:
    """Return the picture in the colours of the page it stands on, and with a title for those who hear it."""
    names = {stand_in: f"--c{number}" for number, stand_in in enumerate(LIGHT)}
    for stand_in, name in names.items():
        svg = svg.replace(stand_in, f"var({name})")

    def colours(chosen):
        return ":root{" + ";".join(f"{names[stand_in]}:{colour}" for stand_in, colour in chosen.items()) + "}"

    style = f"<style>{colours(LIGHT)}@media (prefers-color-scheme:dark){{{colours(DARK)}}}</style>"
    title = "<title>Seconds against size, both axes logarithmic; faint lines grow in step with size</title>"
    return re.sub(r"(<svg [^>]*>)", lambda found: f"{found[1]}{title}{style}", svg, count=1, flags=re.DOTALL)


if __name__ == "__main__":
    write()
