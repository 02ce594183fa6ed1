"""A report as PDF by Qt's own text engine: no other program is needed. Figures become pictures."""

from __future__ import annotations

import functools
import re
from html import escape
from pathlib import Path

from qgis.PyQt.QtCore import QMarginsF, QRectF, QSizeF, Qt, QUrl
from qgis.PyQt.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from qgis.PyQt.QtSvg import QSvgRenderer

from ...core.base.i18n import days_in, locale, number
from ...core.reporting.charts import WIDTH
from ...core.reporting.page import TEMPLATES, Cell, Column, Figure, Items, Note, Part, Report, Row, Swatch, Table

_STYLE = (
    "body { font-family: sans-serif; font-size: 9pt; } h1 { font-size: 17pt; } h2 { font-size: 12pt; margin-top: 14px; } "
    "th { text-align: left; background-color: #e6e9ed; } .note { background-color: #fdf3dc; }"
)
_FIGURE_STYLE = (
    ".outline { fill: none; stroke: var(--ink); stroke-width: 1.5; } .area { stroke: var(--paper); } "
    ".grid { fill: none; stroke: var(--line); } .axis { fill: none; stroke: var(--soft); } .soft { fill: var(--soft); }"
)
_IMAGE = 2  # QTextDocument.ResourceType.ImageResource: PyQt 5 takes an int or the enum, PyQt 6 only the int
_DOTS_PER_INCH = 96
_FIGURE_WIDTH = 640
_MARGIN = 30  # pixels above and below a page's text, for marking and page number


def write_pdf(report: Report, path: Path) -> None:
    """Write the report on A4, upright; the same content as its HTML page."""
    writer = QPdfWriter(str(path))
    writer.setTitle(report.title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
    writer.setResolution(_DOTS_PER_INCH)
    document = QTextDocument()
    document.setDefaultStyleSheet(_STYLE)
    figures: list[Figure] = []
    with locale(report.language):
        html = _html(report, figures)
    for position, figure in enumerate(figures):
        document.addResource(_IMAGE, QUrl(f"figure:{position}"), _picture(figure))
    document.setPageSize(QSizeF(writer.width(), writer.height() - 2 * _MARGIN))
    document.setHtml(html)
    _print(document, writer, report.marking)


def _print(document: QTextDocument, writer: QPdfWriter, marking: str) -> None:
    """Draw the pages one by one: the marking stands above each, its number below."""
    width, height = writer.width(), writer.height() - 2 * _MARGIN
    painter = QPainter(writer)
    centre = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        painter.setPen(QColor(_colours()["bad"]))
        painter.drawText(QRectF(0, 0, width, _MARGIN), centre, marking)
        painter.setPen(QColor(_colours()["soft"]))
        number_text = f"{page + 1} / {document.pageCount()}"
        painter.drawText(QRectF(0, height + _MARGIN, width, _MARGIN), centre, number_text)
        painter.save()
        painter.translate(0, _MARGIN - page * height)
        document.drawContents(painter, QRectF(0, page * height, width, height))
        painter.restore()
    painter.end()


def _html(report: Report, figures: list[Figure]) -> str:
    """Return the report as HTML that Qt's text engine understands; `figures` takes the pictures that it names."""
    parts = [f"<h1>{escape(report.title)}</h1><p>{escape(report.subtitle)}</p>"]
    parts += [f"<p>{escape(name)}: {_words(value)}</p>" for name, value in report.facts]
    for section in report.sections:
        page = ' style="page-break-before: always"' if section.new_page else ""
        parts.append(f"<h2{page}>{escape(section.heading)}</h2>")
        parts += [_part(part, figures) for part in section.parts]
    parts += [f"<p><i>{_words(limit)}</i></p>" for limit in report.limits]
    parts += [f"<p>{escape(name)}: {_words(value)}</p>" for name, value in report.inputs]
    return "<body>" + "".join(parts) + "</body>"


def _part(part: Part, figures: list[Figure]) -> str:
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, Items):
        return "<ul>" + "".join(f"<li>{_words(item)}</li>" for item in part.items) + "</ul>"
    if isinstance(part, Figure):
        figures.append(part)
        width = min(
            _FIGURE_WIDTH, round(_FIGURE_WIDTH / WIDTH * QSvgRenderer(str(part.svg).encode()).defaultSize().width())
        )
        return f'<p><img src="figure:{len(figures) - 1}" width="{width}"></p><p>{escape(part.caption)}</p>'
    if isinstance(part, Row):
        return "".join(_part(figure, figures) for figure in part.figures)
    return f'<p class="{"note" if isinstance(part, Note) else ""}">{_words(part.text)}</p>'


def _words(text: str) -> str:
    """Return a text with its days as people write them, safe to put into HTML."""
    return escape(days_in(text))


def _table(table: Table) -> str:
    rows = [*table.rows, *([table.total] if table.total else [])]
    sides = ["" if column.decimals is None else ' align="right"' for column in table.columns]
    head = "".join(f"<th{side}>{escape(column.title)}</th>" for side, column in zip(sides, table.columns, strict=True))
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{side}>{_cell(cell, column)}</td>"
            for side, cell, column in zip(sides, row, table.columns, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    caption = f"<p>{escape(table.caption)}</p>" if table.caption else ""
    return f'{caption}<table border="0.5" cellpadding="3" cellspacing="0" width="100%"><tr>{head}</tr>{body}</table><p></p>'


def _cell(cell: Cell, column: Column) -> str:
    if isinstance(cell, Swatch):
        colour = _by_value(cell.colour)
        return f'<span style="color: {escape(colour)}">■</span>&nbsp;{escape(cell.text)}'
    if isinstance(cell, str):
        return _words(cell)
    value = None if cell is None else float(cell)  # numpy's whole numbers are not int
    return escape(number(value, column.decimals or 0, signed=column.signed))


@functools.cache
def _colours() -> dict[str, str]:
    """Return the values of the style sheet's colours by name, as they are on white paper."""
    sheet = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    light = sheet[sheet.index(":root") : sheet.index("@media")]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", light))


def _by_value(text: str) -> str:
    """Return the text with the style sheet's variables replaced by their colours."""
    return re.sub(r"var\(--([\w-]+)\)", lambda match: _colours().get(match[1], "#000000"), text)


def _picture(figure: Figure) -> QImage:
    """Return the figure drawn; Qt's drawing of SVG knows no variables, so colours are put in by value."""
    svg = str(figure.svg).replace(">", f"><style>{_FIGURE_STYLE}</style>", 1)
    renderer = QSvgRenderer(_by_value(svg).encode())
    size = renderer.defaultSize() * 2
    picture = QImage(size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    return picture
