"""Reports: one self-contained HTML page, for screen (light and dark) and for paper.

How to make one::

    from .reporting.page import Column, Figure, Note, Report, Section, Table, Text, render

    report = Report(
        title=translate("Core", "Staffing of the sectors"),
        subtitle="Station Bellahøj",
        facts=[("Edition", "2026-1"), ("Made", "2026-11-20"), ("Officers", "60"), ("Sectors layer", "sectors")],
        sections=[
            Section("Officers by sector", [
                Text("Every sector has at least two."),
                Table([Column("Sector"), Column("Officers", 0), Column("Deviation, %", 1, signed=True)], rows),
                Figure(charts.bars(...), "Load per officer"),
                Note("Sector 4 stands empty.", "warning"),
            ]),
        ],
        limits=["Workload is a model, not a measurement."],
    )
    run.write_text("REPORT", render(report))

Nothing here reads the clock: give the date among the facts, so that the same input makes the same page.
Days are given in ISO 8601, wherever they stand in a text; the page shows them as its language writes them.
All text is escaped; only a `Figure` takes markup, made by `charts` and `maps`. Where inputs and parameters are
many, put them in `inputs`: they are printed last. `marking` (such as “Restricted”) stands on every printed page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from ..base.i18n import Language, current_locale, days_in, locale, number, translate
from ..base.paths import RESOURCES

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = RESOURCES / "reports"
Tone = Literal["info", "good", "warning", "bad"]


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    kind: str = field(default="text", init=False)


@dataclass(frozen=True)
class Items:
    """A list of short lines."""

    items: Sequence[str]
    kind: str = field(default="items", init=False)


@dataclass(frozen=True)
class Note:
    """A paragraph set apart: something to know, something good, a warning or an error."""

    text: str
    tone: Tone = "info"
    kind: str = field(default="note", init=False)


@dataclass(frozen=True)
class Figure:
    """An inline SVG with its caption."""

    svg: Markup
    caption: str = ""
    kind: str = field(default="figure", init=False)


@dataclass(frozen=True)
class Swatch:
    """A table cell with a colour before its text; `colour` is any CSS colour."""

    text: str
    colour: str


@dataclass(frozen=True)
class Column:
    """A table column: of text, or of right-aligned numbers where `decimals` is given."""

    title: str
    decimals: int | None = None
    signed: bool = False


Cell = str | float | int | Swatch | None


@dataclass(frozen=True)
class Table:
    """Rows of cells under columns; `total` is a last row set apart. A missing number shows as an en dash."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    caption: str = ""
    total: Sequence[Cell] | None = None
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Row:
    """Figures side by side where the page is wide enough, else one below the other."""

    figures: Sequence[Figure]
    kind: str = field(default="row", init=False)


Part = Text | Items | Note | Figure | Row | Table


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; `new_page` starts a fresh sheet when printed."""

    heading: str
    parts: Sequence[Part]
    new_page: bool = False


@dataclass(frozen=True)
class Report:
    """A report: what it is, the facts that identify it, its sections, its inputs, and what it cannot say.

    It is shown in `language`, that of the locale in which it was made.
    """

    title: str
    sections: Sequence[Section]
    subtitle: str = ""
    facts: Sequence[tuple[str, str]] = ()
    inputs: Sequence[tuple[str, str]] = ()
    limits: Sequence[str] = ()
    marking: str = ""
    language: Language = field(default_factory=lambda: current_locale().language)


def dated(facts: Sequence[tuple[str, str]], made: str) -> list[tuple[str, str]]:
    """Return the facts with the day on which the report was made, where it is told."""
    return [*facts, (translate("Core", "Made"), made)] if made else list(facts)


def render(report: Report) -> str:
    """Return the page as HTML without any outside reference."""
    with locale(report.language):
        return environment().get_template("report.html").render(report=report)


@lru_cache
def environment() -> Environment:
    """Return the Jinja2 environment over resources/reports, which escapes everything it is given.

    It is made once, for every locale: reading the templates takes longer than filling them in.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def cell_text(cell: Cell, column: Column) -> str:
        if isinstance(cell, str):
            return days_in(cell)
        if cell is None or isinstance(cell, Swatch):
            return number(None) if cell is None else cell.text
        return number(float(cell), column.decimals or 0, signed=column.signed)

    made.filters["cell_text"] = cell_text
    made.filters["days"] = lambda text: days_in(str(text))
    made.tests["swatch"] = lambda cell: isinstance(cell, Swatch)
    return made
